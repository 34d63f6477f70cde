"""What the readers of all formats give back, and how their text is put together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

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
    """One article of a file. ``text`` makes its text and may raise `RefusedError`; ``part`` and ``line`` are its place.

    ``title`` is the headline as the file states it, whether or not the text prints it.
    """

    text: Callable[[], str]
    facts: Facts = field(default_factory=dict)
    encoding: str = "utf-8"
    part: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """The articles of a file, and what the editor should know: (message, line, whether it is only information)."""

    items: tuple[Item, ...]
    told: tuple[tuple[str, int | None, bool], ...] = ()


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
    while rows and heading and alike(rows[0], heading):
        heading = rows.pop(0)
    if heading and not (headed and rows):
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


def lost(count: int, encoding: str) -> tuple[str, None, bool]:
    """The message on bytes that could not be decoded."""
    many = "1 byte is" if count == 1 else f"{count} bytes are"
    return f"{many} not readable as {encoding}; save the file as UTF-8", None, False
