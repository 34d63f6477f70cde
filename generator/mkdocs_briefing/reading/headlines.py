"""Whether a file's first paragraph is a headline or already the lead: by form, in points."""

from __future__ import annotations

import re

from mkdocs_briefing.reading import lexicon
from mkdocs_briefing.text import stem, words

_STOP = re.compile(r"[.!?…][)\]\"'”’»“]*$")
_INNER_STOP = re.compile(r"[a-z\d][.!?][”\"’]?\s+[A-Z“\"‘]")
_PAST = ("said", "was", "were", "had", "told", "announced", "has", "have")
_LONGEST = 220
_MOST_WORDS = 32


def features(line: str, following: str) -> dict[str, float]:
    """What the form of a line and of the paragraph behind it show; names stand in `_POINTS`."""
    own = words(line)
    raw = [line[w.start : w.end] for w in own]
    small = lexicon.of("small")
    big = [word for word in raw[1:] if word.lower() not in small and word[0].isalpha()]
    capital = sum(word[0].isupper() for word in big)
    content = {stem(w.lower) for w in own if w.lower not in small}
    behind = {stem(w.lower) for w in words(following[:1500])}
    tokens = [w.lower for w in own]
    return {
        "words": float(len(own)),
        "articles": float(sum(token in ("a", "an", "the") for token in tokens)),
        "title_case": float(len(big) >= 2 and capital >= 0.85 * len(big)),
        "when": float(any(token in lexicon.of("when") for token in tokens)),
        "past": float(
            any(token in ("said", "was", "were", "had", "told", "announced", "has", "have") for token in tokens)
        ),
        "ratio": min(4.0, len(following) / max(1, len(line))),
        "repeats": len(content & behind) / max(1, len(content)),
        "sentences": float(_INNER_STOP.search(line) is not None),
        "quote": float(any(mark in line for mark in '"“”') or "''" in line),
        "single_quote": float(re.search(r"(?:^|\s)[‘']\w", line) is not None),
        "pronoun": float(any(token in ("he", "she", "they", "i", "we", "it", "this", "that") for token in tokens)),
        "unstopped": float(_STOP.search(line[-6:]) is None and line[-1] not in ":;,"),
    }


# Points from a logistic regression on the form of 840 first paragraphs of US news of 2015 and 2016 (headline, with a
# full stop put behind it) and of as many texts without theirs, rounded.
_POINTS: dict[str, float] = {
    "words": -0.09,
    "articles": -0.77,
    "title_case": 4.94,
    "when": -1.84,
    "past": -0.91,
    "ratio": -0.19,
    "repeats": 3.82,
    "sentences": -1.23,
    "quote": -5.49,
    "single_quote": 2.48,
    "pronoun": -1.31,
}
_BIAS = 2.26
_UNSTOPPED = 6.0


def score(line: str, following: str) -> float:
    """Points for a headline; above zero it has the form of one."""
    shape = features(line, following)
    return _BIAS + sum(points * shape[name] for name, points in _POINTS.items())


def is_headline(line: str, following: str, prose: bool, strict: bool = False) -> bool:
    """Whether ``line`` is a headline and ``following`` the text under it.

    In: two paragraphs; ``prose``: whether running text here ends with stops; ``strict`` asks for clear form.
    """
    shape = features(line, following)
    if not 2 <= shape["words"] <= _MOST_WORDS or len(line) > _LONGEST or len(words(following)) < 4:
        return False
    points = score(line, following) + (_UNSTOPPED if prose and shape["unstopped"] else 0.0)
    return points > (2.0 if strict else 0.0)
