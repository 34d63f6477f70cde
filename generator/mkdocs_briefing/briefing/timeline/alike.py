"""Events of one date that several articles tell alike: by their statement, else by the words they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mkdocs_briefing.model import Event
from mkdocs_briefing.text import stem, words

_LEAST = 4
"""So many words with content must two sentences share to tell of one thing."""
_SHARE = 0.5
"""So much of the words of the shorter sentence must be shared."""
_SHORT = 4
"""Words of fewer letters are not counted."""


def put_together(events: Sequence[Event], texts: Mapping[str, str]) -> list[Event]:
    """The events with ``thing`` set where one date is told alike in two articles or more.

    Only events with the same date, precision and end are compared; what was said then stands with its statement, what
    happened with a sentence of another article that shares most of its words.
    """
    groups: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for number, event in enumerate(events):
        groups[event.date, event.to].append(number)
    parent = list(range(len(events)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    bags = [_bag(event, texts[event.article]) if event.tells == "told" else frozenset() for event in events]
    for members in groups.values():
        by_statement: dict[tuple[str, str], int] = {}
        by_bag: dict[tuple[str, frozenset[str]], list[int]] = defaultdict(list)
        for n in members:
            event = events[n]
            if event.statement:
                first = by_statement.setdefault((event.tells, event.statement), n)
                parent[root(n)] = root(first)
            if len(bags[n]) >= _LEAST:
                by_bag[event.article, bags[n]].append(n)
        # one sentence may print a date very often: what is alike is found out once for all of these
        by_word: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for key, same in by_bag.items():
            article, bag = key
            near = dict.fromkeys(other for word in bag for other in by_word[word])
            for other in near:
                if other[0] != article and _alike(bag, other[1]):
                    for n in (*same, *by_bag[other]):
                        parent[root(n)] = root(same[0])
            for word in bag:
                by_word[word].append(key)
    together: dict[int, list[int]] = defaultdict(list)
    for n in range(len(events)):
        together[root(n)].append(n)
    out = list(events)
    for members in together.values():
        if len({events[n].article for n in members}) > 1:
            name = min(f"{events[n].article}:{events[n].span[0]}" for n in members)
            for n in members:
                out[n] = replace(events[n], thing=name)
    return out


def _bag(event: Event, text: str) -> frozenset[str]:
    return frozenset(
        stem(w.lower)
        for w in words(text, *event.sentence)
        if len(w.lower) >= _SHORT and not (event.span[0] <= w.start < event.span[1])
    )


def _alike(one: frozenset[str], two: frozenset[str]) -> bool:
    shared = len(one & two)
    return shared >= _LEAST and shared >= _SHARE * min(len(one), len(two))
