"""The names of months and days, and the word lists on time, ready to use."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from mkdocs_briefing import wordlists


@cache
def _lists() -> dict[str, Any]:
    found: dict[str, Any] = wordlists.read(__package__, "en.yml")
    return found


@cache
def numbered(name: str) -> dict[str, int]:
    """A list of words with a number each: ``months``, ``weekdays``, ``numbers``."""
    return {word: int(number) for word, number in _lists()[name].items()}


@cache
def words_of(name: str) -> frozenset[str]:
    """One of the plain lists, case-folded."""
    return frozenset(word.casefold() for word in _lists()[name])


@cache
def ways(name: str) -> str:
    """One of the plain lists as alternatives for a pattern, the longest first, a blank standing for white space."""
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(_lists()[name], key=lambda w: (-len(w), w))
    )


@cache
def months_in(language: str) -> dict[str, int]:
    """Names of months in a language, case-folded, from the CLDR that Babel holds; none for an unknown language."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return {}
    found: dict[str, int] = {}
    for form in ("format", "stand-alone"):
        for number, name in locale.months[form]["wide"].items():
            if not name.isdigit():
                found.setdefault(name.casefold(), int(number))
    return found
