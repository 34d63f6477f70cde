"""All statements in one flat table: who, in which articles, in which form, on what, from when."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_briefing.model import Statement
from mkdocs_briefing.pages import forms
from mkdocs_briefing.pages.addresses import relative
from mkdocs_briefing.pages.context import KINDS, Context, counted, speaker_path, topic_path
from mkdocs_briefing.pages.markup import literal
from mkdocs_briefing.pages.page import Page, page
from mkdocs_briefing.pages.words import day

PATH = "statements.md"
WORDS = 120
"""Longest wording in characters; the whole stands on the card."""


@dataclass(frozen=True, slots=True)
class Row:
    """A statement: link to its card, its words, and what the table may be filtered and sorted by."""

    link: Markup
    words: Markup
    speaker: Markup
    articles: tuple[Markup, ...]
    forms: tuple[str, ...]
    topics: tuple[Markup, ...]
    date: str
    """Of the earliest dated article that has it, in words."""
    iso: str
    """The same as ``2023-09-13``; empty where no article carries a date."""


def _row(context: Context, statement: Statement, topics: dict[str, list[Markup]]) -> Row:
    passages = [context.passages[w.passage] for w in statement.witnesses if w.passage in context.passages]
    passages.sort(key=lambda passage: (context.rank[passage.article], passage.content))
    articles = []
    for key in dict.fromkeys(passage.article for passage in passages):
        first = next(passage for passage in passages if passage.article == key)
        label = literal(context.articles[key].label or key)
        articles.append(Markup('<a href="{}" data-v>{}</a>').format(context.place(PATH, first), label))
    kinds = {passage.kind for passage in passages}
    dates = sorted(date for p in passages if (date := context.articles[p.article].published))
    return Row(
        context.card(PATH, statement.id),
        forms.short(context, statement, WORDS),
        _speaker(context, statement),
        tuple(articles),
        tuple(label for kind, label in KINDS.items() if kind in kinds),
        tuple(topics.get(statement.id, ())),
        day(dates[0]) if dates else "not stated",
        dates[0] if dates else "",
    )


def _speaker(context: Context, statement: Statement) -> Markup:
    person = context.people.get(statement.speaker or "")
    if person is None:
        return literal("not resolved")
    return Markup('<a href="{}">{}</a>').format(Markup(relative(PATH, speaker_path(person.id))), literal(person.name))


def _topics(context: Context) -> dict[str, list[Markup]]:
    found: dict[str, list[Markup]] = {}
    for topic in context.briefing.topics:
        link = Markup(relative(PATH, topic_path(topic.id)))
        shown = Markup('<a href="{}" data-v>{}</a>').format(link, literal(topic.title))
        for key in topic.statements:
            found.setdefault(key, []).append(shown)
    return found


def pages(context: Context) -> dict[str, Page]:
    """The table of statements: those in most articles first, then in the order of the articles."""
    order = {passage.id: number for number, passage in enumerate(context.briefing.passages)}
    statements = sorted(
        context.briefing.statements, key=lambda s: (-len(context.articles_of(s)), order.get(s.base, len(order)), s.id)
    )
    topics = _topics(context)
    several = sum(len(context.articles_of(statement)) > 1 for statement in statements)
    figures = counted(len(statements), "statement") + (f", {several} in several articles" if several else "")
    return {
        PATH: page(
            PATH,
            "statements.md",
            "All statements",
            f"In one table: {figures}, with speaker, articles, form, topics and date.",
            {"hide": ["navigation", "toc"]},
            figures=figures,
            rows=[_row(context, statement, topics) for statement in statements],
            topical=bool(topics),
            data=Markup(relative(PATH, "data/passages.csv")),
        )
    }
