"""Words and sentences with their offsets: the little that several stages need to know of plain text.

Every function takes a text and a range of code points (start inclusive, end exclusive) and gives back spans into that
same text. Nothing here knows of articles, languages of news or quotations beyond their marks.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import snowballstemmer

from mkdocs_briefing.model import Span

_WORD = re.compile(r"\w+(?:[.,’'\-]\w+)*")
_STOP = re.compile(r"""(?<![.!?…])[.!?…]+[)\]"'”’»“]*(?=\s|$)""")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\[“\"‘'])(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Hon|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Cmdr|Pres|St|Sr|Jr|"
    r"Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|vs|v|No|Nos|Inc|Ltd|Co|Corp|Bros|Mt|Ave|Blvd|dept|est|approx|pp|p|"
    r"i\.e|e\.g|cf|[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
_ALWAYS_END = re.compile(r"(?:^|[\s(])(?:a\.m|p\.m|U\.S|U\.K|U\.N|E\.U|D\.C|Inc|Ltd|Co|Corp|Jr|Sr|[A-Z]\.[A-Z])\.$")
_OPENS = re.compile(r"""\s+(?=["'“‘«„(\[]*[\w$£€])""")
_NOT_SPACE = re.compile(r"\S")
LONGEST = 2_000
"""The longest sentence, in code points. What has no stop for so long is cut at a blank, or where it must be."""


class Word(NamedTuple):
    """A word as printed between ``start`` and ``end``; ``lower`` is its case-folded form with straight apostrophes."""

    start: int
    end: int
    lower: str


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Words of ``text[start:end]`` in order: runs of word characters joined by ``. , ' ’ -`` between them."""
    end = len(text) if end is None else end
    return [Word(m.start(), m.end(), m.group().casefold().replace("’", "'")) for m in _WORD.finditer(text, start, end)]


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Sentences of ``text[start:end]`` in order, without the white space around them; together they hold every word.

    A stop ends a sentence unless the word before it is an abbreviation, or what follows begins in lower case. None is
    longer than `LONGEST`.
    """
    end = len(text) if end is None else end
    spans: list[Span] = []
    begin = start
    for stop in _STOP.finditer(text, start, end):
        opening = _OPENS.match(text, stop.end(), end)
        if opening is None and _NOT_SPACE.search(text, stop.end(), end):
            continue
        if opening is not None and not _ends_sentence(text, begin, stop, opening.end()):
            continue
        _keep(spans, text, begin, stop.end())
        begin = stop.end()
    _keep(spans, text, begin, end)
    return spans


def _ends_sentence(text: str, begin: int, stop: re.Match[str], following: int) -> bool:
    ahead = text[following : following + 3].lstrip("\"'“‘«„([")
    lower = ahead[:1].islower()
    if lower:
        return False
    if stop.group()[0] != "." or len(stop.group().rstrip(")]\"'”’»“")) > 1:
        return True
    before = text[max(begin, stop.start() - 12) : stop.start() + 1]
    if not _ABBREVIATED.search(before):
        return True
    return bool(_ALWAYS_END.search(before)) and ahead[:1].isupper() and text[following : following + 1] in '"“‘«„'


def _keep(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        low = start + LONGEST // 2
        blank = next((at for at in range(start + LONGEST, low, -1) if text[at].isspace()), start + LONGEST)
        last = blank
        while text[last - 1].isspace():
            last -= 1
        spans.append((start, last))
        start = blank
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        spans.append((start, end))


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


@cache
def stem(word: str) -> str:
    """The Snowball (Porter 2) stem of a case-folded English word, its possessive ending left out."""
    return str(_stemmer().stemWord(word.removesuffix("'s").removesuffix("'")))


def joined(text: str, spans: tuple[Span, ...], between: str = " ") -> str:
    """The words of several spans as one string, for display and comparison; never written back to a source."""
    return between.join(text[start:end] for start, end in spans)
