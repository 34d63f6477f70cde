"""The seam between finding and linking: spans in a role, with what found them and how far to trust it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mkdocs_briefing.attribution.marks import Marks
from mkdocs_briefing.attribution.tokens import Sentence
from mkdocs_briefing.model import Span

Kind = Literal["cue", "source", "content", "asked"]


@dataclass(frozen=True, slots=True)
class Role:
    """A span in a role, the rule that found it and how far to trust it (0 to 1)."""

    kind: Kind
    span: Span
    rule: str
    score: float
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Roles:
    """What a finder sees in one article: roles, the paired quotation marks and the sentences they were found in."""

    roles: tuple[Role, ...]
    marks: Marks
    sentences: tuple[Sentence, ...]
