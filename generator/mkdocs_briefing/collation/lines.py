"""Witnesses shown to depend on one another: a named agency, a credit, the same words, the same cut. Else: unknown."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mkdocs_briefing.collation.parts import Part
from mkdocs_briefing.collation.tokens import CUT, Token
from mkdocs_briefing.model import Article, Line, Passage, Span
from mkdocs_briefing.text import words

_LONG = 12
"""So many words in a row outside quotation marks are not printed twice by chance."""
_BESIDE = 3
"""So many words on each side of a cut must be the same."""
_SHOWN = 8
_COMMON = 25
"""A stretch in more articles than this is boilerplate."""


def lines(articles: Sequence[Article], passages: Sequence[Passage], parts: Sequence[Part]) -> tuple[Line, ...]:
    """Groups of passages with the evidence in words; ``parts`` are those of the passages, in any order."""
    labels = {a.id: a.label or a.id for a in articles}
    attributed = [p for p in passages if p.kind != "narrated"]
    found = [
        *_agencies(articles, attributed, labels),
        *_cuts(articles, parts, labels),
        *_wordings(articles, attributed, labels),
    ]
    return tuple(sorted(found, key=lambda line: line.id))


def _agencies(articles: Sequence[Article], passages: Sequence[Passage], labels: Mapping[str, str]) -> list[Line]:
    """Passages whose chain names one agency, or whose article credits it."""
    credited = {a.id: {c.name for c in a.credits} | ({a.credit} if a.credit else set()) for a in articles}
    held: dict[str, list[tuple[Passage, str, bool]]] = defaultdict(list)
    for p in passages:
        stated = {link.name for link in p.chain if link.role == "agency" and link.basis not in ("article", "editor")}
        named = {link.name for link in p.chain if link.role == "agency"} | credited[p.article]
        for name in sorted(stated | named):
            slug = "-".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())
            held[slug].append((p, name, name in stated))
    out = []
    for slug, rows in held.items():
        if len(rows) < 2:
            continue
        label = min(name for _, name, _ in rows)
        naming = sorted({labels[p.article] for p, _, stated in rows if stated})
        by_hand = {p.id for p, _, stated in rows if not stated and any(k.basis == "editor" for k in p.chain)}
        crediting = sorted({labels[p.article] for p, _, stated in rows if not stated and p.id not in by_hand})
        told = [f"{label} is named in {_list(naming)}"] if naming else []
        told += [f"{label} is credited for the whole article in {_list(crediting)}"] if crediting else []
        set_in = sorted({labels[p.article] for p, _, _ in rows if p.id in by_hand})
        told += [f"{label} is set by the editor in {_list(set_in)}"] if set_in else []
        out.append(Line(f"line-{slug}", label, tuple(sorted({p.id for p, _, _ in rows})), "; ".join(told)))
    return out


def _cuts(articles: Sequence[Article], parts: Sequence[Part], labels: Mapping[str, str]) -> list[Line]:
    """Passages of several articles that show a cut between the same words."""
    texts = {a.id: a.text for a in articles}
    whole: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        if part.passage.quoted:
            whole[part.passage.id].append(part)
    held: dict[tuple[str, ...], list[tuple[str, Passage]]] = defaultdict(list)
    for row in whole.values():
        line: list[Token] = [t for part in sorted(row, key=lambda p: p.number) for t in part.tokens]
        passage = row[0].passage
        text = texts[passage.article]
        for n, token in enumerate(line):
            before, after = line[max(n - _BESIDE, 0) : n], line[n + 1 : n + 1 + _BESIDE]
            around = [*before, *after]
            if token.norm == CUT and len(around) == 2 * _BESIDE and all(t.is_word for t in around):
                printed = [text[some[0].start : some[-1].end] for some in (before, after)]
                shown = f"between ‘{printed[0]}’ and ‘{printed[1]}’"
                held[tuple(t.norm for t in around)].append((shown, passage))
    out = []
    for said, some in held.items():
        where = sorted({labels[p.article] for _, p in some})
        if len(where) > 1:
            evidence = f"{_list(where)} show a cut at the same place, {min(shown for shown, _ in some)}"
            ids = tuple(sorted({p.id for _, p in some}))
            out.append(Line(f"line-cut-{_mark(said)}", "the same cut", ids, evidence))
    return out


class _Place(NamedTuple):
    article: str
    first: int


def _wordings(articles: Sequence[Article], passages: Sequence[Passage], labels: Mapping[str, str]) -> list[Line]:
    """Passages in sentences of several articles that share a long stretch of words outside quotation marks."""
    quoted: dict[str, list[Span]] = defaultdict(list)
    by_article: dict[str, list[Passage]] = defaultdict(list)
    for p in passages:
        quoted[p.article] += p.quoted
        by_article[p.article].append(p)
    index: dict[tuple[str, ...], list[_Place]] = defaultdict(list)
    spans: dict[str, list[Span]] = {}
    for article in articles:
        row, printed = _outside(article, sorted(quoted[article.id]))
        spans[article.id] = printed
        for n in range(len(row) - _LONG + 1):
            some = row[n : n + _LONG]
            if None not in some:
                index[tuple(w for w in some if w is not None)].append(_Place(article.id, n))
    texts = {a.id: a.text for a in articles}
    shared: dict[tuple[str, ...], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    told: dict[tuple[str, ...], tuple[str, ...]] = {}
    for stretch in sorted(index):
        places = index[stretch]
        where = tuple(sorted({p.article for p in places}, key=lambda a: (labels[a], a)))
        if 2 <= len(where) <= _COMMON:
            told.setdefault(where, stretch)
            for place in places:
                shared[where][place.article] |= set(range(place.first, place.first + _LONG))
    out = []
    for where, found in shared.items():
        held = {
            p.id
            for article, numbers in found.items()
            for p in by_article[article]
            if any(s < p.sentence[1] and p.sentence[0] < e for s, e in (spans[article][n] for n in numbers))
        }
        if len({i.rpartition("-")[0] for i in held}) > 1:
            count = max(len(numbers) for numbers in found.values())
            first = found[where[0]]
            begin = min(first)
            shown = texts[where[0]][spans[where[0]][begin][0] : spans[where[0]][begin + _SHOWN - 1][1]]
            evidence = (
                f"{_list([labels[a] for a in where])} have {count} words in common outside quotation marks: ‘{shown} …’"
            )
            out.append(
                Line(
                    f"line-words-{_mark((*told[where], *sorted(held)))}",
                    "the same words",
                    tuple(sorted(held)),
                    evidence,
                )
            )
    return out


def _outside(article: Article, quoted: Sequence[Span]) -> tuple[list[str | None], list[Span]]:
    """Words of the lead and body that stand outside quotation marks (``None`` parts stretches), and their spans."""
    row: list[str | None] = []
    spans: list[Span] = []
    at = 0
    for block in article.blocks:
        if block.kind not in ("lead", "body"):
            continue
        for word in words(article.text, block.start, block.end):
            while at < len(quoted) and quoted[at][1] <= word.start:
                at += 1
            inside = at < len(quoted) and quoted[at][0] < word.end
            row.append(None if inside else word.lower)
            spans.append((word.start, word.end))
        row.append(None)
        spans.append((block.end, block.end))
    return row, spans


def _mark(said: Sequence[str]) -> str:
    return hashlib.sha256(" ".join(said).encode()).hexdigest()[:8]


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
