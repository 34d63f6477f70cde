"""Find roles by word lists alone: a modest finder for any language that has a folder under `languages`.

It knows quotations, the words around them, and a clause behind a complementizer or beside "according to". No word of
any language stands in this code.
"""

from __future__ import annotations

from mkdocs_briefing.attribution import marks as quotation_marks
from mkdocs_briefing.attribution.finding.listed.dialogue import with_dialogue
from mkdocs_briefing.attribution.finding.listed.frames import Frame, frames_of
from mkdocs_briefing.attribution.finding.listed.sentences import whole
from mkdocs_briefing.attribution.languages import Language
from mkdocs_briefing.attribution.roles import Role, Roles
from mkdocs_briefing.attribution.tokens import Sentence, read
from mkdocs_briefing.model import Article, Span

__all__ = ["find"]


def find(article: Article, language: Language) -> Roles:
    """Roles of attribution in the headline, lead and body of ``article``; offsets into its text. Raises nothing."""
    paragraphs = [(b.start, b.end) for b in article.blocks] or [(0, len(article.text))]
    marks = with_dialogue(article, quotation_marks.pair(article.text, paragraphs), language)
    sentences = whole(article.text, read(article, marks), language)
    roles: list[Role] = []
    group = 0
    for sentence in sentences:
        for frame in frames_of(article.text, sentence, language):
            roles += _roles(sentence, frame, group)
            group += 1
    return Roles(tuple(roles), marks, sentences)


def _roles(sentence: Sentence, frame: Frame, group: int) -> list[Role]:
    def span(start: int, end: int) -> Span:
        return sentence.tokens[start].start, sentence.tokens[end - 1].end

    roles = [Role("cue", span(*frame.cue), frame.rule, frame.score, group)]
    if frame.source is not None:
        roles.append(Role("source", span(*frame.source), frame.rule, frame.score, group))
    return roles + [Role("content", span(*content), frame.rule, frame.score, group) for content in frame.contents]
