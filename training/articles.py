"""Annotated articles as windows with their gold: what the tagger is trained and measured on.

An article is a line of JSON: ``{"id", "text", "statements": [{"content": [[s, e], …], "cue": …, "source": …}]}``,
offsets in code points. Words, features and windows are those of the package, so that training sees what use will see.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from styles import restyled

from mkdocs_briefing.attribution.finding.tagger.features import Word, read
from mkdocs_briefing.attribution.finding.tagger.model import Reach
from mkdocs_briefing.attribution.finding.tagger.windows import Window, windowed
from mkdocs_briefing.attribution.marks import pair
from mkdocs_briefing.attribution.roles import ROLES
from mkdocs_briefing.model import Span

OUTER, FIRST, INNER = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Governed:
    """A cue of a window and the runs of words that it governs there."""

    cue: Reach
    content: tuple[Reach, ...]
    source: tuple[Reach, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its gold tags (role, word) and its cues."""

    window: Window
    tags: NDArray[np.int8]
    governed: tuple[Governed, ...]


def examples(path: Path, chance: random.Random, styles: float = 0.0) -> Iterator[Example]:
    """The windows of the articles in a JSON Lines file; a share ``styles`` of the articles in other quotation marks."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text: str = row["text"]
            paragraphs = [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
            marks = pair(text, paragraphs)
            if chance.random() < styles:
                text = restyled(text, marks, chance)
                marks = pair(text, paragraphs)
            words = read(text, paragraphs, frozenset({0}), marks)
            for window in windowed(words):
                yield _example(window, row["statements"])


def _example(window: Window, statements: Sequence[dict[str, Any]]) -> Example:
    tags = np.zeros((len(ROLES), len(window.words)), np.int8)
    governed: list[Governed] = []
    for one in statements:
        held = {role: tuple(r for span in one[role] if (r := _reach(window.words, span))) for role in ROLES}
        for at, role in enumerate(ROLES):
            for start, end in held[role]:
                tags[at, start:end] = INNER
                tags[at, start] = FIRST
        if held["cue"]:
            governed.append(Governed(held["cue"][0], held["content"], held["source"]))
    return Example(window, tags, tuple(governed))


def _reach(words: Sequence[Word], span: Span) -> Reach | None:
    """The words of a window that a span of the text touches."""
    if not words or words[-1].end <= span[0] or words[0].start >= span[1]:
        return None
    start = next(at for at, word in enumerate(words) if word.end > span[0])
    end = next((at for at in range(start, len(words)) if words[at].start >= span[1]), len(words))
    return (start, end) if end > start else None
