"""What a page states of its article: JSON-LD of schema.org, ``<meta>`` and ``<link>``, read as they are written.

Only what a page names as such counts: no date is taken from an address or a footer, no outlet from a host's name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from mkdocs_briefing.reading.facts import Fact, Facts, fault, spelled
from mkdocs_briefing.reading.formats.shared import bare

ORIGIN = "page metadata"

_ARTICLE = re.compile(r"Article$|Posting$|^Report$|^Review$|^CreativeWork$")
_DEEPEST = 6
# (attribute, name) of <meta> by member, the surest first.
_META: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "parsely-title"),
    "published": (
        "article:published_time",
        "og:article:published_time",
        "article.published",
        "datepublished",
        "dcterms.issued",
        "dc.date.issued",
        "citation_publication_date",
        "parsely-pub-date",
        "sailthru.date",
        "publish-date",
        "publishdate",
        "publication_date",
        "pubdate",
        "dcterms.date",
        "dc.date",
        "date",
    ),
    "outlet": ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "publisher"),
    "url": ("og:url", "twitter:url"),
    "author": ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "byl", "sailthru.author"),
    "language": ("og:locale", "dc.language", "dcterms.language"),
    "rights": ("dc.rights", "dcterms.rights", "copyright"),
}
_LINKED: dict[str, tuple[str, ...]] = {
    "title": ("headline", "name"),
    "published": ("datePublished",),
    "outlet": ("publisher", "sourceOrganization"),
    "url": ("mainEntityOfPage", "url", "@id"),
    "author": ("author", "creator"),
    "language": ("inLanguage",),
}
_SITE = re.compile(r"(?<!\s)\s+[|–—·•»:-]{1,2}\s+")
_SAVED = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)")
_PUBLISHED_TIME = (
    ".//time[@datetime][@pubdate or @itemprop='datePublished' or contains(@class, 'publish') "
    "or contains(@class, 'entry-date')]"
)


def statements(root: Any, source: str) -> tuple[Facts, list[str]]:
    """The facts that a page states, each with its origin, and one message for each value that cannot be right."""
    linked = next(iter(graph(root)), {})
    metas = _metas(root)
    facts: Facts = {}
    wrong: list[str] = []
    for member, names in _META.items():
        given = [value for name in names for value in metas.get(name, ())]
        machine = [_flat(linked.get(name)) for name in _LINKED.get(member, ())]
        own = _OWN[member](root, source) if member in _OWN else []
        # Outlet: what the site calls itself comes before the firm that publishes it.
        order = (own, given, machine) if member in ("outlet", "url") else (machine, given, own)
        told: list[str] = []
        for value in (" ".join(value.split()) for values in order for value in values):
            plain = spelled(member, value)
            if not plain or len(plain) > 500:
                continue
            if fault(member, plain) is None:
                facts[member] = Fact(plain, ORIGIN)
                break
            told.append(value)
        if member == "published" and member not in facts and told:
            wrong.append(f"the page states “{told[0][:60]}” as its date, which is none; set “published” in sources.yml")
    title = _title(root, facts)
    if title is not None:
        facts["title"] = title
    return facts, wrong


def graph(root: Any) -> Iterator[dict[str, Any]]:
    """The articles in the page's JSON-LD, in order."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            data = json.loads((script.text or "").strip().removeprefix("<![CDATA[").removesuffix("]]>"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles(data, 0)


def _articles(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _articles(item, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(name, str) and _ARTICLE.search(name) for name in names):
            yield data
        for name in ("@graph", "mainEntity"):
            yield from _articles(data.get(name), depth + 1)


def _flat(value: Any) -> str:
    from html import unescape

    if isinstance(value, dict):
        return next((_flat(value[name]) for name in ("name", "@id", "url") if value.get(name)), "")
    if isinstance(value, list):
        return ", ".join(filter(None, map(_flat, value)))
    return unescape(value) if isinstance(value, str) else ""


def _metas(root: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            name = (meta.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, []).append(content)
    return found


def _canonical(root: Any, source: str) -> list[str]:
    links = [x.get("href") or "" for x in root.iter("link") if "canonical" in (x.get("rel") or "").lower().split()]
    saved = _SAVED.search(source[:4000])
    return [*links, *([saved.group(1)] if saved else [])]


def _times(root: Any, _source: str) -> list[str]:
    return [time.get("datetime") for time in root.xpath(_PUBLISHED_TIME)]


def _tongue(root: Any, _source: str) -> list[str]:
    page = root if root.tag == "html" else root.find(".//html")
    return [] if page is None else [page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang") or ""]


_OWN: dict[str, Callable[[Any, str], list[str]]] = {"url": _canonical, "published": _times, "language": _tongue}


def _title(root: Any, facts: Facts) -> Fact | None:
    """The headline: as the page prints it where its data or its window's title agree, else as they state it."""
    window = root.findtext(".//title") or ""
    outlet = facts["outlet"].value if "outlet" in facts else ""
    stated = _sited(facts["title"].value, outlet) if "title" in facts else ""
    printed = [row for row in (" ".join("".join(h.itertext()).split()) for h in root.iter("h1")) if row]
    under = [" ".join("".join(h.itertext()).split()) for h in root.iter("h2")]
    for row in (*printed, *under):
        # More than half of it: the site's own name is part of many titles, and the heading of many pages.
        if any(bare(row) in bare(other) and 2 * len(bare(row)) > len(bare(other)) for other in (stated, window)):
            return Fact(row, "text")
    if stated:
        return Fact(stated, ORIGIN)
    if len(printed) == 1 and len(printed[0]) <= 300 and bare(printed[0]) not in bare(window + outlet):
        return Fact(printed[0], "text")
    window = _sited(" ".join(window.split()), outlet)
    return Fact(window, ORIGIN) if len(window.split()) > 2 else None


def _sited(title: str, outlet: str) -> str:
    """A title without the site's name behind or before it."""
    pieces = list(_SITE.finditer(title))
    if outlet and pieces:
        if bare(title[pieces[-1].end() :]) == bare(outlet):
            return title[: pieces[-1].start()]
        if bare(title[: pieces[0].start()]) == bare(outlet):
            return title[pieces[0].end() :]
    return title
