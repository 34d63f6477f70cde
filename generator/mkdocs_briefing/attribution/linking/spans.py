"""Small questions about spans: what lies in what."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from mkdocs_briefing.attribution.marks import Marks, Quotation
from mkdocs_briefing.model import Span


class Cover:
    """Which offsets lie in any of some spans."""

    def __init__(self, spans: Sequence[Span]) -> None:
        merged: list[list[int]] = []
        for start, end in sorted(spans):
            if merged and start <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], end)
            else:
                merged.append([start, end])
        self._starts = [m[0] for m in merged]
        self._ends = [m[1] for m in merged]

    def holds(self, at: int) -> bool:
        """Whether an offset lies in one of the spans."""
        k = bisect_right(self._starts, at) - 1
        return k >= 0 and at < self._ends[k]

    def touches(self, span: Span) -> bool:
        """Whether a span overlaps one of the spans."""
        k = bisect_left(self._starts, span[1]) - 1
        return k >= 0 and span[0] < self._ends[k]


def overlapping(quotations: Sequence[Quotation], span: Span) -> list[Quotation]:
    """The outer quotations that a span touches, in order."""
    k = bisect_right(quotations, span[1], key=lambda q: q.start)
    found = []
    while k > 0:
        k -= 1
        if quotations[k].parent is None:
            if quotations[k].end <= span[0]:
                break
            if quotations[k].start < span[1]:
                found.append(quotations[k])
    return found[::-1]


def holds_quotation(span: Span, marks: Marks) -> bool:
    """Whether a whole quotation lies in a span."""
    return any(q.start >= span[0] and q.end <= span[1] for q in overlapping(marks.quotations, span))


def share(some: Sequence[Span], others: Sequence[Span]) -> float:
    """How much two lists of spans share of what either covers: 0 to 1."""
    both = sum(max(0, min(e, y) - max(s, x)) for s, e in some for x, y in others)
    whole = sum(e - s for s, e in some) + sum(e - s for s, e in others) - both
    return both / whole if whole else 0.0
