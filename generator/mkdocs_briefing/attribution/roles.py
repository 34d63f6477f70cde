"""The seam between finding and linking: spans in a role, with what found them and how far to trust it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mkdocs_briefing.attribution.marks import Marks
from mkdocs_briefing.attribution.tokens import Sentence
from mkdocs_briefing.model import Span

Kind = Literal["cue", "source", "content", "asked"]

ROLES: tuple[Kind, ...] = ("content", "cue", "source")
"""The roles that a learned tagger marks, in the order of its tags."""


@dataclass(frozen=True, slots=True)
class Role:
    """A span in a role, the rule that found it and how far to trust it (0 to 1)."""

    kind: Kind
    span: Span
    rule: str
    score: float
    group: int | None = None
    """Roles that were found together carry the same number; those found apart carry none and are linked by ties."""


@dataclass(frozen=True, slots=True)
class Tie:
    """How likely a cue governs a content or a source: indices into ``Roles.roles``, and 0 to 1."""

    cue: int
    role: int
    score: float


@dataclass(frozen=True, slots=True)
class Roles:
    """What the finders see in one article: roles, ties, the paired quotation marks, the sentences they stand in."""

    roles: tuple[Role, ...]
    marks: Marks
    sentences: tuple[Sentence, ...]
    ties: tuple[Tie, ...] = ()
    looked: int = 0
    """Up to which offset a finder that marks spans apart has looked."""
