"""Who said what in one article: find the roles, link them, resolve extent, speaker and chain."""

from __future__ import annotations

from mkdocs_briefing.attribution.finding import FINDERS, Finder, find
from mkdocs_briefing.attribution.linking import link
from mkdocs_briefing.model import Article, Attributed

__all__ = ["attribute"]


def attribute(article: Article, finders: tuple[Finder, ...] = FINDERS) -> Attributed:
    """Passages of ``article`` and what was left out, by some ``finders`` or all.

    Sees this article alone; raises nothing on any text.
    """
    from mkdocs_briefing.attribution.resolving import resolve

    linked = link(article, find(article, finders))
    return resolve(article, linked.attributions, linked.left_out)
