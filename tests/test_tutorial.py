"""The tutorial, word by word: each command that it prints is run, each file that it prints is written."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs/about/tutorial.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"(?P<before>[^\n]*(?:\n[^\n]+)*)\n\n```(?P<kind>\w+)\n(?P<body>.*?)```", re.DOTALL)
MODULES = {"briefing": "mkdocs_briefing", "mkdocs": "mkdocs"}
INSTALL = """\
python3 -m venv .venv
. .venv/bin/activate
pip install -c mkdocs-briefing/constraints.txt ./mkdocs-briefing
"""


class Step(NamedTuple):
    """A block of the tutorial with the paragraph before it."""

    before: str
    kind: str
    body: str


STEPS = [Step(m["before"], m["kind"], m["body"]) for m in BLOCK.finditer(TEXT)]


class Followed(NamedTuple):
    """Where the reader ends up, and what each block of commands printed."""

    folder: Path
    printed: list[str]


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    """Follow the tutorial in an empty folder. Installing is left out: the program is there already."""
    here = tmp_path_factory.mktemp("tutorial")
    (here / "mkdocs-briefing").symlink_to(ROOT, target_is_directory=True)
    printed: list[str] = []
    folder = here
    for step in STEPS:
        if step.kind == "yaml":
            write(folder, step)
        elif step.kind == "console" and step.body != INSTALL:
            printed.append("")
            for line in step.body.splitlines():
                name, *rest = shlex.split(line)
                if name == "cd":
                    folder = folder / rest[0]
                else:
                    printed[-1] += run(folder, name, rest)
        elif step.kind == "text":
            expected = re.sub(r"\d+", "N", step.body.strip())
            assert expected in re.sub(r"\d+", "N", printed[-1]), printed[-1]
    return Followed(folder, printed)


def run(folder: Path, name: str, arguments: list[str]) -> str:
    """What a program printed; it must end well."""
    command = [sys.executable, "-m", MODULES[name], *arguments]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, (name, arguments, done.stdout, done.stderr)
    return done.stdout + done.stderr


def write(folder: Path, step: Step) -> None:
    """Do with a printed file what the words before it say."""
    (name,) = re.findall(r"`((?:articles/)?\w+\.yml)`", step.before)
    path = folder / name
    if "in place of what is there" in " ".join(step.before.split()):
        path.write_text(step.body, encoding="utf-8")
    else:
        assert "at the end of" in step.before
        path.write_text(path.read_text(encoding="utf-8") + step.body, encoding="utf-8")


def test_installing_is_what_stands_first() -> None:
    assert STEPS[0].body == INSTALL


def test_it_ends_with_a_site_of_ten_articles(followed: Followed) -> None:
    assert len(list((followed.folder / "site/articles").glob("*/index.html"))) == 10
    data = json.loads((followed.folder / "site/data/briefing.json").read_text(encoding="utf-8"))
    assert {a["format"] for a in data["articles"]} == {"text", "html", "json"}
    assert all(a["outlet"] and a["published"] for a in data["articles"])
    assert [t["title"] for t in data["topics"]][:4] == [
        "The grounding",
        "What the company knew",
        "The inquiry",
        "Life without a ferry",
    ]
    assert all(t["statements"] for t in data["topics"][:4])
    assert all(m["passages"] for m in data["matters"])


def test_statements_are_lined_up_over_files_of_every_kind(followed: Followed) -> None:
    data = json.loads((followed.folder / "site/data/briefing.json").read_text(encoding="utf-8"))
    article = {a["id"]: a for a in data["articles"]}
    of = {p["id"]: article[p["article"]]["format"] for p in data["passages"]}
    kinds = [{of[w["passage"]] for w in s["witnesses"]} for s in data["statements"]]
    assert {"html", "text"} in kinds
    assert any({"html", "json"} <= kind for kind in kinds)


def test_the_correction_is_applied_and_listed(followed: Followed) -> None:
    data = json.loads((followed.folder / "site/data/briefing.json").read_text(encoding="utf-8"))
    (correction,) = data["corrections"]
    assert correction["state"] == "exact"
    (passage,) = [p for p in data["passages"] if "not fit to sail" in p["text"]]
    assert passage["speaker"]["name"] == "Nordsund Lines"
    method = (followed.folder / "site/method/index.html").read_text(encoding="utf-8")
    assert "spokeswoman speaks in the paragraph before" in method


def test_no_term_of_the_tutorial_is_idle(followed: Followed) -> None:
    shown = followed.printed[2]
    assert "catches nothing" not in shown
    assert "needless beside" not in shown


def test_the_passage_of_the_tutorial_is_among_the_doubtful(followed: Followed) -> None:
    review = next(text for text in followed.printed if "not fit to sail" in text and "harbour" in text.lower())
    assert review
