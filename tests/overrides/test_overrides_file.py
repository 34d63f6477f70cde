"""Mistakes in `overrides.yml`: each is one line with file, line and remedy, and costs nothing but its own item."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_briefing.overrides import Override, Step, Target, read_overrides
from mkdocs_briefing.overrides.reading import parse

GOOD = "- {action: accept, target: one two}\n"


def item(*lines: str) -> str:
    return "- " + "\n  ".join(lines) + "\n"


FILES = [
    ("not YAML", "- action: 'late\n", 2, "isn't valid YAML"),
    ("a tab", "- action: accept\n\ttarget: one\n", 2, "isn't valid YAML"),
    ("two documents", "- {action: accept, target: one}\n---\n- {}\n", 2, "isn't valid YAML"),
    ("a character that is none", "- action: \x07\n", 1, "has a character that YAML does not allow"),
    ("no list", "action: accept\n", 1, "must be a list; begin each correction with “- action:”"),
    ("a text", "nothing\n", 1, "must be a list"),
    ("no members", "- late too\n", 1, "must have named members"),
    ("a list of lists", "- [a, b]\n", 1, "must have named members"),
]
ITEMS = [
    ("no action", item("target: one"), 1, "needs “action:”; use one of: speaker"),
    ("an unknown action", item("target: one", "action: hidden"), 2, "unknown action “hidden”; did you mean “hide”?"),
    ("a far action", item("target: one", "action: zzz"), 2, "unknown action “zzz”; use one of: speaker, kind"),
    ("no target", item("action: accept"), 1, "needs “target:” with words of the article"),
    ("an empty target", item("action: accept", "target: ''"), 2, "“target” is empty"),
    ("a target without words", item("action: accept", "target: {article: a.txt}"), 2, "“target” needs “exact:”"),
    ("words that are blank", item("action: accept", "target: {exact: ' '}"), 2, "“exact” is empty"),
    ("a list for a target", item("action: accept", "target: [one, two]"), 2, "must be words of the article"),
    ("a list for words", item("action: accept", "target: {exact: [one]}"), 2, "“exact” must be a text"),
    ("an unknown member", item("action: accept", "target: one", "becuase: x"), 3, "unknown member “becuase”"),
    ("nearly a member", item("action: accept", "target: one", "reson: x"), 3, "did you mean “reason”?"),
    ("nearly a target's", item("action: accept", "target: {exact: one, sufix: x}"), 2, "did you mean “suffix”?"),
    ("a member twice", item("action: accept", "target: one", "action: hide"), 3, "“action” stands twice"),
    ("a hash that is none", item("action: accept", "target: {exact: one, sha256: xyz}"), 2, "hexadecimal digits"),
    ("an impossible date", item("action: accept", "target: one", "date: 2031-02-30"), 3, "no date of the calendar"),
    ("a date in words", item("action: accept", "target: one", "date: 3 March"), 3, "write it as YYYY-MM-DD"),
    ("no value", item("action: speaker", "target: one"), 1, "“speaker” needs “value:” with a name, or null"),
    ("an empty value", item("action: speaker", "target: one", "value:"), 3, "“speaker” needs “value:”"),
    ("a list for a name", item("action: speaker", "target: one", "value: [a, b]"), 3, "must be one name"),
    ("a value for nothing", item("action: accept", "target: one", "value: x"), 3, "takes no “value:”; remove it"),
    ("no kind", item("action: kind", "target: one", "value: quoted"), 3, "is no kind of passage; use one of: direct"),
    ("nearly a kind", item("action: kind", "target: one", "value: indirekt"), 3, "did you mean “indirect”?"),
    ("no list for a chain", item("action: chain", "target: one", "value: Reuters"), 3, "must be a list of “{name"),
    ("a step without a role", item("action: chain", "target: one", "value: [{name: x}]"), 3, "needs “role:”"),
    (
        "a step that is a text",
        item("action: chain", "target: one", "value: [x]"),
        3,
        "must have a “name:” and a “role:”",
    ),
    (
        "no role",
        item("action: chain", "target: one", "value: [{name: x, role: agancy}]"),
        3,
        "is no role in a chain; did you mean “agency”?",
    ),
    (
        "more than a step has",
        item("action: chain", "target: one", "value: [{name: x, role: agency, of: y}]"),
        3,
        "unknown member “of” in a step",
    ),
    ("no topics", item("action: place", "target: one", "value: []"), 3, "is an empty list; name at least one topic"),
    ("a mapping for topics", item("action: place", "target: one", "value: {a: b}"), 3, "“value” must be a text"),
    ("no reason to hide", item("action: hide", "target: one"), 1, "“hide” needs “reason:”"),
    ("an empty reason", item("action: hide", "target: one", "reason: ''"), 3, "“reason” is empty"),
    ("one passage for two", item("action: join", "target: one"), 1, "“join” needs “with:”"),
    ("two passages for one", item("action: base", "target: one", "with: two"), 3, "takes no “with:”; remove it"),
    ("nothing with it", item("action: split", "target: one", "with: {prefix: two}"), 3, "“with” needs “exact:”"),
    (
        "the old form",
        item("quote: one", "action: accept"),
        1,
        "“quote” stands inside “target:” now: write “target:” and",
    ),
    ("words outside", item("action: accept", "exact: one"), 2, "“exact” stands inside “target:” now"),
    ("the old topics", item("target: one", "action: topic", "value: x"), 2, "is written “place” and “unplace” now"),
]


@pytest.mark.parametrize(("title", "text", "line", "told"), FILES + ITEMS, ids=[row[0] for row in FILES + ITEMS])
def test_a_mistake_is_one_line_with_its_place(title: str, text: str, line: int, told: str) -> None:
    read, problems = parse(text.encode())
    assert read == []
    (problem,) = problems
    assert (problem.file, problem.line, problem.severity) == ("overrides.yml", line, "warning"), problem
    assert told in problem.message
    assert "\n" not in problem.message


@pytest.mark.parametrize(("title", "text", "line", "told"), ITEMS, ids=[row[0] for row in ITEMS])
def test_a_mistake_costs_its_own_item_only(title: str, text: str, line: int, told: str) -> None:
    read, problems = parse((GOOD + text + GOOD).encode())
    assert told in problems[0].message
    assert [(o.action, o.target) for o in read] == [("accept", Target("one two"))] * 2
    assert [p.line for p in problems] == [line + 1]


def test_bytes_that_are_no_text_are_told_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "overrides.yml").write_bytes(b"# one\n- \xff\n")
    (problem,) = read_overrides(tmp_path)[1]
    assert (problem.line, problem.message) == (2, "isn't written in UTF-8; save it as UTF-8")


@pytest.mark.parametrize("text", ["", "[]\n", "# nothing yet\n", "~\n", "\ufeff"])
def test_an_empty_file_is_no_correction(text: str, tmp_path: Path) -> None:
    assert read_overrides(tmp_path) == ([], [])
    (tmp_path / "overrides.yml").write_text(text, encoding="utf-8")
    assert read_overrides(tmp_path) == ([], [])


def test_everything_that_an_item_may_have() -> None:
    text = """\
- action: speaker
  target:
    article: 000
    sha256: 123456789012
    exact: "one two"
    prefix: "that "
    suffix: ", three"
  value: null
  reason: Why.
  editor: A. Editor
  date: 2031-03-05
- {action: chain, target: one, value: [{name: A, role: agency}, {name: B, role: document}]}
- {action: place, target: one, value: x}
- {action: join, target: one, with: {exact: two}}
"""
    read, problems = parse(text.encode())
    assert problems == []
    assert read == [
        Override(
            "speaker",
            Target("one two", "that ", ", three", "000", "123456789012"),
            reason="Why.",
            editor="A. Editor",
            date="2031-03-05",
            line=1,
        ),
        Override("chain", Target("one"), value=(Step("A", "agency"), Step("B", "document")), line=12),
        Override("place", Target("one"), value=("x",), line=13),
        Override("join", Target("one"), Target("two"), line=14),
    ]


def test_a_file_that_refers_to_itself_is_read_or_told() -> None:
    for text in ("- &a {action: accept, target: *a}\n", "&a [*a]\n", "- " * 3000 + "x\n"):
        read, problems = parse(text.encode())
        assert read == []
        assert problems
