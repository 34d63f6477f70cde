"""Answers: from ``ID=CHOICE[:VALUE]`` to an override, and from there into the file, one step at a time."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from mkdocs_briefing.overrides import NAME as FILE
from mkdocs_briefing.overrides import Override, append
from mkdocs_briefing.review.items import Choice, Item

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
"""Lines as YAML counts them in files that people write."""


class AnswerError(ValueError):
    """An answer that can't be taken; the message is one line for the person who gave it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is done about an item: an override to add, one to take out of the file, or both."""

    item: Item
    override: Override | None
    drops: Override | None = None


def read(text: str, items: Sequence[Item], reason: str = "") -> Answer:
    """The answer that ``ID=CHOICE[:VALUE]`` gives to one of ``items``.

    ID may be cut to what is unique. VALUE is the name for ``speaker``, the reason for ``hide``. ``reason`` is that of
    any other choice, and of ``hide`` without one. Raises `AnswerError`.
    """
    ident, _, rest = text.partition("=")
    name, _, value = rest.partition(":")
    if not ident.strip() or not name.strip():
        raise AnswerError(f"“{text}” can't be read; write ID=CHOICE or ID=CHOICE:VALUE")
    return answer(_item(ident.strip(), items), name.strip(), value.strip(), reason)


def _item(ident: str, items: Sequence[Item]) -> Item:
    exact = [item for item in items if item.id == ident]
    found = exact or [item for item in items if item.id.startswith(ident)]
    if not found:
        raise AnswerError(f"nothing to look at has the id “{ident}”; “briefing review --all” lists what there is")
    if len(found) > 1:
        raise AnswerError(f"{len(found)} ids begin with “{ident}”; write more of it")
    return found[0]


def answer(item: Item, name: str, value: str = "", reason: str = "") -> Answer:
    """The answer ``name`` to an item, with the name or reason that it needs. Raises `AnswerError`."""
    some = [choice for choice in item.choices if choice.name == name]
    if not some:
        known = ", ".join(dict.fromkeys(choice.name for choice in item.choices))
        raise AnswerError(f"{item.id}: “{name}” is no choice here; use one of: {known}")
    choice = some[-1]
    if name == "speaker" and choice.override is not None:
        if not value:
            raise AnswerError(f"{item.id}: say who; write {item.id}=speaker:NAME")
        return Answer(item, replace(choice.override, value=value, reason=reason))
    if name == "hide" and choice.override is not None:
        given = value or reason or (choice.override.reason if choice.needs is None else "")
        if not given:
            raise AnswerError(f"{item.id}: say why, readers see it; write {item.id}=hide:REASON")
        return Answer(item, replace(choice.override, reason=given))
    if value:
        raise AnswerError(f"{item.id}: “{name}” takes nothing behind it; write {item.id}={name}")
    return taken(item, choice, reason)


def taken(item: Item, choice: Choice, reason: str = "") -> Answer:
    """The answer that a choice is, as it stands."""
    override = choice.override
    if override is not None and reason:
        override = replace(override, reason=reason)
    return Answer(item, override, choice.drops)


# ---------------------------------------------------------------------------------------------------- the file


@dataclass(slots=True)
class Pen:
    """Writes answers into the overrides of a folder, and takes them back, the last one first."""

    folder: Path
    done: list[tuple[tuple[Answer, ...], bytes | None, bytes | None]] = field(default_factory=list)
    """Answers with the bytes of the file before and after them; ``None`` for no file."""

    def write(self, *answers: Answer) -> None:
        """Write all of the answers, or none. Raises `AnswerError` where the file can't be written or added to."""
        before = self._bytes()
        try:
            dropped = [one.drops for one in answers if one.drops is not None]
            for override in sorted(dropped, key=lambda o: o.line, reverse=True):  # from the end: lines above stay
                _drop(self.folder, override)
            append(self.folder, [one.override for one in answers if one.override is not None])
        except (ValueError, OSError) as error:
            self._put_back(before)
            raise AnswerError(_told(error)) from None
        self.done.append((answers, before, self._bytes()))

    def undo(self) -> tuple[Answer, ...]:
        """Take back what was written last, byte for byte. Raises `AnswerError` if the file has changed since."""
        if not self.done:
            raise AnswerError("nothing is written yet that could be taken back")
        answers, before, after = self.done[-1]
        if self._bytes() != after:
            raise AnswerError(f"{FILE}: has been changed by somebody else; nothing is taken back")
        try:
            self._put_back(before)
        except OSError as error:
            raise AnswerError(_told(error)) from None
        self.done.pop()
        return answers

    @property
    def overrides(self) -> list[Override]:
        """What has been written, in order."""
        return [one.override for answers, _, _ in self.done for one in answers if one.override is not None]

    def _bytes(self) -> bytes | None:
        path = self.folder / FILE
        try:
            return path.read_bytes() if path.exists() else None
        except OSError as error:
            raise AnswerError(_told(error)) from None

    def _put_back(self, raw: bytes | None) -> None:
        path = self.folder / FILE
        if raw is None:
            path.unlink(missing_ok=True)
        elif self._bytes() != raw:
            _replace(path, raw)


def _told(error: ValueError | OSError) -> str:
    return str(error) if isinstance(error, ValueError) else f"{FILE}: can't be written: {error.strerror}"


def _drop(folder: Path, override: Override) -> None:
    """Take the item that begins at the override's line out of the file; all other lines stay byte for byte."""
    path = folder / FILE
    raw = path.read_bytes()
    try:
        root = yaml.compose(raw.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError):
        root = None
    items = root.value if isinstance(root, yaml.SequenceNode) and not root.flow_style else []
    node = next((node for node in items if node.start_mark.line + 1 == override.line), None)
    if node is None:
        raise ValueError(f"{FILE}:{override.line}: the correction is not there any more; run the review again")
    lines = _LINE.findall(raw)
    first, last = override.line - 1, _last_line(node)
    while first and not lines[first].lstrip(b"\xef\xbb\xbf \t").startswith(b"-"):
        first -= 1  # the item's dash stands on a line of its own
    _replace(path, b"".join([*lines[:first], *lines[last + 1 :]]))


def _last_line(node: yaml.Node) -> int:
    """The last line, from 0, that has something of a node."""
    if isinstance(node, yaml.ScalarNode):
        mark = node.end_mark
        return mark.line - 1 if mark.column == 0 and mark.line > node.start_mark.line else mark.line
    if not isinstance(node, yaml.CollectionNode):
        return node.end_mark.line
    inner = [part for pair in node.value for part in (pair if isinstance(pair, tuple) else (pair,))]
    flow = [node.end_mark.line] if node.flow_style else []
    return max([_last_line(part) for part in inner] + flow, default=node.start_mark.line)


def _replace(path: Path, raw: bytes) -> None:
    """Put a file's new bytes in its place in one step."""
    path = path.resolve()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{FILE}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
