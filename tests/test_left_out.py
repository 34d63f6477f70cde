"""Nothing is lost silently: every quotation mark lies in a passage, or in the list of what was left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mkdocs_briefing import pipeline
from mkdocs_briefing.settings import Settings

MARKS = re.compile(r"""["“”„«»‹›‘‚]|(?<![^\s(\[—–-])'(?=\w[^'\n]*[^'\n\ss]'(?!\w))""")
"""Double marks, and single ones that open: an apostrophe stands after a letter, or has no partner in its line."""
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
        (article.label, mark.start(), article.text[max(0, mark.start() - 20) : mark.start() + 20])
        for article in briefing.articles
        for mark in MARKS.finditer(article.text)
        if mark.start() not in covered[article.id]
    ]
    assert any(MARKS.search(article.text) for article in briefing.articles) or folder.endswith("silent")
    assert lost == []
