"""Terms: words, beginnings and phrases, as patterns over printed words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefing.briefing.terms import hits

CASES = [
    ("a word", ["arms"], "The ARMS talks.", ["ARMS"]),
    ("not inside another word", ["arms"], "The farms and armsman", []),
    ("a possessive is the word", ["arms"], "the arms' price", ["arms"]),
    ("a beginning", ["weapon*"], "weapons, weaponry, bioweapons", ["weapons", "weaponry"]),
    ("a phrase over a line end", ["return visit"], "a return\nvisit", ["return\nvisit"]),
    ("a phrase with a hyphen", ["deep roots"], "deep-roots", ["deep-roots"]),
    ("a beginning in a phrase", ["space program*"], "the space programme", ["space programme"]),
    ("either apostrophe", ["party's aim"], "the Party’s aim", ["Party’s aim"]),
    ("the longest at a place", ["space", "space launch"], "a space launch", ["space launch"]),
    ("marks of patterns are plain", ["u.s"], "u.s and uxs", ["u.s"]),
    ("none", [], "anything", []),
]


@pytest.mark.parametrize(("title", "terms", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_terms(title: str, terms: list[str], text: str, expected: list[str]) -> None:
    found = hits(text, [(0, len(text))], tuple(terms))
    assert [text[start:end] for start, end in found] == expected


def test_a_hit_lies_wholly_in_one_span() -> None:
    assert hits("deep roots", [(0, 4), (4, 10)], ("deep roots",)) == ()


@given(st.text(max_size=60), st.lists(st.from_regex(r"[a-z]{1,4}\*?", fullmatch=True), max_size=4))
def test_hits_are_in_order_and_apart(text: str, terms: list[str]) -> None:
    found = hits(text, [(0, len(text))], tuple(terms))
    assert all(start < end <= len(text) for start, end in found)
    assert all(first[1] <= second[0] for first, second in pairwise(found))


def test_hostile_text_comes_to_an_end() -> None:
    text = "weapon " * 20_000 + "a-" * 50_000
    assert len(hits(text, [(0, len(text))], ("weapon*", "a a a b"))) == 20_000
