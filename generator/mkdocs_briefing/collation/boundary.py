"""The boundary of the marks: which words every witness has inside quotation marks, which some tell, which some add.

Each word that some witness has inside marks is in exactly one set: inside marks in all of them; told, where one prints
it outside marks; added, where one has no such word and none tells it. Words are those of one place of the base; a word
that was not lined up with the base stands by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from mkdocs_briefing.collation.alignment import Line, Pair, same
from mkdocs_briefing.collation.tokens import Token
from mkdocs_briefing.model import Boundary, Passage, Span

_Word = dict[str, Token]
"""One word as the passages that have it print it, by passage id."""


def boundary(lines: Sequence[tuple[Passage, Line]], aligned: Sequence[Sequence[Pair]]) -> Boundary | None:
    """The sets of a statement's witnesses, the base first; ``None`` where fewer than two have quotation marks.

    ``aligned`` are the pairs of the base with each of the others.
    """
    if sum(any(t.quoted for t in line) for _, line in lines) < 2:
        return None
    told: dict[str, list[Token]] = defaultdict(list)
    added: dict[str, list[Token]] = defaultdict(list)
    everywhere: list[Token] = []
    base = lines[0][0].id
    for word in _words(lines, aligned):
        if not any(t.quoted for t in word.values()):
            continue
        if len(word) == len(lines) and all(t.quoted for t in word.values()):
            everywhere.append(word[base])
        elif all(t.quoted for t in word.values()):
            for passage, token in word.items():
                added[passage].append(token)
        else:
            for passage, token in word.items():
                if not token.quoted:
                    told[passage].append(token)
    of = {passage.id: line for passage, line in lines}
    return Boundary(
        _spans(everywhere, of[base]),
        tuple((passage, _spans(some, of[passage])) for passage, some in sorted(told.items())),
        tuple((passage, _spans(some, of[passage])) for passage, some in sorted(added.items())),
    )


def _words(lines: Sequence[tuple[Passage, Line]], aligned: Sequence[Sequence[Pair]]) -> Iterable[_Word]:
    """Every word of the witnesses once, with those of the others that are lined up with it."""
    passage, base = lines[0]
    rows: list[_Word] = [{passage.id: token} for token in base if token.is_word]
    at = {token.start: n for n, token in enumerate(t for t in base if t.is_word)}
    for (other, line), pairs in zip(lines[1:], aligned, strict=True):
        held = {j: i for i, j in pairs if base[i].is_word and same(base[i], line[j])}
        for j, token in enumerate(line):
            if j in held:
                rows[at[base[held[j]].start]][other.id] = token
            elif token.is_word:
                rows.append({other.id: token})
    return rows


def _spans(some: Sequence[Token], line: Line) -> tuple[Span, ...]:
    """The tokens as spans of the text; those that follow one another in the line are one."""
    number = {token.start: n for n, token in enumerate(t for t in line if t.is_word)}
    out: list[Span] = []
    last = -2
    for token in sorted(some, key=lambda t: number[t.start]):
        joined = out and number[token.start] == last + 1 and token.start >= out[-1][1]
        out[-1:] = [(out[-1][0], token.end)] if joined else [*out[-1:], (token.start, token.end)]
        last = number[token.start]
    return tuple(out)
