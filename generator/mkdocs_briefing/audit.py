"""The audit: every printed run on a page is read again from the article's file and compared.

A run is an element with ``data-at="ARTICLE:START-END"`` whose text must be that stretch of the article, code point for
code point; runs of white space may have become one blank, control characters U+FFFD. A heading names the stretches
that it quotes in ``data-quotes``; each must stand in its text, in that order. Pages are read with Python's own HTML
parser, Markdown and built HTML alike; nothing that made the page is used to check it, except the rule of what a
control character is shown as.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from mkdocs_briefing.model import Article, Problem
from mkdocs_briefing.reading.naming import located

_ADDRESS = re.compile(r"([A-Za-z0-9_.\-]+):(\d+)-(\d+)")
_SPACE = re.compile(r"\s+")
_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_HEADING = re.compile(r"#{1,6} ([^{}]*) \{(?:: )?#[^\s}]+ data-quotes=([^\s}]+)\}\s*$")
_TAG = re.compile(r"<[^<>]*>")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


_DAMAGED = "briefing-audit"


def _damaged(error: UnicodeError) -> tuple[str, int]:
    """One U+FFFD for each byte that can't be read, as in the articles' texts."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\ufffd" * (error.end - error.start), error.end


codecs.register_error(_DAMAGED, _damaged)


@dataclass(slots=True)
class _Run:
    tag: str
    at: str | None
    quotes: str | None
    line: int
    depth: int
    text: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Printed:
    """A run as a page shows it: the addresses it names, its text, its line, and whether it may hold more than that."""

    addresses: str
    text: str
    line: int
    partly: bool = False


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[_Run] = []
        self.runs: list[Printed] = []
        self.stack: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        self.stack.append(tag)
        named = dict(attrs)
        if "data-at" in named or "data-quotes" in named:
            run = _Run(tag, named.get("data-at"), named.get("data-quotes"), self.getpos()[0], len(self.stack))
            self.open.append(run)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.stack:
            return
        while self.stack:
            closed = self.stack.pop()
            while self.open and self.open[-1].depth > len(self.stack):
                self._finish(self.open.pop())
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        for run in self.open:
            run.text.append(data)

    def close(self) -> None:
        super().close()
        while self.open:
            self._finish(self.open.pop())

    def _finish(self, run: _Run) -> None:
        text = "".join(run.text)
        if run.at is not None:
            self.runs.append(Printed(run.at, text, run.line))
        if run.quotes is not None:
            self.runs.append(Printed(run.quotes, text, run.line, partly=True))


def runs(html: str) -> list[Printed]:
    """All runs with an address on a page, Markdown or HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.runs + list(_headings(html))


def _headings(text: str) -> Iterator[Printed]:
    for number, line in enumerate(text.split("\n"), 1):
        match = _HEADING.match(line) if line.startswith("#") else None
        if match:
            yield Printed(match.group(2), unescape(_TAG.sub("", match.group(1))), number, partly=True)


def audit(html: str, texts: Mapping[str, str], page: str = "") -> list[Problem]:
    """Compare every run of a page with the articles' texts (by article id, decoded afresh from the files).

    One problem of severity ``error`` for each run that differs, names no article, or lies outside its text.
    """
    problems = []
    for run in runs(html):
        fault = _fault(run, texts)
        if fault:
            problems.append(Problem(page, fault, run.line, "error"))
    return problems


def _fault(run: Printed, texts: Mapping[str, str]) -> str | None:
    shown, place = _plain(run.text), 0
    for part in run.addresses.split(","):
        match = _ADDRESS.fullmatch(part)
        if match is None:
            return f"{part!r} is no address"
        name, start, end = match.group(1), int(match.group(2)), int(match.group(3))
        text = texts.get(name)
        if text is None:
            return f"{part}: there is no article {name!r}"
        if not start < end <= len(text):
            return f"{part}: outside the article's {len(text)} characters"
        expected = _plain(text[start:end])
        if not run.partly:
            return None if shown == expected else f"{part}: the page has {_short(shown)}, the file {_short(expected)}"
        place = shown.find(expected, place)
        if place < 0:
            return f"{part}: the heading {_short(shown)} does not hold {_short(expected)}"
        place += len(expected)
    return None


def _plain(text: str) -> str:
    return _CONTROL.sub("\ufffd", _SPACE.sub(" ", text)).strip()


def _short(text: str) -> str:
    return repr(text if len(text) <= 80 else text[:77] + "…")


def reread(folder: Path, articles: Iterable[Article]) -> tuple[dict[str, str], list[Problem]]:
    """Texts by article id, decoded afresh from the files in ``folder``, and what went wrong.

    A file that cannot be read, or whose SHA-256 is no longer the article's, is a problem and has no text. Of an article
    that is no plain text, the kept text or what is extracted again must have the hash of the text that was read.
    """
    from mkdocs_briefing.reading import again

    texts: dict[str, str] = {}
    problems: list[Problem] = []
    by_file: dict[str, list[Article]] = {}
    for article in articles:
        by_file.setdefault(article.file, []).append(article)
    for file, held in by_file.items():
        try:
            raw = located(folder, file).read_bytes()
        except OSError as error:
            problems.append(Problem(file, f"cannot be read again: {error.strerror}", severity="error"))
            continue
        if hashlib.sha256(raw).hexdigest() != held[0].sha256:
            problems.append(Problem(file, "has changed since it was read; build again", severity="error"))
            continue
        if held[0].format != "text":
            found = again(folder, file, raw, held)
            texts.update(found)
            for article in held:
                if article.id not in found:
                    told = "another text comes out of it than before; build again"
                    problems.append(Problem(file, told, article.part, "error"))
            continue
        try:
            text = raw.decode(held[0].encoding, _DAMAGED)
        except LookupError:
            problems.append(Problem(file, f"unknown encoding {held[0].encoding!r}", severity="error"))
            continue
        texts[held[0].id] = text.removeprefix("\ufeff")
    return texts, problems
