"""The language that an article is written in, told by py3langid from the text alone: no network, no chance."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

UNDETERMINED = "und"
"""The code of ISO 639 for text in a language that cannot be told."""

_MOST = 20_000
_FARTHEST = 2_000_000
_OFTEN = 20
_PIECE = re.compile(r"\S{1,40}\s?")
_DIGIT = re.compile(r"\d")
_FEWEST = 20
"""Below so many letters nothing is said: a sentence in Chinese has as many."""
_SURE = 0.6
"""Near relatives (Croatian and Bosnian, Indonesian and Malay) share the probability; other texts are far above."""
_NOT_ENGLISH = 0.05
_ENOUGH = 200


def language(text: str) -> str | None:
    """The code of the language of ``text``; ``None`` where there is too little to go by.

    In: the decoded text, of which the first 20,000 code points are looked at, numbers and what stands there over and
    over left out. Out: a code of ISO 639, the same for the
    same text; `UNDETERMINED` for a longer text that is hardly English and that no single language fits. Raises nothing.
    """
    some = _thinned(text)
    letters = sum(map(str.isalpha, some))
    if letters < _FEWEST:
        return None
    shares: list[tuple[str, float]] = _identifier().rank(some)
    code, share = shares[0]
    if share >= _SURE and code != "zxx":  # zxx: numbers and markup
        return code
    return UNDETERMINED if letters >= _ENOUGH and dict(shares)["en"] < _NOT_ENGLISH else None


def _thinned(text: str) -> str:
    """The beginning of a text, no piece of it more than a few times: what is repeated thousandfold is no language."""
    kept: list[str] = []
    often: Counter[str] = Counter()
    length = 0
    for found in _PIECE.finditer(text, 0, _FARTHEST):
        piece = found.group()
        often[piece] += 1
        if often[piece] <= _OFTEN and not _DIGIT.search(piece):
            kept.append(piece)
            length += len(piece)
            if length > _MOST:
                break
    return "".join(kept)[:_MOST]


@cache
def _identifier() -> Any:
    # imported only here: the model is read from the package in about half a second, and not at all where
    # sources.yml names every language
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
