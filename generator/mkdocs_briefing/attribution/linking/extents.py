"""Where a content begins and ends, to the word: at a quotation mark where it nearly does, without "that" before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from mkdocs_briefing.attribution.lexicon import words
from mkdocs_briefing.attribution.linking.spans import holds_quotation, overlapping
from mkdocs_briefing.attribution.marks import Marks, Quotation
from mkdocs_briefing.model import Attribution, Span

_COMPLEMENTISER = re.compile(r"(?:that|That)\s+(?=\S)")
_VERB = re.compile(
    r"(?:(?:is|was|would|will|could|can|may|might|must|should|has|had|does|did)(?:n[’']t)?|cannot|won[’']t|means?|meant)\s"
)
"""Before a verb "that" is the subject of what is said: “said that would be too late”."""
_POINTING = re.compile(r"\bthat\s+\Z", re.I)
_REFUSAL = re.compile(r"\b(?:declin|refus)\w*(?: to)?\Z", re.I)
_TO_VERB = re.compile(
    r"(\s+(?:to\s+)?(?:say|discuss|disclose|reveal|specify|confirm))\s+(?=(?:whether|if|what|how|when|wh\w+)\b)"
)
_BEHIND_CUE = re.compile(r"\s+(that)\s+")
_COMMENTED = re.compile(
    r",[\"”’']*\s+(?=(?:an?|the) (?:statement|claim|remark|comment|charge|accusation|allegation|assertion|suggestion"
    r"|view|description|figure|idea|notion|verdict|sentiment|argument|promise|phrase|reading|position)s? "
    r"(?:that |which )?(?:[A-Z]|he\b|she\b|they\b|it\b))"
)
_LEADS_IN = re.compile(r"[\s,;:–—]*(?:that\s+)?")
_SEAM = 80
"""Two contents on one side of their cue with so few plain words between them are one."""
_BEFORE = re.compile(r"[\s,;:.!?–—)\]-]+")
_INITIALS = re.compile(r"(?:\b[A-Za-z]\.)+\Z")
_BEHIND = frozenset(" \t\r\n\u00a0,;:–—([-")
_MOST = 0.5
"""The part of a quotation that must lie in a content for the whole to belong to it."""


def extended(one: Attribution, text: str, marks: Marks) -> Attribution:
    """``one`` with its contents mended; contents of which nothing is left are dropped."""
    one = _with_verb(one, text)
    parted = [part for span in one.content for part in _behind_cue(_before_comment(span, text), one, text)]
    spans = [_trimmed(text, _to_marks(span, one.cue, marks), marks, _governs_that(one, text)) for span in parted]
    kept: list[Span] = []
    if one.source is not None and len(spans) > 1:
        # who says it is no part of what is said
        spans = [s for s in spans if not (one.source[0] <= s[0] and s[1] <= one.source[1])]
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(kept[-1][1], end))
        elif kept and _one_stretch(one, kept[-1][1], start, text):
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    return _freed(replace(one, content=_within_paragraph(tuple(kept), one.cue, text, marks)), text, marks)


def _with_verb(one: Attribution, text: str) -> Attribution:
    """``declined`` with the verb behind it, where that was taken for words said: ``to say whether C``."""
    found = _TO_VERB.match(text, one.cue[1]) if one.cue is not None and one.content else None
    if one.cue is None or found is None:
        return one
    start, end = one.content[0]
    if not one.cue[1] <= start < found.end() <= end or _REFUSAL.search(text[slice(*one.cue)]) is None:
        return one
    return replace(one, cue=(one.cue[0], found.end(1)), content=((found.end(), end), *one.content[1:]))


def _one_stretch(one: Attribution, end: int, start: int, text: str) -> bool:
    """Whether contents that end and begin there are one: nothing but stops, or a few plain words behind the cue."""
    gap = text[end:start]
    if "\n" in gap:
        return False
    if not any(c.isalnum() for c in gap):
        return True
    behind = one.cue is not None and one.cue[1] <= end and (one.source is None or one.source[1] <= end)
    return behind and len(gap) < _SEAM and all(c.isalnum() or c in " ’'-" for c in gap)


def _before_comment(span: Span, text: str) -> Span:
    """A content without what the report says of it: ``C, a claim Rao dismissed``."""
    found = _COMMENTED.search(text, *span)
    return (span[0], found.start()) if found is not None and found.start() > span[0] + 3 else span


def _behind_cue(span: Span, one: Attribution, text: str) -> list[Span]:
    """A content that was taken to hold its own source and cue: the words behind these, and none of them."""
    roles = [role for role in (one.source, one.cue) if role is not None]
    if len(roles) < 2 or not all(span[0] <= start and end <= span[1] for start, end in roles):
        return [span]
    after = max(end for _, end in roles)
    found = _LEADS_IN.match(text, after, span[1])
    after = found.end() if found else after
    before = text[span[0] : min(start for start, _ in roles)].rstrip()
    left = [(span[0], span[0] + len(before))] if before.endswith((",", "”", '"', "’", "'")) else []
    return [*left, *([(after, span[1])] if after < span[1] else [])] or [span]


def _governs_that(one: Attribution, text: str) -> bool:
    """Whether a "that" at the beginning of the content brings it in: not right behind ``called`` or ``dismissed``."""
    behind = _BEHIND_CUE.match(text, one.cue[1]) if one.cue is not None else None
    if (
        one.cue is None
        or behind is None
        or not any(start in (behind.start(1), behind.end()) for start, _ in one.content)
    ):
        return True
    form = words().verbs.get(text[slice(*one.cue)].rpartition(" ")[2].lower())
    return form is None or form.verb.that


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


def _trimmed(text: str, span: Span, marks: Marks, governed: bool) -> Span:
    """A span without "that" and stops before it, and without what stands behind its last word or mark.

    A "that" which points at something stays: before a verb, or where no cue governs it. What a quotation holds stays,
    its last stop too where no mark closes it.
    """
    start, end = span
    if found := _BEFORE.match(text, start, end):
        start = found.end()
    if (found := _COMPLEMENTISER.match(text, start, end)) and governed and not _VERB.match(text, found.end()):
        start = found.end()
    elif (found := _POINTING.search(text, max(0, start - 8), start)) and (not governed or _VERB.match(text, start)):
        start = found.start()
    if any(q.inner[0] < end <= q.inner[1] for q in overlapping(marks.quotations, (start, end))):
        return start, end
    while end > start and (text[end - 1] in _BEHIND or (text[end - 1] == "." and not _stays(text, start, end))):
        end -= 1
    return start, end


def _stays(text: str, start: int, end: int) -> bool:
    """Whether the stop that ends ``text[start:end]`` belongs to initials or to three dots."""
    return text.endswith("..", start, end) or bool(_INITIALS.search(text, max(start, end - 12), end))
