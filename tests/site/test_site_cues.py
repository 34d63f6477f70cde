"""No page shows what is only attributed, denied, feared or asked without the words that say so.

Words may lie in two passages ("is believed to seek arms for his war, which he compared to …"): they need the cue of one
of them, unless one passage holds the other whole. Then the outer cue governs both.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

BLOCK = re.compile(r"h[1-6]|p|li|t[dhr]|d[dt]|blockquote|(fig)?caption")
WORDS_OF_OWN = 3
"""Fewer words than these are a name or a variant reading, not a content."""


class Runs(HTMLParser):
    """Addresses of printed runs, by the outermost table row, or else the innermost block, that they stand in."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, int]] = []
        self.count = 0
        self.found: dict[int, set[tuple[str, int, int]]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if BLOCK.fullmatch(tag):
            self.count += 1
            self.open.append((tag, self.count))
        named = dict(attrs)
        for value in (named.get("data-at"), named.get("data-quotes")):
            for article, start, end in re.findall(r"([\w.\-]+):(\d+)-(\d+)", value or ""):
                row = next((number for name, number in self.open if name == "tr"), None)
                block = row or (self.open[-1][1] if self.open else 0)
                self.found.setdefault(block, set()).add((article, int(start), int(end)))

    def handle_endtag(self, tag: str) -> None:
        if BLOCK.fullmatch(tag) and any(name == tag for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass


def within(spans: list[list[int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def places(block: set[tuple[str, int, int]], passage: dict[str, Any]) -> set[int]:
    return {place for article, start, end in block if article == passage["article"] for place in range(start, end)}


def cued(block: set[tuple[str, int, int]], passage: dict[str, Any]) -> bool:
    return bool(places(block, passage) & within([passage["cue"]]))


def spoken(text: str, shown: set[int]) -> int:
    """How many words begin among the places shown."""
    return sum(match.start() in shown for match in re.finditer(r"\w+", text))


def test_cues_stand_beside_what_they_govern(seeds_site: Path) -> None:
    data = json.loads((seeds_site / "data/briefing.json").read_text(encoding="utf-8"))
    texts = {a["id"]: (seeds_site.parent / "seeds" / a["file"]).read_bytes().decode("utf-8") for a in data["articles"]}
    passages = [p for p in data["passages"] if p["kind"] in ("mixed", "indirect") and p["cue"] is not None]
    bare: list[tuple[str, str]] = []
    seen = 0
    for file in sorted(seeds_site.rglob("index.html")):
        runs = Runs()
        runs.feed(file.read_text(encoding="utf-8"))
        for block in runs.found.values():
            for passage in passages:
                shown = places(block, passage) & within(passage["content"])
                if spoken(texts[passage["article"]], shown) < WORDS_OF_OWN:
                    continue
                seen += 1
                if cued(block, passage):
                    continue
                for other in passages:
                    content = within(other["content"])
                    if other["article"] == passage["article"] and cued(block, other):
                        shown -= content if content - within(passage["content"]) else set()
                if spoken(texts[passage["article"]], shown) >= WORDS_OF_OWN:
                    bare.append((str(file.relative_to(seeds_site)), passage["text"][:60]))
    assert seen
    assert bare == []
