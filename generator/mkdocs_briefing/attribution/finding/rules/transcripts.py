"""Talk written down: paragraphs that begin with a speaker's name and a colon, one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_briefing.attribution.roles import Role
from mkdocs_briefing.model import Span

_LABEL = re.compile(r"[\"“‘']?((?:[A-Z][A-Z.’'\-]+|[A-Z]\.)(?: (?:[A-Z][A-Z.’'\-]+|[A-Z]\.)){0,4}|Q|A)(:)\s+(?=\S)")
_FEWEST = 3
"""Labelled paragraphs that make a transcript; one alone ("UPDATE: …") is a heading."""

RULE, SCORE = "transcript", 0.95


def find(text: str, paragraphs: Sequence[Span]) -> list[Role]:
    """Roles of the labelled paragraphs among ``paragraphs``, in groups from 0 on; none where these are few."""
    labels = [(span, match) for span in paragraphs if (match := _LABEL.match(text, *span))]
    if len(labels) < _FEWEST or len({match[1] for _, match in labels}) < 2:
        return []
    found: list[Role] = []
    for number, ((_, end), match) in enumerate(labels):
        last = end
        while last > match.end() and text[last - 1].isspace():
            last -= 1
        found += [
            Role("source", match.span(1), RULE, SCORE, number),
            Role("cue", match.span(2), RULE, SCORE, number),
            Role("content", (match.end(), last), RULE, SCORE, number),
        ]
    return found
