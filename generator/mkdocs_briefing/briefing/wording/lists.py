"""Word lists of the wording part, and small helpers on words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from mkdocs_briefing import wordlists
from mkdocs_briefing.model import Article, Passage, Place, Span
from mkdocs_briefing.text import Word, words

_STRETCH = 500


@cache
def _own() -> dict[str, list[str]]:
    found: dict[str, list[str]] = wordlists.read(__package__, "words.yml")
    return found


@cache
def listed(name: str) -> frozenset[str]:
    """One of this part's lists, case-folded."""
    return frozenset(word.casefold() for word in _own()[name])


@cache
def roles() -> frozenset[str]:
    """Last words of nouns for persons ("minister", "sister"), from the lists that attribution reads."""
    raw: dict[str, Any] = wordlists.read("mkdocs_briefing.attribution", "languages/en/people_roles.yml")
    nouns: list[str] = [*raw["persons_alone"], *raw["kin"], *raw["title_roles"].values()]
    for row in raw["persons"]:
        nouns.extend(row)
    last = (noun.casefold().split()[-1] for noun in nouns if isinstance(noun, str))
    # "Ray accused Dale" describes nobody
    return frozenset(noun for noun in last if not noun.endswith("ed") and noun not in listed("generic"))


@cache
def roles_of() -> tuple[str, ...]:
    """Nouns for persons that hold "of": "secretary of state", the longest first."""
    raw: dict[str, Any] = wordlists.read("mkdocs_briefing.attribution", "languages/en/people_roles.yml")
    nouns = {str(noun) for row in (*raw["persons"], raw["persons_alone"]) for noun in row}
    return tuple(sorted((noun for noun in nouns if " of " in noun), key=lambda noun: (-len(noun), noun)))


@cache
def no_names() -> frozenset[str]:
    """Words that open a sentence with a capital and are no names."""
    raw: dict[str, Any] = wordlists.read("mkdocs_briefing.attribution", "languages/en/people_words.yml")
    return frozenset(word.casefold() for name in ("not_names", "days", "months") for word in raw[name])


@cache
def meanings() -> dict[str, int]:
    """Words that stand for one another in any story, by the number of their line."""
    rows: list[list[str]] = wordlists.read("mkdocs_briefing.collation", "synonyms.yml")
    return {word: number for number, row in enumerate(rows) for word in row if " " not in word}


def folded(text: str) -> tuple[str, ...]:
    """The words of a name for comparison: case, accents, hyphens and possessives make no difference."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return tuple(w.lower for w in pieces(plain))


class Piece(NamedTuple):
    """A word, or a part of one between hyphens, without a possessive ending."""

    start: int
    end: int
    lower: str


def pieces(text: str, start: int = 0, end: int | None = None) -> list[Piece]:
    """Words of ``text[start:end]``, those with hyphens in their parts."""
    found: list[Piece] = []
    for word in words(text, start, end):
        at = word.start
        for part in text[word.start : word.end].split("-"):
            bare = part.removesuffix("’s").removesuffix("'s")
            if bare:
                found.append(Piece(at, at + len(bare), bare.casefold()))
            at += len(part) + 1
    return found


def readable(article: Article) -> Iterator[Span]:
    """The parts of an article that are its own words: headline, lead, body and captions."""
    return ((b.start, b.end) for b in article.blocks if b.kind in ("headline", "lead", "body", "caption"))


def by_place(passages: Iterable[Passage]) -> dict[int, list[Passage]]:
    """Passages of one article by the stretches of `_STRETCH` code points that they touch, for `place`."""
    found: dict[int, list[Passage]] = {}
    for p in passages:
        spans = (*p.content, p.sentence)
        for n in dict.fromkeys(n for a, b in spans for n in range(a // _STRETCH, b // _STRETCH + 1)):
            found.setdefault(n, []).append(p)
    return found


def place(article: Article, span: Span, passages: Mapping[int, Sequence[Passage]]) -> Place:
    """A place with the innermost passage around it; ``passages`` are from `by_place`."""
    near = passages.get(span[0] // _STRETCH, ())
    around = [p for p in near if any(a <= span[0] and span[1] <= b for a, b in (*p.content, p.sentence))]
    best = min(around, key=lambda p: (not _in_content(p, span), p.kind == "narrated", p.content[0], p.id), default=None)
    return Place(article.id, span, best.id if best else None)


def _in_content(passage: Passage, span: Span) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in passage.content)


def plain(word: Word) -> str:
    """A word without a possessive ending."""
    return word.lower.removesuffix("'s").removesuffix("'")
