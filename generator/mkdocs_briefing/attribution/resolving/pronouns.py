"""Whom a pronoun stands for: by nearness, by gender, subjects before others; nobody where two are about as likely."""

from __future__ import annotations

from bisect import bisect_left

from mkdocs_briefing.attribution.resolving.bearers import Bearer
from mkdocs_briefing.attribution.resolving.lexicon import lexicon
from mkdocs_briefing.attribution.resolving.scene import Scene
from mkdocs_briefing.model import Span, Speaker

_HE = ("he", "him", "his", "himself")
_SHE = ("she", "her", "hers", "herself")
HE = dict.fromkeys(_HE, "m") | dict.fromkeys(_SHE, "f")
THEY = frozenset(["they", "them", "their", "both"])
IT = frozenset(["it", "its"])
RELATIVE = frozenset(["who", "whom", "whose", "which", "that"])
OTHER = frozenset(["i", "me", "my", "we", "us", "our", "you", "one", "this"]) | THEY | IT | RELATIVE

_MENTIONS = 80
# what a person whom the pronoun's own paragraph names counts against speakers of the paragraphs before
_OWN_SUBJECT, _OWN_PERSON = 6, 4
_BACK = 2
"""How many paragraphs back a pronoun reaches."""

Found = tuple[Speaker, str]


def pronoun(scene: Scene, source: Span, key: str) -> Found | None:
    """Whom a pronoun other than a relative one stands for; ``None`` where that is open."""
    if key in HE:
        return _person(scene, source, HE[key])
    if key in THEY:
        return _they(scene, source)
    return _it(scene, source) if key in IT else None


def inferred(name: str, source: Span) -> Speaker:
    """A speaker who is worked out from a pronoun."""
    return Speaker(name, None, source, source, "pronoun", "inferred")


def _they(scene: Scene, source: Span) -> Found | None:
    for k in reversed(scene.history):
        if scene.sentences_between(k.end, source[0]) > 2:
            return None
        if k.plural and k.at < source[0]:
            return inferred(k.name, source), "near"
    return None


def _it(scene: Scene, source: Span) -> Found | None:
    """The body that spoke last, in the same paragraph, with no other body named since."""
    last = next((k for k in reversed(scene.history) if k.end <= source[0] and not k.plural), None)
    if last is None or last.bearer is None or last.bearer.kind not in ("body", "publication", "unknown"):
        return None
    if scene.paragraph(last.end) != scene.paragraph(source[0]) or last.bearer.gender:
        return None
    for m in scene.mentions_in((last.end, source[0])):
        b = m.bearer
        if b is not None and b is not last.bearer and b.kind != "person" and m.subject:
            return None
    return inferred(last.name, source), "far"


def _person(scene: Scene, source: Span, gender: str) -> Found | None:
    """Whom "he" or "she" stands for: by nearness, subjects before others, who spoke last before others.

    ``None`` where two are about as likely: a wrong name is worse than none.
    """
    scores, bearers, here = _named(scene, source, gender)
    _spoken(scene, source, gender, scores, bearers, here)
    if not scores:
        return _only(scene, source, gender)
    ranked = sorted(scores.items(), key=lambda x: (-x[1], x[0]))
    first = bearers[ranked[0][0]]
    sure = first is not None and first.gender == gender
    margin = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else -9)
    alone = sure and all(not b or not b.gender for n, b in bearers.items() if n != ranked[0][0])
    if margin < 2 or (ranked[0][1] < 2 and not alone):
        return None
    evidence = "near" if margin >= 4 and ranked[0][1] >= 8 and sure else "far"
    return inferred(ranked[0][0], source), evidence


def _only(scene: Scene, source: Span, gender: str) -> Found | None:
    """The only person named before who may be meant, however far back."""
    some = [b for at, b in scene.first_persons(gender) if at < source[0]]
    if len(some) != 1 or some[0].gender != gender:
        return None
    return inferred(some[0].name, source), "far"


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
        if b is None or b.kind != "person" or (b.gender and b.gender != gender):
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
        score += 1 if b.gender else -2 if b.roles else -4
        if score > scores.get(b.name, -99):
            scores[b.name] = score
            bearers[b.name] = b
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
