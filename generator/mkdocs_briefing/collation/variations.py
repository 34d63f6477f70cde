"""Word by word: where the witnesses of a statement differ, and what each has there.

Every witness is lined up with the base. A place is a stretch of the base between words that agree; places never
overlap, and a witness whose words are not surely lined up at a place is not named there. Between words inside marks on
both sides longer differences are told; elsewhere only a few words put for a few others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from mkdocs_briefing.collation.alignment import Line, Pair, align, root, runs, same
from mkdocs_briefing.collation.kinds import kind_of
from mkdocs_briefing.collation.lexicon import words_of
from mkdocs_briefing.model import Article, Passage, Reading, Span, Variation, VariationKind

__all__ = ["Line", "align", "variations"]

_WITHIN_MARKS = 6
"""Longest reading of a substitution between words inside marks."""
_LOOSE = 3
_AT_EDGE = 5
_ADDED = 25
_AGREEING_BESIDE_A_CUT = 4
_MARKS = frozenset("\"“”„‟«»‹›‘’'")


class _Region(NamedTuple):
    """Base ``[i1, i2)`` against witness ``[j1, j2)``, both in positions of their trimmed lines."""

    i1: int
    i2: int
    j1: int
    j2: int

    @property
    def place(self) -> Span:
        return self.i1, self.i2


class _Witness(NamedTuple):
    passage: Passage
    line: Line
    pairs: tuple[Pair, ...]
    regions: tuple[_Region, ...]


def variations(
    lines: Sequence[tuple[Passage, Line]], articles: Mapping[str, Article], *, translated: bool = False
) -> tuple[Variation, ...]:
    """Places where the witnesses (the base first) differ, in order of the base's words.

    ``translated`` says that wordings may be translations: then a missing stretch is never called a silent cut.
    """
    base = _trimmed(lines[0][1])
    if not base:
        return ()
    others = [_witness(base, passage, _trimmed(line)) for passage, line in lines[1:]]
    found = []
    for place in _places(r for w in others for r in w.regions):
        held: list[tuple[Passage, Line, Span]] = [(lines[0][0], base, place)]
        for witness in others:
            at = _at(place, base, witness)
            if at is not None:
                held.append((witness.passage, witness.line, at))
        cut = not translated and any(_silent(base, w, place, (lines[0][0], w.passage)) for w in others)
        variation = _variation(held, articles, cut, base[place[0] - 1].norm if place[0] else "")
        if variation and variation.kind in ("extra", "silent") and any(_moved(place, base, w) for w in others):
            variation = Variation("print", variation.readings)
        if variation:
            found.append((place, variation))
    found += _marks(lines[0][0], base, others, [place for place, _ in found], articles)
    return tuple(variation for _, variation in sorted(found, key=lambda row: row[0]))


def _marks(
    passage: Passage, base: Line, others: Sequence[_Witness], taken: Sequence[Span], articles: Mapping[str, Article]
) -> list[tuple[Span, Variation]]:
    """Where the marks of two part quotations begin or end at different words that both print."""
    if passage.kind != "mixed":
        return []
    partial = [w for w in others if w.passage.kind == "mixed"]
    places: set[Span] = set()
    for witness in partial:
        for run in runs([(i, j) for i, j in witness.pairs if same(base[i], witness.line[j])]):
            inside = [(base[i].quoted, witness.line[j].quoted) for i, j in run]
            for differing in runs([(n, n) for n, (a, b) in enumerate(inside) if a != b]):
                first, last = differing[0][0], differing[-1][0]
                beside = {(True, True)} & set(inside[max(first - 1, 0) : first] + inside[last + 1 : last + 2])
                if beside and len({inside[n] for n, _ in differing}) == 1:
                    places.add((run[first][0], run[last][0] + 1))
    found = []
    for place in sorted(places):
        if any(_overlap(place, other) for other in taken) or any(_overlap(place, p) for p in places - {place}):
            continue
        held = [(passage, base, place)]
        held += [(w.passage, w.line, at) for w in partial if (at := _at(place, base, w))]
        sides: dict[bool, list[tuple[str, Span, str]]] = defaultdict(list)
        for holder, line, (j1, j2) in held:
            some = line[j1:j2]
            if len({t.quoted for t in some}) == len({t.group for t in some}) == 1:
                text = articles[holder.article].text
                span = (
                    _with_mark(text, (some[0].start, some[-1].end)) if some[0].quoted else (some[0].start, some[-1].end)
                )
                sides[some[0].quoted].append((holder.id, span, text[span[0] : span[1]]))
        if len(sides) == 2 and all(r[2][0] in _MARKS or r[2][-1] in _MARKS for r in sides[True]):
            rows = [sorted(side) for side in sides.values()]
            readings = [Reading(tuple(r[0] for r in s), tuple(r[1] for r in s), min(r[2] for r in s)) for s in rows]
            found.append((place, Variation("marks", tuple(sorted(readings, key=lambda r: (r.text, r.passages))))))
    return found


def _with_mark(text: str, span: Span) -> Span:
    start, end = span
    return start - (text[start - 1 : start] in _MARKS and start > 0), end + (
        text[end : end + 1] in _MARKS and end < len(text)
    )


def _trimmed(line: Line) -> Line:
    """The line without cuts and brackets at its ends and without the conjunction that joins it to what went before."""
    lo, hi = 0, len(line)
    while lo < hi and (not line[lo].is_word or line[lo].norm in words_of("joining")):
        lo += 1
    while hi > lo and not line[hi - 1].is_word:
        hi -= 1
    return line[lo:hi]


def _witness(base: Line, passage: Passage, line: Line) -> _Witness:
    pairs = align(base, line)
    agreeing = [(i, j) for i, j in pairs if same(base[i], line[j])]
    return _Witness(passage, line, pairs, tuple(_regions(base, line, pairs, agreeing)))


def _regions(base: Line, line: Line, pairs: Sequence[Pair], agreeing: Sequence[Pair]) -> list[_Region]:
    """Differences that are sure enough to be told: those between agreeing words, and single words beside one."""
    stretches = runs(agreeing)
    bounds = [[(-1, -1)], *stretches, [(len(base), len(line))]]
    found = []
    for before, after in pairwise(bounds):
        (i0, j0), (i9, j9) = before[-1], after[0]
        before, after = _run(before[-1], -1, pairs), _run(after[0], 1, pairs)
        region = _Region(i0 + 1, i9, j0 + 1, j9)
        if region.i1 == region.i2 and region.j1 == region.j2:
            continue
        if _told(region, before, after, base, line, pairs):
            found.append(region)
        else:
            found += _beside(region, pairs)
    return found


def _run(anchor: Pair, step: int, pairs: Sequence[Pair]) -> list[Pair]:
    """The stretch of words lined up that ends (``step`` -1) or begins (1) with the anchor, in order of the words."""
    there = set(pairs)
    out = [anchor]
    while (out[-1][0] + step, out[-1][1] + step) in there:
        out.append((out[-1][0] + step, out[-1][1] + step))
    return out[::step]


def _told(
    region: _Region, before: Sequence[Pair], after: Sequence[Pair], base: Line, line: Line, pairs: Sequence[Pair]
) -> bool:
    one, two = base[region.i1 : region.i2], line[region.j1 : region.j2]
    longest, shortest = max(len(one), len(two)), min(len(one), len(two))
    opens, closes = region.i1 == 0 and region.j1 == 0, region.i2 == len(base) and region.j2 == len(line)
    around = (
        base[max(region.i1 - 1, 0) : region.i2 + 1],
        line[max(region.j1 - 1, 0) : region.j2 + 1],
    )
    if any(len({t.group for t in some}) > 1 for some in around):
        return False
    within = all(t.quoted for some in around for t in some)
    if opens and closes:
        return False
    if opens or closes:
        beside = after if opens else before
        if len(beside) < 2:
            return False
        if shortest == 0:
            return opens and within and longest <= _LOOSE and kind_of([one, two]) == "force"
        return _weighty(beside, base) and within and longest <= _AT_EDGE and (longest <= _LOOSE or _related(one, two))
    soft = any(region.i1 <= i < region.i2 for i, _ in pairs)
    if within:
        if not (_anchors(before, base) and _anchors(after, base)):
            return soft and longest <= _LOOSE and (_weighty(before, base) or _weighty(after, base))
        if not all(t.is_word for t in (*one, *two)):
            return longest <= _ADDED
        if shortest == 0:
            return longest <= 2 or (longest <= _ADDED and len(before) > 2 and len(after) > 2)
        return longest <= _WITHIN_MARKS
    if not all(t.is_word for t in (*one, *two)) or not (_weighty(before, base) and _weighty(after, base)):
        return False
    if _crossing(one) or _crossing(two):
        return False
    if not shortest:
        return False
    if soft or kind_of([one, two]) in ("print", "grammar") or _alike(one, two):
        return longest <= _LOOSE + 1
    if one[0].quoted != two[0].quoted:
        return False
    heavy = [sum(1 for t in some if t.weight > 0) for some in (one, two)]
    return longest <= _LOOSE and heavy[0] == heavy[1] == 1 and longest - shortest <= 1


def _alike(one: Line, two: Line) -> bool:
    """Whether both are names, and one is a form of the other."""
    heavy = [[t for t in some if t.weight > 0] for some in (one, two)]
    roots = {root(t) for t in heavy[0]}
    return all(t.name for some in heavy for t in some) and any(root(t) in roots for t in heavy[1])


def _crossing(some: Line) -> bool:
    """Whether quotation marks begin or end in the middle of the words."""
    return len({t.quoted for t in some}) > 1


def _anchors(run: Sequence[Pair], base: Line) -> bool:
    return len(run) > 1 or _weighty(run, base) or 0 in run[0]


def _weighty(run: Sequence[Pair], base: Line) -> bool:
    return any(0 <= i < len(base) and base[i].weight > 0 for i, _ in run)


def _related(one: Line, two: Line) -> bool:
    keys = {t.key for t in one if t.weight > 0}
    return any(t.key in keys for t in two if t.weight > 0)


def _beside(region: _Region, pairs: Sequence[Pair]) -> list[_Region]:
    """Words of one sense or stem at the edge of a region that as a whole can't be told."""
    inside = [(i, j) for i, j in pairs if region.i1 <= i < region.i2 and region.j1 <= j < region.j2]
    found = []
    for i, j in inside[:1]:
        if (i, j) == (region.i1, region.j1):
            found.append(_Region(i, i + 1, j, j + 1))
    for i, j in inside[-1:]:
        if (i, j) == (region.i2 - 1, region.j2 - 1) and not found:
            found.append(_Region(i, i + 1, j, j + 1))
    return found


def _places(regions: Iterable[_Region]) -> list[Span]:
    """Places that do not overlap: those that most witnesses have first, then the shorter, then the earlier."""
    votes: dict[Span, int] = defaultdict(int)
    for region in regions:
        votes[region.place] += 1
    taken: list[Span] = []
    for place in sorted(votes, key=lambda p: (-votes[p], p[1] - p[0], p)):
        if not any(_overlap(place, other) for other in taken):
            taken.append(place)
    return sorted(taken)


def _overlap(a: Span, b: Span) -> bool:
    if a[0] == a[1] or b[0] == b[1]:
        return a[0] <= b[1] and b[0] <= a[1]
    return a[0] < b[1] and b[0] < a[1]


def _at(place: Span, base: Line, witness: _Witness) -> Span | None:
    """What the witness has at a place of the base, in positions of its line; ``None`` where that is not sure."""
    for region in witness.regions:
        if region.place == place:
            return region.j1, region.j2
    i1, i2 = place
    if any(_overlap(r.place, place) and r.i2 > r.i1 for r in witness.regions):
        return None
    agreeing = {i: j for i, j in witness.pairs if same(base[i], witness.line[j])}
    before, after = agreeing.get(i1 - 1), agreeing.get(i2)
    if i1 == i2:
        if i1 == 0:
            return (0, 0) if after == 0 else None
        return (before + 1, after) if before is not None and after == before + 1 else None
    inside = [agreeing.get(i) for i in range(i1, i2)]
    first, last = inside[0], inside[-1]
    if first is None or last is None or None in inside or last - first != i2 - 1 - i1:
        return None
    joined = (before is not None and before == first - 1) or (after is not None and after == last + 1)
    edge = (i1 == 0 and first == 0) or (i2 == len(base) and last == len(witness.line) - 1)
    heavy = sum(1 for i in range(i1, i2) if base[i].weight > 0)
    return (first, last + 1) if joined or edge or heavy > 1 else None


def _one_sided(place: Span, witness: _Witness) -> _Region | None:
    """The witness's difference at the place, if one side has words there and the other has none."""
    region = next((r for r in witness.regions if r.place == place), None)
    return region if region is not None and (region.i1 < region.i2) != (region.j1 < region.j2) else None


def _moved(place: Span, base: Line, witness: _Witness) -> bool:
    """Whether the words that one side has there stand somewhere else in the other: then only the order differs."""
    region = _one_sided(place, witness)
    if region is None:
        return False
    aligned = {i for i, _ in witness.pairs}, {j for _, j in witness.pairs}
    there, elsewhere = base[region.i1 : region.i2], [t for j, t in enumerate(witness.line) if j not in aligned[1]]
    if not there:
        there = witness.line[region.j1 : region.j2]
        elsewhere = [t for i, t in enumerate(base) if i not in aligned[0]]
    wanted = {root(t) for t in there if t.weight > 0}
    return bool(wanted) and wanted <= {root(t) for t in elsewhere if t.weight > 0}


def _silent(base: Line, witness: _Witness, place: Span, passages: tuple[Passage, Passage]) -> bool:
    """The strict rule: words missing between two words inside one pair of marks, four agreeing words on each side.

    ``passages`` are those of the base and of the witness.
    """
    region = _one_sided(place, witness)
    if region is None:
        return False
    missing = base[region.i1 : region.i2] or witness.line[region.j1 : region.j2]
    if not any(t.weight > 0 for t in missing):
        return False
    line, at, passage = (base, region.i1, passages[0])
    if region.i1 < region.i2:
        line, at, passage = witness.line, region.j1, passages[1]
    beside = line[max(at - _AGREEING_BESIDE_A_CUT, 0) : at + _AGREEING_BESIDE_A_CUT]
    if not any(start <= beside[0].start and beside[-1].end <= end for start, end in passage.quoted):
        return False  # where the marks close and open again, the cut is shown
    held = dict(witness.pairs)
    for step in range(1, _AGREEING_BESIDE_A_CUT + 1):
        for i, j in ((region.i1 - step, region.j1 - step), (region.i2 + step - 1, region.j2 + step - 1)):
            if i < 0 or i >= len(base) or held.get(i) != j or not same(base[i], witness.line[j]):
                return False
            if not (base[i].quoted and witness.line[j].quoted and base[i].is_word):
                return False
    return True


def _variation(
    held: Sequence[tuple[Passage, Line, Span]], articles: Mapping[str, Article], cut: bool, before: str
) -> Variation | None:
    rows: dict[str, list[tuple[str, Span, str]]] = defaultdict(list)
    words: dict[str, Line] = {}
    for passage, line, (j1, j2) in held:
        some = line[j1:j2]
        if len({t.group for t in some}) > 1 or not line:
            continue
        text = articles[passage.article].text
        if some:
            span = (some[0].start, some[-1].end)
        else:
            at = line[j1].start if j1 < len(line) else line[-1].end
            span = (at, at)
        norm = " ".join(t.norm for t in some)
        rows[norm].append((passage.id, span, text[span[0] : span[1]]))
        words[norm] = some
    if len(rows) < 2:
        return None
    readings = []
    for norm in sorted(rows):
        have = sorted(rows[norm])
        readings.append(Reading(tuple(r[0] for r in have), tuple(r[1] for r in have), min(r[2] for r in have)))
    kind: VariationKind = kind_of(list(words.values()), before)
    return Variation("silent" if cut and kind in ("extra", "word") else kind, tuple(readings))
