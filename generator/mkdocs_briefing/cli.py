"""The command line door: ``briefing json`` and ``briefing write``, with the settings of the MkDocs plugin."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_briefing import __version__

if TYPE_CHECKING:
    from mkdocs_briefing.model import Briefing, Problem
    from mkdocs_briefing.settings import Settings

_CONFIG = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A MkDocs configuration: its settings under “briefing” are used.",
)
_STRICT = click.option("--strict", is_flag=True, help="End with status 1 when there are problems.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="briefing")
def main() -> None:
    """Make a briefing from a folder of articles on one story.

    Status 0: done, problems are listed on the standard error. 1: problems, with --strict. 2: nothing could be read.
    """


@main.command("json")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of the screen.")
@_CONFIG
@_STRICT
def json_(folder: Path | None, output: Path | None, config: Path | None, strict: bool) -> None:
    """Write what was found in FOLDER as one JSON document.

    Without --config there are no topics; with it, the result is what the site publishes as data/briefing.json.
    """
    from mkdocs_briefing import exports

    settings, briefing, problems = _build(folder, config)
    _put(output, exports.dumps(briefing))
    _end(briefing, problems, strict or settings.strict)


def _build(folder: Path | None, config: Path | None) -> tuple[Settings, Briefing, list[Problem]]:
    """Settings, briefing and the problems of both; ends the program when there is nothing to read them from."""
    from mkdocs_briefing import pipeline
    from mkdocs_briefing.settings import Settings, read_config

    settings = Settings()
    problems: list[Problem] = []
    if config is not None:
        settings, beside, problems = read_config(config)
        folder = folder or beside
        fatal = [problem for problem in problems if problem.severity == "error"]
        if fatal:
            _tell(fatal)
            sys.exit(2)
    if folder is None:
        raise click.UsageError("name a FOLDER of articles, or a configuration with --config")
    briefing = pipeline.build(folder, settings)
    return settings, briefing, [*problems, *briefing.problems]


def _end(briefing: Briefing, problems: list[Problem], strict: bool) -> None:
    _tell(problems)
    if not briefing.articles:
        sys.exit(2)
    if strict and any(problem.severity != "info" for problem in problems):
        sys.exit(1)


def _tell(problems: Iterable[Problem]) -> None:
    for problem in problems:
        place = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
        click.echo(f"{place}: {problem.message}", err=True)


def _put(output: Path | None, text: str) -> None:
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
        return
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"{output}: can't be written: {error.strerror}") from None
