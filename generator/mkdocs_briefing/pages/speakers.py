"""Speakers: who is reported to have said something, and a page for each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_briefing.model import Passage, Person, Statement
from mkdocs_briefing.pages import forms
from mkdocs_briefing.pages.addresses import relative
from mkdocs_briefing.pages.context import KINDS, MARKS, Context, counted, speaker_path
from mkdocs_briefing.pages.markup import literal, printed
from mkdocs_briefing.pages.page import Page, page

INDEX = "speakers/index.md"
UNRESOLVED = "speakers/not-resolved.md"
GROUPS = (
    (("person", "body", "group"), "named", "Persons and bodies"),
    (("publication",), "publications", "Publications"),
    (("unnamed",), "unnamed", "Unnamed sources"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A statement on a speaker's page: its card, its words, who prints it, to whom and when, what it came through."""

    link: Markup
    words: Markup
    articles: tuple[tuple[str, Markup], ...]
    details: tuple[Markup, ...]
    through: tuple[Markup, ...]


def _said(context: Context) -> dict[str | None, list[Statement]]:
    """Statements by speaker, whole or of one witness; those in several articles first, then in article order."""
    order = {passage.id: number for number, passage in enumerate(context.briefing.passages)}
    found: dict[str | None, list[Statement]] = {}
    for statement in context.briefing.statements:
        keys = [statement.speaker, *(context.passages[w.passage].speaker.id for w in statement.witnesses)]
        known = [key for key in dict.fromkeys(keys) if key in context.people]
        whose: list[str | None] = [*known] or [None]
        for key in whose:
            found.setdefault(key, []).append(statement)
    for statements in found.values():
        statements.sort(key=lambda s: (-len(context.articles_of(s)), order[s.base]))
    return found


def _by_words(context: Context, items: Iterable[tuple[Passage, Markup]]) -> tuple[Markup, ...]:
    """Each different wording once, with the labels of the articles that have it."""
    found: dict[str, tuple[Markup, list[str]]] = {}
    for passage, text in items:
        key = " ".join(text.striptags().split()).casefold()
        label = context.articles[passage.article].label or passage.article
        labels = found.setdefault(key, (text, []))[1]
        if label not in labels:
            labels.append(label)
    return tuple(
        Markup('{} <small class="bf-soft">{}</small>').format(text, literal(", ".join(sorted(labels))))
        for text, labels in found.values()
    )


def _doubt(context: Context, passage: Passage) -> Markup:
    """How the speaker was worked out, where the name is not printed with the words, or that the editor set it."""
    mention = passage.speaker.mention
    if passage.speaker.basis == "editor" and passage.speaker.name is not None:
        return Markup(", speaker set by the editor")
    if "worked out" not in forms.speaker(context, passage):
        return Markup()
    if mention is None or passage.speaker.as_ == "inherited":
        return Markup(", speaker worked out")
    return Markup(", speaker worked out from {}").format(printed(context.articles[passage.article], *mention))


def _row(context: Context, source: str, statement: Statement) -> Row:
    passages = [context.passages[w.passage] for w in statement.witnesses if w.passage in context.passages]
    passages.sort(key=lambda p: (context.rank[p.article], p.content))
    named = []
    details: list[tuple[Passage, Markup]] = []
    through: list[tuple[Passage, Markup]] = []
    for passage in passages:
        article = context.articles[passage.article]
        label = article.label or article.id
        named.append(
            (
                passage.article,
                Markup(
                    '<a href="{}">{}, {}</a> <span aria-hidden="true">{}</span> <small class="bf-soft">{}{}</small>'
                ).format(
                    context.place(source, passage),
                    literal(label),
                    literal(context.where(passage)),
                    literal(MARKS[passage.kind]),
                    literal(KINDS[passage.kind]),
                    _doubt(context, passage),
                ),
            )
        )
        if passage.to_span:
            details.append((passage, Markup("to {}").format(printed(article, *passage.to_span))))
        elif passage.to:
            details.append((passage, literal(f"to {passage.to}")))
        if passage.when:
            details.append((passage, printed(article, *passage.when)))
        through += [(passage, step) for step in forms.through(context, passage)]
    return Row(
        context.card(source, statement.id),
        forms.short(context, statement, 160),
        tuple(named),
        _by_words(context, details),
        _by_words(context, through),
    )


def _variants(context: Context, source: str, speaker: str) -> tuple[Markup, ...]:
    """The words by which articles call a speaker, each with a link to one place and how often it stands."""
    found: dict[str, tuple[Passage, int]] = {}
    for passage in context.spoken_by.get(speaker, ()):
        mention = passage.speaker.mention
        if mention is None or passage.speaker.basis == "editor":
            continue
        words = " ".join(context.articles[passage.article].text[slice(*mention)].split())
        key = words[:1].lower() + words[1:]  # "The mayor" opens a sentence, and is no other name than "the mayor"
        first, count = found.get(key, (passage, 0))
        found[key] = (first, count + 1)
    out = []
    for passage, count in sorted(found.values(), key=lambda item: -item[1]):
        mention = passage.speaker.mention
        assert mention is not None
        article = context.articles[passage.article]
        times = f" {count} times" if count > 1 else ""
        out.append(
            Markup('<a href="{}">{}</a><small class="bf-soft">{}</small>').format(
                context.place(source, passage), printed(article, *mention), literal(times)
            )
        )
    return tuple(out)


def _figures(context: Context, statements: Sequence[Statement]) -> str:
    several = len([s for s in statements if len(context.articles_of(s)) > 1])
    count = len({article for s in statements for article in context.articles_of(s)})
    told = f"{counted(len(statements), 'statement')} in {counted(count, 'article')}"
    return f"{told}, {several} in several articles" if several else told


def _link(source: str, person: Person) -> Markup:
    return Markup('<a href="{}">{}</a>').format(Markup(relative(source, speaker_path(person.id))), literal(person.name))


def _speaker(
    context: Context,
    person: Person,
    statements: Sequence[Statement],
    groups: Sequence[Person],
    speaking: Collection[str | None],
) -> Page:
    path = speaker_path(person.id)
    members = [context.people[key] for key in person.members if key in context.people]
    return page(
        path,
        "speaker.md",
        person.name,
        f"What {person.name} is reported to have said, by which articles, to whom and when.",
        {"hide": ["toc"]},
        in_nav=False,
        figures=_figures(context, statements),
        unnamed=person.kind == "unnamed",
        role=person.role,
        variants=_variants(context, path, person.id),
        members=[_link(path, member) if member.id in speaking else literal(member.name) for member in members],
        groups=[_link(path, group) for group in groups],
        rows=[_row(context, path, statement) for statement in statements],
        index=Markup(relative(path, INDEX)),
    )


def pages(context: Context) -> dict[str, Page]:
    """The list of speakers, a page for each, and one for what no speaker could be found for."""
    said = _said(context)
    speaking = [person for person in context.briefing.speakers if said.get(person.id)]
    unresolved = said.get(None, [])
    groups = []
    for kinds, name, heading in GROUPS:
        people = sorted((p for p in speaking if p.kind in kinds), key=lambda p: (-len(said[p.id]), p.name))
        items: list[dict[str, object]] = [
            {
                "link": _link(INDEX, person),
                "figures": _figures(context, said[person.id]),
                "variants": _variants(context, INDEX, person.id),
            }
            for person in people
        ]
        if items:
            groups.append({"id": f"g-{name}", "heading": heading, "items": items})
    if unresolved:
        link = Markup('<a href="{}">Speaker not resolved</a>').format(Markup(relative(INDEX, UNRESOLVED)))
        items = [{"link": link, "figures": _figures(context, unresolved), "variants": ()}]
        groups.append({"id": "g-not-resolved", "heading": "Not resolved", "items": items})
    found = {
        INDEX: page(
            INDEX,
            "speakers.md",
            "Speakers",
            "Who is reported to have said something, in how many statements and articles.",
            groups=groups,
        )
    }
    member_of: dict[str, list[Person]] = {}
    for group in speaking:
        for member in group.members:
            member_of.setdefault(member, []).append(group)
    for person in speaking:
        path = speaker_path(person.id)
        found[path] = _speaker(context, person, said[person.id], member_of.get(person.id, []), said.keys())
    if unresolved:
        found[UNRESOLVED] = page(
            UNRESOLVED,
            "speaker.md",
            "Speaker not resolved",
            "What is attributed, without a speaker that could be found.",
            {"hide": ["toc"]},
            in_nav=False,
            figures=_figures(context, unresolved),
            unnamed=False,
            role=None,
            variants=(),
            members=[],
            groups=[],
            rows=[_row(context, UNRESOLVED, statement) for statement in unresolved],
            index=Markup(relative(UNRESOLVED, INDEX)),
        )
    return found
