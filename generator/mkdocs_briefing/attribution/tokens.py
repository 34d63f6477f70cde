"""An article's lead, body and headline as the finder reads them: sentences of words, stops and whole quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mkdocs_briefing.attribution.marks import Marks, Quotation
from mkdocs_briefing.model import Article, Block
from mkdocs_briefing.text import sentences

_TOKEN = re.compile(r"\w+(?:[.,’'\-]\w+)*|\.\.\.|[^\w\s]")
_INNER = re.compile(r"[^\W\d_]|[^\s\w]|\d")
_GLUED = re.compile(r"^([A-Z]\w{2,}?)(that)$")
TELLING = ("headline", "lead", "body")


class Token(NamedTuple):
    """A word (``w``), a stop or sign (``p``) or a whole quotation (``q``, ``lower`` its last printed sign inside)."""

    start: int
    end: int
    lower: str
    kind: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's tokens and where it stands: the index of its block and whether that is a headline."""

    tokens: tuple[Token, ...]
    start: int
    end: int
    block: int
    headline: bool = False


def telling(article: Article) -> list[Block]:
    """The blocks in which attributions may stand; an article without blocks is one body."""
    if not article.blocks and article.text.strip():
        return [Block("body", 0, len(article.text), 1)]
    return [block for block in article.blocks if block.kind in TELLING]


def read(article: Article, marks: Marks) -> list[Sentence]:
    """Sentences of the telling blocks in order. A quotation is one token, whatever sentences it holds."""
    outer = [q for q in marks.quotations if q.parent is None]
    found: list[Sentence] = []
    at = 0
    for number, block in enumerate(telling(article)):
        while at < len(outer) and outer[at].end <= block.start:
            at += 1
        here: list[Quotation] = []
        while at < len(outer) and outer[at].start < block.end:
            here.append(outer[at])
            at += 1
        found += _sentences(article.text, block, number, here)
    return found


def _sentences(text: str, block: Block, number: int, quotations: Sequence[Quotation]) -> list[Sentence]:
    masked = _masked(text, block, quotations)
    spans = sentences(masked, 0, len(masked)) if block.kind != "headline" else [(0, len(masked))]
    tokens = list(_tokens(text, block, quotations))
    found: list[Sentence] = []
    k = 0
    for _, end in spans:
        held: list[Token] = []
        while k < len(tokens) and tokens[k].start < block.start + end:
            held.append(tokens[k])
            k += 1
        if held:
            found.append(Sentence(tuple(held), held[0].start, held[-1].end, number, block.kind == "headline"))
    return found


def _masked(text: str, block: Block, quotations: Sequence[Quotation]) -> str:
    """The block with the stops inside quotations hidden, but for the last: a quotation ends a sentence only there."""
    parts: list[str] = []
    at = block.start
    for quotation in quotations:
        start, end = quotation.inner
        body = text[start:end]
        kept = len(body.rstrip())
        last = kept
        while last and body[last - 1] in ".!?…,;'’)":
            last -= 1
        parts += [text[at:start], "X" + "x" * (last - 1) if last else "", body[last:kept], "x" * (len(body) - kept)]
        at = end
    parts.append(text[at : block.end])
    return "".join(parts)


def _tokens(text: str, block: Block, quotations: Sequence[Quotation]) -> list[Token]:
    found: list[Token] = []
    at = block.start
    for quotation in quotations:
        found += _plain(text, at, quotation.start)
        last = text[quotation.inner[0] : quotation.inner[1]].rstrip()[-1:] or " "
        first = text[quotation.inner[0] : quotation.inner[0] + 1]
        found.append(Token(quotation.start, quotation.end, last, "q", first.isupper()))
        at = quotation.end
    found += _plain(text, at, block.end)
    return found


def _plain(text: str, start: int, end: int) -> list[Token]:
    found: list[Token] = []
    for m in _TOKEN.finditer(text, start, end):
        word = m.group()
        if not (word[0].isalnum() or word[0] == "_"):
            found.append(Token(m.start(), m.end(), word, "p", False))
            continue
        capital = word[0].isupper() or word[0].isdigit()
        glued = _GLUED.match(word)
        if glued:  # a lost blank: "Reutersthat"
            cut = m.start() + len(glued.group(1))
            found.append(Token(m.start(), cut, glued.group(1).lower(), "w", True))
            found.append(Token(cut, m.end(), "that", "w", False))
        else:
            found.append(Token(m.start(), m.end(), word.lower().replace("’", "'"), "w", capital))
    return found
