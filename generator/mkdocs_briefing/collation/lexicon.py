"""The word classes that collation weighs words and names differences by, read once from YAML beside this module."""

from __future__ import annotations

from functools import cache
from typing import Any

from mkdocs_briefing import wordlists
from mkdocs_briefing.text import stem


@cache
def _data(name: str) -> Any:
    return wordlists.read(__package__, name)


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of one class of ``lexicon.yml``; an unknown class raises ``KeyError``."""
    value = _data("lexicon.yml")[name]
    return frozenset(value.split() if isinstance(value, str) else value)


@cache
def numbers() -> dict[str, str]:
    """Number words and the digits that stand for them ("first" and "1st" are one number)."""
    return dict(_data("lexicon.yml")["numbers"])


@cache
def months() -> dict[str, int]:
    """Month names and their common short forms, and the number of each."""
    data = _data("lexicon.yml")
    return {name: n for n, name in enumerate(data["months"], 1)} | {
        name: int(n) for name, n in data["month_short"].items()
    }


@cache
def weekdays() -> dict[str, int]:
    """Names of weekdays, Monday 0."""
    return {name: n for n, name in enumerate(_data("lexicon.yml")["weekdays"])}


@cache
def senses() -> dict[str, str]:
    """Stems of ``synonyms.yml`` and the sense they belong to; a stem on two lines belongs to the first."""
    found: dict[str, str] = {}
    for line in _data("synonyms.yml"):
        for word in line:
            found.setdefault(stem(word), "≈" + str(line[0]))
    return found


@cache
def past_phrases() -> tuple[str, ...]:
    """Phrases that tell of an earlier occasion."""
    return tuple(_data("lexicon.yml")["past"])


@cache
def abbreviations() -> dict[str, str]:
    """Short forms ("gen") and what they are read as ("general")."""
    return dict(_data("lexicon.yml")["abbreviations"])


@cache
def contractions() -> dict[str, str]:
    """Ends of contracted words ("'ve") and the words that they stand for ("have")."""
    return dict(_data("lexicon.yml")["contractions"])


@cache
def counts() -> dict[str, int]:
    """Words that count ("twelve") and their number; ordinals are not among them."""
    return {word: int(number) for word, number in numbers().items() if number.isdigit()}


@cache
def scales() -> dict[str, int]:
    """Words behind a number that multiply it ("million")."""
    return {word: int(number) for word, number in _data("lexicon.yml")["scales"].items()}
