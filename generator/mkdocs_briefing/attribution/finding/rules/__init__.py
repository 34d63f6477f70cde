"""Find roles by rules: word lists of reporting verbs and the order of words in an English sentence."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_briefing.attribution.finding.rules import transcripts
from mkdocs_briefing.attribution.finding.rules.clauses import Range
from mkdocs_briefing.attribution.finding.rules.frames import Frame
from mkdocs_briefing.attribution.finding.rules.mending import frames_of
from mkdocs_briefing.attribution.lexicon import words
from mkdocs_briefing.attribution.roles import Role
from mkdocs_briefing.attribution.tokens import Sentence, Token
from mkdocs_briefing.model import Span


def find(text: str, sentences: Sequence[Sentence], paragraphs: Sequence[Span]) -> list[Role]:
    """Roles in ``sentences`` and ``paragraphs`` of ``text``, one ``group`` for each attribution. Raises nothing."""
    found = transcripts.find(text, paragraphs)
    labels = {role.span for role in found if role.kind == "cue"}
    group = len(labels)
    for sentence in sentences:
        for frame in frames_of(sentence):
            if _names_a_work(text, sentence.tokens, frame):
                continue
            roles = _roles(sentence.tokens, frame, group)
            if roles[0].span not in labels:
                found += roles
                group += 1
    return found


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
