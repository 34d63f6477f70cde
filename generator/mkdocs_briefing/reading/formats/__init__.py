"""Bytes of a file -> the articles in it, as text and the facts that the file states: one module for each format.

`read` is the door. Libraries that only one format needs are imported when a file of that format is read.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final

from mkdocs_briefing.model import Format
from mkdocs_briefing.reading.formats.shared import Item, Opened, RefusedError

__all__ = ["FORMATS", "LARGEST", "Item", "Opened", "RefusedError", "format_of", "read"]

FORMATS: Final[dict[str, Format]] = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".pdf": "pdf",
    ".docx": "docx",
}
"""Format by the end of a file's name, in lower case."""

LARGEST: Final[dict[Format, int]] = {
    "text": 5_000_000,
    "markdown": 1_000_000,
    "html": 30_000_000,
    "json": 30_000_000,
    "pdf": 30_000_000,
    "docx": 30_000_000,
}
"""The largest file that is read, in bytes: pages, PDF and Word files hold pictures too, JSON files many articles."""

_MODULES: Final[dict[Format, str]] = {
    "text": "plain",
    "markdown": "markdown_",
    "html": "html",
    "json": "json_",
    "pdf": "pdf",
    "docx": "docx",
}


def format_of(name: str) -> Format | None:
    """The format of a file by its name; ``None`` for one that holds no article."""
    stem, dot, suffix = name.rpartition(".")
    return FORMATS.get(f".{suffix.lower()}") if dot and stem else None


def read(kind: Format, raw: bytes) -> Opened:
    """Open a file: the articles in it, whose text is made when it is asked for, and what is wrong with it.

    Raises `RefusedError` when there is no article in it, or when the library for its format cannot be imported.
    """
    try:
        module = import_module(f"{__name__}.{_MODULES[kind]}")
    except ImportError as error:
        library = error.name or "a library"
        raise RefusedError(
            f"{library} is needed to read {kind} files and cannot be imported; install mkdocs-briefing again"
        ) from None
    opener: Callable[[bytes], Opened] = module.read
    return opener(raw)
