"""A passage cut into parts: the sentences and clauses that a quotation may be split by.

One outlet prints a quotation whole, another in two pieces, a third leaves a clause out: what is lined up is the part.
Cutting too finely does no harm, since neighbouring parts that line up with the same passages are put together again.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from mkdocs_briefing.collation.facts import Fact, facts
from mkdocs_briefing.collation.lexicon import words_of
from mkdocs_briefing.collation.occasions import Occasion, occasion
from mkdocs_briefing.collation.tokens import Token, tokens
from mkdocs_briefing.model import Article, Passage, Span
from mkdocs_briefing.text import Word, sentences, words

_CUT = re.compile(r"\[?\s?(?:…|\.{3,}|\.(?: \.){2,})\s?\]?")
_CLAUSE = 300
"""So far behind a cut a finite verb is looked for, in code points."""
_MARK = 8
"""So many characters at the end of a passage's id are made from what it says."""
_LEAST_WORDS = 2
"""A piece with less content than this is no part of its own; it goes with its neighbour."""


Order: TypeAlias = tuple[str, str, int, str]


@dataclass(frozen=True)
class Part:
    """A sentence or clause of a passage. ``number`` counts the parts of the passage from 0.

    ``order`` sorts parts by what they say and never by the names of files. ``whole`` are the tokens of the whole
    passage, ``next_at`` is where the article goes on behind the passage's sentence. What is worked out from the tokens
    is worked out once.
    """

    passage: Passage
    number: int
    spans: tuple[Span, ...]
    tokens: tuple[Token, ...]
    order: Order
    when: Occasion | None = None
    whole: tuple[Token, ...] = ()
    next_at: int = -1
    facts: tuple[Fact, ...] = ()

    @cached_property
    def weights(self) -> dict[str, float]:
        """Keys of the words that count as evidence, and their weight."""
        found: dict[str, float] = {}
        for token in self.tokens:
            if token.weight > found.get(token.key, 0.0):
                found[token.key] = token.weight
        return found

    @cached_property
    def weight(self) -> float:
        """Sum of the weights of its different words."""
        return sum(self.weights.values())

    @cached_property
    def said(self) -> tuple[Token, ...]:
        """Its words, without cuts and brackets."""
        return tuple(t for t in self.tokens if t.is_word)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of its words in order."""
        return tuple(t.key for t in self.said)

    @cached_property
    def names(self) -> frozenset[str]:
        """Keys of the words that are taken for names."""
        return frozenset(t.key for t in self.tokens if t.name)

    @cached_property
    def negated(self) -> bool:
        """Whether one of its words turns a clause round."""
        return any(t.norm in words_of("negation") for t in self.tokens)

    @cached_property
    def is_clause(self) -> bool:
        """Whether one of its words is a finite verb."""
        return any(_is_finite(t.norm) for t in self.tokens)


def split(passage: Passage, article: Article) -> list[Part]:
    """Parts of a passage in order; together they hold every word of its content.

    A narrated passage is one part. Pieces without content of their own belong to the part before (the first to the
    part after).
    """
    text = article.text
    pieces: list[list[Span]] = []
    for start, end in passage.content:
        for s, e in [(start, end)] if passage.kind == "narrated" else _pieces(text, start, end):
            pieces.append([(s, e)])
    merged: list[list[Span]] = []
    for piece in pieces:
        if merged and (_poor(text, piece) or _poor(text, merged[-1])):
            merged[-1] = _close(text, [*merged[-1], *piece])
        else:
            merged.append(piece)
    parts = []
    when = occasion(passage, article)
    next_at = _next(text, passage.sentence[1])
    lines = [tokens(text, spans, passage.quoted) for spans in merged]
    whole = tuple(t for line in lines for t in line)
    for number, (spans, line) in enumerate(zip(merged, lines, strict=True)):
        said = " ".join(t.norm for t in line)
        order = (hashlib.sha256(said.encode()).hexdigest(), article.sha256, spans[0][0], passage.id[-_MARK:])
        told = facts([t for t in line if t.is_word], article)
        parts.append(Part(passage, number, tuple(spans), line, order, when, whole, next_at, told))
    return parts


def _next(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def by_passage(passages: Sequence[Passage], articles: Mapping[str, Article]) -> list[list[Part]]:
    """The parts of each passage, in the order of the passages."""
    return [split(p, articles[p.article]) for p in passages]


def _poor(text: str, spans: Sequence[Span]) -> bool:
    return len({w.lower for s, e in spans for w in words(text, s, e)} - words_of("function")) < _LEAST_WORDS


def _close(text: str, spans: list[Span]) -> list[Span]:
    """Spans with only white space between them become one."""
    out = [spans[0]]
    for start, end in spans[1:]:
        if not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _pieces(text: str, start: int, end: int) -> list[Span]:
    cuts: list[int] = []
    for s, e in sentences(text, start, end):
        cuts.append(s)
        cuts += [m.end() for m in _CUT.finditer(text, s, e) if _clause(text, m.end(), min(e, m.end() + _CLAUSE))]
        cuts += _coordinated(text, s, e)
    bounds = sorted({start, *cuts, end})
    found = []
    for s, e in itertools.pairwise(bounds):
        s, e = _trim(text, s, e)
        if s < e:
            found.append((s, e))
    return _orphans(text, found)


def _orphans(text: str, pieces: list[Span]) -> list[Span]:
    """A piece without a word (a closing mark on its own) goes with the one before."""
    out: list[Span] = []
    for s, e in pieces:
        if out and not any(c.isalnum() for c in text[s:e]):
            out[-1] = (out[-1][0], e)
        else:
            out.append((s, e))
    return out


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _clause(text: str, start: int, end: int) -> bool:
    return any(_is_finite(w.lower) for w in words(text, start, end))


def _is_finite(word: str) -> bool:
    return word in words_of("finite") or (len(word) > 4 and word.endswith("ed") and "-" not in word)


def _coordinated(text: str, start: int, end: int) -> list[int]:
    """Where a coordinated clause with subject and verb of its own begins: its conjunction opens the part."""
    line = words(text, start, end)
    joins = [n for n, w in enumerate(line) if n and w.lower in words_of("coordinators") and _conjoins(text, line, n)]
    joins += [n for n, w in enumerate(line) if n and ";" in text[line[n - 1].end : w.start] and n not in joins]
    joins.sort()
    if not joins:
        return []
    cuts: list[int] = []
    begin = 0
    for at, following in zip(joins, [*joins[1:], len(line)], strict=True):
        opens = at + 1 if line[at].lower in words_of("coordinators") else at
        if opens < len(line) and line[opens].lower == "that":
            own = True
        else:
            verb = next((n for n in range(opens, following) if _is_finite(line[n].lower)), None)
            own = (verb is not None and verb > opens) or (line[opens : opens + 1] != [] and "'" in line[opens].lower)
        if own and any(_is_finite(w.lower) for w in line[begin:at]):
            cuts.append(_before_mark(text, line[at].start, start))
            begin = at
    return cuts


def _conjoins(text: str, line: Sequence[Word], n: int) -> bool:
    """Whether the word joins two clauses: "yet" does behind a comma and the like, elsewhere it tells of time."""
    return line[n].lower != "yet" or any(c in ",;:—–-" for c in text[line[n - 1].end : line[n].start])


def _before_mark(text: str, at: int, start: int) -> int:
    while at > start and text[at - 1] in '"“‘«„([':
        at -= 1
    return at
