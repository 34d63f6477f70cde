"""The seeds: boilerplate lies outside the text, every statement of the gold reading inside it."""

import json
from pathlib import Path

import pytest

from mkdocs_briefing.model import Article, Block
from mkdocs_briefing.reading import read_folder

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
TEXT = {"headline", "lead", "body"}
BOILERPLATE = {
    "N001-03": "label",
    "N002-01": "label",
    "N002-02": "caption",
    "N002-03": "caption",
    "N002-04": "caption",
    "N002-05": "caption",
    "N002-06": "label",
    "N002-07": "teaser",
    "N002-08": "teaser",
    "N002-09": "teaser",
    "N002-10": "teaser",
    "N002-11": "teaser",
    "N003-01": "dateline",
    "N003-02": "caption",
    "N004-01": "credit",
}


@pytest.fixture(scope="module")
def seeds() -> dict[str, Article]:
    articles, problems = read_folder(ROOT / "seeds")
    assert problems == []
    return {article.id: article for article in articles}


def block_at(article: Article, place: int) -> Block:
    return next(block for block in article.blocks if block.start <= place < block.end)


def test_what_is_stated(seeds: dict[str, Article]) -> None:
    facts = {a.label: (a.published, a.published_from, a.outlet, a.language, a.encoding) for a in seeds.values()}
    tagged = ("2023-09-13", "date tag", None, "en", "utf-8")
    bare = (None, None, None, "en", "utf-8")
    assert facts == {"000": tagged, "001": tagged, "002": bare, "003": bare, "004": tagged}
    assert [a.file for a in seeds.values()] == sorted(p.name for p in (ROOT / "seeds").glob("*.txt"))


def test_titles(seeds: dict[str, Article]) -> None:
    titles = {a.label: a.title for a in seeds.values()}
    assert titles["000"] is titles["003"] is titles["004"] is None
    assert titles["001"] is not None
    assert titles["001"].startswith("The leader of North Korea met with the Russian president")
    assert titles["002"] == "North Korea supports Russia’s ‘sacred fight’ against the West, Kim tells Putin"
    assert all(a.title_span is None or a.text[slice(*a.title_span)] == a.title for a in seeds.values())


def test_paragraphs_count_as_a_reader_counts(seeds: dict[str, Article]) -> None:
    assert {a.label: max(b.number or 0 for b in a.blocks) for a in seeds.values()} == {
        "000": 12,
        "001": 8,
        "002": 11,
        "003": 18,
        "004": 8,
    }


def test_boilerplate_is_not_text(seeds: dict[str, Article]) -> None:
    negatives = json.loads((GOLD / "seeds_negatives.json").read_text(encoding="utf-8"))
    found = {
        entry["id"]: block_at(seeds[entry["article"]], entry["spans"][0][0]).kind
        for entry in negatives
        if entry["id"] in BOILERPLATE
    }
    assert found == BOILERPLATE


def test_every_statement_is_text(seeds: dict[str, Article]) -> None:
    gold = json.loads((GOLD / "seeds_gold.json").read_text(encoding="utf-8"))
    assert len(gold) > 50
    for entry in gold:
        for start, end in entry["content"]:
            block = block_at(seeds[entry["article"]], start)
            assert block.kind in TEXT, entry["id"]
            assert end <= block.end, entry["id"]


def test_the_credit_inside_the_last_sentence(seeds: dict[str, Article]) -> None:
    article = next(a for a in seeds.values() if a.label == "004")
    assert [(c.name, article.text[slice(*c.span)]) for c in article.credits] == [("EFE", "EFE")]
    assert [a.label for a in seeds.values() if a.credits] == ["004"]
