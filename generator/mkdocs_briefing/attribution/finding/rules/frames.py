"""What a cue is on the way to its roles: the frame that finding, mending and placing share, in token ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mkdocs_briefing.attribution.finding.rules.clauses import Range, is_verb
from mkdocs_briefing.attribution.lexicon import Verb, VerbForm, words
from mkdocs_briefing.attribution.tokens import Token


@dataclass(slots=True)
class Frame:
    """One cue of a sentence on the way to a group of roles, in token ranges."""

    cue: Range
    source: Range | None
    verb: Verb
    rule: str
    score: float = 0.7
    contents: list[Range] = field(default_factory=list)
    asked: Range | None = None
    left: int | None = None
    """Where the words belonging to this cue begin; content to its left ends there."""
    closed: bool = False
    """The content is fixed already and is not sought to the right."""
    resume: int | None = None
    """Where content to the right is sought when words stand between ("said, according to the bank, that ...")."""
    object: bool = False
    """The content is what the verb acts on, not a clause: narration as often as not."""


UNLISTED = Verb("unlisted", quote=True)


class Question(NamedTuple):
    """``Asked whether it rains,``: where the phrase begins and ends, and the question in it."""

    start: int
    end: int
    asked: Range


COLON = Verb(":", quote=True, bare=True)


ACCORDING = Verb("according to", that=True, bare=True)


SHARED = Verb("express", noun=True)


def form_at(tokens: Sequence[Token], i: int) -> tuple[VerbForm | None, int]:
    """The reporting verb or phrase at token ``i`` and how many tokens it takes; ``(None, 1)`` where there is none."""
    lists = words()
    if tokens[i].lower in lists.phrase_starts:
        for width in (6, 5, 4, 3, 2):
            form = lists.phrases.get(tuple(t.lower for t in tokens[i : i + width]))
            if form is not None:
                return form, width
    return lists.verbs.get(tokens[i].lower), 1


def governs(tokens: Sequence[Token], outer: Frame, inner: Frame) -> bool:
    """Whether ``inner`` stands in the clause that ``outer`` brings in: nothing but words between the two."""
    if inner.source is None or outer.source is None or not (outer.verb.that or outer.verb.bare):
        return False
    if outer.rule not in ("verb", "progressive", "verb-shared") or inner.source[0] < outer.cue[1]:
        return False
    return all(t.kind == "w" for t in tokens[outer.cue[1] : inner.source[0]])


def without_stop(tokens: Sequence[Token], end: int) -> int:
    """``end`` moved back over the stops before it; a question mark, an exclamation mark or a bracket stays."""
    while (
        end > 0
        and tokens[end - 1].kind == "p"
        and tokens[end - 1].lower in (".", ";", ",", ":", "!", "?", "…", "...", ")")
    ):
        if tokens[end - 1].lower in ("!", "?", ")"):
            break
        end -= 1
    return end


def clause_end(tokens: Sequence[Token], start: int) -> int:
    """The end of the clause that begins at ``start``: before a dash, a relative clause, or the sentence's stop."""
    for k in range(start + 2, len(tokens)):
        if tokens[k].lower in ("–", "—") or (tokens[k].lower in ("where", "who", "which") and tokens[k].kind == "w"):
            return k - (tokens[k - 1].lower == ",")
    return max(without_stop(tokens, len(tokens)), min(start + 1, len(tokens)))


def holds_verb(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether tokens ``start`` to ``end`` seem to hold a finite verb."""
    return any(is_verb(tokens, k) or tokens[k].lower.endswith(("ed", "'s")) for k in range(start, end)) or any(
        tokens[k].kind == "w" and tokens[k].lower.endswith("s") and not tokens[k].capital for k in range(start, end)
    )
