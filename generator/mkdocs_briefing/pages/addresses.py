"""Where pages lie and how one links to another: Markdown path, address on the site, relative link, validation."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from mkdocs_briefing.model import Problem

_HEADING = re.compile(r"^#{1,6} [^{}\n]*\{(?:: )?#([^\s}]+)(?: [^}\n]*)?\}[ \t]*$", re.MULTILINE)


def url(path: str) -> str:
    """The address of a page or file under the site's root, as MkDocs serves it (``topics/a.md`` is ``topics/a/``)."""
    if not path.endswith(".md"):
        return path
    stem = path.removesuffix(".md")
    if stem == "index":
        return ""
    return stem.removesuffix("index") if stem.endswith("/index") else stem + "/"


def relative(source: str, target: str, fragment: str = "") -> str:
    """The link from the page ``source`` to the page or file ``target`` (both Markdown paths)."""
    mark = f"#{fragment}" if fragment else ""
    if source == target and fragment:
        return mark
    return ("../" * url(source).count("/") + url(target) or "./") + mark


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        for key, value in attrs:
            if key == "id" and value:
                self.ids.append(value)
            elif key in ("href", "src") and value is not None:
                self.links.append((value, self.getpos()[0]))


def broken(pages: Mapping[str, str], files: frozenset[str] = frozenset()) -> list[Problem]:
    """Links of generated pages that lead nowhere, and ids used twice on a page.

    ``pages`` are Markdown texts by path, ``files`` the paths of other files that will be there. Links to other hosts
    are not followed. One problem of severity ``error`` for each fault, with the page and the line.
    """
    found: dict[str, _Collector] = {}
    problems: list[Problem] = []
    for path, text in pages.items():
        collector = _Collector()
        collector.feed(text)
        collector.close()
        collector.ids.extend(_HEADING.findall(text))
        twice = sorted(name for name, count in Counter(collector.ids).items() if count > 1)
        problems.extend(
            Problem(path, f"the id {name!r} is used more than once on this page", severity="error") for name in twice
        )
        found[path] = collector
    ids = {url(path): set(collector.ids) for path, collector in found.items()}
    known = {url(file) for file in files}
    for path, collector in found.items():
        for link, line in collector.links:
            fault = _fault(url(path), link, ids, known)
            if fault:
                problems.append(Problem(path, fault, line, "error"))
    return problems


def _fault(source: str, link: str, ids: Mapping[str, set[str]], known: set[str]) -> str | None:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    joined = posixpath.normpath(posixpath.join("/", source, unquote(parts.path))) if parts.path else "/" + source
    target = joined.lstrip("/")
    if parts.path.endswith("/") and target:
        target += "/"
    if target in (".", "./"):
        target = ""
    if target not in ids:
        return None if target in known else f"the link {link!r} leads to no page"
    fragment = unquote(parts.fragment)
    if fragment and fragment not in ids[target]:
        return f"the link {link!r} leads to no id on its page"
    return None
