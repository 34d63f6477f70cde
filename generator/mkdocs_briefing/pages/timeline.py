"""The timeline: dates that the articles print, in order, as a picture and as tables, with the words and their place."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from markupsafe import Markup

from mkdocs_briefing.dates import span_worded, worded
from mkdocs_briefing.model import Event, Passage, Span, Undated
from mkdocs_briefing.pages import forms
from mkdocs_briefing.pages.addresses import relative
from mkdocs_briefing.pages.context import KINDS, MARKS, Context, article_path, counted
from mkdocs_briefing.pages.markup import Layer, literal, printed
from mkdocs_briefing.pages.page import Page, page
from mkdocs_briefing.pages.words import day

PATH = "timeline.md"
MOST = 160
"""So many rows stand on one page; above, each year, or each month of a full year, has a page of its own."""
LONG = 600
"""A sentence of more code points is shown around its date, unless it holds what somebody says."""
AROUND = 240
LINES = 24
"""So many lines has the picture at most; above, it goes by month, then by year, then by decade."""
COLUMNS = 8
LABEL = 6
"""The picture has a column for each article while these are few and their labels short."""


@dataclass(frozen=True, slots=True)
class Row:
    """One place where an article gives a date."""

    label: str
    first: bool
    where: str
    kind: str
    words: Markup
    link: Markup
    who: Markup | None
    how: str
    told: Markup | None
    same: str
    """On the first of several rows that tell alike: in how many articles."""
    joined: bool
    """Whether the row tells the same as the one before it."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with all that the articles give for it."""

    id: str
    title: str
    figures: str
    rows: tuple[Row, ...]


Key = tuple[str, str | None]


def _groups(events: Iterable[Event]) -> dict[Key, list[Event]]:
    found: dict[Key, list[Event]] = {}
    for event in events:
        found.setdefault((event.date, event.to), []).append(event)
    return found


def date_id(key: Key) -> str:
    """The id of a date's heading."""
    return f"d-{key[0]}" + (f"-to-{key[1]}" if key[1] else "")


@dataclass(frozen=True, slots=True)
class Period:
    """The events that share a page, and the first and last year, month or day of them; ``""`` for all on one page."""

    first: str
    last: str
    events: tuple[Event, ...]

    @property
    def path(self) -> str:
        """Markdown path of the period's page."""
        if not self.first:
            return PATH
        return f"timeline/{self.first}{'' if self.first == self.last else '-to-' + self.last}.md"

    @property
    def title(self) -> str:
        """The period in words."""
        return worded(self.first) if self.first == self.last else f"{worded(self.first)} to {worded(self.last)}"


@cache
def _periods(events: tuple[Event, ...]) -> tuple[Period, ...]:
    """All on one page while that is short; else years, months of a full year, days of a full month, put together."""
    if _rows_of(events) <= MOST:
        return (Period("", "", events),)
    found: list[Period] = []
    for name, some in _units(events, 4):
        last = found[-1] if found else None
        if last and _rows_of((*last.events, *some)) <= MOST:
            found[-1] = Period(last.first, name, (*last.events, *some))
        else:
            found.append(Period(name, name, tuple(some)))
    return tuple(found)


def _units(events: Iterable[Event], length: int) -> Iterator[tuple[str, list[Event]]]:
    """The smallest parts that a page may begin or end with, in order: a year, or its months, or their days."""
    parts: dict[str, list[Event]] = {}
    for event in events:
        parts.setdefault(event.date[:length], []).append(event)
    for name, some in parts.items():
        if _rows_of(some) > MOST and length < 10 and any(len(event.date) > length for event in some):
            yield from _units(some, length + 3)
        else:
            yield name, some


def _rows_of(events: Iterable[Event]) -> int:
    return len({(event.date, event.to, event.article, event.span) for event in events})


@cache
def _paths(events: tuple[Event, ...]) -> dict[Key, str]:
    return {key: period.path for period in _periods(events) for key in _groups(period.events)}


def address(context: Context, source: str, event: Event) -> Markup:
    """The link from the page ``source`` to the heading of an event's date."""
    key = (event.date, event.to)
    return Markup(relative(source, _paths(context.briefing.timeline)[key], date_id(key)))


# ------------------------------------------------------------------------------------------------------ one date


def _dated(context: Context, source: str, key: Key, events: Sequence[Event]) -> Dated:
    places: dict[tuple[str, Span], list[Event]] = {}
    for event in events:
        places.setdefault((event.article, event.span), []).append(event)
    things: dict[str, list[list[Event]]] = {}
    for (article, span), some in places.items():
        name = next((e.thing for e in some if e.thing), "") or f"{article}:{span}"
        things.setdefault(name, []).append(some)
    rank = context.rank
    ordered = sorted(things.values(), key=lambda t: (-_articles(t), rank[t[0][0].article], t[0][0].span))
    rows: list[Row] = []
    for thing in ordered:
        before = ""
        several = _articles(thing)
        for n, place in enumerate(thing):
            same = f"told alike by {several} articles" if n == 0 and several > 1 else ""
            rows.append(_row(context, source, place, first=place[0].article != before, same=same, joined=n > 0))
            before = place[0].article
    articles = len({event.article for event in events})
    return Dated(
        date_id(key),
        span_worded(*key),
        "in one article only" if articles == 1 else f"in {articles} articles",
        tuple(rows),
    )


def _articles(thing: Sequence[Sequence[Event]]) -> int:
    return len({event.article for some in thing for event in some})


def _row(context: Context, source: str, events: Sequence[Event], first: bool, same: str, joined: bool) -> Row:
    event = events[0]
    article = context.articles[event.article]
    passages = [context.passages[e.passage] for e in events if e.passage in context.passages]
    attributed = [p for p in passages if p.kind != "narrated"]
    passage = passages[0] if passages else None
    who = Markup(", ").join(dict.fromkeys(forms.speaker(context, p) for p in attributed)) if attributed else None
    if who and event.tells == "said":
        who = Markup("when this was said: ") + who
    return Row(
        article.label or article.id,
        first,
        _where(context, event),
        KINDS[passage.kind] if passage and event.tells == "told" else "",
        _words(context, event, attributed),
        _link(context, source, event),
        who,
        event.how,
        _statement(context, source, events),
        same,
        joined,
    )


def _words(context: Context, event: Event, attributed: Sequence[Passage]) -> Markup:
    """The sentence with its date marked; of what somebody says, the part with its cue."""
    article = context.articles[event.article]
    if event.tells == "told" and attributed:
        part = [
            (max(s, event.sentence[0]), min(e, event.sentence[1]))
            for s, e in attributed[0].content
            if s < event.sentence[1] and event.sentence[0] < e
        ]
        return forms.part(context, attributed[0], part or attributed[0].content, [event.span])
    start, end = event.sentence
    said = any(
        s < end and start < e
        for p in (*context.in_article.get(article.id, ()), *context.held_in.get(article.id, ()))
        if p.kind != "narrated"
        for s, e in p.content
    )
    if end - start > LONG and not said:
        low, high = max(start, event.span[0] - AROUND), min(end, event.span[1] + AROUND)
        while low > start and not article.text[low - 1].isspace():
            low -= 1
        while high < end and not article.text[high].isspace():
            high += 1
        cut = printed(article, low, high, [Layer(event.span, "mark")])
        return (forms.GAP if low > start else Markup()) + cut + (forms.GAP if high < end else Markup())
    return printed(article, start, end, [Layer(event.span, "mark")])


def _where(context: Context, event: Event) -> str:
    article = context.articles[event.article]
    block = next((b for b in article.blocks if b.start <= event.span[0] < b.end), None)
    if block is None:
        return ""
    if block.number is None:
        return {"caption": "caption of a picture"}.get(block.kind, block.kind)
    return f"paragraph {block.number}" + (", lead" if block.kind == "lead" else "")


def _link(context: Context, source: str, event: Event) -> Markup:
    """To the passage, else to one in the same paragraph, else to the article's page."""
    if event.passage in context.passages:
        return context.place(source, context.passages[event.passage])
    article = context.articles[event.article]
    block = next((b for b in article.blocks if b.start <= event.span[0] < b.end), None)
    here = [
        p
        for p in context.in_article.get(article.id, ())
        if block and p.content[0][0] < block.end and block.start < p.content[-1][1]
    ]
    if here:
        return context.place(source, min(here, key=lambda p: (abs(p.content[0][0] - event.span[0]), p.id)))
    return Markup(relative(source, article_path(article.id)))


def _statement(context: Context, source: str, events: Sequence[Event]) -> Markup | None:
    found = [context.statements[e.statement] for e in events if e.statement in context.statements]
    if not found:
        return None
    best = max(found, key=lambda s: (len(context.articles_of(s)), s.id))
    count = len(context.articles_of(best))
    noun = "Lined up" if best.id in context.reports else "Statement"
    text = f"{noun} in {count} articles" if count > 1 else noun
    return Markup('<a href="{}">{}</a>').format(context.card(source, best.id), text)


# -------------------------------------------------------------------------------------------------------- picture


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the picture: a date or period, where it begins, and the articles that give it."""

    title: str
    start: date
    articles: tuple[str, ...]


def lines(context: Context) -> list[Line]:
    """What the picture shows: dates, or where these are too many months, years or decades."""
    for grain in (_exact, _month, _year, _decade):
        found: dict[tuple[str, str], set[str]] = {}
        for event in context.briefing.timeline:
            found.setdefault(grain(event), set()).add(event.article)
        if len(found) <= LINES:
            break
    return [
        Line(_short(title), _start(begin), tuple(sorted(articles, key=context.rank.__getitem__)))
        for (begin, title), articles in sorted(found.items())
    ][-2 * LINES :]


def _exact(event: Event) -> tuple[str, str]:
    return event.date, span_worded(event.date, event.to)


def _month(event: Event) -> tuple[str, str]:
    return event.date[:7], worded(event.date[:7])


def _year(event: Event) -> tuple[str, str]:
    return event.date[:4], event.date[:4]


def _decade(event: Event) -> tuple[str, str]:
    return f"{event.date[:3]}0", f"{event.date[:3]}0s"


def _short(title: str) -> str:
    """A date for the picture: "13 Sep 2023"."""
    return " ".join(word[:3] if word.isalpha() and word != "to" else word for word in title.split())


def _start(iso: str) -> date:
    year, month, day_ = (*(int(part) for part in iso.split("-")), 1, 1)[:3]
    return date(year, month, day_)


_SPINE, _STEP, _HEIGHT = 10.6, 2.6, 1.7
_BAR = 9.0


def picture(context: Context) -> Markup:
    """The dates down a line, farther apart where more time lies between, a dot for each article that gives one.

    The numbers are this module's own, the labels the editor's or ours; nothing of an article's text is in it.
    """
    shown = lines(context)
    articles = context.briefing.articles
    columns = len(articles) <= COLUMNS and all(len(a.label or a.id) <= LABEL for a in articles)
    out: list[Markup] = []
    y = 1.0
    if columns:
        for n, article in enumerate(articles):
            out.append(_text(_x(n), y, article.label or article.id, "middle"))
        y += _HEIGHT
    top = y
    most = max((len(line.articles) for line in shown), default=1)
    place = {article.id: n for n, article in enumerate(articles)}
    for n, line in enumerate(shown):
        if n:
            days = max(0, (line.start - shown[n - 1].start).days)
            y += _HEIGHT + min(1.4, math.log10(days + 1) * 0.35)
        out.append(_text(_SPINE - 0.8, y + 0.35, line.title, "end"))
        out.append(Markup('<circle class="bf-tick" cx="{}em" cy="{}em" r=".16em"/>').format(_SPINE, _em(y)))
        if columns:
            dot = Markup('<circle class="bf-dot" cx="{}em" cy="{}em" r=".42em"/>')
            out.extend(dot.format(_em(_x(place[key])), _em(y)) for key in line.articles)
        else:
            width = _BAR * len(line.articles) / most
            out.append(
                Markup('<rect class="bf-bar" x="{}em" y="{}em" width="{}em" height=".7em"/>').format(
                    _em(_SPINE + 0.6), _em(y - 0.35), _em(width)
                )
            )
            out.append(_text(_SPINE + 1.1 + width, y + 0.35, str(len(line.articles)), "start"))
    spine = Markup('<line class="bf-spine" x1="{0}em" y1="{1}em" x2="{0}em" y2="{2}em"/>').format(
        _SPINE, _em(top), _em(y)
    )
    width = _x(len(articles) - 1) + 1.5 if columns else _SPINE + _BAR + 3
    return Markup(
        '<svg class="bf-time" role="img" aria-labelledby="time-title" width="{}em" height="{}em">'
        '<title id="time-title">{}</title>{}{}</svg>'
    ).format(_em(width), _em(y + 1), _told(shown), spine, Markup().join(out))


def _x(column: int) -> float:
    return _SPINE + 2 + column * _STEP


def _em(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(x: float, y: float, text: str, anchor: str) -> Markup:
    return Markup('<text x="{}em" y="{}em" text-anchor="{}">{}</text>').format(_em(x), _em(y), anchor, literal(text))


def _told(shown: Sequence[Line]) -> str:
    if not shown:
        return "No dates."
    most = max(shown, key=lambda line: len(line.articles))
    given = Counter(len(line.articles) > 1 for line in shown)
    return (
        f"Dates in these articles from {shown[0].title} to {shown[-1].title}. {most.title} is given by "
        f"{counted(len(most.articles), 'article')}; {given[True]} of {len(shown)} by several. "
        "The tables on this page say the same with the words as printed."
    )


# ----------------------------------------------------------------------------------------------------------- page


def _unplaced(context: Context) -> Iterator[dict[str, object]]:
    """Words of time that give no date, by the reason."""
    by_reason: dict[str, dict[str, list[Undated]]] = {}
    for found in context.briefing.undated:
        by_reason.setdefault(found.why, {}).setdefault(found.article, []).append(found)
    for why, articles in sorted(by_reason.items(), key=lambda i: (-sum(map(len, i[1].values())), i[0])):
        yield {
            "why": why,
            "count": sum(map(len, articles.values())),
            "articles": [
                (context.articles[key].label or key, _distinct(context, some)) for key, some in articles.items()
            ],
        }


def _distinct(context: Context, some: Sequence[Undated]) -> list[Markup]:
    """The words as printed, each different one once, with how often they stand there."""
    counts: dict[str, tuple[Undated, int]] = {}
    for found in some:
        words = " ".join(context.articles[found.article].text[slice(*found.span)].casefold().split())
        first, number = counts.get(words, (found, 0))
        counts[words] = first, number + 1
    out = []
    for found, number in counts.values():
        article = context.articles[found.article]
        text = printed(article, *found.span)
        if found.passage in context.passages:
            link = context.place(PATH, context.passages[found.passage])
            text = Markup('<a href="{}">{}</a>').format(link, text)
        out.append(text + (literal(f" {number} times") if number > 1 else Markup()))
    return out


def _counted_from(context: Context) -> list[tuple[str, Markup, str]]:
    rows = []
    for key, clock in context.briefing.counted_from:
        article = context.articles[key]
        if article.published:
            words, where = day(article.published), f"taken from: {article.published_from or 'not stated'}"
        elif clock:
            words, where = "not known", f"counted from {clock}"
        else:
            words, where = "not known", "relative dates are not placed"
        rows.append((article.label or article.id, literal(words), where))
    return rows


def pages(context: Context) -> dict[str, Page]:
    """The timeline; where it is long, a page for each period and the timeline as the way to them."""
    events = context.briefing.timeline
    periods = _periods(events)
    whole = len(periods) == 1
    found: dict[str, Page] = {}
    groups = _groups(events)
    several = sum(len({e.article for e in some}) > 1 for some in groups.values())
    found[PATH] = page(
        PATH,
        "timeline.md",
        "Timeline",
        "The dates that the articles print, how each was worked out, and the words as printed.",
        figures=f"{counted(len(groups), 'date')}, {several or 'none'} in several articles"
        if groups
        else "no date found",
        picture=picture(context) if events else None,
        dates=[_dated(context, PATH, key, some) for key, some in groups.items()] if whole else [],
        periods=[] if whole else [_period(period) for period in periods],
        unplaced=list(_unplaced(context)),
        counted_from=_counted_from(context),
        columns=MARKS,
    )
    if whole:
        return found
    for n, period in enumerate(periods):
        found[period.path] = page(
            period.path,
            "timeline-period.md",
            f"Timeline: {period.title}",
            f"What the articles date to {period.title}, with the words as printed.",
            in_nav=False,
            figures=_figures(period.events),
            dates=[_dated(context, period.path, key, some) for key, some in _groups(period.events).items()],
            before=_turn(period.path, periods[n - 1]) if n else None,
            after=_turn(period.path, periods[n + 1]) if n + 1 < len(periods) else None,
            index=Markup(relative(period.path, PATH)),
        )
    return found


def _turn(path: str, period: Period) -> tuple[Markup, str]:
    return Markup(relative(path, period.path)), period.title


def _figures(events: Sequence[Event]) -> str:
    articles = len({event.article for event in events})
    return f"{counted(len(_groups(events)), 'date')} in {counted(articles, 'article')}"


def _period(period: Period) -> dict[str, object]:
    return {
        "title": period.title,
        "link": Markup(relative(PATH, period.path)),
        "dates": len(_groups(period.events)),
        "places": _rows_of(period.events),
        "articles": len({event.article for event in period.events}),
    }
