"""The editor's corrections on pages: the public list, the sign on a corrected passage, notes on a statement."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_briefing.model import Correction, Passage, Statement
from mkdocs_briefing.pages.addresses import relative
from mkdocs_briefing.pages.context import KINDS, Context
from mkdocs_briefing.pages.markup import literal

METHOD = "method.md"
CHANGES = {
    "speaker": "speaker set",
    "kind": "form set",
    "chain": "came through, set",
    "join": "made one statement with",
    "split": "kept apart from",
    "place": "put on",
    "unplace": "taken out of",
    "accept": "accepted as it stands",
    "hide": "hidden",
    "base": "wording shown first",
    "note": "note",
    "difference": "difference published, with",
    "no-difference": "no difference, with",
}
STATES = {
    "exact": "applied",
    "moved": "applied; the article has changed since, the words have not",
    "changed": "not applied: the words are no longer there, or beside others",
    "lost": "not applied: the words are not found",
}
REFUSED = "not applied; see the problems below"
SIGNED = {"speaker": "speaker", "kind": "form", "chain": "came through"}
"""What of a passage an editor may have set, in words."""


@dataclass(frozen=True, slots=True)
class Line:
    """A correction in the public list."""

    id: str
    where: Markup
    change: str
    value: str
    reason: str
    by: str
    state: str


@dataclass(frozen=True, slots=True)
class Note:
    """An editor's note on a statement, and how it is signed."""

    text: str
    by: str
    link: Markup


def listed(context: Context) -> list[Line]:
    """Every correction in file order; words of a hidden passage are in none."""
    return [
        Line(
            correction.id,
            _where(context, correction),
            CHANGES.get(correction.action, correction.action),
            _value(correction),
            correction.reason,
            signature(correction),
            STATES[correction.state] if correction.applied or correction.state in ("changed", "lost") else REFUSED,
        )
        for correction in context.briefing.corrections
    ]


def signature(correction: Correction) -> str:
    """By whom and when."""
    by = correction.editor or "the editor, no name stated"
    return f"{by}, {correction.date}" if correction.date else by


def sign(context: Context, passage: Passage, path: str) -> Markup | None:
    """“Corrected by the editor” with links, on a passage whose speaker, form or chain an editor set."""
    found = [c for c in context.corrections_of.get(passage.id, ()) if c.action in SIGNED]
    if not found:
        return None
    links = Markup(", ").join(
        Markup('<a href="{}">{}</a>').format(Markup(relative(path, METHOD, c.id)), SIGNED[c.action]) for c in found
    )
    return Markup('<span class="bf-soft">corrected by the editor:</span> ') + links


def notes(context: Context, statement: Statement, path: str) -> tuple[Note, ...]:
    """The editor's notes on a statement, in file order."""
    return tuple(
        Note(correction.value or "", signature(correction), Markup(relative(path, METHOD, correction.id)))
        for correction in context.briefing.corrections
        if correction.action == "note" and correction.applied and statement.id in correction.statements
    )


def _where(context: Context, correction: Correction) -> Markup:
    passage = context.passages.get(correction.passage or "")
    if passage is None:
        return literal(correction.target)
    return Markup('<a href="{}">{}</a>').format(context.place(METHOD, passage), literal(correction.target))


def _value(correction: Correction) -> str:
    if correction.other is not None:
        return correction.other
    value = " ".join((correction.value or "").split())
    return KINDS.get(value, value) if correction.action == "kind" else value
