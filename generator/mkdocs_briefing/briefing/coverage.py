"""Coverage: which articles have which topics and statements, what one article alone has, what is left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from mkdocs_briefing.model import (
    Article,
    Column,
    Coverage,
    CoverageRow,
    LeftOut,
    Passage,
    PassageKind,
    Statement,
    Topic,
)
from mkdocs_briefing.settings import OTHER

MANY = 12
"""Of more articles than these, the columns are outlets; of more outlets, there are none."""
_NEAREST: tuple[PassageKind, ...] = ("direct", "mixed", "indirect", "narrated")


def coverage(
    articles: Sequence[Article],
    passages: Sequence[Passage],
    statements: Sequence[Statement],
    reports: Sequence[Statement],
    topics: Sequence[Topic],
    left_out: Sequence[LeftOut] = (),
) -> Coverage:
    """The tables of a briefing's published passages; statements and reports in page order, topics in the editor's.

    A statement is in an article that has one of its witnesses. Raises ``KeyError`` for a statement of an unknown
    passage.
    """
    columns = columns_of(articles)
    by_id = {passage.id: passage for passage in passages}
    witnesses = {s.id: [by_id[w.passage] for w in s.witnesses if w.passage in by_id] for s in (*statements, *reports)}
    on = {topic.id: _on(topic, witnesses, by_id) for topic in topics}
    rank = {article.id: number for number, article in enumerate(articles)}
    counts = {topic: Counter(p.article for p in found) for topic, found in on.items()}
    several = [
        _row(s.id, witnesses[s.id], columns, rank)
        for s in (*statements, *reports)
        if len({p.article for p in witnesses[s.id]}) > 1
    ]
    alone: dict[str, list[Statement]] = {}
    for statement in statements:
        having = {p.article for p in witnesses[statement.id]}
        if len(having) == 1:
            alone.setdefault(having.pop(), []).append(statement)
    other = next((topic for topic in topics if topic.id == OTHER), None)
    placed = any(topic.id != OTHER for topic in topics)
    return Coverage(
        columns,
        tuple(_row(topic, found, columns, rank) for topic, found in on.items()),
        tuple((a.id, tuple(counts[topic.id][a.id] for topic in topics)) for a in articles),
        tuple(sorted(several, key=lambda row: -len(row.articles))),
        tuple(
            (a.id, tuple(s.id for s in sorted(alone[a.id], key=lambda s: by_id[s.base].content[0])))
            for a in articles
            if a.id in alone
        ),
        other.statements if other and placed else (),
        _left_out(left_out, rank),
    )


def columns_of(articles: Sequence[Article]) -> tuple[Column, ...]:
    """A column for each article; of many articles for each outlet; none where outlets are many or not known."""
    if len(articles) <= MANY:
        return tuple(Column(article.label or article.id, (article.id,)) for article in articles)
    outlets: dict[str | None, list[str]] = {}
    for article in articles:
        outlets.setdefault(article.outlet, []).append(article.id)
    if not 2 <= len(outlets) <= MANY:
        return ()
    named = sorted((key for key in outlets if key is not None), key=str.casefold)
    columns = [Column(name, tuple(outlets[name])) for name in named]
    return (*columns, *([Column("outlet not stated", tuple(outlets[None]))] if None in outlets else []))


def _on(topic: Topic, witnesses: Mapping[str, Sequence[Passage]], passages: Mapping[str, Passage]) -> list[Passage]:
    """The passages on a topic's page, each once."""
    found = {p.id: p for key in (*topic.statements, *topic.reports) for p in witnesses.get(key, ())}
    found.update({key: passages[key] for key in topic.narrated if key in passages})
    return list(found.values())


def _row(key: str, passages: Iterable[Passage], columns: Sequence[Column], rank: Mapping[str, int]) -> CoverageRow:
    by_article: dict[str, list[Passage]] = {}
    for passage in passages:
        by_article.setdefault(passage.article, []).append(passage)
    cells = [[p for article in column.articles for p in by_article.get(article, ())] for column in columns]
    return CoverageRow(
        key,
        tuple(sorted(by_article, key=rank.__getitem__)),
        tuple(len(cell) for cell in cells),
        tuple(min((p.kind for p in cell), key=_NEAREST.index, default=None) for cell in cells),
    )


def _left_out(left_out: Iterable[LeftOut], rank: Mapping[str, int]) -> tuple:  # type: ignore[type-arg]
    counts: dict[str, Counter[str]] = {}
    for out in dict.fromkeys(left_out):
        if out.article in rank:
            counts.setdefault(out.reason, Counter())[out.article] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))
    return tuple(
        (reason, tuple((key, some[key]) for key in sorted(some, key=rank.__getitem__))) for reason, some in ordered
    )
