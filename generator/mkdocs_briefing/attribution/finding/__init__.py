"""Find the roles of attribution in one article: cues, their sources and their content, each with what found it."""

from __future__ import annotations

from mkdocs_briefing.attribution import marks as quotation_marks
from mkdocs_briefing.attribution.finding import rules
from mkdocs_briefing.attribution.roles import Roles
from mkdocs_briefing.attribution.tokens import read
from mkdocs_briefing.model import Article, Span

__all__ = ["find"]


def find(article: Article) -> Roles:
    """Roles of attribution in the headline, lead and body of ``article``; offsets into its text. Raises nothing."""
    marks = quotation_marks.pair(article.text, _paragraphs(article))
    sentences = tuple(read(article, marks))
    return Roles(tuple(rules.find(article.text, sentences)), marks, sentences)


def _paragraphs(article: Article) -> list[Span]:
    """Where quotation marks are paired: the article's blocks, or the whole text when it has none."""
    if article.blocks:
        return [(block.start, block.end) for block in article.blocks]
    return [(0, len(article.text))] if article.text else []
