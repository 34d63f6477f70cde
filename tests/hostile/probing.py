"""Every regular expression of the package, and hostile strings made from the pieces of each.

`patterns` collects them: those that modules hold, those written out in a call of ``re``, and those made while the
program runs. `hostile` gives strings that pump each repeated piece of a pattern, with what may come before it and an
end that fails. `slowest` tells how long a pattern takes on the worst of them.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import mkdocs_briefing

# The parse tree of Python's own compiler of regular expressions.
from re import _constants as sre  # type: ignore[attr-defined]  # isort: skip
from re import _parser as parser  # type: ignore[attr-defined]  # isort: skip

PACKAGE = Path(mkdocs_briefing.__file__).resolve().parent
CALLS = frozenset(["compile", "search", "match", "fullmatch", "sub", "subn", "findall", "finditer", "split"])
_TAILS = ("", "\x00", " x")


class Found(NamedTuple):
    """A regular expression: where it is made (file and line in the package), its text and its flags."""

    where: str
    pattern: str | bytes
    flags: int


def patterns(run: Callable[[], object]) -> dict[tuple[str | bytes, int], str]:
    """All regular expressions, each with a place it comes from; ``run`` uses the program while they are recorded."""
    found: dict[tuple[str | bytes, int], str] = {}
    kept: Any = re._compile  # type: ignore[attr-defined]

    def record(pattern: Any, flags: int) -> Any:
        made = kept(pattern, flags)
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and Path(frame.f_code.co_filename).name in ("re.py", "__init__.py", "functools.py"):
            if Path(frame.f_code.co_filename).resolve().is_relative_to(PACKAGE):
                break
            frame = frame.f_back
        if frame is not None and Path(frame.f_code.co_filename).resolve().is_relative_to(PACKAGE):
            name = Path(frame.f_code.co_filename).resolve().relative_to(PACKAGE)
            found.setdefault((made.pattern, made.flags), f"{name.as_posix()}:{frame.f_lineno}")
        return made

    re._compile = record  # type: ignore[attr-defined]
    try:
        for module in modules():
            for name, value in vars(module).items():
                for one in _held(value):
                    found[(one.pattern, one.flags)] = f"{module.__name__}.{name}"
        run()
    finally:
        re._compile = kept  # type: ignore[attr-defined]
    return found


def modules() -> list[Any]:
    """Every module of the package."""
    names = [m.name for m in pkgutil.walk_packages(mkdocs_briefing.__path__, "mkdocs_briefing.")]
    return [importlib.import_module(name) for name in names if not name.endswith("__main__")]


def _held(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _held(inner)
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from _held(inner)


def sites() -> Iterator[tuple[str, str | None]]:
    """Each call of ``re`` in the package, as file and line, with its pattern where that is written out."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr in CALLS
            ):
                first = node.args[0]
                literal = isinstance(first, ast.Constant) and isinstance(first.value, str)
                yield f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}", first.value if literal else None  # type: ignore[attr-defined]


# ------------------------------------------------------------------------------------------------ hostile strings


def hostile(pattern: str, flags: int) -> Iterator[tuple[str, str, str]]:
    """Prefix, piece to repeat, and end, from the pieces of a pattern."""
    tree = parser.parse(pattern, flags & ~re.DEBUG)
    pumps: dict[tuple[str, str], None] = {}
    for before, body in _repeats(tree, ""):
        for piece in _examples(body, 4):
            if piece:
                pumps.setdefault((before, piece))
    letters = sorted(_characters(tree))[:14]
    for letter in letters:
        pumps.setdefault(("", letter))
        pumps.setdefault(("", letter + " "))
    for one, two in itertools.islice(itertools.permutations(letters, 2), 30):
        pumps.setdefault(("", one + two))
    for whole in _examples(tree, 2):
        if whole:
            pumps.setdefault(("", whole))
            pumps.setdefault(("", whole + " "))
            pumps.setdefault(("", whole[: len(whole) // 2 + 1]))
    for (before, piece), tail in itertools.product(pumps, _TAILS):
        yield before, piece, tail


def _repeats(tree: Any, before: str) -> Iterator[tuple[str, Any]]:
    """The body of each repetition, with an example of what stands before it."""
    for op, value in tree:
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            low, high, body = value
            if high > 3:
                yield before, body
                yield "", body
            yield from _repeats(body, before)
            before += next(iter(_examples(body, 1)), "") * max(low, 1 if low else 0)
            continue
        for inner in _inside(op, value):
            yield from _repeats(inner, before)
        before += next(iter(_examples([(op, value)], 1)), "")


def _inside(op: Any, value: Any) -> list[Any]:
    if op is sre.SUBPATTERN:
        return [value[-1]]
    if op is sre.BRANCH:
        return list(value[1])
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return [value[1]]
    if op is sre.ATOMIC_GROUP:
        return [value]
    return []


def _examples(tree: Any, most: int) -> list[str]:
    """Some strings that a sequence matches, looking ahead and back left out."""
    out = [""]
    for op, value in tree:
        ways = _ways(op, value, most)
        out = list(dict.fromkeys(a + b for a in out for b in ways))[: most * 3]
    return out[:most] if most > 1 else out[:1]


def _ways(op: Any, value: Any, most: int) -> list[str]:
    if op is sre.LITERAL:
        return [chr(value)]
    if op is sre.NOT_LITERAL:
        return [c for c in "a .,é" if ord(c) != value][:most]
    if op is sre.ANY:
        return ["a", " ", "."][:most]
    if op is sre.IN:
        return _members(value)[:most]
    if op is sre.BRANCH:
        return [w for branch in value[1] for w in _examples(branch, 1)][: most * 2]
    if op is sre.SUBPATTERN:
        return _examples(value[-1], most)
    if op is sre.ATOMIC_GROUP:
        return _examples(value, most)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        low, high, body = value
        some = _examples(body, most)
        return [w * max(low, 1) for w in some] if high else [""]
    return [""]


_CATEGORY = {
    sre.CATEGORY_DIGIT: "0",
    sre.CATEGORY_NOT_DIGIT: "a",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_WORD: "a",
    sre.CATEGORY_NOT_WORD: "-",
}


def _members(value: Any) -> list[str]:
    negated = any(op is sre.NEGATE for op, _ in value)
    found: list[str] = []
    inside: Callable[[str], bool] = re.compile(_class(value)).match  # type: ignore[assignment]
    for op, what in value:
        if op is sre.LITERAL:
            found.append(chr(what))
        elif op is sre.RANGE:
            found += [chr(what[0]), chr(what[1])]
        elif op is sre.CATEGORY:
            found.append(_CATEGORY.get(what, "a"))
    if negated:
        found = ["a", "A", " ", ".", "0", "-", "é", "\n"]
    return [c for c in dict.fromkeys(found) if inside(c)] or ["a"]


def _class(value: Any) -> str:
    parts: list[str] = []
    shorthand = {
        sre.CATEGORY_DIGIT: r"\d",
        sre.CATEGORY_NOT_DIGIT: r"\D",
        sre.CATEGORY_SPACE: r"\s",
        sre.CATEGORY_NOT_SPACE: r"\S",
        sre.CATEGORY_WORD: r"\w",
        sre.CATEGORY_NOT_WORD: r"\W",
    }
    for op, what in value:
        if op is sre.NEGATE:
            parts.insert(0, "^")
        elif op is sre.LITERAL:
            parts.append(re.escape(chr(what)))
        elif op is sre.RANGE:
            parts.append(f"{re.escape(chr(what[0]))}-{re.escape(chr(what[1]))}")
        elif op is sre.CATEGORY:
            parts.append(shorthand[what])
    return "[" + "".join(parts) + "]"


def _characters(tree: Any) -> set[str]:
    found: set[str] = set()
    for op, value in tree:
        if op is sre.LITERAL:
            found.add(chr(value))
        elif op is sre.IN:
            found.update(_members(value)[:4])
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            found |= _characters(value[2])
        for inner in _inside(op, value):
            found |= _characters(inner)
    return found


# ---------------------------------------------------------------------------------------------------------- time


class Slow(NamedTuple):
    """A text that a pattern is slow on, how long it is in code points, and the seconds."""

    prefix: str
    pump: str
    tail: str
    size: int
    seconds: float
    before: float


def slowest(
    pattern: str | bytes, flags: int, sizes: tuple[int, ...], enough: float, anchored: bool = False
) -> Slow | None:
    """The first hostile text that takes longer than ``enough`` seconds at one of the doubling ``sizes``, or ``None``.

    ``anchored``: the pattern is tried where a text begins, not at every place of it.
    """
    binary = isinstance(pattern, bytes)
    compiled: Any = re.compile(pattern, flags)
    source = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    for prefix, pump, tail in hostile(source, (flags & ~re.UNICODE) if binary else flags):
        before = 0.0
        for size in sizes:
            text: Any = prefix + pump * (size // len(pump)) + tail
            if binary:
                text = text.encode("latin-1", "replace")
            seconds = _seconds(compiled, text, anchored)
            if seconds > enough:
                seconds = min(seconds, _seconds(compiled, text, anchored), _seconds(compiled, text, anchored))
            if seconds > enough:
                return Slow(prefix, pump, tail, size, seconds, before)
            before = seconds
    return None


def _seconds(compiled: Any, text: Any, anchored: bool) -> float:
    start = time.process_time()
    if anchored:
        compiled.match(text)
        compiled.fullmatch(text)
    else:
        for _ in compiled.finditer(text):
            pass
    return time.process_time() - start


def anchored() -> frozenset[str]:
    """Names of patterns, as ``module.NAME``, that the package uses with ``match`` and ``fullmatch`` alone."""
    used: dict[str, set[str]] = {}
    for module in modules():
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                used.setdefault(f"{module.__name__}.{node.value.id}", set()).add(node.attr)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                used.setdefault(f"{module.__name__}.{node.id}", set())
    return frozenset(name for name, ways in used.items() if ways and ways <= {"match", "fullmatch", "pattern"})
