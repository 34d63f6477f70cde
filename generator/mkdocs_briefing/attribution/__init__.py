"""Who said what in one article: find the roles, link them, resolve extent, speaker and chain."""

from __future__ import annotations

from dataclasses import replace

from mkdocs_briefing.attribution import languages, marks
from mkdocs_briefing.attribution.finding import FINDERS, Finder, find, tagger_there
from mkdocs_briefing.attribution.linking import Linked, link
from mkdocs_briefing.attribution.roles import Roles
from mkdocs_briefing.model import Article, Attributed, LeftOut, LeftOutReason

__all__ = ["attribute"]

_JUDGED: tuple[LeftOutReason, ...] = ("scare quote", "title of a work", "nickname")
"""Reasons that only somebody who reads the language can give."""


MOST = 6_000
"""How many attributions of one article are read, unless told otherwise."""


def attribute(article: Article, finders: tuple[Finder, ...] = FINDERS, most: int = MOST) -> Attributed:
    """Passages of ``article`` and what was left out. Sees this article alone; raises nothing on any text.

    Of more than ``most`` attributions the quotations are kept first, then the first in the text; the result says how
    many are beyond.

    English is read by a tagger and by rules of its own (``finders``), and so is an article whose language is not known;
    a language with a folder of word lists by these. In any other, quotations are found by their marks and left out:
    nobody is named by another language's rules.
    """
    method = languages.method_of(article.language)
    if method == "lists":
        return _by_lists(article, most)
    if method == "none":
        return _without(article)
    from mkdocs_briefing.attribution.resolving import resolve

    linked, beyond = _within(article, link(article, find(article, finders)), most)
    found = replace(resolve(article, linked.attributions, linked.left_out), beyond=beyond)
    return replace(found, method="tagger") if "tagger" in finders and tagger_there() else found


def _within(article: Article, linked: Linked, most: int) -> tuple[Linked, int]:
    """At most so many attributions; the quotation marks of the others are left out with the reason."""
    all_ = linked.attributions
    if len(all_) <= most:
        return linked, 0
    kept = sorted(sorted(range(len(all_)), key=lambda n: (not all_[n].quoted, n))[:most])
    new = {old: n for n, old in enumerate(kept)}
    attributions = tuple(
        replace(
            all_[old],
            follows=None if all_[old].follows is None else new.get(all_[old].follows or 0),
            within=None if all_[old].within is None else new.get(all_[old].within or 0),
        )
        for old in kept
    )
    gone = (a for n, a in enumerate(all_) if n not in new and a.quoted)
    more = tuple(LeftOut(article.id, span, "beyond the limit") for a in gone for span in a.content)
    left_out = sorted((*linked.left_out, *more), key=lambda o: o.span)
    return Linked(attributions, tuple(left_out)), len(all_) - most


def _by_lists(article: Article, most: int) -> Attributed:
    from mkdocs_briefing.attribution.finding import listed as finding
    from mkdocs_briefing.attribution.resolving import listed as resolving

    language = languages.listed(languages.primary(article.language))
    roles = finding.find(article, language)
    linked, beyond = _within(article, link(article, roles), most)
    found = resolving.resolve(article, linked.attributions, linked.left_out, roles.sentences, language)
    return replace(found, beyond=beyond)


def _without(article: Article) -> Attributed:
    paragraphs = [(block.start, block.end) for block in article.blocks] or [(0, len(article.text))]
    left_out = link(article, Roles((), marks.pair(article.text, paragraphs), ())).left_out
    return Attributed(
        (), tuple(replace(o, reason="no speaker") if o.reason in _JUDGED else o for o in left_out), "none"
    )
