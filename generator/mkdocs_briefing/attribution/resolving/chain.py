"""Who stands between a speaker and the outlet, as the sentence around the attribution states it."""

from __future__ import annotations

import re

from mkdocs_briefing.attribution.resolving.coreference import Resolver
from mkdocs_briefing.attribution.resolving.lexicon import folded, lexicon
from mkdocs_briefing.attribution.resolving.scene import is_agency
from mkdocs_briefing.model import Link, LinkRole, Span

_TRANSLATED = re.compile(r"\b(?:via|through|by|with) ((?:an?|the|his|her|their) (?:\w+ )?(translator|interpreter)s?)\b")
_SPOKESPERSON = re.compile(
    r"\b(?:via|through) ((?:an?|the|his|her|their) (?:\w+ ){0,2}(?:spokes(?:man|woman|person)|lawyer|attorney|aide))\b"
)
# somebody with a name who passes words on: "through attorney Riaan Els"
_THROUGH = re.compile(r"\b(?:via|through) (?:(?:his|her|their|its|the) )?[\w’'\-]+ (?=[A-Z])")
_QUOTED_BY = re.compile(
    r"\b(?:quoted|cited|reported|carried|published|released|accessed|seen|obtained|reviewed) "
    r"(?:as saying )?(?:\w+ )?(?:by|in|on) "
)
# who reads out, or hands on, what another has written
_READ_BY = re.compile(
    r"\bread (?:out |aloud )?(?:[\w ]{0,20} )?by ((?:the|a|an|his|her|their) [\w’'\-]+(?: [\w’'\-]+)?)(?=[,.]| \w+ed )"
)
_ACCORDING = re.compile(r"\b(?:according to|citing|per) ", re.I)
_TOLD_MEDIA = re.compile(
    r"\b(?:told|tells|telling|in conversation with|speaking to|speaking on|interview with|"
    r"interview on|spoke to|spoke with|remarks to) "
)
_DOCUMENT = re.compile(
    r"\b(?:in|through|via) ((?:an?|the|his|her|their|its) (?:[\w’'\-]+ ){0,3}?"
    r"(?:statement|letter|note|memo|mail|email|e-mail|press release|message|"
    r"blog post|op-ed|editorial|tweet|court filing|affidavit|report|memoir)\b"
    r"(?: to (?:his|her|their|its|the|staff|members|supporters|shareholders|parents|colleagues)\b"
    r"(?-i: [a-z]\w+)?(?! [A-Z]))?)",
    re.I,
)
_TO_MEDIA = re.compile(r"\b(?:statement|letter|email|e-mail|message|article) to (?=(?:the |The )?[A-Z])")
_STOP = re.compile(
    r" (?:that|on|in|at|which|who|as|when|after|during|for|and|said|reported|as|about|via|by)\b|[,.;:()“”\"\n]"
)


def links_in(resolver: Resolver, free: list[Span], own: list[Span], speaker: str | None) -> list[Link]:
    """Links stated in the free stretches of a sentence (outside all contents), in order of nearness to the speaker.

    ``own`` holds the attribution's cue and source, which are no links of themselves; a link never names the speaker.
    """
    text = resolver.article.text
    out: list[Link] = []
    for s, e in free:
        out += [
            Link("a translator" if m.group(2) == "translator" else "an interpreter", "translator", m.span(1))
            for m in _TRANSLATED.finditer(text, s, e)
        ]
        out += [Link(m.group(1), "spokesperson", m.span(1)) for m in _SPOKESPERSON.finditer(text, s, e)]
        out += [Link(m.group(1), "document", m.span(1)) for m in _DOCUMENT.finditer(text, s, e)]
        out += [Link(m.group(1), "person", m.span(1)) for m in _READ_BY.finditer(text, s, e)]
        out += [link for m in _THROUGH.finditer(text, s, e) if (link := _person_behind(resolver, m.end()))]
        patterns = ((_QUOTED_BY, False), (_ACCORDING, False), (_TOLD_MEDIA, True), (_TO_MEDIA, True))
        for pattern, media in patterns:
            for m in pattern.finditer(text, s, e):
                stop = _STOP.search(text, m.end(), e)
                span = (m.end(), stop.start() if stop else e)
                if span[1] - span[0] < 2 or any(span[0] < y and x < span[1] for x, y in own):
                    continue
                link = _link(resolver, span, media)
                if link is None or (link.role == "person" and m.group().lower().startswith("citing")):
                    continue  # "Reuters reported, citing a person in the know": no step on the way
                out.append(link)
    seen: set[str] = set()
    kept = []
    for link in out:
        if link.name != speaker and link.name not in seen:
            seen.add(link.name)
            kept.append(link)
    order = {"translator": 0, "spokesperson": 1, "document": 2}
    return sorted(kept, key=lambda x: (order.get(x.role, 3), x.span or (0, 0)))


_REPORTED = re.compile(
    r"[\s,”’\"']{1,4}(?:as )?((?:the )?[\w’'.\-]+(?: [\w’'.\-]+){0,7}?)"
    r" (?:reported|reports|has reported|said|says|wrote)\b(?= on| [MTWFS]\w+day|[,.;]|$)"
)


def reported_behind(resolver: Resolver, content: Span, end: int, speaker: str | None) -> Link | None:
    """The agency or publication that a clause behind the content names: "…, the Press Association reported"."""
    text = resolver.article.text
    m = _REPORTED.match(text, content[1], min(end, content[1] + 140))
    if not m or "," not in text[max(0, content[1] - 2) : m.start(1)]:
        return None
    link = _link(resolver, m.span(1), True)
    return link if link and link.name != speaker else None


def link_of(resolver: Resolver, span: Span, name: str | None) -> Link | None:
    """A link for somebody who is reported saying what the speaker said."""
    if not name:
        return None
    return Link(name, role_of(resolver, name), span)


def role_of(resolver: Resolver, name: str) -> LinkRole:
    """What a resolved name is, as a link."""
    low = name.casefold()
    if "spokes" in low:
        return "spokesperson"
    bearer = resolver.bearer_named(name) or resolver.bearer_named(name.removeprefix("the "))
    if bearer is None:
        last = folded(name).split()[-1:]
        if last and lexicon().bodies.get(last[0]) == "document":
            return "document"
        return "person" if last and last[0] in lexicon().roles else "institution"
    if bearer.kind in ("body", "seat", "place"):
        return "agency" if is_agency(bearer) else "institution"
    if bearer.kind == "publication":
        return "agency" if is_agency(bearer) else "publication"
    return "person"


def _link(resolver: Resolver, span: Span, media: bool) -> Link | None:
    while span[1] > span[0] and resolver.article.text[span[1] - 1].isspace():
        span = (span[0], span[1] - 1)
    named = [m for m in resolver.mentions_in(span) if m.bearer]
    if named:
        end = max(m.span[1] for m in named if m.span[0] == named[-1].span[0])
        span = (span[0], min(span[1], end))
    first = next(iter(resolver.within(span)), None)
    if first is None or first.key in lexicon().dates:
        return None
    speaker, _ = resolver.speaker(span)
    if not speaker.name or speaker.as_ == "pronoun":
        return None
    role = role_of(resolver, speaker.name)
    if media and role not in ("publication", "agency"):
        if not _newspaper(resolver, span, speaker.name):
            return None
        role = "publication"
    return Link(speaker.name, role, span)


_MEDIA = frozenset(["radio", "television", "tv", "broadcasting", "news", "press", "fm", "media"])


def _person_behind(resolver: Resolver, at: int) -> Link | None:
    """The person whose name stands at a place, as a link."""
    named = resolver.mention_from(at)
    if named is None or named.bearer is None or named.bearer.kind != "person" or len(named.bearer.words) < 2:
        return None
    return Link(named.bearer.name, "person", named.span)


def _newspaper(resolver: Resolver, span: Span, name: str) -> bool:
    """Whether a name behind "told" and its like must be an outlet's: "the" before it, and it is no body that hears."""
    bearer = resolver.bearer_named(name)
    if bearer is not None and bearer.kind != "person" and _MEDIA & set(bearer.words):
        return True
    if bearer is None or bearer.gender or bearer.roles or len(bearer.words) < 2:
        return False
    hears = set(bearer.words) & lexicon().body_words - lexicon().publication_words
    return not hears and folded(resolver.article.text[slice(*span)]).startswith("the ")
