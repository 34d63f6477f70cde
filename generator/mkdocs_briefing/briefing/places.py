"""Where the terms of a topic may stand for a passage to be on it: four levels, from the words to their surroundings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Literal, TypeAlias

from mkdocs_briefing import wordlists
from mkdocs_briefing.model import Article, Passage, Span
from mkdocs_briefing.text import sentences, stem, words

Level: TypeAlias = Literal["content", "question", "sentence", "sentence before"]
LEVELS: tuple[Level, ...] = ("content", "question", "sentence", "sentence before")
"""In order: a later one is looked at only for a passage that the earlier ones put on no topic at all."""


@cache
def _lexicon() -> dict[str, tuple[str, ...]]:
    raw = wordlists.read(__package__, "lexicon.yml")
    return {key: tuple(str(word) for word in value) for key, value in raw.items()}


@cache
def _answering() -> frozenset[str]:
    return frozenset(stem(word) for word in _lexicon()["answering"])


@cache
def _backward() -> re.Pattern[str]:
    opening, anywhere = ("|".join(map(re.escape, _lexicon()[key])) for key in ("opening", "anywhere"))
    return re.compile(rf"\W*(?:{opening})\b|.*\b(?:{anywhere})\b", re.IGNORECASE | re.DOTALL)


@cache
def _personal() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, _lexicon()['personal']))})\b", re.IGNORECASE)


class Places:
    """The stretches of text at each level for the passages of one article."""

    def __init__(self, article: Article, passages: Sequence[Passage]) -> None:
        self.text = article.text
        self.passages = {passage.id: passage for passage in passages}
        self.taken = sorted(span for p in passages if p.kind != "narrated" for span in p.content)
        self.blocks = [block for block in article.blocks if block.kind in ("headline", "lead", "body")]

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of headline, lead and body, in order."""
        return sorted({span for block in self.blocks for span in sentences(self.text, block.start, block.end)})

    @cached_property
    def ends(self) -> list[int]:
        """Where each sentence ends."""
        return [end for _, end in self.sentences]

    def at(self, passage: Passage, level: Level) -> tuple[Span, ...]:
        """The spans to look at; none where the level does not bear on the passage."""
        if level == "content":
            return passage.content
        if level == "question":
            return (passage.asked,) if passage.asked else ()
        if level == "sentence":
            return self._sentence(passage) if passage.kind != "narrated" else ()
        return self._before(passage) if self._looks_back(passage) else ()

    def _sentence(self, passage: Passage) -> tuple[Span, ...]:
        """The passage's sentence without what other passages say in it."""
        start, end = passage.sentence
        own = set(passage.content)
        left: list[Span] = []
        for begin, stop in self.taken[bisect_left(self.taken, (start, start)) :]:
            if begin >= end:
                break
            if (begin, stop) in own or any(a < stop and begin < b for a, b in own):
                continue
            if begin > start:
                left.append((start, begin))
            start = max(start, stop)
        return (*left, (start, end)) if start < end else tuple(left)

    def answered(self, passage: Passage) -> tuple[Span, ...]:
        """What a passage answers or denies: the question that is printed, or the sentence before an answering cue."""
        if passage.asked is not None:
            return (passage.asked,)
        return self._sentence_before(passage) if self._answers(passage) else ()

    def _answers(self, passage: Passage) -> bool:
        cue = passage.cue
        return cue is not None and any(stem(w.lower) in _answering() for w in words(self.text, *cue))

    def pointed_to(self, passage: Passage) -> Span | None:
        """The sentence of the text before a passage that its content points back to by "such", "this" or a pronoun.

        A pronoun for the speaker, who stands before it in the same sentence, points to nothing else; a headline is
        no sentence before.
        """
        start, end = passage.content[0]
        if passage.kind == "narrated" or not _backward().match(self.text[start:end]):
            return None
        mention = passage.speaker.mention
        if _personal().match(self.text[start:end]) and mention and passage.sentence[0] <= mention[0] < start:
            return None
        (span,) = self._sentence_before(passage) or (None,)
        headlines = [block for block in self.blocks if block.kind == "headline"]
        return None if span is None or any(b.start <= span[0] < b.end for b in headlines) else span

    def _looks_back(self, passage: Passage) -> bool:
        if passage.continues is not None:
            return True
        if self._answers(passage):
            return True
        return any(_backward().match(self.text[start:end]) for start, end in passage.content[:1])

    def _before(self, passage: Passage) -> tuple[Span, ...]:
        if passage.continues is not None and passage.continues in self.passages:
            return self.passages[passage.continues].content
        return self._sentence_before(passage)

    def _sentence_before(self, passage: Passage) -> tuple[Span, ...]:
        start = min((passage.sentence[0], *(a for a, _ in passage.content)))
        number = bisect_left(self.ends, start + 1) - 1
        return (self.sentences[number],) if number >= 0 else ()


def by_article(articles: Sequence[Article], passages: Sequence[Passage]) -> Mapping[str, Places]:
    """The places of each article's passages, by article id."""
    rows: dict[str, list[Passage]] = {article.id: [] for article in articles}
    for passage in passages:
        rows[passage.article].append(passage)
    return {article.id: Places(article, rows[article.id]) for article in articles}
