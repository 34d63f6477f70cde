"""Why a passage is what it is: reasons as data, what is asked for by id or words, and what is told of it."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mkdocs_briefing import pipeline, wordlists
from mkdocs_briefing.attribution.resolving import because
from mkdocs_briefing.cli import main
from mkdocs_briefing.model import Briefing, Passage
from mkdocs_briefing.settings import Settings, TopicSetting
from mkdocs_briefing.why import Evidence, of_passage
from mkdocs_briefing.why.telling import NotFoundError, tell

STORIES = Path(__file__).resolve().parents[1] / "stories"
NAMES = ("tram", "quarry", "surgery", "regatta")
TOPICS = (TopicSetting("money", "Money", terms=("crowns", "cost")), TopicSetting("work", "Work", terms=("drillers",)))


@cache
def built(story: str) -> Briefing:
    return pipeline.build(STORIES / story, Settings(topics=TOPICS), raise_errors=True)


def passage(story: str, said: str) -> Passage:
    (one,) = tell(built(story), said).passages
    return one


def reasons(story: str, said: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    one = passage(story, said)
    evidence = Evidence(built(story))
    text = evidence.articles[one.article].text
    return [
        (r.about, r.gave, r.because, tuple(" ".join(text[slice(*span)].split()) for span in r.spans))
        for r in of_passage(evidence, one)
    ]


BOTH = "a program trained on annotated news, and a rule"
TOLD = [
    ("tram", "she would take the council to court", ("speaker", "Petra Okoye", because.NEAREST, ("She",))),
    ("surgery", "I did not think I would see", ("speaker", "not resolved", because.TWO_FIT, ("she",))),
    ("surgery", "the drawings had been changed", ("speaker", "not resolved", because.NONE_FITS, ("He",))),
    ("surgery", "It was said to have cost", ("speaker", "not resolved", because.NO_SOURCE, ())),
    ("regatta", "she had “never been", ("speaker", "Tilda Holm", because.STANDS_BEFORE, ("who",))),
    (
        "surgery",
        "It has four rooms",
        (
            "speaker",
            "Ilse Varga",
            "printed in short; the name in full stands elsewhere in the article",
            ("Varga",),
        ),
    ),
    (
        "tram",
        "three in four traders",
        ("found", "tagger+according-to", f"{BOTH}: words such as “according to”", ("According to",)),
    ),
    ("tram", "put the cost at", ("kind", "narrated", "no words attribute it to anybody", ())),
    ("tram", "the line would cost 84 million", ("topic", "Money", "in what is said", ("cost", "crowns"))),
    ("quarry", "140 drillers", ("topic", "Work", "in what is said", ("drillers",))),
    (
        "quarry",
        "Where shall we buy our bread",
        ("sure", "low", "found with low confidence, so no page shows it", ()),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("story", "said", "expected"), TOLD, ids=[said for _, said, _ in TOLD])
def test_a_reason_is_told(story: str, said: str, expected: tuple[str, str, str, tuple[str, ...]]) -> None:
    assert expected in reasons(story, said)


def test_a_witness_says_why_it_stands_in_a_statement() -> None:
    shared = [r for r in reasons("tram", 'waited forty years" and would not') if r[0] == "statement"]
    assert any("shares ‘budget’" in r[2] and "6 words in a row" in r[2] for r in shared)
    alone = [r[2] for r in reasons("surgery", "the drawings had been changed") if r[0] == "statement"]
    assert alone == ["lined up with no other passage"]


def test_a_near_miss_is_told_from_both_sides() -> None:
    evidence = Evidence(built("quarry"))
    (miss,) = evidence.briefing.near_misses
    for key, other in (miss.passages, miss.passages[::-1]):
        (near,) = [r for r in of_passage(evidence, evidence.passages[key]) if r.about == "near miss"]
        assert near.gave == evidence.where(evidence.passages[other])
        assert near.because == f"{'; '.join(miss.speaks_for)}; but of one the speaker is not known"


@pytest.mark.parametrize("story", NAMES)
def test_every_passage_says_who_how_and_where(story: str) -> None:
    evidence = Evidence(built(story))
    for one in evidence.passages.values():
        told = of_passage(evidence, one)
        about = {r.about for r in told}
        assert {"kind", "found", "sure"} <= about
        assert ("speaker" in about) == (one.kind != "narrated")
        assert all(r.because and r.gave for r in told)
        text = evidence.articles[one.article].text
        assert all(0 <= a < b <= len(text) for r in told for a, b in r.spans)
        held = [w for s in built(story).statements for w in s.witnesses if w.passage == one.id]
        assert sum(r.about == "statement" for r in told) >= len(held)


def test_every_rule_that_finds_something_has_its_words() -> None:
    """The rules' names are those in the code; each is explained."""
    known = set(wordlists.read("mkdocs_briefing.why", "why.yml")["rules"])
    for story in NAMES:
        for one in (*built(story).passages, *built(story).held_back):
            rule = one.rule.removeprefix("tagger+")
            assert rule == "tagger" or rule in known, rule


@pytest.mark.parametrize("name", ["verb", "inverted", "according-to", "passive-by", "headline-colon", "colon", "dash"])
def test_rules_are_explained(name: str) -> None:
    assert name in wordlists.read("mkdocs_briefing.why", "why.yml")["rules"]


def test_the_editor_s_hand_is_told(tmp_path: Path) -> None:
    shutil.copytree(STORIES / "surgery", tmp_path / "a")
    (tmp_path / "a/overrides.yml").write_text(
        "- action: speaker\n  target: I did not think I would see\n  value: Hannah Moor\n  reason: She says so.\n",
        encoding="utf-8",
    )
    briefing = pipeline.build(tmp_path / "a", Settings(), raise_errors=True)
    (one,) = tell(briefing, "I did not think").passages
    told = {r.about: r for r in of_passage(Evidence(briefing), one)}
    assert (told["speaker"].gave, told["speaker"].because) == ("Hannah Moor", "set by the editor")
    assert (told["correction"].gave, told["correction"].because) == ("speaker Hannah Moor", "She says so.")


# ------------------------------------------------------------------------------------------------ what is meant


def test_ids_their_beginnings_and_addresses_are_understood() -> None:
    briefing = built("quarry")
    one = passage("quarry", "a blow to every street")
    statement = next(s for s in briefing.statements if s.witnesses[0].passage == one.id)
    for what in (one.id, f"p-{one.id}", one.id.rpartition("-")[2], one.id[:-1], f" {one.id}\n"):
        assert [p.id for p in tell(briefing, what).passages] == [one.id], what
    for what in (statement.id, f"s-{statement.id}", statement.id.rpartition("-")[2]):
        found = tell(briefing, what)
        assert found.statement == statement
        assert [p.id for p in found.passages] == [w.passage for w in statement.witnesses]


@pytest.mark.parametrize(
    "said",
    [
        "A BLOW TO EVERY STREET",
        "“a blow to every street in the valley”",
        "a blow\n  to every  street",
        '"a blow to every',
    ],
)
def test_words_are_compared_without_marks_case_and_line_ends(said: str) -> None:
    assert passage("quarry", said).speaker.name == "Petra Sloane"


MISTAKES = [
    ("words of nobody", "no passage or statement has the id or the words “words of nobody”"),
    ("", "no passage or statement"),
    ("duty to close the quarry", "3 passages have these words; give an id: "),
    ("north-mercury-", "ids begin with “north-mercury-”; write more of it"),
]


@pytest.mark.parametrize(("what", "told"), MISTAKES)
def test_what_is_not_clear_is_told_in_one_line(what: str, told: str) -> None:
    with pytest.raises(NotFoundError) as error:
        tell(built("quarry"), what)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_quotation_that_was_left_out_is_told() -> None:
    found = tell(built("regatta"), "A rock.")
    assert found.left_out is not None
    assert found.left_out.reason == "no speaker"


# -------------------------------------------------------------------------------------------------- the command


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["explain", *arguments], catch_exceptions=False)


def test_the_command_tells_it_in_words() -> None:
    done = run("she would take the council to court", str(STORIES / "tram"))
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0].endswith(")")
    assert "evening, paragraph 3 (evening-lantern.txt, characters" in lines[0]
    assert lines[1] == "  she would take the council to court"
    assert "  speaker       Petra Okoye; “She”; the nearest person before whom the word fits, by far" in lines
    assert any(line.startswith("  found         tagger+verb; “added”; a program") for line in lines)


def test_a_statement_is_told_with_all_its_passages() -> None:
    statement = next(s for s in built("quarry").statements if len(s.witnesses) == 3)
    done = run(statement.id, str(STORIES / "quarry"))
    assert done.exit_code == 0
    assert f"statement {statement.id}: 3 passages in 3 articles" in done.stdout
    assert done.stdout.count("  here          ") == 3


def test_the_command_s_json() -> None:
    done = run("the drawings had been changed", str(STORIES / "surgery"), "--json")
    document = json.loads(done.stdout)
    assert (document["schema"], document["statement"], document["left_out"]) == ("briefing-why/1", None, None)
    (one,) = document["passages"]
    assert set(one) == {"id", "article", "where", "text", "why"}
    assert set(one["why"][0]) == {"about", "gave", "because", "spans"}
    assert one["why"][0]["because"] == because.NONE_FITS


@pytest.mark.parametrize(("arguments", "status"), [(("words of nobody", "tram"), 1), (("x", "nowhere"), 2)])
def test_status_and_no_traceback(arguments: tuple[str, str], status: int) -> None:
    done = run(arguments[0], str(STORIES / arguments[1]))
    assert done.exit_code == status
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr


def test_a_left_out_quotation_is_told_by_the_command() -> None:
    assert run("Fast and cheerful", str(STORIES / "regatta")).stdout.startswith("left out: no speaker\n")
