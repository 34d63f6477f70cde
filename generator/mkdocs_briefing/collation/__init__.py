"""Passages -> statements and reports: what lines up, how the wordings differ, what is known of the way."""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence

from mkdocs_briefing.collation.alignment import align
from mkdocs_briefing.collation.bonds import Bonds
from mkdocs_briefing.collation.boundary import boundary
from mkdocs_briefing.collation.copies import copy_lines, find_copies
from mkdocs_briefing.collation.decision import Verdict
from mkdocs_briefing.collation.differences import differences
from mkdocs_briefing.collation.grouping import Ends, Rank, group, rank
from mkdocs_briefing.collation.lines import lines
from mkdocs_briefing.collation.near import near_misses
from mkdocs_briefing.collation.parts import Part, by_passage
from mkdocs_briefing.collation.tokens import Token
from mkdocs_briefing.collation.variations import variations
from mkdocs_briefing.collation.witnessing import Witnessing, by_fullness, is_near, relation
from mkdocs_briefing.model import Article, Collated, Confidence, Constraints, Passage, Statement, Witness

__all__ = ["collate"]
_SUBSTANTIAL = 3.0
_FREE = Constraints()


def collate(articles: Sequence[Article], passages: Sequence[Passage], constraints: Constraints = _FREE) -> Collated:
    """Statements of the attributed passages, reports of narrated ones that several articles have, and lines.

    ``passages`` carry ``speaker.id`` joined over articles. Every attributed passage is a witness of a statement.
    Nothing depends on the order of either or on the names of files. ``constraints`` are an editor's: pairs that are one
    statement, pairs that are not, wordings to show first; those that name no passage here do nothing. Raises
    ``KeyError`` for a passage of an unknown article.
    """
    known = {a.id: a for a in articles}
    parts = sorted((p for row in by_passage(passages, known) for p in row), key=lambda p: p.order)
    ranks = [rank(p, known[p.passage.article].published) for p in parts]
    bonds = Bonds(parts, constraints)
    grouped = group(parts, ranks, bonds)
    groups = _settle(grouped.groups, parts, ranks, bonds)
    translated = frozenset(
        p.speaker.id for p in passages if p.speaker.id and any(c.role == "translator" for c in p.chain)
    )
    statements: list[Statement] = []
    reports: list[Statement] = []
    for members in groups:
        narrated = parts[members[0]].passage.kind == "narrated"
        if narrated and len({parts[n].passage.article for n in members}) < 2:
            continue
        made = _statement(members, parts, grouped.verdicts, known, translated, constraints)
        (reports if narrated else statements).append(made)
    near = tuple(m for m in near_misses(parts, grouped.verdicts, groups) if not _decided(m.passages, constraints))
    copied = find_copies(articles)
    found = (*lines(articles, passages, parts), *copy_lines(copied, (*statements, *reports), passages))
    return Collated(
        _sorted(statements),
        _sorted(reports),
        tuple(sorted(found, key=lambda line: line.id)),
        differences(parts, known, groups),
        near,
        copied,
    )


def _decided(ends: tuple[str, str], constraints: Constraints) -> bool:
    return ends in constraints.apart or ends[::-1] in constraints.apart


def _settle(groups: list[list[int]], parts: Sequence[Part], ranks: Sequence[Rank], bonds: Bonds) -> list[list[int]]:
    """Put together neighbouring parts that line up with the same passages; parts left over go with a neighbour."""
    home = {n: g for g, members in enumerate(groups) for n in members}
    rows: dict[str, list[int]] = defaultdict(list)
    for n, part in enumerate(parts):
        rows[part.passage.id].append(n)
    alike = [frozenset(parts[n].passage.id for n in members) for members in groups]
    to = list(range(len(groups)))

    def root(g: int) -> int:
        while to[g] != g:
            g = to[g]
        return g

    held = {g: list(members) for g, members in enumerate(groups)}

    def put(g: int, into: int) -> None:
        if g != into and not bonds.part(held[g], held[into]):
            held[into] += held.pop(g)
            to[g] = into

    for row in rows.values():
        row.sort(key=lambda n: parts[n].number)
        whole = all(len(groups[home[n]]) == 1 for n in row)
        for a, b in itertools.pairwise(row):
            if (
                whole
                or alike[home[a]] == alike[home[b]]
                or (len(groups[home[b]]) == 1 and parts[b].weight < _SUBSTANTIAL)
            ):
                put(root(home[b]), root(home[a]))
            elif len(groups[home[a]]) == 1 and parts[a].weight < _SUBSTANTIAL and root(home[a]) == home[a]:
                put(home[a], root(home[b]))
    return [sorted(members, key=lambda n: ranks[n]) for _, members in sorted(held.items())]


def _statement(
    members: list[int],
    parts: Sequence[Part],
    verdicts: Mapping[Ends, Verdict],
    known: Mapping[str, Article],
    translated: frozenset[str],
    constraints: Constraints,
) -> Statement:
    rows: dict[str, list[int]] = {}
    for n in members:
        rows.setdefault(parts[n].passage.id, []).append(n)
    held: list[Witnessing] = []
    for row in rows.values():
        row.sort(key=lambda n: parts[n].number)
        own = [parts[n] for n in row]
        line = _line(own, known[own[0].passage.article].text)
        held.append(Witnessing(own[0].passage, line, tuple(s for p in own for s in p.spans)))
    held = sorted(by_fullness(held, known), key=lambda w: w.passage.id not in constraints.first)
    base = held[0]
    aligned = [align(base.line, w.line) for w in held[1:]]
    witnesses = [Witness(base.passage.id, base.spans, "base")]
    for witness, pairs in zip(held[1:], aligned, strict=True):
        stands = relation(base, witness, pairs)
        sure: Confidence = "high" if is_near(base, witness, stands) else "medium"
        why = _because(base, witness, rows, verdicts, known, constraints)
        witnesses.append(Witness(witness.passage.id, witness.spans, stands, why, sure))
    evidence = tuple(w.because for w in witnesses[1:])
    confidence: Confidence = base.passage.confidence
    if len(held) > 1:
        confidence = "high" if all(w.confidence == "high" for w in witnesses[1:]) else "medium"
    first = min(members, key=lambda n: (known[parts[n].passage.article].published or "9999", parts[n].order))
    chosen = parts[first]
    mark = hashlib.sha256(f"{chosen.order[0]}{chosen.passage.id[-8:]}{chosen.number or ''}".encode()).hexdigest()[:8]
    speaker = base.passage.speaker.id
    named = {w.passage.speaker.id for w in held} - {None}
    if speaker is None and len(named) == 1:
        (speaker,) = named  # one outlet leaves the speaker open, the others agree
    foreign = any(w.passage.speaker.id in translated for w in held)
    told = [(w.passage, w.line) for w in held]
    found = variations(told, known, translated=foreign) if len(held) > 1 else ()
    ident = f"{chosen.passage.article}-s{mark}"
    marks = boundary(told, aligned) if len(held) > 1 else None
    return Statement(ident, speaker, base.passage.id, tuple(witnesses), found, confidence, evidence, marks)


def _because(
    base: Witnessing,
    witness: Witnessing,
    rows: Mapping[str, Sequence[int]],
    verdicts: Mapping[Ends, Verdict],
    known: Mapping[str, Article],
    constraints: Constraints,
) -> str:
    """In words: what the witness shares with the wording shown first, or with another that does."""
    article = known[witness.passage.article]
    label = article.label or article.id
    own = rows[witness.passage.id]
    rest = [n for passage, row in rows.items() if passage != witness.passage.id for n in row]
    where = "the wording shown first"
    found = _joins(own, rows[base.passage.id], verdicts)
    if not found:
        where, found = "another wording of it", _joins(own, rest, verdicts)
    mine = witness.passage.id
    if any(mine in ends and rows.keys() >= set(ends) for ends in constraints.together):
        return f"{label}: put here by the editor"
    if not found:
        return f"{label}: stands beside a part that lines up"
    join = max(found, key=lambda v: (v.strength, v.pair.shown)).join
    printed = {t.norm: known[w.passage.article].text[t.start : t.end] for w in (base, witness) for t in w.line}
    words = ", ".join(f"‘{printed.get(w, w)}’" for w in join.shared)
    return "; ".join((f"{label}: shares {words} with {where}", *join.because))


def _joins(own: Sequence[int], others: Sequence[int], verdicts: Mapping[Ends, Verdict]) -> list[Verdict]:
    pairs = ((min(a, b), max(a, b)) for a in own for b in others)
    return [v for pair in pairs if (v := verdicts.get(pair)) is not None and v.against is None]


def _line(row: Sequence[Part], text: str) -> tuple[Token, ...]:
    """The tokens of a passage's parts; those of one group have no word between them that is not of the line."""
    out: list[Token] = []
    for token in (t for part in row for t in part.tokens):
        group = 0
        if out:
            broken = any(c.isalnum() for c in text[out[-1].end : token.start])
            group = out[-1].group + broken
        out.append(token._replace(group=group))
    return tuple(out)


def _sorted(statements: list[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(statements, key=lambda s: (-len(s.witnesses), s.id.rpartition("-")[2])))
