"""Built pages as a browser reads them, by a parser that is not the program's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

SCHEMES = re.compile(r"(?:javascript|vbscript|data|file|blob|about):", re.IGNORECASE)
_ELEMENTS = """
iframe frame frameset base object embed applet portal template plaintext xmp marquee foreignobject animate set math
video audio source img textarea
"""
ACTIVE = frozenset(_ELEMENTS.split())
_ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "background", "srcset", "ping", "xlink:href")


def pages(site: Path) -> Iterator[tuple[str, LexborHTMLParser]]:
    """Every page of a site, by path."""
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), LexborHTMLParser(path.read_bytes().decode("utf-8"))


def squeezed(text: str) -> str:
    """Text with each run of white space as one blank."""
    return " ".join(text.split())


def shown(tree: LexborHTMLParser) -> str:
    """The words of a page's article, without the theme around it."""
    article = tree.css_first("article") or tree.css_first("body")
    assert article is not None
    for node in article.css("script, style, template, noscript, .headerlink"):
        node.decompose()
    return squeezed(article.text(deep=True))


def acting(tree: LexborHTMLParser) -> list[str]:
    """What could act in a page's article, or leads a page anywhere by itself: elements, handlers, addresses, styles."""
    found: list[str] = []
    for node in tree.css("article *, head *"):
        own = node.attributes or {}
        inside = node.parent is not None
        drawn = node.tag == "svg" and own.get("class") == "bf-time"  # the timeline's picture is the program's own
        if node.tag in ACTIVE or (
            node.tag in ("script", "style", "link", "form", "svg") and _in_article(node) and not drawn
        ):
            found.append(f"<{node.tag}>")
        if node.tag == "meta" and (own.get("http-equiv") or "").lower() == "refresh":
            found.append("refresh")
        for name, value in own.items():
            address = re.sub(r"[\x00-\x20]+", "", value or "")
            if inside and (name.startswith("on") or name in ("style", "srcdoc")) and _in_article(node):
                found.append(f"<{node.tag} {name}>")
            if name in _ADDRESSES and SCHEMES.match(address):
                found.append(f"<{node.tag} {name}={value!r}>")
    return found


def _in_article(node: object) -> bool:
    above = getattr(node, "parent", None)
    while above is not None:
        if above.tag == "article":
            return True
        above = above.parent
    return False
