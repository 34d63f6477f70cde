"""PDF: the lines of its pages through pypdf, put together into paragraphs by where they stand.

A PDF knows no paragraphs. Lines go on into one another unless the gap between them is wider than usual, the line is
indented, or the one before ends short behind a stop. Lines that stand at the edge of most pages are left out.
"""

from __future__ import annotations

import io
import itertools
import logging
import re
import statistics
from collections import Counter
from typing import Any, NamedTuple

from mkdocs_briefing.reading.facts import Fact, Facts
from mkdocs_briefing.reading.formats.shared import Item, Opened, RefusedError, article_text, bare

_SAVE = "save the article as text"
_MOST_PAGES = 200
_STOPPED = re.compile(r"[.!?…:][)\]\"'”’»“]*$")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
"""Letters that fonts print as one sign."""
_EDGE = 3
_FEWEST = 40

logging.getLogger("pypdf").addHandler(logging.NullHandler())
logging.getLogger("pypdf").propagate = False


class _Line(NamedTuple):
    text: str
    x: float
    y: float
    size: float


def read(raw: bytes) -> Opened:
    """The article of a PDF. Raises `RefusedError` when it cannot be read or holds no words."""
    import pypdf
    from pypdf.errors import DependencyError, PyPdfError

    try:
        document = pypdf.PdfReader(io.BytesIO(raw), strict=False)
        if document.is_encrypted and not document.decrypt(""):
            raise RefusedError(f"locked with a password; {_SAVE}")
        if len(document.pages) > _MOST_PAGES:
            raise RefusedError(f"{len(document.pages)} pages, more than the {_MOST_PAGES} that are read; divide it")
        pages = [_lines(page) for page in document.pages]
        info = document.metadata
        titled = " ".join(str((info and info.title) or "").split())
    except RefusedError:
        raise
    except DependencyError:
        raise RefusedError(f"locked; {_SAVE}") from None
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OSError,
            NotImplementedError, AssertionError, ZeroDivisionError, OverflowError, UnicodeError):  # fmt: skip
        raise RefusedError(f"not a readable PDF; {_SAVE}") from None
    rows = _paragraphs(_within(pages))
    if sum(len(bare(row)) for row in rows) < _FEWEST:
        raise RefusedError(f"no text in it (pictures of pages?); {_SAVE}")
    facts: Facts = {}
    known = [n for n, row in enumerate(rows[:8]) if len(bare(row)) > 8 and bare(row) in bare(titled)]
    if known:
        # What stands above the headline is the head of a page.
        rows = rows[max(known, key=lambda n: len(rows[n])) :]
        facts["title"] = Fact(rows[0], "document properties")
    return Opened((Item(lambda: article_text(None, rows), facts),))


def _lines(page: Any) -> list[_Line]:
    """The lines of a page in the order in which it draws them."""
    pieces: list[_Line] = []

    def visit(text: str, cm: Any, tm: Any, _font: Any, size: Any) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[1]) or 1.0
            pieces.append(_Line(text, float(x), float(y), float(size or 1) * scale))

    whole = page.extract_text(visitor_text=visit)
    places = _places(whole, pieces)
    return [
        _Line(" ".join(line.translate(_LIGATURES).split()), *places[n])
        for n, line in enumerate(whole.split("\n"))
        if line.strip()
    ]


def _places(whole: str, pieces: list[_Line]) -> list[tuple[float, float, float]]:
    """Where each line of the text stands: the place of the first piece whose words begin it."""
    places: list[tuple[float, float, float]] = []
    at = 0
    last = (0.0, 0.0, 1.0)
    for line in whole.split("\n"):
        own = bare(line)
        for n in range(at, min(at + 40, len(pieces))):
            first = bare(pieces[n].text.lstrip().split("\n")[0])
            if first and own and (own.startswith(first) or first.startswith(own)):
                last, at = (pieces[n].x, pieces[n].y, pieces[n].size), n + 1
                break
        places.append(last)
    return places


def _within(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Pages without what stands at the edge of most of them: titles, addresses, dates, numbers."""
    if len(pages) < 2:
        return [[line for line in page if not re.fullmatch(r"\d{1,3}(?:\s?/\s?\d{1,3})?", line.text)] for page in pages]
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_shape(line.text) for line in (*page[:_EDGE], *page[-_EDGE:])})
    often = {shape for shape, count in edges.items() if count >= max(2, 0.6 * len(pages))}
    return [
        [
            line
            for n, line in enumerate(page)
            if not ((n < _EDGE or n >= len(page) - _EDGE) and _shape(line.text) in often)
        ]
        for page in pages
    ]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _paragraphs(pages: list[list[_Line]]) -> list[str]:
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    usual = _usual_gap(pages)
    widths = sorted(len(line.text) for line in lines)
    full = widths[int(len(widths) * 0.8)]
    left = Counter(round(line.x) for line in lines).most_common(1)[0][0]
    known = Counter(word for line in lines for word in re.findall(r"\w+(?:-\w+)*", line.text.lower()))
    rows: list[str] = []
    before: _Line | None = None
    for page in pages:
        for n, line in enumerate(page):
            if before is not None and not _parts(before, line, n == 0, usual, full, left):
                rows[-1] = _joined(rows[-1], line.text, known)
            else:
                rows.append(line.text)
            before = line
    return rows


def _usual_gap(pages: list[list[_Line]]) -> float:
    """The distance between lines of one paragraph; of a text whose paragraphs are lines, a guess by their size."""
    below = [(a, a.y - b.y) for page in pages for a, b in itertools.pairwise(page) if 0 < a.y - b.y < 4 * a.size + 40]
    if not below:
        return 0.0
    gaps = sorted(gap for _, gap in below)
    low = gaps[len(gaps) // 5]
    size = statistics.median(a.size for a, _ in below)
    close = [a for a, gap in below if gap <= 1.25 * low]
    ended = sum(_STOPPED.search(a.text) is not None for a in close)
    return 1.3 * size if low > 1.6 * size and ended > 0.6 * len(close) else low


def _parts(before: _Line, line: _Line, turned: bool, usual: float, full: int, left: int) -> bool:
    """Whether ``line`` begins a paragraph; ``turned``: it is the first of its page."""
    stopped = _STOPPED.search(before.text) is not None
    if turned:
        return stopped and len(before.text) < 0.8 * full
    gap = before.y - line.y
    if abs(before.size - line.size) > 0.15 * max(before.size, line.size):
        return True
    if usual and gap > 1.25 * usual + 0.5:
        return True
    indented = line.x > before.x + 3 and round(line.x) > left + 3
    return stopped and (indented or len(before.text) < 0.75 * full)


def _joined(text: str, line: str, known: Counter[str]) -> str:
    """Two lines as one; a word divided at the end of a line is whole again, unless it is written with its hyphen."""
    divided = re.search(r"(?<![^\W\d_])([^\W\d_]+)-$", text)
    rest = re.match(r"[^\W\d_]+", line)
    if divided is not None and rest is not None and rest.group()[0].islower():
        hyphened = f"{divided.group(1)}-{rest.group()}".lower()
        return text + line if known[hyphened] else text[:-1] + line
    return f"{text} {line}"
