"""Which passages are one statement, which wording is shown first; differences are settled after collation."""

from __future__ import annotations

from mkdocs_briefing.model import Passage
from mkdocs_briefing.overrides.actions.outcome import NOBODY, Done, Refusal
from mkdocs_briefing.overrides.desk import Desk, Spot, pair
from mkdocs_briefing.overrides.items import Override


def join(desk: Desk, override: Override, spot: Spot, other: Spot | None) -> Done | Refusal:
    """These two passages are one statement."""
    ends = _ends(spot, other)
    if isinstance(ends, Refusal):
        return ends
    one, two = ends
    if (one.kind == "narrated") != (two.kind == "narrated"):
        return Refusal("the article itself says one of the two, somebody the other; these are never one statement")
    if one.kind == "narrated" and one.article == two.article:
        return Refusal("one article itself says both; what articles say is lined up over several articles only")
    key = pair(one.id, two.id)
    tied = _tied(desk, key)
    against = [line for ends, line in desk.apart.items() if tied.issuperset(ends)]
    if against:
        return Refusal(
            f"says the opposite of line {min(against)}, which keeps these passages apart; remove one of them"
        )
    desk.together[key] = override.line
    return _done(other, key)


def split(desk: Desk, override: Override, spot: Spot, other: Spot | None) -> Done | Refusal:
    """These two passages are not one statement."""
    ends = _ends(spot, other)
    if isinstance(ends, Refusal):
        return ends
    key = pair(ends[0].id, ends[1].id)
    tied = _tied(desk, key[:1])
    if key[1] in tied:
        line = min(line for one, line in desk.together.items() if tied.issuperset(one))
        return Refusal(f"says the opposite of line {line}, which makes these passages one; remove one of them")
    desk.apart[key] = override.line
    return _done(other, key)


def base(desk: Desk, override: Override, spot: Spot, other: Spot | None) -> Done | Refusal:  # noqa: ARG001
    """This wording is shown first."""
    if spot.passage is None:
        return NOBODY
    desk.first.add(spot.passage.id)
    return Done(None, (spot.passage.id,))


def later(desk: Desk, override: Override, spot: Spot, other: Spot | None) -> Done | Refusal:  # noqa: ARG001
    """Differences are known after collation only; here both passages must be there."""
    ends = _ends(spot, other)
    return ends if isinstance(ends, Refusal) else _done(other, (ends[0].id, ends[1].id))


def _done(other: Spot | None, passages: tuple[str, ...]) -> Done:
    return Done(None if other is None else other.words, passages)


def _ends(spot: Spot, other: Spot | None) -> tuple[Passage, Passage] | Refusal:
    if spot.passage is None or other is None or other.passage is None:
        return NOBODY
    if spot.passage.id == other.passage.id:
        return Refusal("both targets are words of one passage; quote words of two")
    return spot.passage, other.passage


def _tied(desk: Desk, more: tuple[str, ...]) -> set[str]:
    """The passages that would be in one statement with those of ``more``."""
    tied = set(more)
    grown = True
    while grown:
        before = len(tied)
        for ends in desk.together:
            if tied.intersection(ends):
                tied.update(ends)
        grown = len(tied) > before
    return tied
