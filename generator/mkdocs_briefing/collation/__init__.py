"""Passages -> statements and reports: what lines up, how the wordings differ, what is known of the way."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence

from mkdocs_briefing.collation.decision import Join
from mkdocs_briefing.collation.grouping import group, rank
from mkdocs_briefing.collation.parts import Part, by_passage
from mkdocs_briefing.collation.variations import align, variations
from mkdocs_briefing.model import Article, Collated, Confidence, Line, Passage, Relation, Statement, Witness

__all__ = ["collate"]
_SUBSTANTIAL = 3.0


def collate(articles: Sequence[Article], passages: Sequence[Passage]) -> Collated:
    """Statements of the attributed passages, reports of narrated ones that several articles have, and lines.

    ``passages`` carry ``speaker.id`` joined over articles. Every attributed passage is a witness of a statement.
    Nothing depends on the order of either or on the names of files. Raises ``KeyError`` for a passage of an unknown
    article.
    """
    known = {a.id: a for a in articles}
    parts = sorted((p for row in by_passage(passages, known) for p in row), key=lambda p: p.order)
    ranks = [rank(p, known[p.passage.article].published) for p in parts]
    groups, joins = group(parts, ranks)
    groups = _settle(groups, parts, ranks)
    statements, reports = [], []
    for members in groups:
        narrated = parts[members[0]].passage.kind == "narrated"
        if narrated and len({parts[n].passage.article for n in members}) < 2:
            continue
        (reports if narrated else statements).append(_statement(members, parts, joins, known))
    return Collated(_unique(statements), _unique(reports), _lines(articles, passages))


def _settle(groups: list[list[int]], parts: Sequence[Part], ranks: Sequence[object]) -> list[list[int]]:
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

    for row in rows.values():
        row.sort(key=lambda n: parts[n].number)
        whole = all(len(groups[home[n]]) == 1 for n in row)
        for a, b in zip(row, row[1:], strict=False):
            if whole or alike[home[a]] == alike[home[b]]:
                to[root(home[b])] = root(home[a])
            elif len(groups[home[b]]) == 1 and parts[b].weight < _SUBSTANTIAL:
                to[root(home[b])] = root(home[a])
            elif len(groups[home[a]]) == 1 and parts[a].weight < _SUBSTANTIAL and root(home[a]) == home[a]:
                to[home[a]] = root(home[b])
    merged: dict[int, list[int]] = defaultdict(list)
    for g, members in enumerate(groups):
        merged[root(g)] += members
    return [sorted(m, key=lambda n: ranks[n]) for m in merged.values()]  # type: ignore[arg-type,return-value]


def _statement(
    members: list[int], parts: Sequence[Part], joins: Mapping[tuple[int, int], Join], known: Mapping[str, Article]
) -> Statement:
    rows: dict[str, list[Part]] = {}
    for n in members:
        rows.setdefault(parts[n].passage.id, []).append(parts[n])
    for row in rows.values():
        row.sort(key=lambda p: p.number)
    lines = [(row[0].passage, tuple(t for k, p in enumerate(row) for t in _grouped(p, k))) for row in rows.values()]
    base = lines[0]
    witnesses = []
    evidence = []
    firm = True
    for passage, line in lines:
        spans = tuple(s for p in rows[passage.id] for s in p.spans)
        relation: Relation = (
            "base" if passage is base[0] else _relation([t.norm for t in base[1] if t.is_word], line, base[1])
        )
        witnesses.append(Witness(passage.id, spans, relation))
    for n in members[1:]:
        join = joins.get((min(n, members[0]), max(n, members[0])))
        other = known[parts[n].passage.article]
        if join:
            words = ", ".join(f"‘{w}’" for w in join.shared)
            same = parts[n].passage.speaker.id == parts[members[0]].passage.speaker.id
            evidence.append(
                f"{other.label or other.id}: shares {words} with the wording shown first" + ("; same speaker" * same)
            )
        firm = firm and bool(join and join.firm)
    confidence: Confidence = base[0].confidence if len(lines) == 1 else "high" if firm else "medium"
    first = min(members, key=lambda n: (known[parts[n].passage.article].published or "9999", parts[n].order))
    chosen = parts[first]
    mark = hashlib.sha256((chosen.order[0] + chosen.passage.id[-8:]).encode()).hexdigest()[:8]
    speaker = None if base[0].kind == "narrated" else base[0].speaker.id
    found = variations(lines, known) if len(lines) > 1 else ()
    ident = f"{chosen.passage.article}-s{mark}"
    return Statement(ident, speaker, base[0].id, tuple(witnesses), found, confidence, tuple(evidence))


def _grouped(part: Part, number: int) -> list[object]:
    return [t._replace(group=t.group + 1000 * number) for t in part.tokens]


def _relation(base: list[str], line: Sequence[object], whole: Sequence[object]) -> Relation:
    other = [t.norm for t in line if t.is_word]  # type: ignore[attr-defined]
    if other == base:
        return "identical"
    text, inside = f" {' '.join(base)} ", f" {' '.join(other)} "
    if inside in text:
        return "contained"
    if text in inside:
        return "contains"
    same = sum(i2 - i1 for i1, i2, j1, j2 in align(tuple(whole), tuple(line)) if i2 - i1 == j2 - j1)  # type: ignore[arg-type]
    return "reworded" if 2 * same >= min(len(base), len(other)) else "paraphrase"


def _unique(statements: list[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(statements, key=lambda s: (-len(s.witnesses), s.id.rpartition("-")[2])))


def _lines(articles: Sequence[Article], passages: Sequence[Passage]) -> tuple[Line, ...]:
    """Passages whose chain names one agency, or whose article credits it."""
    named: dict[str, set[str]] = defaultdict(set)
    where: dict[str, set[str]] = defaultdict(set)
    label: dict[str, str] = {}
    credits: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        for credit in article.credits:
            credits[article.id].append(credit.name)
    labels = {a.id: a.label or a.id for a in articles}
    for p in passages:
        if p.kind == "narrated":
            continue
        names = [c.name for c in p.chain if c.role == "agency"] + credits[p.article]
        for name in names:
            slug = "-".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())
            named[slug].add(p.id)
            where[slug].add(labels[p.article])
            label[slug] = min(label.get(slug, name), name)
    return tuple(
        Line(f"line-{s}", label[s], tuple(sorted(named[s])), f"{label[s]} is named in {', '.join(sorted(where[s]))}")
        for s in sorted(named)
        if len(named[s]) > 1
    )
