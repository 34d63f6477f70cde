"""How doubtful something is: a number from the table ``doubt.yml``, and a little more for each article it touches."""

from __future__ import annotations

from functools import cache
from typing import Any

from mkdocs_briefing import wordlists


@cache
def _table() -> dict[str, Any]:
    read: dict[str, Any] = wordlists.read(__package__, "doubt.yml")
    return read


def doubt(row: str, evidence: str = "", articles: int = 1) -> float:
    """The doubt of a row of the table, by its evidence; an evidence that the table does not know is ``other``.

    Never more than 1. Raises ``KeyError`` for an unknown row.
    """
    given = _table()[row]
    if isinstance(given, dict):
        given = given.get(evidence) or given.get("other") or min(given.values())
    reach = _table()["reach"]
    more = min(float(reach["most"]), float(reach["each"]) * max(0, articles - 1))
    return round(min(1.0, float(given) + more), 3)


def lessened(value: float, kind: str, count: int) -> float:
    """The doubt of a passage of some kind and so many words: less where little is told."""
    slight = _table()["slight"]
    return round(value * float(slight["share"]), 3) if kind == "indirect" and count <= int(slight["words"]) else value


def vague(printed: str) -> bool:
    """Whether a source as printed is nobody in particular."""
    return printed.casefold().partition(" ")[0] in _table()["vague"].split()


def long_words() -> int:
    """From how many words on a quotation counts as long."""
    return int(_table()["long"])
