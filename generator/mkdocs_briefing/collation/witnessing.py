"""One passage's share in a statement: which of them is shown first, and how each of the others stands to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mkdocs_briefing.collation.alignment import Line, Pair
from mkdocs_briefing.collation.tokens import CUT
from mkdocs_briefing.model import Article, Passage, Relation, Span

_KINDS = {"direct": 0, "mixed": 1, "indirect": 2, "narrated": 3}
_AS_FULL = 0.85
"""A wording with this share of the fullest one's shared words counts as equally full."""
_MOST = 40
"""Similarity is measured against so many wordings at most."""


class Witnessing(NamedTuple):
    """A passage, the words of its parts that report the statement, and where they stand."""

    passage: Passage
    line: Line
    spans: tuple[Span, ...]


def by_fullness(held: Sequence[Witnessing], articles: Mapping[str, Article]) -> list[Witnessing]:
    """The wording to show first, then the others: direct before reported, full before cut, common before singular.

    Fullness is the weight of the words that at least two wordings have. Of equally full ones the one that most of the
    others agree with goes first, then the earliest published, then by content; never by name or order of files.
    """
    counts = Counter(key for w in held for key in _weights(w.line))
    full = {w.passage.id: sum(v for k, v in _weights(w.line).items() if counts[k] > 1) for w in held}
    ends = {w.passage.id: _order(w, articles) for w in held}
    rest = sorted(held, key=lambda w: (_KINDS[w.passage.kind], -full[w.passage.id], ends[w.passage.id]))
    best = [w for w in rest if w.passage.kind == rest[0].passage.kind]
    level = max(full[w.passage.id] for w in best) * _AS_FULL
    able = [w for w in best if full[w.passage.id] >= level]
    if len(able) > 1:
        common = {w.passage.id: _agreement(w, rest) for w in able[:_MOST]}
        able = sorted(able[:_MOST], key=lambda w: (_cut(w.line), -common[w.passage.id], ends[w.passage.id]))
    return [able[0], *(w for w in rest if w is not able[0])]


def _order(witness: Witnessing, articles: Mapping[str, Article]) -> tuple[str, str, str, int, str]:
    article = articles[witness.passage.article]
    said = " ".join(t.norm for t in witness.line)
    return article.published or "9999", said, article.sha256, witness.spans[0][0], witness.passage.id[-8:]


def _weights(line: Line) -> dict[str, float]:
    return {t.key: t.weight for t in line if t.weight > 0}


def _cut(line: Line) -> bool:
    """Whether a cut is shown between words."""
    signs = [n for n, t in enumerate(line) if t.norm == CUT]
    words = [n for n, t in enumerate(line) if t.is_word]
    return bool(words) and any(words[0] < n < words[-1] for n in signs)


def _agreement(witness: Witnessing, held: Sequence[Witnessing]) -> int:
    """How many words the other wordings share with this one, whatever their order."""
    own = {t.norm for t in witness.line if t.is_word}
    return sum(len(own & {t.norm for t in w.line}) for w in held[:_MOST] if w is not witness)


def relation(base: Witnessing, other: Witnessing, pairs: Sequence[Pair]) -> Relation:
    """How the other wording stands to the base; words count, case and punctuation do not. ``pairs`` line them up."""
    if other.passage.id == base.passage.id:
        return "base"
    own, shown = [t.norm for t in other.line if t.is_word], [t.norm for t in base.line if t.is_word]
    if own == shown:
        return "identical"
    if f" {' '.join(own)} " in f" {' '.join(shown)} ":
        return "contained"
    if f" {' '.join(shown)} " in f" {' '.join(own)} ":
        return "contains"
    return "reworded" if 2 * len(pairs) >= min(len(own), len(shown)) else "paraphrase"


def is_near(base: Witnessing, other: Witnessing, stands: Relation) -> bool:
    """Whether both are quoted words of one speaker and nearly the same: what confidence is high for."""
    one, two = base.passage.speaker.id, other.passage.speaker.id
    if one is None or one != two or not (base.passage.quoted and other.passage.quoted):
        return False
    if stands == "identical":
        return True
    mine = _weights(tuple(t for t in other.line if t.quoted))
    yours = _weights(tuple(t for t in base.line if t.quoted))
    shared = sum(v for k, v in mine.items() if k in yours)
    return shared >= 2 and shared >= 0.7 * min(sum(mine.values()), sum(yours.values()))
