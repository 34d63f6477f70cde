"""An editor's corrections: `overrides.yml` beside the articles, what it means, and what it changes.

Public: the items (``Target``, ``Override``, ``Placed``, ``Step``), the file (``read_overrides``, ``dump``, ``append``)
and ``target_of``, which makes a target of a span.
"""

from mkdocs_briefing.overrides.items import ACTIONS, NAME, Override, Placed, State, Step, Target
from mkdocs_briefing.overrides.quoting import target_of
from mkdocs_briefing.overrides.reading import read_overrides
from mkdocs_briefing.overrides.writing import append, dump

__all__ = [
    "ACTIONS",
    "NAME",
    "Override",
    "Placed",
    "State",
    "Step",
    "Target",
    "append",
    "dump",
    "read_overrides",
    "target_of",
]
