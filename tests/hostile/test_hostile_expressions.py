"""Every regular expression is linear on hostile text, or stands before a stretch of bounded length."""

from __future__ import annotations

import re
from pathlib import Path

import probing
import pytest

from mkdocs_briefing import pipeline
from mkdocs_briefing.settings import from_mapping

ROOT = Path(__file__).resolve().parents[2]
STORIES = ("tests/stories/tram", "tests/hostile/articles/markdown")
SIZES = (24, 2000, 4000, 8000, 16000)
ENOUGH = 0.25
"""Seconds of processor time for 16,000 code points: 64,000 code points a second, where a linear one reads millions."""

BOUNDED: dict[str, int] = {
    # name: code points that it is given at most, by the code that calls it
    "mkdocs_briefing.attribution.linking.extents._INITIALS": 12,
    "mkdocs_briefing.attribution.resolving._DANGLING": 12,
    "mkdocs_briefing.attribution.resolving.chain._REPORTED": 140,
    "mkdocs_briefing.attribution.resolving.details._TO": 80,
    "mkdocs_briefing.attribution.resolving.sources._AND": 80,
    "mkdocs_briefing.pages.home._BEFORE": 60,
    "mkdocs_briefing.reading.layout._CONTRIBUTED": 90,
    "mkdocs_briefing.reading.layout._DATELINE": 120,
    "briefing/wording/persons.py:180": 30,
}


MATCHED_ONLY = frozenset({"briefing/places.py"})
"""Modules whose patterns are made in functions and used with ``match`` alone."""


def used() -> None:
    """Run the program, so that patterns made on the way are recorded."""
    given = from_mapping({"topics": [{"title": "T", "terms": ["tram", "line*"]}]}, "x")[0]
    for story in STORIES:
        pipeline.publish(pipeline.build(ROOT / story, given), given)


@pytest.fixture(scope="module")
def patterns() -> dict[tuple[str | bytes, int], str]:
    return probing.patterns(used)


@pytest.mark.slow
def test_every_expression_is_collected(patterns: dict[tuple[str | bytes, int], str]) -> None:
    texts = {pattern for pattern, _ in patterns}
    assert len(texts) > 100
    written = {text for _, text in probing.sites() if text is not None}
    assert len(written) > 80
    missing = sorted(written - {t for t in texts if isinstance(t, str)})
    for text in missing:
        patterns[(text, re.compile(text).flags)] = "written out"


@pytest.mark.slow
def test_every_expression_is_linear_or_bounded(patterns: dict[tuple[str | bytes, int], str]) -> None:
    fixed = probing.anchored()
    slow: list[str] = []
    for (pattern, flags), where in patterns.items():
        most = BOUNDED.get(where, SIZES[-1])
        sizes = tuple(size for size in SIZES if size <= most) or (most,)
        found = probing.slowest(
            pattern, flags, sizes, ENOUGH, where in fixed or where.partition(":")[0] in MATCHED_ONLY
        )
        if found is not None:
            slow.append(f"{where}: {found}")
    assert slow == []


@pytest.mark.parametrize("pattern", [r"(?:a+)+$", r"(\w+\s?)+:", r"\w+ing\b"])
def test_the_probe_finds_what_is_not_linear(pattern: str) -> None:
    assert probing.slowest(pattern, 0, (8, 16, 20, 24, 1000, 4000, 8000, 16000), ENOUGH) is not None


@pytest.mark.parametrize("pattern", [r"\bfoo\b", r"[^\W_]+", r"(?<!\w)\w+ing\b"])
def test_the_probe_lets_linear_ones_pass(pattern: str) -> None:
    assert probing.slowest(pattern, 0, SIZES, ENOUGH) is None
