"""Speech behind a dash: where a paragraph opens with one, and a verb of saying stands behind the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mkdocs_briefing.attribution.languages import Language
from mkdocs_briefing.attribution.marks import Marks, Quotation
from mkdocs_briefing.attribution.tokens import telling
from mkdocs_briefing.model import Article, Span

_FIRST = re.compile(r"\w+")


def with_dialogue(article: Article, marks: Marks, language: Language) -> Marks:
    """The quotations of ``marks`` and those that dashes mark; a dash is the mark, and the second is not part of it.

    In: an article and its paired marks. Out: marks in order, outer before inner. Nothing is taken for speech in a
    paragraph where no listed verb stands right behind a dash. Linear in the text.
    """
    if not language["dialogue"]:
        return marks
    dash = re.compile(rf"(?:(?<=\s)|^)[{''.join(map(re.escape, sorted(language['dialogue'])))}](?=\s)")
    opening = re.compile(rf"\s*[{''.join(map(re.escape, sorted(language['dialogue'])))}]\s*(?=[\w¿¡])")
    found: list[Quotation] = []
    for block in telling(article):
        here = _speech(article.text, (block.start, block.end), opening, dash, language)
        marked = [q for q in marks.quotations if here and block.start <= q.start < block.end]
        if not any(_cross(one, other) for one in here for other in marked):
            found += here
    return Marks(_nested([*marks.quotations, *found]), marks.stray) if found else marks


def _cross(a: Quotation, b: Quotation) -> bool:
    return a.start < b.start < a.end < b.end or b.start < a.start < b.end < a.end


def _speech(
    text: str, block: Span, opening: re.Pattern[str], dash: re.Pattern[str], language: Language
) -> list[Quotation]:
    first = opening.match(text, *block)
    if first is None:
        return []
    start = next(at for at in range(block[0], first.end()) if not text[at].isspace())
    dashes = [m.span() for m in dash.finditer(text, first.end(), block[1])]
    found: list[Quotation] = []
    inner: int | None = first.end()
    for n, (at, after) in enumerate(dashes):
        if inner is None:
            start, inner = at, after
        elif _says(text, after, language):
            found.append(_quotation(text, start, inner, at))
            inner = None
        elif n == 0:
            return []
    if inner is not None and found:
        found.append(_quotation(text, start, inner, block[1]))
    return [q for q in found if q.inner[0] < q.inner[1]]


def _says(text: str, at: int, language: Language) -> bool:
    word = _FIRST.search(text, at, at + 40)
    return word is not None and word.group().lower() in language.verbs


def _quotation(text: str, start: int, inner: int, end: int) -> Quotation:
    while inner < end and text[inner].isspace():
        inner += 1
    while end > inner and text[end - 1].isspace():
        end -= 1
    return Quotation(start, end, (inner, end))


def _nested(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """All quotations in order, each with the index of the one around it; no two of them cross."""
    result: list[Quotation] = []
    around: list[int] = []
    for quotation in sorted(quotations, key=lambda q: (q.start, -q.end)):
        while around and result[around[-1]].end <= quotation.start:
            around.pop()
        result.append(replace(quotation, parent=around[-1] if around else None))
        around.append(len(result) - 1)
    return tuple(result)
