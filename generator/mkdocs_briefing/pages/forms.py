"""How a passage may be printed: words that were not said in a direct quotation never stand without their cue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_briefing.model import Article, Passage, Person, Span, Statement
from mkdocs_briefing.pages.context import Context
from mkdocs_briefing.pages.markup import Layer, address, lang, literal, printed

HEADING = 90
"""Longest heading in characters, before it is clipped at a word."""
NEAR = 80
"""Roles of one attribution further apart than this are printed as two runs with a gap between them."""
CLOSE = 12
"""A cue that follows its content within so many code points is printed on with it."""
SIDE = 140
"""How much of the rest of a quotation is shown beside the part that a row is about."""

GAP = Markup('<span class="bf-gap"> … <span class="bf-hide">(words left out here)</span></span>')
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's text as markup, the addresses of the words in it for the audit, and whether it is all of them."""

    text: Markup
    quotes: str
    whole: bool = False


def merged(spans: Iterable[Span], near: int = 0) -> list[Span]:
    """Spans in order, those that overlap or stand at most ``near`` code points apart as one."""
    out: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if out and start - out[-1][1] <= near:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def extent(article: Article, passage: Passage, outer: Passage | None = None) -> list[Span]:
    """The runs in which a passage may be shown: a direct quotation alone, anything else with its speaker and cue.

    ``outer`` is the passage in whose content this one lies; what attributes that one is shown as well.
    """
    content = (passage.content[0][0], passage.content[-1][1])
    if passage.kind in ("direct", "narrated"):
        return [content]
    low, high = passage.sentence
    roles = [span for span in _attributing(passage) + (_attributing(outer) if outer else []) if span[0] < span[1]]
    inside = [span for span in roles if low <= span[0] and span[1] <= high]
    if passage.cue is None or not passage.cue[0] < passage.cue[1]:
        return merged([content, *inside, passage.sentence])
    if passage.negated and not any(span[0] < passage.cue[0] for span in inside if span != passage.cue):
        inside.append((low, passage.cue[1]))
    hearer = [passage.to_span] if passage.to_span and passage.to_span[0] - passage.cue[1] in range(CLOSE) else []
    return [_whole_words(article.text, span) for span in merged([content, passage.cue, *inside, *hearer], NEAR)]


def _attributing(passage: Passage) -> list[Span]:
    return [span for span in (passage.cue, passage.hedge, passage.speaker.mention) if span is not None]


def _whole_words(text: str, span: Span) -> Span:
    """The span with what closes it: a bracket or quotation mark opened inside, or a stop right behind."""
    start, end = span
    while end < len(text) and text[end] in "”’\"'»)]" and end - span[1] < 2:
        end += 1
    return (start, end) if _balanced(text[start:end]) and not _balanced(text[start : span[1]]) else span


def _balanced(text: str) -> bool:
    return text.count("“") <= text.count("”") and text.count('"') % 2 == 0 and text.count("(") <= text.count(")")


def runs(article: Article, spans: Sequence[Span], layers: Sequence[Layer] = ()) -> Markup:
    """Several runs of an article, a gap between one and the next."""
    return GAP.join(printed(article, start, end, layers) for start, end in spans)


def clause(context: Context, passage: Passage, marked: Sequence[Span] = ()) -> Markup:
    """The passage as it may be shown by itself, word for word, with the words in ``marked`` marked."""
    article = context.articles[passage.article]
    layers = [Layer(span, "mark") for span in merged(marked)]
    return runs(article, extent(article, passage, _outer(context, passage)), layers)


def _outer(context: Context, passage: Passage) -> Passage | None:
    return context.passages.get(passage.within or "")


def part(context: Context, passage: Passage, spans: Sequence[Span], marked: Sequence[Span] = ()) -> Markup:
    """A witness as its row prints it: the part in ``spans`` plain, the rest of the content grey, ``marked`` marked.

    What lies far from the part is left out with a gap, the cue of a passage that is not direct never.
    """
    article = context.articles[passage.article]
    keep: list[Span] = list(spans)
    outer = _outer(context, passage)
    if passage.kind not in ("direct", "narrated"):
        keep += _attributing(passage) + (_attributing(outer) if outer else [])
    shown: list[Span] = []
    for low, high in extent(article, passage, outer):
        near = [(max(low, s - SIDE), min(high, e + SIDE)) for s, e in keep if s < high and low < e]
        shown += [(_word_start(article.text, s, low), _word_end(article.text, e, high)) for s, e in near]
    rest = _without(passage.content, spans)
    layers = [Layer(span, "span", "bf-rest") for span in rest]
    layers += [Layer(span, "mark") for span in merged(marked)]
    return runs(article, merged(shown, NEAR), layers)


def _word_start(text: str, at: int, low: int) -> int:
    if at <= low:
        return low
    blank = _SPACE.search(text, at)
    return blank.end() if blank else low


def _word_end(text: str, at: int, high: int) -> int:
    if at >= high:
        return high
    blank = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at))
    return blank if blank > 0 else high


def _without(spans: Sequence[Span], cut: Sequence[Span]) -> list[Span]:
    out: list[Span] = []
    for start, end in spans:
        at = start
        for low, high in merged(cut):
            if low >= end or high <= start:
                continue
            if at < low:
                out.append((at, low))
            at = max(at, high)
        if at < end:
            out.append((at, end))
    return out


def clip(text: str, span: Span, limit: int) -> tuple[Span, bool]:
    """The beginning of a span, at most ``limit`` code points, ended at a word; and whether it was cut."""
    start, end = span
    if end - start <= limit:
        return span, False
    blank = max(text.rfind(" ", start, start + limit + 1), text.rfind("\n", start, start + limit + 1))
    end = blank if blank > start else start + limit
    while end > start + 1 and (text[end - 1] in ",;:–—-(.…" or text[end - 1].isspace()):
        end -= 1
    return (start, end), True


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a heading: a span of the article, or (without one) a few characters of ours."""

    span: Span | None
    own: str = ""


def heading(context: Context, statement: Statement, limit: int = HEADING) -> Heading:
    """The heading of a card: ``Speaker: "…"`` for a direct quotation, else the clause as it stands with its cue."""
    passage = context.passages[statement.base]
    spans = next(witness.spans for witness in statement.witnesses if witness.passage == statement.base)
    return passage_heading(context, passage, spans, limit)


def passage_heading(
    context: Context, passage: Passage, spans: Sequence[Span] | None = None, limit: int = HEADING
) -> Heading:
    """The heading of a passage, or of the part of it in ``spans``."""
    article = context.articles[passage.article]
    spans = spans or passage.content
    pieces = _direct(article, passage, spans, limit) if passage.kind == "direct" else None
    if pieces is None:
        pieces = _told(article, passage, spans, limit, _outer(context, passage))
        name = ""
    else:
        name = (passage.speaker.name or "Speaker not resolved") + ": "
    text = literal(name) + Markup().join(_shown(article, piece) for piece in pieces)
    spans_of = [piece.span for piece in pieces if piece.span]
    quotes = ",".join(address(article.id, *span) for span in spans_of)
    held = merged(spans_of, 1)
    whole = all(any(low <= start and end <= high + 1 for low, high in held) for start, end in passage.content)
    return Heading(text, quotes, whole)


def _shown(article: Article, piece: _Piece) -> Markup:
    if piece.span is None:
        return literal(piece.own)
    words, language = literal(article.text[slice(*piece.span)]), lang(article)
    return Markup("<span{}>{}</span>").format(language, words) if language else words


def _direct(article: Article, passage: Passage, spans: Sequence[Span], limit: int) -> list[_Piece] | None:
    """The first words of the part between the quotation's own marks; ``None`` when its marks are not both printed."""
    text = article.text
    within = next((quoted for quoted in passage.quoted if quoted[0] < spans[0][1] and spans[0][0] < quoted[1]), None)
    if within is None or within[0] == 0 or within[1] >= len(text):
        return None
    low, high = within
    start, end = max(low, spans[0][0]), min(high, spans[0][1])
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    opening = _mark_before(text, low)
    closing = _mark_after(text, high)
    if opening is None or closing is None or start >= end:
        return None
    kept, cut = clip(text, (start, end), limit)
    whole = text[low:high].strip()
    out = [_Piece(opening)]
    if text[start:end] != whole and not whole.startswith(text[start:end]):
        out.append(_Piece(None, "… "))
    out.append(_Piece(kept))
    if cut:
        out.append(_Piece(None, "…"))
    out.append(_Piece(closing))
    return out


_OPENING, _CLOSING = "\"“„«‘'`”", "\"”“»’'"


def _mark_before(text: str, at: int) -> Span | None:
    start = at - 2 if text[at - 2 : at] in ("``", "''") else at - 1
    return (start, at) if start >= 0 and text[start] in _OPENING else None


def _mark_after(text: str, at: int) -> Span | None:
    end = at + 2 if text[at : at + 2] == "''" else at + 1
    return (at, end) if end <= len(text) and text[at] in _CLOSING else None


def _told(article: Article, passage: Passage, spans: Sequence[Span], limit: int, outer: Passage | None) -> list[_Piece]:
    """The clause as it stands, clipped so that its cue stays."""
    text = article.text
    if passage.kind == "narrated":
        kept, cut = clip(text, (spans[0][0], spans[-1][1]), limit)
        return [_Piece(kept), *([_Piece(None, "…")] if cut else [])]
    own = _attributing(passage) + (_attributing(outer) if outer else [])
    own = [span for span in own if passage.sentence[0] <= span[0] and span[1] <= passage.sentence[1]]
    if passage.cue is None or not own:
        kept, cut = clip(text, extent(article, passage)[0], 2 * limit)
        return [_Piece(kept), *([_Piece(None, "…")] if cut else [])]
    roles = merged(own, NEAR)
    before = [span for span in roles if span[0] < spans[0][0]]
    after = [span for span in roles if span[0] >= spans[0][0]]
    if passage.negated and not any(span[0] < passage.cue[0] for span in own if span != passage.cue):
        before.append((passage.sentence[0], passage.cue[1]))
    *front, last = merged([*before, (spans[0][0], spans[-1][1])], NEAR)
    out: list[_Piece] = []
    for span in front:
        out += [_Piece(span), _Piece(None, " … ")]
    least = max((end for _, end in before), default=last[0])
    kept, cut = clip(text, last, max(limit, least - last[0] + limit // 2))
    if not cut:
        after = [span for span in after if span[1] > last[1]]
        if after and after[0][0] - kept[1] <= CLOSE:
            kept, after = (kept[0], after[0][1]), after[1:]
    after = [span for span in after if span[1] > kept[1]]
    out.append(_Piece(kept))
    for span in after:
        out += [_Piece(None, " … "), _Piece(span)]
    return [*out, _Piece(None, "…")] if cut and not after else out


def speaker(context: Context, passage: Passage) -> Markup:
    """Who a passage is attributed to, in words: the name, and how it was worked out where it is not printed here."""
    article = context.articles[passage.article]
    who = passage.speaker
    person = context.people.get(who.id or "")
    mention = printed(article, *who.mention) if who.mention else None
    if who.name is None:
        if mention is None:
            return literal("speaker not resolved" if passage.kind != "narrated" else "the article itself")
        return mention + Markup(' <span class="bf-soft">speaker not resolved</span>')
    name = literal(person.name if person else who.name)
    if who.basis == "editor":
        if mention is None or _holds(article.text[slice(*who.mention)] if who.mention else "", person):
            return name + Markup(' <span class="bf-soft">set by the editor</span>')
        return mention + Markup(' <span class="bf-soft">set by the editor:</span> ') + name
    if who.as_ == "inherited" or mention is None:
        return name + Markup(' <span class="bf-soft">worked out: no speaker is printed with these words</span>')
    if who.as_ in ("pronoun", "role") and not _holds(article.text[slice(*who.mention)] if who.mention else "", person):
        return mention + Markup(' <span class="bf-soft">worked out:</span> ') + name
    return name


def _holds(words: str, person: Person | None) -> bool:
    folded = words.casefold().replace("-", " ")
    return person is not None and person.name.casefold().replace("-", " ") in folded


def through(context: Context, passage: Passage) -> list[Markup]:
    """Each step between speaker and outlet that is known, nearest to the speaker first; empty when none is stated."""
    article = context.articles[passage.article]
    out: list[Markup] = []
    for link in passage.chain:
        words = printed(article, *link.span) if link.span else literal(link.name)
        if link.basis == "article":
            out.append(literal("article credits ") + words)
        elif link.basis == "editor":
            out.append(literal("set by the editor: ") + words)
        elif link.basis == "inferred":
            out.append(literal("paragraph before: ") + words)
        else:
            out.append(words)
    return out


def attribution(context: Context, passage: Passage) -> Markup | None:
    """The words that attribute a direct quotation, as printed, when they stand together and are short."""
    article = context.articles[passage.article]
    roles = [span for span in (passage.speaker.mention, passage.cue, passage.to_span) if span is not None]
    content = passage.content
    found = merged(roles, 40)
    if len(found) != 1 or found[0][1] - found[0][0] > 2 * NEAR:
        return None
    if any(found[0][0] < end and start < found[0][1] for start, end in content):
        return None
    return printed(article, *found[0])


def short(context: Context, statement: Statement, limit: int = 70) -> Markup:
    """A statement in one line with the addresses of its words, for lists and tables."""
    made = heading(context, statement, limit)
    return Markup('<span data-quotes="{}">{}</span>').format(made.quotes, made.text)
