"""What the tagger is shown of an article: words in pieces, their letter case, and where quotation marks stand.

The encoder's vocabulary is in lower case, and it has never been told which marks belong together; both are given
beside the pieces. Training reads articles through this very module, so that it sees what will be seen later.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from curated_tokenizers import WordPieceProcessor

from mkdocs_briefing.attribution.marks import Marks
from mkdocs_briefing.model import Span

UNKNOWN, FIRST, BREAK = 100, 101, 102
"""Ids of the vocabulary: a word it does not hold, the start of a window, the end of a paragraph."""

CASES = 5
"""Letter case: all lower, first letter a capital, all capitals, mixed, no letter first."""

PLACES = 6
"""Outside quotation marks, inside, a mark itself; the same three in a headline."""

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_LONGEST = 60
_MOST_PIECES = 12


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign: its place in the text, its pieces' ids, and its two other features."""

    start: int
    end: int
    pieces: tuple[int, ...]
    case: int
    place: int


def read(text: str, paragraphs: Sequence[Span], headlines: frozenset[int], marks: Marks) -> list[list[Word]]:
    """The words of each of ``paragraphs`` (spans in order); ``headlines`` are the indices of those that are one."""
    outer = [q for q in marks.quotations if q.parent is None]
    found: list[list[Word]] = []
    at = 0
    for number, (start, end) in enumerate(paragraphs):
        row: list[Word] = []
        lift = 3 if number in headlines else 0
        for match in _WORD.finditer(text, start, end):
            while at < len(outer) and outer[at].end <= match.start():
                at += 1
            place = 0
            if at < len(outer) and outer[at].start <= match.start():
                inner = outer[at].inner
                place = 1 if inner[0] <= match.start() < inner[1] else 2
            word = match.group()
            row.append(Word(match.start(), match.end(), pieces(word), _case(word), place + lift))
        found.append(row)
    return found


@cache
def _vocabulary() -> tuple[WordPieceProcessor, int]:
    listed = files(__package__).joinpath("model/vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
    return WordPieceProcessor(listed), len(listed)


_PIECES: dict[str, tuple[int, ...]] = {}
_KEPT = 200_000


def pieces(word: str) -> tuple[int, ...]:
    """Ids of the pieces of a word, which is folded to lower case without accents as the encoder's own words were."""
    known = _PIECES.get(word)
    if known is None:
        known = _cut(word)
        if len(_PIECES) < _KEPT:  # hostile text holds words without end
            _PIECES[word] = known
    return known


def _cut(word: str) -> tuple[int, ...]:
    folded = unicodedata.normalize("NFD", word.lower())
    plain = "".join(c for c in folded if unicodedata.category(c) != "Mn") or word
    if len(plain) > _LONGEST:
        return (UNKNOWN,)
    processor, size = _vocabulary()
    ids = processor.encode(plain)[0]
    if not ids or any(not 0 <= i < size for i in ids):
        return (UNKNOWN,)
    return tuple(ids[:_MOST_PIECES])


def _case(word: str) -> int:
    if not word[0].isalpha():
        return 4
    if word.islower():
        return 0
    if len(word) > 1 and word.isupper():
        return 2
    return 1 if word[0].isupper() else 3
