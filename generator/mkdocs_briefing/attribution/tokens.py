"""An article's lead, body and headline as the finder reads them: sentences of words, stops and whole quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mkdocs_briefing.attribution.lexicon import words
from mkdocs_briefing.attribution.marks import Marks, Quotation
from mkdocs_briefing.model import Article, Block, Span
from mkdocs_briefing.text import sentences

_TOKEN = re.compile(
    r"\b(?:Messrs|Mrs?|Ms|Mx|Drs?|Profs?|Rev|Hon|Sens?|Reps?|Govs?|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Cmdr|Pres|St|Sr|Jr)\.(?=[\s,;’'])"
    r"|\b[RDI]-(?:[A-Z][a-z]*\.)+|\b(?:[A-Z]\.){2,}|\b[A-Z]\.(?=\s+[A-Z])|\w+(?:[.,’'\-]\w+)*(?:(?<=s)[’'](?=\s+\w))?|\.\.\.|[^\w\s]"
)
_NAME = re.compile(r"\b[A-Z]\w{3,}\b")
_TWO_NAMES = re.compile(r"([A-Z]?\w{2,40}[a-z])([A-Z][a-z]\w{1,40})")
_NAME_AND_WORD = re.compile(r"([A-Z]\w{3,})(and|that|who|met|said|told)")
_LONGEST = 400
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
    names = frozenset(_NAME.findall(article.text))
    found: list[Sentence] = []
    at = 0
    for number, block in enumerate(telling(article)):
        while at < len(outer) and outer[at].end <= block.start:
            at += 1
        here: list[Quotation] = []
        while at < len(outer) and outer[at].start < block.end:
            here.append(outer[at])
            at += 1
        found += _sentences(article.text, block, number, here, names)
    return found


def _sentences(
    text: str, block: Block, number: int, quotations: Sequence[Quotation], names: frozenset[str]
) -> list[Sentence]:
    masked = _masked(text, block, quotations)
    spans = sentences(masked, 0, len(masked)) if block.kind != "headline" else [(0, len(masked))]
    tokens = _tokens(text, block, quotations, names)
    found: list[Sentence] = []
    k = 0
    for _, end in _bounded(spans, tokens, block.start):
        held: list[Token] = []
        while k < len(tokens) and tokens[k].start < block.start + end:
            held.append(tokens[k])
            k += 1
        if held:
            found.append(Sentence(tuple(held), held[0].start, held[-1].end, number, block.kind == "headline"))
            if len(found) > 1 and _answers(found[-2], held):
                before = found.pop(-2)
                found[-1] = Sentence((*before.tokens, *held), before.start, held[-1].end, number, before.headline)
    return found


def _bounded(spans: Sequence[Span], tokens: Sequence[Token], offset: int) -> list[Span]:
    """Sentences of at most ``_LONGEST`` tokens: text without stops is no sentence, and must not cost its square."""
    found: list[Span] = []
    k = 0
    for start, end in spans:
        held = 0
        while k < len(tokens) and tokens[k].start < offset + end:
            held += 1
            k += 1
            if held == _LONGEST and k < len(tokens):
                found.append((start, tokens[k].start - offset))
                start, held = tokens[k].start - offset, 0
        found.append((start, end))
    return found


def _answers(before: Sentence, held: Sequence[Token]) -> bool:
    """``“Why?” Smith asked.``: a quotation that ends with its own stop, then a short clause of saying and no more."""
    last = before.tokens[-1]
    if last.kind != "q" or last.lower not in "?!’'…" or held[0].kind != "w":
        return False
    lists = words()
    for k, token in enumerate(held[:16]):
        if token.kind == "q" or (token.kind == "p" and token.lower not in ",-–—.'’"):
            return False
        form = lists.verbs.get(token.lower)
        if k and form is not None and not token.capital and form.verb.quote and form.form in ("past", "s"):
            rest = held[k + 1 : k + 5]
            if any(t.lower in ("that", ":") or t.kind == "q" for t in rest):
                return False
            after = rest[0].lower if rest else "."
            ends = after in ",." or after in lists["times"] or after in lists["prepositions"]
            return ends or len(held) - k < 8
    return False


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


def _tokens(text: str, block: Block, quotations: Sequence[Quotation], names: frozenset[str]) -> list[Token]:
    found: list[Token] = []
    at = block.start
    for quotation in quotations:
        found += _plain(text, at, quotation.start, names)
        last = text[quotation.inner[0] : quotation.inner[1]].rstrip()[-1:] or " "
        first = text[quotation.inner[0] : quotation.inner[0] + 1]
        found.append(Token(quotation.start, quotation.end, last, "q", first.isupper()))
        at = quotation.end
    found += _plain(text, at, block.end, names)
    return found


def _plain(text: str, start: int, end: int, names: frozenset[str]) -> list[Token]:
    found: list[Token] = []
    for m in _TOKEN.finditer(text, start, end):
        word = m.group()
        if not (word[0].isalnum() or word[0] == "_"):
            found.append(Token(m.start(), m.end(), word, "p", False))
            continue
        cut = _lost_blank(word, names)
        parts = ((m.start(), word),) if not cut else ((m.start(), word[:cut]), (m.start() + cut, word[cut:]))
        for begin, part in parts:
            capital = part[0].isupper() or part[0].isdigit()
            found.append(Token(begin, begin + len(part), part.lower().replace("’", "'"), "w", capital))
    return found


def _lost_blank(word: str, names: frozenset[str]) -> int:
    """Where two words were printed as one ("TimesPutin", "Reutersthat"), or 0.

    Two names are parted where the second stands alone elsewhere in the article, a name and a small word where the
    name does; "that" is parted from any capitalised word, for no name ends in it.
    """
    both = _TWO_NAMES.fullmatch(word)
    if both and both.group(2) in names and not word.startswith(("Mac", "Fitz")):
        return len(both.group(1))
    mixed = _NAME_AND_WORD.fullmatch(word)
    if mixed and (mixed.group(2) == "that" or mixed.group(1) in names):
        return len(mixed.group(1))
    return 0
