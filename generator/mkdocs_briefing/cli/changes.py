"""`briefing changes`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mkdocs_briefing.cli.shared import RefusedError, here, put, settled

if TYPE_CHECKING:
    from mkdocs_briefing.desk.changes import JSON


@click.command()
@click.argument("old", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.argument("new", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--base", metavar="COMMIT", help="Compare the folder as it is in this commit or branch with what is here."
)
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="With --base: the MkDocs configuration (default: the mkdocs.yml in this folder).",
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of the screen.")
def changes(old: Path | None, new: Path | None, base: str | None, config: Path | None, output: Path | None) -> None:
    """Say what changes from one briefing to another, as Markdown for a pull request or a job summary.

    OLD and NEW are files of “briefing json”. With --base both are made here: from a commit or branch of git, and from
    the files as they are. Told are new statements, new witnesses and readings of known statements, statements joined or
    parted, passages lost and why, corrections whose state changed, and new problems.

    Status 0: compared. 2: one of the two can't be read.
    """
    from mkdocs_briefing.desk import changes as compared

    try:
        if base is not None:
            if old is not None:
                raise click.UsageError("name either two files or --base, not both")
            before, after = _from_git(base, config)
        elif old is None or new is None:
            raise click.UsageError("name two files of “briefing json”, or a commit with --base")
        else:
            before, after = _read(old), _read(new)
        found = compared.compare(before, after)
    except (KeyError, TypeError, AttributeError) as error:
        told = (
            f"{old} or {new}: a member is missing or not of its kind ({error}); write both again with “briefing json”"
        )
        raise RefusedError(told) from None
    except compared.FormError as error:
        raise RefusedError(str(error)) from None
    put(output, compared.markdown(found) + "\n")


def _read(path: Path) -> JSON:
    from mkdocs_briefing.desk.changes import checked

    try:
        document: Any = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise RefusedError(f"{path}: can't be read: {error.strerror}; check the name") from None
    except (ValueError, RecursionError) as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise RefusedError(f"{path}{line}: isn't JSON; write it again with “briefing json -o {path}”") from None
    return checked(document, str(path))


def _from_git(base: str, config: Path | None) -> tuple[JSON, JSON]:
    from mkdocs_briefing.desk import base as earlier

    config = here(None, config)
    if config is None:
        raise click.UsageError("there is no mkdocs.yml in this folder; name one with --config")
    try:
        repository = earlier.top(config.resolve().parent)
        with earlier.unpacked(repository, base) as files:
            before = _built(files / config.resolve().relative_to(repository), missing=True)
    except earlier.GitError as error:
        raise RefusedError(str(error)) from None
    return before, _built(config)


def _built(config: Path, *, missing: bool = False) -> JSON:
    """The result for a configuration; an empty one where it is ``missing`` or can't be read at an earlier commit."""
    from mkdocs_briefing import exports, pipeline
    from mkdocs_briefing.cli.shared import progress
    from mkdocs_briefing.desk.changes import EMPTY

    if missing and not config.is_file():
        return EMPTY
    settings, folder, problems = settled(None, config)
    fatal = [p for p in problems if p.severity == "error"]
    if fatal:
        if missing:
            return EMPTY
        told = fatal[0].file if fatal[0].line is None else f"{fatal[0].file}:{fatal[0].line}"
        raise RefusedError(f"{told}: {fatal[0].message}")
    with progress() as report:
        return exports.to_json(pipeline.build(folder, settings, progress=report))
