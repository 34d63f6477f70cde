"""A generated page, and the one way to make one: front matter that no text can leave, then a template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from mkdocs_briefing.pages.markup import environment, finalize

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
    themes may print unescaped. ``meta`` is added to the front matter as it is.
    """
    shown = str(finalize(title))
    front = {"title": shown, "description": str(finalize(description)), **(meta or {})}
    body = environment().get_template(template).render(path=path, title=title, **values)
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=1000)
    return Page(f"---\n{head}---\n\n{_BLANK.sub(chr(10) * 2, body).strip()}\n", in_nav, shown)
