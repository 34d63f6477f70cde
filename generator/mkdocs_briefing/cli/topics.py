"""`briefing topics`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_briefing.cli.shared import CONFIG_HERE, STRICT, build, clean, end, here, put

if TYPE_CHECKING:
    from mkdocs_briefing.desk.catches import Catch, Catches, Subject

FEW = 30
"""How many passages on no topic are listed in a terminal."""


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@CONFIG_HERE
@STRICT
@click.option("-a", "--all", "every", is_flag=True, help=f"List all passages on no topic, not the first {FEW}.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
def topics(folder: Path | None, config: Path | None, strict: bool, every: bool, as_json: bool) -> None:
    """Show what each term of each topic and matter catches, and what is on no topic.

    For a term: passages, articles, and a few places. Said as well: a term that catches nothing, and one that another
    term makes needless. For passages on no topic: the words that tell them from the rest of the folder, each as it
    could stand among a topic's terms.
    """
    config = here(folder, config)
    settings, _, briefing, problems = build(folder, config)
    from mkdocs_briefing.desk.catches import catches

    found = catches(briefing, settings)
    if as_json:
        put(None, json.dumps({"schema": "briefing-topics/1", **asdict(found)}, ensure_ascii=False, indent=1) + "\n")
    elif briefing.articles:
        put(None, "".join(f"{clean(line)}\n" for line in _lines(found, every)))
    end(briefing, problems, strict or settings.strict)


def _lines(found: Catches, every: bool) -> Iterator[str]:
    from mkdocs_briefing.desk.repository import counted

    if not found.subjects:
        yield "No topics are set. Words below may be worth a term; topics stand in mkdocs.yml under “briefing”."
        yield ""
    for subject in found.subjects:
        yield _head(subject)
        for catch in subject.terms:
            yield from _term(catch)
        if subject.unnamed:
            yield f"  {counted(subject.unnamed, 'passage')} by the editor, or lined up with one above"
        yield ""
    rest = len(found.unplaced)
    yield f"On no topic: {rest:,} of {counted(found.attributed, 'attributed passage')}"
    if found.telling:
        yield "  words that tell them from the rest, as terms:"
    for word in found.telling:
        spread = f"{counted(word.passages, 'passage')}, {counted(word.articles, 'article')}"
        yield f"    {word.term:<24} {spread}"
    shown = found.unplaced if every else found.unplaced[:FEW]
    for passage in shown:
        telling = f" [{', '.join(passage.telling)}]" if passage.telling else ""
        yield f"  {passage.place}: {passage.words}{telling}"
    if len(shown) < rest:
        yield f"  and {rest - len(shown):,} more; --all lists them"


def _head(subject: Subject) -> str:
    from mkdocs_briefing.desk.repository import counted

    where = f"{counted(subject.passages, 'passage')}, {counted(subject.articles, 'article')}"
    noun = "Topic" if subject.of is None else f"Matter of {subject.of}"
    return f"{noun} “{subject.title}” ({subject.id}): {where}"


def _term(catch: Catch) -> Iterator[str]:
    from mkdocs_briefing.desk.repository import counted

    if not catch.passages:
        told = "catches nothing"
        if catch.elsewhere:
            told += f", though the articles have it {'once' if catch.elsewhere == 1 else f'{catch.elsewhere:,} times'}"
        yield f"  {catch.term:<24} {told}; change it or remove it"
        return
    told = f"{counted(catch.passages, 'passage')}, {counted(catch.articles, 'article')}, {catch.alone:,} by it alone"
    if catch.shadowed_by is not None:
        told += f"; needless beside “{catch.shadowed_by}”"
    yield f"  {catch.term:<24} {told}"
    for example in catch.examples:
        yield f"      {example.place}: {example.before}[{example.hit}]{example.after}"
