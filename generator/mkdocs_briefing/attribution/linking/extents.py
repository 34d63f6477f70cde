"""Where a content begins and ends, to the word: at a quotation mark where it nearly does, without "that" before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from mkdocs_briefing.attribution.linking.spans import holds_quotation, overlapping
from mkdocs_briefing.attribution.marks import Marks, Quotation
from mkdocs_briefing.model import Attribution, Span

_COMPLEMENTISER = re.compile(r"(?:that|That)\s+(?=\S)")
_BEFORE = re.compile(r"[\s,;:.!?–—)\]-]+")
_INITIALS = re.compile(r"(?:\b[A-Za-z]\.)+\Z")
_BEHIND = frozenset(" \t\r\n\u00a0,;:–—([-")
_MOST = 0.5
"""The part of a quotation that must lie in a content for the whole to belong to it."""


def extended(one: Attribution, text: str, marks: Marks) -> Attribution:
    """``one`` with its contents mended; contents of which nothing is left are dropped."""
    spans = [_trimmed(text, _to_marks(span, one.cue, marks), marks) for span in one.content]
    kept: list[Span] = []
    if one.source is not None and len(spans) > 1:
        # who says it is no part of what is said
        spans = [s for s in spans if not (one.source[0] <= s[0] and s[1] <= one.source[1])]
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(kept[-1][1], end))
        elif kept and not any(c.isalnum() for c in text[kept[-1][1] : start]) and "\n" not in text[kept[-1][1] : start]:
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    return _freed(replace(one, content=_within_paragraph(tuple(kept), one.cue, text, marks)), text, marks)


def _freed(one: Attribution, text: str, marks: Marks) -> Attribution:
    """``one`` with its subject as source where that was taken for words said: ``Mary Cole, ill for days, posted: “…”``.

    So it is where no source was seen, and what stands right before the cue is not quoted while the rest is.
    """
    if one.source is not None or one.cue is None or len(one.content) < 2:
        return one
    (start, end), rest = one.content[0], one.content[1:]
    beside = 0 <= one.cue[0] - end <= 2 and not text[end : one.cue[0]].strip(" ,")
    if not beside or holds_quotation((start, end), marks) or not all(holds_quotation(s, marks) for s in rest):
        return one
    return replace(one, source=(start, end), content=rest)


def _within_paragraph(content: tuple[Span, ...], cue: Span | None, text: str, marks: Marks) -> tuple[Span, ...]:
    """Contents up to the end of their paragraph, unless its quotation is reopened in the next or a colon waits for it.

    A paragraph of bare quotation is a passage of its own, said by whoever spoke before.
    """
    if not content or cue is None:
        return content
    kept: list[Span] = []
    for span in content:
        gap = text[cue[1] : span[0]]
        if span[0] > cue[1] and "\n" in gap and kept and not gap.rstrip().endswith(":"):
            before = bisect_left(marks.quotations, span[0], key=lambda q: q.start) - 1
            while before > 0 and marks.quotations[before].parent is not None:
                before -= 1
            if before < 0 or not marks.quotations[before].reopened:
                break
        kept.append(span)
    return tuple(kept) or content


def _to_marks(span: Span, cue: Span | None, marks: Marks) -> Span:
    """A span that holds all of a quotation or none of it; words attributed within a quotation stay as they are."""
    start, end = span
    for quotation in overlapping(marks.quotations, span):
        if _holds(quotation, cue):
            continue
        both = min(end, quotation.end) - max(start, quotation.start)
        if both >= _MOST * (quotation.end - quotation.start):
            start, end = min(start, quotation.start), max(end, quotation.end)
        elif start < quotation.start:
            end = min(end, quotation.start)
        elif quotation.end < end:
            start = max(start, quotation.end)
    return start, end


def _holds(quotation: Quotation, cue: Span | None) -> bool:
    return cue is not None and quotation.inner[0] <= cue[0] and cue[1] <= quotation.inner[1]


def _trimmed(text: str, span: Span, marks: Marks) -> Span:
    """A span without "that" and stops before it, and without what stands behind its last word or mark.

    What a quotation holds stays, its last stop too where no mark closes it.
    """
    start, end = span
    if found := _BEFORE.match(text, start, end):
        start = found.end()
    if found := _COMPLEMENTISER.match(text, start, end):
        start = found.end()
    if any(q.inner[0] < end <= q.inner[1] for q in overlapping(marks.quotations, (start, end))):
        return start, end
    while end > start and (text[end - 1] in _BEHIND or (text[end - 1] == "." and not _stays(text, start, end))):
        end -= 1
    return start, end


def _stays(text: str, start: int, end: int) -> bool:
    """Whether the stop that ends ``text[start:end]`` belongs to initials or to three dots."""
    return text.endswith("..", start, end) or bool(_INITIALS.search(text, max(start, end - 12), end))
