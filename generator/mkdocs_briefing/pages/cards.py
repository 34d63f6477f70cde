"""The statement card: how each article words one utterance, which words differ, and what the differences are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from mkdocs_briefing import why
from mkdocs_briefing.model import Passage, Span, Statement, TopicHit, Variation, Witness
from mkdocs_briefing.pages import corrections, forms
from mkdocs_briefing.pages.addresses import relative
from mkdocs_briefing.pages.context import KINDS, MARKS, Context, card_id, counted, speaker_path
from mkdocs_briefing.pages.markup import href, literal, printed
from mkdocs_briefing.text import words as words_of

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
ATTRIBUTED = "Attributed by a program; check the passage."
LINED_UP = "Lined up by a program; check the passages."
SAME = {"identical": "the same words", "contained": "part of the wording shown first"}
TRANSLATED = (
    "Translated words. The original is not printed in these articles; different wordings may be different translations "
    "of the same words."
)
_BLOCKS = {"headline": 0, "lead": 1}
_A_TERM = 2
"""So many words by themselves are a term, and not what somebody said."""


@dataclass(frozen=True, slots=True)
class Row:
    """One witness in a cross-source table."""

    label: str
    first: bool
    """Whether it is the first row of its article; the label is hidden on the others."""
    where: str
    kind: str
    words: Markup
    link: Markup
    differences: tuple[Markup, ...]
    who: Markup | None
    details: tuple[Markup, ...]
    id: str = ""
    """The address of the row on its page, where no heading stands for it."""


@dataclass(frozen=True, slots=True)
class Readings:
    """The words that differ: a column for each place, a row for the witnesses that agree in all of them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Markup, ...]], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that a card prints; ``None`` or empty where there is nothing to say."""

    id: str
    heading: forms.Heading
    figures: tuple[Markup, ...]
    rows: tuple[Row, ...]
    readings: Readings | None
    line: Markup | None
    notice: str | None
    sources: tuple[Markup, ...]
    report: Markup | None
    caption: str
    rule: str
    """What a rule has done here, for the reader to check."""
    notes: tuple[corrections.Note, ...] = ()
    why: tuple[Markup, ...] = ()
    """For each row, which evidence gave it its speaker, kind and place here."""


def card(context: Context, statement: Statement, path: str, topic: str = "") -> Card:
    """The card of a statement, or of a report of narrated passages, on the page ``path``."""
    witnesses = ordered(context, statement)
    return Card(
        card_id(statement.id),
        forms.heading(context, statement),
        _figures(context, statement, path),
        tuple(_rows(context, statement, witnesses, path, topic)),
        _readings(context, statement, witnesses),
        line(context, statement),
        TRANSLATED if translated(context, statement) else None,
        tuple(_source(context, witness) for witness in witnesses),
        _report(context, statement, path),
        "How each article words this",
        LINED_UP if statement.id in context.reports else ATTRIBUTED,
        corrections.notes(context, statement, path),
        tuple(_why(context, statement, witness, topic) for witness in witnesses),
    )


def ordered(context: Context, statement: Statement) -> list[Witness]:
    """Witnesses of the base's article first, then by article; headline, lead and text apart within each."""
    base = context.passages[statement.base].article
    rank = {article.id: number for number, article in enumerate(context.briefing.articles)}

    def key(witness: Witness) -> tuple[bool, int, bool, int, int]:
        passage = context.passages[witness.passage]
        place = _BLOCKS.get(passage.block, 2)
        is_base = witness.passage == statement.base
        return (passage.article != base, rank[passage.article], not is_base, place, passage.content[0][0])

    return sorted((w for w in statement.witnesses if w.passage in context.passages), key=key)


def label_of(context: Context, passage: Passage, beside: Sequence[Passage] = ()) -> str:
    """The label of a passage's article, with ``headline`` or ``lead`` where it has several passages ``beside``."""
    label = context.articles[passage.article].label
    same = [other for other in beside if other.article == passage.article]
    if len(same) > 1 and passage.block in _BLOCKS:
        return f"{label} {passage.block}"
    return label


def labels_of(context: Context, holders: Sequence[Passage], beside: Sequence[Passage]) -> str:
    """The labels of the articles of ``holders``; an article all of whose passages ``beside`` hold is named once."""
    have = {holder.id for holder in holders}
    said: list[str] = []
    for holder in holders:
        same = [other for other in beside if other.article == holder.article]
        whole = all(other.id in have for other in same)
        said.append(context.articles[holder.article].label if whole else label_of(context, holder, same))
    return ", ".join(dict.fromkeys(sorted(said)))


def translated(context: Context, statement: Statement) -> bool:
    """Whether the editor set a language for the speaker that is not the articles'."""
    person = context.people.get(statement.speaker or "")
    languages = {context.articles[key].language for key in context.articles_of(statement)}
    return person is not None and person.language is not None and person.language not in languages


def _figures(context: Context, statement: Statement, path: str) -> tuple[Markup, ...]:
    count = len(context.articles_of(statement))
    passages = [context.passages[w.passage] for w in statement.witnesses if w.passage in context.passages]
    out = [
        literal("in one article only" if count == 1 else f"in {count} articles"),
        literal(counted(len(passages), "passage")),
    ]
    person = context.people.get(statement.speaker or "")
    if person is not None:
        out.insert(
            0,
            Markup('<a href="{}">{}</a>').format(Markup(relative(path, speaker_path(person.id))), literal(person.name)),
        )
    if translated(context, statement):
        out.append(literal("translated"))
    if statement.speaker is not None and count > 1:
        out.append(literal("came through: " + came_through(passages)))
    return tuple(out)


def came_through(passages: Sequence[Passage]) -> str:
    """Through whom the words came, over all articles: ``1 article names Reuters, the rest do not say``."""
    named: dict[str, set[str]] = {}
    for passage in passages:
        for link in passage.chain:
            if link.basis == "stated":
                named.setdefault(link.name, set()).add(passage.article)
    if not named:
        return "not stated"
    ranked = sorted(named.items(), key=lambda item: (-len(item[1]), item[0]))
    first = ranked[0]
    said = [f"{counted(len(first[1]), 'article')} {'names' if len(first[1]) == 1 else 'name'} {first[0]}"]
    said += [f"{len(articles)} {name}" for name, articles in ranked[1:]]
    silent = {passage.article for passage in passages} - set().union(*named.values())
    rest = {0: "", 1: ", the other does not say"}.get(len(silent), ", the rest do not say")
    return ", ".join(said) + rest


def _rows(context: Context, statement: Statement, witnesses: Sequence[Witness], path: str, topic: str) -> list[Row]:
    rows: list[Row] = []
    before = ""
    for witness in witnesses:
        passage = context.passages[witness.passage]
        article = context.articles[passage.article]
        marked = [span for v in statement.variations if v.kind in MARKED for span in _spans(v, passage.id)]
        words = forms.part(context, passage, witness.spans, marked)
        others = [s for s in context.statements_of.get(passage.id, ()) if s.id != statement.id]
        rest = [
            Markup('<a class="bf-at" href="{}">the rest of these words</a>').format(context.card(path, other.id))
            for other in others[:1]
            if witness.spans != passage.content
        ]
        rows.append(
            Row(
                article.label,
                passage.article != before,
                context.where(passage),
                KINDS[passage.kind],
                words + Markup("").join(Markup(" ") + link for link in rest),
                context.place(path, passage),
                _differences(context, statement, witness),
                forms.speaker(context, passage) if _worth_naming(passage) else None,
                details(context, passage, topic, path),
            )
        )
        before = passage.article
    return rows


def _worth_naming(passage: Passage) -> bool:
    who = passage.speaker
    open_ = who.name is None or who.basis == "editor" or who.as_ in ("pronoun", "role", "inherited", "none")
    return passage.kind != "narrated" and open_


def details(context: Context, passage: Passage, topic: str = "", path: str = "") -> tuple[Markup, ...]:
    """To whom, when, in answer to what, through whom a passage came, and what put it on the page, as lines.

    What the editor corrected is said with a link from the page ``path``.
    """
    article = context.articles[passage.article]
    out: list[Markup] = []
    attributed = forms.attribution(context, passage) if passage.kind == "direct" else None
    if attributed is not None:
        out.append(attributed)
    elif passage.to_span is not None:
        out.append(literal("to ") + printed(article, *passage.to_span))
    if passage.when is not None:
        out.append(printed(article, *passage.when))
    if passage.manner == "denied":
        out.append(literal("denied or rejected"))
    if passage.asked is not None:
        out.append(literal("asked: ") + printed(article, *passage.asked))
    if passage.kind != "narrated":
        steps = forms.through(context, passage)
        words = Markup(", ").join(steps) if steps else literal("not stated")
        out.append(Markup('<span class="bf-soft">came through:</span> ') + words)
    hit = next((hit for hit in passage.topics if hit.id == topic), None)
    if hit is not None and hit.where not in ("content", "editor"):
        out.append(_because(context, passage, hit))
    corrected = corrections.sign(context, passage, path) if path else None
    return (*out, corrected) if corrected is not None else tuple(out)


def _because(context: Context, passage: Passage, hit: TopicHit) -> Markup:
    article = context.articles[passage.article]
    words = Markup(", ").join(printed(article, *span) for span in hit.because[:2])
    return Markup('<span class="bf-soft">here by</span> ') + words + literal(f" in the {hit.where}")


def _spans(variation: Variation, passage: str) -> list[Span]:
    return [
        span
        for reading in variation.readings
        for holder, span in zip(reading.passages, reading.spans, strict=True)
        if holder == passage and span[0] < span[1]
    ]


def _reading(variation: Variation, passage: str) -> str | None:
    return next((reading.text for reading in variation.readings if passage in reading.passages), None)


def _differences(context: Context, statement: Statement, witness: Witness) -> tuple[Markup, ...]:
    """Where a witness differs from the wording shown first, by name; the readings in one order from either side."""
    if witness.passage == statement.base:
        return (literal("wording shown first"),) if len(statement.witnesses) > 1 else ()
    out: list[Markup] = []
    for kind in ORDER:
        pairs: list[Markup] = []
        for variation in statement.variations:
            if variation.kind != kind:
                continue
            own, base = _reading(variation, witness.passage), _reading(variation, statement.base)
            if own is None or base is None or own.casefold() == base.casefold():
                continue
            if not (own and base):
                out.append(_only(context, variation, own or base, witness.passage))
                continue
            pairs.append(Markup(" / ").join(literal(text) for text in sorted({own, base}, key=str.casefold)))
        if pairs:
            out.append(Markup("<b>{}</b> {}").format(literal(NAMES[kind]), Markup("; ").join(dict.fromkeys(pairs))))
    if not out and witness.relation in SAME:
        return (literal(SAME[witness.relation]),)
    return tuple(dict.fromkeys(out))


def _only(context: Context, variation: Variation, text: str, here: str = "") -> Markup:
    """Words that only some witnesses have, with the articles that have them."""
    holders = next(reading.passages for reading in variation.readings if reading.text == text)
    everyone = [context.passages[key] for r in variation.readings for key in r.passages if key in context.passages]
    labels = labels_of(context, [context.passages[key] for key in holders], everyone)
    where = "only here" if holders == (here,) else f"only in {labels}"
    return Markup("<b>{}</b> {}").format(literal(where), literal(text))


def _shown(text: str) -> Markup:
    return literal(text) if text else Markup('<span class="bf-soft">nothing</span>')


def line(context: Context, statement: Statement) -> Markup | None:
    """All differences in one line, each reading with the articles that have it."""
    parts: list[Markup] = []
    for kind in ORDER:
        places: list[Markup] = []
        for variation in statement.variations:
            texts = [reading.text for reading in variation.readings if reading.text]
            if variation.kind != kind:
                continue
            if len(texts) == 1 and len(variation.readings) > 1:
                parts.append(_only(context, variation, texts[0]))
            elif readings := line_of(context, variation):
                places.append(readings)
        if places:
            parts.append(Markup("<b>{}</b> {}").format(literal(NAMES[kind]), Markup("; ").join(places)))
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


def _readings(context: Context, statement: Statement, witnesses: Sequence[Witness]) -> Readings | None:
    places = [v for kind in ORDER for v in statement.variations if v.kind == kind and kind in MARKED]
    if not places or len(witnesses) < 2:
        return None
    everyone = [context.passages[witness.passage] for witness in witnesses]
    rows: dict[tuple[str | None, ...], list[Passage]] = {}
    for passage in everyone:
        cells = tuple(_reading(place, passage.id) for place in places)
        if any(cell is not None for cell in cells):
            rows.setdefault(cells, []).append(passage)
    return Readings(
        tuple(NAMES[place.kind] for place in places),
        tuple(
            (labels_of(context, holders, everyone), tuple(_cell(cell) for cell in cells))
            for cells, holders in rows.items()
        ),
    )


def _cell(text: str | None) -> Markup:
    if text is None:
        return Markup('<span class="bf-soft" aria-hidden="true">–</span><span class="bf-hide">worded otherwise</span>')
    return _shown(text)


def _source(context: Context, witness: Witness) -> Markup:
    passage = context.passages[witness.passage]
    article = context.articles[passage.article]
    spans = ", ".join(f"{start}–{end}" for start, end in witness.spans)
    return literal(f"{article.label}, {context.where(passage)}: {article.file}, characters {spans}")


def _why(context: Context, statement: Statement, witness: Witness, topic: str) -> Markup:
    """Why a passage has its speaker and kind, what found it, and why it stands here: one line."""
    passage = context.passages[witness.passage]
    said = why.speaker(context.evidence, passage)
    parts = [] if said is None or not said.because else [("who", said.because)]
    parts += [(KINDS[passage.kind], why.kind(passage))]
    parts += [("found by", f"{why.found(passage)}; {passage.confidence} confidence")]
    label = context.articles[passage.article].label
    parts += [("here because", why.witness(statement, witness).removeprefix(f"{label}: "))]
    lines = [Markup("<b>{}</b> {}").format(literal(name), literal(words)) for name, words in parts]
    hit = next((hit for hit in passage.topics if hit.id == topic), None)
    if hit is not None:
        lines.append(Markup("<b>topic</b> {}").format(_topic(context, passage, hit)))
    place = f"{label}, {context.where(passage)}: "
    return literal(place) + Markup(". ").join(lines)


def _topic(context: Context, passage: Passage, hit: TopicHit) -> Markup:
    """The term and where it stands; a longer one is not printed, since its cue would have to stand beside it."""
    article = context.articles[passage.article]
    short = (span for span in hit.because if len(words_of(article.text, *span)) <= _A_TERM)
    shown = [printed(article, *span) + literal(" ") for span in short][:1]
    return Markup("").join(shown) + literal(why.topic(hit))


def _report(context: Context, statement: Statement, path: str) -> Markup | None:
    pattern = context.settings.report_url
    if not pattern:
        return None
    named = {"{id}": quote(statement.id, safe=""), "{page}": quote(path, safe="")}
    for key, value in named.items():
        pattern = pattern.replace(key, value)
    return href(pattern)


def matrix(
    context: Context, statements: Sequence[Statement], path: str
) -> list[tuple[Markup, Markup, list[tuple[str, str]]]]:
    """Rows of the statement × article matrix: link, short wording, and a sign with its words for each article."""
    rows = []
    for statement in statements:
        cells: list[tuple[str, str]] = []
        for article in context.briefing.articles:
            kinds = {
                context.passages[w.passage].kind
                for w in statement.witnesses
                if w.passage in context.passages and context.passages[w.passage].article == article.id
            }
            kind = next((kind for kind in MARKS if kind in kinds), None)
            cells.append((MARKS[kind], KINDS[kind]) if kind else ("–", "none found"))
        rows.append((context.card(path, statement.id), forms.short(context, statement, 60), cells))
    return rows
