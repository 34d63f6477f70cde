"""Whether a day named in a sentence lies behind or ahead of the day it is counted from, by the verb nearest to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

from mkdocs_briefing.briefing.timeline.names import words_of
from mkdocs_briefing.model import Span
from mkdocs_briefing.text import Word, words

Direction: TypeAlias = Literal["past", "future", "going on", "present", "open"]
"""``going on``: "is meeting", of now or ahead; ``present``: a plain present, of these days or a fixed day; ``open``: no
verb tells."""

_OPENING = 6
"""Of so many words before a day, none a verb, it still opens its sentence."""
_IN = 4
_FINITE = frozenset("will won't would was were is are had has could might may can should must".split())  # noqa: SIM905


def direction(text: str, sentence: Span, span: Span, masked: Sequence[Span] = (), headline: bool = False) -> Direction:
    """The direction of the day printed in ``span`` of a sentence.

    A verb right behind it decides ("on Friday said", "the vote Friday will"), else the nearest verb before it, else the
    nearest behind it; words in ``masked`` (what others say, while the day is outside of it) do not count. In a headline
    the plain present tells of what has happened.
    """
    near = tuple(m for m in masked if m[0] < sentence[1] and sentence[0] < m[1])
    found = _told(text, sentence, near)
    before = [w for w in found if w.end <= span[0]]
    after = [w for w in found if w.start >= span[1]]
    if after and before and not text[span[1] : after[0].start].strip():
        told = _verb(after, 0, headline)
        if told and (after[0].lower in _FINITE or told == "past"):
            return told
    told_in = len(before) > 1 and before[-1].lower in words_of("by_which_is_said")
    if told_in and "in" in [w.lower for w in before[-_IN:]] and _past(before):
        return "past"  # "said that it will open, in an interview Tuesday"
    # a verb behind a day counts where the day opens the sentence, not where it hangs on something in the middle
    opening = len(before) <= _OPENING
    return _before(before, headline) or (_behind(after, headline) if opening else None) or "open"


@lru_cache(maxsize=4)  # a sentence may hold very many dates
def _told(text: str, sentence: Span, masked: Sequence[Span]) -> tuple[Word, ...]:
    """The words of a sentence that are neither masked nor names."""
    return tuple(
        w for n, w in enumerate(words(text, *sentence)) if not _inside(w, masked) and not (n and _named(text, w))
    )


def _named(text: str, word: Word) -> bool:
    """Whether a capital makes a word a name ("the Host Committee"); "I'll" is none."""
    return text[word.start].isupper() and not text.startswith("I", word.start)


def _inside(word: Word, spans: Sequence[Span]) -> bool:
    return any(start <= word.start and word.end <= end for start, end in spans)


def _before(found: Sequence[Word], headline: bool) -> Direction | None:
    return next((told for n in range(len(found) - 1, -1, -1) if (told := _verb(found, n, headline))), None)


def _past(found: Sequence[Word]) -> bool:
    return any(_verb(found, n, headline=False) == "past" for n in range(len(found)))


def _behind(found: Sequence[Word], headline: bool) -> Direction | None:
    """What the first verb behind a day tells; there "agreed to" is what was done on it, and "seeking to" no verb."""
    for n, word in enumerate(found):
        told = None if word.lower.endswith("ing") and not _is(found, n) else _verb(found, n, headline)
        if told:
            return "past" if word.lower.endswith("ed") and not _is(found, n) else told
    return None


def _verb(found: Sequence[Word], n: int, headline: bool) -> Direction | None:
    """What the word at ``n`` tells, if it is a verb or a word that looks ahead."""
    word = found[n].lower
    previous = found[n - 1].lower if n else ""
    following = [w.lower for w in found[n + 1 : n + 2]]
    if word in words_of("ahead") or word.endswith("'ll"):
        return "future"
    if word in words_of("either"):
        return "open"
    if previous in ("be", "to"):
        return None  # "to be tried", "to meet": what governs it stands before
    if word in words_of("fixed") and (_is(found, n) or following in (["to"], ["for"])):
        return "future"
    if word in words_of("prospective") and following == ["to"]:
        return "future"
    if word in words_of("past") and _plain(previous):
        return None  # "will shut", "stay shut": what governs it stands before
    if word in words_of("was") or word in words_of("past"):
        return "past"
    if word.endswith("ed") and len(word) > 3 and word not in words_of("not_past"):
        return "past"
    if word.endswith("ing") and previous in words_of("be"):
        return "past" if headline else "going on"
    if word in words_of("be") and following == ["to"]:
        return "future"  # "are to meet"
    if word in words_of("starting") and previous != "to" and not _noun(previous):
        if headline:
            return "past"
        return "present" if word in words_of("be") else "future"
    if word in words_of("be"):
        return "past" if headline else "present"
    return None


def _is(found: Sequence[Word], n: int) -> bool:
    """Whether a form of "be" stands right before the word at ``n``."""
    near = [w.lower for w in found[max(0, n - 2) : n]]
    return any(w in words_of("be") or w in ("was", "were", "be", "been") or w.endswith("'s") for w in near)


def _plain(previous: str) -> bool:
    """Whether the word before shows that a form which may be past is none ("will set", "stay shut")."""
    return previous in words_of("ahead") or previous in words_of("either") or previous in words_of("remaining")


def _noun(previous: str) -> bool:
    """Whether the word before makes a plain form a noun ("a return", "the vote")."""
    return previous in ("a", "an", "the", "his", "her", "their", "its", "this", "that", "of", "in", "for", "at", "on")
