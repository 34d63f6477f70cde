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

    settings, _, briefing, problems = _build(folder, config)
    _put(output, exports.dumps(briefing))
    _end(briefing, problems, strict or settings.strict)


def _build(folder: Path | None, config: Path | None) -> tuple[Settings, Path, Briefing, list[Problem]]:
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
            _tell(fatal)
            sys.exit(2)
    if folder is None:
        raise click.UsageError("name a FOLDER of articles, or a configuration with --config")
    briefing = pipeline.build(folder, settings)
    return settings, folder, briefing, [*problems, *briefing.problems]


def _end(briefing: Briefing, problems: list[Problem], strict: bool) -> None:
    _tell(problems)
    if not briefing.articles:
        sys.exit(2)
    if strict and any(problem.severity != "info" for problem in problems):
        sys.exit(1)


def _tell(problems: Iterable[Problem]) -> None:
    for problem in problems:
        place = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
        click.echo(" ".join(f"{place}: {problem.message}".split()), err=True)


def _put(output: Path | None, text: str) -> None:
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
        return
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"{output}: can't be written: {error.strerror}") from None


@main.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="A MkDocs configuration: its settings under “briefing” and its pages are used.",
)
@click.option(
    "--site-config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a MkDocs configuration here that builds the same site from DIR without the plugin.",
)
@_STRICT
def write(directory: Path, config: Path, site_config: Path | None, strict: bool) -> None:
    """Write the pages of the site into DIR as Markdown, with the hand-written pages and the downloads.

    Only files that an earlier run wrote are overwritten or removed. Nothing is written, and the status is 1, when a
    printed word does not agree with its article.
    """
    from mkdocs_briefing import pipeline, writing

    settings, folder, briefing, problems = _build(None, config)
    docs = writing.docs_dir(config)
    refused = writing.refuse_place(directory, {"the folder of the articles": folder, "the docs folder": docs})
    if refused or not briefing.articles:
        _tell([*refused, *problems])
        sys.exit(2 if not briefing.articles else 1)
    site = pipeline.publish(briefing, settings)
    own = writing.hand_written(docs)
    pages = {path: text for path, text in site.files.items() if path.endswith(".md") and isinstance(text, str)}
    pages = {path: text for path, text in pages.items() if path not in own}
    faults = pipeline.check(folder, briefing, pages, frozenset({*site.files, *own} - set(pages)))
    if faults:
        _tell(faults)
        sys.exit(1)
    try:
        theme = writing.site_files(config) if site_config is not None else {}
        writing.write(directory, {**site.files, **own, **theme})
        if site_config is not None:
            navigation = [*site.navigation, *writing.about(own)]
            sheets = [path for path in sorted(site.files) if path.endswith(".css")]
            _put(site_config, writing.site_config(config, site_config, directory, navigation, sheets, site.apart))
    except writing.RefusedError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename or directory}: can't be written: {error.strerror}") from None
    _end(briefing, problems, strict or settings.strict)
