"""Wording: how each article names people, places and acts, side by side, each wording with its places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_briefing.model import Place, Wording, WordingKind, WordingSet
from mkdocs_briefing.pages import forms
from mkdocs_briefing.pages.addresses import relative
from mkdocs_briefing.pages.context import Context, article_path, counted, speaker_path
from mkdocs_briefing.pages.markup import literal, printed
from mkdocs_briefing.pages.page import Page, page

PATH = "wording.md"
PARTS: tuple[tuple[WordingKind, str, str, str], ...] = (
    (
        "described",
        "How people are described",
        "Person",
        "What stands before or behind a name, and what stands for it. Words inside quotation marks are not counted: "
        "they are the speaker’s.",
    ),
    (
        "words",
        "Words for one thing",
        "Statement",
        "In one statement, lined up over the articles, one article prints this word and another that. Translated words "
        "may be different translations of the same words.",
    ),
    (
        "place",
        "Places",
        "Name",
        "What stands behind one proper name.",
    ),
    (
        "called",
        "Names and forms of address",
        "Person",
        "How often each article prints which form, outside quotation marks.",
    ),
    ("spelt", "Spelling", "Name", "The same name in print that differs by hyphens, capitals or accents."),
)
MANY = 4
"""Of more articles than these, a wording names so many and counts the rest."""


@dataclass(frozen=True, slots=True)
class Row:
    """A set of wordings: what they are of, and each with the articles that print it."""

    title: Markup
    wordings: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The sets of one kind."""

    id: str
    heading: str
    column: str
    about: str
    noun: str
    """What its rows are, in the plural."""
    rows: tuple[Row, ...]


def _wording(context: Context, wording: Wording) -> Markup:
    """``North Korean leader 000 (2), 002``: the words as printed, and each article that has them."""
    shown = next((p for p in wording.places if _text(context, p) == wording.text), wording.places[0])
    counts = Counter(place.article for place in wording.places)
    first: dict[str, Place] = {}
    for place in wording.places:
        first.setdefault(place.article, place)
    links = [_link(context, place, counts[key]) for key, place in first.items()]
    rest = Markup()
    if len(links) > MANY + 1:
        rest = Markup('<details class="bf-more"><summary>and {} more</summary>{}</details>').format(
            len(links) - MANY, Markup(", ").join(links[MANY:])
        )
        links = links[:MANY]
    words = printed(context.articles[shown.article], *shown.span)
    return Markup('<b class="bf-word">{}</b> <span class="bf-soft">{}</span>{}').format(
        words, Markup(", ").join(links), rest
    )


def _text(context: Context, place: Place) -> str:
    return " ".join(context.articles[place.article].text[slice(*place.span)].split())


def _link(context: Context, place: Place, count: int) -> Markup:
    article = context.articles[place.article]
    passage = context.passages.get(place.passage or "")
    link = context.place(PATH, passage) if passage else Markup(relative(PATH, article_path(article.id)))
    times = Markup(" {} times").format(count) if count > 1 else Markup()
    return Markup('<a href="{}">{}</a>').format(link, literal(article.label or article.id)) + times


def _title(context: Context, one: WordingSet) -> Markup:
    person = context.people.get(one.speaker or "")
    statements = [context.statements[key] for key in one.statements if key in context.statements]
    if one.kind == "words" and statements:
        links = [
            Markup('<a href="{}">{}</a>').format(context.card(PATH, s.id), forms.short(context, s, 70))
            for s in statements[:2]
        ]
        return Markup("<br>").join(links)
    if person is not None:
        return Markup('<a href="{}">{}</a>').format(
            Markup(relative(PATH, speaker_path(person.id))), literal(person.name)
        )
    return literal(one.about)


def _rows(context: Context, sets: Iterable[WordingSet]) -> tuple[Row, ...]:
    def spread(one: WordingSet) -> tuple[int, int]:
        return -len({p.article for w in one.wordings for p in w.places}), -len(one.wordings)

    ordered = sorted(sets, key=spread)
    return tuple(Row(_title(context, one), tuple(_wording(context, w) for w in one.wordings)) for one in ordered)


def pages(context: Context) -> dict[str, Page]:
    """The page on wording."""
    sets: Sequence[WordingSet] = context.briefing.wording
    parts = [
        Part(
            f"w-{kind}",
            heading,
            column,
            about,
            f"{column.lower()}s",
            _rows(context, [s for s in sets if s.kind == kind]),
        )
        for kind, heading, column, about in PARTS
    ]
    found = [part for part in parts if part.rows]
    figures = " · ".join(f"{part.heading.lower()}: {len(part.rows)}" for part in found)
    return {
        PATH: page(
            PATH,
            "wording.md",
            "Wording",
            "How each article names people, places and acts, each wording with its places.",
            figures=figures,
            parts=found,
            counted=counted,
        )
    }
