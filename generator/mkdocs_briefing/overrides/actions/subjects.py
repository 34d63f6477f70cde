"""Topics and matters: what the words are put on, and what they are taken out of."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_briefing.model import Placing
from mkdocs_briefing.overrides.actions.outcome import NOBODY, Done, Refusal
from mkdocs_briefing.overrides.desk import Desk, Spot
from mkdocs_briefing.overrides.items import Override
from mkdocs_briefing.overrides.reading import advice, short
from mkdocs_briefing.settings import MatterSetting, TopicSetting


def place(desk: Desk, override: Override, spot: Spot, other: Spot | None) -> Done | Refusal:  # noqa: ARG001
    """Put the words on topics or matters, whatever their terms say."""
    return _set(desk, override, spot, on=True)


def unplace(desk: Desk, override: Override, spot: Spot, other: Spot | None) -> Done | Refusal:  # noqa: ARG001
    """Take the words, and the statement they are in, out of topics or matters."""
    return _set(desk, override, spot, on=False)


def _set(desk: Desk, override: Override, spot: Spot, *, on: bool) -> Done | Refusal:
    if spot.passage is None:
        return NOBODY
    wanted = [str(word) for word in override.value] if isinstance(override.value, tuple) else []
    known = _known(desk.topics)
    titles: list[str] = []
    made: list[Placing] = []
    for word in wanted:
        found = known.get(word) or known.get(word.casefold())
        if found is None:
            ids = [t.id for t in desk.topics] + [m.id for t in desk.topics for m in t.matters]
            remedy = advice(word, ids) if ids else "set topics in mkdocs.yml first"
            return Refusal(f"there is no topic or matter “{short(word)}”; {remedy}")
        if any(p.passage == spot.passage.id and p.id == found.id and p.on != on for p in desk.placings):
            told = f"it is put on “{found.title}” and taken out of it by two corrections; remove one"
            return Refusal(told)
        made.append(Placing(spot.passage.id, spot.span, found.id, on))
        titles.append(found.title)
    desk.placings += made
    return Done(", ".join(titles), (spot.passage.id,))


def _known(topics: Sequence[TopicSetting]) -> dict[str, TopicSetting | MatterSetting]:
    """Topics and matters by id and by title; a topic goes before a matter of the same name."""
    known: dict[str, TopicSetting | MatterSetting] = {}
    every: list[TopicSetting | MatterSetting] = [*topics, *(m for t in topics for m in t.matters)]
    for one in every:
        known.setdefault(one.id, one)
    for one in every:
        known.setdefault(one.title.casefold(), one)
    return known
