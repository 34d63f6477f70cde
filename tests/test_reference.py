"""The reference page is what the schema and the command line say; nothing in them is undocumented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_args

import click
import pytest

from mkdocs_briefing import reference
from mkdocs_briefing.cli import main
from mkdocs_briefing.overrides import items
from mkdocs_briefing.reading import sources
from mkdocs_briefing.settings import LimitSettings, MatterSetting, Settings, SpeakerSetting, TopicSetting

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / reference.PAGE
SCHEMA = (Settings, TopicSetting, MatterSetting, SpeakerSetting, LimitSettings)
COMMANDS = list(reference.walk(main))


def parameters(kind: type[click.Parameter]) -> Iterator[tuple[str, click.Parameter]]:
    for path, command in COMMANDS:
        for parameter in command.params:
            if isinstance(parameter, kind):
                yield path, parameter


def test_the_committed_page_is_what_the_code_says() -> None:
    told = "run “python -m mkdocs_briefing.reference” in the root of the repository"
    assert PAGE.read_text(encoding="utf-8") == reference.reference(), told


@pytest.mark.parametrize("path", [path for path, _ in COMMANDS])
def test_every_command_says_what_it_does(path: str) -> None:
    command = dict(COMMANDS)[path]
    assert len((command.help or "").split()) > 5
    assert f"\n### `{path}`\n" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize(("path", "option"), list(parameters(click.Option)), ids=lambda v: getattr(v, "name", v))
def test_every_option_says_what_it_does(path: str, option: click.Option) -> None:
    assert (option.help or "").rstrip().endswith((".", ")", "]")), f"{path} {option.opts}: give the option a help text"
    section = PAGE.read_text(encoding="utf-8").partition(f"### `{path}`")[2].partition("\n### ")[0]
    for name in option.opts:
        assert f"`{name}`" in section


@pytest.mark.parametrize(("path", "argument"), list(parameters(click.Argument)), ids=lambda v: getattr(v, "name", v))
def test_every_argument_is_spoken_of(path: str, argument: click.Argument) -> None:
    command = dict(COMMANDS)[path]
    name = argument.make_metavar(click.Context(command)).strip("[].")
    text = " ".join([command.help or "", *((p.help or "") for p in command.params if isinstance(p, click.Option))])
    assert name in text, f"{path}: say in the help text what {name} is"


@pytest.mark.parametrize(
    ("schema", "name"), [(schema, field.name) for schema in SCHEMA for field in fields(schema)], ids=str
)
def test_every_setting_says_what_it_means(schema: type, name: str) -> None:
    field = next(f for f in fields(schema) if f.name == name)
    assert field.metadata.get("told"), f"{schema.__name__}.{name}: give the field metadata=_told(…)"
    assert f"| `{name.rstrip('_')}` |" in PAGE.read_text(encoding="utf-8")


def test_every_member_of_sources_is_explained() -> None:
    assert set(reference.SOURCES) == set(sources.KEYS)


@pytest.mark.parametrize("name", [*items.ACTIONS, *items.MEMBERS, *items.TARGET_MEMBERS, *get_args(items.State)])
def test_every_part_of_a_correction_is_explained(name: str) -> None:
    page = (ROOT / "docs/about/corrections.md").read_text(encoding="utf-8")
    rows = "\n".join(line.partition("|")[2].partition("|")[0] for line in page.splitlines() if line.startswith("|"))
    assert f"`{name}`" in rows


def test_it_is_written_where_asked(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    target = tmp_path / "r.md"
    assert reference.main([str(target)]) == 0
    assert reference.main(["-"]) == 0
    assert capsysbinary.readouterr().out == target.read_bytes() == PAGE.read_bytes()
    assert reference.main([str(tmp_path / "no/r.md")]) == 1
    assert b"can't be written" in capsysbinary.readouterr().err


def test_a_command_without_words_would_be_seen() -> None:
    """The page is made from the commands as they are: one that comes is on it."""

    @click.command()
    @click.option("--loud", is_flag=True, help="Louder.")
    def shout(loud: bool) -> None:
        """Shout."""

    main.add_command(shout, "shout")
    try:
        made = reference.reference()
    finally:
        del main.commands["shout"]
    assert "### `briefing shout`" in made
    assert "| `--loud` | none | Louder. |" in made
