"""Two sites in one browser: the seeds', and one of an invented story with instant loading and named outlets."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from opened import FLAGS, ROOT, Site, build, chromium, opened, served


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("browser") / "site")


@pytest.fixture(scope="session")
def home(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def saltworks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("saltworks")
    (folder / "docs").mkdir()
    shutil.copytree(ROOT / "tests/stories/saltworks", folder / "articles")
    shutil.copy(ROOT / "tests/browser/saltworks.yml", folder / "mkdocs.yml")
    built = build(folder, folder / "site")
    with served(built) as address:
        yield Site(built, address)


@pytest.fixture(scope="session")
def seeds(site: Path, home: str) -> Site:
    return Site(site, home)


@pytest.fixture(params=["seeds", "saltworks"])
def either(request: pytest.FixtureRequest) -> Site:
    """Each of the two sites in turn."""
    found: Site = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def page(browser: Any, home: str) -> Iterator[Any]:
    """A page of the seeds' site that fails the test for what must not happen on it."""
    with opened(browser, home) as made:
        yield made
