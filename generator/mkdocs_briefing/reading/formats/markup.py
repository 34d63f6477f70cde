"""Elements -> paragraphs: the words of HTML as a browser sets them, one text for each block.

Works on trees of lxml, those of a page and those that the extraction library makes. Depth costs nothing: the tree is
walked, not recursed into.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

_BLOCKS = frozenset(
    # HTML's, then those of the extraction library's own trees
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "quote",
        "list",
        "item",
        "head",
        "row",
        "cell",
    ]
)
_SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "title",
        "meta",
        "link",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "canvas",
        "button",
        "select",
        "option",
        "textarea",
        "input",
        "nav",
        "dialog",
        "map",
        "area",
        "img",
        "graphic",
    ]
)
_BREAKS = frozenset({"br", "lb"})
_QUOTE = {"q": ("“", "”")}
_DATA = re.compile(r"data:[\w/+.;=-]{1,100}?base64,[A-Za-z0-9+/=]{64,}")
_UNUSABLE = re.compile("[\0\ud800-\udfff]")
_COLLAPSE = re.compile(r"[ \t\r\n\f]+")
_MARK = "\x02"


def tree(text: str) -> Any:
    """The tree of an HTML text, or ``None`` where there is no element in it. Broken HTML is mended; no network."""
    source = _DATA.sub("data:,", _UNUSABLE.sub("\N{REPLACEMENT CHARACTER}", text))
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
    try:
        return html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def paragraphs(root: Any) -> list[str]:
    """The texts of the blocks under ``root``, in order: blanks collapsed, one line break kept, two part a paragraph."""
    found: list[str] = []
    held: list[str] = []

    def end() -> None:
        whole = _COLLAPSE.sub(" ", "".join(held))
        held.clear()
        for piece in re.split(rf"(?: ?{_MARK}){{2,}}", whole):
            line = re.sub(rf" ?{_MARK} ?", "\n", piece).strip()
            if line:
                found.append(line)

    for event, element in _walk(root):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _BLOCKS:
                end()
            if tag in _BREAKS:
                held.append(_MARK)
            held.append(_QUOTE.get(tag, ("", ""))[0])
            if tag:
                held.append(element.text or "")
        else:
            held.append(_QUOTE.get(tag, ("", ""))[1])
            if tag in _BLOCKS:
                end()
            if element is not root:
                held.append(element.tail or "")
    end()
    return found


def _walk(root: Any) -> Iterator[tuple[str, Any]]:
    """Starts and ends of elements; one whose words no reader is shown ends at once."""
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event in ("comment", "pi"):
            yield "end", element
            continue
        if event == "start" and element.tag in _SILENT:
            walker.skip_subtree()
            continue
        if event == "start" or element.tag not in _SILENT:
            yield event, element
        else:
            yield "end", _Nothing(element.tail)


class _Nothing:
    """Stands for an element that shows no words, and is followed by some."""

    tag = ""

    def __init__(self, tail: str | None) -> None:
        self.tail = tail


def spoken_marks(root: Any) -> None:
    """Write the quotation marks that a browser prints around ``<q>`` into the tree, in place."""
    for element in list(root.iter("q")):
        element.text = "“" + (element.text or "")
        last = element[-1] if len(element) else None
        if last is None:
            element.text += "”"
        else:
            last.tail = (last.tail or "") + "”"
        element.drop_tag()
