"""What is no statement although a cue governs it: silence, a question put to somebody, an act, stray words."""

from __future__ import annotations

import re
from dataclasses import replace

from mkdocs_briefing.attribution.lexicon import words
from mkdocs_briefing.model import Attribution

_REFUSES = re.compile(r"\b(?:declin|refus)\w*\Z|\bnot (?:wish|want|immediately|return|respond|respond to)\b", re.I)
_HANDS = re.compile(r"\b(?:show|g[ia]ve|hand|offer|s[eo]nd|sent|len[dt]|sold|sell|serve)\w*\Z", re.I)
_TWO_THINGS = re.compile(
    r"(?:(?:him|her|them|us|me|it)|(?:(?:the|a|an|his|their|its) )?[\w’'-]+(?: [\w’'-]+){0,3}) "
    r"(?:(?:the|an?|his|her|their|its|some|two|three)\b|[A-Z][\w-]+[’']s\b)"
)
_TO_SPEAK = re.compile(r"(?:to )?(?:comment|answer|respond|repl(?:y|ies)|be (?:named|identified|quoted))\b", re.I)
_ASKED = re.compile(r"\b(?:asked|pressed|questioned|quizzed)\b", re.I)
_PUT_TO = re.compile(r"(?:^|[.!?,;:–—\n“\"]\s*|\b(?:was|were|been|being|when|if|is|are|be|repeatedly|later) )\Z", re.I)


def silent(one: Attribution, text: str) -> bool:
    """Whether an attribution holds no words of anybody: "declined to comment", or nothing but small words."""
    said = " ".join(text[start:end] for start, end in one.content)
    if one.cue is not None and _REFUSES.search(text[slice(*one.cue)]) and _TO_SPEAK.match(said):
        return True
    if (
        one.cue is not None
        and one.rule == "tagger"
        and _HANDS.search(text[slice(*one.cue)])
        and _TWO_THINGS.match(said)
    ):
        return True  # "showed the guest the engine": something is given to somebody, nothing is said
    if _MARK.search(said):
        return False  # "No," she said
    small = (words()["determiners"] | words()["prepositions"] | words()["conjunctions"] | _TITLES) - _POINTING
    return all(word.lower() in small for word in re.findall(r"[^\W_]+", said))


_MARK = re.compile(r"[\"“”„‘’«»`]|''")
_POINTING = frozenset(["this", "that", "these", "those"])
_TITLES = frozenset(["mr", "mrs", "ms", "mx", "dr", "sir", "prof", "rev", "sen", "gov", "rep"])


def questioned(one: Attribution, text: str) -> Attribution:
    """``one`` without its source where it is a question put to somebody: "Asked whether it rained, Rao said".

    Whoever is asked did not say it, and who asks is hardly ever told.
    """
    if one.cue is None or one.source is None:
        return one
    found = _ASKED.search(text, *one.cue)
    if found is None:
        return one
    low = max(0, found.start() - 24)
    return replace(one, source=None) if _PUT_TO.search(text, low, found.start()) else one
