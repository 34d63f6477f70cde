"""Word by word: where the witnesses of a statement differ, and what each has there.

Words are lined up on their keys with rapidfuzz (longest common subsequence); only differences with agreeing words on
both sides are told. What can't be classed with confidence is ``word``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import LCSseq

from mkdocs_briefing.collation.lexicon import words_of
from mkdocs_briefing.collation.tokens import BRACKET, CUT, Token
from mkdocs_briefing.model import Article, Passage, Reading, Span, Variation, VariationKind

_LONGEST = 6
Line = tuple[Token, ...]


def align(base: Line, other: Line) -> list[tuple[int, int, int, int]]:
    """Stretches ``(i1, i2, j1, j2)`` of the two lines in order: equal by key, or different. The same from either side."""
    one, two = [t.key for t in base], [t.key for t in other]
    if two < one:
        return [(i1, i2, j1, j2) for j1, j2, i1, i2 in _raw(two, one)]
    return _raw(one, two)


def _raw(one: list[str], two: list[str]) -> list[tuple[int, int, int, int]]:
    out: list[tuple[int, int, int, int]] = []
    differs: tuple[int, int, int, int] | None = None
    for op in LCSseq.opcodes(one, two):
        if op.tag == "equal":
            if differs:
                out.append(differs)
                differs = None
            out.append((op.src_start, op.src_end, op.dest_start, op.dest_end))
        elif differs:
            differs = (differs[0], op.src_end, differs[2], op.dest_end)
        else:
            differs = (op.src_start, op.src_end, op.dest_start, op.dest_end)
    return [*out, differs] if differs else out


def variations(lines: Sequence[tuple[Passage, Line]], articles: Mapping[str, Article]) -> tuple[Variation, ...]:
    """Places where the witnesses (the base first) differ, in order of the base's words."""
    base = lines[0][1]
    places: dict[Span, dict[int, Span]] = defaultdict(dict)
    same: dict[int, dict[int, int]] = {}
    for n, (_, line) in enumerate(lines[1:], 1):
        stretches = align(base, line)
        same[n] = {}
        for at, (i1, i2, j1, j2) in enumerate(stretches):
            if [t.key for t in base[i1:i2]] == [t.key for t in line[j1:j2]]:
                for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                    same[n][i] = j
                    if base[i].norm != line[j].norm:
                        places[i, i + 1][n] = (j, j + 1)
            elif 0 < at < len(stretches) - 1 and i2 - i1 <= _LONGEST and j2 - j1 <= _LONGEST:
                places[i1, i2][n] = (j1, j2)
    out = []
    for (i1, i2), differing in sorted(places.items()):
        held = {0: (i1, i2), **differing}
        for n, known in same.items():
            if n in held:
                continue
            if i1 < i2 and all(i in known for i in range(i1, i2)) and known[i2 - 1] - known[i1] == i2 - 1 - i1:
                held[n] = (known[i1], known[i2 - 1] + 1)
            elif i1 == i2 and i1 - 1 in known and known.get(i1) == known[i1 - 1] + 1:
                held[n] = (known[i1], known[i1])
        variation = _variation(held, lines, articles)
        if variation:
            out.append(variation)
    return tuple(out)


def _variation(
    held: Mapping[int, Span], lines: Sequence[tuple[Passage, Line]], articles: Mapping[str, Article]
) -> Variation | None:
    by_text: dict[str, list[tuple[str, Span, str]]] = defaultdict(list)
    words: dict[str, Line] = {}
    for n, (j1, j2) in held.items():
        passage, line = lines[n]
        some = line[j1:j2]
        if len({t.group for t in some}) > 1 or (j1 == j2 and not 0 < j1 < len(line)):
            continue
        span = (some[0].start, some[-1].end) if some else (line[j1 - 1].end, line[j1].start)
        if not some and span[0] < span[1]:
            span = (span[0], span[0])
        norm = " ".join(t.norm for t in some)
        text = articles[passage.article].text[span[0] : span[1]] if some else ""
        by_text[norm].append((passage.id, span, text))
        words[norm] = some
    if len(by_text) < 2:
        return None
    readings = []
    for norm in sorted(by_text):
        rows = sorted(by_text[norm])
        readings.append(Reading(tuple(r[0] for r in rows), tuple(r[1] for r in rows), min(r[2] for r in rows)))
    return Variation(_kind(list(words.values())), tuple(readings))


def _kind(readings: Sequence[Line]) -> VariationKind:
    """The name of a difference; a table of tests, the first that holds."""
    forms = [[t.norm for t in r] for r in readings]
    every = [t for r in readings for t in r]
    keys = {tuple(t.key for t in r) for r in readings}
    if any(t.norm in (CUT, BRACKET) for t in every):
        return "shown"
    if len(keys) == 1:
        return "print" if any(f and any(c.isdigit() for c in "".join(f)) for f in forms) else _same_key(readings)
    if any(t.name or any(c.isdigit() for c in t.norm) for t in every):
        return "detail"
    if all(t.norm in words_of("force") | words_of("grammar") for t in every):
        return "force" if any(t.norm in words_of("force") - words_of("grammar") for t in every) else "grammar"
    return "extra" if any(not r for r in readings) else "word"


def _same_key(readings: Sequence[Line]) -> VariationKind:
    """One key: a form of one word is grammar, two words of one sense are ``word``."""
    return "word" if any(t.key.startswith("≈") for r in readings for t in r) else "grammar"
