"""Words of a part, each with its address, a key to compare it by, and a weight as evidence.

The key of a word is a number's digits, else its sense (``synonyms.yml``), else its stem; words that carry no evidence
are their own key. Cuts that an outlet shows (``…``, ``[…]``) and brackets are tokens too, without weight.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from mkdocs_briefing.collation.lexicon import abbreviations, numbers, senses, words_of
from mkdocs_briefing.model import Span
from mkdocs_briefing.text import stem

CUT = "…"
BRACKET = "["
_TOKEN = re.compile(
    r"\[?\s?(?:…|\.{3,}|\.(?: \.){2,})\s?\]?"  # a cut: … ... . . . with or without brackets
    r"|[\[\]()]"
    r"|\d+(?:[.,]\d+)*\w*"
    r"|\w+(?:['’]\w+)*"
)
_ENDINGS = re.compile(r"(?:ship|ness)s?$")


class Token(NamedTuple):
    """A word, cut or bracket. ``norm`` is the folded form, ``quoted`` whether it stands inside quotation marks.

    ``group`` is the number of the span that it came from: two tokens of one group have only text between them.
    """

    start: int
    end: int
    norm: str
    key: str
    weight: float
    quoted: bool
    name: bool
    group: int

    @property
    def is_word(self) -> bool:
        """Whether this is a word and not a cut or bracket."""
        return self.norm not in (CUT, BRACKET)


@cache
def key(norm: str) -> str:
    """What a folded word is compared by."""
    bare = norm.removesuffix("'s").removesuffix("'")
    bare = abbreviations().get(bare, bare)
    if bare in numbers():
        return numbers()[bare]
    if norm in words_of("function"):
        return norm
    root = stem(bare)
    if root in senses():
        return senses()[root]
    short = _ENDINGS.sub("", bare)
    return stem(short) if len(short) > 3 else root


@cache
def stem_of(norm: str) -> str:
    """The stem of a folded word, its possessive ending left out; unlike ``key`` it knows of no senses."""
    return stem(norm.removesuffix("'s").removesuffix("'"))


@cache
def _weight(norm: str) -> float:
    if norm in words_of("function"):
        return 0.0
    return 0.5 if norm in words_of("light") or norm.removesuffix("'s") in words_of("light") else 1.0


def tokens(text: str, spans: Iterable[Span], quoted: Iterable[Span] = ()) -> tuple[Token, ...]:
    """Tokens of ``spans`` of ``text`` in order. A capitalised word that does not open a sentence counts as a name."""
    marks = tuple(quoted)
    found: list[Token] = []
    for group, (start, end) in enumerate(spans):
        for match in _TOKEN.finditer(text, start, end):
            printed = match.group()
            inside = any(s <= match.start() and match.end() <= e for s, e in marks)
            if printed in "[]()":
                found.append(Token(match.start(), match.end(), BRACKET, BRACKET, 0.0, inside, False, group))
                continue
            if "…" in printed or "..." in printed or ". ." in printed:
                space = len(printed) - len(printed.lstrip())
                ends = match.start() + len(printed.rstrip())
                found.append(Token(match.start() + space, ends, CUT, CUT, 0.0, inside, False, group))
                continue
            norm = printed.casefold().replace("’", "'")
            weight = _weight(norm)
            name = weight > 0 and printed[0].isupper() and not opens(text, match.start(), start)
            if name:
                weight = min(weight, 0.5)
            found.append(Token(match.start(), match.end(), norm, key(norm), weight, inside, name, group))
    return tuple(found)


def opens(text: str, at: int, start: int) -> bool:
    """Whether the word at ``at`` is the first of the stretch from ``start`` or follows a stop or an opening mark."""
    before = text[max(start, at - 4) : at].rstrip(" \n\"'“‘«„([")
    return not before.strip() or before[-1] in ".!?:…"
