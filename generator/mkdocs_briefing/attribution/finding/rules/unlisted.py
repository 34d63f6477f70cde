"""Cues that no list holds, known by the quotation and the name beside them."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_briefing.attribution.finding.rules.clauses import Range, is_verb, phrase_back, subject
from mkdocs_briefing.attribution.finding.rules.cues import source_end
from mkdocs_briefing.attribution.finding.rules.frames import COLON, UNLISTED, Frame
from mkdocs_briefing.attribution.lexicon import words
from mkdocs_briefing.attribution.tokens import Token


def with_unlisted(tokens: Sequence[Token], frames: list[Frame]) -> list[Frame]:
    """Add cues that no list holds: ``“...,” Bell drawled``, ``“...!” drawled Bell``, ``Bell: “...”``.

    Wants a quotation that ends in a comma, "!" or "?" within its marks or opens after a colon, and a name or pronoun
    beside it, so that a quoted word in narration ("the “old” bridge collapsed") makes none.
    """
    added: list[Frame] = []
    for q, token in enumerate(tokens):
        if token.kind != "q":
            continue
        colon = q >= 1 and tokens[q - 1].lower == ":"
        frame = _named_before_colon(tokens, q - 1) if colon else _named_after_dash(tokens, q)
        if frame is None and token.lower in ",!?":
            frame = _verb_after(tokens, q)
        if frame is not None and not any(f.cue[0] in range(frame.left or 0, q + 12) for f in frames):
            added.append(frame)
    return sorted([*frames, *added], key=lambda f: f.cue)


def _named_after_dash(tokens: Sequence[Token], q: int) -> Frame | None:
    """``“...” — Ann Bell, Leeds`` at the end of a paragraph: a letter, a review, a voice from the street."""
    k = q + 1
    while k < len(tokens) and tokens[k].lower in ("–", "—", "―", "-"):
        k += 1
    if k == q + 1 or k == len(tokens) or q > 1 or not tokens[k].capital:
        return None
    end = k
    while end < len(tokens) and tokens[end].kind == "w" and tokens[end].capital:
        end += 1
    rest = [t for t in tokens[end:] if t.kind == "w"]
    short = len(rest) < 8 and (end == len(tokens) or tokens[end].lower in ",.;(")
    alone = end - k == 1 and tokens[q].lower in ".?!" and not rest
    if not (1 < end - k < 6 or alone) or not short or any(is_verb(tokens, m) for m in range(end, len(tokens))):
        return None
    return Frame((q + 1, k), (k, end), COLON, "dash", 0.6, [(q, q + 1)], closed=True, left=q + 1)


def _named_before_colon(tokens: Sequence[Token], colon: int) -> Frame | None:
    """``Bell: “...”`` at the start of a sentence, and ``Bell gave no ground: “...”``: the subject of the clause."""
    if colon < 1 or colon > 40 or any(t.kind == "q" for t in tokens[:colon]):
        return None
    short = phrase_back(tokens, colon - 1)
    if short is not None and short[0] == 0 and all(t.capital for t in tokens[:colon]) and colon <= 4:
        return Frame((colon, colon + 1), short, COLON, "colon", 0.5, left=0)
    for k in range(1, colon):
        past = not tokens[k].capital and tokens[k].lower.endswith("ed")
        if tokens[k].kind == "w" and (is_verb(tokens, k) or past):
            named = subject(tokens, k)
            if named is None or not _is_somebody(tokens, named):
                return None
            return Frame((k, colon), named, COLON, "colon-clause", 0.45, left=0)
    return None


def _is_somebody(tokens: Sequence[Token], at: Range) -> bool:
    first, last = tokens[at[0]], tokens[at[1] - 1]
    return first.lower in ("he", "she", "they", "who") or (
        last.capital and last.kind == "w" and not last.lower.isdigit()
    )


def _verb_after(tokens: Sequence[Token], q: int) -> Frame | None:
    verb = next((k for k in range(q + 1, min(q + 10, len(tokens))) if _past_form(tokens[k])), None)
    if verb is None:
        return None
    if verb == q + 1:
        end = source_end(tokens, verb + 1)
        at = (verb + 1, end)
        if end > verb + 1 and (_is_somebody(tokens, at) or tokens[verb + 1].lower == "the"):
            return Frame((verb, verb + 1), at, UNLISTED, "inverted", 0.5, left=verb)
        return None
    named = subject(tokens, verb, q + 1)
    if named is None or named[0] != q + 1:
        return None
    return Frame((verb, verb + 1), named, UNLISTED, "verb-unlisted", 0.5, left=named[0])


def _past_form(token: Token) -> bool:
    return token.kind == "w" and not token.capital and (token.lower.endswith("ed") or token.lower in words()["past"])
