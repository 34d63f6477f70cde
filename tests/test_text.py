"""Words, sentences and stems of plain text, by table and by law."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefing.text import joined, sentences, stem, words

SENTENCES = [
    ("two", "It rained. We left.", ["It rained.", "We left."]),
    ("title", "Mr. Rao met Dr. Lund. They left.", ["Mr. Rao met Dr. Lund.", "They left."]),
    ("initials", "J. K. Hall spoke. He left.", ["J. K. Hall spoke.", "He left."]),
    ("country within", "The U.S. Senate met. It voted.", ["The U.S. Senate met.", "It voted."]),
    ("stop within the marks", "“It is late.” She left.", ["“It is late.”", "She left."]),
    ("lower case goes on", "“Is it late?” she asked. No.", ["“Is it late?” she asked.", "No."]),
    ("figures", "It cost 2.5 million. He paid.", ["It cost 2.5 million.", "He paid."]),
    ("no stop", "  a line without one ", ["a line without one"]),
    ("nothing", " \n ", []),
]


@pytest.mark.parametrize(("title", "text", "expected"), SENTENCES, ids=[c[0] for c in SENTENCES])
def test_sentences(title: str, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_words_keep_what_joins_them_and_say_where_they_stand() -> None:
    text = "Rao’s co-op paid 2.5, then left"
    found = words(text, 0, len(text))
    assert [w.lower for w in found] == ["rao's", "co-op", "paid", "2.5", "then", "left"]
    assert text[found[0].start : found[0].end] == "Rao’s"
    assert [w.lower for w in words(text, 6, 11)] == ["co-op"]


@pytest.mark.parametrize(("one", "other"), [("weapons", "weapon"), ("council's", "council"), ("fighting", "fight")])
def test_stems_join_forms(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_joined() -> None:
    assert joined("one two three", ((0, 3), (8, 13)), " | ") == "one | three"


@given(st.text(alphabet='Aab .?!\n“”"Mr19', max_size=80))
def test_sentences_are_in_order_and_hold_every_word(text: str) -> None:
    spans = sentences(text)
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    for word in words(text):
        assert any(start <= word.start and word.end <= end for start, end in spans)
