"""Nothing is lost silently: every quotation mark lies in a passage, or in the list of what was left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_briefing import pipeline
from mkdocs_briefing.settings import Settings

MARKS = frozenset('"“”„«»‹›')
FOLDERS = ("seeds", "tests/stories/tram", "tests/stories/alone", "tests/stories/silent")


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_mark_is_accounted_for(folder: str, root: Path) -> None:
    briefing = pipeline.build(root / folder, Settings())
    covered: dict[str, set[int]] = {article.id: set() for article in briefing.articles}
    for passage in (*briefing.passages, *briefing.held_back):
        for start, end in passage.content:
            covered[passage.article].update(range(start, end))
    for left in briefing.left_out:
        covered[left.article].update(range(*left.span))
    lost = [
        (article.label, place, article.text[max(0, place - 20) : place + 20])
        for article in briefing.articles
        for place, char in enumerate(article.text)
        if char in MARKS and place not in covered[article.id]
    ]
    assert lost == []
