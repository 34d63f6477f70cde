"""Where everything of a briefing is and what it is called: the look-ups that every kind of page needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from mkdocs_briefing.model import Article, Briefing, Correction, Matter, Method, Passage, Person, Statement, Topic
from mkdocs_briefing.pages.addresses import relative
from mkdocs_briefing.pages.markup import anchor
from mkdocs_briefing.settings import Settings
from mkdocs_briefing.why import Evidence

MARKS = {"direct": "●", "mixed": "◐", "indirect": "○", "narrated": "□"}
KINDS = {
    "direct": "quoted",
    "mixed": "partly quoted",
    "indirect": "told in the article’s words",
    "narrated": "the article itself says",
}
PLACES = {"headline": "headline", "lead": "lead"}


@dataclass(frozen=True)
class Context:
    """A briefing with its look-ups; ``settings`` decide what is shown, never what is true."""

    briefing: Briefing
    settings: Settings

    @cached_property
    def evidence(self) -> Evidence:
        """Why passages are what they are."""
        return Evidence(self.briefing)

    @cached_property
    def articles(self) -> dict[str, Article]:
        """Articles by id."""
        return {article.id: article for article in self.briefing.articles}

    @cached_property
    def methods(self) -> dict[str, Method]:
        """How the statements of each article were found, by article id."""
        return dict(self.briefing.methods)

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """Published passages by id."""
        return {passage.id: passage for passage in self.briefing.passages}

    @cached_property
    def people(self) -> dict[str, Person]:
        """Speakers by id."""
        return {person.id: person for person in self.briefing.speakers}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Statements and reports by id."""
        return {statement.id: statement for statement in (*self.briefing.statements, *self.briefing.reports)}

    @cached_property
    def reports(self) -> frozenset[str]:
        """Ids of the reports, which line up what articles say in their own voice."""
        return frozenset(report.id for report in self.briefing.reports)

    @cached_property
    def matters(self) -> dict[str, Matter]:
        """Matters by id."""
        return {matter.id: matter for matter in self.briefing.matters}

    @cached_property
    def homes(self) -> dict[str, Topic]:
        """The first topic, in the editor's order, that a statement, report or narrated passage stands on, by its id."""
        found: dict[str, Topic] = {}
        for topic in self.briefing.topics:
            for key in (*topic.statements, *topic.reports, *topic.narrated):
                found.setdefault(key, topic)
        return found

    @cached_property
    def statements_of(self) -> dict[str, tuple[Statement, ...]]:
        """The statements and reports that each passage witnesses, by passage id."""
        found: dict[str, list[Statement]] = {}
        for statement in self.statements.values():
            for witness in statement.witnesses:
                found.setdefault(witness.passage, []).append(statement)
        return {key: tuple(values) for key, values in found.items()}

    @cached_property
    def rank(self) -> dict[str, int]:
        """The place of each article in the order of the briefing's articles, by id."""
        return {article.id: number for number, article in enumerate(self.briefing.articles)}

    @cached_property
    def in_article(self) -> dict[str, tuple[Passage, ...]]:
        """The published passages of each article, in text order, by article id; an article without any is not there."""
        return _grouped((passage.article, passage) for passage in self.briefing.passages)

    @cached_property
    def held_in(self) -> dict[str, tuple[Passage, ...]]:
        """The passages held back of each article, by article id."""
        return _grouped((passage.article, passage) for passage in self.briefing.held_back)

    @cached_property
    def spoken_by(self) -> dict[str, tuple[Passage, ...]]:
        """The published passages of each speaker, by the speaker's id."""
        return _grouped((passage.speaker.id, passage) for passage in self.briefing.passages if passage.speaker.id)

    @cached_property
    def corrections_of(self) -> dict[str, tuple[Correction, ...]]:
        """The editor's corrections that were applied to each passage, in file order, by passage id."""
        found: dict[str, list[Correction]] = {}
        for correction in self.briefing.corrections:
            for key in correction.passages if correction.applied else ():
                found.setdefault(key, []).append(correction)
        return {key: tuple(values) for key, values in found.items()}

    def articles_of(self, statement: Statement) -> list[str]:
        """Ids of the articles that report a statement, in the order of the briefing's articles."""
        having = {self.passages[w.passage].article for w in statement.witnesses if w.passage in self.passages}
        return sorted(having, key=self.rank.__getitem__)

    def in_several(self, keys: Iterable[str]) -> list[Statement]:
        """Of the statements or reports named, those in two articles or more, in the order given."""
        return [self.statements[key] for key in keys if len(self.articles_of(self.statements[key])) > 1]

    def in_one(self, keys: Iterable[str]) -> list[Statement]:
        """Of the statements or reports named, those in one article only, in the order given."""
        return [self.statements[key] for key in keys if len(self.articles_of(self.statements[key])) == 1]

    def card(self, source: str, statement: str) -> Markup:
        """The link from the page ``source`` to the card of a statement, on ``source`` itself where it stands there."""
        here = next((t for t in self.briefing.topics if topic_path(t.id) == source), None)
        if here is not None and statement in (*here.statements, *here.reports, *here.narrated):
            return Markup(f"#{card_id(statement)}")
        home = self.homes.get(statement)
        if home is None:
            passage = self.passages[self.statements[statement].base]
            return self.place(source, passage)
        return Markup(relative(source, topic_path(home.id), card_id(statement)))

    def place(self, source: str, passage: Passage) -> Markup:
        """The link from the page ``source`` to a passage in its article."""
        return Markup(relative(source, article_path(passage.article), passage_id(passage.id)))

    def where(self, passage: Passage) -> str:
        """Where a passage stands, in words: ``headline``, ``paragraph 2``, ``paragraph 1, lead``."""
        if passage.paragraph is None:
            return PLACES.get(passage.block, passage.block)
        place = f"paragraph {passage.paragraph}"
        return f"{place}, lead" if passage.block == "lead" else place


def _grouped(items: Iterable[tuple[str, Passage]]) -> dict[str, tuple[Passage, ...]]:
    found: dict[str, list[Passage]] = {}
    for key, passage in items:
        found.setdefault(key, []).append(passage)
    return {key: tuple(values) for key, values in found.items()}


def topic_path(topic: str) -> str:
    """Markdown path of a topic's page."""
    return f"topics/{anchor(topic)}.md"


def article_path(article: str) -> str:
    """Markdown path of an article's page."""
    return f"articles/{anchor(article)}.md"


def speaker_path(speaker: str) -> str:
    """Markdown path of a speaker's page."""
    return f"speakers/{anchor(speaker)}.md"


def card_id(statement: str) -> str:
    """The id of a statement's card, on its heading."""
    return f"s-{anchor(statement)}"


def passage_id(passage: str) -> str:
    """The id of a passage on its article's page."""
    return f"p-{anchor(passage)}"


def matter_id(matter: str) -> str:
    """The id of a matter's table, on its heading."""
    return f"m-{anchor(matter)}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: ``1 article``, ``3 articles``."""
    return f"{number} {one if number == 1 else many or one + 's'}"
