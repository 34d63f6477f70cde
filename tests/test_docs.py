"""The docs say what the program does, CI runs the printed lines, and workflows may do no more than they need."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
import yaml

from mkdocs_briefing.cli import main
from mkdocs_briefing.reading.formats import FORMATS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_is_documented(ending: str) -> None:
    assert f"`{ending}`" in (ROOT / "docs/about/how-to.md").read_text(encoding="utf-8")


def readme_lines() -> list[str]:
    return re.findall(r"^python3 -m venv .+$", README, re.MULTILINE)


def test_readme_prints_two_lines() -> None:
    assert len(readme_lines()) == 2


@pytest.mark.parametrize("line", readme_lines())
def test_ci_runs_the_lines_of_the_readme(line: str) -> None:
    assert line in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()


def test_every_dependency_has_its_reason_and_its_exact_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[<>=!~ ]", line)[0] for line in project["dependencies"]}
    reasons = (ROOT / "docs/about/architecture.md").read_text(encoding="utf-8").partition("## Dependencies")[2]
    assert {name for name in names if name not in reasons} == set()
    extras = project["optional-dependencies"]
    wanted = names | {re.split(r"[<>=!~ ]", line)[0] for lines in extras.values() for line in lines}
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {line.partition("==")[0].lower() for line in lines if "==" in line}
    assert {name for name in wanted if name.lower() not in pinned} == set()


@pytest.mark.parametrize("name", ["tests", "briefing-changes"])
def test_other_workflows_only_read(name: str) -> None:
    flow = yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8"))
    assert flow["permissions"] == {"contents": "read"}
    assert not [job for job in flow["jobs"].values() if "permissions" in job]


def test_only_the_deploy_job_may_write() -> None:
    flow = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    assert flow["permissions"] == {"contents": "read"}
    writing = {name: job["permissions"] for name, job in flow["jobs"].items() if "permissions" in job}
    assert writing == {"deploy": {"pages": "write", "id-token": "write"}}


RECIPES = [
    "Start",
    "Bring in saved pages",
    "Say what is known of articles",
    "Find copies",
    "Correct a speaker",
    "Join and split",
    "Hide",
    "Review",
    "Find good topics",
    "Publish",
    "Watch a pull request",
    "Ask why",
]


@pytest.mark.parametrize("title", RECIPES)
def test_each_task_has_its_recipe(title: str) -> None:
    text = (ROOT / "docs/about/how-to.md").read_text(encoding="utf-8")
    section = text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    assert len(section.split()) > 25


@pytest.mark.parametrize("page", ["tutorial.md", "how-to.md"])
def test_every_command_that_is_printed_exists(page: str) -> None:
    """Each `briefing …` line in the docs is a command with options that it has."""
    text = (ROOT / "docs/about" / page).read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("briefing ")]
    assert lines
    for line in lines:
        name, *rest = shlex.split(line)[1:]
        command = main.commands[name]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {part.partition("=")[0] for part in rest if part.startswith("-")} <= known, line
