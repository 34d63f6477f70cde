"""Near misses: passages of several articles that were compared and not joined, with what speaks for and against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from mkdocs_briefing.collation.decision import NO_GROUND, Verdict, evidence
from mkdocs_briefing.collation.grouping import Ends
from mkdocs_briefing.collation.parts import Part
from mkdocs_briefing.model import NearMiss

_LEAST = 2.5
"""So much weight must be shared, most of it not in names, for a pair to be worth an editor's time."""
_CONTAINED, _DICE = 0.6, 0.45
_EACH = 3
"""A passage stands in so many near misses at most, its nearest."""
_MISFIT = "it does not fit the other wordings of that statement"


def near_misses(
    parts: Sequence[Part], verdicts: Mapping[Ends, Verdict], groups: Sequence[Sequence[int]]
) -> tuple[NearMiss, ...]:
    """The nearest pairs that were kept apart, the strongest first; ``groups`` are the final ones.

    Passages that some other part of theirs joins are no near miss.
    """
    home: dict[str, set[int]] = {}
    for number, members in enumerate(groups):
        for n in members:
            home.setdefault(parts[n].passage.id, set()).add(number)
    found = sorted(
        (v for v in verdicts.values() if _is_near(v) and not home[v.pair.a.passage.id] & home[v.pair.b.passage.id]),
        key=lambda v: (-v.pair.strength, v.pair.a.order, v.pair.b.order),
    )
    taken: Counter[str] = Counter()
    pairs: set[tuple[str, str]] = set()
    kept = []
    for verdict in found:
        ends = verdict.pair.a.passage.id, verdict.pair.b.passage.id
        if ends in pairs or ends[::-1] in pairs or max(taken[end] for end in ends) >= _EACH:
            continue
        pairs.add(ends)
        taken.update(ends)
        kept.append(_near_miss(verdict))
    return tuple(kept)


def _is_near(verdict: Verdict) -> bool:
    pair = verdict.pair
    if pair.same_article or pair.a.passage.kind == "narrated" or pair.weight < _LEAST:
        return False
    if verdict.against == NO_GROUND and pair.own_weight < _LEAST:
        return False
    return pair.contained >= _CONTAINED or pair.dice >= _DICE


def _near_miss(verdict: Verdict) -> NearMiss:
    a, b = verdict.pair.a, verdict.pair.b
    shared = "shares " + ", ".join(f"‘{word}’" for word in verdict.pair.shown)
    return NearMiss(
        (a.passage.id, b.passage.id),
        (a.spans, b.spans),
        (shared, *evidence(verdict.pair)),
        verdict.against or _MISFIT,
    )
