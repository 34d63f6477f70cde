"""Whom a description stands for: "the striker", "the French president", "the company", "the 61-year-old"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from mkdocs_briefing.attribution.resolving.bearers import Bearer
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
        best = max((_agreement(r, role, want, of, former) for r in some), default=0)
        gender = gender_of(role)
        if best and not (gender and b.gender and gender != b.gender):
            fits.append((best, last_before(b, at), b))
    if not fits:
        return None, "open"
    if any(f[1] >= 0 for f in fits) and not headline:
        fits = [f for f in fits if f[1] >= 0]  # who is named only later is not meant
    top = max(f[0] for f in fits)
    best_fits = [f for f in fits if f[0] == top]
    if len(best_fits) > 1:
        # two bearers of one role: only the one just spoken of, never where a place is printed and decides nothing
        best_fits.sort(key=lambda f: -f[1])
        apart = best_fits[0][1] >= 0 and at - best_fits[0][1] <= NEAR < at - best_fits[1][1]
        if of or not apart:
            return None, "open"
    near = best_fits[0][1] >= 0 and at - best_fits[0][1] <= NEAR
    if not of and role and not headline and not near:
        if len(fits) > 1 or best_fits[0][1] < 0 or scene.paragraph(at) - scene.paragraph(best_fits[0][1]) > 5:
            return None, "open"
        return best_fits[0][2], "far"
    return best_fits[0][2], "near" if best_fits[0][1] >= 0 else "far"


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


def _other_kind(b: Bearer, role: str) -> bool:
    """Whether a body's own name shows that it is not what is looked for: a trust is no court."""
    lex = lexicon()
    named = {w for w in b.words if w in lex.bodies} | {r.head for r in b.roles if r.head in lex.bodies}
    return bool(named) and all(lex.bodies[w] != lex.bodies.get(role) for w in named)


# nouns that a body so called has in its name
_STRICT = frozenset(["court", "tribunal", "council", "ministry", "university", "school", "hospital", "police", "jury"])


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
