"""How articles name people, places and acts: sets of two wordings or more, in two articles or more."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from mkdocs_briefing.briefing.wording import wording
from mkdocs_briefing.model import Briefing, LeftOut
from mkdocs_briefing.pipeline import build
from mkdocs_briefing.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


@cache
def built(folder: str) -> Briefing:
    return build(ROOT / folder, Settings())


def sets(folder: str, kind: str) -> list[dict[str, set[str]]]:
    """Each set of a kind: wordings with the labels of the articles that print them."""
    found = built(folder)
    labels = {a.id: a.label for a in found.articles}
    return [
        {w.text: {labels[p.article] for p in w.places} for w in one.wordings}
        for one in found.wording
        if one.kind == kind
    ]


def test_descriptions_before_and_in_front_of_a_name() -> None:
    assert {
        "Marrowdale leader": {"Slate"},
        "Marrowdale dictator": {"Times"},
        "president of Marrowdale": {"Undated"},
    } in sets("tests/stories/slate", "described")


def test_words_that_lining_up_puts_for_one_another() -> None:
    assert {"fight": {"Slate", "Undated"}, "struggle": {"Times"}} in sets("tests/stories/slate", "words")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("described", {"North Korean leader", "North Korean dictator", "North Korean President"}),
        ("words", {"fight", "struggle", "war"}),
        ("words", {"meeting", "talks"}),
        ("spelt", {"Kim Jong Un", "Kim Jong-Un", "Kim Jong-un"}),
        ("place", {"Vostochny cosmodrome", "Vostochny Spaceport", "Vostochny Space Center"}),
    ],
)
def test_the_seeds(kind: str, words: set[str]) -> None:
    assert any(words <= one.keys() for one in sets("seeds", kind))


@pytest.mark.parametrize("folder", ["seeds", "tests/stories/slate", "tests/stories/tram"])
def test_every_wording_is_printed_where_it_says(folder: str) -> None:
    found = built(folder)
    texts = {a.id: a.text for a in found.articles}
    passages = {p.id for p in found.passages}
    for one in found.wording:
        assert len(one.wordings) > 1
        assert len({p.article for w in one.wordings for p in w.places}) > 1
        for w in one.wordings:
            assert w.text in {" ".join(texts[p.article][slice(*p.span)].split()) for p in w.places}
            assert all(p.passage is None or p.passage in passages for p in w.places)


def test_words_inside_quotation_marks_describe_nobody_for_the_article() -> None:
    found = built("seeds")
    quoted = {(p.article, span) for p in found.passages for span in p.quoted}
    for one in found.wording:
        if one.kind == "described":
            for place in (p for w in one.wordings for p in w.places):
                assert not any(a == place.article and s <= place.span[0] < e for a, (s, e) in quoted)


def test_hidden_words_are_in_no_set() -> None:
    found = built("tests/stories/slate")
    times = next(a for a in found.articles if a.label == "Times")
    start = times.text.index("Marrowdale dictator")
    hidden = LeftOut(times.id, (start, start + 40), "hidden by the editor")
    made = wording(found.articles, found.speakers, found.passages, found.statements, [hidden])
    assert not any("dictator" in w.text for one in made for w in one.wordings)
