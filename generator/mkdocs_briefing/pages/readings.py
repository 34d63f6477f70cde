"""Where wordings differ, in words: the name of each difference, who has which reading, and the table of them alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_briefing.model import Passage, Span, Statement, Variation, Witness
from mkdocs_briefing.pages.context import Context
from mkdocs_briefing.pages.markup import literal
from mkdocs_briefing.pages.rows import labels_of

NAMES = {
    "word": "another word",
    "extra": "only in some",
    "shown": "a cut or addition that is shown",
    "silent": "a cut that is not shown",
    "grammar": "tense or person",
    "force": "certainty",
    "detail": "detail",
    "marks": "inside quotation marks",
    "print": "spelling or order",
}
MARKED = frozenset({"word", "extra", "silent", "grammar", "force", "detail"})
ORDER = ("force", "detail", "word", "silent", "extra", "grammar", "marks", "shown", "print")
"""Certainty first, then names, numbers, dates and places."""
SAME = {
    "base": ("wording shown first", "the others are compared with this wording"),
    "identical": ("the same words", "the same words as in {}"),
    "contained": ("part of the wording shown first", "part of the wording of {}"),
    "marked": ("the marked words as in the wording shown first", "the marked words as in {}"),
}
"""What a witness is to the wording shown first; and the words, with its label, once a reader puts another first."""


@dataclass(frozen=True, slots=True)
class Readings:
    """The words that differ: a column for each place, a row for the witnesses that agree in all of them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Markup, ...]], ...]


def spans_of(variation: Variation, passage: str) -> list[Span]:
    """The words that a passage has at a place of variation."""
    return [
        span
        for reading in variation.readings
        for holder, span in zip(reading.passages, reading.spans, strict=True)
        if holder == passage and span[0] < span[1]
    ]


def marked(statement: Statement, passage: str) -> list[Span]:
    """The words of a passage that are marked where it is printed as a witness of a statement."""
    return [span for v in statement.variations if v.kind in MARKED for span in spans_of(v, passage)]


def _reading(variation: Variation, passage: str) -> str | None:
    return next((reading.text for reading in variation.readings if passage in reading.passages), None)


def differences(context: Context, statement: Statement, witness: Witness) -> tuple[Markup, ...]:
    """Where a witness differs from the wording shown first, by name; the readings in one order from either side."""
    if witness.passage == statement.base:
        return (_based("base"),) if len(statement.witnesses) > 1 else ()
    out: list[Markup] = []
    only: dict[Markup, list[Markup]] = {}
    for kind in ORDER:
        pairs: list[Markup] = []
        for variation in statement.variations:
            if variation.kind != kind:
                continue
            own, base = _reading(variation, witness.passage), _reading(variation, statement.base)
            if own is None or base is None or own.casefold() == base.casefold():
                continue
            if not (own and base):
                where, words = _only(context, variation, own or base, witness.passage)
                only.setdefault(where, []).append(words)
                continue
            pairs.append(Markup(" / ").join(literal(text) for text in sorted({own, base}, key=str.casefold)))
        if pairs:
            out.append(Markup("<b>{}</b> {}").format(literal(NAMES[kind]), Markup("; ").join(dict.fromkeys(pairs))))
    out += _each(only)
    if not out and witness.relation in SAME:
        return (_based(witness.relation),)
    if not out and marked(statement, witness.passage):
        return (_based("marked"),)  # others differ there; a mark alone would not be told to everyone
    return tuple(dict.fromkeys(out))


def _based(relation: str) -> Markup:
    return Markup('<span data-bf-base="{1}">{0}</span>').format(*map(literal, SAME[relation]))


def _each(only: Mapping[Markup, Sequence[Markup]]) -> list[Markup]:
    """``only in 003 national; protect its``: the holders once, with all that they alone have."""
    return [
        Markup("<b>{}</b> {}").format(where, Markup("; ").join(dict.fromkeys(words))) for where, words in only.items()
    ]


def _only(context: Context, variation: Variation, text: str, here: str = "") -> tuple[Markup, Markup]:
    """Words that only some witnesses have: the articles that have them, then the words."""
    holders = next(reading.passages for reading in variation.readings if reading.text == text)
    everyone = [context.passages[key] for r in variation.readings for key in r.passages if key in context.passages]
    labels = labels_of(context, [context.passages[key] for key in holders], everyone)
    where = "only here" if holders == (here,) else f"only in {labels}"
    return literal(where), literal(text)


def _shown(text: str) -> Markup:
    return literal(text) if text else Markup('<span class="bf-soft">nothing</span>')


def line(context: Context, statement: Statement) -> Markup | None:
    """All differences in one line, each reading with the articles that have it."""
    parts: list[Markup] = []
    only: dict[Markup, list[Markup]] = {}
    for kind in ORDER:
        places: list[Markup] = []
        for variation in statement.variations:
            texts = [reading.text for reading in variation.readings if reading.text]
            if variation.kind != kind:
                continue
            if len(texts) == 1 and len(variation.readings) > 1:
                where, words = _only(context, variation, texts[0])
                only.setdefault(where, []).append(words)
            elif readings := line_of(context, variation):
                places.append(readings)
        if places:
            parts.append(Markup("<b>{}</b> {}").format(literal(NAMES[kind]), Markup("; ").join(places)))
    parts += _each(only)
    return Markup(". ").join(parts) + "." if parts else None


def line_of(context: Context, variation: Variation) -> Markup:
    """The readings at one place: ``fight 000, 002 headline · struggle 001, 004``."""
    everyone = [context.passages[p] for r in variation.readings for p in r.passages if p in context.passages]
    said: list[Markup] = []
    for reading in variation.readings:
        holders = [context.passages[key] for key in reading.passages if key in context.passages]
        if holders:
            labels = labels_of(context, holders, everyone)
            said.append(_shown(reading.text) + Markup(' <span class="bf-soft">{}</span>').format(labels))
    return Markup(" · ").join(said) if len(said) > 1 else Markup("")


def table(context: Context, statement: Statement, witnesses: Sequence[Witness]) -> Readings | None:
    """The places where the witnesses differ, in the order of the words; ``None`` where nothing differs."""
    passages = [context.passages[witness.passage] for witness in witnesses]
    places = sorted(
        (variation for variation in statement.variations if variation.kind in MARKED),
        key=lambda variation: _first(variation, statement.base, [p.id for p in passages]),
    )
    if not places or len(passages) < 2:
        return None
    rows: dict[tuple[str | None, ...], list[Passage]] = {}
    for passage in passages:
        cells = tuple(_reading(place, passage.id) for place in places)
        if any(cell is not None for cell in cells):
            rows.setdefault(cells, []).append(passage)
    return Readings(
        tuple(NAMES[place.kind] for place in places),
        tuple(
            (labels_of(context, holders, passages), tuple(_cell(cell) for cell in cells))
            for cells, holders in rows.items()
        ),
    )


def _first(variation: Variation, base: str, order: Sequence[str]) -> tuple[int, int]:
    """Where a variation lies: in the base, or after it by the first witness that has the place."""
    where = {key: span[0] for r in variation.readings for key, span in zip(r.passages, r.spans, strict=True)}
    if base in where:
        return (-1, where[base])
    return min(((number, where[key]) for number, key in enumerate(order) if key in where), default=(len(order), 0))


def _cell(text: str | None) -> Markup:
    if text is None:
        return Markup('<span class="bf-soft" aria-hidden="true">–</span><span class="bf-hide">worded otherwise</span>')
    return _shown(text)
