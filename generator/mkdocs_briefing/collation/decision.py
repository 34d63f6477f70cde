"""Whether two parts report one utterance, from evidence that can be shown in words."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from mkdocs_briefing.collation.lexicon import words_of
from mkdocs_briefing.collation.occasions import apart, earlier, together
from mkdocs_briefing.collation.parts import Part, weights

_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_TINY = 2.0
_COMPARED = 1000
"""Words of a part that are compared one by one; no sentence is longer, and what has no sentences may be anything."""
_LONG = 6
"""So many words in a row are one utterance even if one outlet tells of it as past and the other prints no time."""


@dataclass(frozen=True, slots=True)
class Join:
    """Two parts that fit: how strongly, and the words that say so."""

    strength: float
    shared: tuple[str, ...]
    firm: bool


def decide(a: Part, b: Part) -> Join | None:
    """The evidence that ``a`` and ``b`` report one utterance (or, narrated, one fact); ``None`` where it won't do."""
    if a.passage.id == b.passage.id:
        return None
    if a.passage.article == b.passage.article and _overlapping(a, b):
        return None
    if apart(a.when, b.when):
        return None
    narrated = a.passage.kind == "narrated"
    if narrated != (b.passage.kind == "narrated") or _opposed(a, b):
        return None
    wa, wb = weights(a.tokens), weights(b.tokens)
    common = wa.keys() & wb.keys()
    weight = sum(min(wa[k], wb[k]) for k in common)
    least = min(sum(wa.values()), sum(wb.values()))
    if not common or least <= 0:
        return None
    contained = weight / least
    dice = 2 * weight / (sum(wa.values()) + sum(wb.values()))
    strength = weight * (contained + dice)
    shared = tuple(sorted({t.norm for t in a.tokens if t.key in common}, key=lambda w: (-len(w), w))[:6])
    if narrated:
        if a.passage.article == b.passage.article:
            return None
        return Join(strength, shared, firm=False) if _one_fact(a, b, common, weight, contained, dice) else None
    run, told = _run(a, b)
    if earlier(a.when, b.when) and run < _LONG:
        return None
    if not _same_speaker(a, b):
        enough = len(common) >= 3 and run >= 10 and contained >= 0.9 and dice >= 0.7
        good = enough and bool(a.passage.quoted and b.passage.quoted)
        return Join(strength, shared, firm=False) if good else None
    unquoted = a.passage.kind == b.passage.kind == "indirect"
    if unquoted and (_publication(a) or _publication(b)) and not together(a.when, b.when):
        return None
    both = bool(a.passage.quoted and b.passage.quoted)
    if [t.norm for t in a.tokens] == [t.norm for t in b.tokens] and (both or weight >= _TINY):
        return Join(strength + 5, shared, firm=True)
    if a.passage.kind == b.passage.kind == "direct" and dice < 0.5 and contained < 0.7:
        return None  # quoted whole, one utterance differs by little
    close = weight >= 3 and (contained >= 0.6 or dice >= 0.45)
    # Names that both print say what is spoken of, not that the words are one remark.
    names = {t.key for t in (*a.tokens, *b.tokens) if t.name}
    own = sum(min(wa[k], wb[k]) for k in common - names)
    worded = both and weight >= 1.5 and own >= 1 and told >= 1 and contained >= 0.45
    worded = worded and (run >= 4 or (run == 3 and contained >= 0.75))
    piece = _fragment(a, b, run) or _fragment(b, a, run)
    telling = {t.key for t in (*a.tokens, *b.tokens) if t.quoted} & common - names
    apart_from_names = len(common - names)
    spread = contained >= 0.8 or _stretches(a, b, common) > 1
    backed = telling or (apart_from_names >= 3 and spread)
    kinds = {a.passage.kind, b.passage.kind}
    if "indirect" in kinds and not piece:
        ordered = _in_order(a, b, common) >= 3 and (contained >= 0.75 or kinds == {"indirect"})
        enough = apart_from_names >= 4 and (own >= 4 or kinds == {"indirect"})
        backed = backed and (enough or ordered)
    if worded or piece or (backed and (close or (weight >= 2.5 and contained >= 0.75))):
        return Join(strength + run, shared, firm=close or worded)
    return None


def _one_fact(a: Part, b: Part, common: Set[str], weight: float, contained: float, dice: float) -> bool:
    """The stricter rule for an outlet's own voice: most of the words, or three and a number among them."""
    if weight >= 4 and contained >= 0.6 and dice >= 0.45 and _stretches(a, b, common) > 1:
        return True
    years = {t.key for t in a.tokens if _YEAR.fullmatch(t.norm)}
    others = {t.key for t in b.tokens if _YEAR.fullmatch(t.norm)}
    return years == others != set() and len(common) >= 3 and weight >= 2.5 and contained >= 0.5 and dice >= 0.4


def _stretches(a: Part, b: Part, common: Set[str]) -> int:
    """In how many separate places the shared words stand; a name with its title is one place and tells little."""
    one, other = [t.key for t in a.tokens if t.is_word], [t.key for t in b.tokens if t.is_word]
    beside = set(pairwise(other))
    count, before = 0, None
    for word in one:
        if word in common:
            count += before is None or (before, word) not in beside
            before = word
        elif (before, word) in beside:
            before = word
        else:
            before = None
    return count


def _overlapping(a: Part, b: Part) -> bool:
    """Words of one stretch, found twice or one inside the other: no evidence of anything."""
    return any(s < f and t < e for s, e in a.spans for t, f in b.spans)


def _publication(part: Part) -> bool:
    name = (part.passage.speaker.name or "").casefold().split()
    return any(w in words_of("publications") for w in name)


def _same_speaker(a: Part, b: Part) -> bool:
    one, other = a.passage.speaker, b.passage.speaker
    if one.id is None or other.id is None:
        return False
    return one.id == other.id and "unnamed" not in (one.as_, other.as_)


def _opposed(a: Part, b: Part) -> bool:
    """One denies and the other doesn't: never one utterance here, however alike the words."""
    denies = [p.passage.negated or p.passage.manner == "denied" for p in (a, b)]
    if denies[0] != denies[1]:
        return True
    turned = [any(t.norm in words_of("negation") for t in p.tokens) for p in (a, b)]
    both = bool(a.passage.quoted and b.passage.quoted)
    return turned[0] != turned[1] and not (both and _run(a, b)[0] >= 5)


def _run(a: Part, b: Part) -> tuple[int, float]:
    """Length of the longest stretch of words that both have, compared by key, and its weight without names."""
    one = [t for t in a.tokens if t.is_word][:_COMPARED]
    other = [t.key for t in b.tokens if t.is_word][:_COMPARED]
    best, end, row = 0, 0, [0] * (len(other) + 1)
    at: dict[str, list[int]] = {}
    for n, against in enumerate(other, 1):
        at.setdefault(against, []).append(n)
    for i, token in enumerate(one, 1):
        fresh = [0] * (len(other) + 1)
        for n in at.get(token.key, ()):
            fresh[n] = row[n - 1] + 1
            if fresh[n] > best:
                best, end = fresh[n], i
        row = fresh
    return best, sum(t.weight for t in one[end - best : end] if not t.name)


def _in_order(a: Part, b: Part, common: Set[str]) -> int:
    """How many of the shared words stand in the same order."""
    lines = [list(dict.fromkeys(t.key for t in p.tokens if t.key in common)) for p in (a, b)]
    return LCSseq.similarity(*lines)


def _fragment(a: Part, b: Part, run: int) -> bool:
    """Whether a short stretch that ``a`` has inside marks stands in ``b``, and more than that speaks for it."""
    stretch = [t for t in a.tokens if t.quoted and t.is_word]
    if a.passage.kind != "mixed" or not stretch:
        return False
    pieces: list[list[str]] = [[]]
    lengths = [0]
    for before, token in zip([stretch[0], *stretch], stretch, strict=False):
        if token.start - before.end > 2:
            pieces.append([])
            lengths.append(0)
        lengths[-1] += 1
        if token.weight > 0:
            pieces[-1].append(token.key)
    line = [t.key for t in b.tokens if t.weight > 0][:_COMPARED]
    one, other = weights(a.tokens), weights(b.tokens)
    shared = one.keys() & other.keys()
    weight = sum(min(one[k], other[k]) for k in shared)
    contained = weight / min(sum(one.values()), sum(other.values())) if shared else 0.0
    for piece, length in zip(pieces, lengths, strict=True):
        if not any(line[n : n + len(piece)] == piece for n in range(len(line))):
            continue
        worded = sum(one[k] for k in piece if not any(c.isdigit() for c in k)) >= _TINY
        if len(piece) >= 2 and (length >= 3 or worded or contained > 0.99 or shared - set(piece)):
            return True
        alike = {t.norm for t in stretch} & {t.norm for t in b.tokens if t.key in piece}
        if len(piece) == 1 and alike and one.get(piece[0], 0) >= 1 and len(shared) >= 2:
            # One word alone: with the words around it, or with most of what is said.
            return run >= 3 or (len(shared) >= 3 and contained >= 0.5)
    return False
