"""Lines -> paragraphs: which line ends part paragraphs and which only wrap one.

Offsets are code points into the text, start inclusive, end exclusive; white space around a paragraph is no part of it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_STOPPED = re.compile(r"[.!?…:;][)\]\"'”’»“]*$")
_WIDEST = 132
_NARROWEST = 30
_FEWEST = 3
_MID_SENTENCE_SHARE = 0.5
_FILLED_SHARE = 0.85


class Line(NamedTuple):
    """A printed line without the white space around it; ``indent`` is the number of blanks before it."""

    start: int
    end: int
    indent: int
    blank_before: bool


class Paragraph(NamedTuple):
    """A paragraph and the number of its chunk: lines between two empty lines are of one chunk."""

    start: int
    end: int
    chunk: int


def lines(text: str, start: int = 0) -> list[Line]:
    """The lines of ``text`` from ``start`` that hold anything but white space, in order."""
    found: list[Line] = []
    blank = True
    begin = start
    for stop in [*(m.span() for m in _BREAK.finditer(text, start)), (len(text), len(text))]:
        piece = text[begin : stop[0]]
        bare = piece.strip()
        if bare:
            indent = len(piece) - len(piece.lstrip())
            found.append(Line(begin + indent, begin + indent + len(bare), indent, blank))
            blank = False
        else:
            blank = True
        begin = stop[1]
    return found


def paragraphs(text: str, start: int = 0) -> list[Paragraph]:
    """The paragraphs of ``text`` from ``start``.

    An empty line always parts. A single line end parts too, unless the file is hard-wrapped (see `wrap_width`) and
    the next word would not have fitted, or a long line stops in mid-sentence and the next goes on in lower case.
    """
    rows = lines(text, start)
    width = wrap_width(text, rows)
    found: list[Paragraph] = []
    chunk = -1
    for n, row in enumerate(rows):
        chunk += row.blank_before
        if not row.blank_before and _goes_on(text, rows[n - 1], row, width):
            found[-1] = Paragraph(found[-1].start, row.end, chunk)
        else:
            found.append(Paragraph(row.start, row.end, max(chunk, 0)))
    return found


def wrap_width(text: str, rows: Sequence[Line]) -> int | None:
    """The width at which the lines of a file are wrapped, or ``None``.

    Judged by the distribution of line lengths: nearly all lines that another follows directly are filled, so that the
    first word of the next would not have fitted below the greatest length, and at least half end in mid-sentence.
    """
    inner = [(row, follower) for row, follower in itertools.pairwise(rows) if not follower.blank_before]
    if len(inner) < _FEWEST:
        return None
    lengths = sorted(row.end - row.start + row.indent for row in rows)
    # One line in fifty may be too long: an address that could not be broken.
    width = lengths[len(lengths) - 1 - len(lengths) // 50]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = [(row, follower) for row, follower in inner if _full(text, row, follower, width)]
    cut = sum(not _stopped(text, row) for row, _ in full)
    # The last line of a paragraph is short: where single line ends part paragraphs, it stands among the inner ones.
    loose = [row for row, follower in inner if not _full(text, row, follower, width)]
    open_ends = sum(not _stopped(text, row) for row in loose)
    filled = len(full) >= _FEWEST and len(full) >= _FILLED_SHARE * (len(full) + open_ends)
    return width if filled and cut >= _MID_SENTENCE_SHARE * len(full) else None


def _stopped(text: str, row: Line) -> bool:
    return _STOPPED.search(text[max(row.start, row.end - 4) : row.end]) is not None


def _full(text: str, row: Line, follower: Line, width: int) -> bool:
    word = re.match(r"\S{1,200}", text[follower.start : follower.start + 200])
    return row.end - row.start + row.indent + 1 + (word.end() if word else 0) > width


def _goes_on(text: str, row: Line, follower: Line, width: int | None) -> bool:
    if width is not None and follower.indent <= row.indent and _full(text, row, follower, width):
        return True
    stopped = _stopped(text, row)
    if width is not None and not stopped and follower.indent <= row.indent and row.end - row.start > width * 0.6:
        return True
    return row.end - row.start >= 40 and not stopped and text[follower.start].islower()
