"""What the actions work on: passages by id as they are so far, what was left out, and what is gathered for later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from mkdocs_briefing.model import Article, LeftOut, LeftOutReason, Passage, Placing, Span
from mkdocs_briefing.overrides.placing import spot
from mkdocs_briefing.settings import TopicSetting

HIDDEN: LeftOutReason = "hidden by the editor"
_QUOTATIONS = frozenset({"no speaker", "scare quote", "title of a work", "nickname", "caption", "teaser"})
"""Reasons for which a whole quotation is left out."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the words of one target are: the article, their span, the passage with most of them if there is one."""

    article: Article
    span: Span
    passage: Passage | None
    quotation: LeftOut | None = None
    """The quotation that was left out and has them, where nothing that is attributed has."""

    @property
    def words(self) -> str:
        """The place in words that hold none of the article's: ``000, paragraph 2``."""
        label = self.article.label or self.article.id
        if self.passage is None:
            return f"{label}, {spot(self.article, self.span)}"
        number = self.passage.paragraph
        return f"{label}, {self.passage.block if number is None else f'paragraph {number}'}"


@dataclass(slots=True)
class Desk:
    """The state of a build while its overrides are applied."""

    articles: dict[str, Article]
    passages: dict[str, Passage]
    left_out: list[LeftOut]
    topics: Sequence[TopicSetting]
    hidden: dict[str, int] = field(default_factory=dict)
    """Ids of hidden passages, and the line that hides each."""
    together: dict[tuple[str, str], int] = field(default_factory=dict)
    apart: dict[tuple[str, str], int] = field(default_factory=dict)
    first: set[str] = field(default_factory=set)
    placings: list[Placing] = field(default_factory=list)
    _rows: dict[str, list[Passage]] = field(default_factory=dict)

    def spot(self, article: str, span: Span) -> Spot:
        """What has the words of a span: the passage with most of them, or the quotation that was left out."""
        passage = self._holding(article, span)
        quotation = None
        if passage is None or passage.kind == "narrated":
            quotation = self._quotation(article, span)
        return Spot(self.articles[article], span, None if quotation else passage, quotation)

    def holder(self, article: str, span: Span) -> str | None:
        """What tells one holder of words from another; ``None`` where nothing has them."""
        found = self.spot(article, span)
        if found.quotation is not None:
            return f"left out {found.quotation.span}"
        return None if found.passage is None else found.passage.id

    def put(self, passage: Passage) -> None:
        """A passage as it is from now on, or a new one."""
        self.passages[passage.id] = passage
        row = [p for p in self.of(passage.article) if p.id != passage.id]
        self._rows[passage.article] = [*row, passage]

    def drop(self, key: str) -> None:
        """Take a passage away."""
        gone = self.passages.pop(key)
        self._rows[gone.article] = [p for p in self.of(gone.article) if p.id != key]

    def of(self, article: str) -> list[Passage]:
        """The passages of an article, hidden ones too."""
        if not self._rows:
            rows: dict[str, list[Passage]] = defaultdict(list)
            for passage in self.passages.values():
                rows[passage.article].append(passage)
            self._rows.update(rows)
        return self._rows.get(article, [])

    def _holding(self, article: str, span: Span) -> Passage | None:
        """The passage with most of the words in its content, the shortest first; attributed before narrated."""

        def overlap(passage: Passage) -> int:
            return sum(max(0, min(span[1], end) - max(span[0], start)) for start, end in passage.content)

        having = [p for p in self.of(article) if overlap(p) > 0]
        return min(
            having,
            key=lambda p: (-overlap(p), p.kind == "narrated", sum(end - start for start, end in p.content), p.id),
            default=None,
        )

    def _quotation(self, article: str, span: Span) -> LeftOut | None:
        found = [
            out
            for out in self.left_out
            if out.article == article
            and out.reason in _QUOTATIONS
            and out.span[0] <= span[0]
            and span[1] <= out.span[1] + 1
        ]
        return min(found, key=lambda out: out.span[1] - out.span[0], default=None)


def pair(one: str, other: str) -> tuple[str, str]:
    """Two ids in one order from either side."""
    return (one, other) if one <= other else (other, one)
