"""The timeline: dates that articles print, worked out by rule, with the sentence each stands in; nothing is guessed.

`timeline` is the one public function. `expressions` finds words of time, `direction` tells whether they point ahead or
back, `reckoning` gives the date, `alike` puts together what several articles tell alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mkdocs_briefing.briefing.timeline.alike import put_together
from mkdocs_briefing.briefing.timeline.direction import direction
from mkdocs_briefing.briefing.timeline.expressions import Expression, expressions
from mkdocs_briefing.briefing.timeline.reckoning import Clock, Given, Missing, reckon
from mkdocs_briefing.dates import day_of, worded
from mkdocs_briefing.model import Article, BlockKind, Event, LeftOut, Passage, Span, Statement, Undated
from mkdocs_briefing.text import sentences

__all__ = ["clock_of", "timeline"]

_READ: tuple[BlockKind, ...] = ("headline", "lead", "body", "caption")
_NEAR = 7
"""Full dates with a weekday that lie no more than so many days apart tell when an undated article is from."""
_PLACE = (
    r"(?:(?<!\w)(?:on|in|at|since|by|until|till|from|during|before|after|towards?|throughout|through|around|as of)\s)?"
)
_PART = r"(?:(?<!\w)(?:the\s)?(?:very\s)?(?:beginning|start|end|middle|close|first half|second half|eve)\s"
_OPENS = re.compile(
    rf"{_PLACE}{_PART}of\s(?:the\s)?)?(?:(?<!\w)(?:early|late|mid|earlier|later)[\s-](?:on\s)?)?$", re.I
)
_OPENS_OF = re.compile(rf"{_PLACE}{_PART})$", re.I)
_LOOSE = re.compile(r"(?:on|in|at)\s", re.I)
_ORDINAL = re.compile(r"(?<!\w)\d{1,2}\.$")
_UNSAID = "; it is not printed when the words were said"


def timeline(
    articles: Sequence[Article],
    passages: Sequence[Passage],
    statements: Sequence[Statement] = (),
    left_out: Sequence[LeftOut] = (),
    held_back: Sequence[Passage] = (),
) -> tuple[tuple[Event, ...], tuple[Undated, ...]]:
    """The dated events of all articles in order of date, and the words of time that give no date.

    In: articles with their layout, the published passages, statements and reports, and what is not published. A date
    in words that are not published (left out, or of low confidence) makes no event. A date that stands in what a
    passage says, or is when it was said, names the passage.
    """
    rank = {article.id: number for number, article in enumerate(articles)}
    by_article: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_article[passage.article].append(passage)
    hidden: dict[str, list[LeftOut]] = defaultdict(list)
    for out in left_out:
        hidden[out.article].append(out)
    held: dict[str, list[Span]] = defaultdict(list)
    for passage in held_back:
        held[passage.article].extend(passage.content)
    of = _witnessed(statements)
    events: list[Event] = []
    undated: list[Undated] = []
    for article in articles:
        work = _Article(article, by_article[article.id], hidden[article.id], held[article.id], of)
        for found in work.read():
            if isinstance(found, Event):
                events.append(found)
            else:
                undated.append(found)
    texts = {article.id: article.text for article in articles}
    together = put_together(events, texts)
    order = sorted(together, key=lambda e: (e.date, e.to or "", rank[e.article], e.span, e.passage or ""))
    return tuple(order), tuple(sorted(undated, key=lambda u: (rank[u.article], u.span, u.passage or "")))


def _witnessed(statements: Sequence[Statement]) -> Mapping[str, list[tuple[tuple[Span, ...], int, str]]]:
    """By passage: the parts with which it witnesses each statement, by how many witnesses, the statement's id."""
    found: dict[str, list[tuple[tuple[Span, ...], int, str]]] = defaultdict(list)
    for statement in statements:
        for witness in statement.witnesses:
            found[witness.passage].append((witness.spans, len(statement.witnesses), statement.id))
    return found


def clock_of(article: Article) -> Clock | None:
    """What relative dates of an article are counted from: its date, else a date that it prints in full.

    Without a date of publication, the full dates with their weekday must all be of one week, or one full date must
    stand in the headline or the lead, with no other in the article.
    """
    published = day_of(article.published)
    if published is not None:
        return Clock(published, "day", f"the article’s date, {worded(published.isoformat())}")
    full = [
        (one, block.kind)
        for block in article.blocks
        if block.kind in _READ
        for one in expressions(article.text, block.start, block.end, article.language)
        if one.kind == "full"
    ]
    days: dict[str, bool] = {}
    opening = set()
    for one, kind in full:
        given = reckon(one, None, "open", article.language)
        if isinstance(given, Given):
            days[given.date] = days.get(given.date, False) or "wd" in one.parts
            if kind in ("headline", "lead"):
                opening.add(given.date)
    named = sorted(day_of(iso) for iso, weekday in days.items() if weekday and day_of(iso) is not None)  # type: ignore[type-var]
    if named and (named[-1] - named[0]).days <= _NEAR:  # type: ignore[operator]
        latest = named[-1]
        assert latest is not None
        told = f"{worded(latest.isoformat())}, which this article prints with its weekday; its own date is not known"
        return Clock(latest, "day", told)
    if len(days) == 1 and opening:
        (iso,) = opening
        only = day_of(iso)
        assert only is not None
        return Clock(
            only, "day", f"{worded(iso)}, the one full date that this article prints; its own date is not known"
        )
    return None


@dataclass(frozen=True, slots=True)
class _Read:
    """An expression with the sentence it stands in, and what it means."""

    one: Expression
    sentence: Span
    meaning: Given | Missing


class _Article:
    """One article while its dates are read."""

    def __init__(
        self,
        article: Article,
        passages: Sequence[Passage],
        left_out: Sequence[LeftOut],
        held: Sequence[Span],
        of: Mapping[str, list[tuple[tuple[Span, ...], int, str]]],
    ) -> None:
        self.article = article
        self.text = article.text
        self.of = of
        self.passages = {p.id: p for p in passages}
        self.attributed = [p for p in passages if p.kind != "narrated"]
        self.narrated = [p for p in passages if p.kind == "narrated"]
        self.closed = [out.span for out in left_out] + list(held)
        self.hidden = [out.span for out in left_out if out.reason == "hidden by the editor"]
        self.quoted = sorted({span for p in self.attributed for span in p.quoted})
        self.clock = clock_of(article)
        self.said: dict[str, Given] = {}

    def read(self) -> Iterator[Event | Undated]:
        found = [
            (one, sentence, headline)
            for block in self.article.blocks
            if block.kind in _READ
            for headline in (block.kind == "headline",)
            for sentence in self._sentences(block.start, block.end)
            if not any(_overlap(sentence, span) for span in self.hidden)
            for one in expressions(self.text, *sentence, self.article.language)
            if not any(_within(one.span, span) for span in self.closed)
        ]
        for one, sentence, headline in found:
            for passage in self._said_at(one.span):
                given = self._meaning(one, sentence, headline, self.clock)
                if isinstance(given, Given):
                    self.said.setdefault(passage.id, given)
        for one, sentence, headline in found:
            yield from self._events(one, sentence, headline)
        yield from self._untimed([one.span for one, _, _ in found])

    def _sentences(self, start: int, end: int) -> list[Span]:
        """Sentences; one that ends in "3." goes on in the next, which is where other languages have the month."""
        found: list[Span] = []
        for span in sentences(self.text, start, end):
            if found and _ORDINAL.search(self.text[slice(*found[-1])]) and self.article.language not in (None, "en"):
                found[-1] = (found[-1][0], span[1])
            else:
                found.append(span)
        return found

    def _events(self, one: Expression, sentence: Span, headline: bool) -> Iterator[Event | Undated]:
        quoted = self._quote(one.span)
        inside = self._inside(one.span)
        clock = self._quoted_clock(inside) if quoted is not None else self.clock
        given = self._meaning(one, sentence, headline, clock)
        if given is None:
            return
        span = one.span if one.kind == "attributive" else _widened(self.text, one.span, sentence, one.kind)
        at = self._said_at(one.span)
        if isinstance(given, Missing):
            of = next(iter(at), None) or inside
            yield Undated(self.article.id, span, sentence, of.id if of else None, given.why)
            return
        event = Event(
            given.date, given.precision, given.to, None, self.article.id, span, sentence, given.basis, given.how
        )
        for passage in at:
            yield replace(
                event, passage=passage.id, tells="said", quoted=quoted is not None, statement=self._statement(passage)
            )
        if not at:
            told = inside or next((p for p in self.narrated if _covers(p, one.span)), None)
            yield replace(
                event,
                passage=told.id if told else None,
                quoted=quoted is not None,
                statement=self._statement(told, one.span) if told else None,
            )

    def _meaning(self, one: Expression, sentence: Span, headline: bool, clock: Clock | None) -> Given | Missing | None:
        quoted = self._quote(one.span)
        if quoted is not None:
            within = (max(sentence[0], quoted[0]), min(sentence[1], quoted[1]))
            way = direction(self.text, within, one.span)
        else:
            way = direction(self.text, sentence, one.span, self.quoted, headline)
        return reckon(one, clock, way, self.article.language)

    def _quote(self, span: Span) -> Span | None:
        return next((q for q in self.quoted if _within(span, q)), None)

    def _inside(self, span: Span) -> Passage | None:
        """The innermost attributed passage in whose content a date stands."""
        holding = [p for p in self.attributed if _covers(p, span)]
        return min(holding, key=lambda p: (sum(e - s for s, e in p.content), p.id), default=None)

    def _said_at(self, span: Span) -> list[Passage]:
        return [p for p in self.attributed if p.when and _overlap(p.when, span) and not _covers(p, span)]

    def _quoted_clock(self, passage: Passage | None) -> Clock | None:
        """What a speaker's own "today" is counted from: when it was said, where that is printed."""
        seen = set()
        at = passage
        while at is not None and at.id not in seen:
            if at.id in self.said:
                given = self.said[at.id]
                numbers = [int(n) for n in given.date.split("-")]
                day = day_of("-".join(f"{n:02}" for n in (*numbers, 1, 1)[:3]).rjust(10, "0"))
                if day is not None and given.to is None:
                    return Clock(day, given.precision, f"when the words were said, {worded(given.date)}")
                return None
            seen.add(at.id)
            at = self.passages.get(at.continues or at.within or "")
        return replace(self.clock, name=self.clock.name + _UNSAID) if self.clock else None

    def _statement(self, passage: Passage, span: Span | None = None) -> str | None:
        """The statement that a passage witnesses with the words at ``span``, else the one with most witnesses."""
        having = self.of.get(passage.id, [])
        here = [h for h in having if span and any(_within(span, s) for s in h[0])] or having
        return min(here, key=lambda h: (-h[1], h[2]))[2] if here else None

    def _untimed(self, read: Sequence[Span]) -> Iterator[Undated]:
        """When passages were said, where the words for it hold no date ("shortly before the meeting")."""
        for passage in self.attributed:
            if passage.when is None or any(_overlap(passage.when, span) for span in read):
                continue
            if len(self.text[slice(*passage.when)].split()) < 2:
                continue
            why = "counted from something whose date these words do not give"
            yield Undated(self.article.id, passage.when, passage.sentence, passage.id, why)


def _within(span: Span, outer: Span) -> bool:
    return outer[0] <= span[0] and span[1] <= outer[1]


def _overlap(one: Span, two: Span) -> bool:
    return one[0] < two[1] and two[0] < one[1]


def _covers(passage: Passage, span: Span) -> bool:
    return any(_within(span, content) for content in passage.content)


def _widened(text: str, span: Span, sentence: Span, kind: str) -> Span:
    """The words of a date with the small words that belong to them: "since the start of", a closing bracket."""
    start, end = span
    if text.count("(", start, end) > text.count(")", start, end) and text[end : end + 1] == ")":
        end += 1
    opens = _OPENS_OF if text[start : start + 3].casefold() == "of " else _OPENS
    before = opens.search(text, max(sentence[0], start - 48), start)
    begin = before.start() if before else start
    # a preposition of place before a period belongs to something else ("to vote on this week")
    loose = kind in ("period", "near", "today", "ago") and _LOOSE.fullmatch(text[begin:start])
    return (start if loose else begin, end)
