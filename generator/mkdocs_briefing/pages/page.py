"""A generated page, and the one way to make one: front matter that no text can leave, then a template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from mkdocs_briefing.pages.markup import environment, finalize

WEIGHTS = {
    "home.md": 0.5,
    "articles.md": 2.0,
    "article.md": 0.6,
    "speaker.md": 0.8,
    "speakers.md": 0.5,
    "unnamed.md": 0.5,
    "statements.md": 0.5,
    "timeline.md": 0.4,
    "timeline-period.md": 0.4,
    "wording.md": 0.4,
    "coverage.md": 0.4,
    "method.md": 0.4,
    "data.md": 0.4,
}
"""What a hit counts in the search, by template; 1 elsewhere. A statement's words lead to its card, a name to the
speaker's page, an outlet or a date to its heading in the list of articles; pages that only list others come last."""
_BLANK = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Page:
    """A page or file of the site: Markdown or bytes, whether the navigation lists it, and its title as markup."""

    content: str | bytes
    in_nav: bool = True
    title: str = ""


def page(
    path: str,
    template: str,
    title: object,
    description: object,
    meta: Mapping[str, Any] | None = None,
    in_nav: bool = True,
    **values: Any,
) -> Page:
    """The page that lies at ``path`` from ``template``, which sees ``path``, ``title`` and ``values``.

    ``title`` and ``description`` are text, or markup without elements; both stand in the front matter in a form that
    themes may print unescaped. ``meta`` is added to the front matter as it is, then the weight in the search.
    """
    shown = str(finalize(title))
    front = {"title": shown, "description": str(finalize(description)), **(meta or {})}
    if template in WEIGHTS:
        front.setdefault("search", {"boost": WEIGHTS[template]})
    body = environment().get_template(template).render(path=path, title=title, **values)
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=1000)
    return Page(f"---\n{head}---\n\n{_BLANK.sub(chr(10) * 2, body).strip()}\n", in_nav, shown)
