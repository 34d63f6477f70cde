"""Facts that can be compared: the numbers, dates and places of a part, each with the words that say what it is of.

General English only: a number by its digits or its word, with the scale and the sign beside it; a date by a year, by
month and day, or by a weekday; a place by the name behind a preposition of place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from mkdocs_briefing.collation.lexicon import counts, months, scales, weekdays, words_of
from mkdocs_briefing.collation.tokens import Token
from mkdocs_briefing.model import Article, DifferenceKind, Span

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_RANGE = re.compile(r"\s?(?:-|–|—|to\b|or\b)\s?(?:to\s)?[$£€¥]?\d")
_MONEY = "$£€¥"
_PERCENT = {"percent", "per cent"}
_AHEAD, _BEHIND = 3, 2
"""So many words with content behind and before a number say what it is a number of."""
_BESIDE = re.compile(r",? (?:and )?")
_NEAR = 12
"""So far from the number, in code points, a word that rounds it is looked for."""


class Fact(NamedTuple):
    """One comparable fact of a part. ``of`` are keys of the words that say what it is of; ``unit`` is ``$``, ``%`` …

    ``span`` holds it as printed. ``rounded`` tells that the outlet says "about", "more than" or the like.
    """

    kind: DifferenceKind
    value: str
    unit: str
    of: frozenset[str]
    span: Span
    rounded: bool = False


def facts(line: Sequence[Token], article: Article) -> tuple[Fact, ...]:
    """The facts of a line of words (without cuts and brackets) of an article, in the order of the words."""
    found = [*_numbers(line, article.text), *_dates(line, article), *_places(line, article.text)]
    return tuple(sorted(found, key=lambda fact: fact.span))


# --------------------------------------------------------------------------------------------------- numbers


def _numbers(line: Sequence[Token], text: str) -> Iterator[Fact]:
    for n, token in enumerate(line):
        value = _value(token)
        if value is None or not _counts(line, n, text):
            continue
        end, last = token.end, n
        scale = line[n + 1] if n + 1 < len(line) and line[n + 1].start - token.end <= 1 else None
        if scale is not None and scale.norm in scales():
            value, end, last = value * scales()[scale.norm], scale.end, n + 1
        start = token.start - (text[token.start - 1 : token.start] in _MONEY and token.start > 0)
        unit = text[start] if start < token.start else _percent(line, last, text)
        after = [t.key for t in line[last + 1 :] if t.weight > 0 and not t.name][:_AHEAD]
        ahead = [t.key for t in line[:n] if t.weight > 0 and not t.name][-_BEHIND:]
        of = frozenset(after[:1] if not unit else [*after, *ahead]) - _PERCENT
        if of or unit:
            told = text[max(0, start - _NEAR) : start].casefold()
            rounded = any(word in told.split() for word in words_of("rounding"))
            yield Fact("number", repr(value), unit, of, (start, end), rounded)


def _value(token: Token) -> float | None:
    if token.norm in counts():
        return float(counts()[token.norm])
    return float(token.norm.replace(",", "")) if _DIGITS.fullmatch(token.norm) else None


def _counts(line: Sequence[Token], n: int, text: str) -> bool:
    """Whether it says how many or how much: no year, day, time of day, range, score or number of a name."""
    token = line[n]
    if token.norm in counts():
        return token.norm != "one" and n + 1 < len(line) and line[n + 1].norm not in words_of("no_count_before")
    if _YEAR.fullmatch(token.norm) and text[token.start - 1 : token.start] not in tuple(_MONEY):
        return False
    beside = text[token.start - 1 : token.start] + text[token.end : token.end + 1]
    if any(c in "-–—:/." for c in beside[:1]) or any(c in ":/" for c in beside) or _RANGE.match(text, token.end):
        return False
    previous = line[n - 1] if n else None
    if previous is None or token.start - previous.end > 2:
        return True
    named = previous.name or previous.norm in months() or previous.norm in words_of("numbered")
    return not (named and text[previous.end : token.start].strip(". ") == "")


def _percent(line: Sequence[Token], n: int, text: str) -> str:
    if text[line[n].end : line[n].end + 1] == "%":
        return "%"
    following = [t.norm for t in line[n + 1 : n + 3]]
    return "%" if following[:1] == ["percent"] or following == ["per", "cent"] else ""


# ----------------------------------------------------------------------------------------------------- dates


def _dates(line: Sequence[Token], article: Article) -> Iterator[Fact]:
    for n, token in enumerate(line):
        value, unit, last = "", "weekday", n
        if token.norm in weekdays() and token.name:
            value = token.norm
        elif n and line[n - 1].norm in words_of("before_a_date"):
            if token.norm in months():
                value, unit, last = _day(line, n, article), "day", n + 1
            elif _YEAR.fullmatch(token.norm):
                value, unit = token.norm, "year"
        if value:
            verb = next((t.key for t in reversed(line[:n]) if t.weight > 0 and not t.name), "")
            yield Fact("date", value, unit, frozenset({verb} - {""}), (token.start, line[last].end))


def _day(line: Sequence[Token], n: int, article: Article) -> str:
    """A month with a day as an ISO date, of the article's year where none is printed; a month alone is no date here."""
    following = line[n + 1].norm if n + 1 < len(line) else ""
    if not (following.isdigit() and 1 <= int(following) <= 31):
        return ""
    printed = line[n + 2].norm if n + 2 < len(line) else ""
    year = printed if _YEAR.fullmatch(printed) else (article.published or "")[:4]
    try:
        return date(int(year), months()[line[n].norm], int(following)).isoformat() if year else ""
    except ValueError:
        return ""


# ---------------------------------------------------------------------------------------------------- places


def _places(line: Sequence[Token], text: str) -> Iterator[Fact]:
    for n, token in enumerate(line[1:], 1):
        timed = token.norm in months() or token.norm in weekdays()
        if not token.name or timed or line[n - 1].norm not in words_of("before_a_place"):
            continue
        last = n
        for after in line[n + 1 :]:
            if not (after.name and _BESIDE.fullmatch(text, line[last].end, after.start)):
                break
            last += 1
        following = line[last + 1] if last + 1 < len(line) else None
        if following and following.weight > 0 and text[line[last].end : following.start] == " ":
            continue  # "in Senate history": the name goes with a noun
        verb = next((t.key for t in reversed(line[: n - 1]) if t.weight > 0), "")
        if verb:
            names = " ".join(t.key for t in line[n : last + 1])
            yield Fact("place", names, "", frozenset({verb}), (token.start, line[last].end))
