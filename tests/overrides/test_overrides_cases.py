"""Corrections on invented stories, as text to read and add to: what holds after an article has changed, and what is
told."""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_briefing import pipeline
from mkdocs_briefing.audit import audit
from mkdocs_briefing.model import Briefing, Passage
from mkdocs_briefing.settings import from_mapping

HERE = Path(__file__).parent
STORIES = HERE.parent / "stories"
MEMBERS = {"corrections", "told", "speakers", "forms", "chains", "together", "apart", "first", "topics", "matters"}
MEMBERS |= {"gone", "left_out"}


def cases() -> Iterator[Any]:
    for path in sorted((HERE / "cases").glob("*.yml")):
        for case in yaml.safe_load_all(path.read_text(encoding="utf-8")):
            yield pytest.param(case, id=f"{path.stem}: {case['title']}")


def changed(folder: Path, change: dict[str, Any]) -> None:
    if "replace" in change:
        path = folder / change["in"]
        text = path.read_text(encoding="utf-8")
        assert change["replace"] in text
        path.write_text(text.replace(change["replace"], change["by"]), encoding="utf-8")
    elif "rename" in change:
        (folder / change["rename"]).rename(folder / change["to"])
    elif "wrap" in change:
        path = folder / change["wrap"]
        paragraphs = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
        wrapped = [textwrap.fill(" ".join(p.split()), change["at"], break_on_hyphens=False) for p in paragraphs]
        path.write_text("\n\n".join(wrapped) + "\n", encoding="utf-8")
    elif "remove" in change:
        (folder / change["remove"]).unlink()
    else:
        (folder / change["add"]).write_text(change["text"], encoding="utf-8")


def build(case: dict[str, Any], folder: Path) -> tuple[Briefing, Any]:
    for path in sorted((STORIES / case["story"]).glob("*.txt")):
        (folder / path.name).write_bytes(path.read_bytes())

    def sha(match: re.Match[str]) -> str:
        return hashlib.sha256((folder / match.group(1)).read_bytes()).hexdigest()[:12]

    written = re.sub(r"SHA\(([^)]+)\)", lambda m: f'"{sha(m)}"', case["overrides"])
    (folder / "overrides.yml").write_text(written, encoding="utf-8")
    for change in case.get("changes", ()):
        changed(folder, change)
    settings, problems = from_mapping(case.get("settings", {}), "mkdocs.yml")
    assert problems == []
    return pipeline.build(folder, settings, raise_errors=True), settings


class Story:
    """A briefing, asked by words of its passages."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing = briefing
        self.texts = {a.id: a.text for a in briefing.articles}

    def words(self, passage: Passage) -> str:
        return " … ".join(" ".join(self.texts[passage.article][slice(*span)].split()) for span in passage.content)

    def passages(self, words: str) -> list[Passage]:
        return [p for p in self.briefing.passages if words in self.words(p)]

    def one(self, words: str) -> Passage:
        found = self.passages(words)
        assert len(found) == 1, (words, [self.words(p) for p in self.briefing.passages])
        return found[0]

    def share(self, words: list[str]) -> bool:
        ends = {self.one(w).id for w in words}
        both = (*self.briefing.statements, *self.briefing.reports)
        return any(ends <= {w.passage for w in statement.witnesses} for statement in both)


@pytest.mark.parametrize("case", list(cases()))
def test_a_case(case: dict[str, Any], tmp_path: Path) -> None:
    briefing, settings = build(case, tmp_path)
    story, expect = Story(briefing), case["expect"]
    assert set(expect) <= MEMBERS
    told = [p for p in briefing.problems if p.file == "overrides.yml"]
    assert len(told) == len(expect.get("told", ())), told
    for problem, wanted in zip(sorted(told, key=lambda p: p.line or 0), expect.get("told", ()), strict=True):
        line, severity, words = wanted.split(" ", 2)
        assert (str(problem.line), problem.severity) == (line, severity), problem
        assert words in problem.message
        assert "\n" not in problem.message
    corrections = [
        f"{c.state} {c.target}{'' if c.applied or c.state in ('changed', 'lost') else ' refused'}"
        for c in briefing.corrections
    ]
    assert corrections == expect.get("corrections", []), told
    assert {w: story.one(w).speaker.name for w in expect.get("speakers", {})} == expect.get("speakers", {})
    assert {w: story.one(w).kind for w in expect.get("forms", {})} == expect.get("forms", {})
    chains = {w: [f"{k.name} {k.role} {k.basis}" for k in story.one(w).chain] for w in expect.get("chains", {})}
    assert chains == expect.get("chains", {})
    assert [ends for ends in expect.get("together", ()) if not story.share(ends)] == []
    assert [ends for ends in expect.get("apart", ()) if story.share(ends)] == []
    bases = {s.base for s in briefing.statements}
    assert [w for w in expect.get("first", ()) if story.one(w).id not in bases] == []
    topics = {
        w: [
            t.id
            for t in briefing.topics
            if any(
                story.one(w).id in {x.passage for x in s.witnesses} for s in briefing.statements if s.id in t.statements
            )
        ]
        for w in expect.get("topics", {})
    }
    assert topics == expect.get("topics", {})
    for matter, words in expect.get("matters", {}).items():
        held = next(m.passages for m in briefing.matters if m.id == matter)
        assert set(held) == {story.one(w).id for w in words}
    assert [w for w in expect.get("gone", ()) if story.passages(w)] == []
    out = {story.texts[x.article][slice(*x.span)]: x.reason for x in briefing.left_out}
    assert {w: out.get(w) for w in expect.get("left_out", {})} == expect.get("left_out", {})
    pages = {p: str(t) for p, t in pipeline.publish(briefing, settings).files.items() if p.endswith(".md")}
    assert [fault for path, text in pages.items() for fault in audit(text, story.texts, path)] == []


def test_there_are_cases_on_four_stories_and_every_action_is_in_one() -> None:
    from mkdocs_briefing.overrides import ACTIONS

    found = [case.values[0] for case in cases()]
    assert len({case["story"] for case in found}) >= 4
    used = {action for case in found for action in re.findall(r"action: ([a-z-]+)", case["overrides"])}
    # differences are tried in tests/briefing/test_differences_accepted.py
    assert set(ACTIONS) - used == {"difference", "no-difference"}
