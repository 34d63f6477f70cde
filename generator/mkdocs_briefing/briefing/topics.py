"""Passages and statements onto the editor's topics and matters, and in which order a page has them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from mkdocs_briefing.briefing.places import LEVELS, Places
from mkdocs_briefing.briefing.terms import hits
from mkdocs_briefing.model import Article, Matter, Passage, Statement, TopicHit, Witness
from mkdocs_briefing.settings import TopicSetting

_OWN = ("content", "question", "editor")
"""Levels that speak for a statement from one witness alone."""


def place(where: Mapping[str, Places], passages: Sequence[Passage], topics: Sequence[TopicSetting]) -> list[Passage]:
    """The passages with ``topics`` set by the terms; topics that an editor set are kept as they are.

    The first level with a hit of any topic decides (`places.LEVELS`): surroundings are looked at only for a passage
    whose own words are on no topic.
    """
    return [
        passage if _set_by_hand(passage) else replace(passage, topics=_hits(passage, where[passage.article], topics))
        for passage in passages
    ]


def _set_by_hand(passage: Passage) -> bool:
    return any(hit.where == "editor" for hit in passage.topics)


def _hits(passage: Passage, places: Places, topics: Sequence[TopicSetting]) -> tuple[TopicHit, ...]:
    for level in LEVELS:
        spans = places.at(passage, level)
        found = [(topic.id, hits(places.text, spans, topic.terms)) for topic in topics] if spans else []
        on = tuple(TopicHit(topic, because, level) for topic, because in found if because)
        if on:
            return on
    return ()


def of_statement(statement: Statement, passages: Mapping[str, Passage]) -> set[str]:
    """Ids of the topics of a statement.

    A term in a witness's own part, or in the question it answers, puts the statement there; a term in the surroundings
    of witnesses only if at least half of the witnesses have one.
    """
    own: set[str] = set()
    around: dict[str, int] = {}
    for witness in statement.witnesses:
        for hit in passages[witness.passage].topics:
            if hit.where in _OWN:
                if hit.where != "content" or _inside(hit.because, witness):
                    own.add(hit.id)
            else:
                around[hit.id] = around.get(hit.id, 0) + 1
    return own | {topic for topic, count in around.items() if 2 * count >= len(statement.witnesses)}


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
) -> list[Matter]:
    """The matters of a topic, each with the passages that hold its terms and the other witnesses of their statements.

    ``statements`` and ``reports`` are those on the topic. One utterance answers a matter for all its witnesses;
    narrated passages each speak for themselves. Terms are looked for at the levels down to the one that put the
    passage on the topic.
    """
    members = {key: p for key, p in passages.items() if any(hit.id == topic.id for hit in p.topics)}
    for statement in (*statements, *reports):
        members.update({w.passage: passages[w.passage] for w in statement.witnesses})
    found: list[Matter] = []
    for matter in topic.matters:
        because = {key: _because(p, topic.id, where[p.article], matter.terms) for key, p in members.items()}
        chosen = {key for key, spans in because.items() if spans}
        for statement in statements:
            if any(_answers(because[w.passage], w, passages[w.passage]) for w in statement.witnesses):
                chosen.update(w.passage for w in statement.witnesses)
        chosen |= _answers_to({passages[key] for key in chosen}, passages.values(), where)
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
