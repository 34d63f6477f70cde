"""Who said what in one article: find the roles, link them, resolve extent, speaker and chain."""

from __future__ import annotations

from dataclasses import replace

from mkdocs_briefing.attribution import languages, marks
from mkdocs_briefing.attribution.finding import FINDERS, Finder, find, tagger_there
from mkdocs_briefing.attribution.linking import link
from mkdocs_briefing.attribution.roles import Roles
from mkdocs_briefing.model import Article, Attributed, LeftOutReason

__all__ = ["attribute"]

_JUDGED: tuple[LeftOutReason, ...] = ("scare quote", "title of a work", "nickname")
"""Reasons that only somebody who reads the language can give."""


def attribute(article: Article, finders: tuple[Finder, ...] = FINDERS) -> Attributed:
    """Passages of ``article`` and what was left out. Sees this article alone; raises nothing on any text.

    English is read by a tagger and by rules of its own (``finders``), and so is an article whose language is not known;
    a language with a folder of word lists by these. In any other, quotations are found by their marks and left out:
    nobody is named by another language's rules.
    """
    method = languages.method_of(article.language)
    if method == "lists":
        return _by_lists(article)
    if method == "none":
        return _without(article)
    from mkdocs_briefing.attribution.resolving import resolve

    linked = link(article, find(article, finders))
    found = resolve(article, linked.attributions, linked.left_out)
    return replace(found, method="tagger") if "tagger" in finders and tagger_there() else found


def _by_lists(article: Article) -> Attributed:
    from mkdocs_briefing.attribution.finding import listed as finding
    from mkdocs_briefing.attribution.resolving import listed as resolving

    language = languages.listed(languages.primary(article.language))
    roles = finding.find(article, language)
    linked = link(article, roles)
    return resolving.resolve(article, linked.attributions, linked.left_out, roles.sentences, language)


def _without(article: Article) -> Attributed:
    paragraphs = [(block.start, block.end) for block in article.blocks] or [(0, len(article.text))]
    left_out = link(article, Roles((), marks.pair(article.text, paragraphs), ())).left_out
    return Attributed(
        (), tuple(replace(o, reason="no speaker") if o.reason in _JUDGED else o for o in left_out), "none"
    )
