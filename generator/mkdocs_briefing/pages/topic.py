"""Topic pages: what several articles report on an editor's subject, side by side, then what one article alone has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from mkdocs_briefing.model import Matter, Passage, Statement, Topic
from mkdocs_briefing.pages import cards as cards_
from mkdocs_briefing.pages import forms, matrix, readings
from mkdocs_briefing.pages.addresses import relative
from mkdocs_briefing.pages.cards import Card
from mkdocs_briefing.pages.context import Context, article_path, card_id, counted, matter_id, topic_path
from mkdocs_briefing.pages.markup import Layer, literal, printed
from mkdocs_briefing.pages.page import Page, page
from mkdocs_briefing.pages.paging import Item, turn
from mkdocs_briefing.pages.rows import Group, Row, grouped, row
from mkdocs_briefing.pages.words import called, day, with_cues
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
    groups: tuple[Group, ...]
    last: str
    """The heading of the last column, empty where it would be."""
    continued: bool = False


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
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Owned:
    """The cards of one article."""

    id: str
    title: str
    cards: tuple[Card, ...]


def pages(context: Context) -> dict[str, Page]:
    """Topic pages by path, in the editor's order; a topic too long for one page has several."""
    found = {}
    for topic in context.briefing.topics:
        told = figures(context, topic)
        for number in range(1, len(context.plans[topic.id].pages) + 1):
            found[topic_path(topic.id, number)] = _page(context, topic, number, told)
    return found


def _page(context: Context, topic: Topic, number: int, told: str) -> Page:
    path, plan = topic_path(topic.id, number), context.plans[topic.id]
    items = plan.pages[number - 1]
    held = {
        kind: [item.key for item in items if item.kind == kind] for kind in ("several", "report", "narrated", "single")
    }
    first, last = number == 1, number == len(plan.pages)
    several = context.in_several(topic.statements) if first else []
    title = topic.title if first else f"{topic.title}, page {number}"
    narrated = [_row(context, context.passages[key], path, topic.id) for key in held["narrated"]]
    return page(
        path,
        "topic.md",
        title,
        topic.description or f"What the articles report on: {topic.title}",
        in_nav=first,
        first=first,
        figures=told,
        about=topic.description,
        matrix=matrix.of_statements(context, several, path) if first and len(several) >= MATRIX_FROM else None,
        matters=[_matter(context, item, path) for item in items if item.kind == "matter"],
        differences=_differences(context, topic, path) if first else [],
        several=[cards_.card(context, context.statements[key], path, topic.id) for key in held["several"]],
        reports=[cards_.card(context, context.statements[key], path, topic.id) for key in held["report"]],
        single=_by_article(context, [context.statements[key] for key in held["single"]], path, topic),
        narrated=grouped(narrated),
        explained=any(place.details for one in narrated for place in one.places),
        told_above=_told_above(context, topic, path) if last else [],
        nothing=first and last and not items,
        turn=turn([topic_path(topic.id, n) for n in range(1, len(plan.pages) + 1)], number),
        sources=_sources(context, items, path),
    )


@dataclass(frozen=True, slots=True)
class Source:
    """An article as the foot of a page names it: what a reader needs to find it, on paper too."""

    label: str
    link: Markup
    words: Markup
    told: str
    url: str | None


def _sources(context: Context, items: Sequence[Item], path: str) -> list[Source]:
    """The articles whose words stand on a page."""
    keys: set[str] = set()
    for item in items:
        if item.kind == "matter":
            keys.update(context.matters[item.key].passages[item.first : item.end])
        elif item.kind == "narrated":
            keys.add(item.key)
        else:
            keys.update(witness.passage for witness in context.statements[item.key].witnesses)
    having = {context.passages[key].article for key in keys if key in context.passages}
    return [
        Source(
            article.label or article.id,
            Markup(relative(path, article_path(article.id))),
            called(context, article).shown(article),
            (article.outlet or "outlet not stated")
            + (f", {day(article.published)}" if article.published else ", no date stated"),
            article.url,
        )
        for article in context.briefing.articles
        if article.id in having
    ]


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


def _matter(context: Context, item: Item, path: str) -> MatterTable:
    matter = context.matters[item.key]
    rows: list[Row] = []
    topic = next(topic for topic in context.briefing.topics if topic.id == matter.topic)
    own, first = frozenset(topic.narrated), context.in_matter(topic)
    whole = [
        context.statements[key] for key, where in context.whole_in_matter(topic.id).items() if where.id == matter.id
    ]
    compared = {w.passage: (s, w) for s in whole for w in s.witnesses if len(context.articles_of(s)) > 1}
    worded = _worded(context, topic, matter)
    folded = {key for keys in worded.values() for key in keys}
    for passage in (context.passages[name] for name in matter.passages[item.first : item.end]):
        if passage.id in folded:
            continue
        made = _row(context, passage, path, matter.topic, named=True)
        if passage.id in worded:
            others = [context.passages[key] for key in worded[passage.id]]
            made = replace(made, differences=(*made.differences, _also(context, others, path)))
        if passage.id in compared:
            statement, witness = compared[passage.id]
            words = forms.clause(context, passage, readings.marked(statement, passage.id))
            told = (*made.differences, *readings.differences(context, statement, witness))
            made = replace(made, words=words, differences=told)
        here = passage.id in own and first[passage.id].id == matter.id
        words = _pointed_to(context, passage) + made.words
        rows.append(replace(made, words=words, id=card_id(passage.id) if here else ""))
    ident = matter_id(matter.id) + (f"-{item.first + 1}" if item.first else "")
    last = "Who, how put" if any(place.who or place.details for one in rows for place in one.places) else ""
    return MatterTable(ident, matter.title, grouped(rows), last, bool(item.first))


def _worded(context: Context, topic: Topic, matter: Matter) -> dict[str, tuple[str, ...]]:
    """Passages shown first, by id, with the other wordings of their statement, which stand side by side on its card.

    Only passages that report nothing else are among them, so that no words are missing from the matter.
    """
    held = frozenset(matter.passages)
    found: dict[str, tuple[str, ...]] = {}
    for statement in context.in_several(topic.statements):
        keys = [witness.passage for witness in statement.witnesses]
        if held.issuperset(keys) and all(len(context.statements_of[key]) == 1 for key in keys):
            found[statement.base] = tuple(key for key in matter.passages if key in keys and key != statement.base)
    return found


def _also(context: Context, passages: Sequence[Passage], path: str) -> Markup:
    links = [
        Markup('<a href="{}">{}</a>').format(context.place(path, passage), literal(context.at(passage)))
        for passage in passages
    ]
    return literal("also ") + Markup("; ").join(links)


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
            made = _row(context, passage, path, topic.id, named=True)
            words = forms.part(context, passage, passage.content, [span] if difference.kind in POINTED else [])
            rows.append(replace(made, words=words))
        ident = f"difference-{difference.passages[0]}-{difference.kind}"
        tables.append(DifferenceTable(ident, DIFFER[difference.kind], grouped(rows)))
    return tables


def _row(context: Context, passage: Passage, path: str, topic: str, named: bool = False) -> Row:
    """The row of a passage by itself; a narrated one that no matter names has its address here."""
    words = forms.clause(context, passage)
    made = row(context, passage, path, words, _cards_of(context, passage, path), topic, named)
    return made if named else replace(made, id=card_id(passage.id))


def _cards_of(context: Context, passage: Passage, path: str) -> list[Markup]:
    several = [s for s in context.statements_of.get(passage.id, ()) if len(context.articles_of(s)) > 1]
    return [
        Markup('<a href="{}">{}</a>').format(
            context.card(path, statement.id),
            literal(f"side by side in {len(context.articles_of(statement))} articles"),
        )
        for statement in several
    ]


def _by_article(context: Context, statements: Sequence[Statement], path: str, topic: Topic) -> list[Owned]:
    """The cards of what one article alone reports, by article."""
    found: dict[str, list[Card]] = {}
    for statement in statements:
        made = cards_.single(context, statement, path, topic.id)
        found.setdefault(context.passages[statement.base].article, []).append(made)
    return [
        Owned(f"one-{number}", article.label or article.id, tuple(found[article.id]))
        for number, article in enumerate(context.briefing.articles, 1)
        if article.id in found
    ]


def _told_above(context: Context, topic: Topic, path: str) -> list[tuple[Markup, str, int]]:
    """The matters that print narrated passages of the topic: link, title, and how many."""
    shown = context.in_matter(topic)
    counts = Counter(shown[key].id for key in topic.narrated if key in shown)
    return [
        (context.matter(path, context.matters[key]), context.matters[key].title, counts[key])
        for key in topic.matters
        if counts[key]
    ]
