"""Items in words for a terminal, and as plain data for other tools."""

from __future__ import annotations

import re
import shlex
import textwrap
from collections.abc import Sequence
from typing import Any

from mkdocs_briefing.overrides import Override, Step, Target, dump
from mkdocs_briefing.overrides.items import Value
from mkdocs_briefing.review.items import Choice, Item, Place
from mkdocs_briefing.why.telling import plain

SCHEMA = "briefing-review/1"
WIDE = 100
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BESIDE = 200
"""Longest sentence before or after that is printed whole, in characters."""


def shown(item: Item, number: int, of: int, *, paste: bool = False, choices: bool = True) -> str:
    """An item as text: what is thought and why, the words in context, the choices and what each would write.

    Without ``paste`` only the first choice's override is printed, without ``choices`` neither them nor any.
    """
    articles = f"{item.articles} article{'s' if item.articles > 1 else ''}"
    lines = [f"{number} of {of}   {item.id}   {item.kind}   {articles}", *_wrapped(plain(item.thinks), "  ")]
    if item.because:
        lines += _wrapped(plain("because: " + "; ".join(item.because)), "  ")
    for place in item.places:
        lines += ["", *_place(place)]
    if not choices:
        return "\n".join(line.rstrip() for line in [*lines, "", ""])
    lines += ["", "  choices:", *(_choice(item, choice) for choice in item.choices)]
    lines += ["", f"  in overrides.yml, for “{_called(item.choices[0])}”:" if not paste else "  in overrides.yml:"]
    for choice in item.choices if paste else item.choices[:1]:
        if choice.drops is not None:
            lines.append(f"    (take out what begins at line {choice.drops.line})")
        if choice.override is not None:
            lines += [f"    {line}" for line in _clean(dump(choice.override)).splitlines()]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _clean(text: str) -> str:
    """YAML with what turns the direction of writing escaped: it stands in double quotes, as other controls do."""
    escaped = _TURNING.sub(lambda m: f"\\u{ord(m.group()):04X}", text)
    return escaped.encode("utf-8", "replace").decode("utf-8")


def _choice(item: Item, choice: Choice) -> str:
    return f"    {shlex.quote(f'{item.id}={_called(choice)}'):44s} {plain(choice.words)}"


def _called(choice: Choice) -> str:
    """A choice as ``--apply`` takes it."""
    if choice.name == "speaker" and choice.override is not None:
        return plain(f"speaker:{choice.override.value}")
    return "hide:REASON" if choice.name == "hide" and choice.needs else choice.name


def _place(place: Place) -> list[str]:
    front, words, behind = (plain(part) for part in place.words)
    lead = front + (" " if front and place.words[0][-1:].isspace() else "")
    tail = (" " if behind and place.words[2][:1].isspace() else "") + behind
    lines = [f"  {plain(place.label)}, {place.where} ({plain(place.file)})"]
    if place.before:
        lines += _wrapped(_cut(plain(place.before), end=True), "    ")
    lines += _wrapped(f"{lead}>>{words}<<{tail}", "    ")
    if place.after:
        lines += _wrapped(_cut(plain(place.after)), "    ")
    return lines


def _cut(text: str, *, end: bool = False) -> str:
    if len(text) <= _BESIDE:
        return text
    return "…" + text[-_BESIDE:].partition(" ")[2] if end else text[:_BESIDE].rpartition(" ")[0] + "…"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text, WIDE, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


# ------------------------------------------------------------------------------------------------------- as data


def as_data(items: Sequence[Item], of: int) -> dict[str, Any]:
    """The items as plain lists and mappings; ``of`` is how many there are in all."""
    return {"schema": SCHEMA, "count": of, "items": [_item(item) for item in items]}


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": item.kind,
        "doubt": item.doubt,
        "articles": item.articles,
        "thinks": item.thinks,
        "because": list(item.because),
        "places": [_place_data(place) for place in item.places],
        "choices": [
            {
                "choice": choice.name,
                "words": choice.words,
                "needs": choice.needs,
                "override": None if choice.override is None else override_data(choice.override),
                "yaml": None if choice.override is None else dump(choice.override),
                "drop_line": None if choice.drops is None else choice.drops.line,
            }
            for choice in item.choices
        ],
    }


def _place_data(place: Place) -> dict[str, Any]:
    return {
        "article": place.article,
        "file": place.file,
        "label": place.label,
        "where": place.where,
        "paragraph": place.paragraph,
        "passage": place.passage,
        "span": list(place.span),
        "around": list(place.around),
        "before": place.before,
        "words": list(place.words),
        "after": place.after,
    }


def override_data(override: Override) -> dict[str, Any]:
    """An override with the members of ``overrides.yml``; empty ones are left out."""
    data: dict[str, Any] = {"action": override.action, "target": _target(override.target)}
    if override.with_ is not None:
        data["with"] = _target(override.with_)
    if override.value is not None or override.action == "speaker":
        data["value"] = _value(override.value)
    given = {"reason": override.reason, "editor": override.editor, "date": override.date}
    return {**data, **{key: value for key, value in given.items() if value}}


def _value(value: Value) -> Any:
    if not isinstance(value, tuple):
        return value
    return [{"name": one.name, "role": one.role} if isinstance(one, Step) else one for one in value]


def _target(target: Target) -> dict[str, str]:
    names = ("article", "sha256", "exact", "prefix", "suffix")
    return {name: value for name in names if (value := getattr(target, name))}
