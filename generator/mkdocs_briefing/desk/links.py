"""Links of hand-written pages: each must lead to a page, a file or a heading that will be there."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import markdown

from mkdocs_briefing.model import Problem

EXTENSIONS = ("attr_list", "tables", "toc", "fenced_code", "admonition", "md_in_html")
"""More than the pages need: a link in a block that another extension makes is found all the same."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        for key, value in attrs:
            if key in ("id", "name") and value:
                self.ids.add(value)
            elif key in ("href", "src") and value is not None:
                self.links.append(value)


def _read(text: str) -> _Reader:
    reader = _Reader()
    body = text.partition("\n---\n")[2] if text.startswith("---\n") else text
    reader.feed(markdown.markdown(body, extensions=[*EXTENSIONS]))
    reader.close()
    return reader


def broken(own: Mapping[str, bytes], made: Mapping[str, str], others: frozenset[str]) -> list[Problem]:
    """One warning for each link of a hand-written page that leads nowhere; ``file`` is the page's path.

    ``own`` are hand-written files and ``made`` generated pages, by path in the documentation folder; ``others`` are
    the paths of other generated files. Links to other hosts, and links from the site's root, are not followed.
    """
    texts = {path: raw.decode("utf-8-sig", "replace") for path, raw in own.items() if path.endswith(".md")}
    read: dict[str, _Reader] = {}

    def reader(path: str) -> _Reader:
        if path not in read:
            read[path] = _read(texts[path] if path in texts else made[path])
        return read[path]

    problems: list[Problem] = []
    for path, text in texts.items():
        for link in dict.fromkeys(reader(path).links):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or parts.path.startswith("/"):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
            target = path if not parts.path else target
            told = None
            if target not in own and target not in made and target not in others:
                told = f"the link “{link}” leads to no page or file; correct it"
            elif parts.fragment and _page(target, texts, made) and unquote(parts.fragment) not in reader(target).ids:
                told = f"the link “{link}” leads to no heading of that page; correct what stands after #"
            if told is not None:
                problems.append(Problem(path, told, _line(text, link)))
    return problems


def _page(target: str, *pages: Mapping[str, str]) -> bool:
    return any(target in known for known in pages)


def _line(text: str, link: str) -> int | None:
    return next((number for number, line in enumerate(text.split("\n"), 1) if link in line), None)
