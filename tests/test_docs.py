"""The docs say what the program does: every setting, command and option is there, and CI runs the printed lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest
import yaml

from mkdocs_briefing.cli import main
from mkdocs_briefing.reading.formats import FORMATS
from mkdocs_briefing.reading.sources import KEYS
from mkdocs_briefing.settings import MatterSetting, Settings, SpeakerSetting, TopicSetting

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = (ROOT / "docs/about/settings.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
SCHEMA = (Settings, TopicSetting, MatterSetting, SpeakerSetting)


def commands(command: click.Command, path: str = "briefing") -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from commands(inner, f"{path} {name}")


def options() -> Iterator[tuple[str, str]]:
    for path, command in commands(main):
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield path, max(parameter.opts, key=len)


@pytest.mark.parametrize("name", sorted({field.name for schema in SCHEMA for field in fields(schema)}))
def test_every_setting_is_documented(name: str) -> None:
    assert f"| `{name.rstrip('_')}` |" in REFERENCE


@pytest.mark.parametrize("path", [path for path, _ in commands(main)])
def test_every_command_is_documented(path: str) -> None:
    assert f"`{path}" in REFERENCE


@pytest.mark.parametrize(("path", "option"), list(options()))
def test_every_option_is_documented(path: str, option: str) -> None:
    section = REFERENCE.partition(f"### `{path}")[2].partition("\n### ")[0]
    assert f"`{option}" in section


@pytest.mark.parametrize("name", KEYS)
def test_every_member_of_sources_is_documented(name: str) -> None:
    section = REFERENCE.partition("## sources.yml")[2].partition("\n## ")[0]
    assert f"| `{name}` |" in section


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_is_documented(ending: str) -> None:
    assert f"`{ending}`" in (ROOT / "docs/about/make-your-own.md").read_text(encoding="utf-8")


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


def test_only_the_deploy_job_may_write() -> None:
    flow = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    assert flow["permissions"] == {"contents": "read"}
    writing = {name: job["permissions"] for name, job in flow["jobs"].items() if "permissions" in job}
    assert writing == {"deploy": {"pages": "write", "id-token": "write"}}
