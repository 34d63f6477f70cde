"""`briefing check`."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_briefing.cli.shared import CONFIG_HERE, STRICT, here, line_of, progress, settled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_briefing.desk.checking import Checked
    from mkdocs_briefing.model import Problem


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@CONFIG_HERE
@STRICT
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="text: a line for each problem; github: annotations for a pull request; json: one document.",
)
def check(folder: Path | None, config: Path | None, strict: bool, form: str) -> None:
    """Read settings, articles and corrections, and tell all that is wrong, without building a site.

    Every page is made in memory, every printed word is compared with its file, and every link is followed. Problems
    come one a line with file and line; the last line counts articles, statements, corrections and problems.

    Status 0: a site can be published. 1: it can't (a printed word is not the file's, a generated link is dead), or
    there are problems and --strict is given. 2: nothing could be read (no settings, no folder, no article).
    """
    config = here(folder, config)
    settings, folder, problems = settled(folder, config)
    if any(problem.severity == "error" for problem in problems):
        _write(None, problems, form, folder, config, 2)
        sys.exit(2)
    from mkdocs_briefing.desk import checking

    with progress() as report:
        found = checking.check(folder, settings, config, progress=report)
    every = [*problems, *found.all]
    status = 0
    if not found.briefing.articles:
        status = 2
    elif found.unfit or ((strict or settings.strict) and any(p.severity != "info" for p in every)):
        status = 1
    _write(found, every, form, folder, config, status)
    sys.exit(status)


def _write(
    found: Checked | None, problems: Sequence[Problem], form: str, folder: Path, config: Path | None, status: int
) -> None:
    from mkdocs_briefing import writing
    from mkdocs_briefing.desk import checking, repository
    from mkdocs_briefing.desk.annotations import annotation

    beside = [] if config is None else [config.parent, writing.docs_dir(config)]
    base = repository.root(folder) if form != "text" else Path.cwd()
    placed = repository.placed(problems, [folder, *beside, Path()], base)
    briefing = found.briefing if found is not None else None
    if form == "json":
        document = {
            "schema": "briefing-check/1",
            "status": status,
            "articles": len(briefing.articles) if briefing is not None else 0,
            "statements": len(briefing.statements) if briefing is not None else 0,
            "corrections": len(briefing.corrections) if briefing is not None else 0,
            "problems": [
                {"file": p.file, "line": p.line, "severity": p.severity, "message": p.message} for p in placed
            ],
        }
        click.echo(json.dumps(document, indent=1))
        return
    for problem in sorted(placed, key=lambda p: ("error", "warning", "info").index(p.severity)):
        if form == "github":
            click.echo(annotation(problem))
        else:
            click.echo(line_of(replace(problem, message=_word(problem) + problem.message)))
    click.echo(checking.summary(briefing, problems))


def _word(problem: Problem) -> str:
    return "" if problem.severity == "warning" else f"{problem.severity}: "
