"""Attributions from roles that were found apart: each content goes to the cue that governs it most, with its source."""

from __future__ import annotations

from mkdocs_briefing.attribution.roles import Roles
from mkdocs_briefing.model import Attribution

_CONTENT, _SOURCE = 0.2, 0.25
"""The faintest ties that are followed to a content, and to a source."""


def tied(roles: Roles) -> list[Attribution]:
    """One attribution for each cue that governs a content. A content that no cue governs is nobody's, and is left.

    The score is that of the weakest part: the contents, the cue, and the ties between them.
    """
    of_content: dict[int, tuple[float, int]] = {}
    of_cue: dict[int, tuple[float, int]] = {}
    for tie in roles.ties:
        kind = roles.roles[tie.role].kind
        if kind == "content" and tie.score >= _CONTENT:
            of_content[tie.role] = max(of_content.get(tie.role, (0.0, -1)), (tie.score, tie.cue))
        elif kind == "source" and tie.score >= _SOURCE:
            of_cue[tie.cue] = max(of_cue.get(tie.cue, (0.0, -1)), (tie.score, tie.role))
    held: dict[int, list[int]] = {}
    for at, (_, cue) in sorted(of_content.items()):
        held.setdefault(cue, []).append(at)
    found: list[Attribution] = []
    for cue, contents in held.items():
        source = roles.roles[of_cue[cue][1]].span if cue in of_cue else None
        score = min([roles.roles[cue].score, *(min(roles.roles[at].score, of_content[at][0]) for at in contents)])
        spans = tuple(sorted(roles.roles[at].span for at in contents))
        found.append(Attribution(spans, (), roles.roles[cue].span, source, roles.roles[cue].rule, score))
    return found
