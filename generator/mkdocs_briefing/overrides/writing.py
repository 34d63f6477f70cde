"""Overrides -> text of `overrides.yml`: what is in the file already is kept byte for byte."""

from __future__ import annotations

import datetime
import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from mkdocs_briefing.model import Problem
from mkdocs_briefing.overrides.items import NAME, TARGET_MEMBERS, Override, Step, Target
from mkdocs_briefing.overrides.reading import compose, parse

_WIDE = 1_000_000
"""Texts are not folded: one line is easier to search for, and folding adds white space."""


class _Writer(yaml.SafeDumper):
    """Writes a text with line breaks or unseen characters in double quotes, where each is escaped."""


def _quoted(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=None if text.isprintable() else '"')


_Writer.add_representer(str, _quoted)


def dump(override: Override) -> str:
    """One item of the file as YAML, ending in a line break; members always in one order, empty ones left out."""
    item: dict[str, Any] = {"action": override.action, "target": _target(override.target)}
    if override.with_ is not None:
        item["with"] = _target(override.with_)
    value = _value(override)
    if value is not _NOTHING:
        item["value"] = value
    for name in ("reason", "editor"):
        if getattr(override, name):
            item[name] = getattr(override, name)
    if override.date:
        item["date"] = _date(override.date)
    return yaml.dump([item], Dumper=_Writer, sort_keys=False, allow_unicode=True, width=_WIDE)


def append(folder: Path, overrides: Sequence[Override]) -> None:
    """Add items at the end of the folder's file, which is made if there is none; what is there stays byte for byte.

    An empty list ``[]`` at the top is taken out, since nothing can follow it. The file is replaced in one step. Raises
    ``ValueError`` with one line for the editor where the file is no list that can go on, or has items that can't be
    read back; ``OSError`` where it can't be written.
    """
    if not overrides:
        return
    path = (folder / NAME).resolve()
    before = path.read_bytes() if path.exists() else b""
    problems: list[Problem] = []
    root = compose(before, problems)
    if problems:
        raise ValueError(_line(problems[0]))
    kept, indent = before, ""
    if isinstance(root, yaml.SequenceNode):
        if root.flow_style and root.value:
            told = "is a list in brackets; write each correction on lines of its own, beginning with “- action:”"
            raise ValueError(_line(Problem(NAME, told, root.start_mark.line + 1)))
        if root.flow_style:
            text = before.decode("utf-8")
            shift = 1 if text.startswith("\ufeff") else 0
            start, end = root.start_mark.index + shift, root.end_mark.index + shift
            kept = (text[:start] + text[end:]).encode("utf-8")
        else:
            indent = " " * root.start_mark.column
    elif root is not None:
        raise ValueError(_line(Problem(NAME, "must be a list; begin each correction with “- action:”")))
    newline = "\r\n" if b"\r\n" in before else "\n"
    added = "".join(dump(o) for o in overrides)
    lines = newline.join(indent + line for line in added.rstrip("\n").split("\n"))
    glue = b"" if not kept or kept.endswith((b"\n", b"\xef\xbb\xbf")) else newline.encode()
    after = kept + glue + lines.encode("utf-8") + newline.encode()
    read, _ = parse(after)
    if [replace(o, line=0) for o in read[-len(overrides) :]] != [replace(o, line=0) for o in overrides]:
        told = "can't be added to: nothing that follows its end would be read; end it with an item of the list"
        raise ValueError(_line(Problem(NAME, told)))
    _replace(path, after)


def _line(problem: Problem) -> str:
    at = f":{problem.line}" if problem.line else ""
    return f"{problem.file}{at}: {problem.message}"


def _replace(path: Path, raw: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{NAME}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


_NOTHING = object()


def _target(target: Target) -> dict[str, str]:
    return {name: getattr(target, name) for name in TARGET_MEMBERS if getattr(target, name)}


def _value(override: Override) -> Any:
    value = override.value
    if value is None:
        return None if override.action == "speaker" else _NOTHING
    if isinstance(value, str):
        return value
    if override.action == "chain":
        return [{"name": step.name, "role": step.role} for step in value if isinstance(step, Step)]
    return value[0] if len(value) == 1 else list(value)


def _date(written: str) -> datetime.date | str:
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        return written
