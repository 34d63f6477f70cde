"""Laws of collation: what holds whatever is reported. What lines up and how differences are called: the case files."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import pytest
from case_files import cases, told
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_briefing.collation import collate
from mkdocs_briefing.collation.alignment import align
from mkdocs_briefing.collation.tokens import tokens
from mkdocs_briefing.collation.variations import variations
from mkdocs_briefing.model import Collated
from mkdocs_briefing.text import words

FILES = ("statements.txt", "variations.txt", "differences.txt", "reports.txt")
EVERYTHING = list(dict.fromkeys(line for name in FILES for case in cases(name) for line in case.lines))


@pytest.mark.parametrize("seed", range(4))
def test_order_of_articles_and_passages_does_not_matter(seed: int) -> None:
    articles, passages = told(*EVERYTHING)
    expected = collate(articles, passages)
    random.Random(seed).shuffle(articles)
    random.Random(seed + 1).shuffle(passages)
    assert collate(articles, passages) == expected


def test_names_of_articles_do_not_matter() -> None:
    articles, passages = told(*EVERYTHING)
    other = {a.id: f"{9 - n}{a.id}" for n, a in enumerate(articles)}
    renamed = [replace(a, id=other[a.id], file=other[a.id] + ".txt") for a in articles]
    moved = [replace(p, id=p.id.replace(p.article, other[p.article], 1), article=other[p.article]) for p in passages]

    def shape(collated: Collated, names: dict[str, str]) -> list[Any]:
        return sorted(
            (
                names[s.base],
                sorted((names[w.passage], w.spans, w.relation) for w in s.witnesses),
                [(v.kind, [(sorted(names[p] for p in r.passages), r.text) for r in v.readings]) for v in s.variations],
            )
            for s in collated.statements
        )

    before = shape(collate(articles, passages), {p.id: p.id for p in passages})
    after = shape(collate(renamed, moved), {m.id: p.id for m, p in zip(moved, passages, strict=True)})
    assert after == before


def test_every_attributed_passage_is_a_witness_and_ids_are_unique() -> None:
    articles, passages = told(*EVERYTHING)
    collated = collate(articles, passages)
    held = {w.passage for s in collated.statements for w in s.witnesses}
    assert held == {p.id for p in passages if p.kind != "narrated"}
    assert len({s.id for s in collated.statements}) == len(collated.statements)


ONE_BY_ONE = [
    "A Smith: “It was a sacred fight to protect the harbour and its people.”",
    "B Smith: “It was a sacred struggle to protect the harbour and its people.”",
    "C Smith: the harbour people had a “sacred war to protect the harbour”",
    "D Smith: “It was a sacred fight to protect the harbour.”",
    "E Jones: “The committee meets again on Thursday in the old town hall.”",
    "F Smith: “It was a holy fight to defend the harbour and its people.”",
]


def pairs(collated: Collated) -> set[frozenset[str]]:
    """Which passages stand together in a statement."""
    return {frozenset(two) for s in collated.statements for two in combinations({w.passage for w in s.witnesses}, 2)}


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.permutations(ONE_BY_ONE))
def test_adding_an_article_never_splits_a_statement(lines: list[str]) -> None:
    together: set[frozenset[str]] = set()
    for count in range(1, len(lines) + 1):
        now = pairs(collate(*told(*lines[:count])))
        assert together <= now
        together = now
    assert len(together) == 10


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(EVERYTHING), unique=True, min_size=2, max_size=30), st.randoms(use_true_random=False))
def test_any_order_gives_the_same(lines: list[str], shuffled: random.Random) -> None:
    articles, passages = told(*lines)
    expected = collate(articles, passages)
    shuffled.shuffle(articles)
    shuffled.shuffle(passages)
    assert collate(articles, passages) == expected


def test_every_word_inside_marks_is_in_one_set_of_the_boundary() -> None:
    articles, passages = told(*EVERYTHING)
    text = {p.id: next(a.text for a in articles if a.id == p.article) for p in passages}
    quoted = {p.id: p.quoted for p in passages}
    marked = [s for s in collate(articles, passages).statements if s.boundary]
    assert len(marked) > 10
    for statement in marked:
        assert statement.boundary is not None
        outside, added = dict(statement.boundary.told), dict(statement.boundary.added)
        for witness in statement.witnesses:
            own = witness.passage
            inside = statement.boundary.everywhere if own == statement.base else ()
            sets = [{w.start for s in spans for w in words(text[own], *s)} for spans in (inside, added.get(own, ()))]
            sets.append({w.start for s in outside.get(own, ()) for w in words(text[own], *s)})
            assert not any(a & b for a, b in combinations(sets, 2))
            marks = [w.start for s in witness.spans for w in words(text[own], *s)]
            marks = [at for at in marks if any(a <= at < b for a, b in quoted[own])]
            assert sets[0] | sets[1] <= set(marks)
            assert not sets[2] & set(marks)
            if own == statement.base and len(statement.witnesses) == 2 and not outside:
                assert sets[0] | sets[1] == set(marks)


def test_words_that_hundreds_of_articles_print_are_one_statement() -> None:
    articles, passages = told(*(f"A{n} Smith: “We will build the harbour bridge in spring.”" for n in range(300)))
    assert [len(s.witnesses) for s in collate(articles, passages).statements] == [300]


def test_endless_quotations_without_a_stop_are_no_trap() -> None:
    shuffled = random.Random(1)
    lines = [f"{a} Smith: “{' '.join(f'word{shuffled.randrange(300)}' for _ in range(5000))}”" for a in "AB"]
    articles, passages = told(*lines)
    held = {w.passage for s in collate(articles, passages).statements for w in s.witnesses}
    assert held == {p.id for p in passages}


WORDS = st.sampled_from(
    [
        "the",
        "harbour",
        "sacred",
        "fight",
        "struggle",
        "war",
        "will",
        "may",
        "protect",
        "defend",
        "its",
        "people",
        "we",
        "all",
        "support",
        "supported",
    ]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@given(SENTENCES, SENTENCES)
def test_alignment_is_its_own_mirror_image(a: str, b: str) -> None:
    one, two = tokens(a, [(0, len(a))]), tokens(b, [(0, len(b))])
    pairs = align(one, two)
    assert tuple((j, i) for i, j in pairs) == align(two, one)
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))
    assert all(one[i].key == two[j].key for i, j in pairs)


@given(SENTENCES)
def test_a_line_is_aligned_with_itself_throughout(a: str) -> None:
    line = tokens(a, [(0, len(a))])
    assert align(line, line) == tuple((n, n) for n in range(len(line)))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(SENTENCES, SENTENCES)
def test_differences_are_the_same_from_either_side(a: str, b: str) -> None:
    articles, passages = told(f"A Smith: “{a}”", f"B Smith: “{b}”")
    known = {x.id: x for x in articles}
    lines = [(p, tokens(known[p.article].text, p.content, p.quoted)) for p in passages]

    def names(order: int) -> list[tuple[str, tuple[tuple[tuple[str, ...], str], ...]]]:
        found = variations(lines[::order], known)
        return sorted((v.kind, tuple((r.passages, r.text) for r in v.readings)) for v in found)

    assert names(1) == names(-1)
