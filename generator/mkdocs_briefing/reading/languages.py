"""The language that an article is written in, told by py3langid from the text alone: no network, no chance."""

from __future__ import annotations

from functools import cache
from typing import Any

UNDETERMINED = "und"
"""The code of ISO 639 for text in a language that cannot be told."""

_MOST = 20_000
_FEWEST = 20
"""Below so many letters nothing is said: a sentence in Chinese has as many."""
_SURE = 0.6
"""Near relatives (Croatian and Bosnian, Indonesian and Malay) share the probability; other texts are far above."""
_NOT_ENGLISH = 0.05
_ENOUGH = 200


def language(text: str) -> str | None:
    """The code of the language of ``text``; ``None`` where there is too little to go by.

    In: the decoded text, of which the first 20,000 code points are looked at. Out: a code of ISO 639, the same for the
    same text; `UNDETERMINED` for a longer text that is hardly English and that no single language fits. Raises nothing.
    """
    some = text[:_MOST]
    letters = sum(map(str.isalpha, some))
    if letters < _FEWEST:
        return None
    shares: list[tuple[str, float]] = _identifier().rank(some)
    code, share = shares[0]
    if share >= _SURE and code != "zxx":  # zxx: numbers and markup
        return code
    return UNDETERMINED if letters >= _ENOUGH and dict(shares)["en"] < _NOT_ENGLISH else None


@cache
def _identifier() -> Any:
    # imported only here: the model is read from the package in about half a second, and not at all where
    # sources.yml names every language
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
