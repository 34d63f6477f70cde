"""Nothing is asked twice: which items an override has settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_briefing.model import Article, Span
from mkdocs_briefing.overrides import Override, Target
from mkdocs_briefing.overrides.quoting import occurrences
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

At = tuple[str, Span, str | None]
"""Where a target's words stand: article id, span, id of the passage that has them."""


@dataclass(frozen=True, slots=True)
class _Placed:
    override: Override
    target: tuple[At, ...]
    other: tuple[At, ...]


def unsettled(scene: Scene, items: Iterable[Item], overrides: Sequence[Override]) -> list[Item]:
    """The items that no override settles.

    An override settles an item when its action is one for its kind and its words are the item's: words of the passage,
    and for two passages words of both. To accept a cut is one thing and to accept the passage another: an ``accept``
    whose words are those of a cut settles that and nothing else.
    """
    items = list(items)
    placed = [_placed(scene, override) for override in overrides]
    cuts = [place for item in items if item.kind == "silent-cut" for place in item.places[:-1]]
    of_cuts = {n for n, p in enumerate(placed) if p.override.action == "accept" and any(_on(p, cut) for cut in cuts)}
    return [
        item
        for item in items
        if not any(_settles(p, item, n in of_cuts) for n, p in enumerate(placed) if _fits(p, item, n in of_cuts))
    ]


def _fits(placed: _Placed, item: Item, of_cut: bool) -> bool:
    if placed.override.action not in SETTLING[item.kind]:
        return False
    return placed.override.action != "accept" or of_cut == (item.kind == "silent-cut")


def _settles(placed: _Placed, item: Item, of_cut: bool) -> bool:
    if of_cut:
        return any(_on(placed, place) for place in item.places[:-1])
    if placed.override.action == "hide":
        return any(_has(placed.target, place) for place in item.places)
    if not placed.other:
        return placed.override.with_ is None and _has(placed.target, item.places[0])
    held = [[_has(ends, place) for place in item.places] for ends in (placed.target, placed.other)]
    return any(a and b for i, a in enumerate(held[0]) for j, b in enumerate(held[1]) if i != j)


def _on(placed: _Placed, place: Place) -> bool:
    """Whether an override is about these very words."""
    return any(article == place.article and _alike(span, place.span) for article, span, _ in placed.target)


def _alike(one: Span, other: Span) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and shared >= _SAME * (max(one[1], other[1]) - min(one[0], other[0]))


def _has(ends: Iterable[At], place: Place) -> bool:
    """Whether an override's words are of the place's passage, or, where it has none, of its words."""
    for article, span, passage in ends:
        if article != place.article:
            continue
        if place.passage is not None and passage is not None:
            if passage == place.passage:
                return True
        elif span[0] < place.span[1] and place.span[0] < span[1]:
            return True
    return False


def _placed(scene: Scene, override: Override) -> _Placed:
    other = () if override.with_ is None else _ends(scene, override.with_)
    return _Placed(override, _ends(scene, override.target), other)


def _ends(scene: Scene, target: Target) -> tuple[At, ...]:
    """Where a target's words stand; nowhere if they stand in several places of equal right."""
    found = [(article, span) for article in _named(scene, target) for span in occurrences(article.text, target)]
    if len(found) != 1:
        return ()
    ((article, span),) = found
    return ((article.id, span, scene.holding(article.id, span)),)


def _named(scene: Scene, target: Target) -> list[Article]:
    every = list(scene.articles.values())
    if target.article is None:
        return every
    named = [a for a in every if target.article in (a.file, a.label, a.id)]
    same = [a for a in every if target.sha256 and a.sha256.startswith(target.sha256)]
    return named or same
