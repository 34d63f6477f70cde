"""Account for every quotation mark that lies in no attribution."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from mkdocs_briefing.attribution.lexicon import words
from mkdocs_briefing.attribution.linking.spans import Cover
from mkdocs_briefing.attribution.marks import Quotation
from mkdocs_briefing.attribution.roles import Roles
from mkdocs_briefing.model import Article, Attribution, LeftOut, LeftOutReason


def left_out(article: Article, found: Sequence[Attribution], roles: Roles) -> list[LeftOut]:
    """Quotations and stray marks that no content of ``found`` holds, each with a reason from the fixed list."""
    cover = Cover([span for a in found for span in a.content])
    kinds = [(b.start, b.kind) for b in article.blocks]
    starts = [s for s, _ in kinds]
    left: list[LeftOut] = []
    for q in roles.marks.quotations:
        if q.parent is not None and (roles.marks.quotations[q.parent].start <= q.start):
            if cover.holds(q.start) and cover.holds(q.end - 1):
                continue
            if not cover.holds(roles.marks.quotations[q.parent].start):
                continue
        if cover.holds(q.start) and cover.holds(q.end - 1):
            continue
        k = bisect_right(starts, q.start) - 1
        kind = kinds[k][1] if k >= 0 else "body"
        left.append(LeftOut(article.id, (q.start, q.end), _reason(article.text, q, kind)))
    left += [LeftOut(article.id, m, "unbalanced mark") for m in roles.marks.stray if not cover.holds(m[0])]
    return sorted(left, key=lambda x: x.span)


def _reason(text: str, quotation: Quotation, kind: str) -> LeftOutReason:
    if kind in ("caption", "credit"):
        return "caption"
    if kind in ("teaser", "label"):
        return "teaser"
    lists = words()
    inner = text[quotation.inner[0] : quotation.inner[1]]
    before = text[max(0, quotation.start - 40) : quotation.start].lower().split()
    after = text[quotation.end : quotation.end + 20].lower().split()
    capital = sum(w[:1].isupper() for w in inner.split())
    maker = lists.verbs.get(before[-1]) if before else None
    made = maker is not None and maker.verb.lemma in lists["making"]
    beside = made or set(before[-2:]) & lists["works"] or set(after[:1]) & lists["works"]
    if capital >= max(1, len(inner.split()) * 0.6) and beside:
        return "title of a work"
    if before and before[-1].strip(",") in lists["nicknames"]:
        return "nickname"
    if (
        capital == len(inner.split()) <= 2
        and after
        and before
        and before[-1].isalpha()
        and text[quotation.end :][1:2].isupper()
    ):
        return "nickname"
    if len(inner.split()) > 8 or inner.rstrip()[-1:] in ".?!":
        return "no speaker"
    return "scare quote"
