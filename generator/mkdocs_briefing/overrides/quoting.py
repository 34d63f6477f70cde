"""Words and their place: a target for a span of an article, and the spans that a target's words may mean.

Text is compared without white space, and with straight quotation marks and hyphens for all others, so that wrapping a
text again changes nothing. Everything is plain string search, linear in the length of the text whatever it holds.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from mkdocs_briefing.model import Article, Span
from mkdocs_briefing.overrides.items import Target

_FOLD = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛‹›′`´", "'") | dict.fromkeys("‐‑‒–—―−", "-"))
_SOLID = re.compile(r"\S+")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\r?\n|\r[^\S\r\n]*\r")
_AROUND = 24
"""So many code points of context on each side at first; more where these are not enough."""
_DIGITS = 12
_MOST = 50
"""So many places of the same words are looked at."""


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without white space, quotation marks and hyphens made plain; ``at`` has the offset of each character."""

    text: str
    at: array[int]

    def span(self, start: int, end: int) -> Span:
        """Offsets into the text as it was; ``start`` < ``end``."""
        return self.at[start], self.at[end - 1] + 1

    def inside(self, span: Span) -> Span:
        """Positions here of the characters in a span of the text as it was."""
        return bisect_left(self.at, span[0]), bisect_left(self.at, span[1])


@lru_cache(maxsize=256)
def squeeze(text: str) -> Squeezed:
    """The characters of a text that count in a comparison, and where they stand."""
    at = array("L")
    pieces: list[str] = []
    for match in _SOLID.finditer(text.translate(_FOLD)):
        pieces.append(match.group())
        at.extend(range(match.start(), match.end()))
    return Squeezed("".join(pieces), at)


def squeezed(words: str) -> str:
    """A few words as they are compared."""
    return "".join(words.translate(_FOLD).split())


def target_of(article: Article, span: Span) -> Target:
    """The target that leads back to ``span``: its words, and as much before and behind as make them unique.

    A little context is always taken, so that words which later stand beside others are told as changed. White space at
    the ends of the span does not count; a run of it is one blank. Raises ``ValueError`` for a span without a word.
    """
    text, whole = article.text, squeeze(article.text)
    start, end = whole.inside(span)
    if start >= end:
        raise ValueError("the span has no words")
    first, last = whole.span(start, end)
    low, high = _paragraph(text, first, last)
    around = _AROUND
    while True:
        before, behind = _widened(text, first, last, around, low, high)
        a, b = whole.inside((before, behind))
        needle = whole.text[a:b]
        once = whole.text.find(needle) == a and whole.text.find(needle, a + 1) == -1
        if once or (before == 0 and behind == len(text)):
            break
        if (low, high) != (0, len(text)):
            low, high = 0, len(text)
        else:
            around *= 2
    return Target(
        _flat(text[first:last]).strip(),
        _flat(text[before:first]).lstrip(),
        _flat(text[last:behind]).rstrip(),
        article.file,
        article.sha256[:_DIGITS],
    )


def occurrences(text: str, target: Target) -> list[Span]:
    """Where a target's words stand with its context around them, in order; of whole words, if there are any such."""
    prefix, exact, suffix = squeezed(target.prefix), squeezed(target.exact), squeezed(target.suffix)
    if not exact or not _may_hold(text, target.exact):
        return []
    whole = squeeze(text)
    needle = prefix + exact + suffix
    found: list[Span] = []
    entire: list[Span] = []
    at = whole.text.find(needle)
    while at != -1 and len(entire) < _MOST and len(found) < _MOST * _MOST:
        span = whole.span(at + len(prefix), at + len(prefix) + len(exact))
        found.append(span)
        if (prefix or _edge(text, span[0])) and (suffix or _edge(text, span[1])):
            entire.append(span)
        at = whole.text.find(needle, at + 1)
    return entire or found[:_MOST]


def _may_hold(text: str, exact: str) -> bool:
    """Whether the plain words of some words are in a text at all: most articles of many are told so at once."""
    return all(word in text for word in exact.split() if word.isascii() and word.isalnum())


def _edge(text: str, at: int) -> bool:
    """Whether no word runs on over a place."""
    return not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum())


def _paragraph(text: str, start: int, end: int) -> Span:
    """The paragraph or paragraphs that hold a span, between empty lines."""
    low, high = 0, len(text)
    for match in _PARAGRAPH.finditer(text):
        if match.end() <= start:
            low = match.end()
        elif match.start() >= end:
            high = match.start()
            break
    return low, high


def _widened(text: str, start: int, end: int, around: int, low: int, high: int) -> Span:
    """A span with ``around`` more on each side, to the end of a word, within ``low`` and ``high``."""
    before, behind = max(low, start - around), min(high, end + around)
    while before > max(low, start - 2 * around) and not text[before - 1].isspace():
        before -= 1
    while behind < min(high, end + 2 * around) and not text[behind].isspace():
        behind += 1
    return before, behind


def _flat(words: str) -> str:
    """The words with each run of white space as one blank, at the ends too."""
    return re.sub(r"\s+", " ", words)
