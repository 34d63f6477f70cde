"""The word lists of this stage, loaded once from `words.yml`."""

from __future__ import annotations

from functools import cache

from mkdocs_briefing import wordlists
from mkdocs_briefing.text import words


@cache
def _data() -> dict[str, object]:
    loaded = wordlists.read(__package__, "words.yml")
    if not isinstance(loaded, dict):
        raise TypeError("words.yml must be a mapping")
    return loaded


@cache
def of(name: str) -> frozenset[str]:
    """The word list of that name."""
    entry = _data()[name]
    if not isinstance(entry, list):
        raise TypeError(f"{name} in words.yml must be a list")
    return frozenset(map(str, entry))


@cache
def _languages() -> dict[str, frozenset[str]]:
    entry = _data()["language"]
    if not isinstance(entry, dict):
        raise TypeError("language in words.yml must be a mapping")
    return {str(code): frozenset(map(str, common)) for code, common in entry.items()}


def language(text: str) -> str | None:
    """The language of a text by the share of its commonest words; ``None`` when there is too little to go by."""
    some = [word.lower for word in words(text, 0, min(len(text), 20_000))]
    if len(some) < 12:
        return None
    shares = {code: sum(word in common for word in some) / len(some) for code, common in _languages().items()}
    first, second = sorted(shares, key=lambda code: (-shares[code], code))[:2]
    return first if shares[first] >= 0.15 and shares[first] >= 1.3 * shares[second] else None
