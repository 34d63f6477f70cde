"""The statement card: how each article words one utterance, which words differ, and what the differences are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from markupsafe import Markup

from mkdocs_briefing import why
from mkdocs_briefing.model import Passage, Statement, TopicHit, Witness
from mkdocs_briefing.pages import corrections, forms, readings
from mkdocs_briefing.pages.addresses import relative
from mkdocs_briefing.pages.context import KINDS, Context, card_id, counted, speaker_path
from mkdocs_briefing.pages.markup import href, literal, printed
from mkdocs_briefing.pages.readings import Readings
from mkdocs_briefing.pages.rows import BLOCKS, Group, Row, grouped, row
from mkdocs_briefing.text import words as words_of

ATTRIBUTED = "Attributed by a program; check the passage."
LINED_UP = "Lined up by a program; check the passages."
TRANSLATED = (
    "Translated words. The original is not printed in these articles; different wordings may be different translations "
    "of the same words."
)
_A_TERM = 2
"""So many words by themselves are a term, and not what somebody said."""
ONE = 320
"""A statement in one article only is printed whole in its heading up to so many characters."""


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that a card prints; ``None`` or empty where there is nothing to say."""

    id: str
    heading: forms.Heading
    figures: tuple[Markup, ...]
    groups: tuple[Group, ...]
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
    """For each witness, which evidence gave it its speaker, kind and place here."""
    row: Row | None = None
    """For a statement that one passage alone reports and the heading prints whole: where it stands and how it came."""
    above: tuple[tuple[Markup, str], ...] = ()
    """The matter of the page's topic that prints all its passages: the link to it, and its title."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of its table, in order."""
        return tuple(one for group in self.groups for one in group.rows)

    @property
    def last(self) -> str:
        """The heading of its table's last column, empty where that column would be."""
        told = any(place.who or place.details for one in self.rows for place in one.places)
        return "To whom, when, came through" if told else ""


def card(context: Context, statement: Statement, path: str, topic: str = "") -> Card:
    """The card of a statement, or of a report of narrated passages, on the page ``path``.

    Where a matter of the topic prints all its passages, the card has no table and says where they stand.
    """
    witnesses = ordered(context, statement)
    above = _above(context, statement, path, topic)
    return Card(
        card_id(statement.id),
        forms.heading(context, statement),
        _figures(context, statement, path),
        () if above else grouped(_rows(context, statement, witnesses, path, topic)),
        readings.table(context, statement, witnesses),
        readings.line(context, statement),
        TRANSLATED if translated(context, statement) else None,
        tuple(_source(context, witness) for witness in witnesses),
        _report(context, statement, path),
        "How each article words this",
        LINED_UP if statement.id in context.reports else ATTRIBUTED,
        notes=corrections.notes(context, statement, path),
        why=tuple(_why(context, statement, witness, topic) for witness in witnesses),
        above=above,
    )


def _above(context: Context, statement: Statement, path: str, topic: str) -> tuple[tuple[Markup, str], ...]:
    matter = context.whole_in_matter(topic).get(statement.id)
    return ((context.matter(path, matter), matter.title),) if matter else ()


def single(context: Context, statement: Statement, path: str, topic: str) -> Card:
    """The card of what one article alone reports: its words stand once, in a matter, its heading, or a table."""
    made = card(context, statement, path, topic)
    if len(statement.witnesses) > 1:
        return made
    heading = forms.heading(context, statement, ONE)
    if not (made.above or heading.whole):
        return made
    line = row(context, context.passages[statement.base], path, Markup(), topic=topic)
    return replace(made, heading=made.heading if made.above else heading, groups=(), row=line)


def ordered(context: Context, statement: Statement) -> list[Witness]:
    """Witnesses of the base's article first, then by article; headline, lead and text apart within each."""
    base = context.passages[statement.base].article
    rank = {article.id: number for number, article in enumerate(context.briefing.articles)}

    def key(witness: Witness) -> tuple[bool, int, bool, int, int]:
        passage = context.passages[witness.passage]
        place = BLOCKS.get(passage.block, 2)
        is_base = witness.passage == statement.base
        return (passage.article != base, rank[passage.article], not is_base, place, passage.content[0][0])

    return sorted((w for w in statement.witnesses if w.passage in context.passages), key=key)


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
    for witness in witnesses:
        passage = context.passages[witness.passage]
        words = forms.part(context, passage, witness.spans, readings.marked(statement, passage.id))
        made = row(context, passage, path, words, readings.differences(context, statement, witness), topic)
        other = next((s for s in context.statements_of.get(passage.id, ()) if s.id != statement.id), None)
        rest = context.card(path, other.id) if other is not None and witness.spans != passage.content else None
        rows.append(replace(made, rest=rest, base=witness.passage == statement.base))
    return rows


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
