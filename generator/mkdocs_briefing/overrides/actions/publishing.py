"""What is on the pages: passages hidden or accepted, and the editor's notes."""

from __future__ import annotations

from dataclasses import replace

from mkdocs_briefing.model import LeftOut
from mkdocs_briefing.overrides.actions.outcome import NOBODY, Done, Refusal
from mkdocs_briefing.overrides.desk import HIDDEN, Desk, Spot
from mkdocs_briefing.overrides.items import Override


def hide(desk: Desk, override: Override, spot: Spot, other: Spot | None) -> Done | Refusal:  # noqa: ARG001
    """Take a passage, or a quotation that was left out, off the pages; its place stays listed."""
    if spot.quotation is not None:
        at = desk.left_out.index(spot.quotation)
        desk.left_out[at] = replace(spot.quotation, reason=HIDDEN)
        return Done()
    if spot.passage is None:
        return NOBODY
    desk.hidden[spot.passage.id] = override.line
    desk.left_out += [LeftOut(spot.passage.article, span, HIDDEN) for span in spot.passage.content]
    return Done()


def accept(desk: Desk, override: Override, spot: Spot, other: Spot | None) -> Done | Refusal:  # noqa: ARG001
    """It is right as it stands: one of low confidence is published, a quotation left out stays left out."""
    if spot.quotation is not None:
        return Done()
    if spot.passage is None:
        return NOBODY
    if spot.passage.confidence == "low":
        desk.put(replace(spot.passage, confidence="medium"))
    return Done(None, (spot.passage.id,))


def note(desk: Desk, override: Override, spot: Spot, other: Spot | None) -> Done | Refusal:  # noqa: ARG001
    """The editor's words on the statement; cards read them from the corrections."""
    if spot.passage is None:
        return NOBODY
    return Done(str(override.value), (spot.passage.id,))
