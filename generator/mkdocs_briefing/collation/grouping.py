"""Candidates through an inverted index, and groups in which every part fits the base or most of the others."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Sequence

from mkdocs_briefing.collation.decision import Join, decide
from mkdocs_briefing.collation.parts import Part, weights

_POSTINGS = 80
_NEAREST = 40
_FULLNESS = {"direct": 0, "mixed": 1, "indirect": 2, "narrated": 3}
Rank = tuple[int, float, str, tuple[str, str, int]]


def rank(part: Part, published: str | None) -> Rank:
    """What is shown first sorts first: direct words, much of them, early; then by what it says."""
    return (_FULLNESS[part.passage.kind], -part.weight, published or "9999", part.order)


def candidates(parts: Sequence[Part]) -> list[tuple[int, int]]:
    """Pairs worth a decision: a speaker's parts that share a word, anybody's that share six in a row."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, part in enumerate(parts):
        keys = [t.key for t in part.tokens if t.is_word]
        heavy = weights(part.tokens)
        content = [k for k in keys if k in heavy]
        who = "report" if part.passage.kind == "narrated" else part.passage.speaker.id or ""
        for one in {(who, k) for k in content} | {(who, *p) for p in itertools.pairwise(content)}:
            index[one].append(n)
        if part.passage.quoted:
            for six in {tuple(keys[i : i + 6]) for i in range(len(keys) - 5)}:
                index[("words", *six)].append(n)
    score: dict[tuple[int, int], float] = defaultdict(float)
    for key in sorted(index):
        held = index[key]
        if 2 <= len(held) <= _POSTINGS:
            for i, a in enumerate(held):
                for b in held[i + 1 :]:
                    score[a, b] += len(key)
    nearest: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for (a, b), value in score.items():
        nearest[a].append((-value, a, b))
        nearest[b].append((-value, a, b))
    return sorted({(a, b) for rows in nearest.values() for _, a, b in sorted(rows)[:_NEAREST]})


def group(parts: Sequence[Part], ranks: Sequence[Rank]) -> tuple[list[list[int]], dict[tuple[int, int], Join]]:
    """Groups of indexes into ``parts`` (each part in one), base first, and the joins that were found."""
    memo: dict[tuple[int, int], Join | None] = {}

    def fits(a: int, b: int) -> Join | None:
        pair = (min(a, b), max(a, b))
        if pair not in memo:
            memo[pair] = decide(parts[pair[0]], parts[pair[1]])
        return memo[pair]

    copies = _copies(parts, fits)
    first = [n for n in range(len(parts)) if n not in copies]
    chosen = candidates([parts[n] for n in first])
    found = [(-join.strength, first[a], first[b]) for a, b in chosen if (join := fits(first[a], first[b]))]
    home = list(range(len(parts)))
    members = {n: [n] for n in first}
    for _, a, b in sorted(found):
        one, other = home[a], home[b]
        if one == other:
            continue
        both = members[one] + members[other]
        base = min(both, key=lambda n: ranks[n])
        if all(_belongs(n, base, both, fits) for n in both):
            members[one] = both
            for n in members.pop(other):
                home[n] = one
    for n, one in copies.items():
        members[home[one]].append(n)
    groups = [sorted(m, key=lambda n: ranks[n]) for m in members.values()]
    return groups, {pair: join for pair, join in memo.items() if join}


def _copies(parts: Sequence[Part], fits: Callable[[int, int], Join | None]) -> dict[int, int]:
    """Parts that print the very words of one before them, and that one: they need no search, however many there are."""
    held: dict[tuple[object, ...], int] = {}
    found: dict[int, int] = {}
    for n, part in enumerate(parts):
        p = part.passage
        same = (p.speaker.id, p.kind, p.negated, p.manner, part.when, *(t.norm for t in part.tokens))
        one = held.setdefault(same, n)
        if one != n and fits(one, n):
            found[n] = one
    return found


def _belongs(n: int, base: int, both: list[int], fits: Callable[[int, int], Join | None]) -> bool:
    if n == base or fits(n, base):
        return True
    others = [m for m in both if m != n][:40]
    return 2 * sum(1 for m in others if fits(n, m)) > len(others)
