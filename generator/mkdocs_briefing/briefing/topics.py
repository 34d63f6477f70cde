"""Passages and statements onto the editor's topics and matters, and in which order a page has them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from mkdocs_briefing.briefing.places import LEVELS, Places
from mkdocs_briefing.briefing.terms import hits
from mkdocs_briefing.model import Article, Matter, Passage, Placing, Statement, TopicHit, Witness
from mkdocs_briefing.settings import TopicSetting

Placings: TypeAlias = Mapping[str, Sequence[Placing]]
"""What an editor put on topics and matters, or took out of them, by passage."""
_NONE: Placings = {}
_OWN = ("content", "question", "editor")
"""Levels that speak for a statement from one witness alone."""


def place(
    where: Mapping[str, Places],
    passages: Sequence[Passage],
    topics: Sequence[TopicSetting],
    placings: Placings = _NONE,
) -> list[Passage]:
    """The passages with ``topics`` set by the terms, and then by the editor's hand (``placings``).

    The first level with a hit of any topic decides (`places.LEVELS`): surroundings are looked at only for a passage
    whose own words are on no topic. A matter that an editor put a passage on brings its topic with it.
    """
    titles = {topic.id for topic in topics}
    homes = {matter.id: topic.id for topic in topics for matter in topic.matters}
    found = [(passage, _hits(passage, where[passage.article], topics)) for passage in passages]
    return [replace(p, topics=_by_hand(p, hits, placings, titles, homes)) for p, hits in found]


def _by_hand(
    passage: Passage,
    hits: tuple[TopicHit, ...],
    placings: Placings,
    topics: Collection[str],
    homes: Mapping[str, str],
) -> tuple[TopicHit, ...]:
    for placing in placings.get(passage.id, ()):
        topic = placing.id if placing.id in topics else homes.get(placing.id) if placing.on else None
        if topic is None or (topic != placing.id and any(hit.id == topic for hit in hits)):
            continue
        hits = tuple(hit for hit in hits if hit.id != topic)
        if placing.on:
            hits = (*hits, TopicHit(topic, (placing.span,), "editor"))
    return hits


def _hits(passage: Passage, places: Places, topics: Sequence[TopicSetting]) -> tuple[TopicHit, ...]:
    for level in LEVELS:
        spans = places.at(passage, level)
        found = [(topic.id, hits(places.text, spans, topic.terms)) for topic in topics] if spans else []
        on = tuple(TopicHit(topic, because, level) for topic, because in found if because)
        if on:
            return on
    return ()


def of_statement(statement: Statement, passages: Mapping[str, Passage], placings: Placings = _NONE) -> set[str]:
    """Ids of the topics of a statement.

    A term in a witness's own part, or in the question it answers, puts the statement there; a term in the surroundings
    of witnesses only if at least half of the witnesses have one. What an editor says of one witness's words holds for
    the statement that has them.
    """
    own: set[str] = set()
    around: dict[str, int] = {}
    for witness in statement.witnesses:
        for hit in passages[witness.passage].topics:
            if hit.where in _OWN:
                if hit.where == "question" or _inside(hit.because, witness):
                    own.add(hit.id)
            else:
                around[hit.id] = around.get(hit.id, 0) + 1
    found = own | {topic for topic, count in around.items() if 2 * count >= len(statement.witnesses)}
    return found - set(_said_of(statement, placings, on=False))


def _said_of(statement: Statement, placings: Placings, *, on: bool) -> list[str]:
    """Ids of what an editor put a statement on, or took it out of, by the words of one of its witnesses."""
    return [
        placing.id
        for witness in statement.witnesses
        for placing in placings.get(witness.passage, ())
        if placing.on == on and _inside((placing.span,), witness)
    ]


def _inside(because: Iterable[tuple[int, int]], witness: Witness) -> bool:
    return any(a < stop and begin < b for a, b in because for begin, stop in witness.spans)


def several_first(
    articles: Sequence[Article], passages: Mapping[str, Passage]
) -> Callable[[Statement], tuple[object, ...]]:
    """The sort key of statements on a page: those in most articles first, then by date and place of the base.

    Ids of articles decide nothing but ties between equal dates and places.
    """
    known = {article.id: article for article in articles}

    def key(statement: Statement) -> tuple[object, ...]:
        base = passages[statement.base]
        article = known[base.article]
        count = len({passages[w.passage].article for w in statement.witnesses})
        date = article.published or "9999"
        start = statement.witnesses[0].spans[0][0] if statement.witnesses[0].spans else base.content[0][0]
        if count > 1:
            return (-count, date, start / max(1, len(article.text)), "", statement.id)
        return (-1, date, 0.0, article.label or article.id, f"{start:012d}", statement.id)

    return key


def in_order(articles: Sequence[Article], passages: Iterable[Passage]) -> list[Passage]:
    """Passages by their article's label, then by place."""
    label = {article.id: (article.label or article.id, article.id) for article in articles}
    return sorted(passages, key=lambda p: (label[p.article], p.content[0], p.id))


def matters_of(
    topic: TopicSetting,
    articles: Sequence[Article],
    where: Mapping[str, Places],
    passages: Mapping[str, Passage],
    statements: Sequence[Statement],
    reports: Sequence[Statement],
    placings: Placings = _NONE,
) -> list[Matter]:
    """The matters of a topic, each with the passages that hold its terms and the other witnesses of their statements.

    ``statements`` and ``reports`` are those on the topic. One utterance answers a matter for all its witnesses;
    narrated passages each speak for themselves. Terms are looked for at the levels down to the one that put the
    passage on the topic. What an editor put on a matter or took out of it goes with its statement.
    """
    members = {key: p for key, p in passages.items() if any(hit.id == topic.id for hit in p.topics)}
    for statement in (*statements, *reports):
        members.update({w.passage: passages[w.passage] for w in statement.witnesses})
    lined_up = (*statements, *reports)

    def by_hand(chosen: set[str], matter: str) -> set[str]:
        for on in (True, False):
            said = {
                key
                for key, rows in placings.items()
                if key in passages and any(p.id == matter and p.on == on for p in rows)
            }
            for statement in lined_up if said else ():
                if matter in _said_of(statement, placings, on=on):
                    said.update(w.passage for w in statement.witnesses)
            chosen = chosen | said if on else chosen - said
        return chosen

    found: list[Matter] = []
    for matter in topic.matters:
        because = {key: _because(p, topic.id, where[p.article], matter.terms) for key, p in members.items()}
        chosen = {key for key, spans in because.items() if spans}
        for statement in statements:
            if any(_answers(because[w.passage], w, passages[w.passage]) for w in statement.witnesses):
                chosen.update(w.passage for w in statement.witnesses)
        chosen = by_hand(chosen, matter.id)
        chosen |= _answers_to({passages[key] for key in chosen}, passages.values(), where)
        chosen = by_hand(chosen, matter.id)
        ordered = in_order(articles, (passages[key] for key in chosen))
        found.append(Matter(matter.id, topic.id, matter.title, tuple(p.id for p in ordered)))
    return found


def _answers_to(chosen: Collection[Passage], passages: Iterable[Passage], where: Mapping[str, Places]) -> set[str]:
    """Ids of the passages that answer or deny, right behind it or by the question printed, what one of those says."""
    said: dict[str, list[tuple[int, int]]] = {}
    for passage in chosen:
        if passage.kind != "narrated":
            said.setdefault(passage.article, []).extend(passage.content)
    return {
        p.id
        for p in passages
        if p.kind != "narrated"
        and any(a < f and s < b for a, b in where[p.article].answered(p) for s, f in said.get(p.article, ()))
    }


def _because(passage: Passage, topic: str, places: Places, terms: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    deepest = next((hit.where for hit in passage.topics if hit.id == topic), "content")
    levels = LEVELS[: LEVELS.index(deepest) + 1] if deepest != "editor" else LEVELS
    for level in levels:
        found = hits(places.text, places.at(passage, level), terms)
        if found:
            return found
    return ()


def _answers(because: tuple[tuple[int, int], ...], witness: Witness, passage: Passage) -> bool:
    """Whether a hit speaks for this witness: inside its spans, or around the whole passage."""
    within = [span for span in because if any(a <= span[0] and span[1] <= b for a, b in passage.content)]
    return _inside(within, witness) if within else bool(because)
