"""Home: readings in one line, what differs in certainty or detail, topics by article, dates, who is heard."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from mkdocs_briefing import pages, pipeline
from mkdocs_briefing.model import (
    Article,
    Block,
    Briefing,
    Matter,
    Passage,
    Person,
    Reading,
    Span,
    Speaker,
    Statement,
    Topic,
    Variation,
    VariationKind,
    Witness,
)
from mkdocs_briefing.pages import home, matrix, strip
from mkdocs_briefing.pages.context import Context
from mkdocs_briefing.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {
    "a": "“We hope the narrow bridge holds until 12 May,” she said.",
    "b": "“The narrow bridge holds until 14 May,” she said.",
    "c": "“The narrow viaduct holds,” she said.",
}


def at(key: str, words: str) -> Span:
    start = TEXTS[key].index(words)
    return (start, start + len(words))


def reading(text: str, **spans: Span) -> Reading:
    return Reading(tuple(f"{key}-1" for key in spans), tuple(spans.values()), text)


def variation(kind: VariationKind, *readings: Reading) -> Variation:
    return Variation(kind, readings)


HOPE = variation("force", reading("", b=(1, 1), c=(1, 1)), reading("We hope", a=at("a", "We hope")))
DAY = variation("detail", reading("12", a=at("a", "12")), reading("14", b=at("b", "14")))
WORD = variation(
    "word",
    reading("bridge", a=at("a", "bridge"), b=at("b", "bridge")),
    reading("viaduct", c=at("c", "viaduct")),
)


def article(key: str, text: str = "", **given: object) -> Article:
    text = text or TEXTS[key]
    made = Article(key, f"{key}.txt", "0" * 64, text, label=key, blocks=(Block("body", 0, len(text), 1),))
    return replace(made, **given)  # type: ignore[arg-type]


PASSAGES = tuple(
    Passage(
        f"{key}-1",
        key,
        "direct",
        "body",
        1,
        ((0, text.index("”") + 1),),
        ((1, text.index("”")),),
        speaker=Speaker("Ada Obi", "ada-obi"),
    )
    for key, text in TEXTS.items()
)


def story(*variations: Variation, **given: object) -> Briefing:
    statement = Statement(
        "s", "ada-obi", "a-1", tuple(Witness(p.id, p.content, "reworded") for p in PASSAGES), variations
    )
    made = Briefing(
        articles=tuple(article(key) for key in TEXTS),
        speakers=(Person("ada-obi", "Ada Obi"),),
        passages=PASSAGES,
        statements=(statement,),
        topics=(Topic("bridge", "The bridge", statements=("s",), matters=("m",)), Topic("rest", "The rest")),
        matters=(Matter("m", "bridge", "How long", tuple(p.id for p in PASSAGES)),),
    )
    return replace(made, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "variations", "expected"),
    [
        ("a word, with the word before it", [WORD], "narrow bridge a, b · viaduct c"),
        (
            "certainty first, and named",
            [WORD, HOPE],
            "certainty: We hope a · none b, c; narrow bridge a, b · viaduct c",
        ),
        ("a number, and who has none", [DAY], "detail: until 12 a · 14 b · none c"),
        ("certainty before a detail", [DAY, HOPE], "certainty: We hope a · none b, c"),
        ("spelling is left to the card", [replace(WORD, kind="print")], ""),
    ],
)
def test_readings_in_one_line(title: str, variations: list[Variation], expected: str) -> None:
    briefing = story(*variations)
    assert home.readings(Context(briefing, Settings()), briefing.statements[0]).striptags() == expected, title


def test_matters_say_on_which_topic_and_who_is_heard() -> None:
    text = str(pages.render(story(), Settings())["index.md"].content)
    assert "The bridge · 3 passages in 3 articles" in text
    assert '<span class="bf-desc"><a href="speakers/ada-obi/">Ada Obi</a></span>' in text


def test_topics_by_article_are_a_table_with_numbers_and_words() -> None:
    made = story(topics=(Topic("one", "One", statements=("s",)), Topic("two", "Two", narrated=("a-1",))))
    table = matrix.of_topics(Context(made, Settings()), "index.md")
    assert table is not None
    assert [column.label for column in table.columns] == ["a", "b", "c"]
    assert [[(c.sign, c.words, c.level) for c in cells] for _, _, cells in table.rows] == [
        [("1", "1 passage", 4)] * 3,
        [("1", "1 passage", 4), ("–", "none found", 0), ("–", "none found", 0)],
    ]


@pytest.mark.parametrize(
    ("title", "outlets", "expected"),
    [
        ("few articles: one each", ["The Bell"] * 3, ["0", "1", "2"]),
        ("many: by outlet", ["The Bell"] * 9 + ["The Dial"] * 5 + [None], ["The Bell", "The Dial", "not stated"]),
        ("many of one outlet: none", ["The Bell"] * 13, []),
        ("more outlets than columns: none", [f"Paper {n}" for n in range(13)], []),
    ],
)
def test_columns(title: str, outlets: list[str | None], expected: list[str]) -> None:
    articles = tuple(article(str(n), "No words.", outlet=name) for n, name in enumerate(outlets))
    found = matrix.columns(Context(Briefing(articles=articles), Settings()), "index.md")
    assert [column.label for column in found] == expected, title


def test_by_outlet_a_cell_has_the_best_form_and_how_many_articles() -> None:
    articles = tuple(article(f"x{n}", "No words.", outlet="The Dial") for n in range(12))
    own = tuple(article(key, outlet="The Bell") for key in TEXTS)
    briefing = story(WORD, articles=(*own, *articles))
    table = matrix.of_statements(Context(briefing, Settings()), list(briefing.statements), "topics/bridge.md")
    assert table is not None
    assert [(c.sign, c.words) for c in table.rows[0][2]] == [("● 3", "quoted, 3 articles"), ("–", "none found")]


def test_the_strip_has_dates_in_order_and_none_that_is_not_stated() -> None:
    dated = (article("a", published="2024-05-03"), article("b", published="2024-05-01"), article("c"))
    found = strip.dates(Context(story(articles=dated), Settings()), "index.md")
    assert [date.words for date in found] == ["1 May 2024", "3 May 2024"]
    assert [item.striptags() for date in found for item in date.items] == [
        "b published, 1 passage",
        "a published, 1 passage",
    ]
    assert strip.dates(Context(story(articles=dated[1:]), Settings()), "index.md") == []


@cache
def rendered(folder: str) -> dict[str, pages.Page]:
    return pages.render(pipeline.build(ROOT / folder, Settings(), raise_errors=True), Settings())


@pytest.mark.parametrize("path", ["index.md", "speakers/index.md", "articles/index.md"])
def test_no_column_of_one_entry_stands_beside_a_page(path: str) -> None:
    assert "hide:\n- navigation" in str(rendered("tests/stories/tram")[path].content)
