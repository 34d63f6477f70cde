"""Who said it, in what form, and through whom: what is set before speakers are joined over articles."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from mkdocs_briefing.identity import passage_id
from mkdocs_briefing.model import Article, LeftOut, Link, Passage, PassageKind, Span, Speaker
from mkdocs_briefing.overrides.actions.outcome import NOBODY, OWN_VOICE, Done, Refusal
from mkdocs_briefing.overrides.desk import Desk, Spot
from mkdocs_briefing.overrides.items import Override, Step
from mkdocs_briefing.text import sentences

_NEEDS_MARKS = "no word of this passage stands in quotation marks, so it can't be “{kind}”; remove this"


def speaker(desk: Desk, override: Override, spot: Spot, other: Spot | None) -> Done | Refusal:  # noqa: ARG001
    """Set the speaker, or nobody; a quotation that was left out becomes a passage of this speaker."""
    name = None if override.value is None else str(override.value).strip()
    if spot.quotation is not None:
        if name is None:
            return Refusal("the quotation is left out, it has no speaker already; remove this correction", "info")
        made = _passage(spot.article, spot.quotation, name)
        desk.left_out.remove(spot.quotation)
        for passage in [p for p in desk.of(made.article) if p.kind == "narrated" and _meet(p, made)]:
            desk.drop(passage.id)
        desk.put(made)
        return Done(name, (made.id,))
    if spot.passage is None:
        return NOBODY
    if spot.passage.kind == "narrated":
        return OWN_VOICE
    desk.put(_spoken_by(spot.passage, name))
    return Done(name or "not resolved", (spot.passage.id,))


def kind(desk: Desk, override: Override, spot: Spot, other: Spot | None) -> Done | Refusal:  # noqa: ARG001
    """Set the form. As ``direct`` only what stands inside quotation marks is kept; ``indirect`` has no marks."""
    if spot.passage is None:
        return NOBODY
    if spot.passage.kind == "narrated":
        return OWN_VOICE
    wanted = cast(PassageKind, override.value)
    now = spot.passage
    if wanted == "indirect":
        desk.put(replace(now, kind=wanted, quoted=()))
    elif not now.quoted:
        return Refusal(_NEEDS_MARKS.format(kind=wanted))
    elif wanted == "direct":
        desk.put(replace(now, kind=wanted, content=_with_marks(spot.article.text, now)))
    else:
        desk.put(replace(now, kind=wanted))
    return Done(str(wanted), (now.id,))


def chain(desk: Desk, override: Override, spot: Spot, other: Spot | None) -> Done | Refusal:  # noqa: ARG001
    """Set who stands between the speaker and the outlet."""
    if spot.passage is None:
        return NOBODY
    if spot.passage.kind == "narrated":
        return OWN_VOICE
    value = override.value if isinstance(override.value, tuple) else ()
    steps = [step for step in value if isinstance(step, Step)]
    links = tuple(Link(step.name, step.role, None, "editor") for step in steps)
    desk.put(replace(spot.passage, chain=links))
    return Done(", ".join(f"{s.name} ({s.role})" for s in steps) or "nobody", (spot.passage.id,))


def _spoken_by(passage: Passage, name: str | None) -> Passage:
    confidence = "medium" if passage.confidence == "low" else passage.confidence
    was = passage.speaker
    if name is None:
        return replace(
            passage, speaker=Speaker(None, None, was.mention, was.head, "none", "editor"), confidence=confidence
        )
    form = "inherited" if was.mention is None else "name" if was.as_ in ("group", "unnamed", "none") else was.as_
    return replace(passage, speaker=Speaker(name, None, was.mention, None, form, "editor"), confidence=confidence)


def _passage(article: Article, quotation: LeftOut, name: str) -> Passage:
    """A quotation that was left out, as a passage."""
    start, end = quotation.span
    block = next((b for b in article.blocks if b.start <= start < b.end), None)
    low, high = (block.start, block.end) if block else (0, len(article.text))
    around = [s for s in sentences(article.text, low, max(high, end)) if s[0] < end and start < s[1]]
    sentence = (min(start, around[0][0]), max(end, around[-1][1])) if around else (start, end)
    content = ((start, end),)
    return Passage(
        id=passage_id(article, content),
        article=article.id,
        kind="direct",
        block=block.kind if block else "body",
        paragraph=block.number if block else None,
        content=content,
        quoted=(_within(article.text, (start, end)),),
        sentence=sentence,
        speaker=Speaker(name, None, None, None, "inherited", "editor"),
        rule="editor",
        confidence="medium",
    )


_OPEN, _CLOSE = "\"“„«‘'`‹「『", "\"”“»’'›」』"


def _within(text: str, span: Span) -> Span:
    """What lies between the marks of a quotation, either of which may be two characters or missing."""
    start, end = span
    for _ in range(2):
        if end - start > 1 and text[start] in _OPEN and (start == span[0] or text[start] in "'`"):
            start += 1
        if end - start > 1 and text[end - 1] in _CLOSE and (end == span[1] or text[end - 1] == "'"):
            end -= 1
    return start, end


def _with_marks(text: str, passage: Passage) -> tuple[Span, ...]:
    """The stretches inside quotation marks, each with its marks."""
    out: list[Span] = []
    for start, end in passage.quoted:
        low = start - 1 if start > 0 and text[start - 1] in _OPEN else start
        high = end + 1 if end < len(text) and text[end] in _CLOSE else end
        out.append((low, high))
    return tuple(sorted(out))


def _meet(one: Passage, other: Passage) -> bool:
    return any(s < f and t < e for s, e in one.content for t, f in other.content)
