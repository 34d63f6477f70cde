"""YAML that strikes back: bombs, tags, doubles, depths, impossible dates are one clear line each and run nothing."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from mkdocs_briefing.model import Problem
from mkdocs_briefing.overrides import read_overrides
from mkdocs_briefing.reading import read_folder
from mkdocs_briefing.reading.sources import read_sources
from mkdocs_briefing.settings import read_config

LEVELS = "abcdefghijkl"
BOMB = f"a: &a [{', '.join('x' * 9)}]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in itertools.pairwise(LEVELS)
)
TAG = "!!python/object/apply:pathlib.Path.touch [ran]"


def one(problems: list[Problem], told: str) -> None:
    assert len(problems) == 1, problems
    assert told in problems[0].message
    assert "\n" not in problems[0].message
    assert len(problems[0].message) < 300


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BOMB, "an alias, *name, is not read here"),
        (f"articles: {TAG}\n", "must be a mapping"),
        ("articles:\n  a.txt: {label: x}\n  a.txt: {label: y}\n", "stands twice"),
        ("[" * 5000, "nested too deeply"),
        ("{a: " * 5000, "nested too deeply"),
        ("articles:\n  a.txt: {published: 2031-02-31}\n", "is no date of the calendar"),
    ],
)
def test_sources(text: str, told: str) -> None:
    one(read_sources(text.encode())[1], told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BOMB, "must be a list"),
        (f"- {TAG}\n", "must have named members"),
        ("- {action: note, target: x, value: y, value: z, date: 2031-03-04}\n", "stands twice"),
        ("[" * 5000, "isn't valid YAML"),
        ("- {action: hide, target: x, reason: r, date: 2031-02-31}\n", "is no date of the calendar"),
    ],
)
def test_overrides(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "overrides.yml").write_text(text, encoding="utf-8")
    one(read_overrides(tmp_path)[1], told)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (BOMB, "the options hold too much"),
        ("topics: &a [*a]\n", "can't be understood"),
        ("title: " + "[" * 3000 + "\n", "nested too deeply"),
        ("title: " + "[" * 200 + "]" * 200 + "\n", "the options hold too much"),
    ],
)
def test_options(options: str, told: str, tmp_path: Path) -> None:
    body = "".join(f"      {line}\n" for line in options.splitlines())
    path = tmp_path / "mkdocs.yml"
    path.write_text(f"site_name: x\nplugins:\n  - briefing:\n{body}", encoding="utf-8")
    one(read_config(path)[2], told)


@pytest.mark.parametrize("front", [BOMB, f"title: {TAG}\n", "title: " + "[" * 5000 + "\n", "date: 2031-02-31\n"])
def test_front_matter_costs_no_article(front: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "articles"
    folder.mkdir()
    body = "The ferry stopped at the pier.\n\n“It is late,” said Ada Orm.\n"
    (folder / "a.md").write_text(f"---\n{front}---\n\n{body}", encoding="utf-8")
    articles, problems = read_folder(folder)
    assert len(articles) == 1
    assert "“It is late,”" in articles[0].text
    assert all("\n" not in problem.message and len(problem.message) < 300 for problem in problems)
    assert not (tmp_path / "ran").exists()
