"""The rows of a cross-source table: words as printed, where, how they came. Wordings that are the same share one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import unescape

from markupsafe import Markup

from mkdocs_briefing.model import Passage, TopicHit
from mkdocs_briefing.pages import corrections, forms
from mkdocs_briefing.pages.context import KINDS, MARKS, Context
from mkdocs_briefing.pages.markup import anchor, literal, printed

BLOCKS = {"headline": 0, "lead": 1}
_ADDRESS = re.compile(' data-at="[^"]*"')
_MARKS = str.maketrans("“”„‟«»‘’‚‛", '""""""\'\'\'\'')


@dataclass(frozen=True, slots=True)
class Place:
    """One passage of a row: its article's label, where it stands, the link there, who said it and how it came."""

    article: str
    passage: str
    label: str
    first: bool
    """Whether the label is printed; it is hidden on the other rows of an article."""
    where: str
    link: Markup
    who: Markup | None
    details: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Words as printed, and the passages that print them: several where the wordings are the same."""

    places: tuple[Place, ...]
    mark: str
    kind: str
    words: Markup
    differences: tuple[Markup, ...]
    rest: Markup | None = None
    """The link to the statement that reports the rest of the passage."""
    base: bool = False
    """Whether it is the wording shown first."""
    id: str = ""
    """The address of the row on its page, where no heading stands for it."""

    @property
    def passages(self) -> Markup:
        """The ids of its passages, for an attribute."""
        return Markup(" ").join(anchor(place.passage) for place in self.places)

    @property
    def articles(self) -> Markup:
        """The ids of its articles, for an attribute."""
        return Markup(" ").join(dict.fromkeys(anchor(place.article) for place in self.places))

    @property
    def alike(self) -> bool:
        """Whether who said it, and how it came, is the same for all its passages, or there is one only."""
        return len({(place.who, place.details) for place in self.places}) == 1


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one article, or of the articles that print the same words."""

    articles: Markup
    rows: tuple[Row, ...]


def row(
    context: Context,
    passage: Passage,
    source: str,
    words: Markup,
    differences: Sequence[Markup] = (),
    topic: str = "",
    named: bool = False,
) -> Row:
    """The row of one passage on the page ``source``; ``named`` says who is speaking even where the words print it."""
    who = None
    if passage.kind != "narrated" and (named or worth_naming(passage)):
        who = forms.speaker(context, passage)
    place = Place(
        passage.article,
        passage.id,
        context.articles[passage.article].label or passage.article,
        True,
        context.where(passage),
        context.place(source, passage),
        who,
        details(context, passage, topic, source),
    )
    return Row((place,), MARKS[passage.kind], KINDS[passage.kind], words, tuple(differences))


def grouped(rows: Iterable[Row]) -> tuple[Group, ...]:
    """Rows by article, in the order given: the same wordings as one row, a label printed once."""
    groups: list[Group] = []
    for one in _shared(list(rows)):
        if groups and groups[-1].articles == one.articles:
            rest = tuple(replace(place, first=False) for place in one.places)
            groups[-1] = replace(groups[-1], rows=(*groups[-1].rows, replace(one, places=rest)))
        else:
            groups.append(Group(one.articles, (one,)))
    return tuple(groups)


def _shared(rows: Sequence[Row]) -> list[Row]:
    """Rows of which no two print the same words; a quotation mark is the same in any shape. One with an id stays."""
    found: dict[object, Row] = {}
    for number, one in enumerate(rows):
        words = _ADDRESS.sub("", unescape(one.words)).translate(_MARKS)
        key = number if one.id else (" ".join(words.split()), one.kind)
        first = found.get(key)
        found[key] = one if first is None else _with(first, one)
    return list(found.values())


def _with(first: Row, other: Row) -> Row:
    there = {place.article for place in first.places}
    more = tuple(replace(place, first=place.article not in there) for place in other.places)
    return replace(first, places=(*first.places, *more))


def worth_naming(passage: Passage) -> bool:
    """Whether the words of a passage do not name its speaker by themselves."""
    who = passage.speaker
    return who.name is None or who.basis == "editor" or who.as_ in ("pronoun", "role", "inherited", "none")


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


def label_of(context: Context, passage: Passage, beside: Sequence[Passage] = ()) -> str:
    """The label of a passage's article, with ``headline`` or ``lead`` where it has several passages ``beside``."""
    label = context.articles[passage.article].label
    same = [other for other in beside if other.article == passage.article]
    if len(same) > 1 and passage.block in BLOCKS:
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
