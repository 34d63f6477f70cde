"""Which articles have what: columns, rows, what one article alone has, what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_briefing.briefing.coverage import columns_of
from mkdocs_briefing.model import Article
from mkdocs_briefing.pipeline import build
from mkdocs_briefing.settings import Settings, read_config

ROOT = Path(__file__).resolve().parents[2]


def articles(outlets: list[str | None]) -> list[Article]:
    return [Article(f"a{n}", f"a{n}.txt", "0" * 64, "x", label=f"A{n}", outlet=o) for n, o in enumerate(outlets)]


@pytest.mark.parametrize(
    ("outlets", "labels"),
    [
        ([None] * 5, ["A0", "A1", "A2", "A3", "A4"]),
        (["Post", "Lantern"] * 10, ["Lantern", "Post"]),
        (["Post", None] * 10, ["Post", "outlet not stated"]),
        ([None] * 20, []),
        ([f"Outlet {n}" for n in range(20)], []),
    ],
)
def test_columns_are_articles_while_few_then_outlets_then_none(outlets: list[str | None], labels: list[str]) -> None:
    assert [column.label for column in columns_of(articles(outlets))] == labels


@pytest.mark.parametrize("folder", ["seeds", "tests/stories/tram", "tests/stories/slate", "tests/stories/silent"])
def test_every_statement_is_in_several_articles_or_in_one(folder: str) -> None:
    settings = read_config(ROOT / "mkdocs.yml")[0] if folder == "seeds" else Settings()
    found = build(ROOT / folder, settings)
    tables = found.coverage
    several = {row.id for row in tables.several}
    alone = [key for _, keys in tables.alone for key in keys]
    assert len(alone) == len(set(alone))
    assert several | set(alone) == {s.id for s in (*found.statements, *found.reports)}
    assert not several & set(alone)
    passages = {p.id: p for p in found.passages}
    for row in tables.several:
        statement = next(s for s in (*found.statements, *found.reports) if s.id == row.id)
        assert set(row.articles) == {passages[w.passage].article for w in statement.witnesses}
        assert sum(row.counts) == len(statement.witnesses)
        assert [c > 0 for c in row.counts] == [f is not None for f in row.forms]
    assert sum(n for _, some in tables.left_out for _, n in some) == len(found.left_out)
    for key, counts in tables.by_article:
        column = next(n for n, c in enumerate(tables.columns) if key in c.articles)
        assert counts == tuple(row.counts[column] for row in tables.topics)
