"""Apply a folder's overrides: before speakers are joined, what passages are; after collation, what came of it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mkdocs_briefing.model import (
    Article,
    Collated,
    Constraints,
    Correction,
    Difference,
    LeftOut,
    Passage,
    Placing,
    Problem,
    Severity,
    Span,
    Statement,
)
from mkdocs_briefing.overrides.actions import RULES, Done, Refusal
from mkdocs_briefing.overrides.desk import Desk, Spot
from mkdocs_briefing.overrides.items import FORMS, NAME, Override, Placed
from mkdocs_briefing.overrides.placing import Shelf
from mkdocs_briefing.overrides.writing import dump
from mkdocs_briefing.settings import TopicSetting

_MANY = frozenset({"note", "place", "unplace"})
"""Actions of which a passage may have several."""
_PAIRS = frozenset(action for action, form in FORMS.items() if form.with_)
_DIFFERENCES = frozenset({"difference", "no-difference"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one override: where it stands, whether it was applied, what it set."""

    placed: Placed
    done: Done | None
    where: str
    """Its place in words that hold none of the article's."""
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """Passages and what was left out after the corrections, and what later stages are to keep to."""

    passages: tuple[Passage, ...]
    left_out: tuple[LeftOut, ...]
    constraints: Constraints
    placings: tuple[Placing, ...]
    outcomes: tuple[Outcome, ...]
    problems: tuple[Problem, ...]

    @property
    def placed(self) -> tuple[Placed, ...]:
        """Where each override stands, in file order."""
        return tuple(outcome.placed for outcome in self.outcomes)


def apply(
    overrides: Sequence[Override],
    articles: Sequence[Article],
    passages: Sequence[Passage],
    left_out: Sequence[LeftOut] = (),
    topics: Sequence[TopicSetting] = (),
) -> Edited:
    """Apply corrections to the passages of all articles, before speakers are joined.

    What can't be applied (words that are gone, an unknown topic, two that say the opposite) changes nothing and is a
    problem with file, line and remedy. Passages keep their order; hidden ones are gone, new ones stand at the end.
    """
    desk = Desk({a.id: a for a in articles}, {p.id: p for p in passages}, list(left_out), topics)
    shelf = Shelf(articles, desk.holder)
    placed = [shelf.place(override) for override in overrides]
    problems: list[Problem] = []
    outcomes: dict[int, Outcome] = {}
    taken: dict[tuple[object, ...], int] = {}
    for n in sorted(range(len(placed)), key=lambda n: (RULES[placed[n].override.action].rank, n)):
        one = placed[n]
        if one.told:
            severity: Severity = "info" if one.state == "moved" else "warning"
            problems.append(Problem(NAME, one.told, one.override.line, severity))
        outcomes[n], refusal = _one(desk, one, taken)
        if refusal is not None:
            problems.append(Problem(NAME, refusal.told, one.override.line, refusal.severity))
    kept = tuple(_unlinked(p, desk.hidden) for p in desk.passages.values() if p.id not in desk.hidden)
    return Edited(
        kept,
        tuple(desk.left_out),
        Constraints(frozenset(desk.together), frozenset(desk.apart), frozenset(desk.first)),
        tuple(desk.placings),
        tuple(outcomes[n] for n in range(len(placed))),
        tuple(sorted(problems, key=lambda p: p.line or 0)),
    )


def _one(desk: Desk, placed: Placed, taken: dict[tuple[object, ...], int]) -> tuple[Outcome, Refusal | None]:
    override = placed.override
    spot, other = _spot(desk, placed), None if placed.other is None else _spot(desk, placed.other)
    where = spot.words if spot else _unknown(desk, override.target.article)
    there = None
    if override.with_ is not None:
        there = other.words if other else _unknown(desk, override.with_.article)
    spots = [s for s in (spot, other) if s is not None and s.passage is not None]
    hidden = next((desk.hidden[s.passage.id] for s in spots if s.passage and s.passage.id in desk.hidden), None)
    seen = Outcome(_held(placed, spot, other), None, where, there)
    if placed.state in ("changed", "lost") or spot is None or (placed.other is not None and other is None):
        return seen, None
    rule = RULES[override.action]
    double = _double(override, spot, other, taken)
    if double is not None:
        return seen, double
    if hidden is not None:
        return seen, Refusal(f"line {hidden} hides this passage; remove one of the two corrections")
    if rule.published and any(s.passage and s.passage.confidence == "low" for s in spots):
        told = "too uncertain to be on the pages so far; add a correction with “action: accept” for it"
        return seen, Refusal(told)
    done = rule.act(desk, override, spot, other)
    if isinstance(done, Refusal):
        return seen, done
    return replace(seen, placed=_held(placed, _spot(desk, placed), other), done=done), None


def _spot(desk: Desk, placed: Placed) -> Spot | None:
    if placed.article is None or placed.span is None:
        return None
    return desk.spot(placed.article, placed.span)


def _unknown(desk: Desk, name: str | None) -> str:
    """The place of a target whose words are nowhere: its article, if it is one."""
    article = next((a for a in desk.articles.values() if name in (a.file, a.label, a.id)), None)
    return f"{article.label or article.id}, place not found" if article else "place not found"


def _held(placed: Placed, spot: Spot | None, other: Spot | None) -> Placed:
    """The placed override with the ids of the passages that have its words."""
    second = placed.other
    if second is not None:
        second = replace(second, passage=other.passage.id if other and other.passage else None)
    return replace(placed, passage=spot.passage.id if spot and spot.passage else None, other=second)


def _double(override: Override, spot: Spot, other: Spot | None, taken: dict[tuple[object, ...], int]) -> Refusal | None:
    """Whether a correction before this one does the same to the same passage, or says the opposite."""
    ends = tuple(
        (s.article.id, s.passage.id if s.passage else s.quotation.span if s.quotation else s.span)
        for s in (spot, other)
        if s is not None
    )
    if override.action in _PAIRS:
        ends = tuple(sorted(ends, key=str))
    key: tuple[object, ...] = (override.action, ends)
    if override.action in _MANY:
        key = (*key, override.value)
    if override.action in _DIFFERENCES:
        key = (*key, frozenset((override.target.exact, override.with_.exact if override.with_ else "")))
    before = taken.setdefault(key, override.line)
    if before != override.line:
        return Refusal(f"line {before} sets the same of this passage ({override.action}); remove one of the two")
    return None


def _unlinked(passage: Passage, gone: Mapping[str, int]) -> Passage:
    if passage.within not in gone and passage.continues not in gone:
        return passage
    return replace(
        passage,
        within=None if passage.within in gone else passage.within,
        continues=None if passage.continues in gone else passage.continues,
    )


# ------------------------------------------------------------------------------------------------ after collation


@dataclass(frozen=True, slots=True)
class Settled:
    """What was collated with its differences accepted or dismissed, and the corrections to publish."""

    collated: Collated
    corrections: tuple[Correction, ...]
    problems: tuple[Problem, ...]


def settle(edited: Edited, passages: Sequence[Passage], collated: Collated) -> Settled:
    """Mark differences, and list every correction with what it bears on; ``passages`` are those that were collated."""
    differences = list(collated.differences)
    problems: list[Problem] = []
    outcomes: list[Outcome] = []
    statements: dict[str, list[Statement]] = {}
    for statement in (*collated.statements, *collated.reports):
        for witness in statement.witnesses:
            statements.setdefault(witness.passage, []).append(statement)
    marked: dict[int, int] = {}
    for outcome in edited.outcomes:
        override = outcome.placed.override
        refusal = None
        if outcome.done is not None and override.action in _DIFFERENCES:
            refusal = _difference(outcome, differences, marked)
        elif outcome.done is not None and override.action == "base":
            refusal = _base(outcome, statements)
        if refusal is not None:
            problems.append(Problem(NAME, refusal.told, override.line, refusal.severity))
            outcome = replace(outcome, done=None)
        outcomes.append(outcome)
    there = {p.id for p in passages}
    ids: Counter[str] = Counter()
    corrections = [_correction(outcome, there, statements, ids) for outcome in outcomes]
    return Settled(replace(collated, differences=tuple(differences)), tuple(corrections), tuple(problems))


def _difference(outcome: Outcome, differences: list[Difference], marked: dict[int, int]) -> Refusal | None:
    """Accept or dismiss the differences between two passages: those that have the words, else all between them."""
    placed = outcome.placed
    one, other = placed.passage, placed.other.passage if placed.other else None
    between = [n for n, d in enumerate(differences) if one in d.passages and other in d.passages]
    if not between:
        told = "no difference is listed between these passages; see “differences” in the JSON result, or remove this"
        return Refusal(told)
    spans = [s for s in (placed.span, placed.other.span if placed.other else None) if s]
    exact = [n for n in between if _named(differences[n], (one, other), spans)]
    line = placed.override.line
    for n in exact or between:
        if n in marked and marked[n] != line:
            return Refusal(f"line {marked[n]} says already whether this difference holds; remove one of the two")
        accepted = placed.override.action == "difference"
        differences[n] = replace(differences[n], accepted=accepted, dismissed=not accepted)
        marked[n] = line
    return None


def _named(difference: Difference, ends: tuple[str | None, str | None], spans: Sequence[Span]) -> bool:
    """Whether the words quoted of both passages have what the difference is in."""
    held = dict(zip(difference.passages, difference.spans, strict=False))
    return all(
        end in held and held[end][0] < span[1] and span[0] < held[end][1]
        for end, span in zip(ends, spans, strict=False)
        if end is not None
    )


def _base(outcome: Outcome, statements: Mapping[str, Sequence[Statement]]) -> Refusal | None:
    key = outcome.placed.passage
    mine = statements.get(key or "", ())
    if any(statement.base == key and len(statement.witnesses) > 1 for statement in mine):
        return None
    if any(statement.base != key for statement in mine):
        return Refusal("another correction sets the wording shown first of this statement; remove one of the two")
    return Refusal("nothing is lined up with this wording, so it stands first already; remove this correction", "info")


def _correction(
    outcome: Outcome, there: set[str], statements: Mapping[str, Sequence[Statement]], ids: Counter[str]
) -> Correction:
    placed, done = outcome.placed, outcome.done
    override = placed.override
    passages = tuple(key for key in (done.passages if done else ()) if key in there)
    first = placed.passage if placed.passage in there and override.action != "hide" else None
    spans = [(placed.passage, placed.span)]
    if placed.other is not None:
        spans.append((placed.other.passage, placed.other.span))
    found = {
        statement.id: None
        for key, span in spans
        if key is not None and span is not None and override.action != "hide" and done is not None
        for statement in statements.get(key, ())
        if any(_meet(span, own) for w in statement.witnesses if w.passage == key for own in w.spans)
    }
    mark = "c-" + hashlib.sha256(dump(replace(override, line=0)).encode("utf-8", "replace")).hexdigest()[:8]
    ids[mark] += 1
    return Correction(
        outcome.where,
        override.action,
        override.reason,
        override.editor,
        override.date,
        passage=first,
        value=done.value if done else None,
        state=placed.state,
        applied=done is not None,
        other=outcome.other,
        passages=passages,
        statements=tuple(found),
        id=mark if ids[mark] == 1 else f"{mark}-{ids[mark]}",
        article=placed.article,
        span=placed.span,
    )


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
