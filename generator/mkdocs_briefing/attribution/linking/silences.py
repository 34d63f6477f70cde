"""What is no statement although a cue governs it: silence, a question put to somebody, an act, stray words."""

from __future__ import annotations

import re
from dataclasses import replace

from mkdocs_briefing.attribution.lexicon import words
from mkdocs_briefing.model import Attribution, Span

_REFUSES = re.compile(
    r"\b(?:declin|refus)\w*(?: to)?\Z|\bnot (?:wish|want|immediately|return|respond|respond to)\b"
    r"|\b(?:declin|refus)\w* to (?:comment|answer|respond|be \w+)\b",
    re.I,
)
_TO_SPEAK = re.compile(r"(?:to )?(?:comment|answer|respond|repl(?:y|ies)|be (?:named|identified|quoted))\b", re.I)
_COMMENTS = re.compile(r"\bto (?:comment|answer|respond|be \w+)\b", re.I)
_UNCLEAR = re.compile(r"\b(?:unclear|unknown|not (?:yet |immediately )?(?:known|clear))\Z", re.I)
_OPEN = re.compile(r"(?:whether|if|what|how|when|where|why|who|whom|which|whose)\b", re.I)
_SO = re.compile(r"so\Z", re.I)
_UNNAMED = re.compile(r"(?:not to be|to remain) (?:named|identified|quoted|anonymous)\b")
_CITING = re.compile(r"(?:citing|cited|cites|quoting)", re.I)
_SOURCE = re.compile(
    r"(?:an?|the|two|three|several|many|unnamed|unidentified|anonymous) ?(?:[\w-]+ ){0,3}?"
    r"(?:person|people|sources?|officials?|documents?|reports?|diplomats?|executives?|insiders?|spokes\w+)\b",
    re.I,
)
_ASKED_ABOUT = re.compile(r"(?:asked|pressed|questioned|quizzed) (?:about|on|over)", re.I)
_HANDS = re.compile(r"\b(?:show|g[ia]ve|hand|offer|s[eo]nd|sent|len[dt]|sold|sell|serve)\w*\Z", re.I)
_TWO_THINGS = re.compile(
    r"(?:(?:him|her|them|us|me|it)|(?:(?:the|a|an|his|their|its) )?[\w’'-]+(?: [\w’'-]+){0,3}) "
    r"(?:(?:the|an?|his|her|their|its|some|two|three)\b|[A-Z][\w-]+[’']s\b)"
)
_ASKED = re.compile(r"\b(?:asked|pressed|questioned|quizzed)\b", re.I)
_PUT_TO = re.compile(r"(?:^|[.!?,;:–—\n“\"]\s*|\b(?:was|were|been|being|when|if|is|are|be|repeatedly|later) )\Z", re.I)


def silent(one: Attribution, text: str) -> bool:
    """Whether an attribution holds no words of anybody: "declined to comment", or nothing but small words."""
    if not one.content:
        return False
    said = " ".join(text[start:end] for start, end in one.content)
    if one.cue is not None and _says_nothing(one, one.cue, said, text):
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


def _says_nothing(one: Attribution, cue: Span, said: str, text: str) -> bool:
    """``declined to comment``, ``asked not to be named``, ``it is unclear whether``, ``say so``."""
    verb = text[slice(*cue)]
    if _UNNAMED.match(said) or _SO.match(said):
        return True
    if _CITING.fullmatch(verb) and _SOURCE.match(said):
        return True
    if _ASKED_ABOUT.fullmatch(verb) and not _OPEN.match(said) and not _MARK.search(said):
        return True
    if _REFUSES.search(verb) and (_TO_SPEAK.match(said) or _COMMENTS.search(verb)):
        return True
    start = one.content[0][0]
    unclear = _OPEN.match(said) and _UNCLEAR.search(text[max(0, start - 48) : start].rstrip())
    return bool(unclear) and (one.source is None or not _touches_sentence(one, text))


def _touches_sentence(one: Attribution, text: str) -> bool:
    """Whether the source stands in the sentence of the content: "Police said it was unclear who"."""
    assert one.source is not None
    low, high = sorted((one.source[1], one.content[0][0]))
    return re.search(r"[.!?]\s", text[low:high]) is None


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
