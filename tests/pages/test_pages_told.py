"""Timeline, wording and coverage as pages, JSON and CSV."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_briefing import pages
from mkdocs_briefing.audit import audit
from mkdocs_briefing.exports import timeline_csv, to_json
from mkdocs_briefing.model import Article, Block, Briefing, Event
from mkdocs_briefing.pages import timeline
from mkdocs_briefing.pages.context import Context
from mkdocs_briefing.pipeline import build
from mkdocs_briefing.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DATA = frozenset(["data/briefing.json", "data/passages.csv", "data/quotations.jsonld", "data/timeline.csv"])


def slate() -> Briefing:
    return build(ROOT / "tests/stories/slate", Settings())


def many(number: int) -> Briefing:
    """Articles with a date each, a day apart, and one long ago."""
    text = "It fell on that day. "
    articles, events = [], []
    for n in range(number):
        blocks = (Block("body", 0, len(text), 1),)
        articles.append(Article(f"a{n}", f"a{n}.txt", "0" * 64, text, label=f"Paper {n}", blocks=blocks))
        date = f"2026-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}"
        events.append(Event(date, "day", None, None, f"a{n}", (11, 19), (0, 20), "stated", "as printed"))
    events.append(Event("1974", "year", None, None, "a0", (0, 2), (0, 20), "stated", "as printed"))
    ordered = sorted(events, key=lambda e: (e.date, e.article))
    return Briefing(articles=tuple(articles), timeline=tuple(ordered))


def test_every_date_has_a_heading_and_its_words_are_audited() -> None:
    briefing = slate()
    made = pages.render(briefing, Settings())
    content = str(made["timeline.md"].content)
    for event in briefing.timeline:
        assert f"{{: #{timeline.date_id((event.date, event.to))}" in content
        assert re.search(rf'data-at="{event.article}:\d+-\d+"', content)
    texts = {a.id: a.text for a in briefing.articles}
    for path in ("timeline.md", "wording.md", "coverage.md"):
        assert audit(str(made[path].content), texts, path) == []
    assert pages.links(made, DATA) == []


def test_the_picture_has_a_text_and_no_article_text() -> None:
    picture = str(timeline.picture(Context(slate(), Settings())))
    assert 'role="img" aria-labelledby="time-title"' in picture
    assert "<title" in picture
    assert "data-at" not in picture
    assert "style=" not in picture


def test_a_long_timeline_is_cut_into_pages_that_hold_each_date_once() -> None:
    briefing = many(330)
    context = Context(briefing, Settings())
    made = timeline.pages(context)
    assert len(made) > 2
    where: dict[str, list[str]] = {}
    for path, one in made.items():
        for found in re.findall(r"\{: #(d-[\d-]+)", str(one.content)):
            where.setdefault(found, []).append(path)
    assert set(where) == {timeline.date_id((e.date, e.to)) for e in briefing.timeline}
    assert all(len(paths) == 1 for paths in where.values())
    for event in briefing.timeline:
        link = str(timeline.address(context, "index.md", event))
        assert link.startswith(where[timeline.date_id((event.date, event.to))][0].removesuffix(".md"))
    assert len(timeline.lines(context)) <= 2 * timeline.LINES
    assert sum(len(str(one.content)) for one in made.values()) < 600_000


def test_a_briefing_without_dates_says_so() -> None:
    briefing = replace(slate(), timeline=(), undated=())
    content = str(pages.render(briefing, Settings())["timeline.md"].content)
    assert "None of these articles prints a date that can be placed." in content
    assert "<svg" not in content


@pytest.mark.parametrize("number", [13, 60])
def test_of_many_articles_the_topics_are_the_columns(number: int) -> None:
    source = (ROOT / "tests/stories/slate/a-morning-slate.txt").read_text(encoding="utf-8")
    briefing = many(number)
    content = str(pages.render(briefing, Settings())["coverage.md"].content)
    assert source
    assert content.count('<th scope="col">Paper') == 0


def test_data_has_what_the_pages_have() -> None:
    briefing = slate()
    document = to_json(briefing)
    texts = {a.id: a.text for a in briefing.articles}
    assert len(document["timeline"]) == len(briefing.timeline)
    for event in document["timeline"]:
        assert event["text"] == texts[event["article"]][slice(*event["span"])]
    for one in document["wording"]:
        assert all(w["places"] for w in one["wordings"])
    assert len(document["coverage"]["several"]) == len(briefing.coverage.several)
    rows = list(csv.DictReader(io.StringIO(timeline_csv(briefing))))
    assert [row["date"] for row in rows] == [e.date for e in briefing.timeline]
    assert {row["how"] for row in rows} >= {"as printed"}
