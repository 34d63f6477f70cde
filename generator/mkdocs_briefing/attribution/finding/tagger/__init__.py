"""Find roles with a small learned tagger: which words are content, cue and source, and which cue governs which.

A MiniLM encoder of a few layers, fine-tuned on annotated news, marks the roles of every word of a window of whole
paragraphs; a second network scores, for each cue, which words it governs. ``model/README.md`` says what it learned from
and where it fails; ``training/`` in the repository makes it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from mkdocs_briefing.attribution.finding.tagger import model
from mkdocs_briefing.attribution.finding.tagger.decoding import likelihood, reaches, runs
from mkdocs_briefing.attribution.finding.tagger.features import read
from mkdocs_briefing.attribution.finding.tagger.model import Floats, Reach
from mkdocs_briefing.attribution.finding.tagger.windows import Window, windowed
from mkdocs_briefing.attribution.marks import Marks
from mkdocs_briefing.attribution.roles import ROLES, Kind, Role, Tie
from mkdocs_briefing.model import Span

RULE = "tagger"

SUSPECTED = 0.1
"""How likely the words of a cue are in one, at least, to be told of."""

GOVERNED = 0.2
"""A content of which no cue governs so much waits for a suspected one."""

FAINT, PLAIN = 0.1, 0.5
"""Mean shares of a span's words that a cue governs: worth telling; taken for sure where the tags are silent."""


def find(
    text: str, paragraphs: Sequence[Span], headlines: frozenset[int], marks: Marks
) -> tuple[list[Role], list[Tie]]:
    """Roles in ``paragraphs`` of ``text``, and for each cue how strongly it governs the roles around it.

    ``headlines`` are the indices of the paragraphs that are one. A tie's ``cue`` and ``role`` are indices into the
    roles. Raises nothing on any text.
    """
    found = _Found()
    for window in windowed(read(text, paragraphs, headlines, marks)):
        _look(window, found)
    return found.roles, found.ties


_Seen: TypeAlias = tuple[tuple[int, ...], ...]


@dataclass(slots=True)
class _Found:
    """Roles in the order they were found, each span once."""

    roles: list[Role] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    places: dict[tuple[Kind, Span], int] = field(default_factory=dict)
    tags: dict[_Seen, model.Tags] = field(default_factory=dict)
    shares: dict[_Seen, Floats] = field(default_factory=dict)

    def add(self, kind: Kind, span: Span, score: float) -> int:
        """The index of a role, which is new unless the same span has the same role."""
        at = self.places.setdefault((kind, span), len(self.roles))
        if at == len(self.roles):
            self.roles.append(Role(kind, span, RULE, score))
        return at


def _look(window: Window, found: _Found) -> None:
    seen = (window.ids, window.case, window.place, window.first)
    tags = found.tags.get(seen) or model.tags(window)
    found.tags[seen] = tags  # of text that is repeated a thousandfold, every look after the first is the same
    contents, cues, sources = (reaches(tags.scores[:, n]) for n in range(len(ROLES)))
    sure = len(cues)
    likely = (1.0 - np.exp(tags.scores[:, ROLES.index("cue"), 0])).tolist()
    # cues that the tags pass over, by little
    cues = cues + [c for c in runs(likely, SUSPECTED) if not any(a < c[1] and c[0] < b for a, b in cues)]
    shares = found.shares.get(seen)
    if shares is None:
        shares = found.shares[seen] = model.governed(tags.states, cues)
    held = np.array([[share[s:e, 0].mean() for s, e in contents] for share in shares[:sure]])
    free = [contents[n] for n in range(len(contents)) if not len(held) or held[:, n].max() <= GOVERNED]

    def add(kind: Kind, reach: Reach) -> int:
        span = (window.words[reach[0]].start, window.words[reach[1] - 1].end)
        return found.add(kind, span, likelihood(tags.scores[:, ROLES.index(kind)], reach))

    for reach in contents:
        add("content", reach)
    for n, (cue, share) in enumerate(zip(cues, shares, strict=True)):
        at = add("cue", cue)
        # what a suspected cue governs counts only where no other does
        for reach, score in _governed(share[:, 0], contents) if n < sure else _tied(share[:, 0], free):
            found.ties.append(Tie(at, add("content", reach), score))
        for reach, score in _governed(share[:, 1], sources):
            found.ties.append(Tie(at, add("source", reach), score))


def _tied(shares: Floats, marked: Sequence[Reach]) -> list[tuple[Reach, float]]:
    """The spans of ``marked`` that a cue governs, with how much."""
    likely = [(reach, float(shares[reach[0] : reach[1]].mean())) for reach in marked]
    return [(reach, score) for reach, score in likely if score > FAINT]


def _governed(shares: Floats, marked: Sequence[Reach]) -> list[tuple[Reach, float]]:
    """The same; where the tags are silent, the words that the cue governs are the span."""
    likely = _tied(shares, marked)
    if any(score > PLAIN for _, score in likely):
        return likely
    silent = [r for r in runs(shares.tolist(), PLAIN) if not any(a < r[1] and r[0] < b for a, b in marked)]
    return likely + [(reach, float(shares[reach[0] : reach[1]].mean())) for reach in silent]
