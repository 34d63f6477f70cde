"""What stands beside a cue: manner, negation, hedge, to whom, when."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from mkdocs_briefing.attribution.resolving.lexicon import lexicon, table
from mkdocs_briefing.model import Manner, Span
from mkdocs_briefing.text import stem

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|April|May|June|July|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?: \d{{4}})?"
_EVENT = (
    r"(?:the |a |his |her |their )?(?:meeting|talks|interview|speech|summit|debate|hearing|trial|vote|match|game|visit|"
    r"briefing|news conference|press conference|rally|session)"
)
WHEN = re.compile(
    rf"\b(?:(?i:(?:shortly|soon|hours|days|immediately) (?:before|after)|during|after|before) {_EVENT}\b|"
    rf"(?i:at|in|since|by) the (?:beginning|start|end|middle) of (?:{_MONTH}|\d{{4}}|the (?:week|month|year))|"
    rf"(?:(?i:on|late|early|last|this|next|since|by) ){{0,3}}{_DAY}(?: (?:morning|afternoon|evening|night))?"
    rf"(?:,? (?:{_DATE}))?(?: \([^()\n]{{1,30}}\))?|"
    rf"(?i:on |in )?(?:{_DATE})|(?i:in) (?:early |late |mid-)?{_MONTH}(?:,? \d{{4}})?|(?i:in) \d{{4}}\b|"
    rf"(?i:earlier|later) (?:this|that|on) (?:day|week|month|year)|"
    rf"(?i:last|this) (?:week|month|year|night|morning|afternoon|evening)|"
    rf"[Yy]esterday|today|earlier(?! than))"
)


@cache
def _lists() -> tuple[dict[str, str], list[tuple[str, str]], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = table("resolve_details")
    single = {stem(w): m for m, some in data["manner"].items() for w in some if " " not in w}
    phrases = [(w, m) for m, some in data["manner"].items() for w in some if " " in w]
    negated = re.compile("|".join(rf"(?:\b|(?=n['’])){re.escape(w)}\b" for w in data["negations"]), re.I)
    hedge = re.compile(rf"\b(?:{'|'.join(map(re.escape, data['hedges']))})\b", re.I)
    told = re.compile(rf"\b(?:{'|'.join(data['told_verbs'])})\s+", re.I)
    return single, phrases, negated, hedge, told


def manner_of(cue: str) -> Manner:
    """The manner of a cue as printed; "said" where no list holds it."""
    single, phrases = _lists()[:2]
    low = cue.casefold()
    for phrase, manner in phrases:
        if phrase in low:
            return cast(Manner, manner)
    for word in reversed(re.findall(r"[^\W_]+", low)):
        if found := single.get(stem(word)):
            return cast(Manner, found)
    return "said"


@cache
def _reporting() -> frozenset[str]:
    return frozenset(stem(w) for w in table("resolve_details")["reporting"])


def brings_in_words(cue: str) -> bool:
    """Whether a cue as printed brings in what somebody says ("said", "according to"), not an act or a stance."""
    return any(stem(w) in _reporting() for w in re.findall(r"[^\W_]+", cue.casefold()))


def says(word: str) -> bool:
    """Whether one word, folded, brings in what somebody says."""
    return stem(word) in _reporting()


def negated_in(text: str, cue: Span, since: int) -> bool:
    """Whether the cue is negated: in its own words, or in the 24 code points before it that follow ``since``."""
    before = text[max(since, cue[0] - 24) : cue[1]]
    return bool(_lists()[2].search(_CLAUSE_BREAK.split(before)[-1] or before))


def hedge_in(text: str, spans: list[Span]) -> Span | None:
    """The first hedge in the spans."""
    for s, e in spans:
        if m := _lists()[3].search(text, s, e):
            return m.span()
    return None


_CLAUSE_BREAK = re.compile(r"[,;:()–—“”\"\n]|\b(?:which|who|whom|whose|where|that|when|while|because|although|but)\b")


def when_in(text: str, cue: Span, spans: list[Span]) -> Span | None:
    """The time phrase of the cue's own clause, or the one that opens the sentence; the nearest to the cue."""
    near: list[tuple[int, Span]] = []
    for n, (s, e) in enumerate(spans):
        for m in WHEN.finditer(text, s, e):
            at = m.span()
            gap = text[at[1] : cue[0]] if at[1] <= cue[0] else text[cue[1] : at[0]]
            opens = n == 0 and not text[s : at[0]].strip() and at[1] <= cue[0]
            same = s <= cue[0] < e or (0 <= s - cue[1] < 4) or (0 <= cue[0] - e < 4)
            if len(gap) < 160 and ((same and not _CLAUSE_BREAK.search(gap)) or (opens and gap[:1] in (",", " "))):
                near.append((len(gap), at))
    return min(near, default=(0, None))[1]


_TO = re.compile(
    r"(?:(?:the|a|an|his|her|their|its) )?(?:[\w’'.\-]+ ){0,5}?[\w’'\-]+"
    r"(?= (?:that|on|in|at|via|through|to|about|of|during|after|before|how|why|what|if|he|she|they|it|when|with|as|for|"
    r"by|whether|there|yesterday|today|earlier|last)\b|[,.;:“\"‘”–—]|\s*$)"
)


# "explained to the press that"; what follows "to" is a hearer, no verb
_SAID_TO = re.compile(
    r"(?:said|says|saying|explained|wrote|spoke|complained|stressed|confirmed|admitted|speaking|boasted|remarked)"
    r" (?:briefly )?(?:to|with) "
    r"(?=(?:the|a|an|his|her|their|reporters|journalists|lawmakers|supporters|fans|him|them|me|us|[A-Z])\b)"
)


def _said_to(text: str, cue: Span) -> re.Match[str] | None:
    m = _SAID_TO.search(text, cue[0], cue[1] + 60)
    return m if m and m.start() < cue[1] else None


def addressee_in(text: str, cue: Span, end: int) -> Span | None:
    """The noun phrase behind "told" and its like, or behind "said to"."""
    told = _lists()[4].search(text, cue[0], min(len(text), cue[1] + 24)) or _said_to(text, cue)
    if not told or told.end() >= end:
        return None
    m = _TO.match(text, told.end(), min(end, told.end() + 80))
    if not m:
        return None
    first = m.group().split()[0].casefold()
    lex = lexicon()
    if first in ("that", "to", "of", "on", "in", "how", "why", "if", "it", "he", "she", "they") or (
        first in lex.not_names
        and first
        not in (
            "the",
            "a",
            "an",
            "his",
            "her",
            "their",
            "its",
            "reporters",
            "journalists",
            "him",
            "them",
            "me",
            "us",
            "lawmakers",
            "supporters",
            "police",
            "officials",
            "fans",
        )
    ):
        return None
    stop = m.end()
    day = WHEN.search(text, m.start(), stop)
    if day and day.start() > m.start():
        stop = day.start()
        while text[stop - 1].isspace():
            stop -= 1
    return (m.start(), stop)
