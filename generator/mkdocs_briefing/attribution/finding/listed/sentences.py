"""Sentences as this finder reads them: the stop of a listed abbreviation belongs to its word and ends nothing."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_briefing.attribution.languages import Language
from mkdocs_briefing.attribution.tokens import Sentence, Token

_LONGEST = 400
"""Text of abbreviations alone is no sentence, and must not cost its square."""


def whole(text: str, sentences: Sequence[Sentence], language: Language) -> tuple[Sentence, ...]:
    """The sentences, those of one block joined where an abbreviation had parted them; offsets stay as they are."""
    joined: list[tuple[Sentence, list[Token]]] = []
    for sentence in sentences:
        tokens = _with_stops(text, sentence.tokens, language)
        before = joined[-1] if joined else None
        same = before is not None and before[0].block == sentence.block
        if before is not None and same and len(before[1]) < _LONGEST and _abbreviated(before[1][-1], language):
            before[1].extend(tokens)
        else:
            joined.append((sentence, tokens))
    return tuple(
        Sentence(tuple(tokens), tokens[0].start, tokens[-1].end, first.block, first.headline)
        for first, tokens in joined
    )


def _with_stops(text: str, tokens: Sequence[Token], language: Language) -> list[Token]:
    """Tokens with the stop of an abbreviation as part of its word ("Sra" and "." as one)."""
    found: list[Token] = []
    for token in tokens:
        last = found[-1] if found else None
        stop = last is not None and token.start == last.end and text[token.start : token.end] == "."
        if last is not None and stop and last.kind == "w" and last.lower in language["abbreviations"]:
            found[-1] = last._replace(end=token.end, lower=last.lower + ".")
        else:
            found.append(token)
    return found


def _abbreviated(token: Token, language: Language) -> bool:
    return token.kind == "w" and token.lower.endswith(".") and token.lower[:-1] in language["abbreviations"]
