"""From the numbers of a window to spans: the likeliest sequence of tags that is a sequence of spans."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from mkdocs_briefing.attribution.finding.tagger.model import Floats, Reach

_NEVER = -1e9


def reaches(scores: Floats) -> list[Reach]:
    """Spans of one role in a window, from the log-probabilities (word, O/B/I) of its words.

    Viterbi over all sequences in which no inner word follows an outer one; where the likeliest tags taken one by one
    are such a sequence, they are the answer.
    """
    if not len(scores):
        return []
    best: list[int] = scores.argmax(axis=1).tolist()
    if best[0] == 2 or any(now == 2 and before == 0 for before, now in pairwise(best)):
        best = _viterbi(scores.tolist())
    found: list[Reach] = []
    begin: int | None = None
    for at, tag in enumerate([*best, 0]):
        if tag != 2 and begin is not None:
            found.append((begin, at))
            begin = None
        if tag == 1:
            begin = at
    return found


def _viterbi(scores: Sequence[Sequence[float]]) -> list[int]:
    outer, first, inner = scores[0][0], scores[0][1], _NEVER
    back: list[tuple[int, int, int]] = []
    for o, b, i in scores[1:]:
        before = max((outer, 0), (first, 1), (inner, 2))
        running = max((first, 1), (inner, 2))
        back.append((before[1], before[1], running[1]))
        outer, first, inner = before[0] + o, before[0] + b, running[0] + i
    tag = max((outer, 0), (first, 1), (inner, 2))[1]
    path = [tag]
    for step in reversed(back):
        tag = step[tag]
        path.append(tag)
    return path[::-1]


def likelihood(scores: Floats, reach: Reach) -> float:
    """How likely the words of a span are tagged as in a span, their geometric mean; 0 to 1."""
    start, end = reach
    outside = np.exp(scores[start:end, 0].astype(np.float64))
    inside = np.log(np.maximum(1e-6, 1.0 - outside)).mean()
    return math.exp(float(inside))


def runs(shares: Sequence[float], above: float) -> list[Reach]:
    """Unbroken runs of words whose share is above a bound."""
    found: list[Reach] = []
    begin: int | None = None
    for at, share in enumerate([*shares, -1.0]):
        if share > above and begin is None:
            begin = at
        elif share <= above and begin is not None:
            found.append((begin, at))
            begin = None
    return found
