"""Copies of projects, and builds of them with real MkDocs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EPOCH = "1700000000"
LEAST = """\
site_name: A small story
site_url: https://example.org/story/
theme: {name: THEME}
plugins:
  - search
  - briefing: {articles: articles}
"""


def mkdocs(folder: Path, *options: str, engine: str = "mkdocs") -> subprocess.CompletedProcess[str]:
    """Run ``mkdocs build`` (or another engine's) in a folder, with a fixed time, and give back what it printed."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("SITE_URL", None)
    command = [sys.executable, "-m", engine, "build", *options]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def bytes_of(site: Path) -> dict[str, bytes]:
    return {str(p.relative_to(site)): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}


def project(target: Path) -> Path:
    """A copy of what the README's first line builds."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", target)
    for folder in ("seeds", "docs"):
        shutil.copytree(ROOT / folder, target / folder)
    return target
