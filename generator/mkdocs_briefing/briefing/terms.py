"""An editor's terms as patterns over the printed words.

A term is a word (``arms``), a beginning of words (``weapon*``) or a phrase of either (``return* visit*``). Case makes
no difference, a blank in a phrase stands for any white space or hyphens, and straight and curly apostrophes are alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from mkdocs_briefing.model import Span

_APOSTROPHE = "['’]"


@lru_cache(maxsize=256)
def pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for all ``terms``, the longest first; ``None`` when there is none to look for."""
    ways = sorted({_way(term) for term in terms if term.strip()}, key=lambda way: (-len(way), way))
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE) if ways else None


def _way(term: str) -> str:
    words = []
    for word in term.split():
        stem = word.removesuffix("*")
        escaped = re.escape(stem.replace("’", "'")).replace("'", _APOSTROPHE)
        words.append(escaped + (r"\w*" if word.endswith("*") else ""))
    return r"[\s\-]+".join(words)


def hits(text: str, spans: Iterable[Span], terms: tuple[str, ...]) -> tuple[Span, ...]:
    """Where one of ``terms`` stands wholly inside one of ``spans`` of ``text``, in order, each place once."""
    looked_for = pattern(terms)
    if looked_for is None:
        return ()
    found = {match.span() for start, end in spans for match in looked_for.finditer(text, start, end)}
    return tuple(sorted(found))
