"""Saved pages: the article's paragraphs through trafilatura, and what the page states of it (`statements`).

Nothing is fetched: the library is given a tree and asked for nothing else.
"""

from __future__ import annotations

import codecs
import itertools
import logging
import re
from copy import deepcopy
from typing import Any

from mkdocs_briefing.reading.decode import Decoded, decode
from mkdocs_briefing.reading.formats.markup import paragraphs, spoken_marks, tree
from mkdocs_briefing.reading.formats.shared import Item, Opened, RefusedError, Told, alike, article_text, bare, lost
from mkdocs_briefing.reading.formats.statements import graph, statements

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,20}=\s{0,20}["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
# What the web calls these is a Windows code page.
_WEB = {"iso8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
# What stands around an article by what the page itself says of it.
_AROUND = (
    "//nav|//dialog|//noscript|//template|//*[@role='navigation' or @role='dialog' or @role='alertdialog' "
    "or @role='search' or @role='contentinfo' or @role='complementary' or @aria-modal='true']"
)
_ALSO_AROUND = "//aside|//footer|//form|//*[@role='banner']"
_FEWEST = 60
"""So many letters make an article; less is a notice that a page shows in its place."""
_STOPPED = re.compile(r"[.!?…][)\]\"'”’»“]*$")
_SENTENCE = 6
_LEADS_ON = re.compile(r"(?:[A-Z]{4,}(?:\s[A-Z]{2,}){0,2}|[A-Z][a-z]+(?:\s[a-z]+){0,2}):\s")
"""Words with a colon in front of a link: "Read more: …", "RELATED: …"."""
_MOST = 30_000
"""So many elements a page may have: what looks for the article in it takes minutes over many more."""
_SAVE = "save the article as text"

logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def read(raw: bytes) -> Opened:
    """The article of a page. Raises `RefusedError` where no article can be found in it."""
    decoded = decoded_page(raw)
    root = tree(decoded.text)
    if root is None:
        raise RefusedError(f"no page in it; {_SAVE}")
    if sum(1 for _ in itertools.islice(root.iter(), _MOST + 1)) > _MOST:
        raise RefusedError(f"more than {_MOST:,} elements, as no article has; {_SAVE}")
    facts, wrong = statements(root, decoded.text)
    title = facts["title"].value if "title" in facts else None
    told: list[Told] = [lost(decoded.lost, decoded.encoding)] if decoded.lost else []
    told += [Told(message, None, "info") for message in wrong]
    return Opened((Item(lambda: _text(root, title), facts, decoded.encoding),), tuple(told))


def decoded_page(raw: bytes) -> Decoded:
    """The text of a page: as UTF-8 where it is that, else as the page says, else as `decode` finds."""
    decoded = decode(raw)
    found = _CHARSET.search(raw[:8192])
    if decoded.encoding == "utf-8" and not decoded.lost:
        return decoded
    if found is None or raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        return decoded
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
        name = _WEB.get(name, name)
        return Decoded(raw.decode(name), name)
    except (LookupError, ValueError):
        return decoded


def _text(root: Any, title: str | None) -> str:
    if root.find(".//frameset") is not None:
        raise RefusedError(f"a frameset: the article is in a file of its own; save that page, or {_SAVE}")
    rows = _restored(root, _extracted(root)) or _paragraphs(root) or _stated(root)
    if sum(len(bare(row)) for row in rows) < _FEWEST:
        raise RefusedError(f"no article found in this page (it may be made by scripts when it is shown); {_SAVE}")
    return article_text(title, rows[_above(rows, title) :])


def _above(rows: list[str], title: str | None) -> int:
    """How many short lines without a stop stand above the printed headline: the head of a page laid out in tables."""
    at = next((n for n, row in enumerate(rows[:6]) if title and alike(row, title)), 0)
    return at if all(len(row.split()) < 12 and not _STOPPED.search(row) for row in rows[:at]) else 0


def _restored(root: Any, rows: list[str]) -> list[str]:
    """``rows`` with the sentences between them that the library took for links to elsewhere, because they are links.

    Only what stands beside two paragraphs of the article, one before and one after, and ends as running text does.
    """
    if len(rows) < 2:
        return rows
    copy = _without(deepcopy(root), _AROUND)
    spoken_marks(copy)
    at = {bare(row): n for n, row in reversed(list(enumerate(rows)))}
    more: dict[int, list[str]] = {}
    for parent in dict.fromkeys(element.getparent() for element in copy.iter("p", "div")):
        last = -1
        waiting: list[str] = []
        for element in () if parent is None else parent:
            leaf = element.tag in ("p", "div") and element.find(".//p") is None and element.find(".//div") is None
            words = " ".join(paragraphs(element)) if leaf else ""
            place = at.get(bare(words)) if bare(words) else None
            if place is not None:
                if waiting and last >= 0 and place == last + 1:
                    more.setdefault(last, []).extend(waiting)
                last, waiting = place, []
            elif len(words.split()) >= _SENTENCE and _STOPPED.search(words) and not _LEADS_ON.match(words):
                waiting.append(words)
    return [piece for n, row in enumerate(rows) for piece in (row, *more.get(n, ()))]


def _extracted(root: Any) -> list[str]:
    """The paragraphs that the library takes for the article's; with its strict rules first."""
    from trafilatura import bare_extraction

    for strict in (True, False):
        copy = _without(deepcopy(root), _AROUND)
        spoken_marks(copy)
        try:
            found = bare_extraction(
                copy,
                favor_precision=strict,
                include_comments=False,
                include_tables=True,
                deduplicate=False,
                with_metadata=False,
            )
        except (RecursionError, ValueError, TypeError, AttributeError, AssertionError):
            continue
        body = getattr(found, "body", None)
        rows = [] if body is None else paragraphs(body)
        if sum(len(bare(row)) for row in rows) >= _FEWEST:
            return rows
    return []


def _paragraphs(root: Any) -> list[str]:
    """All ``<p>`` of a page, less what is marked as standing around the article: for pages of unusual make."""
    copy = _without(_without(deepcopy(root), _AROUND), _ALSO_AROUND)
    spoken_marks(copy)
    rows = [row for element in copy.iter("p") if element.find(".//p") is None for row in paragraphs(element)]
    return rows if sum(len(bare(row)) for row in rows) >= _FEWEST else []


def _stated(root: Any) -> list[str]:
    """The text that a page made by scripts keeps for machines (``articleBody`` of schema.org)."""
    for node in graph(root):
        body = node.get("articleBody")
        if isinstance(body, str) and len(bare(body)) >= _FEWEST:
            return re.split(r"(?<!\s)\s*\n\s*", body.strip())
    return []


def _without(root: Any, xpath: str) -> Any:
    for element in root.xpath(xpath):
        if element.getparent() is not None:
            element.drop_tree()
    return root
