"""Attributions from roles that were found together."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_briefing.attribution.roles import Role
from mkdocs_briefing.model import Attribution, Span


def grouped(roles: Sequence[Role]) -> list[Attribution]:
    """One attribution for each group of ``roles``; of two with the same content the surer one."""
    groups: dict[int, list[Role]] = {}
    for role in roles:
        if role.group is not None:
            groups.setdefault(role.group, []).append(role)
    gathered = [members for _, members in sorted(groups.items())]
    return _without_doubles(
        [_attribution(members) for members in gathered if any(r.kind in ("content", "cue") for r in members)]
    )


def _attribution(members: Sequence[Role]) -> Attribution:
    def spans(kind: str) -> list[Span]:
        return sorted(r.span for r in members if r.kind == kind)

    return Attribution(
        content=tuple(spans("content")),
        quoted=(),
        cue=next(iter(spans("cue")), None),
        source=next(iter(spans("source")), None),
        rule=members[0].rule,
        score=min(r.score for r in members),
        asked=next(iter(spans("asked")), None),
    )


def _without_doubles(found: Sequence[Attribution]) -> list[Attribution]:
    """Of two cues with the same content keep the one that is surer."""
    best: dict[tuple[Span, ...], Attribution] = {}
    for one in found:
        if one.content:
            other = best.get(one.content)
            if other is not None and other.score >= one.score:
                continue
            best[one.content] = one
    return [a for a in found if not a.content or best.get(a.content) is a]
