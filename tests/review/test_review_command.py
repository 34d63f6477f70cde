"""`briefing review` and its interactive session: what is printed, what is written, and what it ends with."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from mkdocs_briefing import pipeline
from mkdocs_briefing.cli import keys as keys_
from mkdocs_briefing.cli import main
from mkdocs_briefing.overrides import Override, read_overrides
from mkdocs_briefing.review import KINDS, Item, review
from mkdocs_briefing.review.answering import Pen
from mkdocs_briefing.review.context import Scene
from mkdocs_briefing.review.session import Session
from mkdocs_briefing.review.settled import place_all, unsettled
from mkdocs_briefing.settings import Settings

STORIES = Path(__file__).resolve().parents[1] / "stories"
FILE = Path("articles/overrides.yml")

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program in a folder with the story of the quarry in ``articles``."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(STORIES / "quarry", "articles")

    def invoke(*arguments: str, keys: str | None = None) -> Result:
        given = ["review", "articles", *arguments]
        return CliRunner().invoke(main, given, input=keys, catch_exceptions=False)

    return invoke


def listed(run: Run, *arguments: str) -> list[dict[str, Any]]:
    done = run("--json", *arguments)
    assert done.exit_code == 0
    found: list[dict[str, Any]] = json.loads(done.stdout)["items"]
    return found


def written() -> list[Override]:
    overrides, problems = read_overrides(Path("articles"))
    assert problems == []
    return overrides


# ---------------------------------------------------------------------------------------------------- the list


def test_the_list_is_plain_text_with_context_and_answers(run: Run) -> None:
    done = run("--editor", "A. Editor")
    assert done.exit_code == 0
    first = listed(run)[0]
    assert done.stdout.startswith("9 things to look at, the most doubtful first\n")
    assert f"1 of 9   {first['id']}   speaker   1 article" in done.stdout
    assert '>>"a dead high street by the summer"<<' in done.stdout
    assert f"{first['id']}=accept" in done.stdout
    assert "- action: accept" in done.stdout
    assert "editor: A. Editor" in done.stdout
    assert not FILE.exists()


def test_limit_kind_and_all(run: Run) -> None:
    assert run("--limit", "2").stdout.startswith("9 things to look at, the most doubtful first; 2 of them here\n")
    assert [i["kind"] for i in listed(run, "--kind", "low", "--kind", "joined")] == ["low", "joined"]
    assert len(listed(run, "--limit", "3")) == 3
    assert len(listed(run, "--limit", "3", "--all")) == 9
    assert run("--kind", "override").stdout == "nothing to look at\n"


def test_paste_prints_the_override_of_every_choice(run: Run) -> None:
    one = run("--kind", "near-miss").stdout
    every = run("--kind", "near-miss", "--paste").stdout
    assert (one.count("- action:"), every.count("- action:")) == (1, 2)


def test_the_kinds_offered_are_those_there_are() -> None:
    (option,) = (p for p in main.commands["review"].params if p.name == "kinds")
    assert isinstance(option.type, click.Choice)
    assert tuple(option.type.choices) == KINDS


def test_json_has_its_members(run: Run) -> None:
    document = json.loads(run("--json", "--editor", "E", "--limit", "1").stdout)
    assert (document["schema"], document["count"], len(document["items"])) == ("briefing-review/1", 9, 1)
    (item,) = document["items"]
    assert set(item) == {"id", "kind", "doubt", "articles", "thinks", "because", "places", "choices"}
    (place,) = item["places"]
    assert set(place) == set(
        "article file label where paragraph passage span around before words after".split()  # noqa: SIM905
    )
    choice = item["choices"][0]
    assert set(choice) == {"choice", "words", "needs", "override", "yaml", "drop_line"}
    assert choice["override"]["target"]["exact"] == place["words"][1]
    assert choice["override"]["editor"] == "E"
    named = [c["override"]["value"] for c in item["choices"] if c["choice"] == "speaker"]
    assert named[0] == "the spokesman for the valley's shops"


def test_a_choice_of_json_pasted_into_the_file_settles_the_item(run: Run) -> None:
    for item in listed(run):
        FILE.write_text(item["choices"][0]["yaml"], encoding="utf-8")
        assert item["id"] not in {i["id"] for i in listed(run)}


@pytest.mark.parametrize(
    ("arguments", "status"),
    [([], 0), (["--strict"], 1), (["--kind", "override", "--strict"], 0), (["--json"], 0), (["--json", "--strict"], 1)],
)
def test_status(run: Run, arguments: list[str], status: int) -> None:
    assert run(*arguments).exit_code == status


def test_nothing_to_read_is_status_2(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = CliRunner().invoke(main, ["review", str(tmp_path / "empty")])
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_the_configuration_of_the_folder_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(STORIES / "surgery", "texts")
    settings = "site_name: x\nplugins:\n  - briefing: {articles: texts, editor: The desk}\n"
    Path("mkdocs.yml").write_text(settings, encoding="utf-8")
    done = CliRunner().invoke(main, ["review", "--json"])
    item = json.loads(done.stdout)["items"][0]
    assert item["choices"][0]["override"]["editor"] == "The desk"


def test_the_editor_is_git_s_where_the_settings_have_none(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, (key, value) in enumerate({"user.name": "Mo Git"}.items()):
        monkeypatch.setenv("GIT_CONFIG_COUNT", str(number + 1))
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", key)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
    assert listed(run)[0]["choices"][0]["override"]["editor"] == "Mo Git"
    monkeypatch.setenv("PATH", "")
    assert "editor" not in listed(run)[0]["choices"][0]["override"]


def test_what_a_terminal_would_act_on_is_shown_as_such(tmp_path: Path) -> None:
    text = "Heading\n\nThe mayor\x1b[31m of\u202e Fell said that the road\x07 would be closed for the winter.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    out = CliRunner().invoke(main, ["review", str(tmp_path), "--paste"]).stdout
    assert not set(out) & {"\x1b", "\x07", "\u202e"}
    assert "\\u202E" in out
    pasted = out.partition("in overrides.yml:\n")[2].partition("\nanswer one")[0]
    exact = {o["target"]["exact"] for o in yaml.safe_load(textwrap.dedent(pasted))}
    assert exact == {"the road\x07 would be closed for the winter"}


# --------------------------------------------------------------------------------------------------- --apply


def test_apply_writes_the_answers_with_editor_date_and_reason(run: Run) -> None:
    ids = {i["kind"]: i["id"] for i in listed(run)}
    done = run(
        *("--apply", f"{ids['speaker'][:6]}=speaker:Nora Fell: spokeswoman"),
        *("--apply", f"{ids['near-miss']}=join"),
        *("--apply", f"{ids['low']}=hide:A question of the outlet."),
        *("--editor", "A. Editor", "--reason", "Read again."),
    )
    assert (done.exit_code, done.stderr) == (0, "")
    assert "3 answers written into articles" in done.stdout
    assert [(o.action, o.value, o.reason, o.editor) for o in written()] == [
        ("speaker", "Nora Fell: spokeswoman", "Read again.", "A. Editor"),
        ("join", None, "Read again.", "A. Editor"),
        ("hide", None, "A question of the outlet.", "A. Editor"),
    ]
    assert all(len(o.date or "") == 10 for o in written())
    left = {i["id"] for i in listed(run)}
    assert left.isdisjoint({ids["speaker"], ids["near-miss"], ids["low"]})
    assert len(left) >= 4


MISTAKES = [
    (["ffffffff=accept"], "nothing to look at has the id “ffffffff”"),
    (["=accept"], "write ID=CHOICE"),
    (["accept"], "write ID=CHOICE"),
    (["{speaker}=publish"], "“publish” is no choice here; use one of: accept, speaker, hide"),
    (["{speaker}=speaker"], "{speaker}=speaker:NAME"),
    (["{speaker}=speaker: "], "{speaker}=speaker:NAME"),
    (["{speaker}=hide"], "{speaker}=hide:REASON"),
    (["{near-miss}=join:both"], "“join” takes nothing behind it"),
    (["{near-miss}=join", "{near-miss}=split"], "has two answers; give one"),
    (["{near-miss}=join", "nonsense"], "write ID=CHOICE"),
]


@pytest.mark.parametrize(("answers", "told"), MISTAKES, ids=[" ".join(a) for a, _ in MISTAKES])
def test_a_wrong_answer_is_one_line_and_nothing_is_written(run: Run, answers: list[str], told: str) -> None:
    ids = {i["kind"]: i["id"] for i in listed(run)}
    given = [part for text in answers for part in ("--apply", text.format(**ids))]
    done = run(*given)
    assert done.exit_code == 1
    assert told.format(**ids) in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "nothing is written" in done.stderr
    assert not FILE.exists()


def test_a_file_that_is_no_list_is_told_and_left_alone(run: Run) -> None:
    (one, *_) = listed(run)
    FILE.write_text("action: accept\n", encoding="utf-8")
    done = run("--apply", f"{one['id']}=accept")
    assert done.exit_code == 1
    assert "overrides.yml" in done.stderr
    assert FILE.read_text(encoding="utf-8") == "action: accept\n"


def test_what_is_in_the_file_stays_byte_for_byte(run: Run) -> None:
    ids = [i["id"] for i in listed(run)]
    assert run("--apply", f"{ids[0]}=accept").exit_code == 0
    before = b"# mine\n" + FILE.read_bytes().replace(b"\n", b"   \r\n")
    FILE.write_bytes(before)
    assert run("--apply", f"{ids[1]}=accept").exit_code == 0
    assert FILE.read_bytes().startswith(before)
    assert len(written()) == 2


# ---------------------------------------------------------------------------------------------- interactive


def answered(done: Result) -> list[tuple[str, str | None]]:
    assert done.exit_code == 0, done.output
    assert "Traceback" not in done.output
    return [(o.action, None if o.value is None else str(o.value)) for o in written()]


_ALL: list[tuple[str, str | None]] = [
    (action, None) for action in ("accept", "accept", "accept", "hide", "split", "accept", "join", "accept", "accept")
]
# the order: speaker, silent-cut, silent-cut, low, near-miss, worked-out, joined, worked-out, worked-out
SESSIONS: list[tuple[str, str, list[tuple[str, str | None]]]] = [
    ("nothing but the end", "", []),
    ("quit", "q\n", []),
    ("accept", "a\nq\n", [("accept", None)]),
    ("the word for a key", "accept\nquit\n", [("accept", None)]),
    ("capitals and blanks", " A \nq\n", [("accept", None)]),
    ("fix the speaker by name", "f\nNora Fell\nq\n", [("speaker", "Nora Fell")]),
    ("fix the speaker by number", "f\n2\nq\n", [("speaker", "Marta Quill")]),
    ("a number that is none is a name", "f\n99\nq\n", [("speaker", "99")]),
    ("no name is asked again", "f\n\na\nq\n", [("accept", None)]),
    ("hide with a reason", "h\nNot hers.\nq\n", [("hide", None)]),
    ("hide without one is asked again", "h\n\nk\nq\n", []),
    ("skip", "k\na\nq\n", [("accept", None)]),
    ("an empty line skips", "\n\nh\nq\n", [("hide", None)]),
    ("split and join", "k\ns\nk\nk\nj\nq\n", [("split", None), ("join", None)]),
    ("speaker not clear", "k\nk\nk\nk\nk\nn\nq\n", [("speaker", None)]),
    ("a key that is none here", "j\nz\na\nq\n", [("accept", None)]),
    ("help", "?\na\nq\n", [("accept", None)]),
    ("undo", "a\nu\nq\n", []),
    ("undo and answer otherwise", "a\nu\nf\nNora Fell\nq\n", [("speaker", "Nora Fell")]),
    ("undo of a skip", "k\nu\na\nq\n", [("accept", None)]),
    ("undo of the last of two", "a\na\nu\nq\n", [("accept", None)]),
    ("undo of both", "a\na\nu\nu\nq\n", []),
    ("undo of nothing", "u\nq\n", []),
    ("the end in the middle of an answer", "a\nf", [("accept", None)]),
    ("all of them", "a\n" * 3 + "h\ns\na\nj\na\na\n", _ALL),
]


@pytest.mark.parametrize(("keys", "expected"), [s[1:] for s in SESSIONS], ids=[s[0] for s in SESSIONS])
def test_a_session_of_keys(run: Run, keys: str, expected: list[tuple[str, str | None]]) -> None:
    assert answered(run("-i", "--editor", "E", keys=keys)) == expected


def test_a_session_shows_words_choices_and_progress(run: Run) -> None:
    out = run("-i", keys="k\nq\n").stdout
    assert "1 of 9" in out
    assert "2 of 9" in out
    assert '>>"a dead high street by the summer"<<' in out
    assert "a accept  f fix speaker  h hide  k skip for now  u undo  q quit" in out
    assert "0 answers written, 8 not looked at yet" in out
    assert "- action:" not in out
    assert "- action: hide" in run("-i", keys="?\nq\n").stdout


def test_each_answer_is_in_the_file_before_the_next_question(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    counts: list[int] = []

    class Watching:
        def __init__(self) -> None:
            self.keys = iter("aaq")

        def key(self, prompt: str) -> str:
            counts.append(len(written()))
            return next(self.keys)

        def line(self, prompt: str) -> str:
            raise AssertionError

    monkeypatch.setattr(keys_, "Terminal", Watching)
    assert run("-i").exit_code == 0
    assert counts == [0, 1, 2]


def test_undo_restores_the_file_byte_for_byte(run: Run) -> None:
    raw = b"# the desk's own notes\n\n[]   # none yet\n"
    FILE.write_bytes(raw)
    assert "taken back: accept" in run("-i", keys="a\nu\nq\n").stdout
    assert FILE.read_bytes() == raw
    FILE.unlink()
    run("-i", keys="a\nu\nq\n")
    assert not FILE.exists()


def test_undo_takes_nothing_back_that_somebody_else_has_changed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Meddling:
        def __init__(self) -> None:
            self.keys = iter("auq")

        def key(self, prompt: str) -> str:
            key = next(self.keys)
            if key == "u":
                FILE.write_bytes(FILE.read_bytes() + b"# mine\n")
            return key

        def line(self, prompt: str) -> str:
            raise AssertionError

    monkeypatch.setattr(keys_, "Terminal", Meddling)
    assert "changed by somebody else" in run("-i").stdout
    assert FILE.read_bytes().endswith(b"# mine\n")


def test_what_is_skipped_is_asked_the_next_time_and_what_is_answered_is_not(run: Run) -> None:
    ids = [i["id"] for i in listed(run)]
    run("-i", keys="k\na\nq\n")
    again = [i["id"] for i in listed(run)]
    assert ids[0] in again
    assert ids[1] not in again


def test_an_answer_settles_what_comes_later_in_the_session(run: Run) -> None:
    """To hide a passage leaves nothing to ask about the pair that it is one of; to undo brings the question back."""
    briefing = pipeline.build(Path("articles"), Settings())
    every = review(briefing, [])
    chosen = [i for i in every if any("140 drillers" in place.words[1] for place in i.places)]
    assert [i.kind for i in chosen] == ["joined", "worked-out"]
    scene = Scene(briefing)
    said: list[str] = []

    class Given:
        def __init__(self, keys: str) -> None:
            self.keys = iter(keys)

        def key(self, prompt: str) -> str:
            return next(self.keys)

        def line(self, prompt: str) -> str:
            return "Not hers."

    def left(some: Sequence[Item], overrides: Sequence[Override]) -> Sequence[Item]:
        return unsettled(scene, some, place_all(scene, overrides))

    def asked(keys: str) -> int:
        said.clear()
        return Session(chosen[::-1], Pen(Path("articles")), Given(keys), said.append, left).run()

    assert asked("h") == 1  # the pair is not asked about
    assert not any(chosen[0].id in text for text in said)
    FILE.unlink()
    assert asked("khuq") == 0  # skipped, no hide at a pair, back, quit
    assert any(chosen[0].id in text for text in said)


def test_an_interrupt_ends_the_session_and_keeps_the_answers(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted:
        def __init__(self) -> None:
            self.keys = iter("a")

        def key(self, prompt: str) -> str:
            try:
                return next(self.keys)
            except StopIteration:
                raise KeyboardInterrupt from None

        def line(self, prompt: str) -> str:
            raise KeyboardInterrupt

    monkeypatch.setattr(keys_, "Terminal", Interrupted)
    done = run("-i")
    assert "stopped; what was answered is saved" in done.stdout
    assert answered(done) == [("accept", None)]


def test_a_folder_that_cannot_be_written_is_told_and_the_session_goes_on(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("mkdocs_briefing.review.answering.append", refused)
    done = run("-i", keys="a\nq\n")
    assert done.exit_code == 0
    assert "overrides.yml: can't be written: Permission denied" in done.stdout
    assert "0 answers written" in done.stdout


def test_bytes_that_are_no_text_are_no_key(run: Run) -> None:
    done = CliRunner().invoke(main, ["review", "articles", "-i"], input=b"\xff\xfe\nq\n", catch_exceptions=False)
    assert done.exit_code == 0
    assert "is no key here" in done.stdout


def test_a_pipe_of_a_real_process(tmp_path: Path) -> None:
    shutil.copytree(STORIES / "regatta", tmp_path / "articles")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs_briefing", "review", "articles", "--interactive", "--editor", "E"],
        cwd=tmp_path,
        input="f\n1\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert "1 answer written" in done.stdout
    assert "value: Gunnar Vik" in (tmp_path / "articles/overrides.yml").read_text(encoding="utf-8")


def test_single_keys_are_read_in_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    pressed = iter(["a", "\r", "\x04"])
    monkeypatch.setattr(click, "getchar", lambda: next(pressed))
    monkeypatch.setattr(keys_, "is_terminal", lambda: True)
    assert answered(run("-i")) == [("accept", None)]
