"""Candidates through an inverted index, and groups in which every part fits the base or most of the others."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias, TypeGuard

from mkdocs_briefing.collation.bonds import Bonds
from mkdocs_briefing.collation.decision import Verdict, weigh
from mkdocs_briefing.collation.parts import Order, Part

_POSTINGS = 80
_NEAREST = 40
_VOTERS = 40
_ROW = 4
"""So many words in a row make anybody's parts candidates: for joining where the speaker is open, else for review."""
_FULLNESS = {"direct": 0, "mixed": 1, "indirect": 2, "narrated": 3}
Rank: TypeAlias = tuple[int, float, str, Order]
Ends: TypeAlias = tuple[int, int]
Weigh: TypeAlias = Callable[[int, int], Verdict | None]
_FREE = Bonds()


class Grouped(NamedTuple):
    """Groups of indexes into the parts (each part in one), base first, and every pair that was compared."""

    groups: list[list[int]]
    verdicts: Mapping[Ends, Verdict]


def rank(part: Part, published: str | None) -> Rank:
    """What is shown first sorts first: direct words, much of them, early; then by what it says."""
    return (_FULLNESS[part.passage.kind], -part.weight, published or "9999", part.order)


def candidates(parts: Sequence[Part]) -> list[Ends]:
    """Pairs worth a decision: a speaker's parts that share a word, anybody's that share four in a row."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, part in enumerate(parts):
        heavy = part.weights
        content = [k for k in part.keys if k in heavy]
        who = "report" if part.passage.kind == "narrated" else part.passage.speaker.id or ""
        for one in {(who, k) for k in content} | {(who, *p) for p in itertools.pairwise(content)}:
            index[one].append(n)
        if part.passage.quoted:
            for row in _rows(part):
                index[row].append(n)
    score: dict[Ends, float] = defaultdict(float)
    for key, held in index.items():
        if 2 <= len(held) <= _POSTINGS:
            for pair in itertools.combinations(held, 2):
                score[pair] += len(key)
    nearest: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for (a, b), value in score.items():
        nearest[a].append((-value, a, b))
        nearest[b].append((-value, a, b))
    return sorted({(a, b) for rows in nearest.values() for _, a, b in sorted(rows)[:_NEAREST]})


def _rows(part: Part) -> set[tuple[str, ...]]:
    """Stretches of four words that begin in the part; they may run on into what the passage says next."""
    line = [t for t in part.whole if t.is_word]
    begins = next((n for n, t in enumerate(line) if t.start >= part.tokens[0].start), 0) if part.tokens else 0
    keys = [t.key for t in line[begins : begins + len(part.keys) + _ROW - 1]]
    return {("words", *keys[i : i + _ROW]) for i in range(len(keys) - _ROW + 1)}


def group(parts: Sequence[Part], ranks: Sequence[Rank], bonds: Bonds = _FREE) -> Grouped:
    """Put together the parts that report one utterance; the strongest pairs are looked at first.

    What ``bonds`` ties is together from the start, and counts as one where others are held against it; what they keep
    apart never comes together.
    """
    memo: dict[Ends, Verdict | None] = {}

    def compare(a: int, b: int) -> Verdict | None:
        pair = (min(a, b), max(a, b))
        if pair not in memo:
            memo[pair] = weigh(parts[pair[0]], parts[pair[1]])
        return memo[pair]

    copies = _copies(parts, compare, bonds)
    first = [n for n in range(len(parts)) if n not in copies]
    found = []
    for a, b in candidates([parts[n] for n in first]):
        verdict = compare(first[a], first[b])
        if _joined(verdict):
            found.append((-verdict.strength, first[a], first[b]))
    home = list(range(len(parts)))
    members = {n: [n] for n in first}
    for row in bonds.tied:
        for n in row[1:]:
            members[row[0]] += members.pop(n)
            home[n] = row[0]

    def fits(n: int, m: int) -> bool:
        return any(_joined(compare(a, b)) for a in bonds.mates(n) for b in bonds.mates(m))

    for _, a, b in sorted(found):
        one, other = home[a], home[b]
        if one == other:
            continue
        both = members[one] + members[other]
        base = min(both, key=lambda n: ranks[n])
        if not bonds.part(members[one], members[other]) and all(_belongs(n, base, both, fits, bonds) for n in both):
            members[one] = both
            for n in members.pop(other):
                home[n] = one
    for n, one in copies.items():
        members[home[one]].append(n)
    groups = [sorted(m, key=lambda n: ranks[n]) for m in members.values()]
    return Grouped(groups, {pair: verdict for pair, verdict in memo.items() if verdict is not None})


def _joined(verdict: Verdict | None) -> TypeGuard[Verdict]:
    return verdict is not None and verdict.against is None


def _copies(parts: Sequence[Part], compare: Weigh, bonds: Bonds) -> dict[int, int]:
    """Parts that print the very words of one before them, and that one: they need no search, however many there are.

    What an editor tied or kept apart is looked at by itself.
    """
    held: dict[tuple[object, ...], int] = {}
    found: dict[int, int] = {}
    for n, part in enumerate(parts):
        if bonds.bound(n):
            continue
        p = part.passage
        same = (p.speaker.id, p.kind, p.negated, p.manner, part.when, *(t.norm for t in part.tokens))
        one = held.setdefault(same, n)
        if one != n and _joined(compare(one, n)):
            found[n] = one
    return found


def _belongs(n: int, base: int, both: list[int], fits: Callable[[int, int], bool], bonds: Bonds) -> bool:
    """The constraint against chains of single links: a part fits the base, or most of the others."""
    if n == base or base in bonds.mates(n) or fits(n, base):
        return True
    others = [m for m in both if m != n][:_VOTERS]
    return 2 * sum(m in bonds.mates(n) or fits(n, m) for m in others) > len(others)
