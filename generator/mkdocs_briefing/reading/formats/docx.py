"""Word files: the words of the main text, read from its XML with lxml.

Read here and not through a library for Word: the usual one leaves out words that stand in a tracked insertion. What was
struck out, notes, comments, headers and footers are no part of the text.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any

from lxml import etree

from mkdocs_briefing.reading.facts import Fact, Facts
from mkdocs_briefing.reading.formats.shared import Item, Opened, RefusedError, article_text, bare

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAIN = "word/document.xml"
_LARGEST_XML = 60_000_000
_SAVE = "save the article as text"
_GLYPHS = {"tab": "\t", "noBreakHyphen": "‑", "softHyphen": "", "br": "\n", "cr": "\n"}
_SKIPPED = frozenset({_FALLBACK, *(_W + name for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr"))})
_TITLES = re.compile(r"title|titel|titre|título|titolo|heading 1|heading1", re.IGNORECASE)


def read(raw: bytes) -> Opened:
    """The article of a Word file. Raises `RefusedError` when it cannot be read or holds no words."""
    body = _body(raw)
    rows = [(style, words) for style, words in _paragraphs(body) if words.strip()]
    if not any(bare(words) for _, words in rows):
        raise RefusedError(f"no text in it; {_SAVE}")
    facts: Facts = {}
    first, words = rows[0]
    if _TITLES.fullmatch(first) and len(words) <= 300 and len(rows) > 1:
        facts["title"] = Fact(" ".join(words.split()), "text")
    return Opened((Item(lambda: article_text(None, (words for _, words in rows)), facts),))


def _body(raw: bytes) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if archive.getinfo(_MAIN).file_size > _LARGEST_XML:
                raise RefusedError(f"too large inside; {_SAVE}")
            with archive.open(_MAIN) as member:
                # The size that a file states of itself may be wrong.
                content = member.read(_LARGEST_XML + 1)
    except (zipfile.BadZipFile, KeyError, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError):
        raise RefusedError(f"not a readable Word file (.docx); {_SAVE}") from None
    if len(content) > _LARGEST_XML:
        raise RefusedError(f"too large inside; {_SAVE}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        raise RefusedError(f"not a readable Word file (its XML is broken); {_SAVE}") from None
    body = root.find(_W + "body")
    if body is None:
        raise RefusedError(f"no text in it; {_SAVE}")
    return body


def _paragraphs(body: Any) -> list[tuple[str, str]]:
    """(name of the style, words) of each paragraph in order; those of a text box stand before the one that holds it."""
    found: list[tuple[str, str]] = []
    open_: list[tuple[list[str], list[str]]] = []
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        name = element.tag
        if event == "start" and name in _SKIPPED:
            if name == _W + "pPr" and open_:
                style = element.find(_W + "pStyle")
                open_[-1][0].append("" if style is None else style.get(_W + "val") or "")
            walker.skip_subtree()
        elif name == _W + "p":
            if event == "start":
                open_.append(([], []))
            elif open_:
                styles, words = open_.pop()
                found.append((next(iter(styles), ""), "".join(words)))
        elif event == "start" and open_ and isinstance(name, str) and name.startswith(_W):
            local = name.removeprefix(_W)
            if local == "t":
                open_[-1][1].append(element.text or "")
            elif local in _GLYPHS:
                open_[-1][1].append(_GLYPHS[local])
    return found
