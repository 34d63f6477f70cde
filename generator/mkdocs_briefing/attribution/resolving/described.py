"""Whom a description stands for: "the striker", "the French president", "the company", "the 61-year-old"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from mkdocs_briefing.attribution.resolving.bearers import LEGAL, Bearer
from mkdocs_briefing.attribution.resolving.lexicon import lexicon
from mkdocs_briefing.attribution.resolving.roles import Role, gender_of, rank_in
from mkdocs_briefing.attribution.resolving.scene import Scene, is_agency, is_called, last_before
from mkdocs_briefing.attribution.resolving.tokens import Token

NEAR = 900
"""How many code points back "the company" reaches."""
_AGENCY_NEAR = 3000
_AGED = re.compile(r"(\d{1,3}) year old")

Found = tuple[Bearer | None, str]


def role_bearer(scene: Scene, role: str, of: frozenset[str], at: int, body: Sequence[Token]) -> Found:
    """Whom a role printed at ``at`` stands for, with the evidence; ``None`` where two are as likely.

    ``of`` is what the role is printed to be of, ``body`` its tokens.
    """
    lex = lexicon()
    if lex.bodies.get(role) in ("agency", "publication"):
        return _outlet(scene, role, at)
    if role in lex.bodies and role not in lex.roles:
        return _body(scene, role, at, body)
    want = rank_in(body[: -len(role.split())]) + lex.roles.get(role, role) if role else ""
    former = any(t.key in lex.former for t in body)
    headline = scene.in_headline(at)
    fits: list[tuple[int, int, Bearer]] = []
    for b in scene.with_role(want, of):
        # "its leader" is not the headline's "council leader", but may be its "leader"
        some = [r for r in b.roles if not (r.owned and headline and len(body) > len(role.split()))]
        some = [r for r in some if not (r.former and headline and not former)]
        best = max((_agreement(r, role, want, of, former) for r in some), default=0)
        gender = gender_of(role)
        if best and not (gender and b.gender and gender != b.gender):
            fits.append((best, last_before(b, at), b))
    if not fits:
        return None, "open"
    if any(f[1] >= 0 for f in fits) and not headline:
        fits = [f for f in fits if f[1] >= 0]  # who is named only later is not meant
    if not of and not headline and role and len(fits) > 1:
        # nobody bears the very noun: the only one of them whom the paragraph has named
        start = scene.paragraph_start(at)
        here = [f for f in fits if f[1] >= start]
        exact = any(r.noun == role for f in fits for r in f[2].roles)
        fits = here if len(here) == 1 and not exact else fits
    top = max(f[0] for f in fits)
    best_fits = [f for f in fits if f[0] == top]
    if len(best_fits) > 1:
        # two bearers of one role: only the one just spoken of, never where a place is printed and decides nothing
        best_fits.sort(key=lambda f: -f[1])
        apart = best_fits[0][1] >= 0 and at - best_fits[0][1] <= NEAR < at - best_fits[1][1]
        if of or not apart:
            return None, "open"
    if not headline and _another_meant(scene, best_fits[0][2], role, want, at, len(fits) == 1):
        return None, "open"
    near = best_fits[0][1] >= 0 and at - best_fits[0][1] <= NEAR
    if not of and role and not headline and not near:
        if len(fits) > 1 or best_fits[0][1] < 0 or scene.paragraph(at) - scene.paragraph(best_fits[0][1]) > 5:
            return None, "open"
        return best_fits[0][2], "far"
    return best_fits[0][2], "near" if best_fits[0][1] >= 0 else "far"


def _another_meant(scene: Scene, b: Bearer, role: str, want: str, at: int, only: bool) -> bool:
    """Whether somebody who spoke since a bearer was named may be meant as well.

    That is so where the role is only one that the bearer may also be called by ("the politician" for a mayor), or where
    the speaker is one of whom the article tells no role.
    """
    last = max((k.end for k in scene.history if k.name == b.name and k.end <= at), default=-1)
    last = max(last, last_before(b, at))
    noun = role.split()[-1] if role else ""
    begun = scene.begun_before(noun, at)
    if noun and last < begun < at and scene.paragraph(begun) > scene.paragraph(last):
        return True  # "a party aide said": whom "the aide" then stands for
    loose = bool(role) and not any(r.head == want or (only and r.noun.endswith(f" {role}")) for r in b.roles)
    gender = gender_of(role) or b.gender
    for k in reversed(scene.history):
        if k.end <= last or scene.paragraph(at) - scene.paragraph(k.end) > 1:
            return False
        if k.end > at or k.bearer is None or (k.gender and gender and k.gender != gender and not loose):
            continue
        if gender_of(role) and k.gender and k.gender != gender_of(role):
            continue
        told = bool({r.head for r in k.bearer.roles} & set(lexicon().roles.values()))
        if k.bearer.kind == "person" and loose:
            return True
        if k.bearer.kind == "unknown" and not told and not k.name.isupper() and scene.named_nearby(k.bearer):
            return True
    return False


def varied(scene: Scene, role: str, body: Sequence[Token], at: int, parent: bool = False) -> Bearer | None:
    """The one person of a paragraph, who has just spoken in it, told otherwise: "the Dane", "the IAS officer".

    ``None`` where somebody else may be meant: another person is named in the paragraph, or the noun is an office's,
    which may well be another's.
    """
    lex = lexicon()
    former = any(t.key in lex.former for t in body)
    several = len(body) > len(role.split())
    speaker = next((k for k in reversed(scene.history) if k.end <= at), None)
    if speaker is None or speaker.bearer is None or speaker.bearer.kind != "person":
        return None
    trade = lex.roles.get(role, "") in _TRADES and (
        any(t.key in lex.demonyms for t in body) or not {r.head for r in speaker.bearer.roles} & set(lex.roles)
    )
    known = parent or former or role in _OF_ANYBODY or (several and role in _WITH_MORE) or trade
    if role and not known:
        return None
    gender = gender_of(role)
    if gender and speaker.gender and gender != speaker.gender:
        return None
    if any(speaker.end < s < at for s, _ in scene.nobodies):
        return None
    apart = scene.paragraph(at) - scene.paragraph(speaker.end)
    if apart > 1:
        return None
    start = low = scene.paragraph_start(at)
    if apart:
        # in the next paragraph only where nobody else has been named at all, or words of the same speaker open it
        goes_on = scene.article.text[start : start + 1] in '“"‘' and role in _OF_ANYBODY
        low = scene.paragraph_start(start - 1) if goes_on and start else 0
    own = scene.mentions_in((low, at))
    people = {m.bearer.name for m in own if m.bearer is not None and m.bearer.kind == "person"}
    return speaker.bearer if people <= {speaker.name} else None


_OF_ANYBODY = frozenset(
    [
        "billionaire",
        "businessman",
        "businesswoman",
        "entrepreneur",
        "lawmaker",
        "man",
        "pensioner",
        "politician",
        "retiree",
        "teenager",
        "tycoon",
        "veteran",
        "woman",
    ]
)
_TRADES = frozenset(
    [
        "activist",
        "actor",
        "architect",
        "artist",
        "athlete",
        "author",
        "comedian",
        "economist",
        "farmer",
        "filmmaker",
        "historian",
        "player",
        "professor",
        "scientist",
        "singer",
    ]
)
_WITH_MORE = frozenset(
    ["officer", "official", "mp", "mla", "mlc", "member", "lawmaker", "democrat", "republican", "mother", "father"]
)


def _agreement(r: Role, role: str, want: str, of: frozenset[str], former: bool) -> int:
    """How well a role of a bearer agrees with the one that is looked for; 0 where it does not."""
    same = r.head == want or (r.head and want in lexicon().also.get(r.head, ()))
    if (want and not same) or (former and r.former != former):
        return 0
    countries = of & set(lexicon().places.values())
    if of and not of & r.of and (r.owned or r.of or not countries):
        return 0
    if not want and not of & r.of:
        return 0
    score = 4 + (4 if of & r.of else 0) + (2 if r.head == want else 0) - (2 if r.former else 0)
    score += (1 if r.noun == role else 0) - (1 if r.owned else 0)
    return score - (2 if of and not r.of else 0)


def aged(scene: Scene, tokens: Sequence[Token], at: int) -> Found | None:
    """Whom "the 61-year-old" stands for; ``None`` where the tokens tell no age.

    It is the person of that age, or else the only one of no other age who is named in the same paragraph or the two
    before.
    """
    m = next((m for t in tokens if (m := _AGED.fullmatch(t.key))), None)
    if m is None:
        return None
    age = int(m.group(1))
    nouns = [t.key for t in tokens if t.key in lexicon().roles]
    gender = gender_of(nouns[-1]) if nouns else ""

    def fits(b: Bearer) -> bool:
        return b.kind == "person" and not (gender and b.gender and gender != b.gender)

    own = [b for b in scene.with_role(f"aged {age}", frozenset()) if fits(b)]
    if own:
        return (own[0], "near") if len(own) == 1 else (None, "open")
    near: list[Bearer] = []
    here = scene.paragraph(at)
    ms = scene.cast.mentions
    spoke = next((k.bearer for k in reversed(scene.history) if k.end <= at and scene.paragraph(k.end) == here), None)
    here_ = scene.mentions_in((scene.paragraph_start(at), at))
    if (
        spoke is not None
        and {m.bearer.name for m in here_ if m.bearer and fits(m.bearer)} == {spoke.name}
        and fits(spoke)
        and not spoke.ages
    ):
        return spoke, "far"
    for k in range(bisect_left(ms, at, key=lambda m: m.span[0]) - 1, -1, -1):
        b = ms[k].bearer
        if here - scene.paragraph(ms[k].span[0]) > 2:
            break
        if b is not None and fits(b) and not b.ages and not scene.inside_quote(ms[k].span[0]) and b not in near:
            near.append(b)
    return (near[0], "far") if len(near) == 1 else (None, "open")


def _body(scene: Scene, role: str, at: int, body: Sequence[Token]) -> Found:
    """ "the company", "the ministry": the body named last, if it is one; more words before it tell too little."""
    if len(body) > len(role.split()):
        return None, "open"
    ms = scene.cast.mentions
    if role in _FIRMS and (firm := _spoke_here(scene, at)) is not None:
        return firm, "far"
    if scene.in_headline(at):
        some = scene.bodies_called(role)
        return (some[0], "far") if len(some) == 1 else (None, "open")
    if role in _STRICT:
        some = [b for b in scene.bodies_called(role) if last_before(b, at) >= 0]
        return (some[0], "near") if len(some) == 1 else (None, "open")
    for n in range(bisect_left(ms, at, key=lambda m: m.span[0]) - 1, -1, -1):
        b = ms[n].bearer
        if at - ms[n].span[0] > NEAR:
            break
        if b is not None and b.kind in ("body", "unknown", "publication"):
            if is_called(b, role):
                return b, "near"
            if not _other_kind(b, role):
                return None, "open"
    return None, "open"


def _spoke_here(scene: Scene, at: int) -> Bearer | None:
    """The body that spoke last, in the same paragraph, where no other body has been named in it."""
    speaker = next((k for k in reversed(scene.history) if k.end <= at), None)
    if speaker is None or speaker.bearer is None or speaker.bearer.gender or scene.inside_quote(at):
        return None
    b = speaker.bearer
    firm = {lexicon().bodies.get(r.head) for r in b.roles} | {lexicon().bodies.get(w) for w in b.words}
    legal = b.words[-1] in LEGAL or any(m.words[-1] in LEGAL for m in b.mentions)
    owner = bool({r.noun for r in b.roles} & {"owner", "operator", "maker", "publisher", "organiser", "organizer"})
    if not ("company" in firm or legal or owner) or scene.paragraph(speaker.end) != scene.paragraph(at):
        return None
    own = scene.mentions_in((scene.paragraph_start(at), at))
    others = [m for m in own if m.bearer is not None and m.bearer is not b and m.bearer.kind in ("body", "unknown")]
    return None if others else b


_FIRMS = frozenset(["company", "firm"])


def _other_kind(b: Bearer, role: str) -> bool:
    """Whether a body's own name shows that it is not what is looked for: a trust is no court."""
    lex = lexicon()
    named = {w for w in b.words if w in lex.bodies} | {r.head for r in b.roles if r.head in lex.bodies}
    return bool(named) and all(lex.bodies[w] != lex.bodies.get(role) for w in named)


# nouns that a body so called has in its name
_STRICT = frozenset(
    [
        "association",
        "authority",
        "commission",
        "committee",
        "council",
        "court",
        "federation",
        "foundation",
        "hospital",
        "institute",
        "jury",
        "ministry",
        "museum",
        "police",
        "school",
        "tribunal",
        "university",
    ]
)


def _outlet(scene: Scene, noun: str, at: int) -> Found:
    """ "the news agency": the last one named; "the newspaper": the only one near, or the one so called."""
    agency = lexicon().bodies[noun] == "agency"
    ms = scene.cast.mentions
    near: list[Bearer] = []
    for n in range(bisect_left(ms, at, key=lambda m: m.span[0]) - 1, -1, -1):
        b = ms[n].bearer
        if at - ms[n].span[0] > (_AGENCY_NEAR if agency else NEAR):
            break
        if b is not None and (b.kind == "publication" or (agency and b.kind == "body")) and is_agency(b) == agency:
            if agency:
                return b, "near"
            near += [b] if b not in near else []
    called = [b for b in near if any(r.head == noun for r in b.roles)] if len(near) > 1 else near
    return (called[0], "near") if len(called) == 1 else (None, "open")
