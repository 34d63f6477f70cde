"""Briefing to pages: Markdown, style and theme. Knows nothing of MkDocs but the way it makes addresses."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs_briefing.model import Briefing, Problem
from mkdocs_briefing.pages import articles, coverage, home, method, speakers, statements, timeline, topic, wording
from mkdocs_briefing.pages.addresses import broken
from mkdocs_briefing.pages.context import Context, topic_path
from mkdocs_briefing.pages.page import Page
from mkdocs_briefing.settings import Settings

ASSETS = Path(__file__).parent / "assets"
ABOUT = "About"
"""The last section of the navigation: how it was made, what can be taken away, and pages written by hand."""

__all__ = ["ABOUT", "Page", "links", "navigation", "render"]


def render(briefing: Briefing, settings: Settings) -> dict[str, Page]:
    """All generated pages by Markdown path; style sheet and script by their own. Same briefing, same bytes."""
    context = Context(briefing, settings)
    pages: dict[str, Page] = {}
    for part in (home, topic, statements, speakers, timeline, wording, coverage, articles, method):
        pages.update(part.pages(context))
    for asset in sorted([*ASSETS.glob("*.css"), *ASSETS.glob("*.js")]):
        pages[f"assets/{asset.name}"] = Page(asset.read_bytes(), in_nav=False)
    return pages


def navigation(briefing: Briefing, settings: Settings) -> list[dict[str, Any]]:
    """The navigation in the form MkDocs takes; speakers' and articles' own pages are reached from their lists.

    Each entry is a tab: few enough to be seen at once on a narrow screen.
    """
    del settings
    return [
        {"Home": home.PATH},
        {"Topics": [topic_path(item.id) for item in briefing.topics]},
        {"All statements": statements.PATH},
        {"Speakers": speakers.INDEX},
        {"Across articles": [timeline.PATH, wording.PATH, coverage.PATH]},
        {"Articles": articles.INDEX},
        {ABOUT: [method.METHOD, method.DATA]},
    ]


def links(pages: Mapping[str, Page], files: frozenset[str] = frozenset()) -> list[Problem]:
    """Links that lead nowhere and ids used twice; ``files`` are other files that the site will have."""
    texts = {path: p.content for path, p in pages.items() if path.endswith(".md") and isinstance(p.content, str)}
    others = frozenset(path for path in pages if path not in texts)
    return broken(texts, files | others)
