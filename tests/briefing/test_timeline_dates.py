"""What words of time mean: a sentence and the day it was published give a date, or the reason for none."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefing.briefing.timeline import clock_of, timeline
from mkdocs_briefing.dates import span_worded, worded
from mkdocs_briefing.model import Article, Block, Briefing, Event, LeftOut, Passage, Speaker, Undated
from mkdocs_briefing.pipeline import build
from mkdocs_briefing.settings import Settings
from mkdocs_briefing.text import sentences

ROOT = Path(__file__).resolve().parents[2]


def article(text: str, published: str | None = None, language: str = "en", kind: str = "body") -> Article:
    block = Block(kind, 0, len(text), 1)  # type: ignore[arg-type]
    return Article("a", "a.txt", "0" * 64, text, label="a", language=language, published=published, blocks=(block,))


def read(text: str, published: str | None = None, language: str = "en") -> tuple[list[Event], list[Undated]]:
    events, undated = timeline([article(text, published, language)], [])
    return list(events), list(undated)


def spans(text: str, published: str | None, language: str = "en") -> list[tuple[str, str]]:
    """Dates ("2026-03-02..2026-03-05" for a span) with their words."""
    events, _ = read(text, published, language)
    return [(e.date + (f"..{e.to}" if e.to else ""), text[slice(*e.span)]) for e in events]


# 5 March 2026 is a Thursday
STATED = [
    ("The dam failed on March 3, 2019.", "2019-03-03", "on March 3, 2019"),
    ("The dam failed on 3 March 2019 at noon.", "2019-03-03", "on 3 March 2019"),
    ("The dam failed on the 3rd of March, 2019.", "2019-03-03", "on the 3rd of March, 2019"),
    ("The dam failed on Sunday, Mar. 3, 2019, at 9 p.m.", "2019-03-03", "on Sunday, Mar. 3, 2019"),
    ("The dam failed on Sunday (March 3, 2019) in rain.", "2019-03-03", "on Sunday (March 3, 2019)"),
    ("The record is dated 2019-03-03.", "2019-03-03", "2019-03-03"),
    ("The record is dated 23/03/2019.", "2019-03-23", "23/03/2019"),
    ("The record is dated 03.04.2019.", "2019-04-03", "03.04.2019"),
    ("The dam failed in March 2019.", "2019-03", "in March 2019"),
    ("Work began in early Sept. 2019.", "2019-09", "in early Sept. 2019"),
    ("Nothing has moved since 2019.", "2019", "since 2019"),
    ("It has leaked since the start of 2022.", "2022", "since the start of 2022"),
    ("It must be gone by 2040.", "2040", "by 2040"),
    ("He won the 2012 election.", "2012", "2012"),
    ("It ran from 2012 to 2016.", "2012..2016", "from 2012 to 2016"),
    ("It ran from 2012-16 in all.", "2012..2016", "from 2012-16"),
    ("It stood empty in the 1990s.", "1990..1999", "in the 1990s"),
    ("It was dug in the summer of 1974.", "1974", "summer of 1974"),
    ("The fair ran from Sept. 12 to 14, 2019.", "2019-09-12..2019-09-14", "from Sept. 12 to 14, 2019"),
    ("The fair ran from March to May 2019.", "2019-03..2019-05", "March to May 2019"),
]


@pytest.mark.parametrize(("sentence", "expected", "words"), STATED)
@pytest.mark.parametrize("published", [None, "2026-03-05"])
def test_what_is_printed_in_full_needs_no_date_of_publication(
    sentence: str, expected: str, words: str, published: str | None
) -> None:
    events, _ = read(sentence, published)
    assert [(e.date + (f"..{e.to}" if e.to else ""), e.basis) for e in events] == [(expected, "stated")]
    assert words.endswith(sentence[slice(*events[0].span)].removeprefix("from "))


RELATIVE = [
    ("The mayor spoke on Tuesday.", "2026-03-03", "the last Tuesday on or before the article’s date, 5 March 2026"),
    ("The mayor spoke on Thursday.", "2026-03-05", "the last Thursday on or before"),
    ("On Friday, the mayor resigned.", "2026-02-27", "the last Friday on or before"),
    ("The court will sit on Tuesday.", "2026-03-10", "the first Tuesday on or after"),
    ("The school will shut on Tuesday.", "2026-03-10", "the first Tuesday on or after"),
    ("The school will stay shut on Tuesday, its head teacher said.", "2026-03-10", "the first Tuesday on or after"),
    ("The school shut on Tuesday.", "2026-03-03", "the last Tuesday on or before"),
    ("On Tuesday, the court will sit.", "2026-03-10", "the first Tuesday on or after"),
    ("The court is expected to rule on Friday.", "2026-03-06", "the first Friday on or after"),
    ("The two are to be tried Monday morning; they are due in court Monday.", "2026-03-09", "the first Monday"),
    ("They are scheduled to be arraigned Tuesday morning.", "2026-03-10", "the first Tuesday on or after"),
    ("The mayor said on Monday that the court will sit in spring.", "2026-03-02", "the last Monday on or before"),
    ("She said that it will open, in an interview Tuesday.", "2026-03-03", "the last Tuesday on or before"),
    ("The vote Friday will decide it, she said.", "2026-03-06", "the first Friday on or after"),
    ("The trial begins Monday.", "2026-03-09", "the first Monday on or after"),
    ("He has been raising doubts since Monday's debate.", "2026-03-02", "the last Monday on or before"),
    ("She spoke ahead of Monday’s debate.", "2026-03-09", "the first Monday on or after"),
    ("He was seen last Thursday.", "2026-02-26", "the last Thursday before"),
    ("They meet next Tuesday.", "2026-03-10", "the first Tuesday after"),
    ("It broke on Wednesday (4), said the guard.", "2026-03-04", "month and year are counted from"),
    ("It broke on Tuesday (March 3).", "2026-03-03", "the year is counted from"),
    ("The dam failed on December 30.", "2025-12-30", "the year is counted from"),
    ("The gates will open on May 2.", "2026-05-02", "the year is counted from"),
    ("Many will be paid on Jan. 11, officials said.", "2026-01-11", "the year is counted from"),
    ("The dam failed in December.", "2025-12", "the year is counted from"),
    ("The gates will open in June.", "2026-06", "the year is counted from"),
    ("At the beginning of March, the paper reported a leak.", "2026-03", "the year is counted from"),
    ("The dam failed yesterday.", "2026-03-04", "the day before the article’s date, 5 March 2026"),
    ("It was announced today.", "2026-03-05", "the day of the article’s date"),
    ("It was found last night.", "2026-03-04", "the night before"),
    ("The dam failed last week.", "2026-02-23..2026-03-01", "the week before that of"),
    ("It leaked earlier this week.", "2026-03-02..2026-03-05", "the week up to"),
    ("They will meet next week.", "2026-03-09..2026-03-15", "the week after that of"),
    ("It was shut over the weekend.", "2026-02-28..2026-03-01", "the weekend before"),
    ("It was shut earlier this month.", "2026-03", "the month of"),
    ("It was shut last month.", "2026-02", "the month before that of"),
    ("It will close next month.", "2026-04", "the month after that of"),
    ("It was shut last year.", "2025", "the year before that of"),
    ("It was found four years ago.", "2022", "4 years before"),
    ("It was found two months ago.", "2026-01", "2 months before"),
    ("It was found three days ago.", "2026-03-02", "3 days before"),
    ("It was found two weeks ago.", "2026-02-16..2026-02-22", "the week that was 2 weeks before"),
]


@pytest.mark.parametrize(("sentence", "expected", "how"), RELATIVE)
def test_relative_dates_are_counted_from_the_day_of_publication(sentence: str, expected: str, how: str) -> None:
    events, _ = read(sentence, "2026-03-05")
    found = events[0]
    assert found.date + (f"..{found.to}" if found.to else "") == expected
    assert found.basis == "relative"
    assert how in found.how


@pytest.mark.parametrize("sentence", [row[0] for row in RELATIVE])
def test_without_a_date_of_publication_nothing_relative_is_placed(sentence: str) -> None:
    events, undated = read(sentence, None)
    assert events == []
    assert undated


UNDATED = [
    ("She left a day after the flood.", "counted from something whose date these words do not give"),
    ("The train came hours after the warning.", "counted from something whose date these words do not give"),
    ("She left the next day.", "counted from something whose date these words do not give"),
    ("It opened many years ago.", "a rounded number"),
    ("It opened about three years ago.", "a rounded number"),
    ("It opened a decade ago.", "a rounded number"),
    ("It opened twenty years ago.", "a rounded number"),
    ("It opened last summer.", "a season; which months it means depends on the place"),
    ("They meet next Friday.", "two dates fit the words"),
    ("It was shut last February.", "two dates fit the words"),
    ("Life is hard for farmers today.", "may mean these days"),
    ("The letter is dated 03/04/2019.", "the order of day and month cannot be told"),
    ("It fell on February 30, 2019.", "the calendar has no such day"),
]


@pytest.mark.parametrize(("sentence", "why"), UNDATED)
def test_what_could_mean_several_days_is_not_guessed(sentence: str, why: str) -> None:
    events, undated = read(sentence, "2026-03-05")
    assert events == []
    assert why in [u.why for u in undated]


@pytest.mark.parametrize(
    "sentence",
    [
        "He reads the Sunday Times and watches Monday Night Football.",
        "Shops sold out on Black Friday.",
        "They meet every Tuesday.",
        "He may march on Sat Nav alone.",
        "The mill employs 2019 people, and in 2,019 of 2100 cases it paid $2000.",
        "The agency Russia Today and USA Today reported it.",
        "Nobody came in the end.",
    ],
)
def test_names_and_numbers_are_no_dates(sentence: str) -> None:
    events, undated = read(sentence, "2026-03-05")
    assert [sentence[slice(*e.span)] for e in events] == []
    assert [u for u in undated if u.why != "may mean these days"] == []


def test_a_full_date_with_its_weekday_stands_in_for_an_unknown_one() -> None:
    text = "They were to meet on Tuesday. They met on Wednesday, March 4, 2026, at the dam."
    events, _ = read(text, None)
    assert [(e.date, e.basis) for e in events] == [("2026-03-03", "relative"), ("2026-03-04", "stated")]
    assert "which this article prints with its weekday; its own date is not known" in events[0].how
    clock = clock_of(article("It was dug on March 4, 1931, and again on Monday, May 2, 1988, and Monday, May 1, 1989."))
    assert clock is None


def test_a_weekday_that_is_not_that_of_the_date_is_told() -> None:
    events, _ = read("It fell on Monday, March 3, 2019.", None)
    assert events[0].date == "2019-03-03"
    assert events[0].how == "as printed; the day of the week printed is not that of this date"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Foi a 13 de setembro de 2023, na ponte.", "pt", "2023-09-13"),
        ("Es geschah am 3. März 2019 an der Brücke.", "de", "2019-03-03"),
        ("C’était en mars 2019, au pont.", "fr", "2019-03"),
    ],
)
def test_of_other_languages_full_dates_are_read(text: str, language: str, expected: str) -> None:
    assert [d for d, _ in spans(text, "2026-03-05", language)] == [expected]


def passage(text: str, words: str, **more: object) -> Passage:
    start = text.index(words)
    span = (start, start + len(words))
    sentence = next(s for s in sentences(text, 0, len(text)) if s[0] <= start < s[1])
    return Passage("p", "a", "direct", "body", 1, (span,), (span,), sentence, Speaker("Ray"), **more)  # type: ignore[arg-type]


def test_a_date_inside_quotation_marks_is_the_speakers() -> None:
    text = 'On Monday Ray said: "we were warned yesterday". Nobody was.'
    quoted = passage(text, "we were warned yesterday", when=(0, 9))
    events, _ = timeline([article(text, "2026-03-05")], [quoted])
    said, told = sorted(events, key=lambda e: e.tells)
    assert (said.tells, said.date, said.passage) == ("said", "2026-03-02", "p")
    assert (told.date, told.quoted) == ("2026-03-01", True)
    assert told.how == "the day before when the words were said, 2 March 2026"


def test_without_a_time_of_speaking_the_articles_date_is_used_and_said_so() -> None:
    text = 'Ray said: "we were warned yesterday". Nobody was.'
    events, _ = timeline([article(text, "2026-03-05")], [passage(text, "we were warned yesterday")])
    assert events[0].date == "2026-03-04"
    assert "it is not printed when the words were said" in events[0].how


@pytest.mark.parametrize("reason", ["hidden by the editor", "no speaker", "low confidence"])
def test_words_that_are_not_published_make_no_event(reason: str) -> None:
    text = 'The dam was old. "It failed in 2019 and in 2020." Nobody was hurt.'
    start = text.index('"')
    out = LeftOut("a", (start, text.rindex('"') + 1), reason)  # type: ignore[arg-type]
    events, undated = timeline([article(text, "2026-03-05")], [], (), [out])
    assert (events, undated) == ((), ())


def test_teasers_and_labels_are_not_read() -> None:
    events, undated = timeline([article("Chip sales to double by 2029", kind="teaser")], [])
    assert (events, undated) == ((), ())


@given(st.dates(date(1800, 1, 1), date(2090, 1, 1)), st.sampled_from([row[0] for row in RELATIVE]))
def test_every_date_is_a_date_and_every_span_is_in_order(published: date, sentence: str) -> None:
    events, undated = read(sentence, published.isoformat())
    assert events or undated
    for event in events:
        assert len(event.date) == {"day": 10, "month": 7, "year": 4}[event.precision]
        assert event.to is None or event.date <= event.to
        assert worded(event.date) != event.date or event.precision == "year"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-03-02", "2026-03-05", "2 to 5 March 2026"),
        ("2026-02-23", "2026-03-01", "23 February to 1 March 2026"),
        ("2025-12-29", "2026-01-04", "29 December 2025 to 4 January 2026"),
        ("2019-03", "2019-05", "March to May 2019"),
        ("1990", "1999", "1990 to 1999"),
        ("2026-03", None, "March 2026"),
    ],
)
def test_spans_in_words(first: str, last: str | None, expected: str) -> None:
    assert span_worded(first, last) == expected


def test_one_thing_in_several_articles_stands_together() -> None:
    built = build(ROOT / "tests/stories/slate", Settings())
    labels = {a.id: a.label for a in built.articles}
    opened = [e for e in built.timeline if e.date == "1974"]
    assert {labels[e.article] for e in opened} == {"Slate", "Times"}
    said = [e for e in built.timeline if e.date == "2026-03-04" and e.tells == "said"]
    assert {labels[e.article] for e in said} == {"Slate", "Times"}
    undated = {labels[u.article] for u in built.undated}
    assert "Undated" in undated
    assert not [e for e in built.timeline if labels[e.article] == "Undated"]
    assert dict(built.counted_from)[next(a.id for a in built.articles if a.label == "Undated")] is None


def test_the_order_of_files_makes_no_difference() -> None:
    one, two = article("It fell on March 3, 2019."), article("It fell on March 3, 2019, in rain.")
    two = Article(**{**{k: getattr(two, k) for k in two.__slots__}, "id": "b"})
    forward, backward = timeline([one, two], [])[0], timeline([two, one], [])[0]
    assert {(e.article, e.date) for e in forward} == {(e.article, e.date) for e in backward}


def _gold() -> list[tuple[str, str, list[list[int]]]]:
    raw = json.loads((ROOT / "tests/gold/seeds_facts.json").read_text(encoding="utf-8"))
    return [
        (f["article"], f["date"][:10].split(" ")[0], f["spans"])
        for f in raw["facts"]
        # "after the meeting" and "the year in which they celebrate" are worked out by a reader, not by rule
        if f["kind"] == "timeline" and f["date"] and not re.search(r"or|after|before", f["date"])
        if not f["date_basis"].startswith("inferred")
    ]


@cache
def seeds() -> Briefing:
    return build(ROOT / "seeds", Settings())


@pytest.mark.parametrize(("name", "expected", "where"), _gold())
def test_the_dates_of_the_seeds(name: str, expected: str, where: list[list[int]]) -> None:
    built = seeds()
    low, high = where[-1]
    key = next(a.id for a in built.articles if a.file.startswith(name))
    found = {e.date for e in built.timeline if e.article == key and e.span[0] < high and low < e.span[1]}
    assert expected in found
