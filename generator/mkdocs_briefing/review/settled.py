"""Nothing is asked twice: which items an override has settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_briefing.model import Span
from mkdocs_briefing.overrides import Override, Placed
from mkdocs_briefing.overrides.placing import Shelf
from mkdocs_briefing.review.context import Scene
from mkdocs_briefing.review.items import Item, Kind, Place

_ONE = frozenset({"accept", "speaker", "hide"})
_TWO = frozenset({"join", "split"})
SETTLING: Mapping[Kind, frozenset[str]] = {
    "override": frozenset(),
    "speaker": _ONE,
    "worked-out": _ONE,
    "low": _ONE,
    "no-speaker": _ONE,
    "silent-cut": frozenset({"accept", "split", "hide"}),
    "difference": frozenset({"difference", "no-difference", "hide"}),
    "near-miss": _TWO | {"hide"},
    "joined": _TWO | {"hide"},
}
"""The actions that settle an item, by its kind."""
_SAME = 0.9
"""Two stretches are the same words when they share so much of what either has."""

_APPLIED = ("exact", "moved")


@dataclass(frozen=True, slots=True)
class _End:
    """Words of an article, and the passage that has most of them."""

    article: str
    span: Span
    passage: str | None


@dataclass(frozen=True, slots=True)
class _On:
    """An override in force, and the words that it is about."""

    override: Override
    target: _End | None
    other: _End | None

    @staticmethod
    def of(scene: Scene, placed: Placed) -> _On:
        return _On(placed.override, _end(scene, placed), _end(scene, placed.other))


def _end(scene: Scene, placed: Placed | None) -> _End | None:
    if placed is None or placed.article is None or placed.span is None:
        return None
    return _End(placed.article, placed.span, scene.holding(placed.article, placed.span))


def place_all(scene: Scene, overrides: Sequence[Override]) -> list[Placed]:
    """Where the words of each override stand in the articles of a briefing."""
    shelf = Shelf(tuple(scene.articles.values()), scene.holding)
    return [shelf.place(override) for override in overrides]


def unsettled(scene: Scene, items: Iterable[Item], overrides: Sequence[Placed]) -> list[Item]:
    """The items that no override settles.

    An override settles an item when it is in force, its action is one for the item's kind and its words are the item's:
    words of the passage, and for two passages words of both. To accept a cut is one thing and to accept the passage
    another: an ``accept`` whose words are those of a cut settles that and nothing else.
    """
    items = list(items)
    placed = [_On.of(scene, one) for one in overrides if one.state in _APPLIED]
    cuts = [item.places[0] for item in items if item.kind == "silent-cut"]
    of_cuts = {n for n, p in enumerate(placed) if p.override.action == "accept" and any(_about(p, cut) for cut in cuts)}
    return [
        item
        for item in items
        if not any(_settles(p, item, n in of_cuts) for n, p in enumerate(placed) if _fits(p, item, n in of_cuts))
    ]


def _fits(placed: _On, item: Item, of_cut: bool) -> bool:
    if placed.override.action not in SETTLING[item.kind]:
        return False
    return placed.override.action != "accept" or of_cut == (item.kind == "silent-cut")


def _settles(placed: _On, item: Item, of_cut: bool) -> bool:
    if of_cut:
        return _about(placed, item.places[0])
    if placed.override.action == "hide":
        return any(_has(placed.target, place) for place in item.places)
    if placed.override.with_ is None:
        return _has(placed.target, item.places[0])
    held = [[_has(end, place) for place in item.places] for end in (placed.target, placed.other)]
    return any(a and b for i, a in enumerate(held[0]) for j, b in enumerate(held[1]) if i != j)


def _about(placed: _On, place: Place) -> bool:
    """Whether an override is about these very words."""
    end = placed.target
    return end is not None and end.article == place.article and _alike(end.span, place.span)


def _alike(one: Span, other: Span) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and shared >= _SAME * (max(one[1], other[1]) - min(one[0], other[0]))


def _has(end: _End | None, place: Place) -> bool:
    """Whether an override's words are of the place's passage, or, where it has none, of its words."""
    if end is None or end.article != place.article:
        return False
    if place.passage is not None and end.passage is not None:
        return end.passage == place.passage
    return end.span[0] < place.span[1] and place.span[0] < end.span[1]
