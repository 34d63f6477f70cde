"""Bring roles together into attributions, and account for every quotation mark.

Roles found together are attributions as they are; roles found apart are brought together by their ties; what both
finders hold to be the same becomes one. Then extents are set by the quotation marks, and quotations that no cue reaches
are given to the speaker before, or left out with a reason from the fixed list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mkdocs_briefing.attribution.linking.accounting import left_out
from mkdocs_briefing.attribution.linking.aside import with_asides
from mkdocs_briefing.attribution.linking.extents import extended
from mkdocs_briefing.attribution.linking.fusing import fused
from mkdocs_briefing.attribution.linking.grouped import grouped
from mkdocs_briefing.attribution.linking.quotations import with_following, with_preceding, with_uncued
from mkdocs_briefing.attribution.linking.quoted_as import with_quoted_as
from mkdocs_briefing.attribution.linking.silences import questioned, silent
from mkdocs_briefing.attribution.linking.spans import overlapping
from mkdocs_briefing.attribution.linking.tied import tied
from mkdocs_briefing.attribution.marks import Marks
from mkdocs_briefing.attribution.roles import Roles
from mkdocs_briefing.model import Article, Attribution, LeftOut, Span

__all__ = ["Linked", "link"]


@dataclass(frozen=True, slots=True)
class Linked:
    """Attributions in the order of their content, and the quotation marks that lie in none of them."""

    attributions: tuple[Attribution, ...]
    left_out: tuple[LeftOut, ...]


def link(article: Article, roles: Roles) -> Linked:
    """Attributions of ``article`` from the ``roles`` seen in it; every quotation mark lies in one or is left out."""
    tagged = [questioned(extended(a, article.text, roles.marks), article.text) for a in tied(roles)]
    tagged = [a for a in tagged if a.content and not silent(a, article.text)]
    ruled = [a for a in grouped(roles.roles) if not a.content or not silent(a, article.text)]
    found = with_asides(fused(tagged, ruled, roles, article.text), roles, article.text)
    found = with_quoted_as(found, roles, article.text)
    found = with_following(article, found, roles)
    found = with_preceding(found, roles)
    found = sorted(found, key=lambda a: (a.content[0][0], -a.content[-1][1]))
    found = with_uncued(article, found, roles)
    found = [replace(a, quoted=_quoted(a.content, roles.marks)) for a in found]
    found = _nested(_without_echoes(found))
    return Linked(tuple(found), tuple(left_out(article, found, roles)))


def _quoted(content: Sequence[Span], marks: Marks) -> tuple[Span, ...]:
    """Within the marks, clipped to the content."""
    parts: list[Span] = []
    for span in content:
        for q in overlapping(marks.quotations, span):
            start, end = max(q.inner[0], span[0]), min(q.inner[1], span[1])
            if start < end:
                parts.append((start, end))
    return tuple(parts)


def _without_echoes(found: Sequence[Attribution]) -> list[Attribution]:
    """Without what a noun within the words said seems to bring in for the same source: ``Rao said claims that C …``."""
    kept: list[Attribution] = []
    around: Attribution | None = None
    for one in found:
        if around is not None and one.source == around.source is not None and one.cue is not None:
            first, last = one.cue[0], one.content[-1][1]
            beside = around.cue is not None and 0 < first - around.cue[1] <= 2
            if beside and any(start <= first and last <= end for start, end in around.content):
                continue
        if around is None or one.content[-1][1] > around.content[-1][1]:
            around = one
        kept.append(one)
    return kept


def _nested(found: Sequence[Attribution]) -> list[Attribution]:
    """Mark an attribution whose cue and content lie inside another's content."""
    result = list(found)
    open_: list[int] = []
    for n, one in enumerate(found):
        first, last = one.content[0][0], one.content[-1][1]
        open_ = [m for m in open_ if found[m].content[-1][1] > first]
        for m in reversed(open_):
            around = found[m].content
            inside = any(a <= first and last <= b and (b - a) > (last - first) for a, b in around)
            if inside and one.cue is not None and any(a <= one.cue[0] and one.cue[1] <= b for a, b in around):
                result[n] = replace(one, within=m)
                break
        open_.append(n)
        open_ = open_[-8:]
    return result
