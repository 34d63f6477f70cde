"""How sure a passage is: its extent, its cue and its speaker together.

The bounds are read off the annotated development articles (``benchmarks/attribution.py`` prints how often each level is
right there): ``high`` is right in nineteen of twenty, what is ``low`` is wrong more often than not and stays off pages.
"""

from __future__ import annotations

from typing import Literal

from mkdocs_briefing.attribution.resolving.details import brings_in_words
from mkdocs_briefing.model import Attribution, Confidence, PassageKind, Speaker

Finders = Literal["both", "tagger", "rules"]

_HIGH: dict[tuple[Finders, PassageKind], float] = {
    ("both", "direct"): 0.4,
    ("both", "mixed"): 0.86,
    ("tagger", "direct"): 0.86,
    ("rules", "direct"): 0.6,
    ("rules", "mixed"): 0.6,
}
"""From which score quoted words are surely found, by who found them."""

_LOW: dict[tuple[Finders, PassageKind], float] = {("tagger", "indirect"): 0.5, ("tagger", "mixed"): 0.4}
_LOWEST = 0.35
"""Below which score a finding is doubted, by who found it; for all others."""


def confidence(text: str, a: Attribution, speaker: Speaker, evidence: str, kind: PassageKind) -> Confidence:
    """How sure speaker and extent are: ``high`` only for quoted words with a printed name, or a pronoun close by.

    Words quoted in part are ``high`` only behind a cue of saying: the extent of what is praised or described is less
    sure. ``evidence`` is the resolver's word for how the speaker was told.
    """
    found_by: Finders = "both" if "+" in a.rule else "tagger" if a.rule == "tagger" else "rules"
    if a.score < _LOW.get((found_by, kind), _LOWEST):
        return "low"
    if speaker.name is None:
        return "medium" if a.source is not None or a.cue is not None else "low"
    if a.cue is None or a.score < _HIGH.get((found_by, kind), 2.0):
        return "medium"
    if kind == "mixed" and not brings_in_words(text[slice(*a.cue)]):
        return "medium"
    if speaker.as_ in ("name", "group") and evidence == "name":
        return "high"
    return "high" if speaker.as_ in ("pronoun", "role") and evidence == "near" and kind == "direct" else "medium"
