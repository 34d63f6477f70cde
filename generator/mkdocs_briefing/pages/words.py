"""Small words that several pages share: dates, outlets, what an article is called by."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_briefing.dates import worded
from mkdocs_briefing.model import Article, Span
from mkdocs_briefing.pages import forms
from mkdocs_briefing.pages.context import Context
from mkdocs_briefing.pages.markup import literal, printed
from mkdocs_briefing.text import words

_FIRST = 9


def day(iso: str) -> str:
    """``2023-09-13`` as ``13 September 2023``; anything else as it stands."""
    return worded(iso)


def outlet(article: Article) -> str:
    """The outlet of an article in words."""
    return article.outlet or "not stated"


@dataclass(frozen=True, slots=True)
class Called:
    """What an article is called by: the stretch of it (``None`` for a title that it does not print), and the words."""

    span: Span | None
    text: str
    cut: bool = False

    def shown(self, article: Article) -> Markup:
        """The words as a page prints them, with their address."""
        if self.span is None:
            return literal(self.text)
        return printed(article, *self.span) + Markup("…" if self.cut else "")


def called(context: Context, article: Article) -> Called:
    """The title of an article where one is printed, else its first words; what is attributed stays with its cue."""
    text = article.text
    if article.title_span is not None:
        return _called(text, article.title_span)
    block = next((b for b in article.blocks if b.kind in ("headline", "lead", "body")), None)
    low, high = (block.start, block.end) if block else (0, len(text))
    if article.title:
        if text[low : low + len(article.title)] == article.title:
            return _called(text, (low, low + len(article.title)))
        return Called(None, article.title)
    found = words(text, low, high)
    if not found:
        return Called(None, "no text")
    end = found[min(_FIRST, len(found)) - 1].end
    span = with_cues(context, article, (low if block else found[0].start, end))
    return _called(text, span, cut=span[1] < found[-1].end)


def _called(text: str, span: Span, cut: bool = False) -> Called:
    return Called(span, " ".join(text[slice(*span)].split()) + ("…" if cut else ""), cut)


def with_cues(context: Context, article: Article, span: Span) -> Span:
    """``span`` widened until no attributed words stand in it without the words that attribute them."""
    for _ in range(4):
        low, high = span
        for passage in (*context.in_article.get(article.id, ()), *context.held_in.get(article.id, ())):
            if passage.kind not in ("mixed", "indirect"):
                continue
            if passage.content[0][0] < high and low < passage.content[-1][1]:
                runs = forms.extent(article, passage, context.passages.get(passage.within or ""))
                low, high = min(low, runs[0][0]), max(high, runs[-1][1])
        if (low, high) == span:
            break
        span = (low, high)
    return span


def listed(items: list[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)
