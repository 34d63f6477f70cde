"""Quotation marks of every style, and the law that one bad mark spoils its own paragraph at most."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_briefing.attribution.marks import pair

CASES = [
    ("straight", '"We won," she said. "At last."', ['"We won,"', '"At last."'], 0),
    ("closed by an opening mark", "“We won“, she said. It was “great” fun", ["“We won“", "“great”"], 0),
    ("straight open, curly close", '"We won”, and then “we lost", she said', ['"We won”', '“we lost"'], 0),
    ("single in a headline", "Ghana’s ‘last chance’ in the cup", ["‘last chance’"], 0),
    ("no blank after", "told of “all trades”but no names", ["“all trades”"], 0),
    ("typewriter", "``Yes,'' he said.", ["``Yes,''"], 0),
    ("German and French", "„Ja“, sagt er. « Oui », dit-elle.", ["„Ja“", "« Oui »"], 0),
    ("nested", "“It is a “bad” law,” he said", ["“It is a “bad” law,”", "“bad”"], 0),
    ("single around double", "‘They said “no” to me,’ he said", ["‘They said “no” to me,’", "“no”"], 0),
    ("unbalanced before a pair", "“It rains. “We stay,” he said", ["“We stay,”"], 1),
    ("feet and inches", 'The 6\'2" keeper was a "giant" here', ['"giant"'], 1),
    ("possessive of a plural", "the miners’ ‘fat years’ are over", ["‘fat years’"], 0),
    ("apostrophes only", "rock 'n' roll isn't the boys' music", [], 0),
]


def _paragraphs(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"[^\n]+", text)]


@pytest.mark.parametrize(("title", "text", "expected", "stray"), CASES, ids=[c[0] for c in CASES])
def test_pairs(title: str, text: str, expected: list[str], stray: int) -> None:
    marks = pair(text, _paragraphs(text))
    assert [text[q.start : q.end] for q in marks.quotations] == expected
    assert len(marks.stray) == stray


def test_a_quotation_runs_on_where_the_marks_leave_no_doubt() -> None:
    text = "He said: “We came early.\nWe sat.\nWe left late,” she said.\nThen “yes,” he said."
    found = pair(text, _paragraphs(text)).quotations
    assert [(text[q.start : q.end], text[q.inner[0] : q.inner[1]], q.reopened) for q in found] == [
        ("“We came early.", "We came early.", True),
        ("We sat.", "We sat.", True),
        ("We left late,”", "We left late,", False),
        ("“yes,”", "yes,", False),
    ]


@pytest.mark.parametrize(
    ("title", "text", "stray"),
    [
        ("nothing within", "« \n »", 2),
        ("pair in the next paragraph", "He came “ late\nThen “yes,” she said.", 1),
        ("nothing closes", "He said: “We came.\nIt rained.\nIt is over.", 1),
        ("too far", "He said: “We came." + "\nIt rained." * 9 + "\nWe left,” she said.", 2),
    ],
)
def test_a_quotation_does_not_run_on_in_doubt(title: str, text: str, stray: int) -> None:
    assert len(pair(text, _paragraphs(text)).stray) == stray


def test_reopened_paragraph_keeps_the_quotation() -> None:
    text = "“We came early.\n“We left late,” she said."
    first, second = pair(text, _paragraphs(text)).quotations
    assert (first.closed, first.reopened, text[first.start : first.end]) == (False, True, "“We came early.")
    assert second.closed


@pytest.mark.parametrize("bad", ["“", '"', "”", "‘", "``"])
def test_a_bad_mark_stays_in_its_paragraph(bad: str) -> None:
    text = f'He came {bad} late\nThen “yes,” she said.\nIt is "fine" now.'
    found = {text[q.start : q.end] for q in pair(text, _paragraphs(text)).quotations}
    assert {"“yes,”", '"fine"'} <= found


@given(st.text(alphabet="\"“”„«»‘’'` ab.,\n", max_size=200))
def test_quotations_nest_and_stay_in_their_paragraph(text: str) -> None:
    paragraphs = _paragraphs(text)
    marks = pair(text, paragraphs)
    for q in marks.quotations:
        assert any(start <= q.start < q.end <= end for start, end in paragraphs)
        assert q.start <= q.inner[0] <= q.inner[1] <= q.end
        assert q.start < q.inner[0] or text.find("\n") < q.start  # no mark of its own: it runs on
        if q.parent is not None:
            around = marks.quotations[q.parent]
            assert around.start <= q.start
            assert q.end <= around.end


@pytest.mark.parametrize("one", ['"x ', "“a", "” ", "'a ", '"', "‘a s’ ", "‘a’ ” ", "‘a’ “b "])
def test_hostile_marks_come_to_an_end(one: str) -> None:
    text = one * 100_000
    marks = pair(text, [(0, len(text))])
    assert all(0 <= q.start < q.end <= len(text) for q in marks.quotations)
    assert marks.quotations or marks.stray or "'" in one


@given(st.lists(st.sampled_from(["“", "”", '"', "«", "»", "``", "''", " ", "\n", "a", "A.", ",", "a b"]), max_size=24))
def test_every_double_mark_is_in_a_quotation_or_stray(pieces: list[str]) -> None:
    text = "".join(pieces)
    marks = pair(text, _paragraphs(text))
    held = [(q.start, q.end) for q in marks.quotations] + list(marks.stray)
    for found in re.finditer(r"[“”\"«»]", text):
        assert any(start <= found.start() < end for start, end in held)


@example("« \n »")
@given(st.text(alphabet='“”«»" \na.', max_size=30))
def test_quotations_lie_in_the_text_and_in_order(text: str) -> None:
    quotations = pair(text, _paragraphs(text)).quotations
    assert all(0 <= q.start <= q.inner[0] <= q.inner[1] <= q.end <= len(text) for q in quotations)
    assert [q.start for q in quotations] == sorted(q.start for q in quotations)
