"""What stands now where words were: the stretch of a text most like them, in time linear in the text."""

from __future__ import annotations

from collections import Counter

from rapidfuzz import fuzz

from mkdocs_briefing.model import Span
from mkdocs_briefing.overrides.items import Target
from mkdocs_briefing.overrides.quoting import squeeze, squeezed
from mkdocs_briefing.text import Word, words

_ALIKE = 60.0
"""From this share of letters in order, in hundredths, one stretch may be what became of another."""
_COMPARED = 2000
"""So many code points of a stretch are compared letter by letter."""
_PLACES = 5
"""So many places with most of the words are looked at closely."""
_CONTEXT = 8
"""So many characters of context are needed to say by them alone where words stood."""
_SLACK = 200


def now_there(text: str, target: Target) -> tuple[float, Span] | None:
    """The stretch that stands where the target's words stood, by its context or by its likeness; ``None`` if none.

    With it how sure that is: context before likeness, then the share of letters in order, in hundredths.
    """
    between = _between(text, target)
    return (200.0, between) if between is not None else _alike(text, target.exact)


def _between(text: str, target: Target) -> Span | None:
    """What stands between the context before and behind, where both are still there and near each other."""
    whole, prefix, suffix = squeeze(text), squeezed(target.prefix), squeezed(target.suffix)
    if min(len(prefix), len(suffix)) < _CONTEXT or whole.text.count(prefix) != 1:
        return None
    start = whole.text.find(prefix) + len(prefix)
    end = whole.text.find(suffix, start, start + 3 * len(squeezed(target.exact)) + _SLACK)
    return whole.span(start, end) if end > start else None


def _alike(text: str, exact: str) -> tuple[float, Span] | None:
    """The stretch around the words that most of the sought ones stand among, and how alike it is."""
    sought = Counter(w.lower for w in words(exact))
    size = sum(sought.values())
    line = words(text)
    if not size:
        return None
    held: Counter[str] = Counter()
    common = best = 0
    places: list[int] = []
    for n, word in enumerate(line):
        held[word.lower] += 1
        common += held[word.lower] <= sought[word.lower]
        if n >= size:
            gone = line[n - size].lower
            common -= held[gone] <= sought[gone]
            held[gone] -= 1
        if common > best:
            best, places = common, []
        if common == best and len(places) < _PLACES and best:
            places.append(max(0, n - size + 1))
    found = [_nearest(text, exact, line, at, size) for at in places]
    share, span = max(found, key=lambda row: (row[0], -row[1][0]), default=(0.0, (0, 0)))
    return (share, span) if share >= _ALIKE else None


def _nearest(text: str, exact: str, line: list[Word], at: int, size: int) -> tuple[float, Span]:
    """The whole words near a place that are most like the sought ones."""
    low, high = line[max(0, at - size)].start, line[min(len(line), at + 2 * size) - 1].end
    around = text[low : min(high, low + 3 * _COMPARED)].casefold()
    sought = " ".join(exact[:_COMPARED].split()).casefold()
    found = fuzz.partial_ratio_alignment(sought, around)
    if found is None or found.dest_start >= found.dest_end:
        return 0.0, (low, low)
    start, end = min(low + found.dest_start, len(text)), min(low + found.dest_end, len(text))
    first = next((w.start for w in line[max(0, at - size) :] if w.end > start), start)
    last = next((w.end for w in line[max(0, at - size) :] if w.end >= end), end)
    return fuzz.ratio(sought, " ".join(text[first:last].split()).casefold()), (first, max(first, last))
