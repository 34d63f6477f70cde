"""`sources.yml`: what the editor knows of each article. File -> facts and problems, never a traceback.

The form (every member is optional)::

    defaults:            # for every article that does not say otherwise
      outlet: null
    articles:
      some_file.txt:     # path in the folder, with "/" between folders
        label: "000"     # stands for the article in tables
        outlet: The Daily Example
        url: https://example.org/some-file
        published: 2023-09-13
        title: The headline, where the file does not print it
        language: en

The file is composed with PyYAML's safe loader and its nodes are read as they are written: no object is constructed,
so that an unquoted ``000`` stays "000" and a date that does not exist is a message with its line.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from mkdocs_briefing.model import Problem
from mkdocs_briefing.reading.decode import decode

NAME = "sources.yml"
KEYS = ("label", "outlet", "url", "published", "title", "language")
_SECTIONS = ("defaults", "articles")
_NULL = "tag:yaml.org,2002:null"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Sources:
    """Facts by file, with the defaults filled in; ``None`` where the editor states nothing."""

    articles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def of(self, file: str) -> dict[str, str]:
        """What is stated of one file: its own entry before the defaults; nothing stated is no key."""
        own = self.articles.get(file, {})
        merged = {**self.defaults, **own}
        return {key: value for key, value in merged.items() if value}


def real_date(value: str) -> bool:
    """Whether ``value`` is a date of the calendar, written YYYY-MM-DD."""
    if _DATE.fullmatch(value) is None:
        return False
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _date(value: str) -> str | None:
    return None if real_date(value) else f"“{value}” is no date of the calendar; write it as YYYY-MM-DD"


def _address(value: str) -> str | None:
    good = re.fullmatch(r"https?://[^\s<>\"']+", value)
    return None if good else f"“{value}” is no web address; write it in full, beginning with https://"


def _code(value: str) -> str | None:
    return None if re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*", value) else f"“{value}” is no language code such as en"


_CHECKS: dict[str, Callable[[str], str | None]] = {"published": _date, "url": _address, "language": _code}


def read_sources(raw: bytes) -> tuple[Sources, list[Problem]]:
    """Read the bytes of `sources.yml`. Each mistake is one problem and costs nothing but its own line."""
    problems: list[Problem] = []
    root = _compose(decode(raw).text, problems)
    if root is None:
        return Sources(), problems
    if not isinstance(root, yaml.MappingNode):
        problems.append(_problem(root, "the file must be a mapping with “defaults” and “articles”"))
        return Sources(), problems
    defaults: dict[str, str] = {}
    articles: dict[str, dict[str, str]] = {}
    lines: dict[str, int] = {}
    for key, node in _pairs(root, problems):
        if key not in _SECTIONS:
            hint = "; put entries of files under “articles:”" if "." in key else ""
            problems.append(_problem(node, f"unknown section “{_short(key)}”; known are defaults and articles{hint}"))
        elif _is_null(node):
            continue
        elif key == "defaults":
            defaults = _facts(node, "defaults", problems)
        elif not isinstance(node, yaml.MappingNode):
            problems.append(_problem(node, "“articles” must be a mapping from file names to what is known of each"))
        else:
            for file, entry in _pairs(node, problems):
                lines[file] = entry.start_mark.line + 1
                articles[file] = {} if _is_null(entry) else _facts(entry, file, problems)
    return Sources(articles, defaults, lines), problems


def unknown_files(sources: Sources, files: set[str]) -> list[Problem]:
    """One problem for each entry whose file is not among the articles of the folder."""
    return [
        Problem(NAME, f"no article “{_short(file)}” in this folder; correct the name or remove the entry", line)
        for file, line in sorted(sources.lines.items(), key=lambda item: item[1])
        if file not in files
    ]


def _compose(text: str, problems: list[Problem]) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join((error.problem or error.context or "not YAML").split())
        problems.append(_message(f"not readable as YAML ({what})", None if mark is None else mark.line + 1))
    except yaml.YAMLError as error:
        problems.append(_message(f"not readable as YAML ({' '.join(str(error).split())[:120]})", None))
    except (RecursionError, ValueError):
        problems.append(_message("not readable as YAML (nested too deeply)", None))
    return None


def _pairs(node: yaml.MappingNode, problems: list[Problem]) -> Iterator[tuple[str, yaml.Node]]:
    seen: set[str] = set()
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            problems.append(_problem(key, "a name must be plain text"))
        elif key.value in seen:
            problems.append(_problem(key, f"“{_short(key.value)}” stands twice; the first is used"))
        else:
            seen.add(key.value)
            yield key.value, value


def _facts(node: yaml.Node, where: str, problems: list[Problem]) -> dict[str, str]:
    if not isinstance(node, yaml.MappingNode):
        problems.append(_problem(node, f"“{_short(where)}” must be a mapping with any of {', '.join(KEYS)}"))
        return {}
    facts: dict[str, str] = {}
    for key, value in _pairs(node, problems):
        if key not in KEYS:
            problems.append(_problem(value, f"unknown member “{_short(key)}”; known are {', '.join(KEYS)}"))
        elif not isinstance(value, yaml.ScalarNode):
            problems.append(_problem(value, f"“{key}” must be one line of plain text"))
        elif _is_null(value):
            facts[key] = ""
        else:
            written = " ".join(value.value.split())
            wrong = _CHECKS[key](written) if key in _CHECKS else None
            if wrong is None:
                facts[key] = written
            else:
                problems.append(_problem(value, f"“{key}” of “{_short(where)}”: {wrong}; it is ignored"))
    return facts


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == _NULL


def _problem(node: yaml.Node, message: str) -> Problem:
    return _message(message, node.start_mark.line + 1)


def _message(message: str, line: int | None) -> Problem:
    return Problem(NAME, message + ("; correct the file" if message.startswith("not readable") else ""), line)


def _short(name: str) -> str:
    flat = " ".join(name.split())
    return flat if len(flat) <= 80 else flat[:79] + "…"
