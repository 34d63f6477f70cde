"""The reference page, made from the settings' schema and the command line: `python -m mkdocs_briefing.reference`.

Writes ``docs/about/reference.md`` in the current folder, or the file named, or with ``-`` the screen. Nothing in the
page is kept anywhere else: what an option or a member means stands where it is declared.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Any

import click

from mkdocs_briefing.settings import LimitSettings, MatterSetting, Settings, SpeakerSetting, TopicSetting

PAGE = Path("docs/about/reference.md")

_HEAD = """\
---
title: Reference
description: Every command, option and setting.
order: 6
search:
  boost: 0.2
---

# Reference

<!-- Written by “python -m mkdocs_briefing.reference”. Change the schema or the commands, not this page. -->

How to do something is on the page [How to](how-to.md); here stands all that there is to set. A list in the "default"
column that is empty says "none".

"""

_SETTINGS = """\
## Settings

They stand in `mkdocs.yml` under `plugins: - briefing:`. The command line reads the same ones with `--config`. A setting
that is not known, or a value that can't be, is a warning with its line and leaves the default; `mkdocs build --strict`
fails on it.

"""

_PARTS: tuple[tuple[str, type, str], ...] = (
    ("A topic", TopicSetting, "An item of `topics`. The page says which term put a passage there."),
    ("A matter", MatterSetting, "An item of `matters`. A matter without a passage says so."),
    ("A speaker", SpeakerSetting, "An item of `speakers`."),
    ("Limits", LimitSettings, "What stands below `limits`. What is beyond a limit is told in one line for each file."),
)

SOURCES: Mapping[str, str] = {
    "label": "what stands for the article in tables; else its outlet and date, else a part of its file's name",
    "outlet": "who published it",
    "url": "its address",
    "published": "the day it was published, as `2031-03-04`",
    "retrieved": "the day it was fetched",
    "author": "who wrote it",
    "credit": "an agency or source that the whole article is credited to",
    "language": "its language, as a code (`en`); else told from the text",
    "translated_from": "the language that it was translated from, as a code",
    "archive": "the address of a copy in an archive",
    "rights": "on what terms it is here",
    "title": "its headline, where the text prints none",
    "leave_out": "the reason for which it is not read; listed on the method page",
}
"""What a member of `sources.yml` means; a test holds this and ``reading.sources`` together."""

_SOURCES = """\
## sources.yml

`sources.yml` beside the articles says what is known of them: `defaults` for all, and `articles` with entries by file
(`first.txt`, `wire/second.html`), by one article of a file with several (`wire.jsonl#3`: its line, or its place in the
list), by pattern (`"*.html"` for names in any folder, `"wire/*"` for paths; `**` also goes into folders below) or by
folder (`wire/`).

Of several statements on one member, the first of these counts: its own entry; the more exact pattern (more characters
that are no wildcards; of two alike, the later); the deeper folder; `defaults`; front matter, members of JSON, data of
the page; what the text states, such as a date tag. The language is an exception: what a page says of it counts only
where the text is too short to tell. A member without a value says that it is unknown, whatever the article states;
under `defaults` it says nothing. What nobody states stays unknown.

"""

_OVERRIDES = """\
## overrides.yml

Corrections, beside the articles: [Corrections](corrections.md) says how they are written and what each does.

"""

_ADDED = """\
## What the plugin adds to the configuration

Only where `mkdocs.yml` sets nothing of its own: the navigation; the Markdown extensions that the pages need; for `toc`
permanent links and three levels; for the search, word boundaries at quotation marks, and a weight of titles with which
the words of a quotation lead to the statement. Also: a style sheet and a script of this program, under `extra_css` and
`extra_javascript`; and a Content-Security-Policy on finished pages (not while `mkdocs serve` runs, and not on a page of
yours with scripts of its own). A page of yours at the address of a generated one takes its place.

"""


def reference() -> str:
    """The whole page as Markdown."""
    parts = [_HEAD, _commands(), _SETTINGS, _table(Settings), *_schemas(), _SOURCES, _rows("member", SOURCES)]
    parts += [_OVERRIDES, _ADDED]
    return "".join(parts).rstrip("\n") + "\n"


def _schemas() -> Iterator[str]:
    for title, schema, told in _PARTS:
        yield f"### {title}\n\n{told}\n\n{_table(schema)}"


def _table(schema: type[Any]) -> str:
    rows = [f"| `{f.name.rstrip('_')}` | {_default(f)} | {f.metadata['told']} |" for f in fields(schema)]
    return "| setting | default | meaning |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n\n"


def _default(one: Field[Any]) -> str:
    if is_dataclass(one.default):
        return "see below"
    if one.default is MISSING or one.default in (None, (), ""):
        return "none"
    return f"`{str(one.default).lower() if isinstance(one.default, bool) else one.default}`"


def _rows(what: str, told: Mapping[str, str]) -> str:
    rows = "".join(f"| `{name}` | {meaning} |\n" for name, meaning in told.items())
    return f"| {what} | meaning |\n| --- | --- |\n{rows}\n"


# ------------------------------------------------------------------------------------------------- commands


def _commands() -> str:
    from mkdocs_briefing.cli import main

    return "## Commands\n\n" + "".join(_command(path, command) for path, command in walk(main))


def walk(command: click.Command, path: str = "briefing") -> Iterator[tuple[str, click.Command]]:
    """Every command with its name as typed, the group first."""
    yield path, command
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from walk(inner, f"{path} {name}")


def _command(path: str, command: click.Command) -> str:
    context = click.Context(command, info_name=path, help_option_names=["-h", "--help"])
    told = _reflowed(inspect.cleandoc(command.help or ""))
    usage = " ".join([path, *command.collect_usage_pieces(context)])
    rows = [_option(parameter) for parameter in command.get_params(context) if isinstance(parameter, click.Option)]
    table = "| option | default | meaning |\n| --- | --- | --- |\n" + "".join(rows)
    extra = "`python -m mkdocs_briefing` is the same program.\n\n" if path == "briefing" else ""
    return f"### `{path}`\n\n```text\n{usage}\n```\n\n{told}\n\n{extra}{table}\n"


def _reflowed(text: str) -> str:
    """The paragraphs of a help text, each on one line."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _option(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    if not option.is_flag:
        names += f" {_takes(option)}"
    told = " ".join((option.help or "").split()).replace("|", "\\|")
    return f"| {names} | {_preset(option)} | {told} |\n"


def _takes(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return "or ".join(f"`{choice}` " for choice in option.type.choices).strip()
    if option.metavar:
        return option.metavar
    return "NUMBER" if isinstance(option.type, click.IntRange) else str(option.type.name).upper()


def _preset(option: click.Option) -> str:
    default = option.default
    if option.is_flag or default in (None, "") or type(default).__name__ == "Sentinel":
        return "none"
    return f"`{default}`"


def main(arguments: list[str]) -> int:
    """Write the page; the status of the program."""
    where = arguments[0] if arguments else str(PAGE)
    if where == "-":
        sys.stdout.buffer.write(reference().encode("utf-8"))
        return 0
    try:
        Path(where).write_text(reference(), encoding="utf-8", newline="\n")
    except OSError as error:
        sys.stderr.write(f"{where}: can't be written: {error.strerror}; name a file, or - for the screen\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
