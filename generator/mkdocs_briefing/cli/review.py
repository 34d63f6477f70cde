"""`briefing review`."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_briefing.cli.shared import CONFIG, STRICT, build, end, lenient, put, tell

if TYPE_CHECKING:
    from mkdocs_briefing.model import Briefing
    from mkdocs_briefing.overrides import Override
    from mkdocs_briefing.review import Item

KINDS = ("override", "speaker", "worked-out", "low", "no-speaker", "silent-cut", "difference", "near-miss", "joined")


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@CONFIG
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="List so many items.")
@click.option("--all", "everything", is_flag=True, help="List all items.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="List this kind alone; repeatable.")
@click.option("--paste", is_flag=True, help="Print the override of every choice, not of the first alone.")
@click.option("--json", "as_json", is_flag=True, help="Write the items as one JSON document, for other tools.")
@click.option(
    "--apply",
    "answers",
    multiple=True,
    metavar="ID=CHOICE[:VALUE]",
    help="Write this answer into overrides.yml; repeatable. All of them are written, or none.",
)
@click.option(
    "-i", "--interactive", is_flag=True, help="Ask about one item after the other; each answer is saved at once."
)
@click.option("--editor", help="Who answers.  [default: “editor” of the settings, or git’s user.name]")
@click.option("--reason", default="", help="Why, for what --apply writes; readers see it.")
@STRICT
def review(
    folder: Path | None,
    config: Path | None,
    limit: int,
    everything: bool,
    kinds: tuple[str, ...],
    paste: bool,
    as_json: bool,
    answers: tuple[str, ...],
    interactive: bool,
    editor: str | None,
    reason: str,
    strict: bool,
) -> None:
    """List what a person should look at in FOLDER, the most doubtful first.

    Speakers not resolved or worked out, passages of low confidence, quotations that nobody is stated to have said,
    silent cuts, differences, what was lined up or kept apart without being sure, and overrides that no longer fit. What
    an override settles is not listed again. Without FOLDER and --config, the mkdocs.yml of this folder is used.

    Status 0: listed or written. 1: an answer could not be taken, nothing is written; or, with --strict, something is
    left to look at or there are problems. 2: nothing could be read.
    """
    from mkdocs_briefing.overrides import read_overrides
    from mkdocs_briefing.review import review as find

    lenient()
    if config is None and folder is None and Path("mkdocs.yml").is_file():
        config = Path("mkdocs.yml")
    settings, place, briefing, problems = build(folder, config)
    if not briefing.articles:
        end(briefing, problems, strict)
    who = editor or settings.editor or _git_name(place)
    items = find(briefing, read_overrides(place)[0], who, datetime.date.today().isoformat())
    chosen = [item for item in items if not kinds or item.kind in kinds]
    if answers:
        _apply(place, items, answers, reason)
        return
    if interactive:
        tell(problems)
        _ask(place, chosen, briefing)
        return
    _list(chosen, None if everything else limit, paste, as_json)
    tell(problems)
    wrong = any(problem.severity != "info" for problem in problems)
    if (strict and chosen) or ((strict or settings.strict) and wrong):
        sys.exit(1)


def _apply(folder: Path, items: Sequence[Item], answers: Sequence[str], reason: str) -> None:
    from mkdocs_briefing.overrides import NAME
    from mkdocs_briefing.review.answering import AnswerError, Pen, read

    try:
        given = [read(text, items, reason) for text in answers]
        twice = [one.item.id for one in given if sum(other.item.id == one.item.id for other in given) > 1]
        if twice:
            raise AnswerError(f"{twice[0]}: has two answers; give one")
        Pen(folder).write(*given)
    except AnswerError as error:
        click.echo(f"{error}; nothing is written" if not str(error).endswith("written") else str(error), err=True)
        sys.exit(1)
    click.echo(f"{len(given)} answer{'' if len(given) == 1 else 's'} written into {folder / NAME}")


def _ask(folder: Path, items: Sequence[Item], briefing: Briefing) -> None:
    from mkdocs_briefing.cli import keys
    from mkdocs_briefing.review.answering import Pen
    from mkdocs_briefing.review.context import Scene
    from mkdocs_briefing.review.session import Session
    from mkdocs_briefing.review.settled import place_all, unsettled

    scene = Scene(briefing)

    def left(some: Sequence[Item], overrides: Sequence[Override]) -> Sequence[Item]:
        return unsettled(scene, some, place_all(scene, overrides))

    if not items:
        click.echo("nothing to look at")
        return
    Session(items, Pen(folder), keys.Terminal(), lambda text: click.echo(text, nl=False), left).run()


def _list(items: Sequence[Item], limit: int | None, paste: bool, as_json: bool) -> None:
    from mkdocs_briefing.review.printing import as_data, shown

    some = items[:limit]
    if as_json:
        text = json.dumps(as_data(some, len(items)), ensure_ascii=False, indent=1) + "\n"
        put(None, text.encode("utf-8", "replace").decode("utf-8"))
        return
    if not items:
        click.echo("nothing to look at")
        return
    told = f"{len(items)} thing{'' if len(items) == 1 else 's'} to look at"
    click.echo(
        f"{told}, the most doubtful first" + (f"; {len(some)} of them here\n" if len(some) < len(items) else "\n")
    )
    for number, item in enumerate(some, 1):
        click.echo(shown(item, number, len(items), paste=paste))
    click.echo(f"answer one: briefing review --apply {items[0].id}={items[0].choices[0].name}, or all in turn: -i")


def _git_name(folder: Path) -> str | None:
    """The name that git knows in a folder; ``None`` without git or a name."""
    try:
        done = subprocess.run(
            ["git", "config", "user.name"], cwd=folder, capture_output=True, text=True, check=False, timeout=10
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    return done.stdout.strip() or None
