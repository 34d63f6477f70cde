"""One function for each action: it changes the desk and says what was set, or says why it can't.

A function gets the desk, the override, and the places of its target and of ``with``. It gives back the value as the
corrections list shows it, or a ``Refusal`` with a message that tells the editor what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from mkdocs_briefing.overrides.actions import attributed, lining, publishing, subjects
from mkdocs_briefing.overrides.actions.outcome import Done, Refusal
from mkdocs_briefing.overrides.desk import Desk, Spot
from mkdocs_briefing.overrides.items import Override

Action: TypeAlias = Callable[[Desk, Override, Spot, Spot | None], Done | Refusal]


@dataclass(frozen=True, slots=True)
class Rule:
    """When an action is applied, in what order, and what it needs of the passage that has the words."""

    act: Action
    rank: int
    published: bool = False
    """Whether the passage must be on the pages."""


RULES: Mapping[str, Rule] = {
    "hide": Rule(publishing.hide, 0),
    "speaker": Rule(attributed.speaker, 1),
    "kind": Rule(attributed.kind, 2),
    "chain": Rule(attributed.chain, 2),
    "accept": Rule(publishing.accept, 3),
    "join": Rule(lining.join, 4, published=True),
    "split": Rule(lining.split, 4, published=True),
    "base": Rule(lining.base, 4, published=True),
    "place": Rule(subjects.place, 4, published=True),
    "unplace": Rule(subjects.unplace, 4, published=True),
    "note": Rule(publishing.note, 4, published=True),
    "difference": Rule(lining.later, 4),
    "no-difference": Rule(lining.later, 4),
}

__all__ = ["RULES", "Done", "Refusal"]
