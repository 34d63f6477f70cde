"""``Amin was quoted as saying C`` and ``Villa quoted his client as saying C``: C is Amin's, and the client's."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from mkdocs_briefing.attribution.linking.spans import Cover
from mkdocs_briefing.attribution.marks import Quotation
from mkdocs_briefing.attribution.roles import Roles
from mkdocs_briefing.model import Attribution, Span

_PASSIVE = re.compile(
    r"\b((?:was|were|is|are|(?:has|have|had) been) (?:[a-z]+ )?(?:quoted|cited)) "
    r"((?:by|in|on) [^.;:!?\"“”\n]{2,80}? )?as saying\b"
)
_ACTIVE = re.compile(r"\b(quoted|quotes|quoting|cited|cites|citing) ((?!as )[^.;:!?,\"“”\n]{2,60}?) (as saying)\b")
_SUBJECT = re.compile(r"[^.;:!?\"“”‘\n]{2,90}\Z")
_OPENS = re.compile(r"(?:by|in|on|at|for|from|with|after|before|according|when|while|as) ", re.I)
_LEAD = re.compile(r"[\s,:]*(?:(?:(?:in|by|on|to) [^.,;:!?\"“”‘\n]{2,60}? )?that )?")
_SCORE = 0.9
_WITHIN = 120


def with_quoted_as(found: Sequence[Attribution], roles: Roles, text: str) -> list[Attribution]:
    """``found`` with these attributions in place of what was seen of the same words."""
    made: list[Attribution] = []
    taken: list[Span] = []
    for match in _PASSIVE.finditer(text):
        source, content = _subject(text, match.start(), roles), None
        if source is not None:
            content = _behind(match.end(), roles, text) or _before(source[0], roles, text)
        if source is not None and content is not None:
            cue = match.span(1) if match.group(2) else match.span()  # who quotes is no part of the cue, but of the way
            made.append(Attribution((content,), (), cue, source, "quoted-as", _SCORE))
            taken.append((source[0], match.end()))
    passive = Cover(taken)
    for match in _ACTIVE.finditer(text):
        source = _subject(text, match.start(), roles)
        content = _behind(match.end(), roles, text)
        if source is None or content is None or passive.touches(match.span()):
            continue
        who = match.span(2)
        made.append(Attribution(((who[0], content[1]),), (), match.span(1), source, "quoted-as", _SCORE))
        made.append(Attribution((content,), (), match.span(3), who, "quoted-as", _SCORE))
        taken.append((source[0], match.end()))
    if not made:
        return list(found)
    cover = Cover(taken)
    kept = [one for one in found if not _seen_of(one, cover, made)]
    return [*kept, *made]


def _seen_of(one: Attribution, cover: Cover, made: Sequence[Attribution]) -> bool:
    if one.cue is not None and cover.touches(one.cue):
        return True
    return any(cover.touches(span) for span in one.content) or any(one.content == other.content for other in made)


def _subject(text: str, at: int, roles: Roles) -> Span | None:
    """What stands between the last stop or mark and a verb, or the source that a finder saw at its end."""
    found = _SUBJECT.search(text, max(0, at - _WITHIN), at)
    if found is None:
        return None
    start, end = found.start(), found.end()
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    if _OPENS.match(text, start):
        return None  # "By the agency the Ugandan was quoted": where the subject begins is not clear
    seen = [r.span for r in roles.roles if r.kind == "source" and start <= r.span[0] and end <= r.span[1] <= at]
    return max(seen, default=(start, end)) if start < end else None


def _behind(at: int, roles: Roles, text: str) -> Span | None:
    """The quotation or the clause behind ``as saying``, up to the end of its sentence; ``None`` where it ends there."""
    lead = _LEAD.match(text, at)
    start = lead.end() if lead else at
    k = bisect_left(roles.marks.quotations, start, key=lambda q: q.start)
    if k < len(roles.marks.quotations) and roles.marks.quotations[k].start == start:
        return roles.marks.quotations[k].start, roles.marks.quotations[k].end
    s = bisect_right([x.start for x in roles.sentences], at) - 1
    end = roles.sentences[s].end if s >= 0 else start
    while end > start and text[end - 1] in ".!?,;: \n":
        end -= 1
    return (start, end) if end - start > 3 else None


def _before(at: int, roles: Roles, text: str) -> Span | None:
    """The quotation that ends right before the subject."""
    near: Sequence[Quotation] = roles.marks.quotations
    k = bisect_right(near, at, key=lambda q: q.start) - 1
    while k >= 0 and near[k].parent is not None:
        k -= 1
    return (
        (near[k].start, near[k].end)
        if k >= 0 and not text[near[k].end : at].strip(" ,") and near[k].end <= at
        else None
    )
