"""Why a passage has its speaker, kind, topic and statement: the evidence as plain data, in words of fixed lists.

The command line, the card and the JSON say the same, from here. The reasons are those that the stages recorded;
nothing is worked out again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal, TypeAlias, TypeVar

from mkdocs_briefing import wordlists
from mkdocs_briefing.model import (
    Article,
    Briefing,
    Correction,
    NearMiss,
    Passage,
    Person,
    Span,
    Statement,
    TopicHit,
    Witness,
)

About: TypeAlias = Literal[
    "speaker", "name", "kind", "found", "sure", "came through", "topic", "statement", "near miss", "correction"
]

_Any = TypeVar("_Any")


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: what it is about, what it gave (a name, a topic), why, and the printed words it rests on.

    ``spans`` are in the passage's article. ``because`` is from a fixed list, but for words of articles in ‘ ’.
    """

    about: About
    gave: str
    because: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """A briefing with the look-ups that its reasons need."""

    briefing: Briefing

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """Articles by id."""
        return {article.id: article for article in self.briefing.articles}

    @cached_property
    def flat(self) -> Mapping[str, str]:
        """The texts of the articles in one line each, by id."""
        return {article.id: " ".join(article.text.split()) for article in self.briefing.articles}

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """Passages by id: published ones, those held back and those that only a difference names."""
        some = (*self.briefing.for_review, *self.briefing.held_back, *self.briefing.passages)
        return {passage.id: passage for passage in some}

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Speakers by id."""
        return {person.id: person for person in self.briefing.speakers}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Titles of the topics by id."""
        return {topic.id: topic.title for topic in self.briefing.topics}

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """Statements and reports by id."""
        return {one.id: one for one in (*self.briefing.statements, *self.briefing.reports)}

    @cached_property
    def witnessed(self) -> Mapping[str, tuple[tuple[Statement, Witness], ...]]:
        """The statements and reports that a passage witnesses, by passage id."""
        return _grouped((w.passage, (s, w)) for s in self.statements.values() for w in s.witnesses)

    @cached_property
    def near(self) -> Mapping[str, tuple[NearMiss, ...]]:
        """Near misses by passage id."""
        return _grouped((key, miss) for miss in self.briefing.near_misses for key in miss.passages)

    @cached_property
    def corrected(self) -> Mapping[str, tuple[Correction, ...]]:
        """The editor's corrections by passage id."""
        return _grouped((c.passage, c) for c in self.briefing.corrections if c.passage)

    def where(self, passage: Passage) -> str:
        """``000, paragraph 2``: article and place of a passage."""
        return where(self.articles[passage.article], passage)


def _grouped(items: Iterable[tuple[str, _Any]]) -> Mapping[str, tuple[_Any, ...]]:
    found: dict[str, list[_Any]] = defaultdict(list)
    for key, one in items:
        found[key].append(one)
    return {key: tuple(some) for key, some in found.items()}


def where(article: Article, passage: Passage) -> str:
    """The label of an article and the place of a passage in it."""
    place = passage.block if passage.paragraph is None else f"paragraph {passage.paragraph}"
    return f"{article.label or article.id}, {place}"


def of_passage(evidence: Evidence, passage: Passage) -> tuple[Reason, ...]:
    """All that is recorded of how a passage came to be what it is, speaker first."""
    return (
        *_corrections(evidence, passage),
        *_speaker(evidence, passage),
        *_kind(passage),
        *_through(passage),
        *_topics(evidence, passage),
        *_statements(evidence, passage),
        *_near(evidence, passage),
    )


def speaker(evidence: Evidence, passage: Passage) -> Reason | None:
    """Why a passage has its speaker, or nobody; ``None`` for what an article says itself."""
    who = passage.speaker
    if passage.kind == "narrated":
        return None
    said = _words()["speaker"]["editor"] if who.basis == "editor" else who.because
    spans = (who.mention,) if who.mention else ()
    if who.name is None:
        return Reason("speaker", "not resolved", said or _words()["speaker"]["nobody"], spans)
    head = who.head or who.mention
    text = evidence.articles[passage.article].text
    if who.as_ == "name" and who.basis == "stated" and head and _shorter(text[slice(*head)], who.name):
        said = _words()["speaker"]["short" if who.name in evidence.flat[passage.article] else "joined"]
    return Reason("speaker", who.name, said, spans)


def _shorter(printed: str, name: str) -> bool:
    held = {word.casefold() for word in printed.split()}
    return len(held) < len([word for word in name.split() if word != "the"])


def found(passage: Passage) -> str:
    """What found a passage, in words."""
    words = _words()
    by, _, rule = passage.rule.rpartition("tagger+")
    if passage.rule == "tagger":
        return words["found"]["tagger"]
    if passage.rule == "editor":
        return words["rules"]["editor"]
    told = words["rules"].get(rule, words["rules"]["other"])
    return f"{words['found']['both' if by or '+' in passage.rule else 'rule']}: {told}"


def kind(passage: Passage) -> str:
    """Why a passage is quoted, partly quoted or told, in words."""
    return _words()["kinds"][passage.kind]


def topic(hit: TopicHit) -> str:
    """Where the terms stand that put a passage on a topic, in words."""
    return _words()["topics"][hit.where]


def witness(statement: Statement, one: Witness) -> str:
    """Why a passage stands in a statement, in words."""
    if one.passage == statement.base:
        return _words()["statement"]["base" if len(statement.witnesses) > 1 else "alone"]
    return one.because


def _corrections(evidence: Evidence, passage: Passage) -> list[Reason]:
    return [
        Reason("correction", " ".join(part for part in (c.action, c.value) if part), c.reason)
        for c in evidence.corrected.get(passage.id, ())
    ]


def _speaker(evidence: Evidence, passage: Passage) -> list[Reason]:
    first = speaker(evidence, passage)
    if first is None:
        return []
    person = evidence.people.get(passage.speaker.id or "")
    joined = person.joined if person is not None else ()
    return [first, *(Reason("name", name, because) for name, because in joined)]


def _kind(passage: Passage) -> list[Reason]:
    cue = (passage.cue,) if passage.cue is not None and passage.cue[0] < passage.cue[1] else ()
    return [
        Reason("kind", passage.kind, kind(passage), passage.quoted),
        Reason("found", passage.rule, found(passage), cue),
        Reason("sure", passage.confidence, _words()["sure"][passage.confidence]),
    ]


def _through(passage: Passage) -> list[Reason]:
    links = _words()["links"]
    return [
        Reason("came through", link.name, links[link.basis], (link.span,) if link.span else ())
        for link in passage.chain
    ]


def _topics(evidence: Evidence, passage: Passage) -> list[Reason]:
    return [Reason("topic", evidence.titles.get(hit.id, hit.id), topic(hit), hit.because) for hit in passage.topics]


def _statements(evidence: Evidence, passage: Passage) -> list[Reason]:
    return [
        Reason("statement", statement.id, witness(statement, one), one.spans)
        for statement, one in evidence.witnessed.get(passage.id, ())
    ]


def _near(evidence: Evidence, passage: Passage) -> list[Reason]:
    made = []
    for miss in evidence.near.get(passage.id, ()):
        mine = miss.passages.index(passage.id)
        other = evidence.passages.get(miss.passages[1 - mine])
        if other is not None:
            told = f"{'; '.join(miss.speaks_for)}; but {miss.speaks_against}"
            made.append(Reason("near miss", evidence.where(other), told, miss.spans[mine]))
    return made


@cache
def _words() -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, str]] = wordlists.read(__package__, "why.yml")
    return read
