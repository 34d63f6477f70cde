"""The learned tagger: what it is shown, how its numbers become spans, and what it finds in plain sentences."""

from __future__ import annotations

import itertools
import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_briefing.attribution import finding
from mkdocs_briefing.attribution.finding import find
from mkdocs_briefing.attribution.linking import link
from mkdocs_briefing.attribution.marks import pair
from mkdocs_briefing.model import Article, Block

features = pytest.importorskip("mkdocs_briefing.attribution.finding.tagger.features", exc_type=ImportError)
from mkdocs_briefing.attribution.finding.tagger.decoding import likelihood, reaches, runs  # noqa: E402
from mkdocs_briefing.attribution.finding.tagger.windows import windowed  # noqa: E402


def article(text: str) -> Article:
    blocks = [Block("body", m.start(), m.end(), n + 1) for n, m in enumerate(re.finditer(r"[^\n]+", text))]
    return Article(id="a", file="a.txt", sha256="", text=text, blocks=tuple(blocks))


def test_words_case_and_place() -> None:
    text = "MAYOR says “No”\nMcKay’s cat"
    paragraphs = [m.span() for m in re.finditer(r"[^\n]+", text)]
    first, second = features.read(text, paragraphs, frozenset({0}), pair(text, paragraphs))
    assert [(text[w.start : w.end], w.case, w.place) for w in first] == [
        ("MAYOR", 2, 3),
        ("says", 0, 3),
        ("“", 4, 5),
        ("No", 1, 4),
        ("”", 4, 5),
    ]
    assert [(text[w.start : w.end], w.case, w.place) for w in second] == [
        ("McKay", 1, 0),
        ("’", 4, 0),
        ("s", 0, 0),
        ("cat", 0, 0),
    ]


def test_accents_and_case_do_not_change_the_pieces() -> None:
    assert features.pieces("Élan") == features.pieces("elan")
    assert features.pieces("x" * 200) == (features.UNKNOWN,)
    assert features.pieces("漢字")


@given(st.lists(st.integers(1, 400), max_size=12), st.integers(8, 260))
def test_every_word_is_in_one_window_and_no_window_is_too_large(sizes: list[int], limit: int) -> None:
    rows = [[features.Word(n, n + 1, (7,) * (1 + n % 3), 0, 0) for n in range(size)] for size in sizes]
    made = list(windowed(rows, limit))
    assert [w for window in made for w in window.words] == [w for row in rows for w in row]
    for window in made:
        assert len(window.ids) == len(window.case) == len(window.place) <= limit + 4
        assert [window.ids[at : at + len(w.pieces)] for at, w in zip(window.first, window.words, strict=True)] == [
            w.pieces for w in window.words
        ]


def brute(scores: np.ndarray) -> list[tuple[int, ...]]:
    """The best tag sequences in which an inner word follows a first or an inner one, by trying all."""
    best, found = -math.inf, []
    for path in itertools.product(range(3), repeat=len(scores)):
        if path[0] == 2 or any(a == 0 and b == 2 for a, b in itertools.pairwise(path)):
            continue
        total = sum(float(scores[n, tag]) for n, tag in enumerate(path))
        if total > best + 1e-9:
            best, found = total, [path]
        elif total > best - 1e-9:
            found.append(path)
    return found


@settings(max_examples=60)
@given(st.lists(st.tuples(*[st.integers(-40, 0)] * 3), min_size=1, max_size=6))
def test_the_likeliest_spans(rows: list[tuple[int, int, int]]) -> None:
    scores = (np.array(rows) / 8).astype(np.float32)
    spans = []
    for path in brute(scores):
        begins = [n for n, tag in enumerate(path) if tag == 1]
        ends = [next((k for k in range(n + 1, len(path)) if path[k] != 2), len(path)) for n in begins]
        spans.append(list(zip(begins, ends, strict=True)))
    assert reaches(scores) in spans


def test_runs_and_likelihood() -> None:
    assert runs([0.1, 0.6, 0.7, 0.2, 0.9], 0.5) == [(1, 3), (4, 5)]
    sure = np.log(np.array([[0.01, 0.98, 0.01], [0.01, 0.01, 0.98]], np.float32))
    assert likelihood(sure, (0, 2)) == pytest.approx(0.99, abs=0.001)
    assert reaches(np.zeros((0, 3), np.float32)) == []


SENTENCES = [
    ('"We lost the house," said Mary Okoye.', '"We lost the house,"', "said", "Mary Okoye"),
    ("The mayor said that the pool would close in May.", "the pool would close in May", "said", "The mayor"),
    ("Prices fell in May, according to the central bank.", "Prices fell in May", "according to", "the central bank"),
    ("Lindqvist wants the council to reopen the baths.", "the council to reopen the baths", "wants", "Lindqvist"),
    ("Critics fear that the dam will fail.", "the dam will fail", "fear", "Critics"),
]


@pytest.mark.parametrize(("text", "content", "cue", "source"), SENTENCES)
def test_plain_sentences_without_a_rule(text: str, content: str, cue: str, source: str) -> None:
    given_ = article(text)
    (one,) = link(given_, find(given_, ("tagger",))).attributions
    assert one.source is not None
    assert one.cue is not None
    assert (" | ".join(text[s:e] for s, e in one.content), text[slice(*one.source)]) == (content, source)
    assert cue in text[slice(*one.cue)]


def test_the_same_article_gives_the_same_roles_whatever_was_read_before() -> None:
    given_ = article("\n".join(sentence for sentence, *_ in SENTENCES))
    once = find(given_)
    find(article("Another story, he said. " * 40))
    assert find(given_) == once


def test_without_the_runtime_the_rules_look_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "tagger_there", lambda: False)
    given_ = article("The mayor said that the pool would close.")
    assert {role.rule for role in find(given_).roles} == {"verb"}


@pytest.mark.parametrize("one", ["he said ", "“a” ", "\u200b", "漢", "x" * 70, "“", "\x00", "said: “a\n", "😀 "])
def test_any_text_comes_to_an_end(one: str) -> None:
    text = one * (4000 // len(one))
    given_ = article(text)
    for role in find(given_, ("tagger",)).roles:
        assert 0 <= role.span[0] < role.span[1] <= len(text)
        assert 0 <= role.score <= 1
