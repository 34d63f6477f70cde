"""The word lists of this stage, loaded once from `words.yml`."""

from __future__ import annotations

from functools import cache

from mkdocs_briefing import wordlists


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
