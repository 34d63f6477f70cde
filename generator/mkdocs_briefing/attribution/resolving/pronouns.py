"""Whom a pronoun stands for: by nearness, by gender, subjects before others; nobody where two are about as likely."""

from __future__ import annotations

import re
from bisect import bisect_left

from mkdocs_briefing.attribution.resolving import because
from mkdocs_briefing.attribution.resolving.bearers import Bearer, Mention
from mkdocs_briefing.attribution.resolving.lexicon import lexicon
from mkdocs_briefing.attribution.resolving.roles import ARTICLES, OWNERS, ends_with_role, gender_of
from mkdocs_briefing.attribution.resolving.scene import Scene, last_before
from mkdocs_briefing.attribution.resolving.tokens import plural_of
from mkdocs_briefing.model import Span, Speaker

_HE = ("he", "him", "his", "himself")
_SHE = ("she", "her", "hers", "herself")
HE = dict.fromkeys(_HE, "m") | dict.fromkeys(_SHE, "f")
THEY = frozenset(["they", "them", "their", "both"])
IT = frozenset(["it", "its"])
RELATIVE = frozenset(["who", "whom", "whose", "which", "that"])
OTHER = frozenset(["i", "me", "my", "we", "us", "our", "you", "one", "this"]) | THEY | IT | RELATIVE

_MENTIONS = 80
_OPEN = ""
"""For a surname that two persons share: whoever is meant may be the pronoun's as well."""
# what a person whom the pronoun's own paragraph names counts against speakers of the paragraphs before
_OWN_SUBJECT, _OWN_PERSON = 6, 4
_BACK = 2
"""How many paragraphs back a pronoun reaches."""

# what only a person's name has behind it
_OF_A_PERSON = re.compile(r" and (?:his|her)\b|, (?:who|whose|whom|his|her)\b|,? told\b")

Found = tuple[Speaker, str]


def pronoun(scene: Scene, source: Span, key: str) -> Found | None:
    """Whom a pronoun other than a relative one stands for; ``None`` where that is open."""
    if key in HE:
        return _person(scene, source, HE[key])
    if key in THEY:
        return _they(scene, source)
    return _it(scene, source) if key in IT else None


def inferred(name: str, source: Span, why: str) -> Speaker:
    """A speaker who is worked out from a pronoun, and the phrase that says how."""
    return Speaker(name, None, source, source, "pronoun", "inferred", because=why)


def _open(source: Span, why: str) -> Found:
    """Nobody for sure, and the phrase that says why."""
    return Speaker(None, None, source, source, "pronoun", because=why), "open"


def _they(scene: Scene, source: Span) -> Found | None:
    for k in reversed(scene.history):
        if scene.sentences_between(k.end, source[0]) > 2:
            return None
        if k.plural and k.at < source[0]:
            if _other_people(scene, k.end, source[0], k.head):
                return None
            return inferred(k.name, source, because.SPOKE_LAST), "near"
    return None


def _other_people(scene: Scene, low: int, high: int, head: str) -> bool:
    """Whether other people, who may be "they", are spoken of between two places: "people who", "protesters"."""
    lex = lexicon()
    for t in scene.within((low, high)):
        people = t.key == "people" or plural_of(t.key) in lex.roles
        if people and t.key not in head.split() and not scene.inside_quote(t.start):
            return True
    return False


def _it(scene: Scene, source: Span) -> Found | None:
    """The body that spoke last, in the same paragraph, with no other body named since."""
    last = next((k for k in reversed(scene.history) if k.end <= source[0] and not k.plural), None)
    if last is None or last.bearer is None or last.bearer.kind not in ("body", "publication", "unknown"):
        return None
    if scene.paragraph(last.end) != scene.paragraph(source[0]) or last.bearer.gender:
        return None
    if any(last.end <= s < source[0] for s, _ in scene.nobodies):
        return None
    for m in scene.mentions_in((last.end, source[0])):
        b = m.bearer
        if b is not None and b is not last.bearer and b.kind != "person" and m.subject:
            return None
    return inferred(last.name, source, because.BODY_SPOKE), "far"


def _person(scene: Scene, source: Span, gender: str) -> Found | None:
    """Whom "he" or "she" stands for: by nearness, subjects before others, who spoke last before others.

    ``None`` where two are about as likely: a wrong name is worse than none.
    """
    scores, bearers, here = _named(scene, source, gender)
    _spoken(scene, source, gender, scores, bearers, here)
    if not scores:
        return _only(scene, source, gender)
    ranked = sorted(scores.items(), key=lambda x: (-x[1], x[0]))
    name = ranked[0][0]
    first = bearers[name]
    sure = first is not None and first.gender == gender
    margin = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else -9)
    alone = sure and all(not b or not b.gender for n, b in bearers.items() if n != name)
    if margin < 2 or name == _OPEN:
        return _open(source, because.TWO_FIT)
    if ranked[0][1] < 2 and not alone:
        return None
    if not sure and first is not None and not _may_be_person(scene, first):
        return None
    if _contested(scene, source, gender, name, first, sure):
        return _open(source, because.ANOTHER_SINCE)
    near = margin >= 4 and ranked[0][1] >= 8 and sure
    return inferred(name, source, because.NEAREST if near else because.LIKELIEST), "near" if near else "far"


def _may_be_person(scene: Scene, b: Bearer) -> bool:
    """Whether anything shows that a name without a gender is a person's: a role, a first name, words of his or hers."""
    known = bool(b.roles) or b.words[0] in lexicon().first_names or bool(b.ages)
    known = known or any(_OF_A_PERSON.match(scene.article.text, m.span[1]) for m in b.mentions[:_MENTIONS])
    return known or any(k.bearer is b for k in scene.history)


def _contested(scene: Scene, source: Span, gender: str, name: str, first: Bearer | None, sure: bool) -> bool:
    """Whether somebody else who may be meant has come up since a person was named or spoke last."""
    paragraph = scene.paragraph(source[0])
    spoke = max((k.end for k in scene.history if k.name == name and k.end <= source[0]), default=-1)
    last = max(spoke, last_before(first, source[0]) if first is not None else -1)
    if any(last < s < source[0] and (not g or g == gender) for s, g in scene.nobodies):
        return True
    if _described(scene, max(last, scene.paragraph_start(source[0])), source[0], gender):
        return True
    for m in _since(scene, last, source[0]):
        b = m.bearer
        if b is first or b is None or b.kind != "person" or scene.inside_quote(m.span[0]):
            continue
        if any(s <= m.span[0] < e for s, e in scene.said):
            continue
        apart = paragraph - scene.paragraph(m.span[0])
        later = scene.paragraph(m.span[0]) > scene.paragraph(last)
        if b.gender == gender and later:
            return True  # whoever the paragraph before speaks of may be meant as well
        if not b.gender and not apart and later and m.subject:
            return True
    own = scene.mentions_in((scene.paragraph_start(source[0]), source[0]))
    rivals = (m.bearer for m in own if m.bearer is not None and not scene.inside_quote(m.span[0]))
    latest = max((k.end for k in scene.history if k.end <= source[0]), default=-1)
    just = spoke >= 0 and spoke == latest and scene.paragraph(spoke) == paragraph
    if first is not None and not sure and not just and any(b.kind == "person" and b.gender == gender for b in rivals):
        return True
    speaker = next((k for k in reversed(scene.history) if k.end <= source[0]), None)
    if speaker is None or speaker.name == name or speaker.end < last or speaker.gender:
        return False
    # who spoke last in the paragraph, a person of unknown gender
    person = speaker.bearer is not None and speaker.bearer.kind in ("person", "unknown")
    return person and scene.paragraph(speaker.end) == paragraph


def _since(scene: Scene, last: int, at: int) -> list[Mention]:
    return scene.mentions_in((last + 1, at))[-_MENTIONS:]


def _described(scene: Scene, low: int, high: int, gender: str) -> bool:
    """Whether a clause between two places has somebody without a name as its subject: "the elder brother"."""
    lex = lexicon()
    tokens = scene.within((low, high))[-_MENTIONS:]
    for n, t in enumerate(tokens):
        if t.key not in ARTICLES and t.key not in OWNERS:
            continue
        if any(s <= t.start < e for s, e in scene.said) or scene.mention_before(t.start, 2) is not None:
            continue  # "Ann Ray, a nurse"
        if (n and tokens[n - 1].text not in _CLAUSE) or (not n and t.start > low + 2) or scene.inside_quote(t.start):
            continue
        for k in range(n + 2, min(n + 6, len(tokens))):
            if not tokens[k - 1].text[0].isalnum() or tokens[k - 1].possessive or tokens[k - 1].key in lex.not_names:
                break
            noun = ends_with_role(tokens[n + 1 : k])
            if not noun or not (noun in lex.roles or noun in lex.kin):
                continue
            told = gender_of(noun)
            behind = scene.mentions_in((tokens[k - 1].end, tokens[k - 1].end + 12))
            goes_on = tokens[k].text[0].isalnum() and ends_with_role(tokens[n + 1 : k + 1])
            if not behind and not goes_on and (not told or told == gender):
                return True
    return False


_CLAUSE = frozenset([",", ".", ";", ":", "”", '"', "“", "—", "–"])


def _only(scene: Scene, source: Span, gender: str) -> Found | None:
    """The only person named before who may be meant, however far back."""
    some = [b for at, b in scene.first_persons(gender) if at < source[0]]
    if len(some) != 1 or some[0].gender != gender:
        return None
    return inferred(some[0].name, source, because.ONLY_ONE), "far"


def _named(scene: Scene, source: Span, gender: str) -> tuple[dict[str, float], dict[str, Bearer | None], int]:
    """Scores of the persons named before a pronoun, and what the paragraph's own count against those before."""
    scores: dict[str, float] = {}
    bearers: dict[str, Bearer | None] = {}
    ms = scene.cast.mentions
    paragraph = scene.paragraph(source[0])
    here = 0
    last = bisect_left(ms, source[0], key=lambda m: m.span[0]) - 1
    for n in range(last, max(-1, last - _MENTIONS), -1):
        m = ms[n]
        b = m.bearer
        apart = paragraph - scene.paragraph(m.span[0])
        if apart > _BACK:
            break
        shared = b is None and scene.is_surname(m.words[-1]) and m.gender in ("", gender)
        if not shared and (b is None or b.kind != "person" or (b.gender and b.gender != gender)):
            continue
        if scene.inside_quote(m.span[0]) or any(s <= m.span[0] < e for s, e in scene.said):
            continue
        if not apart:
            here = max(here, _OWN_SUBJECT if m.subject else _OWN_PERSON)
        begins = n == 0 or scene.distance(ms[n - 1].span[0], m.span[0]) > 0
        # of "A and B" neither goes before the other
        begins = begins and not scene.article.text.startswith(" and ", m.span[1])
        score = 8 - 2.0 * scene.distance(m.span[0], source[0])
        score += (4 if m.subject else 0) + (2 if begins and m.subject else 0) - (4 if m.possessive else 0)
        score += 0 if apart else 3
        score += 1 if b is None or b.gender else -2 if b.roles else -4
        name = b.name if b is not None else _OPEN
        if score > scores.get(name, -99):
            scores[name] = score
            bearers[name] = b
    return scores, bearers, here


def _spoken(
    scene: Scene,
    source: Span,
    gender: str,
    scores: dict[str, float],
    bearers: dict[str, Bearer | None],
    here: int,
) -> None:
    """Add to the scores what the speakers before tell; ``here`` counts against those of other paragraphs."""
    paragraph = scene.paragraph(source[0])
    back = 0
    for k in reversed(scene.history):
        if back > 2 or paragraph - scene.paragraph(k.at) > _BACK:
            break
        if k.plural or (k.gender and k.gender != gender):
            continue
        if k.bearer is not None and k.bearer.kind not in ("person", "unknown"):
            continue
        nobody = k.bearer is not None and not (k.bearer.gender or k.bearer.roles) and k.bearer.kind == "unknown"
        if nobody and k.name.endswith("s"):
            continue  # "Irrigators"
        if k.bearer is None and not k.gender and not set(k.head.split()) & lexicon().roles.keys():
            continue  # a report or a figure
        bonus = 13 - 1.5 * min(scene.distance(k.end, source[0]), 6) - 4 * back + (0 if k.gender else -2)
        if scene.paragraph(k.at) != paragraph:
            bonus -= here
        if not back and scene.paragraph(k.end) == paragraph and scene.distance(k.end, source[0]) <= 1:
            bonus += 4
        scores[k.name] = max(scores.get(k.name, -99), bonus) + (1 if k.name in scores else 0)
        bearers.setdefault(k.name, k.bearer)
        back += 1
