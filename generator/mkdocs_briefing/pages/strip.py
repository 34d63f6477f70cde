"""The strip of dates on the home page: what is dated, in order of time, each date with where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_briefing.pages import forms
from mkdocs_briefing.pages.addresses import relative
from mkdocs_briefing.pages.context import Context, article_path, counted
from mkdocs_briefing.pages.markup import literal, printed, quoting
from mkdocs_briefing.pages.words import day

MOST = 6
"""The strip shows so many dates: those named most often."""
EACH = 2
"""So many passages stand with a date."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, a passage or article that it belongs to, and the link and words that stand for it."""

    date: str
    key: str
    words: Markup


@dataclass(frozen=True, slots=True)
class Date:
    """A date of the strip: its ISO form, in words, what stands with it, and how much more there is."""

    iso: str
    words: str
    items: tuple[Markup, ...]
    more: str


TIMELINE = "timeline.md"


def whole(context: Context, source: str) -> Markup | None:
    """The link to the page of all dates, where the briefing has a timeline."""
    return Markup(relative(source, TIMELINE)) if getattr(context.briefing, "timeline", ()) else None


def dates(context: Context, source: str) -> list[Date]:
    """The dates named most often, in order of time; none for a story on one date, which the page gives already."""
    found: dict[str, dict[str, Markup]] = {}
    for one in dated(context, source):
        found.setdefault(one.date, {}).setdefault(one.key, one.words)
    if len(found) < 2:
        return []
    most = sorted(found, key=lambda iso: (-len(found[iso]), iso))[:MOST]
    return [
        Date(
            iso,
            day(iso),
            tuple(found[iso].values())[:EACH],
            f"and {len(found[iso]) - EACH} more" if len(found[iso]) > EACH else "",
        )
        for iso in sorted(most)
    ]


def dated(context: Context, source: str) -> Iterable[Dated]:
    """What has a date: the events of the timeline; where there are none, the articles by the day they carry."""
    events = getattr(context.briefing, "timeline", ())
    for event in events:
        passage = context.passages.get(event.passage or "")
        if passage is None:
            article = context.articles[event.article]
            link = _link(Markup(relative(source, article_path(article.id))), literal(article.label or article.id))
            yield Dated(event.date, article.id, link + literal(": ") + printed(article, *event.span))
            continue
        made = forms.passage_heading(context, passage, limit=60)
        words = quoting(made.text, made.quotes)
        yield Dated(event.date, passage.id, _link(context.place(source, passage), words))
    if events:
        return
    for article in context.briefing.articles:
        if article.published:
            told = counted(len(context.in_article.get(article.id, ())), "passage")
            link = _link(Markup(relative(source, article_path(article.id))), literal(article.label or article.id))
            yield Dated(article.published, article.id, link + literal(f" published, {told}"))


def _link(address: Markup, words: Markup) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, words)
