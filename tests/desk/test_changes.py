"""`briefing changes`: what a pull request changes, from two results or from git; its Markdown does nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import markdown
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefing import exports, pipeline
from mkdocs_briefing.cli import main
from mkdocs_briefing.desk import changes
from mkdocs_briefing.desk.changes import Changes, compare
from mkdocs_briefing.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
STORIES = ROOT / "tests/stories"
CONFIG = "plugins:\n  - briefing:\n      articles: articles\n"

Run = Callable[..., Result]

FIRST = """The tram

“We have waited forty years for this line, and we will not wait longer,” said Mayor Ines Orm.

The treasurer, Tobias Lind, said the line would cost 84 million crowns.
"""
SECOND = """Another tram

“We have waited for this line forty years and we will not wait longer,” Mayor Ines Orm said.

The shopkeeper Rosa Pell said the works would ruin her.
"""


def result(folder: Path) -> dict[str, Any]:
    return dict(json.loads(exports.dumps(pipeline.build(folder, Settings(), raise_errors=True))))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "first.txt").write_text(FIRST, encoding="utf-8")
    return tmp_path


def after(folder: Path, files: dict[str, str | None]) -> Changes:
    before = result(folder)
    for name, text in files.items():
        if text is None:
            (folder / name).unlink()
        else:
            (folder / name).write_text(text, encoding="utf-8")
    return compare(before, result(folder))


def test_nothing_changes(folder: Path) -> None:
    assert not after(folder, {})
    assert "Nothing that readers see" in changes.markdown(Changes())


def test_an_article_is_added(folder: Path) -> None:
    made = after(folder, {"second.txt": SECOND})
    assert made.articles == (("second.txt", "added"),)
    assert [s.words for s in made.statements] == ["the works would ruin her"]
    (widened,) = made.widened
    assert [w.place for w in widened.witnesses] == ["second, paragraph 1"]
    assert any("forty years" in reading for reading in widened.readings)
    assert made.lost == ()


def test_an_article_is_taken_away(folder: Path) -> None:
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    made = after(folder, {"second.txt": None})
    assert made.articles == (("second.txt", "removed"),)
    assert len(made.lost) == 2
    assert {lost.why for lost in made.lost} == {"its article is no longer there"}
    assert made.statements == ()


def test_an_edit_elsewhere_in_an_article_loses_nothing(folder: Path) -> None:
    made = after(folder, {"first.txt": FIRST.replace("The tram\n", "A longer headline for the tram\n\nIt rained.\n")})
    assert made.articles == (("first.txt", "changed"),)
    assert (made.lost, made.statements, made.widened) == ((), (), ())


def test_changed_words_are_lost_and_the_reason_is_told(folder: Path) -> None:
    made = after(folder, {"first.txt": FIRST.replace("84 million", "94 million")})
    (lost,) = made.lost
    assert "84 million" in lost.passage.words
    assert lost.why == "its article has changed"
    assert ["94 million" in s.words for s in made.statements] == [True]


def test_a_renamed_file_is_told_as_such(folder: Path) -> None:
    made = after(folder, {"first.txt": None, "other.txt": FIRST})
    assert {lost.why for lost in made.lost} == {"its article has another name now"}


def test_new_problems_are_told_once(folder: Path) -> None:
    made = after(folder, {"note.odt": "x"})
    assert [line.partition(":")[0] for line in made.problems] == ["note.odt"]


def passage(key: str, words: str) -> dict[str, Any]:
    return {
        "id": key,
        "article": "a",
        "kind": "direct",
        "block": "lead",
        "paragraph": None,
        "text": words,
        "content": [[0, 1]],
        "speaker": {"name": None},
    }


def witness(written: str) -> dict[str, Any]:
    """``p`` is a whole passage, ``p:0-4`` a part of it."""
    key, _, part = written.partition(":")
    return {"passage": key, **({"spans": [[int(n) for n in part.split("-")]]} if part else {})}


def document(statements: dict[str, list[str]], **more: Any) -> dict[str, Any]:
    keys = sorted({key.partition(":")[0] for members in statements.values() for key in members})
    return {
        "schema": "briefing/1",
        "articles": [{"id": "a", "file": "a.txt", "label": "A", "sha256": "0"}],
        "speakers": [],
        "passages": [passage(key, f"words of {key}") for key in keys],
        "statements": [
            {
                "id": key,
                "base": members[0].partition(":")[0],
                "witnesses": [witness(m) for m in members],
                "variations": [],
            }
            for key, members in statements.items()
        ],
        **more,
    }


SHAPES = [
    ("joined", {"s": ["p"], "t": ["q"]}, {"s": ["p", "q"]}, 1, 0),
    ("parted", {"s": ["p", "q"]}, {"s": ["p"], "t": ["q"]}, 0, 1),
    ("the same under another id", {"s": ["p", "q"]}, {"t": ["q", "p"]}, 0, 0),
    ("two parts of a passage", {"s": ["p:0-4"], "t": ["p:5-9"]}, {"s": ["p:0-4"], "t": ["p:5-9"]}, 0, 0),
    ("parts become the whole", {"s": ["p:0-4"], "t": ["p:5-9"]}, {"s": ["p:0-9"]}, 1, 0),
    ("a part a little longer", {"s": ["p:0-4"], "t": ["p:5-9"]}, {"s": ["p:0-5"], "t": ["p:5-9"]}, 0, 0),
]


@pytest.mark.parametrize(("title", "old", "new", "joined", "parted"), SHAPES, ids=[row[0] for row in SHAPES])
def test_statements_joined_and_parted(title: str, old: Any, new: Any, joined: int, parted: int) -> None:
    made = compare(document(old), document(new))
    assert (len(made.joined), len(made.parted)) == (joined, parted)
    assert (made.statements, made.lost) == ((), ())


def correction(state: str, action: str = "speaker") -> dict[str, Any]:
    return {"target": "A, lead", "action": action, "value": "Ada Orm", "state": state}


def test_corrections_in_another_state() -> None:
    shape = {"s": ["p"]}
    old = document(shape, corrections=[correction("exact"), correction("exact", "hide"), correction("lost", "note")])
    new = document(shape, corrections=[correction("changed"), correction("exact", "hide"), correction("exact", "base")])
    found = {(c.action, c.before, c.after) for c in compare(old, new).corrections}
    assert found == {("speaker", "exact", "changed"), ("base", None, "exact"), ("note", "lost", None)}


def test_what_is_left_out_now_says_why() -> None:
    old, new = document({"s": ["p"]}), document({})
    new["left_out"] = [{"article": "a", "span": [0, 1], "reason": "hidden by the editor"}]
    (lost,) = compare(old, new).lost
    assert lost.why == "left out now: hidden by the editor"


@pytest.mark.parametrize("story", ["tram", "alone", "silent", "tarnholm"])
def test_stories_from_nothing_and_back(story: str) -> None:
    whole = result(STORIES / story)
    made = compare(changes.EMPTY, whole)
    assert len(made.statements) == len(whole["statements"])
    assert not compare(whole, whole)
    back = compare(whole, changes.EMPTY)
    assert len(back.lost) == sum(p["kind"] != "narrated" for p in whole["passages"])
    assert back.statements == ()


# ------------------------------------------------------------------------------------------------------- Markdown

EVIL = [
    "<script>alert(1)</script>",
    "![x](https://example.org/x.png)",
    "[x](javascript:alert(1))",
    "# head\n- item\n```\ncode",
    "| a | b |",
    "@someone and owner/repo#1 and https://example.org www.example.org",
    "</details>\r\n::error::x",
    "`code` *em* _em_ ~~del~~ &lt; &#60;",
    "\u202eturned\x1b[31m",
]


@pytest.mark.parametrize("words", EVIL)
def test_words_of_an_article_are_words_in_the_summary(words: str) -> None:
    shape = {"s": ["p"]}
    new = document(shape)
    new["passages"][0]["text"] = words
    new["articles"][0]["label"] = new["articles"][0]["file"] = words
    text = changes.markdown(compare(document({}), new))
    html = markdown.markdown(text, extensions=["tables", "fenced_code"])
    assert set(re.findall(r"<([a-z]\w*)", html)) <= {
        "h2",
        "h3",
        "p",
        "ul",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert not re.search(r"://|www\.|@\w|^::", text, re.MULTILINE)
    shown = re.sub(r"&#(\d+);", lambda match: chr(int(match.group(1))), text)
    assert " ".join(re.sub("[\x00-\x1f\u202e]", " ", words).split()[:1]).strip("\x1b[31m") in shown


@given(st.text())
def test_escaped_text_is_one_line_without_a_sign_that_acts(text: str) -> None:
    made = changes.literal(text)
    assert not set(re.sub(r"&#\d+;", "", made)) & set("<>[]()*_`#|~@:/\\!.&\n\r")


def test_a_long_list_is_cut_and_counted() -> None:
    new = document({f"s{n:03}": [f"p{n:03}"] for n in range(changes.MOST + 7)})
    text = changes.markdown(compare(document({}), new))
    assert "- and 7 more" in text
    assert text.count("words of") == changes.MOST


# ------------------------------------------------------------------------------------------------ the command


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    for key in [key for key in os.environ if key.startswith("GIT_")]:
        monkeypatch.delenv(key)
    shutil.copytree(STORIES / "tram", "articles")
    Path("mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(main, [str(a) for a in arguments])


def git(*arguments: str) -> None:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


def test_two_files(run: Run) -> None:
    run("json", "articles", "-o", "old.json")
    Path("articles/second.txt").write_text(SECOND, encoding="utf-8")
    run("json", "articles", "-o", "new.json")
    done = run("changes", "old.json", "new.json")
    assert done.exit_code == 0, done.output
    assert "| new statements | " in done.stdout
    assert "- second&#46;txt: added" in done.stdout
    assert run("changes", "old.json", "new.json", "-o", "out.md").exit_code == 0
    assert Path("out.md").read_text(encoding="utf-8") == done.stdout


@pytest.mark.parametrize("below", ["", "sub"])
def test_from_git(below: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    git("init", "-q", ".")
    if below:
        Path(below).mkdir()
        shutil.move("articles", below)
        shutil.move("mkdocs.yml", below)
        monkeypatch.chdir(below)
    git("add", ".")
    git("commit", "-qm", "first")
    assert "Nothing that readers see" in run("changes", "--base", "HEAD").stdout
    Path("articles/second.txt").write_text(SECOND, encoding="utf-8")
    done = run("changes", "--base", "HEAD")
    assert done.exit_code == 0, done.output
    assert "the works would ruin her" in done.stdout
    before = subprocess.run(["git", "status", "--porcelain"], capture_output=True, text=True, check=True).stdout
    assert before.split() == ["??", "articles/second.txt"] or before.split() == ["??", f"{below}/articles/second.txt"]


def test_a_base_without_a_site_is_an_empty_one(run: Run) -> None:
    git("init", "-q", ".")
    git("commit", "-qm", "nothing", "--allow-empty")
    done = run("changes", "--base", "HEAD")
    assert done.exit_code == 0, done.output
    assert "### New statements" in done.stdout


REFUSED = [
    (["old.json"], "name two files of “briefing json”, or a commit with --base"),
    ([], "name two files"),
    (["gone.json", "bad.json"], "gone.json: can't be read"),
    (["bad.json", "bad.json"], "bad.json:2: isn't JSON"),
    (["list.json", "list.json"], "list.json: is no result of “briefing json”"),
    (["half.json", "half.json"], "half.json: lacks one of articles"),
    (["torn.json", "torn.json"], "a member is missing or not of its kind"),
    (["a", "b", "--base", "HEAD"], "name either two files or --base"),
    (["--base", "nowhere"], "nowhere"),
    (["--base=--help"], "--help"),
    (["--base", "HEAD", "--config", "bad.yml"], "bad.yml:2: isn't valid YAML"),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED, ids=[" ".join(row[0]) for row in REFUSED])
def test_what_cannot_be_compared_is_status_2(arguments: list[str], message: str, run: Run) -> None:
    git("init", "-q", ".")
    git("commit", "-qm", "nothing", "--allow-empty")
    Path("bad.json").write_text("{\n", encoding="utf-8")
    Path("list.json").write_text("[]", encoding="utf-8")
    Path("half.json").write_text('{"schema": "briefing/1"}', encoding="utf-8")
    torn = document({"s": ["p"]})
    del torn["passages"][0]["speaker"]
    torn["statements"].append({"id": "t"})
    Path("torn.json").write_text(json.dumps(torn), encoding="utf-8")
    Path("bad.yml").write_text("plugins: [\n", encoding="utf-8")
    done = run("changes", *arguments)
    assert done.exit_code == 2
    assert message in done.stderr
    assert isinstance(done.exception, SystemExit)


def test_outside_a_repository(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(Path.cwd().parent))
    done = run("changes", "--base", "HEAD")
    assert done.exit_code == 2
    assert "name a commit or branch that is here" in done.stderr
