"""JSON and JSON Lines: one object, a list of objects, or one object a line; each article's facts from its members."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs_briefing.reading.facts import Facts, member, stated
from mkdocs_briefing.reading.formats.plain import decoded_text
from mkdocs_briefing.reading.formats.shared import Item, Opened, RefusedError, Told, article_text, lost
from mkdocs_briefing.reading.nodes import short

ORIGIN = "JSON field"

_LISTS = ("articles", "items", "results", "data", "documents", "docs", "entries", "stories", "hits")
_SPACE = re.compile(r"[ \t\r\n]*")
_MARKUP = re.compile(r"</?(?:p|br|div|h[1-6]|ul|ol|li|blockquote|strong|em|b|i|a|span)\b[^<>]{0,2000}>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
_NEEDED = "an article needs “title” and “text”"

Row = tuple[Any, int | None, int | None]
"""A value, its part (``None`` for one that is alone in its file) and its line."""


def read(raw: bytes) -> Opened:
    """The articles of a JSON or JSON Lines file; an object that is none is told with its line.

    Raises `RefusedError` when no article is in the file.
    """
    decoded = decoded_text(raw)
    told: list[Told] = [lost(decoded.lost, decoded.encoding)] if decoded.lost else []
    items: list[Item] = []
    for value, part, line in _rows(decoded.text, told):
        item = _item(value, part, line, decoded.encoding, told)
        if item is not None:
            items.append(item)
    if not items and not told:
        raise RefusedError(f"no article in it; {_NEEDED}")
    return Opened(tuple(items), tuple(told))


def _rows(text: str, told: list[Told]) -> Iterator[Row]:
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        first, _, rest = text.strip().partition("\n")
        if not rest.strip() or (error.msg != "Extra data" and not _parses(first)):
            told.append(Told(f"not readable as JSON ({error.msg}); correct that line", error.lineno, "error"))
            return
        yield from _by_line(text, told)
        return
    except (ValueError, RecursionError):
        told.append(
            Told("not readable as JSON (nested too deeply, or a number too long); correct the file", None, "error")
        )
        return
    if isinstance(whole, dict) and _text_of(whole) is None:
        inner = next((whole[name] for name in _LISTS if isinstance(whole.get(name), list)), None)
        if inner is not None:
            yield from ((value, n, None) for n, value in enumerate(inner, 1))
            return
    if isinstance(whole, list):
        yield from _listed(text)
    else:
        # A line of JSON Lines stays what it is when others come to it; an object over several lines is alone.
        alone = "\n" in text.strip()
        yield whole, None if alone else 1, text.count("\n", 0, len(text) - len(text.lstrip())) + 1


def _parses(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _by_line(text: str, told: list[Told]) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield json.loads(line), number, number
        except json.JSONDecodeError as error:
            told.append(Told(f"not readable as JSON ({error.msg}); correct that line", number, "error"))
        except (ValueError, RecursionError):
            told.append(Told("not readable as JSON (nested too deeply, or a number too long)", number, "error"))


def _listed(text: str) -> Iterator[Row]:
    """The values of a list that is known to be good JSON, each with the line that it begins on."""
    decoder = json.JSONDecoder()
    at = text.index("[") + 1
    line, counted = text.count("\n", 0, at) + 1, at
    number = 0
    while True:
        place = _SPACE.match(text, at)
        at = place.end() if place else at
        if text[at] == "]":
            return
        line += text.count("\n", counted, at)
        counted = at
        value, at = decoder.raw_decode(text, at)
        number += 1
        yield value, number, line
        place = _SPACE.match(text, at)
        at = place.end() if place else at
        if text[at] == ",":
            at += 1


def _item(
    value: Any,
    part: int | None,
    line: int | None,
    encoding: str,
    told: list[Told],
) -> Item | None:
    where = f"article {part}: " if line is None and part is not None else ""
    if not isinstance(value, dict):
        told.append(Told(f"{where}no object; {_NEEDED}", line, "error"))
        return None
    body = _text_of(value)
    if body is None:
        names = ", ".join(short(str(name)) for name in list(value)[:6])
        told.append(Told(f"{where}no text (it has {names or 'nothing'}); {_NEEDED}", line, "error"))
        return None
    facts, wrong = stated(value, ORIGIN)
    told.extend(Told(f"{where}“{short(name)}”: {message}; it is ignored", line) for name, _, message in wrong)
    return Item(lambda: _article(body, facts), facts, encoding, part, line)


def _text_of(value: Mapping[str, Any]) -> list[str] | None:
    """The paragraphs or the whole text that an object holds, under the best of the names for it."""
    best: tuple[int, list[str]] | None = None
    for name, held in value.items():
        meant = member(name)
        if meant is None or meant[0] != "text":
            continue
        rows = [held] if isinstance(held, str) else held if isinstance(held, list) else []
        rows = [row for row in rows if isinstance(row, str) and row.strip()]
        if rows and (best is None or meant[1] < best[0]):
            best = (meant[1], rows)
    return None if best is None else best[1]


def _article(body: list[str], facts: Facts) -> str:
    title = facts["title"].value if "title" in facts else None
    return article_text(title, [piece for row in body for piece in _paragraphs(row)])


def _paragraphs(row: str) -> list[str]:
    """A text as it is, or, where it is written in HTML, the words of its blocks."""
    if not _MARKUP.search(row) and not _ENTITY.search(row):
        return [row]
    from mkdocs_briefing.reading.formats.markup import paragraphs, tree

    if not _MARKUP.search(row):
        from html import unescape

        return [unescape(row)]
    root = tree(row if re.search(r"<(?:p|br|div)\b", row, re.IGNORECASE) else re.sub(r"\n\s*\n", "<p>", row))
    return [] if root is None else paragraphs(root)
