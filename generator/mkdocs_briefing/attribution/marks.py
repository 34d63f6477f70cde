"""Quotation marks: which open, which close, and what to do when they do not match.

One pass over the marks of each paragraph; nothing is carried from a paragraph to the next but the fact that a
quotation was left open where the next paragraph opens again (the printers' rule for long quotations). So one bad mark
can spoil its own paragraph at most, and the time is linear in the text.

A mark's direction is judged by its neighbours first (a mark with a blank before it and a letter after it opens) and by
its glyph only where the neighbours leave it open: reports close quotations with opening marks and mix straight and
curly ones, but they rarely misplace the blank.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mkdocs_briefing.model import Span

_DOUBLE = re.compile(r"``|''|[\"“”„‟«»″＂]")
_SINGLE = re.compile(r"(?<!['`])['‘’‚‹›](?!')")
_OPENING = frozenset("“„‟«") | {"``"}
_CLOSING = frozenset("”»") | {"''"}
_BEFORE_OPENING = frozenset("([{<—–-/|:;=¿¡") | frozenset("\"“„«‘'`")
_AFTER_CLOSING = frozenset(".,;:!?)]}>—–-/|…") | frozenset("\"”“»’'")
_ELIDED = re.compile(r"['‘’](?:\d\ds?\b|(?:tis|twas|em|til|till|cause|bout|round|n|cos|n['’])\b)", re.IGNORECASE)
_SENTENCE_END = frozenset(".!?…,:;)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between two marks: ``start`` to ``end`` with the marks, ``inner`` without them.

    ``closed`` is false where the paragraph ends before the mark does; ``reopened`` says that the next paragraph goes on
    with the same quotation. ``parent`` is the index of the quotation around this one, ``single`` tells single marks.
    """

    start: int
    end: int
    inner: Span
    closed: bool = True
    reopened: bool = False
    single: bool = False
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """All quotations of a text in order of their start (outer before inner), and the marks that match nothing."""

    quotations: tuple[Quotation, ...] = ()
    stray: tuple[Span, ...] = ()


class _Mark(NamedTuple):
    start: int
    end: int
    opens: bool
    closes: bool
    glyph: int
    """1 for a glyph made to open, -1 for one made to close, 0 for a straight one."""


def pair(text: str, paragraphs: Sequence[Span]) -> Marks:
    """Pair the quotation marks of ``text`` within ``paragraphs`` (disjoint spans in order).

    In: the text and its paragraphs, offsets in code points. Out: quotations and stray marks, offsets into the same
    text. Marks outside the paragraphs are not looked at. Nothing is raised.
    """
    quotations: list[Quotation] = []
    stray: list[Span] = []
    if not paragraphs:
        return Marks()
    paragraphs = list(paragraphs)
    runs = _runs(text, paragraphs)
    follows = [_begins_with_mark(text, start, end) for start, end in paragraphs[1:]] + [False]
    for n, ((start, end), reopening) in enumerate(zip(paragraphs, follows, strict=True)):
        head, tail, left, right = _carved(text, runs.get(n), start, end)
        doubles, lost = _pair_doubles(text, left, right, reopening and tail is None)
        doubles = [*head, *doubles, *([tail] if tail else [])]
        singles = _pair_singles(text, start, end, reopening, doubles)
        quotations += _nest(doubles, singles, len(quotations))
        stray += [mark for mark in lost if _level(singles, mark[0]) < 0]
    return Marks(tuple(quotations), tuple(stray))


_LONGEST_RUN = 6
"""A quotation that no paragraph reopens is followed over so many paragraphs at most."""


class _Run(NamedTuple):
    """What a quotation that runs over paragraphs has of one of them: up to ``until``, from ``since`` on."""

    until: int | None = None
    mark: int = 0
    since: int | None = None


def _runs(text: str, paragraphs: Sequence[Span]) -> dict[int, _Run]:
    """Quotations that open in one paragraph and close in a later one that does not open again.

    Only where the marks leave no doubt: one double mark too many that opens, then paragraphs without any, then one
    whose first double mark closes.
    """
    looks: list[list[_Mark] | None] = [None] * len(paragraphs)

    def look(n: int) -> list[_Mark]:
        held = looks[n]
        if held is None:
            held = looks[n] = [_look(text, m, *paragraphs[n]) for m in _DOUBLE.finditer(text, *paragraphs[n])]
        return held

    runs: dict[int, _Run] = {}
    n = 0
    while n + 1 < len(paragraphs):
        here = look(n)
        opened = here and len(here) % 2 == (0 if n in runs else 1) and here[-1].opens and not here[-1].closes
        last = n + 1
        while opened and last < len(paragraphs) and last - n < _LONGEST_RUN and not look(last):
            last += 1
        closing = look(last)[0] if opened and last < len(paragraphs) and look(last) else None
        if closing is None or not closing.closes or closing.opens or len(look(last)) % 2 == 0:
            n += 1
            continue
        before = runs.get(n, _Run())
        runs[n] = _Run(before.until, before.mark, here[-1].start)
        for middle in range(n + 1, last):
            runs[middle] = _Run(until=paragraphs[middle][1])
        runs[last] = _Run(until=closing.start, mark=closing.end - closing.start)
        n = last
    return runs


def _carved(text: str, run: _Run | None, start: int, end: int) -> tuple[list[Quotation], Quotation | None, int, int]:
    """The parts of a paragraph that belong to quotations running over it, and what is left between them."""
    if run is None:
        return [], None, start, end
    head: list[Quotation] = []
    tail: Quotation | None = None
    left, right = start, end
    if run.until is not None:
        first = next((k for k in range(start, run.until) if not text[k].isspace()), run.until)
        last = _last_printed(text, first, run.until)
        if last > first:  # else the closing mark stands alone, and is told as stray
            left = run.until + run.mark
            stop = left if run.mark else last
            inner = run.until if run.mark else last
            head.append(Quotation(first, stop, (first, inner), closed=bool(run.mark), reopened=not run.mark))
    if run.since is not None:
        mark = _DOUBLE.match(text, run.since)
        last = _last_printed(text, run.since, end)
        if mark is not None and last > mark.end():
            tail = Quotation(run.since, last, (mark.end(), last), closed=False, reopened=True)
            right = run.since
    return head, tail, left, right


def _begins_with_mark(text: str, start: int, end: int) -> bool:
    while start < end and text[start].isspace():
        start += 1
    return start < end and (text[start] in '"“„«‘' or text.startswith("``", start))


def _look(text: str, match: re.Match[str], start: int, end: int) -> _Mark:
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    glyph = 1 if match.group() in _OPENING else -1 if match.group() in _CLOSING else 0
    free_before = before.isspace() or before in _BEFORE_OPENING
    free_after = after.isspace() or after in _AFTER_CLOSING
    if match.group() in "«»" and free_before and free_after:
        return _Mark(match.start(), match.end(), glyph > 0, glyph < 0, glyph)
    opens = free_before and not after.isspace()
    closes = free_after and not before.isspace()
    if opens and closes:  # between two marks or dashes: the glyph knows best
        if glyph:
            opens, closes = glyph > 0, glyph < 0
        else:
            opens, closes = before.isspace() or before in "([", after.isspace() or after in ".,;:!?)]"
    return _Mark(match.start(), match.end(), opens, closes, glyph)


def _pair_doubles(text: str, start: int, end: int, reopening: bool) -> tuple[list[Quotation], list[Span]]:
    marks = [_look(text, m, start, end) for m in _DOUBLE.finditer(text, start, end)]
    done: list[Quotation] = []
    lost: list[Span] = []
    open_: list[_Mark] = []  # at most two: a quotation and one inside it
    for place, mark in enumerate(marks):
        if not open_:
            only_closes = mark.closes and not mark.opens
            if mark.opens or (mark.glyph >= 0 and _closer_ahead(marks, place)):
                if only_closes and not mark.glyph and not text[mark.start - 1].isspace():
                    lost.append((mark.start, mark.end))  # 6'2" and the like
                else:
                    open_.append(mark)
            else:
                lost.append((mark.start, mark.end))
        elif mark.closes and not mark.opens:
            done.append(_between(open_.pop(), mark))
        elif mark.opens and not mark.closes:
            if len(open_) == 1 and _two_closers_ahead(marks, place):
                open_.append(mark)
            else:
                lost += [(m.start, m.end) for m in open_]
                open_ = [mark]
        elif mark.glyph > 0 and _two_closers_ahead(marks, place) and len(open_) == 1:
            open_.append(mark)
        else:
            done.append(_between(open_.pop(), mark))
    for mark in open_[1:]:
        lost.append((mark.start, mark.end))
    if open_:
        mark = open_[0]
        inside = any(q.start > mark.start for q in done)
        if reopening and not inside and _may_run_on(text, start, mark):
            last = _last_printed(text, mark.end, end)
            done.append(Quotation(mark.start, last, (mark.end, last), closed=False, reopened=True))
        else:
            lost.append((mark.start, mark.end))
    done.sort(key=lambda q: (q.start, -q.end))
    return done, sorted(lost)


def _closer_ahead(marks: Sequence[_Mark], place: int) -> bool:
    return place + 1 < len(marks) and (marks[place + 1].closes or marks[place + 1].glyph < 0)


def _two_closers_ahead(marks: Sequence[_Mark], place: int) -> bool:
    ahead = marks[place + 1 : place + 3]
    return len(ahead) == 2 and all(m.closes and not m.opens for m in ahead)


def _between(first: _Mark, last: _Mark) -> Quotation:
    return Quotation(first.start, last.end, (first.end, last.start))


def _may_run_on(text: str, start: int, mark: _Mark) -> bool:
    before = text[start : mark.start].rstrip()
    return not before or before[-1] in _SENTENCE_END


def _last_printed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _pair_singles(text: str, start: int, end: int, reopening: bool, doubles: Sequence[Quotation]) -> list[Quotation]:
    """Single marks, told from apostrophes: an opening one has a blank before it and a word after it."""
    openers: list[int] = []
    closers: list[int] = []
    for m in _SINGLE.finditer(text, start, end):
        at = m.start()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        free_before = before.isspace() or before in '([{—–-/"“„«:'
        if free_before and (after.isalnum() or after in '$£€[(…"“') and m.group() not in "’›":
            if not _ELIDED.match(text, at):
                openers.append(at)
        elif not before.isspace() and not after.isalnum() and m.group() not in "‘‚‹":
            closers.append(at)
    found: list[Quotation] = []
    c = 0
    for n, opener in enumerate(openers):
        if found and opener < found[-1].end:
            continue
        stop = openers[n + 1] if n + 1 < len(openers) else end
        while c < len(closers) and closers[c] <= opener + 1:
            c += 1
        first: int | None = None
        chosen: int | None = None
        k = c
        while k < len(closers) and closers[k] < stop and chosen is None:
            if text[closers[k] - 1] in "sS" and text[closers[k] + 1 : closers[k] + 3].strip().isalpha():
                first = closers[k] if first is None else first  # "the workers’ union": a closing mark only if no other
            else:
                chosen = closers[k]
            k += 1
        chosen = first if chosen is None else chosen
        c = k if chosen is not None else c
        if chosen is not None:
            if _level(doubles, opener) == _level(doubles, chosen):
                found.append(Quotation(opener, chosen + 1, (opener + 1, chosen), single=True))
        elif n + 1 == len(openers) and reopening and not text[start:opener].strip() and not doubles:
            last = _last_printed(text, opener + 1, end)
            found.append(Quotation(opener, last, (opener + 1, last), closed=False, reopened=True, single=True))
    return found


def _level(doubles: Sequence[Quotation], at: int) -> int:
    """Which double quotation ``at`` lies in: an index, or -1; doubles are few per paragraph and sorted by start."""
    low, high = 0, len(doubles)
    while low < high:
        middle = (low + high) // 2
        if doubles[middle].start <= at:
            low = middle + 1
        else:
            high = middle
    for n in (low - 1, low - 2):
        if n >= 0 and doubles[n].start <= at < doubles[n].end:
            return n
    return -1


def _nest(doubles: Sequence[Quotation], singles: Sequence[Quotation], offset: int) -> list[Quotation]:
    every = sorted([*doubles, *singles], key=lambda q: (q.start, -q.end))
    result: list[Quotation] = []
    around: list[int] = []
    for quotation in every:
        while around and result[around[-1]].end <= quotation.start:
            around.pop()
        parent = around[-1] + offset if around else None
        around.append(len(result))
        result.append(
            Quotation(
                quotation.start,
                quotation.end,
                quotation.inner,
                quotation.closed,
                quotation.reopened,
                quotation.single,
                parent,
            )
        )
    return result
