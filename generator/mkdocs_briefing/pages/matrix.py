"""Matrices: statement × article, topic × article; above a dozen articles by outlet, so that they stay readable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_briefing.model import Statement, Topic
from mkdocs_briefing.pages import forms
from mkdocs_briefing.pages.addresses import relative
from mkdocs_briefing.pages.context import KINDS, MARKS, Context, article_path, counted, topic_path
from mkdocs_briefing.pages.words import day

COLUMNS = 12
"""More articles than this do not each get a column."""
LONGEST = 30
"""More statements than this are not all listed: those in most articles are."""
TINTS = 4
"""A field has one of so many tints, by its share of the largest number; the number stands in it as well."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it is called, more words on it, the ids of its articles, and where it leads."""

    label: str
    title: str
    articles: frozenset[str]
    link: Markup | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what the eye sees and what is read out; ``level`` is its tint, 0 for none."""

    sign: str
    words: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of cells: what its rows lead to and say, a column for each article or outlet."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Markup, Markup | str, tuple[Cell, ...]], ...]
    by_outlet: bool
    left: int = 0
    """How many statements it does not list."""


def columns(context: Context, source: str) -> tuple[Column, ...]:
    """A column for each article; above a dozen one for each outlet; none where that would be too many as well."""
    articles = context.briefing.articles
    if len(articles) <= COLUMNS:
        return tuple(
            Column(
                article.label or article.id,
                ", ".join(
                    (article.outlet or "outlet not stated", day(article.published) if article.published else "no date")
                ),
                frozenset([article.id]),
                Markup(relative(source, article_path(article.id))),
            )
            for article in articles
        )
    found: dict[str, set[str]] = {}
    for article in articles:
        found.setdefault(article.outlet or "", set()).add(article.id)
    if not 1 < len(found) <= COLUMNS:
        return ()
    ranked = sorted(found.items(), key=lambda item: (not item[0], item[0].casefold()))
    return tuple(Column(name or "not stated", counted(len(ids), "article"), frozenset(ids)) for name, ids in ranked)


def of_statements(context: Context, statements: Sequence[Statement], source: str) -> Matrix | None:
    """Which articles or outlets print which statement, and in which form; ``None`` where there are no columns."""
    heads = columns(context, source)
    if not heads:
        return None
    whole = all(len(head.articles) == 1 for head in heads)
    rows = []
    for statement in statements[:LONGEST]:
        kinds: dict[str, set[str]] = {}
        for witness in statement.witnesses:
            if witness.passage in context.passages:
                passage = context.passages[witness.passage]
                kinds.setdefault(passage.article, set()).add(passage.kind)
        cells = tuple(_printed(kinds, head, whole) for head in heads)
        rows.append((context.card(source, statement.id), forms.short(context, statement, 60), cells))
    return Matrix(heads, tuple(rows), not whole, max(0, len(statements) - LONGEST))


def _printed(kinds: dict[str, set[str]], column: Column, whole: bool) -> Cell:
    having = [article for article in column.articles if article in kinds]
    best = next((kind for kind in MARKS if any(kind in kinds[article] for article in having)), None)
    if best is None:
        return Cell("–", "none found")
    if whole:
        return Cell(MARKS[best], KINDS[best])
    told = counted(len(having), "article")
    return Cell(f"{MARKS[best]} {len(having)}", f"{KINDS[best]}, {told}")


def of_topics(context: Context, source: str) -> Matrix | None:
    """How many passages each article or outlet has on each topic; ``None`` for one column or topic alone."""
    heads = columns(context, source)
    topics = [topic for topic in context.briefing.topics if topic.statements or topic.reports or topic.narrated]
    if len(heads) < 2 or len(topics) < 2:
        return None
    numbers = [
        [sum(counts[article] for article in head.articles) for head in heads]
        for counts in (on_topic(context, topic) for topic in topics)
    ]
    most = max(number for row in numbers for number in row)
    rows = tuple(
        (Markup(relative(source, topic_path(topic.id))), topic.title, tuple(_counted(number, most) for number in row))
        for topic, row in zip(topics, numbers, strict=True)
    )
    return Matrix(heads, rows, any(len(head.articles) > 1 for head in heads))


def on_topic(context: Context, topic: Topic) -> Counter[str]:
    """How many passages of each article are on a topic, by article id."""
    keys = {
        witness.passage
        for key in (*topic.statements, *topic.reports)
        for witness in context.statements[key].witnesses
        if witness.passage in context.passages
    }
    keys.update(key for key in topic.narrated if key in context.passages)
    return Counter(context.passages[key].article for key in keys)


def _counted(number: int, most: int) -> Cell:
    if not number:
        return Cell("–", "none found")
    return Cell(str(number), counted(number, "passage"), -(-TINTS * number // most))
