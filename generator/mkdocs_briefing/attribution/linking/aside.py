"""A cue with its source at the end of a sentence, behind a comma: ``Bell did not say C, Rao said``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from mkdocs_briefing.attribution.linking.spans import Cover
from mkdocs_briefing.attribution.roles import Role, Roles
from mkdocs_briefing.model import Attribution

_LIKELY = 0.6


def with_asides(found: Sequence[Attribution], roles: Roles, text: str) -> list[Attribution]:
    """``found`` with those whose cue and source the tagger saw, and whose words it gave to a cue within them.

    The other attribution then lies within the new one: what Bell did not say is so by Rao's word.
    """
    cues = Cover([one.cue for one in found if one.cue])
    sources = {role.span[1]: role for role in roles.roles if role.kind == "source" and role.group is None}
    starts = [sentence.start for sentence in roles.sentences]
    held = [one.content[0][0] for one in found if one.content]
    added: list[Attribution] = []
    for cue in roles.roles:
        if cue.kind != "cue" or cue.group is not None or cue.score < _LIKELY or cues.touches(cue.span):
            continue
        source = _beside(cue, sources, text)
        k = bisect_right(starts, cue.span[0]) - 1
        if source is None or k < 0:
            continue
        sentence = roles.sentences[k]
        comma = source.span[0] - 1
        while comma > sentence.start and text[comma] == " ":
            comma -= 1
        ends = not any(c.isalnum() for c in text[cue.span[1] : sentence.end])
        if ends and text[comma] == "," and sentence.start < comma and any(sentence.start <= at < comma for at in held):
            score = min(cue.score, source.score)
            added.append(Attribution(((sentence.start, comma),), (), cue.span, source.span, cue.rule, score))
    return [*found, *added]


def _beside(cue: Role, sources: dict[int, Role], text: str) -> Role | None:
    """The source that ends right before a cue."""
    at = cue.span[0]
    while at > 0 and text[at - 1] == " ":
        at -= 1
    return sources.get(at)
