"""What the commands share: options, reading a briefing, telling problems and progress, ending with a status."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_briefing.model import Briefing, Problem
    from mkdocs_briefing.settings import Settings


class RefusedError(click.ClickException):
    """Nothing could be read: one line, status 2."""

    exit_code = 2


CONFIG = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A MkDocs configuration: its settings under “briefing” are used.",
)
CONFIG_HERE = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A MkDocs configuration: its settings under “briefing” are used. Without it and without FOLDER it is the "
    "mkdocs.yml in this folder.",
)
STRICT = click.option("--strict", is_flag=True, help="End with status 1 when there are problems.")


def build(folder: Path | None, config: Path | None) -> tuple[Settings, Path, Briefing, list[Problem]]:
    """Settings, folder, briefing and the problems of both; ends the program when there is nothing to read them from."""
    from mkdocs_briefing import pipeline

    settings, folder, problems = settled(folder, config)
    fatal = [problem for problem in problems if problem.severity == "error"]
    if fatal:
        tell(fatal)
        sys.exit(2)
    try:
        with progress() as report:
            briefing = pipeline.build(folder, settings, keep=config is not None, progress=report)
    except OSError as error:  # no article's own file: no room for temporary files
        raise click.ClickException(f"{error.filename or 'a temporary file'}: {error.strerror}; make room") from None
    return settings, folder, briefing, [*problems, *briefing.problems]


def settled(folder: Path | None, config: Path | None) -> tuple[Settings, Path, list[Problem]]:
    """Settings, the folder of articles and what is wrong with the settings; ends when neither place is named."""
    from mkdocs_briefing.settings import Settings, no_folder, read_config

    settings = Settings()
    problems: list[Problem] = []
    if config is not None:
        settings, beside, problems = read_config(config)
        if folder is None and not beside.is_dir() and not any(p.severity == "error" for p in problems):
            problems = [*problems, no_folder(config)]
        folder = folder or beside
    if folder is None:
        raise click.UsageError(
            "there is no mkdocs.yml in this folder; name a FOLDER of articles, or a configuration with --config"
        )
    return settings, folder, problems


def here(folder: Path | None, config: Path | None) -> Path | None:
    """The configuration to use: the one named, else the ``mkdocs.yml`` of this folder where no FOLDER is named."""
    usual = Path("mkdocs.yml")
    return usual if config is None and folder is None and usual.is_file() else config


@contextmanager
def progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on the standard error while articles are read: in a terminal; elsewhere a line every few seconds."""
    if not sys.stderr.isatty():
        from mkdocs_briefing.progress import Lines

        yield Lines(lambda line: click.echo(line, err=True))
        return
    with click.progressbar(length=1, label="Reading articles  ", show_pos=True, file=sys.stderr) as bar:

        def report(done: int, of: int) -> None:
            bar.length = max(1, of)
            bar.label = "Reading articles  " if done < of else "Lining up passages"
            bar.update(done - bar.pos)

        yield report


def end(briefing: Briefing, problems: list[Problem], strict: bool) -> None:
    """Tell the problems and end with status 2 when nothing was read, 1 when ``strict`` and there are any."""
    tell(problems)
    if not briefing.articles:
        sys.exit(2)
    if strict and any(problem.severity != "info" for problem in problems):
        sys.exit(1)


_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def shown(text: str) -> str:
    """One line for a terminal: white space is blanks, and nothing in it moves the cursor or turns the direction."""
    return clean(" ".join(text.split()))


def clean(text: str) -> str:
    """``text`` without what a terminal would act on; blanks stay."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def line_of(problem: Problem) -> str:
    """A problem as one line: file, line, what is wrong and what to do."""
    place = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
    return shown(f"{place}: {problem.message}")


def tell(problems: Iterable[Problem]) -> None:
    """Each problem as one line on the standard error: file, line, what is wrong and what to do."""
    for problem in problems:
        click.echo(line_of(problem), err=True)


def lenient() -> None:
    """Print what the encoding of the screen lacks as question marks, where Python would end with an error."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def put(output: Path | None, text: str) -> None:
    """Write ``text`` into a file, or to the screen; ends the program when the file can't be written."""
    from mkdocs_briefing import writing

    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
        return
    try:
        writing.put(output, text.encode("utf-8"))
    except OSError as error:
        told = f"{output}: can't be written: {error.strerror}; name a file in a folder that is there"
        raise click.ClickException(told) from None
