"""Articles: the list of them, and each with its passages marked in place, as far as the settings let it be shown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate

from markupsafe import Markup

from mkdocs_briefing.model import Article, Block, Passage, Span
from mkdocs_briefing.pages import forms, paging
from mkdocs_briefing.pages.addresses import relative
from mkdocs_briefing.pages.context import KINDS, MARKS, Context, article_path, counted, passage_id
from mkdocs_briefing.pages.known import file_of, known, twins
from mkdocs_briefing.pages.markup import Layer, literal, printed
from mkdocs_briefing.pages.page import Page, page
from mkdocs_briefing.pages.words import called, day, listed, outlet
from mkdocs_briefing.text import sentences, words

INDEX = "articles/index.md"
BLOCKS = {
    "headline": "headline",
    "dateline": "place and date",
    "caption": "caption of a picture",
    "label": "label",
    "teaser": "teaser for another article",
    "credit": "credit",
}
_CLOSING = ".,;:!?…\"'”’»)]"
_BEGINNING = 6
"""How many words of a narrated passage are always shown."""
_MANY = {"line of place and date": "lines of place and date"}
_NOUNS = {
    "caption": "caption",
    "label": "label",
    "teaser": "teaser",
    "credit": "credit",
    "dateline": "line of place and date",
}
META = {"robots": "noindex", "hide": ["navigation", "toc"]}


# ------------------------------------------------------------------------------------------------- what is shown


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of an article: spans in order, not touching, and their share of the article's words."""

    spans: tuple[Span, ...]
    share: float


def shown(context: Context, article: Article, passages: Sequence[Passage]) -> Shown:
    """The spans of ``article`` that its page shows.

    With ``text: full`` that is all. Otherwise what a passage cannot be understood without is always there (content,
    cue, speaker as printed; of what the article itself says, the beginning); then, while the words stay within
    ``text_share``: titles, the sentences of what is attributed, those of what the article itself says, one sentence
    before where it tells who speaks or why the passage is here, one before others.
    """
    text = article.text
    if context.settings.text == "full":
        whole = [(b.start, b.end) for b in article.blocks] or [(0, len(text))]
        return Shown(_without(whole, _hidden(context, article, passages)), 1.0)
    starts = [word.start for word in words(text)]
    limit = context.settings.text_share * len(starts)
    kept: set[int] = set()
    spans: list[Span] = []
    for span in _always(context, article, passages):
        spans.append(span)
        kept.update(_range(starts, span))
    for span in _wanted(article, passages):
        more = set(_range(starts, span)) - kept
        if len(kept) + len(more) <= limit:
            spans.append(span)
            kept |= more
    united = _without(_united(text, spans), _hidden(context, article, passages))
    return Shown(united, len(kept) / len(starts) if starts else 0.0)


def _hidden(context: Context, article: Article, passages: Sequence[Passage]) -> list[Span]:
    """What the editor took off the pages, but for words that a published passage has as well."""
    used = [span for passage in passages for span in passage.content]
    return [
        span
        for span in context.hidden_in.get(article.id, ())
        if not any(start < span[1] and span[0] < end for start, end in used)
    ]


def _without(spans: Sequence[Span], cut: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in order without the stretches to cut, which are in order too."""
    if not cut:
        return tuple(spans)
    out: list[Span] = []
    for start, end in spans:
        at = start
        for low, high in cut:
            if at < low < end:
                out.append((at, low))
            if low < end and at < high:
                at = max(at, high)
        if at < end:
            out.append((at, end))
    return tuple(out)


def _range(starts: Sequence[int], span: Span) -> range:
    return range(bisect_left(starts, span[0]), bisect_left(starts, span[1]))


def _hull(spans: Iterable[Span]) -> Span:
    kept = list(spans)
    return min(start for start, _ in kept), max(end for _, end in kept)


def _always(context: Context, article: Article, passages: Sequence[Passage]) -> Iterator[Span]:
    for passage in passages:
        low, high = passage.sentence
        if passage.kind == "narrated":
            begin, end = passage.content[0]
            first = words(article.text, begin, end)[:_BEGINNING]
            yield begin, first[-1].end if first else end
            continue
        if passage.within is not None and passage.within not in context.passages and low < high:
            yield low, high
        yield from passage.content
        yield from forms.extent(article, passage, context.passages.get(passage.within or ""))
        if passage.kind == "direct":
            roles = [span for span in (passage.cue, passage.speaker.mention, passage.hedge, passage.to_span) if span]
            yield _hull([*passage.content, *(span for span in roles if low <= span[0] and span[1] <= high)])


def _wanted(article: Article, passages: Sequence[Passage]) -> Iterator[Span]:
    for block in article.blocks:
        if block.kind in ("headline", "dateline", "credit"):
            yield block.start, block.end
    attributed = [p for p in passages if p.kind != "narrated"]
    for group in (attributed, [p for p in passages if p.kind == "narrated"]):
        for passage in group:
            yield passage.sentence if passage.sentence[1] else _hull(passage.content)
    needed = [
        p for p in passages if p.speaker.basis == "inferred" or any(t.where == "sentence before" for t in p.topics)
    ]
    for group in (needed, attributed):
        for passage in group:
            before = _before(article, passage)
            if before:
                yield before


def _before(article: Article, passage: Passage) -> Span | None:
    start = passage.sentence[0] if passage.sentence[1] else passage.content[0][0]
    block = _block(article, start)
    if block is None or start <= block.start:
        return None
    return next(iter(reversed(sentences(article.text, block.start, start))), None)


def _block(article: Article, at: int) -> Block | None:
    n = bisect_right(article.blocks, at, key=lambda block: block.start) - 1
    return article.blocks[n] if n >= 0 and at < article.blocks[n].end else None


def _united(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those with nothing but blanks between as one, each with the stop and marks that close it."""
    out: list[Span] = []
    for start, end in sorted(spans):
        while end < len(text) and text[end] in _CLOSING:
            end += 1
        if out and not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


# --------------------------------------------------------------------------------------------------- one article


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside a passage: its number on the page, its kind, who it is attributed to, where it leads."""

    number: int
    mark: str
    kind: str
    speaker: Markup
    link: Markup
    more: str
    before: Markup | None = None
    """The link to the passage before it on the page, and to the one after."""
    after: Markup | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A block as shown, or a gap (``gap`` in words); ``notes`` belong to the passages that end in it."""

    kind: str = ""
    name: str = ""
    id: str = ""
    text: str = ""
    notes: tuple[Note, ...] = ()
    gap: str = ""


@dataclass(frozen=True)
class _Sheet:
    """One page of an article: its passages by place and number, what is shown, and the stretch of the text it holds."""

    context: Context
    article: Article
    passages: Sequence[Passage]
    spans: Sequence[Span]
    stretch: Span
    number: int

    @property
    def path(self) -> str:
        """Where the page lies."""
        return article_path(self.article.id, self.number)

    @cached_property
    def ends(self) -> list[tuple[int, int]]:
        """Where each passage of the page ends on it, with its number in the article, in text order."""
        low, high = self.stretch
        shown_ = [
            (_shown_end(passage, self.spans), number)
            for number, passage in enumerate(self.passages, 1)
            if passage.content[0][0] < high and low <= passage.content[-1][1]
        ]
        return sorted(shown_)

    @cached_property
    def marks(self) -> list[tuple[Span, int, int]]:
        """The spans of passages on the page, in text order, each with the passage's number and its own in that."""
        low, high = self.stretch
        return sorted(
            (span, number, part)
            for number, passage in enumerate(self.passages, 1)
            for part, span in enumerate(passage.content)
            if span[0] < high and low < span[1]
        )

    @cached_property
    def reach(self) -> list[int]:
        """How far the text is marked by any of the marks up to each."""
        return list(accumulate((span[1] for span, _, _ in self.marks), max))

    def layers(self, start: int, end: int) -> list[Layer]:
        """The marks that touch a stretch, by passage."""
        low = bisect_right(self.reach, start)
        high = bisect_left(self.marks, ((end, -1), 0, 0))
        touching = sorted((number, part, span) for span, number, part in self.marks[low:high] if start < span[1])
        return [
            Layer(span, "mark", f"bf-p bf-{p.kind}", passage_id(p.id) if span == p.content[0] else "")
            for number, _, span in touching
            for p in (self.passages[number - 1],)
        ]

    def link(self, number: int) -> Markup | None:
        """The link to the passage with this number in the article; ``None`` where there is none."""
        return self.context.place(self.path, self.passages[number - 1]) if 0 < number <= len(self.passages) else None


def _parts(sheet: _Sheet) -> list[Part]:
    article, spans, (low, high) = sheet.article, sheet.spans, sheet.stretch
    firsts = [start for start, _ in spans]
    parts: list[Part] = []
    hidden: Counter[str] = Counter()
    for whole in article.blocks or (Block("body", 0, len(article.text), 1),):
        if whole.end <= low or high <= whole.start:
            continue
        block = replace(whole, start=max(whole.start, low), end=min(whole.end, high))
        noun = _NOUNS.get(block.kind, "sentence")
        near = spans[max(0, bisect_right(firsts, block.start) - 1) : bisect_left(firsts, block.end)]
        inside = [(max(s, block.start), min(e, block.end)) for s, e in near if s < block.end and block.start < e]
        if not inside:
            dated = article.published_span and block.start <= article.published_span[0] < block.end
            if not dated:
                number = len(sentences(article.text, block.start, block.end)) if noun == "sentence" else 1
                hidden[noun] += number
            continue
        pieces: list[Markup] = []
        notes: list[Note] = []
        end = block.start
        for start, stop in inside:
            skipped, cut = _missing(article.text, end, start, block)
            hidden["sentence"] += skipped
            if hidden.total():
                if pieces:
                    pieces.append(_gap_mark(hidden))
                else:
                    parts.append(Part(gap=_gap(hidden)))
            if cut:
                pieces.append(_cut_mark())
            hidden.clear()
            text, found = _marked(sheet, start, stop)
            pieces.append(text)
            notes.extend(found)
            end = stop
        skipped, cut = _missing(article.text, end, block.end, block)
        if cut:
            pieces.append(_cut_mark())
        hidden["sentence"] += skipped
        name = f"paragraph {block.number}" if block.number else BLOCKS.get(block.kind, block.kind)
        name += ", lead" if block.kind == "lead" and block.number else ""
        ident = f"paragraph-{block.number}" if block.number else ""
        parts.append(Part(block.kind, name, ident, Markup(" ").join(pieces), tuple(notes)))
    if hidden.total():
        parts.append(Part(gap=_gap(hidden)))
    return parts


def _shown_end(passage: Passage, spans: Sequence[Span]) -> int:
    """Where a passage ends on the page: before its last word when that is not shown."""
    first, last = passage.content[0][0], passage.content[-1][1]
    n = bisect_left(spans, (last, -1)) - 1
    return min(last, spans[n][1]) if n >= 0 and first < spans[n][1] else last


def _missing(text: str, start: int, end: int, block: Block) -> tuple[int, bool]:
    """How many whole sentences of a block lie between two shown spans, and whether one is cut."""
    if not words(text, start, end):
        return 0, False
    lying = [s for s in _sentences(text, block.start, block.end) if s[0] < end and start < s[1]]
    whole = [s for s in lying if start <= s[0] and s[1] <= end]
    return len(whole), len(whole) < len(lying)


@lru_cache(maxsize=4)  # a paragraph may hold very many passages
def _sentences(text: str, start: int, end: int) -> list[Span]:
    return sentences(text, start, end)


def _gap(hidden: Counter[str]) -> str:
    told = [
        counted(number, noun, _MANY.get(noun))
        for noun, number in sorted(hidden.items(), key=lambda i: i[0] != "sentence")
        if number
    ]
    return f"… {listed(told)} not shown"


def _gap_mark(hidden: Counter[str]) -> Markup:
    return Markup('<small class="bf-gap">{}</small>').format(literal(_gap(hidden)))


def _cut_mark() -> Markup:
    return Markup('<small class="bf-gap" title="part of this sentence is not shown">…</small>')


def _marked(sheet: _Sheet, start: int, end: int) -> tuple[Markup, list[Note]]:
    """The words from ``start`` to ``end`` with their passages marked, a number after each, and its note."""
    layers = sheet.layers(start, end)
    ending = sheet.ends[bisect_left(sheet.ends, (start + 1, 0)) : bisect_left(sheet.ends, (end + 1, 0))]
    out: list[Markup] = []
    notes: list[Note] = []
    at = start
    for stop, number in ending:
        if at < stop:
            out.append(_run(sheet.article, at, stop, layers))
            at = stop
        note = _note(sheet, sheet.passages[number - 1], number)
        notes.append(note)
        out.append(
            Markup('<sup class="bf-sup"><a href="{}" aria-label="{}">{}</a></sup>').format(
                note.link, literal(f"passage {number}, {note.kind}"), number
            )
        )
    if at < end:
        out.append(_run(sheet.article, at, end, layers))
    return Markup("").join(out), notes


def _run(article: Article, start: int, end: int, layers: Sequence[Layer]) -> Markup:
    """A printed run; an id is given only where its layer begins, so that no id stands twice."""
    here = [
        layer if layer.span[0] >= start else Layer(layer.span, layer.tag, layer.css)
        for layer in layers
        if layer.span[0] < end and start < layer.span[1]
    ]
    return printed(article, start, end, here)


def _note(sheet: _Sheet, passage: Passage, number: int) -> Note:
    context, source = sheet.context, sheet.path
    speaker = Markup() if passage.kind == "narrated" else forms.speaker(context, passage)
    found = context.statements_of.get(passage.id, ())
    if found:
        best = max(found, key=lambda s: (len(context.articles_of(s)), s.id))
        count = len(context.articles_of(best))
        more = f"in {count} articles" if count > 1 else "in one article only"
        link = context.card(source, best.id)
    elif passage.id in context.homes:
        more, link = context.homes[passage.id].title, context.card(source, passage.id)
    else:
        more, link = "this passage", Markup(f"#{passage_id(passage.id)}")
    before, after = sheet.link(number - 1), sheet.link(number + 1)
    return Note(number, MARKS[passage.kind], KINDS[passage.kind], speaker, link, more, before, after)


def name(context: Context, article: Article) -> str:
    """What an article is called on pages, as text: its label, and its title or first words."""
    return f"{article.label or article.id}: {called(context, article).text}"


def _heading(context: Context, article: Article) -> Markup:
    return Markup("{}: {}").format(literal(article.label or article.id), called(context, article).shown(article))


def _figures(passages: Sequence[Passage]) -> str:
    counts = [(KINDS[kind], sum(p.kind == kind for p in passages)) for kind in KINDS]
    told = ", ".join(f"{number} {label}" for label, number in counts if number)
    return f"{counted(len(passages), 'passage')}: {told}" if passages else "no passages"


def _article(context: Context, number: int, article: Article) -> dict[str, Page]:
    """The pages of an article by path: one, or several where it has very much to show."""
    passages = context.in_article.get(article.id, ())
    part = shown(context, article, passages)
    begins = context.article_cuts[article.id]
    sheets = [
        _Sheet(context, article, passages, part.spans, stretch, n)
        for n, stretch in enumerate(zip(begins, [*begins[1:], len(article.text)], strict=True), 1)
    ]
    paths = [sheet.path for sheet in sheets]
    return {sheet.path: _page(sheet, number, part, paging.turn(paths, sheet.number)) for sheet in sheets}


def _page(sheet: _Sheet, number: int, part: Shown, turn: paging.Turn | None) -> Page:
    context, article, passages, path = sheet.context, sheet.article, sheet.passages, sheet.path
    articles = context.briefing.articles
    first = sheet.number == 1
    before = articles[number - 1] if number else None
    after = articles[number + 1] if number + 1 < len(articles) else None
    return page(
        path,
        "article.md",
        name(context, article) if first else f"{name(context, article)}, page {sheet.number}",
        f"The passages of article {article.label or article.id} that this briefing uses, marked in place.",
        META if first else {**META, "search": {"exclude": True}},
        in_nav=False,
        first=first,
        turn=turn,
        heading=_heading(context, article)
        if first
        else Markup("{}, page {}").format(_heading(context, article), sheet.number),
        known=known(article, _date(article)),
        file=literal(file_of(article)),
        twins=twins(context, path, [c for c in context.briefing.copies if article.id in c.articles], article.id),
        figures=_figures(passages),
        share=round(100 * part.share),
        over=context.settings.text != "full" and part.share > context.settings.text_share + 0.005,
        limit=round(100 * context.settings.text_share),
        full=context.settings.text == "full",
        empty=not passages,
        method=context.methods.get(article.id, "rules"),
        parts=_parts(sheet),
        kinds=[(MARKS[kind], kind, KINDS[kind]) for kind in KINDS if any(p.kind == kind for p in passages)],
        index=Markup(relative(path, INDEX)),
        before=before and (Markup(relative(path, article_path(before.id))), before.label or before.id),
        after=after and (Markup(relative(path, article_path(after.id))), after.label or after.id),
    )


def _date(article: Article) -> Markup:
    if not article.published:
        return literal("no date stated")
    if article.published_span is None:
        return literal(day(article.published))
    return Markup("{}, printed as {}").format(
        literal(day(article.published)), printed(article, *article.published_span)
    )


# --------------------------------------------------------------------------------------------------- all of them


@dataclass(frozen=True, slots=True)
class Row:
    """An article in a list: link and label, title or first words, date, outlet, how many passages it has."""

    link: Markup
    label: str
    words: Markup
    date: str
    iso: str
    """The date as ``2023-09-13``; empty where none is stated."""
    outlet: str
    passages: int


def rows(context: Context, source: str) -> list[Row]:
    """The articles as the page ``source`` lists them."""
    return [
        Row(
            Markup(relative(source, article_path(article.id))),
            article.label or article.id,
            called(context, article).shown(article),
            day(article.published) if article.published else "not stated",
            article.published or "",
            outlet(article),
            len(context.in_article.get(article.id, ())),
        )
        for article in context.briefing.articles
    ]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The articles of one outlet, or of one day, under a heading of their own, which the search leads to."""

    id: str
    name: str
    figures: str
    rows: tuple[Row, ...]
    iso: str = ""
    """The day as ``2023-09-13``, for who types it so; empty for an outlet."""


def _shelves(context: Context, listed: Sequence[Row]) -> tuple[list[Shelf], list[Shelf]]:
    """Articles by outlet, in order of the name, and by date, the earliest first; not those of which it is not known."""
    outlets: dict[str, list[int]] = {}
    dates: dict[str, list[int]] = {}
    for number, article in enumerate(context.briefing.articles):
        for value, found in ((article.outlet, outlets), (article.published, dates)):
            if value:
                found.setdefault(value, []).append(number)

    def shelf(name: str, shown: str, numbers: Sequence[int], iso: str = "") -> Shelf:
        ids = {context.briefing.articles[number].id for number in numbers}
        said = sum(not ids.isdisjoint(context.articles_of(s)) for s in context.briefing.statements)
        figures = f"{counted(len(numbers), 'article')}, {counted(said, 'statement')}"
        return Shelf(f"by-{name}", shown, figures, tuple(listed[number] for number in numbers), iso)

    return (
        [shelf(name, name, outlets[name]) for name in sorted(outlets, key=str.casefold)],
        [shelf(date, day(date), dates[date], date) for date in sorted(dates)],
    )


def pages(context: Context) -> dict[str, Page]:
    """The list of articles and a page for each."""
    listed = rows(context, INDEX)
    outlets, dates = _shelves(context, listed)
    found = {
        INDEX: page(
            INDEX,
            "articles.md",
            "Articles",
            "The articles this briefing is made from, each with its passages marked in place.",
            {"hide": ["navigation"]},
            rows=listed,
            outlets=outlets,
            dates=dates,
        )
    }
    for number, article in enumerate(context.briefing.articles):
        found.update(_article(context, number, article))
    return found
