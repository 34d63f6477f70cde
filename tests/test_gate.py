"""The gate on accuracy: what it reads of the measures' output, and that a figure under its floor is told."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

PRINTED = """\
recall direct+mixed           30/33
recall direct+mixed+indirect  40/54
precision 9/10
speaker right 19/20 of those found
negatives taken for statements: 2
  group K01 8/8 together  a label
groups with 80 % together 6/9
statements that merge two speakers' claims 1
"""


@pytest.fixture(scope="module")
def gate(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gate", root / "benchmarks/gate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("recall direct+mixed", 30 / 33),
        ("recall direct+mixed+indirect", 40 / 54),
        ("precision", 0.9),
        ("speaker right", 0.95),
        ("negatives taken for statements", 2),
        ("groups with 80 % together", 6 / 9),
        ("statements that merge two speakers' claims", 1),
    ],
)
def test_reads_the_printed_figures(name: str, expected: float, gate: ModuleType) -> None:
    assert gate.seeds_figures(PRINTED)[name] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("bounds", "reached", "misses"),
    [
        ({"at_least": {"a": 0.8}}, {"a": 0.8}, 0),
        ({"at_least": {"a": 0.8}}, {"a": 0.79}, 1),
        ({"at_most": {"a": 0.05}}, {"a": 0.06}, 1),
        ({"at_least": {"a": 0.8}}, {}, 1),
    ],
)
def test_tells_what_misses(bounds: Any, reached: Any, misses: int, gate: ModuleType) -> None:
    assert len(gate.gate({"seeds": bounds}, {"seeds": reached})) == misses


def test_floors_never_fall(gate: ModuleType) -> None:
    floors = {"seeds": {"at_least": {"a": 0.8, "b": 0.5}, "at_most": {"c": 0.05}}}
    assert gate.raised(floors, {"seeds": {"a": 0.7, "b": 0.61234, "c": 0.1}}) == {
        "seeds": {"at_least": {"a": 0.8, "b": 0.612}, "at_most": {"c": 0.05}}
    }
