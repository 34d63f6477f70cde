"""Where everything of a briefing is and what it is called: the look-ups that every kind of page needs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from mkdocs_briefing.model import Article, Briefing, Correction, Matter, Method, Passage, Person, Span, Statement, Topic
from mkdocs_briefing.pages import paging
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

    @cached_property
    def plans(self) -> dict[str, paging.Plan]:
        """How each topic's items are spread over its pages, by topic id."""
        return {topic.id: paging.plan(self.items(topic)) for topic in self.briefing.topics}

    @cached_property
    def topic_at(self) -> dict[str, Topic]:
        """The topic that each topic page belongs to, by path."""
        return {
            topic_path(topic.id, number): topic
            for topic in self.briefing.topics
            for number in range(1, len(self.plans[topic.id].pages) + 1)
        }

    def items(self, topic: Topic) -> list[paging.Item]:
        """What a topic's pages hold, in order, each with the number of its rows.

        A narrated passage that a matter of the topic sets beside others stands there and nowhere else.
        """
        rows = {key: len(statement.witnesses) for key, statement in self.statements.items()}
        matters = [paging.Item("matter", key, len(self.matters[key].passages)) for key in topic.matters]
        rows.update(dict.fromkeys(self.whole_in_matter(topic.id), 0))
        several = [paging.Item("several", s.id, rows[s.id] + 1) for s in self.in_several(topic.statements)]
        reports = [paging.Item("report", s.id, rows[s.id] + 1) for s in self.in_several(topic.reports)]
        shown = self.in_matter(topic)
        narrated = [paging.Item("narrated", key, 1) for key in self.narrated(topic) if key not in shown]
        single = [paging.Item("single", s.id, rows[s.id] + 1) for s in self.in_one((*topic.statements, *topic.reports))]
        return [*matters, *several, *reports, *narrated, *single]

    def narrated(self, topic: Topic) -> list[str]:
        """Ids of the narrated passages that are on a topic by themselves, by article and place."""
        found = [self.passages[key] for key in topic.narrated if key in self.passages]
        return [p.id for p in sorted(found, key=lambda p: (self.rank[p.article], p.content[0]))]

    def in_matter(self, topic: Topic) -> dict[str, Matter]:
        """The first matter of a topic that each passage stands in, by passage id."""
        return self._in_matter[topic.id]

    def whole_in_matter(self, topic: str) -> dict[str, Matter]:
        """The statements of one article, and the reports, all of whose passages stand in one matter of a topic."""
        return self._whole.get(topic, {})

    @cached_property
    def _in_matter(self) -> dict[str, dict[str, Matter]]:
        found: dict[str, dict[str, Matter]] = {}
        for topic in self.briefing.topics:
            held = found.setdefault(topic.id, {})
            for key in topic.matters:
                for passage in self.matters[key].passages:
                    held.setdefault(passage, self.matters[key])
        return found

    @cached_property
    def _whole(self) -> dict[str, dict[str, Matter]]:
        found: dict[str, dict[str, Matter]] = {}
        for topic in self.briefing.topics:
            several = frozenset(statement.id for statement in self.in_several(topic.statements))
            held = [(self.matters[key], frozenset(self.matters[key].passages)) for key in topic.matters]
            whole = found.setdefault(topic.id, {})
            for statement in (*topic.statements, *topic.reports):
                passages = [witness.passage for witness in self.statements[statement].witnesses]
                matter = next((matter for matter, have in held if have.issuperset(passages)), None)
                if matter is not None and statement not in several:
                    whole[statement] = matter
        return found

    @cached_property
    def _held(self) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        """By topic: everything that has a place of its own there, and the narrated passages among that."""
        return {
            topic.id: (frozenset((*topic.statements, *topic.reports, *topic.narrated)), frozenset(topic.narrated))
            for topic in self.briefing.topics
        }

    def card(self, source: str, key: str) -> Markup:
        """The link from the page ``source`` to the card of a statement or report, or the row of a narrated passage.

        It stays within the topic of ``source`` where that has it too.
        """
        home = self.topic_at.get(source)
        if home is None or key not in self._held[home.id][0]:
            home = self.homes.get(key)
        if home is None:
            passage = self.passages[self.statements[key].base]
            return self.place(source, passage)
        plan = self.plans[home.id]
        matter = self.in_matter(home).get(key) if key in self._held[home.id][1] else None
        page = plan.page(matter.id, matter.passages.index(key)) if matter else plan.page(key)
        return Markup(relative(source, topic_path(home.id, page), card_id(key)))

    def matter(self, source: str, matter: Matter) -> Markup:
        """The link from the page ``source`` to a matter on its topic's page."""
        page = self.plans[matter.topic].page(matter.id)
        return Markup(relative(source, topic_path(matter.topic, page), matter_id(matter.id)))

    def place(self, source: str, passage: Passage) -> Markup:
        """The link from the page ``source`` to a passage in its article."""
        path = article_path(passage.article, self.article_page(passage))
        return Markup(relative(source, path, passage_id(passage.id)))

    @cached_property
    def article_cuts(self) -> dict[str, tuple[int, ...]]:
        """Where in its text each page of an article begins, by article id."""
        whole = self.settings.text == "full"
        return {
            article.id: paging.cuts(article, self.in_article.get(article.id, ()), whole)
            for article in self.briefing.articles
        }

    def article_page(self, passage: Passage) -> int:
        """The number of the page of its article that a passage begins on."""
        return bisect_right(self.article_cuts[passage.article], passage.content[0][0])

    @cached_property
    def hidden_in(self) -> dict[str, tuple[Span, ...]]:
        """What the editor took off the pages, by article id, in text order."""
        found: dict[str, list[Span]] = {}
        for out in self.briefing.left_out:
            if out.reason == "hidden by the editor":
                found.setdefault(out.article, []).append(out.span)
        return {key: tuple(sorted(spans)) for key, spans in found.items()}

    def at(self, passage: Passage) -> str:
        """The label of a passage's article and where in it the passage stands: ``000, paragraph 2``."""
        return f"{self.articles[passage.article].label or passage.article}, {self.where(passage)}"

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


def topic_path(topic: str, number: int = 1) -> str:
    """Markdown path of a topic's page; those after the first lie below it (``topics/arms/2.md``)."""
    return f"topics/{anchor(topic)}.md" if number == 1 else f"topics/{anchor(topic)}/{number}.md"


def article_path(article: str, number: int = 1) -> str:
    """Markdown path of an article's page; those after the first lie below it (``articles/first/2.md``)."""
    return f"articles/{anchor(article)}.md" if number == 1 else f"articles/{anchor(article)}/{number}.md"


def speaker_path(speaker: str, number: int = 1) -> str:
    """Markdown path of a speaker's page; those after the first lie below it."""
    return f"speakers/{anchor(speaker)}.md" if number == 1 else f"speakers/{anchor(speaker)}/{number}.md"


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
