"""An editor's corrections: what they change, and what is told of those that don't fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mkdocs_briefing.briefing.overrides import Applied, apply, read_overrides, set_topics
from mkdocs_briefing.model import Article, Block, Passage, Speaker
from mkdocs_briefing.settings import TopicSetting

TOPICS = (TopicSetting("tram", "The tram"), TopicSetting("sea", "Sea"))
ONE = Article("one", "one.txt", "0", "Orm said it is late. Berg said it is late too. A lull followed.", label="Post")
TWO = Article("two", "two.txt", "0", "Orm said it\n is late.", label="Lantern", blocks=(Block("lead", 0, 22, 1),))


def passage(article: Article, start: int, end: int, **more: Any) -> Passage:
    name = f"{article.id}-{start}"
    speaker = Speaker("Orm", "orm")
    given = {"kind": "indirect", "block": "body", "paragraph": 2, "speaker": speaker, "confidence": "high", **more}
    return Passage(name, article.id, content=((start, end),), **given)


PASSAGES = (
    passage(ONE, 9, 19),
    passage(ONE, 31, 45, confidence="low", continues="one-9"),
    passage(ONE, 47, 63, kind="narrated"),
    passage(TWO, 9, 20),
)


def run(tmp_path: Path, text: str) -> tuple[Applied, list[tuple[int | None, str]]]:
    (tmp_path / "overrides.yml").write_text(text, encoding="utf-8")
    overrides, problems = read_overrides(tmp_path)
    done = apply(overrides, [ONE, TWO], PASSAGES, TOPICS)
    assert all(p.file == "overrides.yml" for p in (*problems, *done.problems))
    return done, [(p.line, p.message) for p in (*problems, *done.problems)]


def item(**parts: str) -> str:
    lines = [f"{key}: {value}" for key, value in parts.items()]
    return "- " + "\n  ".join(lines) + "\n"


def test_no_file_is_no_correction(tmp_path: Path) -> None:
    assert read_overrides(tmp_path) == ([], [])


@pytest.mark.parametrize("text", ["", "[]\n", "# nothing yet\n", "~\n"])
def test_an_empty_file_changes_nothing(text: str, tmp_path: Path) -> None:
    done, problems = run(tmp_path, text)
    assert (done.passages, done.corrections, problems) == (PASSAGES, (), [])


def test_speaker(tmp_path: Path) -> None:
    done, problems = run(
        tmp_path, item(quote="it is late too", action="speaker", value="Berg", reason="named", editor="E")
    )
    assert problems == []
    changed = next(p for p in done.passages if p.id == "one-31")
    assert (changed.speaker.name, changed.speaker.id, changed.confidence) == ("Berg", None, "medium")
    (told,) = done.corrections
    assert (told.target, told.action, told.value, told.passage, told.editor) == (
        "Post, paragraph 2", "speaker", "Berg", "one-31", "E",
    )  # fmt: skip


def test_hide_leaves_the_place_but_not_the_words(tmp_path: Path) -> None:
    done, problems = run(tmp_path, item(quote="it is late", suffix="'. Berg'", action="hide", reason="A slip."))
    assert problems == []
    assert [p.id for p in done.passages] == ["one-31", "one-47", "two-9"]
    assert done.passages[0].continues is None
    assert [(x.span, x.reason) for x in done.left_out] == [((9, 19), "hidden by the editor")]
    assert "late" not in repr(done.corrections)


def test_accept(tmp_path: Path) -> None:
    done, problems = run(tmp_path, item(quote="late too", action="accept"))
    assert problems == []
    assert [p.confidence for p in done.passages] == ["high", "medium", "high", "high"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("sea", ("sea",)), ("[sea, The Tram]", ("sea", "tram")), ("[]", ())],
    ids=["id", "list", "none"],
)
def test_topic(value: str, expected: tuple[str, ...], tmp_path: Path) -> None:
    done, problems = run(tmp_path, item(quote="A lull followed", action="topic", value=value))
    assert problems == []
    assert done.topics == {"one-47": expected}
    changed = next(p for p in set_topics(done.passages, done.topics) if p.id == "one-47")
    assert [(hit.id, hit.where) for hit in changed.topics] == [(name, "editor") for name in expected]


def test_white_space_may_differ_and_the_article_decides(tmp_path: Path) -> None:
    done, problems = run(
        tmp_path, item(quote="Orm said it is late", article="Lantern", action="speaker", value="Orm Senior")
    )
    assert problems == []
    assert [p.id for p in done.passages if p.speaker.name == "Orm Senior"] == ["two-9"]


FAULTS = [
    ("words not found", item(quote="it was late", action="accept"), 1, "not found"),
    ("several passages", item(quote="it is late", action="accept"), 1, "stand in 3 passages"),
    ("no passage", item(quote="Berg said", action="accept"), 1, "no passage has"),
    ("unknown action", item(quote="late too", action="hidden", reason="x"), 2, "did you mean “hide”"),
    ("no action", item(quote="late too"), 1, "needs “action:”"),
    ("no quote", item(action="accept"), 1, "needs “quote:”"),
    ("unknown topic", item(quote="late too", action="topic", value="trams"), 1, "did you mean “tram”"),
    ("unknown article", item(quote="late too", action="accept", article="one.tx"), 1, "did you mean “one.txt”"),
    ("unknown part", item(quote="late too", action="accept", because="x"), 3, "unknown part “because”"),
    ("no value", item(quote="late too", action="speaker"), 2, "needs “value:”"),
    ("a list for a name", item(quote="late too", action="speaker", value="[a, b]"), 3, "one name"),
    ("a list for a text", item(quote="[late, too]", action="accept"), 1, "must be a text"),
    ("hide without a reason", item(quote="late too", action="hide"), 2, "needs “reason:”"),
    ("accepted already", item(quote="Orm said it is late", article="Post", action="accept"), 1, "published without it"),
    ("nobody's words", item(quote="A lull followed", action="speaker", value="Orm"), 1, "the article itself"),
    ("no list", "quote: late too\n", 1, "must be a list"),
    ("no names", "- late too\n", 1, "named parts"),
    ("not YAML", "- quote: 'late\n", 2, "isn't valid YAML"),
]


@pytest.mark.parametrize(("title", "text", "line", "message"), FAULTS, ids=[row[0] for row in FAULTS])
def test_what_does_not_fit_is_told_and_changes_nothing(
    title: str, text: str, line: int, message: str, tmp_path: Path
) -> None:
    done, problems = run(tmp_path, text)
    assert done.passages == PASSAGES
    assert done.corrections == ()
    assert any(at == line and message in told for at, told in problems), problems


def test_one_fault_does_not_stop_the_next(tmp_path: Path) -> None:
    done, problems = run(tmp_path, item(quote="nowhere", action="accept") + item(quote="late too", action="accept"))
    assert [line for line, _ in problems] == [1]
    assert [c.action for c in done.corrections] == ["accept"]


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "overrides.yml").write_bytes(b"\xff\xfe\x00")
    assert "isn't" in read_overrides(tmp_path)[1][0].message
