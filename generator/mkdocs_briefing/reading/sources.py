"""`sources.yml`: what the editor knows of each article. File -> facts and problems, never a traceback.

The form (every member is optional)::

    defaults:            # for every article that nothing below speaks of
      outlet: null
    articles:
      some_file.txt:     # a file: its path in the folder, with "/" between folders
        label: "000"     # stands for the article in tables
        outlet: The Daily Example
        url: https://example.org/some-file
        published: 2023-09-13
        title: The headline, where the file does not print it
        language: en
      wire.jsonl#3:      # one article of a file with several: its line, or its place in the list
        outlet: The Wire
      "*.html":          # a pattern: of file names, or with "/" of paths; "*" stays in a folder, "**" does not
        retrieved: 2023-09-20
      wire/:             # a folder and all below it
        credit: The Wire
      old.txt:
        leave_out: Withdrawn by its outlet.

For each member the first of these that states it holds: the file, the more exact pattern (more characters that are not
wildcards; of two alike the later), the deeper folder, the defaults. A member of an entry that is written with no value
is stated to be unknown, whatever the article says; under ``defaults`` it states nothing.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

import yaml

from mkdocs_briefing.model import Problem
from mkdocs_briefing.reading.decode import decode
from mkdocs_briefing.reading.facts import LEAVE_OUT, MEMBERS, fault
from mkdocs_briefing.reading.nodes import compose, is_null, pairs, short

NAME = "sources.yml"
KEYS = (*MEMBERS, LEAVE_OUT)
_SECTIONS = ("defaults", "articles")


@dataclass(frozen=True, slots=True)
class Sources:
    """Facts by file, pattern or folder as written; the empty text where the editor states that nothing is known."""

    articles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    wide: tuple[str, ...] = ()
    """Those keys of ``articles`` that are patterns or folders."""

    def entry(self, file: str, part: int | None = None) -> dict[str, str]:
        """All that is stated of one article, with "" for what its entries state to be unknown."""
        merged = {key: value for key, value in self.defaults.items() if value}
        keys = [key for key in self.wide if key != file and _applies(key, file)]
        for key in sorted(keys, key=lambda key: _exactness(key, self.lines.get(key, 0))):
            merged.update(self.articles[key])
        merged.update(self.articles.get(file, {}))
        if part is not None:
            merged.update(self.articles.get(f"{file}#{part}", {}))
        return merged

    def of(self, file: str, part: int | None = None) -> dict[str, str]:
        """What is stated of one article; what is stated to be unknown is no key."""
        return {key: value for key, value in self.entry(file, part).items() if value}


def _applies(key: str, file: str) -> bool:
    if key == file:
        return True
    if key.endswith("/") and not _is_pattern(key):
        return file.startswith(key)
    return _is_pattern(key) and _fits(key, file)


def _is_pattern(key: str) -> bool:
    return any(c in key for c in "*?[")


def _exactness(key: str, line: int) -> tuple[int, int, int]:
    """The higher, the more it counts: a pattern before a folder; see the head of this module."""
    if not _is_pattern(key):
        return 0, key.count("/"), 0
    return 1, len(re.sub(r"\[[^][]*\]|[*?]", "", key)), line


def _fits(pattern: str, file: str) -> bool:
    """Whether a pattern fits a path; without "/" it is one of file names, in whatever folder."""
    pattern += "**" if pattern.endswith("/") else ""
    if "/" not in pattern:
        return fnmatchcase(file.rpartition("/")[2], pattern)
    folders, names = pattern.lstrip("/").split("/"), file.split("/")
    reached = {0}  # how many parts of the path the parts of the pattern so far can have used up
    for folder in folders:
        if folder == "**":
            reached = set(range(min(reached), len(names) + 1)) if reached else set()
        else:
            reached = {n + 1 for n in reached if n < len(names) and fnmatchcase(names[n], folder)}
    return len(names) in reached


def read_sources(raw: bytes) -> tuple[Sources, list[Problem]]:
    """Read the bytes of `sources.yml`. Each mistake is one problem and costs nothing but its own line."""
    problems: list[Problem] = []

    def tell(message: str, line: int | None) -> None:
        problems.append(Problem(NAME, message, line))

    root = compose(decode(raw).text, tell)
    if root is None:
        return Sources(), problems
    if not isinstance(root, yaml.MappingNode):
        tell("the file must be a mapping with “defaults” and “articles”", root.start_mark.line + 1)
        return Sources(), problems
    defaults: dict[str, str] = {}
    articles: dict[str, dict[str, str]] = {}
    lines: dict[str, int] = {}
    for key, node, line in pairs(root, tell):
        if key not in _SECTIONS:
            hint = "; put entries of files under “articles:”" if "." in key or "/" in key else ""
            tell(f"unknown section “{short(key)}”; known are defaults and articles{hint}", line)
        elif is_null(node):
            continue
        elif key == "defaults":
            defaults = _facts(node, "defaults", problems)
            if defaults.pop(LEAVE_OUT, None):
                tell(f"“{LEAVE_OUT}” under “defaults” would leave out everything; put it under an article", line)
        elif not isinstance(node, yaml.MappingNode):
            tell("“articles” must be a mapping from file names to what is known of each", node.start_mark.line + 1)
        else:
            for file, entry, at in pairs(node, tell):
                lines[file] = at
                articles[file] = {} if is_null(entry) else _facts(entry, file, problems)
    wide = tuple(key for key in articles if _is_pattern(key) or key.endswith("/"))
    return Sources(articles, defaults, lines, wide), problems


def unknown_files(sources: Sources, files: Iterable[str], parts: Iterable[tuple[str, int]] = ()) -> list[Problem]:
    """One problem for each entry that fits no article of the folder: a file, a pattern, a folder, a part of a file.

    ``files`` are the paths in the folder, articles or not; ``parts`` the articles of files that hold several.
    """
    known = sorted(set(files))
    there = {*known, *(f"{file}#{part}" for file, part in parts)}
    told: list[Problem] = []
    for key, line in sorted(sources.lines.items(), key=lambda item: item[1]):
        if key in there or any(_applies(key, file) for file in known):
            continue
        told.append(Problem(NAME, _nothing(key, known, there), line))
    return told


def _nothing(key: str, files: list[str], there: Iterable[str]) -> str:
    if any(file.startswith(key + "/") for file in files):
        return f"“{short(key)}” is a folder; write “{short(key)}/”"
    if _is_pattern(key):
        return f"no article fits “{short(key)}”; correct the pattern or remove the entry"
    if key.endswith("/"):
        return f"no article in a folder “{short(key)}”; correct the name or remove the entry"
    if key.partition("#")[0] in files and "#" in key:
        return f"“{short(key)}”: the file has no such article; after “#” comes its line or its place in the list"
    near = difflib.get_close_matches(key, sorted(there), 1)
    advice = f"did you mean “{short(near[0])}”?" if near else "correct the name or remove the entry"
    return f"no article “{short(key)}” in this folder; {advice}"


def _facts(node: yaml.Node, where: str, problems: list[Problem]) -> dict[str, str]:
    def tell(message: str, line: int | None) -> None:
        problems.append(Problem(NAME, message, line))

    if not isinstance(node, yaml.MappingNode):
        tell(f"“{short(where)}” must be a mapping with any of {', '.join(KEYS)}", node.start_mark.line + 1)
        return {}
    facts: dict[str, str] = {}
    for key, value, line in pairs(node, tell):
        if key not in KEYS:
            near = difflib.get_close_matches(key, KEYS, 1)
            advice = f"did you mean “{near[0]}”?" if near else f"known are {', '.join(KEYS)}"
            tell(f"unknown member “{short(key)}”; {advice}", line)
        elif not isinstance(value, yaml.ScalarNode):
            tell(f"“{key}” must be one line of plain text", line)
        elif is_null(value):
            facts[key] = ""
        else:
            written = " ".join(value.value.split())
            wrong = fault(key, written) if written else None
            if wrong is None and key == LEAVE_OUT and written.lower() in ("true", "yes", "false", "no", "on", "off"):
                wrong = "give the reason in words; it is listed"
            if wrong is None:
                facts[key] = written
            else:
                tell(f"“{key}” of “{short(where)}”: {wrong}; it is ignored", line)
    return facts
