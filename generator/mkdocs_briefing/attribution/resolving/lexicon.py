"""The word lists of the resolve step, read once: general English news vocabulary, kept as data beside this module."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from mkdocs_briefing import wordlists

_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """``text`` for comparison: case and accents folded, hyphens and stops as blanks, a possessive ending left out."""
    text = text.replace("’", "'")
    text = re.sub(r"'s\b|'$", "", text)
    text = re.sub(r"\b((?:\w\.){2,})", lambda m: m.group(1).replace(".", ""), text)
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain.casefold()))


def key_of(word: str) -> str:
    """``folded``, but short names in capitals stay as they are: "US" is no "us", "UN" is no part of "Kim Jong Un"."""
    plain = word.replace(".", "").removesuffix("'s").removesuffix("’s")
    return plain if plain.isupper() and 2 <= len(plain) <= 3 and plain.isascii() else folded(word)


def table(name: str) -> Any:
    """The lists in ``languages/en/{name}.yml``."""
    return wordlists.read("mkdocs_briefing.attribution", f"languages/en/{name}.yml")


@dataclass(frozen=True)
class Lexicon:
    """Everything looked up by the resolve step, keyed by folded words."""

    titles: dict[str, str]
    with_first_name: frozenset[str]
    title_roles: dict[str, str]
    """The role that a title tells: "gov" is a governor."""
    roles: dict[str, str]
    """role noun -> the first noun of its line."""
    also: dict[str, frozenset[str]]
    gender: dict[str, str]
    parts: frozenset[str]
    former: frozenset[str]
    kin: frozenset[str]
    bodies: dict[str, str]
    places: dict[str, str]
    seats: frozenset[str]
    demonyms: frozenset[str]
    first_names: dict[str, str]
    not_names: frozenset[str]
    dates: frozenset[str]
    particles: frozenset[str]
    body_words: frozenset[str]
    publication_words: frozenset[str]
    publications: frozenset[str]
    agencies: frozenset[str]
    glued: frozenset[str]
    days: frozenset[str]
    soft: frozenset[str]
    alone: frozenset[str]
    role_words: frozenset[str]
    bodies_for: frozenset[str]
    numbered: frozenset[str]
    postnominals: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The lists, read once."""
    roles, words, places, firsts = (table(f"people_{n}") for n in ("roles", "words", "places", "first_names"))
    nouns = {folded(noun): folded(line[0]) for line in roles["persons"] for noun in line}
    for noun in roles["persons_alone"]:
        nouns.setdefault(folded(noun), folded(noun))
    kinds: dict[str, str] = {}
    for kind, some in roles["bodies"].items():
        for noun in some:
            kinds.setdefault(folded(noun), kind)
    where: dict[str, str] = {}
    seats: set[str] = set()
    demonyms: set[str] = set()
    for name, (adjectives, capitals, *others) in places.items():
        for word in (name, *adjectives, *capitals, *(o for some in others for o in some)):
            where[key_of(word)] = folded(name)
        demonyms.update(folded(a) for a in adjectives)
        seats.update(folded(c) for c in capitals)
    genders = {folded(w): "m" for w in roles["male"]} | {folded(w): "f" for w in roles["female"]}

    def fold(key: str) -> frozenset[str]:
        return frozenset(folded(w) for w in words[key])

    return Lexicon(
        with_first_name=frozenset(folded(w) for w in roles["with_first_name"]),
        titles={folded(k): v for k, v in roles["titles"].items()},
        title_roles={folded(k): folded(v) for k, v in roles["title_roles"].items()},
        roles=nouns,
        also={
            folded(k): frozenset(nouns.get(folded(v), folded(v)) for v in vs) for k, vs in roles["also_called"].items()
        },
        gender=genders,
        parts=frozenset(folded(p) for p in roles["parts"]),
        former=frozenset(folded(p) for p in roles["former"]),
        kin=frozenset(folded(p) for p in roles["kin"]),
        bodies=kinds,
        places=where,
        seats=frozenset(seats),
        demonyms=frozenset(demonyms),
        first_names={folded(n): "" for n in firsts["both"]} | {folded(n): g for g in ("m", "f") for n in firsts[g]},
        not_names=fold("not_names"),
        dates=fold("months") | fold("days"),
        particles=fold("particles"),
        body_words=fold("body_words"),
        publication_words=fold("publication_words"),
        publications=fold("publications"),
        agencies=fold("agencies"),
        glued=fold("glued"),
        days=fold("days"),
        soft=fold("soft"),
        alone=fold("alone"),
        bodies_for=fold("bodies_for"),
        numbered=fold("numbered"),
        postnominals=fold("postnominals"),
        role_words=frozenset(w for noun in (*nouns, *kinds) for w in noun.split()),
    )
