"""How far long work is: a bar in a terminal, plain lines elsewhere, nothing when it is quick."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_briefing import progress
from mkdocs_briefing.cli import main, shared

STORY = Path(__file__).resolve().parents[1] / "stories/tram"


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress.Lines, "seconds", 0.0)


@pytest.mark.parametrize("command", [["json"], ["check"], ["topics"]])
def test_plain_lines_where_there_is_no_terminal(command: list[str], always: None) -> None:
    done = CliRunner().invoke(main, [*command, str(STORY)])
    assert done.exit_code == 0
    assert done.stderr.splitlines() == ["1 of 3 articles read", "2 of 3 articles read"]
    assert "articles read" not in done.stdout
    assert "\x1b" not in done.output


def test_quick_work_says_nothing() -> None:
    said: list[str] = []
    lines = progress.Lines(said.append)
    for done in range(1000):
        lines(done, 1000)
    assert said == []


class Screen:
    """A terminal that remembers what was written to it."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        pass


def test_a_bar_in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with shared.progress() as report:
        for done in range(4):
            report(done, 3)
    assert "Reading articles" in screen.text
    assert "3/3" in screen.text
    assert "Lining up passages" in screen.text
    assert screen.text.endswith("\n")


def test_a_folder_without_articles_ends_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with shared.progress() as report:
        report(0, 0)
    assert screen.text.count("\n") == 1
