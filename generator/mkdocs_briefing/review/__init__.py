"""Review: from a briefing and its overrides to what a person should look at, most doubtful first.

Public: ``review`` makes the list of ``Item``s. `answering` reads answers and writes them into ``overrides.yml``,
`session` asks one after the other, `printing` puts items into words and into plain data.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mkdocs_briefing.model import Briefing
from mkdocs_briefing.overrides import Override
from mkdocs_briefing.review.context import Scene
from mkdocs_briefing.review.finding import find
from mkdocs_briefing.review.items import KINDS, Choice, Item, Place
from mkdocs_briefing.review.settled import place_all, unsettled

__all__ = ["KINDS", "Choice", "Item", "Place", "review"]


def review(
    briefing: Briefing, overrides: Sequence[Override], editor: str | None = None, date: str | None = None
) -> list[Item]:
    """What a person should look at, most doubtful first, without what ``overrides`` have settled.

    ``editor`` and ``date`` (ISO) stand in the overrides of the choices. The order is that of doubt, then of the number
    of articles touched, then of labels and places; nothing depends on the order of files.
    """
    scene = Scene(briefing)
    placed = place_all(scene, overrides)
    left = unsettled(scene, find(scene, placed, editor, date), placed)
    return _told_apart(sorted(left, key=_order))


def _order(item: Item) -> tuple[object, ...]:
    first = item.places[0]
    return (-item.doubt, -item.articles, first.label, first.span, item.kind, item.id)


def _places(item: Item) -> set[tuple[str, object]]:
    return {(place.article, place.passage or place.span) for place in item.places}


def _told_apart(items: Iterable[Item]) -> list[Item]:
    """Each item once; where two articles print the same words in the same surroundings, the second has ``-2``."""
    seen: dict[str, list[Item]] = {}
    out: list[Item] = []
    for item in items:
        same = seen.setdefault(item.id, [])
        if any(_places(one) == _places(item) for one in same):
            continue
        same.append(item)
        out.append(item if len(same) == 1 else replace(item, id=f"{item.id}-{len(same)}"))
    return out
