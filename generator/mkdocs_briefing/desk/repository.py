"""Where files lie: the file that a problem speaks of, and its path as a shell or GitHub knows it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from mkdocs_briefing.model import Problem


def root(start: Path) -> Path:
    """The folder of the repository that holds ``start``; GitHub's workspace, else the current folder, without one."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / ".git").exists():
            return folder
    return Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()


def placed(problems: Iterable[Problem], folders: Iterable[Path], base: Path) -> list[Problem]:
    """The problems with the file as a path from ``base``, where one of ``folders`` holds it.

    A file outside ``base`` keeps its full path; what is no file there (a page that is made) keeps its name.
    """
    known = list(folders)
    return [replace(problem, file=_path(problem.file, known, base)) for problem in problems]


def _path(name: str, folders: Iterable[Path], base: Path) -> str:
    found = next((folder / name for folder in folders if _there(folder / name)), None)
    if found is None:
        return name
    whole, top = found.parent.resolve() / found.name, base.resolve()  # the last part may be a link: it is what is meant
    return whole.relative_to(top).as_posix() if whole.is_relative_to(top) else whole.as_posix()


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def counted(number: int, noun: str, many: str | None = None) -> str:
    """``1 article``, ``2 articles``; ``many`` is the plural where it isn't made with an s."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"
