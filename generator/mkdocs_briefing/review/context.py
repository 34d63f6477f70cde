"""Words in their surroundings, and which passage a stretch of an article belongs to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

from mkdocs_briefing import why
from mkdocs_briefing.model import Article, Briefing, Passage, Span
from mkdocs_briefing.review.items import Place
from mkdocs_briefing.text import sentences


class Scene:
    """A briefing with the look-ups that finding items needs."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing = briefing
        self.evidence = why.Evidence(briefing)
        self._sentences: dict[str, list[Span]] = {}

    @property
    def articles(self) -> Mapping[str, Article]:
        """Articles by id."""
        return self.evidence.articles

    @property
    def passages(self) -> Mapping[str, Passage]:
        """All passages by id, published or not."""
        return self.evidence.passages

    @cached_property
    def in_article(self) -> Mapping[str, Sequence[Passage]]:
        """Attributed passages of each article with a name, in text order, by article id."""
        found: dict[str, list[Passage]] = {}
        for passage in sorted(self.briefing.passages, key=lambda p: p.content[0]):
            if passage.speaker.name is not None:
                found.setdefault(passage.article, []).append(passage)
        return found

    def touched(self, passages: Sequence[str]) -> int:
        """How many articles have passages of the statements that these passages witness."""
        own = {self.passages[key].article for key in passages if key in self.passages}
        for key in passages:
            for statement, _ in self.evidence.witnessed.get(key, ()):
                own |= {self.passages[w.passage].article for w in statement.witnesses if w.passage in self.passages}
        return max(1, len(own))

    def sentences(self, article: Article) -> list[Span]:
        """All sentences of an article, in order."""
        if article.id not in self._sentences:
            blocks = [(b.start, b.end) for b in article.blocks] or [(0, len(article.text))]
            self._sentences[article.id] = sorted({s for a, b in blocks for s in sentences(article.text, a, b)})
        return self._sentences[article.id]

    def place(self, article: str, span: Span, passage: Passage | None = None) -> Place:
        """A span with its sentences, the one before and the one after."""
        one = self.articles[article]
        text, every = one.text, self.sentences(one)
        first = max(0, bisect_right(every, span[0], key=lambda s: s[0]) - 1)
        last = max(first, bisect_left(every, span[1], key=lambda s: s[0]) - 1)
        low = min(span[0], every[first][0]) if every and every[first][1] > span[0] else span[0]
        high = max(span[1], every[last][1]) if every and every[last][0] < span[1] else span[1]
        before = text[slice(*every[first - 1])] if every and first > 0 else ""
        after = text[slice(*every[last + 1])] if last + 1 < len(every) else ""
        block = next((b for b in one.blocks if b.start <= span[0] < b.end), None)
        number = passage.paragraph if passage is not None else block.number if block else None
        kind = passage.block if passage is not None else block.kind if block else "body"
        return Place(
            article,
            one.file,
            one.label or one.id,
            kind if number is None else f"paragraph {number}",
            number,
            span,
            (low, high),
            before,
            (text[low : span[0]], text[slice(*span)], text[span[1] : high]),
            after,
            passage.id if passage is not None else None,
        )

    def of(self, passage: Passage) -> Place:
        """A passage in its surroundings."""
        return self.place(passage.article, hull(passage), passage)

    def holding(self, article: str, span: Span) -> str | None:
        """Id of the passage with most of the words of a span, the shortest of equals; attributed before narrated."""
        best: tuple[tuple[int, bool, int, str], str] | None = None
        for p in self._held.get(article, ()):
            shared = sum(max(0, min(span[1], end) - max(span[0], start)) for start, end in p.content)
            if shared:
                size = sum(end - start for start, end in p.content)
                key = (-shared, p.kind == "narrated", size, p.id)
                best = min(best or (key, p.id), (key, p.id))
        return best[1] if best else None

    @cached_property
    def _held(self) -> Mapping[str, Sequence[Passage]]:
        found: dict[str, list[Passage]] = {}
        for passage in self.passages.values():
            found.setdefault(passage.article, []).append(passage)
        return found

    def names_near(self, article: str, at: int, most: int = 3) -> list[str]:
        """Names of the speakers of an article nearest to a place, those before it first."""
        some = self.in_article.get(article, ())
        n = bisect_left(some, at, key=lambda p: p.content[0][0])
        order = [*reversed(some[:n]), *some[n:]]
        named = [p.speaker for p in order if p.speaker.as_ not in ("unnamed", "group")]
        return list(dict.fromkeys(who.name or "" for who in named if who.kind not in ("unnamed", "group")))[:most]


def hull(passage: Passage) -> Span:
    """From the first to the last of a passage's content."""
    return passage.content[0][0], passage.content[-1][1]
