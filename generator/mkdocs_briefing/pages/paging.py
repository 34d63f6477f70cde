"""What is too much for one page goes on numbered pages: the first keeps its address, the next lie below it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from markupsafe import Markup

from mkdocs_briefing.model import Article, Passage, Span
from mkdocs_briefing.pages.addresses import relative
from mkdocs_briefing.text import sentences

ROWS = 150
"""About so many table rows stand on one page: some 200 KB of HTML, 30 to 40 KB as sent."""

TEXT = 100_000
"""About so many code points of an article, counting what stands beside its passages, lie on one page."""
_BESIDE = 500
_BLOCK = 100

Kind: TypeAlias = Literal["matter", "several", "report", "narrated", "single", "row"]


@dataclass(frozen=True, slots=True)
class Item:
    """Something that stands on a page as a whole, by the id it has, and how many rows it takes.

    ``first`` and ``end`` bound the rows of an item that is too long for a page and goes on on the next.
    """

    kind: Kind
    key: str
    rows: int
    first: int = 0
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The items of each page, and the number of the page on which each item begins."""

    pages: tuple[tuple[Item, ...], ...]
    where: Mapping[str, int]

    def page(self, key: str, row: int = 0) -> int:
        """The number of the page that holds an item, or the row of it, counted from 0; 1 for an unknown item."""
        for number in range(self.where.get(key, 1), len(self.pages) + 1):
            for item in self.pages[number - 1]:
                if item.key == key and (item.end is None or row < item.end):
                    return number
        return self.where.get(key, 1)


def plan(items: Iterable[Item], most: int = ROWS) -> Plan:
    """Spread items over pages of about ``most`` rows, in order; at least one page, and no page ends in the open.

    A matter of more rows than a page holds is cut into parts; anything else stands whole.
    """
    pages: list[list[Item]] = [[]]
    room = most
    for item in (part for whole in items for part in _parts(whole, most)):
        if item.rows > room and pages[-1]:
            pages.append([])
            room = most
        pages[-1].append(item)
        room -= item.rows
    where: dict[str, int] = {}
    for number, found in enumerate(pages, 1):
        for item in found:
            where.setdefault(item.key, number)
    return Plan(tuple(tuple(found) for found in pages), where)


def _parts(item: Item, most: int) -> Iterable[Item]:
    if item.kind != "matter" or item.rows <= most:
        return [item]
    starts = range(0, item.rows, most)
    return [replace(item, rows=min(most, item.rows - at), first=at, end=at + most) for at in starts]


def cuts(article: Article, passages: Sequence[Passage], whole: bool, most: int = TEXT) -> tuple[int, ...]:
    """Where in an article's text its pages begin: 0, and then every ``most`` code points or so.

    A page begins with a block, or with a sentence of a block that is too long for a page, and never inside a passage.
    ``whole``: all of the text is shown, not the passages alone. Passages count for what stands beside them as well.
    """
    inside = _merged(sorted((p.content[0][0], p.content[-1][1]) for p in passages))
    starts = [start for start, _ in inside]
    begins = sorted(p.content[0][0] for p in passages)
    found = [0]
    reached = size = done = 0
    for block in article.blocks:
        places = [block.start]
        beside = (bisect_left(begins, block.end) - done) * _BESIDE
        if block.end - block.start + beside > most:
            places += [start for start, _ in sentences(article.text, block.start, block.end)[1:]]
        for at, end in zip(places, [*places[1:], block.end], strict=True):
            n = bisect_left(starts, at) - 1
            if size >= most and not (n >= 0 and at < inside[n][1]):
                found.append(at)
                size = 0
            reached = bisect_left(begins, end)
            size += (reached - done) * _BESIDE + (end - at + _BLOCK if whole or reached > done else 0)
            done = reached
    return tuple(found)


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


@dataclass(frozen=True, slots=True)
class Turn:
    """The pages of a long list: where each lies (``None`` for the one that shows this), those before and after."""

    pages: tuple[tuple[int, Markup | None], ...]
    before: Markup | None
    after: Markup | None


def turn(paths: Sequence[str], number: int) -> Turn | None:
    """The links between the numbered pages that lie at ``paths``, on the page ``number``; ``None`` for a single one."""
    if len(paths) < 2:
        return None
    links = {n: Markup(relative(paths[number - 1], path)) for n, path in enumerate(paths, 1)}
    return Turn(
        tuple((n, None if n == number else link) for n, link in links.items()),
        links.get(number - 1),
        links.get(number + 1),
    )
