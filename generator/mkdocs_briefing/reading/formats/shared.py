"""What the readers of all formats give back, and how their text is put together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from mkdocs_briefing.model import Severity
from mkdocs_briefing.reading.facts import Facts

LONGEST = 5_000_000
"""The longest text that one article may have, in code points."""

_UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class RefusedError(Exception):
    """There is no article in a file, or in a part of it; the message says why and what to do."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a file: ``text`` makes its text, or raises `RefusedError`; ``part`` and ``line`` are its place."""

    text: Callable[[], str]
    facts: Facts = field(default_factory=dict)
    encoding: str = "utf-8"
    part: int | None = None
    line: int | None = None


class Told(NamedTuple):
    """What the editor should know of a file: an ``error`` where an article of it is not read."""

    message: str
    line: int | None = None
    severity: Severity = "warning"


@dataclass(frozen=True, slots=True)
class Opened:
    """The articles of a file, and what the editor should know."""

    items: tuple[Item, ...]
    told: tuple[Told, ...] = ()


def clean(text: str) -> str:
    """Extracted text with line feeds alone as line ends, and U+FFFD for what no text can hold."""
    return _UNUSABLE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))


def article_text(title: str | None, paragraphs: Iterable[str], *, headed: bool = False) -> str:
    """The text of an article: its headline, unless it is the first paragraph, and paragraphs, blank lines between.

    ``headed``: the first paragraph is a headline, whatever the title is. Raises `RefusedError` for a text that is too
    long.
    """
    rows = [row.strip() for row in map(clean, paragraphs)]
    rows = [row for row in rows if row]
    heading = clean(" ".join((title or "").split()))
    printed = bool(rows) and bool(heading) and alike(rows[0], heading)
    while printed and len(rows) > 1 and alike(rows[1], heading):
        rows.pop(1)
    if heading and not printed and not (headed and rows):
        rows.insert(0, heading)
    text = "\n\n".join(rows)
    if len(text) > LONGEST:
        raise RefusedError(f"{len(text):,} characters of text, more than the {LONGEST:,} that are read; divide it")
    return text + "\n" if text else ""


def alike(one: str, other: str) -> bool:
    """Whether two lines have the same letters and digits, whatever their case, marks and blanks."""
    return bare(one) == bare(other)


def bare(line: str) -> str:
    """The letters and digits of a line, case-folded."""
    return re.sub(r"[\W_]+", "", line).casefold()


def lost(count: int, encoding: str) -> Told:
    """The message on bytes that could not be decoded."""
    many = "1 byte is" if count == 1 else f"{count} bytes are"
    return Told(f"{many} not readable as {encoding}; save the file as UTF-8")
