"""Windows of whole paragraphs, small enough to be looked at quickly.

A speaker hardly ever stands in another paragraph than the cue, and a window with the paragraph before it as context
found no more; so windows do not overlap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_briefing.attribution.finding.tagger.features import BREAK, FIRST, Word

LIMIT = 240
"""Pieces of a window at most; a longer paragraph is cut."""


@dataclass(frozen=True, slots=True)
class Window:
    """One look of the tagger: features by piece, and the words with the index of their first piece."""

    ids: tuple[int, ...]
    case: tuple[int, ...]
    place: tuple[int, ...]
    first: tuple[int, ...]
    words: tuple[Word, ...]


def windowed(paragraphs: Sequence[Sequence[Word]], limit: int = LIMIT) -> Iterator[Window]:
    """Windows over ``paragraphs`` in order; every word is in exactly one."""
    held: list[Sequence[Word]] = []
    room = limit
    for part in (part for paragraph in paragraphs if paragraph for part in _cut(paragraph, limit)):
        size = _size(part)
        if held and size > room:
            yield _window(held)
            held, room = [], limit
        held.append(part)
        room -= size
    if held:
        yield _window(held)


def _size(words: Sequence[Word]) -> int:
    return sum(len(word.pieces) for word in words) + 1


def _cut(paragraph: Sequence[Word], limit: int) -> list[Sequence[Word]]:
    if _size(paragraph) <= limit:
        return [paragraph]
    parts: list[Sequence[Word]] = []
    begin = size = 0
    for at, word in enumerate(paragraph):
        if at > begin and size + len(word.pieces) >= limit:
            parts.append(paragraph[begin:at])
            begin, size = at, 0
        size += len(word.pieces)
    return [*parts, paragraph[begin:]]


def _window(paragraphs: Sequence[Sequence[Word]]) -> Window:
    ids, case, place, first = [FIRST], [4], [0], []
    words: list[Word] = []
    for paragraph in paragraphs:
        for word in paragraph:
            first.append(len(ids))
            ids += word.pieces
            case += [word.case] * len(word.pieces)
            place += [word.place] * len(word.pieces)
            words.append(word)
        ids.append(BREAK)
        case.append(4)
        place.append(0)
    return Window(tuple(ids), tuple(case), tuple(place), tuple(first), tuple(words))
