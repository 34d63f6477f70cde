"""Find the roles of attribution in one article: cues, their sources and their content, each with what found it.

Two finders look at the same text: a learned tagger, and rules on word lists. What both see is put together when roles
are linked. Where the tagger's runtime is not installed, or the article is in a language it has not learned, the rules
look alone.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, TypeAlias

from mkdocs_briefing.attribution import marks as quotation_marks
from mkdocs_briefing.attribution.finding import rules
from mkdocs_briefing.attribution.roles import Role, Roles, Tie
from mkdocs_briefing.attribution.tokens import read, telling
from mkdocs_briefing.model import Article, Span

__all__ = ["FINDERS", "Finder", "find", "tagger_there"]

Finder: TypeAlias = Literal["tagger", "rules"]
FINDERS: tuple[Finder, ...] = ("tagger", "rules")


FAR = 100_000
"""Code points that the tagger looks at: longer than any report. What comes behind is left to the rules."""


@cache
def tagger_there() -> bool:
    """Whether the tagger can run: its runtime is an ordinary dependency, but has no build for every machine."""
    try:
        import curated_tokenizers  # noqa: F401
        import onnxruntime  # noqa: F401
    except ImportError:
        return False
    return True


def find(article: Article, finders: tuple[Finder, ...] = FINDERS) -> Roles:
    """Roles of attribution in the headline, lead and body of ``article``; offsets into its text. Raises nothing."""
    marks = quotation_marks.pair(article.text, _paragraphs(article))
    sentences = tuple(read(article, marks))
    tagged: list[Role] = []
    ties: list[Tie] = []
    looked = 0
    blocks = telling(article)
    if "tagger" in finders and tagger_there():
        from mkdocs_briefing.attribution.finding import tagger

        headlines = frozenset(n for n, block in enumerate(blocks) if block.kind == "headline")
        near = [(b.start, b.end) for b in blocks if b.end <= blocks[0].start + FAR]
        tagged, ties = tagger.find(article.text, near, headlines, marks)
        looked = near[-1][1] if near else 0
    told = [(b.start, b.end) for b in blocks if b.kind != "headline"]
    ruled = rules.find(article.text, sentences, told) if "rules" in finders else []
    return Roles((*tagged, *ruled), marks, sentences, tuple(ties), looked)


def _paragraphs(article: Article) -> list[Span]:
    """Where quotation marks are paired: the article's blocks, or the whole text when it has none."""
    if article.blocks:
        return [(block.start, block.end) for block in article.blocks]
    return [(0, len(article.text))] if article.text else []
