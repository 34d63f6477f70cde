"""YAML as it is written: nodes with their lines, never objects. `sources.yml` and front matter are read through this.

No object is constructed, so that an unquoted ``000`` stays "000" and a date that does not exist is a message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import yaml

_NULL = "tag:yaml.org,2002:null"

Tell = Callable[[str, int | None], None]
"""Takes a message and a line of the YAML text, counted from 1."""


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader that takes no alias: a few of them can stand for more text than memory holds."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """The next node; raises `yaml.composer.ComposerError` for an alias."""
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(
                None, None, "an alias, *name, is not read here: write the value out", mark
            )
        return super().compose_node(parent, index)


def compose(text: str, tell: Tell) -> yaml.Node | None:
    """The root node of a YAML text; ``None`` for an empty one, or when a mistake was told."""
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join((error.problem or error.context or "not YAML").split())
        tell(f"not readable as YAML ({what}); correct the file", None if mark is None else mark.line + 1)
    except yaml.YAMLError as error:
        tell(f"not readable as YAML ({' '.join(str(error).split())[:120]}); correct the file", None)
    except (RecursionError, ValueError):
        tell("not readable as YAML (nested too deeply); correct the file", None)
    return None


def pairs(node: yaml.MappingNode, tell: Tell) -> Iterator[tuple[str, yaml.Node, int]]:
    """Keys, values and the line of the key; a key that stands twice is told and the first is used."""
    seen: set[str] = set()
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            tell("a name must be plain text", line)
        elif key.value in seen:
            tell(f"“{short(key.value)}” stands twice; the first is used", line)
        else:
            seen.add(key.value)
            yield key.value, value, line


def is_null(node: yaml.Node) -> bool:
    """Whether nothing is written as the value."""
    return isinstance(node, yaml.ScalarNode) and node.tag == _NULL


def short(name: str) -> str:
    """``name`` in one line of at most 80 characters, for messages."""
    flat = " ".join(name.split())
    return flat if len(flat) <= 80 else flat[:79] + "…"
