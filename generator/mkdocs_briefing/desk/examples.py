"""The two short articles that a new site begins with, so that there is something to see at once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from mkdocs_briefing.model import Article, Problem

FOLDER = Path(__file__).parent / "site"
NAMES = ("example-courier.txt", "example-gazette.txt")


@cache
def _digests() -> frozenset[str]:
    return frozenset(hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() for name in NAMES)


def left_among(articles: Sequence[Article]) -> list[Problem]:
    """A warning for each example that still lies among articles of the editor's own."""
    found = [article for article in articles if article.sha256 in _digests()]
    if len(found) == len(articles):
        return []
    return [Problem(a.file, "is an invented example and would be published; remove the file", 1) for a in found]
