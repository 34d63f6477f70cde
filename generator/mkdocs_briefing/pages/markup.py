"""The one place where text becomes markup.

Article text, names and settings are untrusted. Every preprocessor that may run before or after Markdown's raw HTML
(snippets, critic, superfences, macros, emoji, smart quotes, link finders) acts on ASCII punctuation alone, so
``literal`` writes that punctuation as numeric entities and leaves letters, digits and plain sentences readable.
``environment`` sends everything that a template prints through it; ``Markup`` made here is the only way around.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mkdocs_briefing.model import Article, Span

TEMPLATES = Path(__file__).parent / "templates"
REPLACEMENT = "\ufffd"
LABELS = "en"
"""The language of everything that is not copied from an article."""

_BREAKS = re.compile("[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]|(?<=\d)(?:st|nd|rd|th)\b")
_SAFE_ID = re.compile(r"[A-Za-z0-9_.\-]+")


def visible(text: str) -> str:
    """``text`` as a page shows it: runs of breaking white space are one blank, control characters are U+FFFD."""
    return _INVISIBLE.sub(REPLACEMENT, _BREAKS.sub(" ", text))


def literal(text: object) -> Markup:
    """``str(text)`` as markup that shows exactly that text and does nothing, in raw HTML, headings and attributes."""
    shown = visible(str(text))
    return Markup(_PUNCTUATION.sub(_entity, shown))


def _entity(match: re.Match[str]) -> str:
    text, start, found = match.string, match.start(), match.group()
    before, after = text[start - 1 : start], text[match.end() : match.end() + 1]
    if found == ",":
        return found
    if found in ".;?" and before.isalpha() and (after in ("", " ")):
        return found
    if found == "-" and before.isalnum() and after.isalnum():
        return found
    return f"&#{ord(found[0])};{found[1:]}"


def finalize(value: object) -> Markup:
    """What a template prints: markup made in this module as it stands, anything else as literal text."""
    return value if isinstance(value, Markup) else literal(value)


@dataclass(frozen=True, slots=True)
class Layer:
    """An element around a stretch of printed text: ``mark`` or ``span``, a class, and an id on its first piece."""

    span: Span
    tag: str = "span"
    css: str = ""
    id: str = ""


def printed(article: Article, start: int, end: int, layers: Sequence[Layer] = ()) -> Markup:
    """Code points ``start`` to ``end`` of an article, word for word, in an element that carries their address."""
    inside = _layered(article.text, start, end, layers)
    return Markup(f'<span data-at="{address(article.id, start, end)}"{lang(article)}>{inside}</span>')


def lang(article: Article) -> Markup:
    """The attribute that says in which language the words of an article are, where it is not that of the labels."""
    if article.language is None or article.language.partition("-")[0] == LABELS:
        return Markup("")
    return Markup(f' lang="{anchor(article.language)}"')


def quoting(words: Markup, addresses: str) -> Markup:
    """Words of a line of ours that hold an article's: ``addresses``, made by `address`, name these for the audit."""
    return Markup(f'<span data-quotes="{literal(addresses)}">{words}</span>')


def _layered(text: str, start: int, end: int, layers: Sequence[Layer]) -> str:
    cut = [
        (max(layer.span[0], start), min(layer.span[1], end), number)
        for number, layer in enumerate(layers)
        if layer.span[0] < end and start < layer.span[1]
    ]
    starts: dict[int, list[int]] = {}
    ends: dict[int, set[int]] = {}
    for low, high, number in cut:
        starts.setdefault(low, []).append(number)
        ends.setdefault(high, set()).add(number)
    until = {number: high for _, high, number in cut}
    bounds = sorted({start, end, *starts, *ends})
    out: list[str] = []
    open_: list[int] = []
    used: set[int] = set()
    for low, high in zip(bounds, [*bounds[1:], end], strict=True):
        closing = ends.get(low, set()) & set(open_)
        reopen: list[int] = []
        while closing:
            number = open_.pop()
            out.append(f"</{layers[number].tag}>")
            if number in closing:
                closing.discard(number)
            else:
                reopen.append(number)
        for number in [*reversed(reopen), *sorted(starts.get(low, []), key=lambda n: (-until[n], n))]:
            out.append(_opening(layers[number], first=number not in used))
            used.add(number)
            open_.append(number)
        if low < high:
            out.append(str(literal(text[low:high])))
    out.extend(f"</{layers[number].tag}>" for number in reversed(open_))
    return "".join(out)


def _opening(layer: Layer, first: bool) -> str:
    css = f' class="{layer.css}"' if layer.css else ""
    name = f' id="{anchor(layer.id)}"' if layer.id and first else ""
    return f"<{layer.tag}{css}{name}>"


def address(article: str, start: int, end: int) -> Markup:
    """The value of ``data-at``: article id, first and last code point of a printed run."""
    return Markup(f"{anchor(article)}:{start}-{end}")


def anchor(name: str) -> Markup:
    """An id or a path part that is safe in an attribute, an address and an attribute list; safe names stay."""
    safe = name if _SAFE_ID.fullmatch(name) else "".join(_hexed(char) for char in name)
    return Markup(safe)


def _hexed(char: str) -> str:
    return char if char.isascii() and (char.isalnum() or char in "_.-") else f"_{ord(char):x}_"


def href(url: str) -> Markup:
    """An address made by this package or given in the settings, for an attribute; only http, https and relative."""
    scheme = urlsplit(url).scheme
    if scheme not in ("", "http", "https"):
        msg = f"an address must begin with http:// or https://, not {scheme}:"
        raise ValueError(msg)
    return Markup(quote(url, safe="/#:?=%._~-&+@;,!").replace("&", "&amp;"))


def named(name: str, quotes: str = "") -> Markup:
    """The attribute list that ends a Markdown heading: its id, and the addresses of the words that it quotes."""
    quoted = f" data-quotes={quotes}" if quotes else ""
    return Markup(f"{{: #{anchor(name)}{quoted}}}")  # "{#" would open a comment of Jinja, where a macros plugin runs


@cache
def environment() -> Environment:
    """The templates, with ``finalize`` on every expression, no undefined names, and nothing that reads files."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["named"] = named
    return made
