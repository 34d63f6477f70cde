"""What comes of an action."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_briefing.model import Severity


@dataclass(frozen=True, slots=True)
class Done:
    """It was applied: what it set, as shown, and the passages that it bears on."""

    value: str | None = None
    passages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """It could not be applied, and what the editor should do."""

    told: str
    severity: Severity = "warning"


NOBODY = Refusal("no passage has these words; quote words that a page shows")
OWN_VOICE = Refusal("the article itself says this, nobody is quoted; quote words that are attributed to somebody")
