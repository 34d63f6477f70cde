"""Find the roles of attribution: cues, their sources and their content, by word lists and the order of words.

``find`` is one finder among possible others: whatever marks roles in an article and gives a ``Roles`` can take its
place. Roles found together carry the same ``group``; a finder that marks spans alone leaves it ``None`` and lets
``link`` bring them together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mkdocs_briefing.attribution import marks as quotation_marks
from mkdocs_briefing.attribution.clauses import Range
from mkdocs_briefing.attribution.frames import Frame
from mkdocs_briefing.attribution.lexicon import words
from mkdocs_briefing.attribution.marks import Marks
from mkdocs_briefing.attribution.mending import frames_of
from mkdocs_briefing.attribution.tokens import Sentence, Token, read
from mkdocs_briefing.model import Article, Span

Kind = Literal["cue", "source", "content", "asked"]


@dataclass(frozen=True, slots=True)
class Role:
    """A span in a role, the rule that found it and how far to trust it (0 to 1)."""

    kind: Kind
    span: Span
    rule: str
    score: float
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Roles:
    """What a finder sees in one article: roles, the paired quotation marks and the sentences they were found in."""

    roles: tuple[Role, ...]
    marks: Marks
    sentences: tuple[Sentence, ...]


def paragraphs(article: Article) -> list[Span]:
    """Where quotation marks are paired: the article's blocks, or its lines when it has none."""
    if article.blocks:
        return [(block.start, block.end) for block in article.blocks]
    return [(0, len(article.text))] if article.text else []


def find(article: Article) -> Roles:
    """Roles of attribution in the headline, lead and body of ``article``; offsets into its text. Raises nothing."""
    marks = quotation_marks.pair(article.text, paragraphs(article))
    found: list[Role] = []
    group = 0
    sentences = tuple(read(article, marks))
    for sentence in sentences:
        for frame in frames_of(sentence):
            if _names_a_work(article.text, sentence.tokens, frame):
                continue
            found += _roles(sentence.tokens, frame, group)
            group += 1
    return Roles(tuple(found), marks, sentences)


def _names_a_work(text: str, tokens: Sequence[Token], frame: Frame) -> bool:
    """``She wrote the novel “The Long Road”``: what was written is a work; its title is no statement."""
    if frame.verb.lemma not in words()["making"] or not frame.contents or frame.contents[0][0] < frame.cue[1]:
        return False
    start, end = frame.contents[0]
    at = next((k for k in range(start, min(end, start + 7)) if tokens[k].kind == "q"), None)
    if at is None or any(tokens[k].kind != "w" for k in range(start, at)):
        return False
    small = words()["prepositions"] | words()["determiners"] | words()["conjunctions"]
    printed = text[tokens[at].start + 1 : tokens[at].end - 1].split()
    titled = bool(printed) and len(printed) < 13 and all(w[0].isupper() or w in small for w in printed)
    return titled and printed[-1][-1] not in ".!?,"


def _roles(tokens: Sequence[Token], frame: Frame, group: int) -> list[Role]:
    def span(at: Range) -> Span:
        return (tokens[at[0]].start, tokens[at[1] - 1].end)

    roles = [Role("cue", span(frame.cue), frame.rule, frame.score, group)]
    if frame.source is not None:
        roles.append(Role("source", span(frame.source), frame.rule, frame.score, group))
    if frame.asked is not None:
        roles.append(Role("asked", span(frame.asked), frame.rule, frame.score, group))
    return roles + [Role("content", span(content), frame.rule, frame.score, group) for content in frame.contents]
