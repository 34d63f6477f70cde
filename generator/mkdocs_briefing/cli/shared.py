"""What the commands share: options, reading a briefing, telling problems, ending with a status."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mkdocs_briefing.model import Briefing, Problem
    from mkdocs_briefing.settings import Settings

CONFIG = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A MkDocs configuration: its settings under “briefing” are used.",
)
STRICT = click.option("--strict", is_flag=True, help="End with status 1 when there are problems.")


def build(folder: Path | None, config: Path | None) -> tuple[Settings, Path, Briefing, list[Problem]]:
    """Settings, folder, briefing and the problems of both; ends the program when there is nothing to read them from."""
    from mkdocs_briefing import pipeline
    from mkdocs_briefing.settings import Settings, read_config

    settings = Settings()
    problems: list[Problem] = []
    if config is not None:
        settings, beside, problems = read_config(config)
        folder = folder or beside
        fatal = [problem for problem in problems if problem.severity == "error"]
        if fatal:
            tell(fatal)
            sys.exit(2)
    if folder is None:
        raise click.UsageError("name a FOLDER of articles, or a configuration with --config")
    briefing = pipeline.build(folder, settings, keep=config is not None)
    return settings, folder, briefing, [*problems, *briefing.problems]


def end(briefing: Briefing, problems: list[Problem], strict: bool) -> None:
    """Tell the problems and end with status 2 when nothing was read, 1 when ``strict`` and there are any."""
    tell(problems)
    if not briefing.articles:
        sys.exit(2)
    if strict and any(problem.severity != "info" for problem in problems):
        sys.exit(1)


def tell(problems: Iterable[Problem]) -> None:
    """Each problem as one line on the standard error: file, line, what is wrong and what to do."""
    for problem in problems:
        place = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
        click.echo(" ".join(f"{place}: {problem.message}".split()), err=True)


def lenient() -> None:
    """Print what the encoding of the screen lacks as question marks, where Python would end with an error."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def put(output: Path | None, text: str) -> None:
    """Write ``text`` into a file, or to the screen; ends the program when the file can't be written."""
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
        return
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"{output}: can't be written: {error.strerror}") from None
