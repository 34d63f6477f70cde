"""The source of an attribution put right before it is resolved: where its noun phrase begins and ends, if it speaks."""

from __future__ import annotations

import re

from mkdocs_briefing.attribution.resolving.bearers import Mention
from mkdocs_briefing.attribution.resolving.details import brings_in_words
from mkdocs_briefing.attribution.resolving.lexicon import lexicon
from mkdocs_briefing.attribution.resolving.roles import OWNERS, ends_with_role
from mkdocs_briefing.attribution.resolving.scene import Scene
from mkdocs_briefing.model import Span

_ACCORDING = re.compile(r"\W*(?:according to|as per|per) ", re.I)
# whose subject is the hearer, or what is said
_PASSIVE = re.compile(
    r"(?:\w+ )*(?:is|are|was|were|be|been|being)(?: \w+ly| also)? (?:told|informed|advised|reminded|notified|briefed|"
    r"expected|understood|thought|believed|said|alleged|reported|rumoured|rumored|supposed|feared|hoped|known)",
    re.I,
)
_QUOTED = re.compile(r"(?:\w+ )*(?:quoted|cited)(?: as saying)?", re.I)
_HEARS = re.compile(r"(?:is |was )?(?:told|hears?|heard)", re.I)
_HEARERS = frozenset(
    [
        "inquiry",
        "inquest",
        "court",
        "jury",
        "tribunal",
        "hearing",
        "trial",
        "committee",
        "panel",
        "commission",
        "meeting",
    ]
)
# "Port Hale - Mayor Ann Ray"
_DATELINE = re.compile(r"[A-Z][\w.’']*(?:,? [A-Z][\w.’']*){0,3}(?: \([\w .]{2,20}\))? [-–—] (?=[A-Z])")
_OWNED = re.compile(r", (?=whose )")
_PART = re.compile(r"[\w’'\-]+ing ")
_DATED = re.compile(r"(?:(?:on|this|last|late|early) )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? ?", re.I)
_AND = re.compile(r"(?:^|[.!?:;—–“\"\n]\s*)((?:[A-Z][\w.’'\-]* ){1,4})and $")


TELLS = re.compile(r"(?:had |has |have )?(?:told|tells|tell)", re.I)


def stripped(text: str, start: int, end: int) -> Span:
    """A span without marks and blanks at its ends; a stop may end it."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] == "."):
        end -= 1
    return start, end


def mended(text: str, source: Span, scene: Scene, cue: Span | None = None) -> Span:
    """A source without "according to" before it; with the name before it where it begins within a noun phrase.

    "Kim Jong Un, Wednesday commenting on the war said" has the name before the comma; "US and South Korean officials"
    begins with what stands before "and".
    """
    start, end = source
    while start < end - 1 and not (text[start].isalnum() or text[start] in "“‘\"'"):
        start += 1
    if (line := _DATELINE.match(text, start, end)) and line.end() < end:
        start = line.end()
    around = scene.mention_over(start)
    if around is not None and around.span[1] <= end:
        start = around.span[0]  # "Ray" of "Ann Ray"
    if cue is not None and end < cue[0] <= end + 60 and text[start:end].casefold().rstrip(".") in lexicon().titles:
        end = cue[0]  # "Mr" of "Mr Ray's daughter, Ann"
    if m := _ACCORDING.match(text, start, end):
        start = m.end()
    dated = _DATED.match(text, start, end)
    if dated or _PART.match(text, start, end):
        gap = text[max(0, start - 3) : start]
        before = scene.mention_before(start, 3)
        if "," in gap and before is not None and not before.possessive:
            return before.span
        if dated and dated.end() < end:
            start = dated.end()
    if text[start:end].startswith(("a ", "an ")):
        before = scene.mention_before(start, 2)
        if before is not None and not before.possessive and text[before.span[1] : start] == ", ":
            verb = re.search(r"(?<!\w)(\w+) $", text[max(0, before.span[0] - 24) : before.span[0]])
            if verb and brings_in_words(verb.group(1)):  # "wrote Ann Ray, a professor of law"
                return before.span
    if cue is not None and 0 <= cue[0] - end < 3 and (owned := _OWNED.search(text, start, end)):
        named = scene.mention_before(end, 1)
        if named is not None and named.lead - owned.end() < 60:
            start = owned.end()  # "Acme, whose director Ann Ray said"
    end = _with_name(text, (start, end), scene)
    low = max(0, start - 80)
    if (m := _AND.search(text, low, start)) and (m.start(1) > low or low == 0):
        first = scene.mention_before(m.end(1), 4)
        if first is not None and first.span[0] == m.start(1):
            start = m.start(1)
    return _with_partner(text, (start, end), scene)


def not_speaking(text: str, cue: Span, source: Span) -> bool:
    """Whether a source is no speaker: the hearer of "were told", the subject of "is expected", "inquest hears"."""
    if not any(c.isalnum() for c in text[slice(*source)]):
        return True
    said = text[slice(*cue)].strip()
    passive = said.casefold().removesuffix(" by")  # "was quoted by the Post": who is quoted stands before it
    if _QUOTED.fullmatch(passive) and (passive != said.casefold() or text[cue[1] : source[0]].rstrip().endswith("by")):
        return True
    if _PASSIVE.fullmatch(said) and not text[cue[1] : source[0]].rstrip().endswith(" by"):
        return True
    if source[1] > cue[0]:
        return False
    last = text[slice(*source)].casefold().split()[-1]
    return bool(_HEARS.fullmatch(said)) and last in _HEARERS


def _with_name(text: str, source: Span, scene: Scene) -> int:
    """The end of a source with the name that stands in apposition behind it: "his agent" for "his agent, Luca Ray,"."""
    tokens = scene.within(source)
    words = [t for t in tokens if t.text[0].isalnum()]
    if not words or scene.mentions_in(source):
        return source[1]
    stop = words[-1].end
    named = _mention_led(scene, stop)
    if named is None or named.possessive or named.bearer is None or named.bearer.kind in ("place", "seat"):
        return source[1]
    gap = text[stop : named.lead]
    role = ends_with_role([t for t in words if t.key not in OWNERS])
    if gap == " ":
        return named.span[1] if role else source[1]
    known = role or words[0].key in OWNERS or words[-1].key == "them" or words[0].key in ("the", "a", "an")
    closed = text[named.span[1] : named.span[1] + 1] in (",", ":", ".", "(") or scene.article.text.startswith(
        (" (", " said", " says"), named.span[1]
    )
    return named.span[1] if gap in (", ", ", the ") and known and closed else source[1]


def _mention_led(scene: Scene, at: int) -> Mention | None:
    """The name whose titles begin right behind a place."""
    some = scene.mentions_in((at, at + 60))
    return some[0] if some and some[0].lead - at <= 6 else None


def _with_partner(text: str, source: Span, scene: Scene) -> Span:
    """A source with the name that "and" joins to it: "Ruth Dean" for "the co-founders Ann Cole and Ruth Dean"."""
    if not text.startswith(" and ", source[0] - 5):
        return source
    named, own = scene.mention_before(source[0], 5), scene.mention_from(source[0])
    if named is None or own is None or named.possessive or own.span[1] < source[1]:
        return source
    people = named.bearer is not None and named.bearer.kind == "person"
    before = text[max(0, named.lead - 30) : named.lead].rstrip()
    word = re.split(r"\W+", before)[-1].casefold()
    opens = not before or before[-1] in ',.:;!?”"—–\n'
    plural = word.endswith("s") and word[:-1] in lexicon().role_words
    return (named.span[0], source[1]) if people and (opens or plural) else source
