"""`overrides.yml` -> overrides and problems, never a traceback.

The file is composed with PyYAML's safe loader and its nodes are read as they are written: no object is constructed, so
that an unquoted ``000`` stays "000", and a date that does not exist is a message with its line.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import yaml

from mkdocs_briefing.model import LinkRole, Problem
from mkdocs_briefing.overrides.items import (
    ACTIONS,
    FORMS,
    KINDS,
    MEMBERS,
    NAME,
    ROLES,
    TARGET_MEMBERS,
    Override,
    Step,
    Target,
    Value,
)

_NULL = "tag:yaml.org,2002:null"
_BEGIN = "begin each correction with “- action:”"
_OLD = {
    name: f"“{name}” stands inside “target:” now: write “target:” and, indented below it, “{now}: …”"
    for name, now in (
        ("quote", "exact"),
        ("exact", "exact"),
        ("prefix", "prefix"),
        ("suffix", "suffix"),
        ("article", "article"),
        ("sha256", "sha256"),
    )
}


def read_overrides(folder: Path) -> tuple[list[Override], list[Problem]]:
    """The corrections of a folder of articles, in file order, and what is wrong with the file. Raises nothing."""
    path = folder / NAME
    try:
        if not path.is_file():
            return [], [Problem(NAME, "not a file; put the corrections into a file of this name")] * path.exists()
        raw = path.read_bytes()
    except OSError as error:
        return [], [Problem(NAME, f"can't be read: {error.strerror}; check its rights")]
    return parse(raw)


def parse(raw: bytes) -> tuple[list[Override], list[Problem]]:
    """The corrections in the bytes of a file; an item with a mistake in it is told and left out, the others stay."""
    problems: list[Problem] = []
    root = compose(raw, problems)
    if root is None:
        return [], problems
    if not isinstance(root, yaml.SequenceNode):
        return [], [Problem(NAME, f"must be a list; {_BEGIN}", root.start_mark.line + 1)]
    overrides = [item for node in root.value if (item := _Item(node, problems).read()) is not None]
    return overrides, problems


def compose(raw: bytes, problems: list[Problem]) -> yaml.Node | None:
    """The root node; ``None`` for a file without content, and for one that is no YAML, which is told."""
    try:
        root = yaml.compose(raw.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problems.append(Problem(NAME, "isn't written in UTF-8; save it as UTF-8", line))
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        told = " ".join((error.problem or error.context or "not YAML").split())
        problems.append(
            Problem(NAME, f"isn't valid YAML: {told}; correct that line", None if mark is None else mark.line + 1)
        )
        return None
    except yaml.reader.ReaderError as error:
        line = raw.decode("utf-8-sig")[: error.position].count("\n") + 1
        problems.append(Problem(NAME, "has a character that YAML does not allow; remove it", line))
        return None
    except (yaml.YAMLError, RecursionError, ValueError):
        problems.append(Problem(NAME, "isn't valid YAML; correct it"))
        return None
    empty = root is None or (isinstance(root, yaml.ScalarNode) and root.tag == _NULL)
    return None if empty else root


def advice(word: str, known: Sequence[str]) -> str:
    """What to write instead of an unknown word: the nearest that is known, or all of them."""
    near = difflib.get_close_matches(word, known, 1)
    return f"did you mean “{near[0]}”?" if near else f"use one of: {', '.join(known)}"


def short(words: str, most: int = 60) -> str:
    """Words in one line, cut at ``most`` characters."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


class _Item:
    """One item of the list while it is read: its nodes by member, and what is wrong with them."""

    def __init__(self, node: yaml.Node, problems: list[Problem]) -> None:
        self.node, self.problems = node, problems
        self.line = node.start_mark.line + 1
        self.good = True

    def tell(self, message: str, node: yaml.Node | None = None) -> None:
        self.good = False
        self.problems.append(Problem(NAME, message, self.line if node is None else node.start_mark.line + 1))

    def read(self) -> Override | None:
        if not isinstance(self.node, yaml.MappingNode):
            self.tell(f"a correction must have named members; {_BEGIN}")
            return None
        nodes: dict[str, yaml.Node] = {}
        old = False
        for name, key, node in self.pairs(self.node, "a correction"):
            if name in MEMBERS:
                nodes[name] = node
            elif name in _OLD:
                if not old:
                    self.tell(_OLD[name], key)
                old = True
            else:
                self.tell(f"unknown member “{short(name)}”; {advice(name, MEMBERS)}", key)
        action = self.action(nodes)
        target = None
        if "target" in nodes:
            target = self.target(nodes["target"], "target")
        elif not old:
            self.tell("a correction needs “target:” with words of the article as printed")
        with_ = self.target(nodes["with"], "with") if "with" in nodes else None
        given = {name: self.text(nodes[name], name) for name in ("reason", "editor", "date") if name in nodes}
        if given.get("date"):
            self.date(str(given["date"]), nodes["date"])
        value: Value = None
        if action is not None:
            value = self.value(action, nodes)
            self.complete(action, nodes, given.get("reason"))
        if not self.good or action is None or target is None:
            return None
        return Override(
            action, target, with_, value, given.get("reason") or "", given.get("editor"), given.get("date"), self.line
        )

    def pairs(self, node: yaml.MappingNode, place: str) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.tell(f"the name of a member of {place} must be plain text", key)
            elif key.value in seen:
                self.tell(f"“{short(key.value)}” stands twice in {place}; remove one", key)
            else:
                seen.add(key.value)
                yield key.value, key, value

    def action(self, nodes: dict[str, yaml.Node]) -> str | None:
        if "action" not in nodes:
            self.tell(f"a correction needs “action:”; use one of: {', '.join(ACTIONS)}")
            return None
        node = nodes["action"]
        word = self.text(node, "action")
        if word == "topic":
            self.tell("action “topic” is written “place” and “unplace” now; its value names the topics", node)
        elif word is not None and word not in ACTIONS:
            self.tell(f"unknown action “{short(word)}”; {advice(word, ACTIONS)}", node)
        return word if word in ACTIONS else None

    def target(self, node: yaml.Node, member: str) -> Target | None:
        if isinstance(node, yaml.ScalarNode):
            words = self.text(node, member)
            return None if words is None else Target(words)
        if not isinstance(node, yaml.MappingNode):
            self.tell(f"“{member}” must be words of the article, or “exact:” with them and what else is known", node)
            return None
        given: dict[str, str | None] = {}
        for name, key, value in self.pairs(node, f"“{member}”"):
            if name not in TARGET_MEMBERS:
                self.tell(f"unknown member “{short(name)}” in “{member}”; {advice(name, TARGET_MEMBERS)}", key)
            elif name in ("prefix", "suffix"):
                given[name] = self.text(value, name, empty=True)
            else:
                given[name] = self.text(value, name)
        if "exact" not in given:
            self.tell(f"“{member}” needs “exact:” with words of the article as printed", node)
        digits = given.get("sha256")
        if digits is not None and not re.fullmatch(r"[0-9a-fA-F]{6,64}", digits):
            told = f"“sha256” is “{short(digits, 20)}”; write 6 to 64 hexadecimal digits, or leave it out"
            self.tell(told, node)
        exact = given.get("exact")
        if exact is None:
            return None
        return Target(exact, given.get("prefix") or "", given.get("suffix") or "", given.get("article"), digits)

    def text(self, node: yaml.Node, member: str, *, empty: bool = False) -> str | None:
        """The text of a scalar as written; ``None`` where there is none, which is told unless it may be ``empty``."""
        if not isinstance(node, yaml.ScalarNode):
            self.tell(f"“{member}” must be a text", node)
            return None
        words = "" if node.tag == _NULL else str(node.value)
        if not words.strip():
            if not empty:
                self.tell(f"“{member}” is empty; write a text or remove it", node)
            return None
        return words if member in ("exact", "prefix", "suffix", "target", "with") else words.strip()

    def date(self, written: str, node: yaml.Node) -> None:
        try:
            good = len(written) == 10 and bool(datetime.date.fromisoformat(written))
        except ValueError:
            good = False
        if not good:
            self.tell(f"“{short(written, 20)}” is no date of the calendar; write it as YYYY-MM-DD", node)

    def value(self, action: str, nodes: dict[str, yaml.Node]) -> Value:
        kind = FORMS[action].value
        node = nodes.get("value")
        if kind == "none":
            if node is not None:
                self.tell(f"action “{action}” takes no “value:”; remove it", node)
            return None
        if node is None or (isinstance(node, yaml.ScalarNode) and node.value == "" and node.tag == _NULL):
            self.tell(f"action “{action}” needs “value:” with {_WANTED[kind]}", node)
            return None
        return _VALUES[kind](self, node)

    def complete(self, action: str, nodes: dict[str, yaml.Node], reason: str | None) -> None:
        form = FORMS[action]
        if form.with_ and "with" not in nodes:
            self.tell(f"action “{action}” needs “with:” with words of the other passage")
        if not form.with_ and "with" in nodes:
            self.tell(f"action “{action}” takes no “with:”; remove it", nodes["with"])
        if form.reason and not reason and "reason" not in nodes:
            self.tell(f"action “{action}” needs “reason:”; readers see it on the method page")

    def speaker(self, node: yaml.Node) -> Value:
        if isinstance(node, yaml.ScalarNode) and node.tag == _NULL:
            return None
        if not isinstance(node, yaml.ScalarNode):
            self.tell("“value” must be one name, or null for a speaker who is not resolved", node)
            return None
        return self.text(node, "value")

    def kind(self, node: yaml.Node) -> Value:
        word = self.text(node, "value")
        if word is not None and word not in KINDS:
            self.tell(f"“{short(word)}” is no kind of passage; {advice(word, KINDS)}", node)
        return word

    def words(self, node: yaml.Node) -> Value:
        return self.text(node, "value")

    def ids(self, node: yaml.Node) -> Value:
        if isinstance(node, yaml.SequenceNode):
            found = [self.text(item, "value") for item in node.value]
            if not found:
                self.tell("“value” is an empty list; name at least one topic or matter", node)
            return tuple(word for word in found if word is not None)
        word = self.text(node, "value")
        return () if word is None else (word,)

    def chain(self, node: yaml.Node) -> Value:
        if not isinstance(node, yaml.SequenceNode):
            self.tell(
                "“value” must be a list of “{name: …, role: …}”, nearest to the speaker first, or [] for none", node
            )
            return None
        return tuple(step for item in node.value if (step := self.step(item)) is not None)

    def step(self, node: yaml.Node) -> Step | None:
        if not isinstance(node, yaml.MappingNode):
            self.tell("a step of a chain must have a “name:” and a “role:”", node)
            return None
        given: dict[str, str | None] = {}
        for name, key, value in self.pairs(node, "a step of a chain"):
            if name in ("name", "role"):
                given[name] = self.text(value, name)
            else:
                self.tell(f"unknown member “{short(name)}” in a step; {advice(name, ('name', 'role'))}", key)
        for name in ("name", "role"):
            if name not in given:
                self.tell(f"a step of a chain needs “{name}:”", node)
        who, role = given.get("name"), given.get("role")
        if role is not None and role not in ROLES:
            self.tell(f"“{short(role)}” is no role in a chain; {advice(role, ROLES)}", node)
            return None
        return None if who is None or role is None else Step(who, cast(LinkRole, role))


_WANTED = {
    "speaker": "a name, or null for a speaker who is not resolved",
    "kind": f"one of: {', '.join(KINDS)}",
    "chain": "a list of “{name: …, role: …}”, or [] for none",
    "ids": "the id of a topic or matter, or a list of them",
    "text": "the editor's words",
}
_VALUES: dict[str, Callable[[Any, yaml.Node], Value]] = {
    "speaker": _Item.speaker,
    "kind": _Item.kind,
    "chain": _Item.chain,
    "ids": _Item.ids,
    "text": _Item.words,
}
