"""Difference candidates: passages about one thing that have another number, date or place, or that deny it.

For an editor's review and never a verdict: nothing here knows which is right, or whether both are. Two parts of
different articles are about one thing when most of the words of the shorter one stand in the other, in more than one
place, or when they were lined up. Then their facts are compared, and whether one turns round what the other says.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from mkdocs_briefing.collation.facts import Fact
from mkdocs_briefing.collation.grouping import Ends
from mkdocs_briefing.collation.lexicon import words_of
from mkdocs_briefing.collation.occasions import apart
from mkdocs_briefing.collation.pairs import Pair
from mkdocs_briefing.collation.parts import Order, Part
from mkdocs_briefing.model import Article, Difference, DifferenceKind, Span
from mkdocs_briefing.text import words

_POSTINGS = 40
_SHARED = 3
"""So many words must be shared for a pair to be compared, none of them in more than so many parts."""
_LEAST = 2.5
_CONTAINED, _DICE = 0.5, 0.35
_CONTAINED_BY_KIND: Mapping[str, float] = {"date": 0.6, "place": 0.6}
_TURNED_CONTAINED, _TURNED_DICE = 0.6, 0.4
"""More is asked where only a small word makes the difference."""
_ROUNDING = 0.1
"""A rounded number and another are no difference within this share of the greater."""
_LARGE = 1000
"""From here on noughts at the end of a number may stand for digits that were rounded off."""
_OF = {"": 1, "$": 2, "£": 2, "€": 2, "¥": 2, "%": 2}
"""So many of the words beside two numbers must be the same, by unit: sums of money are about all sorts of things."""
_REACH = 4
"""So far behind a word of negation, in words, the word is looked for that it turns round."""


_End: TypeAlias = tuple[str, Span]


class _Found(NamedTuple):
    """One way in which a pair differs; ``values`` are what the two have, in one order from either side."""

    kind: DifferenceKind
    pair: Pair
    spans: tuple[Span, Span]
    values: tuple[str, ...]


def differences(
    parts: Sequence[Part], articles: Mapping[str, Article], groups: Sequence[Sequence[int]]
) -> tuple[Difference, ...]:
    """Candidates in all parts; ``groups`` are indexes of parts that were lined up. The order is that of the words."""
    found = [
        difference
        for a, b in sorted({*_lined_up(parts, groups), *_candidates(parts)})
        for difference in _compare(Pair(parts[a], parts[b]), articles)
    ]
    return _merged(found)


def _lined_up(parts: Sequence[Part], groups: Sequence[Sequence[int]]) -> Iterator[Ends]:
    for members in groups:
        for a, b in itertools.combinations(sorted(members)[:_POSTINGS], 2):
            if parts[a].passage.article != parts[b].passage.article:
                yield a, b


def _candidates(parts: Sequence[Part]) -> Iterator[Ends]:
    """Pairs of different articles that share some words which are not everywhere, and have something to compare."""
    index: dict[str, list[int]] = defaultdict(list)
    for n, part in enumerate(parts):
        for key in part.weights:
            index[key].append(n)
    for n, part in enumerate(parts):
        denies = _denies(part)
        if not (denies or part.facts or part.when):
            continue
        shared = Counter(m for key in part.weights if len(index[key]) <= _POSTINGS for m in index[key] if m != n)
        for m, count in shared.items():
            if count < _SHARED or parts[m].passage.article == part.passage.article:
                continue
            dated = part.when is not None and parts[m].when is not None
            if (denies and not _denies(parts[m])) or (part.facts and parts[m].facts) or dated:
                yield min(n, m), max(n, m)


def _denies(part: Part) -> bool:
    return part.negated or part.passage.negated or part.passage.manner == "denied"


# -------------------------------------------------------------------------------------------------- one pair


def _compare(pair: Pair, articles: Mapping[str, Article]) -> Iterator[_Found]:
    yield from _another_day(pair)
    if not _one_thing(pair):
        return
    for one, other in _unlike(pair.a.facts, pair.b.facts):
        if pair.contained >= _CONTAINED_BY_KIND.get(one.kind, _CONTAINED):
            yield _Found(one.kind, pair, (one.span, other.span), tuple(sorted((one.value, other.value))))
    yield from _turned(pair, articles)


def _another_day(pair: Pair) -> Iterator[_Found]:
    """Nearly the same words of one speaker are told of two days."""
    days, spans = (pair.a.when, pair.b.when), (pair.a.passage.when, pair.b.passage.when)
    if days[0] is None or days[1] is None or spans[0] is None or spans[1] is None or days[0] == days[1]:
        return
    alike = pair.same_speaker and pair.weight >= _LEAST and pair.contained >= 0.75 and pair.dice >= 0.6
    if alike and days[0].exact and days[1].exact:
        yield _Found("date", pair, (spans[0], spans[1]), tuple(sorted(map(str, days))))


def _names(part: Part) -> set[str]:
    """Keys of the names in a part that are none of its dates and places."""
    return {t.key for t in part.said if t.name and not any(f.span[0] <= t.start < f.span[1] for f in part.facts)}


def _one_thing(pair: Pair) -> bool:
    """Whether both speak of one thing, as far as their words go: most of them, and a name if both have names."""
    if pair.weight < _LEAST or apart(pair.a.when, pair.b.when):
        return False
    who = _names(pair.a), _names(pair.b)
    if all(who) and not who[0] & who[1]:
        return False
    return pair.contained >= _CONTAINED and pair.dice >= _DICE and pair.stretches > 1


def _unlike(held: Sequence[Fact], others: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Facts of one kind and of one thing whose values differ; a value that the other side has as well is no matter."""
    timeless = not _other_years(held, others)
    for one in held if timeless else [fact for fact in held if fact.kind != "number"]:
        alike = [o for o in others if o.kind == one.kind and o.unit == one.unit]
        if any(_agree(one, o) for o in alike):
            continue
        for other in alike:
            taken = any(_agree(mine, other) for mine in held if mine.kind == other.kind and mine.unit == other.unit)
            if not taken and len(one.of & other.of) >= _OF.get(one.unit, 1):
                yield one, other
                break


def _other_years(held: Sequence[Fact], others: Sequence[Fact]) -> bool:
    """Whether both print years, and not the same: their numbers are of two times."""
    one, other = ({f.value for f in side if f.unit == "year"} for side in (held, others))
    return bool(one and other and one != other and all(any(f.kind == "number" for f in s) for s in (held, others)))


def _agree(one: Fact, other: Fact) -> bool:
    if one.kind == "number":
        return _same_number(one, other)
    if one.kind == "place":
        return bool(set(one.value.split()) & set(other.value.split()))
    return one.value == other.value


def _same_number(one: Fact, other: Fact) -> bool:
    """Whether two numbers can be one: equal, near where one is rounded in words, or one rounded off from the other."""
    a, b = sorted((float(one.value), float(other.value)), key=_digits)
    if a == b or not a or not b:
        return a == b
    if (one.rounded or other.rounded) and abs(a - b) <= _ROUNDING * max(a, b):
        return True
    if _digits(a) == _digits(b):
        return False
    step = 10 ** (math.floor(math.log10(b)) + 1 - _digits(a))
    return any(math.isclose(a, rounded(b / step) * step) for rounded in (round, math.floor))


def _digits(value: float) -> int:
    """How many digits of a number tell something."""
    digits = f"{value:.12g}".replace(".", "").lstrip("0")
    if value >= _LARGE:
        digits = f"{value:.0f}".rstrip("0") if value == int(value) else digits
    return len(digits)


def _turned(pair: Pair, articles: Mapping[str, Article]) -> Iterator[_Found]:
    """One denies what the other says: by its cue, or by a word of negation right before a word that both have."""
    a, b = pair.a, pair.b
    if pair.contained < _TURNED_CONTAINED or pair.dice < _TURNED_DICE or not (a.is_clause and b.is_clause):
        return
    denied = [_denied(p, articles[p.passage.article].text) for p in (a, b)]
    turned = [_turned_words(p) & pair.own for p in (a, b)]
    if denied[0] != denied[1] and bool(turned[0]) == bool(turned[1]):
        yield _Found("denied", pair, (_extent(a), _extent(b)), ())
    elif not any(denied) and bool(turned[0]) != bool(turned[1]) and a.negated != b.negated:
        yield _Found("negation", pair, (_extent(a), _extent(b)), ())


def _denied(part: Part, text: str) -> bool:
    cue = part.passage.cue
    return cue is not None and any(w.lower in words_of("denying") for w in words(text, *cue))


def _turned_words(part: Part) -> set[str]:
    """Keys of the words that stand in the part once, with a word of negation as the last before them."""
    said = part.said
    if any(t.norm in words_of("conditions") for t in said):
        return set()
    found: set[str] = set()
    for n, token in enumerate(said):
        follows = said[n + 1].norm if n + 1 < len(said) else ""
        if token.norm in words_of("turning") and follows not in words_of("not_turning"):
            found |= {t.key for t in [t for t in said[n + 1 : n + 1 + _REACH] if t.weight > 0][:1]}
    return {key for key in found if part.keys.count(key) == 1}


def _extent(part: Part) -> Span:
    return part.spans[0][0], part.spans[-1][1]


# ------------------------------------------------------------------------------------------- several passages


def _merged(found: Iterable[_Found]) -> tuple[Difference, ...]:
    """One difference for all passages that differ in one way (12 here, 14 there), in the order of their words."""
    rows: list[tuple[_Found, dict[_End, Order]]] = []
    row_of: dict[tuple[DifferenceKind, tuple[str, ...], _End], dict[_End, Order]] = {}
    for one in found:
        parts = (one.pair.a, one.pair.b)
        ends = {(p.passage.id, span): p.order for p, span in zip(parts, one.spans, strict=True)}
        keys = [(one.kind, one.values, end) for end in ends]
        row = next((row_of[key] for key in keys if key in row_of), None)
        if row is None:
            row = {}
            rows.append((one, row))
        row.update(ends)
        row_of.update(dict.fromkeys(keys, row))
    out = []
    for one, row in rows:
        ends = dict(sorted(row.items(), key=lambda end: (end[1], end[0][1])))
        about = "both have " + ", ".join(f"‘{word}’" for word in one.pair.shown)
        made = Difference(one.kind, tuple(end[0] for end in ends), tuple(end[1] for end in ends), about)
        out.append((next(iter(ends.values())), made))
    return tuple(difference for _, difference in sorted(out, key=lambda row: (row[0], row[1].kind, row[1].spans)))
