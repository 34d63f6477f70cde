"""A difference is the editor's to publish: in the machine-readable result always, on a page only when accepted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mkdocs_briefing import exports, pages, pipeline
from mkdocs_briefing.audit import audit
from mkdocs_briefing.model import Briefing
from mkdocs_briefing.settings import Settings, TopicSetting

POST = (
    "Fire at the harbour\n\nThe fire in the old harbour hall killed 12 people. Anna Berg said the pilots were late.\n"
)
LANTERN = "Harbour burns\n\nA fire killed 14 people in the harbour hall. Nils Orm said he was on his way home.\n"
ACCEPTED = """\
- action: difference
  target: killed 12 people
  with: killed 14 people
  reason: both counts are of the same evening
  editor: A. Editor
"""
HEADING = "The articles give another number"


def built(folder: Path, overrides: str, settings: Settings = Settings()) -> Briefing:  # noqa: B008 (frozen)
    for name, text in (("post.txt", POST), ("lantern.txt", LANTERN), ("overrides.yml", overrides)):
        (folder / name).write_text(text, encoding="utf-8")
    return pipeline.build(folder, settings, raise_errors=True)


def texts(briefing: Briefing, settings: Settings) -> dict[str, str]:
    made = pages.render(briefing, settings)
    return {path: str(page.content) for path, page in made.items() if path.endswith(".md")}


def test_until_accepted_a_difference_is_in_the_result_and_on_no_page(tmp_path: Path) -> None:
    briefing = built(tmp_path, "")
    document = json.loads(exports.dumps(briefing))
    (difference,) = document["differences"]
    assert (difference["kind"], difference["accepted"]) == ("number", False)
    assert sorted(r["text"] for r in difference["readings"]) == ["12", "14"]
    known = {p["id"]: p for p in (*document["passages"], *document["for_review"])}
    assert all(known[key]["kind"] == "narrated" for key in difference["passages"])
    assert not any(HEADING in text for text in texts(briefing, Settings()).values())


@pytest.mark.parametrize(
    "topics", [(), (TopicSetting("fire", "The fire", terms=("fire",)),)], ids=["no topic", "topic"]
)
def test_accepted_it_stands_on_a_page_with_both_passages(topics: tuple[TopicSetting, ...], tmp_path: Path) -> None:
    settings = Settings(topics=topics)
    briefing = built(tmp_path, ACCEPTED, settings)
    (correction,) = briefing.corrections
    assert (correction.action, correction.editor, correction.other) == (
        "difference",
        "A. Editor",
        "lantern, paragraph 1",
    )
    assert len(correction.passages) == 2
    assert briefing.problems == ()
    assert briefing.for_review == ()
    made = texts(briefing, settings)
    (path,) = [path for path, text in made.items() if HEADING in text]
    assert path == f"topics/{'fire' if topics else 'other'}.md"
    for number in ("12", "14"):
        assert f"<mark>{number}</mark>" in made[path] or f">{number}<" in made[path]
    files = {article.id: article.text for article in briefing.articles}
    assert all(audit(text, files, path) == [] for path, text in made.items())


def test_a_dismissed_difference_is_marked_and_on_no_page(tmp_path: Path) -> None:
    briefing = built(tmp_path, ACCEPTED.replace("difference", "no-difference"))
    (difference,) = json.loads(exports.dumps(briefing))["differences"]
    assert (difference["accepted"], difference["dismissed"]) == (False, True)
    assert briefing.problems == ()
    assert not any(HEADING in text for text in texts(briefing, Settings()).values())


def test_a_difference_is_not_accepted_and_dismissed(tmp_path: Path) -> None:
    briefing = built(tmp_path, ACCEPTED + ACCEPTED.replace("difference", "no-difference"))
    (problem,) = briefing.problems
    assert problem.line == 6
    assert "line 1 says already whether this difference holds" in problem.message
    assert [d.accepted for d in briefing.differences] == [True]


@pytest.mark.parametrize(
    ("overrides", "told"),
    [
        (ACCEPTED.replace("killed 12 people", "had killed 12 persons"), "killed 12 people” stands in “post.txt”"),
        (ACCEPTED.replace("  with: killed 14 people\n", ""), "needs “with:”"),
        (ACCEPTED.replace("killed 14 people", "[one, two]"), "must be words of the article"),
        (ACCEPTED.replace("killed 14 people", "on his way home"), "no difference is listed between these passages"),
    ],
)
def test_what_accepts_nothing_is_told(overrides: str, told: str, tmp_path: Path) -> None:
    briefing = built(tmp_path, overrides)
    (problem,) = briefing.problems
    assert problem.file == "overrides.yml"
    assert problem.line
    assert told in problem.message
    assert not any(d.accepted for d in briefing.differences)
