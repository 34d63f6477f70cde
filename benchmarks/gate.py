#!/usr/bin/env python3
"""Measure accuracy with an outside ``measure.py`` and compare it with ``floors.json``. Floors only rise.

    python benchmarks/gate.py PATH/TO/measure.py [--write]

Each measure runs ``briefing json`` on annotated articles. A figure below its floor (or, for those under ``at_most``,
above its ceiling) ends with status 1. Time is printed and never gated. ``--write`` raises the floors to what was
reached; it never lowers one.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")
BRIEFING = f"{sys.executable} -m mkdocs_briefing json"

_RATIO = re.compile(r"^(?P<name>[a-z][a-z0-9+% ]*?)\s+(?P<part>\d+)/(?P<whole>\d+)", re.MULTILINE)
_COUNT = re.compile(r"^(?P<name>negatives taken[a-z ]*|statements that [a-z' ]+?):?\s+(?P<count>\d+)$", re.MULTILINE)


def seeds_figures(printed: str) -> dict[str, float]:
    """Figures from the lines that ``measure.py seeds`` prints: ``name part/whole`` as a share, or ``name count``."""
    figures = {m["name"]: int(m["part"]) / max(int(m["whole"]), 1) for m in _RATIO.finditer(printed)}
    figures |= {m["name"]: float(m["count"]) for m in _COUNT.finditer(printed)}
    return figures


def flat(value: Any, path: str = "") -> dict[str, float]:
    """Numbers in nested JSON objects, by their path joined with full stops."""
    if isinstance(value, bool) or value is None:
        return {}
    if isinstance(value, int | float):
        return {path: float(value)}
    if isinstance(value, dict):
        found: dict[str, float] = {}
        for key, inner in value.items():
            found |= flat(inner, f"{path}.{key}" if path else str(key))
        return found
    return {}


def figures(tool: Path, what: str) -> dict[str, float]:
    """Run one measure and read its figures. Raises ``CalledProcessError`` when it cannot run."""
    options = [] if what == "seeds" else ["--", "--json"]
    command = [sys.executable, str(tool), what, "--command", BRIEFING, *options]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return seeds_figures(printed) if what == "seeds" else flat(json.loads(printed))


def gate(floors: dict[str, Any], reached: dict[str, dict[str, float]]) -> list[str]:
    """One line for each figure that misses its bound, or that was not measured at all."""
    misses = []
    for what, bounds in floors.items():
        for side in ("at_least", "at_most"):
            for name, bound in bounds.get(side, {}).items():
                got = reached[what].get(name)
                if got is None:
                    misses.append(f"{what}: {name} was not measured")
                elif (got < bound) if side == "at_least" else (got > bound):
                    misses.append(f"{what}: {name} is {got:.3f}, {side.replace('_', ' ')} {bound:.3f} is asked")
    return misses


def raised(floors: dict[str, Any], reached: dict[str, dict[str, float]]) -> dict[str, Any]:
    """The floors with each bound moved to the figure reached, where that is better (cut to three decimals)."""
    new: dict[str, Any] = {}
    for what, bounds in floors.items():
        low = {n: max(b, int(reached[what].get(n, b) * 1000) / 1000) for n, b in bounds.get("at_least", {}).items()}
        high = {n: min(b, reached[what].get(n, b)) for n, b in bounds.get("at_most", {}).items()}
        new[what] = {"at_least": low, "at_most": high}
    return new


def main() -> int:
    """Run every measure that has floors; 0 when all hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool", type=Path)
    parser.add_argument("--write", action="store_true", help="raise the floors to what is reached")
    options = parser.parse_args()
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    reached = {}
    for what in floors:
        begun = time.monotonic()
        reached[what] = figures(options.tool.resolve(), what)
        print(f"{what}: measured in {time.monotonic() - begun:.1f} s")
        for side in ("at_least", "at_most"):
            for name, bound in floors[what].get(side, {}).items():
                print(f"  {name:45s} {reached[what].get(name, float('nan')):.3f}  {side.replace('_', ' ')} {bound:.3f}")
    misses = gate(floors, reached)
    print("\n".join(misses) if misses else "every floor holds")
    if options.write and not misses:
        FLOORS.write_text(json.dumps(raised(floors, reached), indent=2) + "\n", encoding="utf-8")
    return 1 if misses else 0


if __name__ == "__main__":
    sys.exit(main())
