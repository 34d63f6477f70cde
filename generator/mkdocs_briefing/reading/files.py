"""A folder -> the files in it that may hold articles, and their bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from mkdocs_briefing.model import Problem
from mkdocs_briefing.reading.formats import FORMATS, LARGEST, format_of
from mkdocs_briefing.reading.naming import printable
from mkdocs_briefing.reading.sources import NAME as SOURCES

_NOT_REGULAR = "not a regular file; put a copy of the text in its place"
_NOT_ARTICLES = frozenset({SOURCES, "overrides.yml"})
# What browsers call the folder of a saved page's pictures and scripts, behind the page's own name.
_COMPANIONS = [
    "_files",
    ".files",
    "_file",
    "-files",
    "-dateien",
    "_fichiers",
    "-fichiers",
    "_archivos",
    "-archivos",
    "_bestanden",
    "-bestanden",
    "_elemei",
    "_soubory",
    "-filer",
    "_arquivos",
    "-ficheiros",
    "_pliki",
    "_tiedostot",
    "_dosyalar",
    ".fld",
]


def article_files(folder: Path, problems: list[Problem]) -> list[Path]:
    """Regular files that may be articles, in the order of their names; hidden ones and links are not followed."""
    found: list[Path] = []
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(here.iterdir(), key=lambda path: os.fsencode(path.name))
        except OSError as error:
            problems.append(Problem(name_of(folder, here), f"folder not readable ({error.strerror}); check its rights"))
            continue
        companions = _companions(entries)
        for path in entries:
            name = name_of(folder, path)
            if path.name.startswith(".") or path.name.upper().startswith("README") or name in _NOT_ARTICLES:
                continue
            try:
                mode = path.lstat().st_mode
            except OSError as error:
                problems.append(Problem(name, f"not readable ({error.strerror}); check its rights", severity="error"))
                continue
            if stat.S_ISDIR(mode) and path.name.lower() in companions:
                told = "left alone: the pictures and scripts of the page saved beside it"
                problems.append(Problem(name, told, severity="info"))
            elif stat.S_ISDIR(mode):
                waiting.append(path)
            elif not stat.S_ISREG(mode):
                problems.append(Problem(name, _NOT_REGULAR))
            elif format_of(path.name) is None:
                known = ", ".join(FORMATS)
                problems.append(Problem(name, f"not an article, left alone; articles end in {known}"))
            else:
                found.append(path)
    return sorted(found, key=lambda path: name_of(folder, path))


def _companions(entries: Iterable[Path]) -> set[str]:
    pages = [path.stem.lower() for path in entries if format_of(path.name) == "html"]
    return {page + ending for page in pages for ending in _COMPANIONS}


def contents(path: Path, name: str, problems: list[Problem], most: int | None = None) -> bytes | None:
    """The bytes of a regular file; ``None`` after telling why there are none. ``most``: the size that is read at most.

    What it is and how large is asked of the open file, which nobody can exchange in between.
    """
    kind = format_of(path.name)
    limit = most or LARGEST[kind or "text"]
    try:
        with open(path, "rb", opener=_opened) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                problems.append(Problem(name, _NOT_REGULAR))
                return None
            content = file.read(limit + 1)
        if len(content) > limit:
            size = max(status.st_size, len(content))
            message = f"{size:,} bytes, more than the {limit:,} that are read; divide it, or set limits: file_size"
            problems.append(Problem(name, message, severity="error"))
            return None
        return content
    except OSError as error:
        problems.append(Problem(name, f"not readable ({error.strerror}); check its rights", severity="error"))
        return None


def _opened(path: str, flags: int) -> int:
    """Open without following a link and without waiting for the other end of a pipe, where the system can."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def name_of(folder: Path, path: Path) -> str:
    """The path of a file in the folder, with "/", as one line of valid Unicode; the folder's own name for itself."""
    return printable(path.relative_to(folder).as_posix()) or printable(folder.name)
