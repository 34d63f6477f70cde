"""Speakers: who is reported to have said something, and a page for each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_briefing.model import Passage, Person, Statement
from mkdocs_briefing.pages import forms, paging
from mkdocs_briefing.pages.addresses import relative
from mkdocs_briefing.pages.context import KINDS, MARKS, Context, counted, speaker_path
from mkdocs_briefing.pages.markup import anchor, literal, printed
from mkdocs_briefing.pages.page import Page, page

INDEX = "speakers/index.md"
UNRESOLVED = "not-resolved"
UNNAMED = "speakers/unnamed-sources.md"
HIDDEN = {"hide": ["navigation", "toc"]}
PLACES = 6
"""So many places are linked for a name as printed; how many more there are is told."""
LISTED = 40
"""So many sources without a name stand on the page of them all."""
EACH = 10
"""So many statements of each stand there."""
NAMES = 5
"""So many names as printed stand beside a speaker in the list."""
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
    figures: str
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
        counted(len(context.articles_of(statement)), "article"),
        tuple(named),
        _by_words(context, details),
        _by_words(context, through),
    )


def _called(context: Context, speaker: str) -> list[list[Passage]]:
    """The passages of a speaker by the words that they call him by, the words used most first."""
    found: dict[str, list[Passage]] = {}
    for passage in context.spoken_by.get(speaker, ()):
        if passage.speaker.mention is None or passage.speaker.basis == "editor":
            continue
        words = " ".join(context.articles[passage.article].text[slice(*passage.speaker.mention)].split())
        key = words[:1].lower() + words[1:]  # "The mayor" opens a sentence, and is no other name than "the mayor"
        found.setdefault(key, []).append(passage)
    return sorted(found.values(), key=lambda passages: -len(passages))


def _variants(context: Context, source: str, speaker: str) -> tuple[Markup, ...]:
    """The words by which articles call a speaker most, each with a link to one place and how often it stands."""
    called = _called(context, speaker)
    found = [
        Markup('<a href="{}">{}</a><small class="bf-soft">{}</small>').format(
            context.place(source, passages[0]),
            _mention(context, passages[0]),
            literal(f" {len(passages)} times" if len(passages) > 1 else ""),
        )
        for passages in called[:NAMES]
    ]
    more = [literal(f"and {len(called) - NAMES} more")] if len(called) > NAMES else []
    return (*found, *more)


def _mention(context: Context, passage: Passage) -> Markup:
    assert passage.speaker.mention is not None
    return printed(context.articles[passage.article], *passage.speaker.mention)


def _names(context: Context, source: str, speaker: str) -> list[tuple[Markup, Markup]]:
    """The words by which articles call a speaker, and the places where each stands."""
    found = []
    for passages in _called(context, speaker):
        links = [
            Markup('<a href="{}">{}</a>').format(
                context.place(source, passage),
                literal(context.at(passage)),
            )
            for passage in passages[:PLACES]
        ]
        more = literal(f" and {len(passages) - PLACES} more") if len(passages) > PLACES else Markup()
        found.append((_mention(context, passages[0]), Markup("; ").join(links) + more))
    return found


def _figures(context: Context, statements: Sequence[Statement]) -> str:
    several = len([s for s in statements if len(context.articles_of(s)) > 1])
    count = len({article for s in statements for article in context.articles_of(s)})
    told = f"{counted(len(statements), 'statement')} in {counted(count, 'article')}"
    return f"{told}, {several} in several articles" if several else told


def _link(source: str, person: Person) -> Markup:
    return Markup('<a href="{}">{}</a>').format(Markup(relative(source, speaker_path(person.id))), literal(person.name))


def _speaker(
    context: Context,
    key: str,
    title: str,
    about: str,
    statements: Sequence[Statement],
    person: Person | None = None,
    groups: Sequence[Person] = (),
    speaking: Collection[str | None] = (),
) -> dict[str, Page]:
    """The page of a speaker, or of what has none; a long list goes on on numbered pages."""
    plan = paging.plan(paging.Item("row", s.id, len(s.witnesses)) for s in statements)
    paths = [speaker_path(key, number) for number in range(1, len(plan.pages) + 1)]
    members = [context.people[one] for one in (person.members if person else ()) if one in context.people]
    found = {}
    for number, (path, items) in enumerate(zip(paths, plan.pages, strict=True), 1):
        found[path] = page(
            path,
            "speaker.md",
            title if number == 1 else f"{title}, page {number}",
            about,
            HIDDEN,
            in_nav=False,
            first=number == 1,
            figures=_figures(context, statements),
            unnamed=person is not None and person.kind == "unnamed",
            role=person.role if person and number == 1 else None,
            names=_names(context, path, key) if person and number == 1 else [],
            members=[_link(path, member) if member.id in speaking else literal(member.name) for member in members],
            groups=[_link(path, group) for group in groups],
            rows=[_row(context, path, context.statements[item.key]) for item in items],
            turn=paging.turn(paths, number),
            index=Markup(relative(path, INDEX)),
        )
    return found


def _unnamed(context: Context, people: Sequence[Person], said: Mapping[str | None, Sequence[Statement]]) -> Page:
    """What sources without a name are reported to have said, all on one page."""
    return page(
        UNNAMED,
        "unnamed.md",
        "Unnamed sources",
        "What sources are reported to have said that no article gives a name.",
        {"hide": ["navigation"]},
        in_nav=False,
        figures=_figures(context, [statement for person in people for statement in said[person.id]]),
        sources=[
            {
                "id": f"g-{anchor(person.id)}",
                "name": person.name,
                "link": Markup(relative(UNNAMED, speaker_path(person.id))),
                "names": _variants(context, UNNAMED, person.id),
                "rows": [_row(context, UNNAMED, statement) for statement in said[person.id][:EACH]],
                "more": max(0, len(said[person.id]) - EACH),
            }
            for person in people[:LISTED]
        ],
        more=max(0, len(people) - LISTED),
        index=Markup(relative(UNNAMED, INDEX)),
    )


def _index(
    context: Context, people: Sequence[Person], said: Mapping[str | None, Sequence[Statement]]
) -> dict[str, Page]:
    """The list of speakers by kind, those with most statements first; a long one goes on on numbered pages."""
    ranked = sorted(people, key=lambda p: (_group(p), -len(said[p.id]), p.name))
    plan = paging.plan(paging.Item("row", person.id, 1) for person in ranked)
    paths = [INDEX, *(speaker_path("index", number) for number in range(2, len(plan.pages) + 1))]
    found: dict[str, Page] = {}
    for number, (path, held) in enumerate(zip(paths, plan.pages, strict=True), 1):
        groups: list[dict[str, object]] = []
        for place, (_, name, heading) in enumerate(GROUPS):
            here = [person for item in held if _group(person := context.people[item.key]) == place]
            items = [
                _entry(context, _link(path, person), said[person.id], _variants(context, path, person.id))
                for person in here
            ]
            if items:
                link = Markup(relative(path, UNNAMED)) if name == "unnamed" else None
                groups.append({"id": f"g-{name}", "heading": heading, "items": items, "link": link})
        if None in said and number == len(paths):
            place_ = Markup(relative(path, speaker_path(UNRESOLVED)))
            link = Markup('<a href="{}">Speaker not resolved</a>').format(place_)
            items = [_entry(context, link, said[None], ())]
            groups.append({"id": "g-not-resolved", "heading": "Not resolved", "items": items, "link": None})
        found[path] = page(
            path,
            "speakers.md",
            "Speakers" if number == 1 else f"Speakers, page {number}",
            "Who is reported to have said something, in how many statements and articles.",
            {"hide": ["navigation"]},
            in_nav=number == 1,
            groups=groups,
            turn=paging.turn(paths, number),
        )
    return found


def _entry(
    context: Context, link: Markup, said: Sequence[Statement], variants: tuple[Markup, ...]
) -> dict[str, object]:
    return {"link": link, "figures": _figures(context, said), "count": len(said), "variants": variants}


def _group(person: Person) -> int:
    return next(number for number, (kinds, _, _) in enumerate(GROUPS) if person.kind in kinds)


def pages(context: Context) -> dict[str, Page]:
    """The list of speakers, a page for each, one for unnamed sources, one for what no speaker could be found for."""
    said = _said(context)
    speaking = [person for person in context.briefing.speakers if said.get(person.id)]
    found = _index(context, speaking, said)
    unnamed = sorted((p for p in speaking if p.kind == "unnamed"), key=lambda p: (-len(said[p.id]), p.name))
    if unnamed:
        found[UNNAMED] = _unnamed(context, unnamed, said)
    member_of: dict[str, list[Person]] = {}
    for group in speaking:
        for member in group.members:
            member_of.setdefault(member, []).append(group)
    for person in speaking:
        about = f"What {person.name} is reported to have said, by which articles, to whom and when."
        made = _speaker(
            context, person.id, person.name, about, said[person.id], person, member_of.get(person.id, []), said.keys()
        )
        found.update(made)
    if None in said:
        about = "What is attributed, without a speaker that could be found."
        found.update(_speaker(context, UNRESOLVED, "Speaker not resolved", about, said[None]))
    return found
