"""Topic pages: what several articles report on an editor's subject, side by side, then what one article alone has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from mkdocs_briefing.model import Passage, Topic
from mkdocs_briefing.pages import cards as cards_
from mkdocs_briefing.pages import forms
from mkdocs_briefing.pages.cards import Card, Row
from mkdocs_briefing.pages.context import (
    KINDS,
    Context,
    card_id,
    counted,
    matter_id,
    topic_path,
)
from mkdocs_briefing.pages.markup import Layer, literal, printed
from mkdocs_briefing.pages.page import Page, page
from mkdocs_briefing.pages.words import with_cues
from mkdocs_briefing.settings import OTHER

POINTED = ("number", "date", "place")
"""Kinds of difference that turn on a few words, which are marked."""
MATRIX_FROM = 3
"""The matrix stands where at least so many statements have two articles or more."""


@dataclass(frozen=True, slots=True)
class MatterTable:
    """The passages set side by side on an editor's question; the holders of each, none of them decided between."""

    id: str
    title: str
    rows: tuple[Row, ...]


DIFFER = {
    "number": "The articles give another number",
    "date": "The articles give another date",
    "place": "The articles give another place",
    "negation": "One says what another says is not so",
    "denied": "One says what another reports as denied",
}
"""Headings of the differences that an editor accepted: neither side is called wrong."""


@dataclass(frozen=True, slots=True)
class DifferenceTable:
    """The passages of one difference that the editor accepted, with the words that differ marked."""

    id: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The cards of one article."""

    title: str
    cards: tuple[Card, ...]


def pages(context: Context) -> dict[str, Page]:
    """Topic pages by path, in the editor's order."""
    return {topic_path(topic.id): _page(context, topic) for topic in context.briefing.topics}


def _page(context: Context, topic: Topic) -> Page:
    path = topic_path(topic.id)
    several = context.in_several(topic.statements)
    reports = context.in_several(topic.reports)
    single = context.in_one((*topic.statements, *topic.reports))
    return page(
        path,
        "topic.md",
        topic.title,
        topic.description or f"What the articles report on: {topic.title}",
        figures=figures(context, topic),
        about=topic.description,
        articles=context.briefing.articles,
        matrix=cards_.matrix(context, several, path) if len(several) >= MATRIX_FROM else [],
        matters=[_matter(context, key, path) for key in topic.matters],
        differences=_differences(context, topic, path),
        several=[cards_.card(context, statement, path, topic.id) for statement in several],
        reports=[cards_.card(context, report, path, topic.id) for report in reports],
        single=_by_article(
            context,
            [cards_.card(context, s, path, topic.id) for s in single],
            [context.passages[s.base].article for s in single],
        ),
        narrated=_narrated(context, topic, path),
    )


def figures(context: Context, topic: Topic) -> str:
    """One line: how many articles, who they are, how many statements in several, and the dates."""
    several = len(context.in_several(topic.statements))
    single = len(context.in_one(topic.statements))
    own = len(topic.narrated) + len(topic.reports)
    parts = [articles_line(context)]
    parts += [f"{counted(several, 'statement')} in several articles"] if several else []
    parts += [f"{counted(single, 'statement')} in one article only"] if single else []
    parts += [f"{counted(own, 'passage')} in the articles’ own voice"] if own else []
    days = sorted({article.published for article in context.briefing.articles if article.published})
    if days:
        parts.append(days_line(days))
    return " · ".join(parts)


def articles_line(context: Context) -> str:
    """``5 articles, none names its outlet``, or how many outlets there are."""
    articles = context.briefing.articles
    outlets = {article.outlet for article in articles if article.outlet}
    without = sum(1 for article in articles if not article.outlet)
    head = counted(len(articles), "article")
    if not outlets:
        return f"{head}, none names its outlet" if len(articles) != 1 else f"{head}, its outlet is not stated"
    tail = f", {without} without a stated outlet" if without else ""
    return f"{head} of {counted(len(outlets), 'outlet')}{tail}"


def days_line(days: Sequence[str]) -> str:
    """``13 September 2023``, or the first and the last of several days."""
    first, last = (_day(text) for text in (days[0], days[-1]))
    return first if first == last else f"{first} to {last}"


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day} {day:%B} {day.year}"


def _matter(context: Context, key: str, path: str) -> MatterTable:
    matter = context.matters[key]
    rows: list[Row] = []
    before = ""
    for passage in (context.passages[name] for name in matter.passages if name in context.passages):
        row = _row(context, passage, path, passage.article != before, named=True, topic=matter.topic)
        rows.append(replace(row, words=_pointed_to(context, passage) + row.words))
        before = passage.article
    return MatterTable(matter_id(matter.id), matter.title, tuple(rows))


def _pointed_to(context: Context, passage: Passage) -> Markup:
    """In grey, the sentence before that the passage points back to, with the cues of what is attributed in it."""
    if passage.before is None:
        return Markup("")
    article = context.articles[passage.article]
    span = with_cues(context, article, passage.before)
    if any(start < span[1] and span[0] < end for start, end in (passage.sentence, *passage.content)):
        return Markup("")
    return printed(article, *span, [Layer(span, "span", "bf-rest")]) + Markup(" ")


def _differences(context: Context, topic: Topic, path: str) -> list[DifferenceTable]:
    """The accepted differences that have a passage on the topic; on none, they stand with the other statements."""
    tables: list[DifferenceTable] = []
    for difference in (d for d in context.briefing.differences if d.accepted):
        passages = [context.passages[key] for key in difference.passages]
        topics = {hit.id for passage in passages for hit in passage.topics}
        if topic.id not in (topics or {OTHER}):
            continue
        rows: list[Row] = []
        for passage, span in zip(passages, difference.spans, strict=True):
            row = _row(context, passage, path, first=True, named=True, topic=topic.id)
            words = forms.part(context, passage, passage.content, [span] if difference.kind in POINTED else [])
            rows.append(replace(row, words=words))
        ident = f"difference-{difference.passages[0]}-{difference.kind}"
        tables.append(DifferenceTable(ident, DIFFER[difference.kind], tuple(rows)))
    return tables


def _row(context: Context, passage: Passage, path: str, first: bool, named: bool, topic: str) -> Row:
    return Row(
        context.articles[passage.article].label,
        first,
        context.where(passage),
        KINDS[passage.kind],
        forms.clause(context, passage),
        context.place(path, passage),
        tuple(_cards_of(context, passage, path)),
        forms.speaker(context, passage) if named else None,
        cards_.details(context, passage, topic, path),
    )


def _cards_of(context: Context, passage: Passage, path: str) -> list[Markup]:
    several = [s for s in context.statements_of.get(passage.id, ()) if len(context.articles_of(s)) > 1]
    return [
        Markup('<a href="{}">{}</a>').format(
            context.card(path, statement.id),
            literal(f"also in {counted(len(context.articles_of(statement)) - 1, 'other article')}"),
        )
        for statement in several
    ]


def _by_article(context: Context, made: Sequence[Card], owners: Sequence[str]) -> list[Group]:
    return [
        Group(article.label, tuple(card for card, owner in zip(made, owners, strict=True) if owner == article.id))
        for article in context.briefing.articles
        if article.id in owners
    ]


def _narrated(context: Context, topic: Topic, path: str) -> list[Row]:
    """Narrated passages by article and place, each with an address of its own."""
    rows: list[Row] = []
    before = ""
    rank = {article.id: number for number, article in enumerate(context.briefing.articles)}
    passages = [context.passages[key] for key in topic.narrated if key in context.passages]
    for passage in sorted(passages, key=lambda passage: (rank[passage.article], passage.content[0])):
        row = _row(context, passage, path, passage.article != before, named=False, topic=topic.id)
        rows.append(replace(row, id=card_id(passage.id)))
        before = passage.article
    return rows
