"""Languages are folders here, named by their codes. English has rules of its own; a second language is word lists.

`listed` reads the lists of a folder: `words.yml`, how words are attributed, and `people.yml`, who speaks. What the
finder and the resolver for such a language know of it, they know from these two files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

from mkdocs_briefing import wordlists
from mkdocs_briefing.model import Manner, Method

ENGLISH = "en"
Gender: TypeAlias = Literal["m", "f", ""]


@dataclass(frozen=True, slots=True)
class Language:
    """The word lists of a language, in lower case; ``phrases`` are tuples of words."""

    code: str
    verbs: Mapping[str, Manner]
    participles: Mapping[str, Manner]
    according: tuple[tuple[str, ...], ...]
    doubtful: tuple[tuple[str, ...], ...]
    """Those of ``according`` that have other meanings, and need a source that is known to be one."""
    plural: tuple[str, ...]
    pronouns: Mapping[str, Gender]
    determiners: Mapping[str, Gender]
    titles: Mapping[str, Gender]
    roles: Mapping[str, tuple[int, Gender]]
    """A role noun: the number of its line, which its other form has too, and its gender where it has one."""
    prefixes: tuple[str, ...]
    first_names: Mapping[str, Gender]
    classes: Mapping[str, frozenset[str]]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.classes[name]


def primary(code: str | None) -> str:
    """The language of a code without its region (``pt`` for ``pt-BR``); a language not known is taken for English."""
    return ENGLISH if code is None else code.split("-")[0].lower()


def method_of(code: str | None) -> Method:
    """How articles in the language of that code are attributed: by rules of its own, by its lists, or not at all."""
    language = primary(code)
    if language == ENGLISH:
        return "rules"
    return "lists" if language in _folders() else "none"


@cache
def _folders() -> frozenset[str]:
    return frozenset(entry.name for entry in files(__package__).iterdir() if entry.joinpath("words.yml").is_file())


@cache
def listed(code: str) -> Language:
    """The lists in the folder of that code. Raises ``FileNotFoundError`` without them, ``KeyError`` for one missing."""
    words, people = (wordlists.read(__package__, f"{code}/{name}.yml") for name in ("words", "people"))
    doubtful = _phrases(words["doubtful"])
    classes = {name: frozenset(value.split()) for name, value in words.items() if isinstance(value, str)}
    classes |= {name: frozenset(value.split()) for name, value in people.items() if isinstance(value, str)}
    return Language(
        code,
        verbs=_by_word(words["verbs"]),
        participles=_by_word(words["participles"]),
        according=tuple(sorted((*_phrases(words["according"]), *doubtful), key=len, reverse=True)),
        doubtful=doubtful,
        plural=tuple(words["plural"].split()),
        pronouns=_gendered(words["pronouns"]),
        determiners=_gendered(words["determiners"]),
        titles=_gendered(people["titles"]),
        roles=_roles(people["roles"]),
        prefixes=tuple(people["prefixes"]),
        first_names={name.lower(): gender for name, gender in _gendered(people["first_names"]).items()},
        classes=classes,
    )


def _phrases(some: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in some)


def _by_word(table: Mapping[str, str]) -> dict[str, Any]:
    """Words by what stands before them in a table; the first place of a word counts."""
    found: dict[str, Any] = {}
    for key, some in table.items():
        for word in some.split():
            found.setdefault(word, key)
    return found


def _gendered(table: Mapping[str, str]) -> dict[str, Gender]:
    return {word: gender if gender in ("m", "f") else "" for word, gender in _by_word(table).items()}


def _roles(lines: Iterable[list[str]]) -> dict[str, tuple[int, Gender]]:
    found: dict[str, tuple[int, Gender]] = {}
    for number, forms in enumerate(lines):
        genders: tuple[Gender, ...] = ("m", "f") if len(forms) == 2 else ("",)
        for form, gender in zip(forms, genders, strict=True):
            found.setdefault(form, (number, gender))
    return found
