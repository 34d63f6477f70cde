"""An editor's corrections: `overrides.yml` beside the articles, what it means, and what it changes.

Public: the items (``Target``, ``Override``, ``Placed``, ``Step``); the file (``read_overrides``, ``dump``, ``append``);
``target_of``, which makes a target of a span; ``apply`` before speakers are joined, ``settle`` after collation.
"""

from mkdocs_briefing.overrides.applying import Edited, Settled, apply, settle
from mkdocs_briefing.overrides.items import ACTIONS, NAME, Override, Placed, State, Step, Target
from mkdocs_briefing.overrides.quoting import target_of
from mkdocs_briefing.overrides.reading import read_overrides
from mkdocs_briefing.overrides.writing import append, dump

__all__ = [
    "ACTIONS",
    "NAME",
    "Edited",
    "Override",
    "Placed",
    "Settled",
    "State",
    "Step",
    "Target",
    "append",
    "apply",
    "dump",
    "read_overrides",
    "settle",
    "target_of",
]
