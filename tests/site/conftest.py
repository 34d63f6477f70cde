"""Sites built with real MkDocs from the seeds and from invented stories."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import LEAST, ROOT, mkdocs, project


@pytest.fixture(scope="session")
def seeds_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = project(tmp_path_factory.mktemp("seeds") / "project")
    done = mkdocs(folder, "--strict")
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture
def story(tmp_path: Path) -> Callable[[str, str], Path]:
    """Make a project with the articles of a story in ``tests/stories`` and the least settings."""

    def make(name: str, theme: str = "material") -> Path:
        shutil.copytree(ROOT / "tests/stories" / name, tmp_path / "articles")
        (tmp_path / "docs").mkdir()
        (tmp_path / "mkdocs.yml").write_text(LEAST.replace("THEME", theme), encoding="utf-8")
        return tmp_path

    return make
