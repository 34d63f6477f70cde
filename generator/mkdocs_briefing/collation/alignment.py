"""Two lines of words lined up, the same from either side.

The longest common subsequence (rapidfuzz) is taken twice: of the words as printed, then, in the gaps that are left,
of their keys, which other forms of a word and words of the same sense share. Pairs that nothing beside them supports
are taken out again, so that what remains can serve as anchors.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from rapidfuzz.distance import LCSseq

from mkdocs_briefing.collation.tokens import CUT, Token

Line: TypeAlias = tuple[Token, ...]
Pair: TypeAlias = tuple[int, int]

_STRAY = 2
_TRANSPOSED = 2


def align(one: Line, two: Line) -> tuple[Pair, ...]:
    """Pairs of positions of the words that correspond, rising on both sides; ``align(b, a)`` is its mirror image."""
    left, right = [t.norm for t in one], [t.norm for t in two]
    if right < left:
        return tuple((i, j) for j, i in align(two, one))
    exact = _common([_word(t) for t in one], [_word(t) for t in two])
    pairs = _slid(_filled(exact, one, two), one, two)
    return tuple(_sure(_without_strays(_untangled(pairs, one, two), one, two), one, two))


def _word(token: Token) -> str:
    return _bare(token.norm) if token.weight > 0 else token.norm


def _common(one: Sequence[str], two: Sequence[str]) -> list[Pair]:
    return [
        (i, j)
        for op in LCSseq.opcodes(one, two)
        if op.tag == "equal"
        for i, j in zip(range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True)
    ]


def _filled(exact: list[Pair], one: Line, two: Line) -> list[Pair]:
    """The exact pairs, and between them those of words with weight that have a key in common."""
    out: list[Pair] = []
    i0, j0 = -1, -1
    for i, j in [*exact, (len(one), len(two))]:
        if i - i0 > 1 and j - j0 > 1:
            keys = [
                [t.key if t.weight else f"{side}{n}" for n, t in enumerate(line)]
                for side, line in (("<", one[i0 + 1 : i]), (">", two[j0 + 1 : j]))
            ]
            out += [(i0 + 1 + a, j0 + 1 + b) for a, b in _common(*keys)]
        if i < len(one):
            out.append((i, j))
        i0, j0 = i, j
    return out


def _slid(pairs: list[Pair], one: Line, two: Line) -> list[Pair]:
    """A word that would agree just as well right before the next agreement is moved there, to make one run with it."""
    out = list(pairs)
    for n in range(len(out) - 2, -1, -1):
        (i, j), (i2, j2) = out[n], out[n + 1]
        a, b = i2 - 1, j2 - 1
        if (a, b) != (i, j) and a >= i and b >= j and one[i].norm == one[a].norm == two[b].norm == two[j].norm:
            out[n] = (a, b)
    return out


def same(a: Token, b: Token) -> bool:
    """Whether both print the same word, case, marks and the ending of a possessive apart."""
    return a.norm == b.norm or (a.weight > 0 and b.weight > 0 and _bare(a.norm) == _bare(b.norm))


def _bare(norm: str) -> str:
    return norm.removesuffix("'s").removesuffix("'")


def runs(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Pairs grouped into stretches that are unbroken on both sides."""
    out: list[list[Pair]] = []
    for pair in pairs:
        if out and out[-1][-1] == (pair[0] - 1, pair[1] - 1):
            out[-1].append(pair)
        else:
            out.append([pair])
    return out


def _without_strays(pairs: list[Pair], one: Line, two: Line) -> list[Pair]:
    """Leave out one or two words without weight that stand alone between differences, unless they are at an edge."""
    kept: list[Pair] = []
    stretches = runs(pairs)
    for n, run in enumerate(stretches):
        (i1, j1), (i2, j2) = run[0], run[-1]
        i0, j0 = stretches[n - 1][-1] if n else (-1, -1)
        i9, j9 = stretches[n + 1][0] if n + 1 < len(stretches) else (len(one), len(two))
        weighty = _weighty(run, one)
        near = (max(i1 - i0, j1 - j0) <= _STRAY and n > 0 and _weighty(stretches[n - 1], one)) or (
            max(i9 - i2, j9 - j2) <= _STRAY and n + 1 < len(stretches) and _weighty(stretches[n + 1], one)
        )
        least, most = (min, max) if len(run) > 1 else (max, min)
        opening = least(i1, j1) == 0
        closing = most(i2 - len(one), j2 - len(two)) == -1
        if weighty or near or len(run) > _STRAY or opening or closing:
            kept += run
    return kept


def _weighty(run: Sequence[Pair], line: Line) -> bool:
    return any(line[i].weight > 0 for i, _ in run)


def _untangled(pairs: list[Pair], one: Line, two: Line) -> list[Pair]:
    """Leave out a short agreement in the middle of a change of order, so that the whole of it is one difference."""
    stretches = runs(pairs)
    kept: list[Pair] = []
    for n, run in enumerate(stretches):
        i0, j0 = stretches[n - 1][-1] if n else (-1, -1)
        i9, j9 = stretches[n + 1][0] if n + 1 < len(stretches) else (len(one), len(two))
        (i1, j1), (i2, j2) = run[0], run[-1]
        left, right = (one[i0 + 1 : i1], two[j0 + 1 : j1]), (one[i2 + 1 : i9], two[j2 + 1 : j9])
        crossed = _shares(left[0], right[1]) or _shares(left[1], right[0])
        weighty = sum(1 for i, _ in run if one[i].weight > 0)
        if not (crossed and weighty <= _TRANSPOSED and len(run) <= _TRANSPOSED + 1):
            kept += run
    return kept


def _shares(a: Line, b: Line) -> bool:
    roots = {root(t) for t in a if t.weight > 0}
    return any(t.weight > 0 and root(t) in roots for t in b)


def root(token: Token) -> str:
    """The key of a word; of a long name its beginning, so that a country and its people meet."""
    return token.key[:5] if token.name and len(token.key) > 4 else token.key


def _sure(pairs: list[Pair], one: Line, two: Line) -> list[Pair]:
    """Leave out other forms and words of the same sense that no agreement beside them supports."""
    held = dict(pairs)
    kept = []
    for i, j in pairs:
        if same(one[i], two[j]) or one[i].norm == CUT:
            kept.append((i, j))
            continue
        before = held.get(i - 1) == j - 1 and i > 0
        after = held.get(i + 1) == j + 1
        firm = (before and _firm(one[i - 1], two[j - 1])) or (after and _firm(one[i + 1], two[j + 1]))
        if (before and after) or firm:
            kept.append((i, j))
    return kept


def _firm(a: Token, b: Token) -> bool:
    return a.weight > 0 and same(a, b)
