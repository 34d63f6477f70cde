"""What an editor decided about passages, as bonds between their parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from mkdocs_briefing.collation.pairs import Pair
from mkdocs_briefing.collation.parts import Part
from mkdocs_briefing.model import Constraints

_NONE = Constraints()


class Bonds:
    """Indexes of parts that are tied together, and passages that are kept apart."""

    def __init__(self, parts: Sequence[Part] = (), constraints: Constraints = _NONE) -> None:
        self.parts = parts
        self.tied = _tied(parts, constraints.together)
        """Rows of parts that are one statement, each in order; no part is in two."""
        self.rows = {n: row for row in self.tied for n in row}
        self.enemies: dict[str, set[str]] = defaultdict(set)
        for one, other in constraints.apart:
            self.enemies[one].add(other)
            self.enemies[other].add(one)
        self.named = {key for ends in (*constraints.together, *constraints.apart) for key in ends}

    def mates(self, n: int) -> Sequence[int]:
        """The parts that a part is tied to, itself among them."""
        return self.rows.get(n, (n,))

    def bound(self, n: int) -> bool:
        """Whether anything is decided about the passage of a part."""
        return bool(self.named) and self.parts[n].passage.id in self.named

    def part(self, one: Iterable[int], other: Iterable[int]) -> bool:
        """Whether two groups of parts hold passages that are kept apart."""
        if not self.enemies:
            return False
        there = {self.parts[n].passage.id for n in other}
        return any(self.enemies.get(self.parts[n].passage.id, set()) & there for n in one)


def _tied(parts: Sequence[Part], together: Iterable[tuple[str, str]]) -> list[list[int]]:
    """Rows of parts to put together: each part with the one most like it in the other passage.

    A part of the lesser passage that is like none goes with the part beside it, so that the whole of it is in the
    statement; where nothing is alike at all, both passages are taken whole.
    """
    of: dict[str, list[int]] = defaultdict(list)
    for n, part in enumerate(parts):
        of[part.passage.id].append(n)
    to: dict[int, int] = {}

    def root(n: int) -> int:
        while to.setdefault(n, n) != n:
            n = to[n]
        return n

    for one, other in sorted(together):
        rows = [sorted(of.get(key, ()), key=lambda n: parts[n].number) for key in (one, other)]
        if all(rows):
            for a, b in _links(parts, rows):
                least, most = sorted((root(a), root(b)))
                to[most] = least
    tied: dict[int, list[int]] = defaultdict(list)
    for n in sorted(to):
        tied[root(n)].append(n)
    return [row for _, row in sorted(tied.items())]


def _links(parts: Sequence[Part], rows: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Pairs of parts of two passages that are to be one."""
    one, other = rows
    found = _likest(parts, one, other)
    if not found:
        return [(a, other[0]) for a in one] + [(one[0], b) for b in other]
    linked = {n for ends in found for n in ends}
    lesser = min(rows, key=lambda row: (sum(parts[n].weight for n in row), parts[row[0]].order))
    at = {n: place for place, n in enumerate(lesser)}
    alone = [n for n in lesser if n not in linked]
    return found + [(n, min(linked & at.keys(), key=lambda m: (abs(at[m] - at[n]), at[m]))) for n in alone]


def _likest(parts: Sequence[Part], one: Sequence[int], other: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of parts of two passages: for each part the one of the other passage that shares most with it, if any."""
    strength = {(a, b): Pair(parts[a], parts[b]).strength for a in one for b in other}
    found = {max(((a, b) for b in other), key=lambda ends: strength[ends]) for a in one}
    found |= {max(((a, b) for a in one), key=lambda ends: strength[ends]) for b in other}
    return sorted(ends for ends in found if strength[ends] > 0)
