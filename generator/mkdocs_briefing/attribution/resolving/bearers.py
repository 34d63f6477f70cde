"""Which names of an article are one bearer: full names first, then what is short for one of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from mkdocs_briefing.attribution.resolving.lexicon import Lexicon, folded, lexicon
from mkdocs_briefing.attribution.resolving.roles import Role
from mkdocs_briefing.attribution.resolving.tokens import plural_of
from mkdocs_briefing.model import Span


@dataclass(slots=True)
class Mention:
    """A name as printed; ``lead`` is where its titles and roles with a capital begin."""

    span: Span
    words: tuple[str, ...]
    roles: tuple[Role, ...]
    gender: str
    subject: bool
    possessive: bool
    relative: bool
    bearer: Bearer | None = None
    lead: int = -1
    called: tuple[Role, ...] = ()
    """The roles printed before the name."""
    age: int | None = None
    shown: bool = True
    """Whether the words as printed may be the bearer's display name."""
    family: str = ""
    """The surname that a first name shares with the next one: "David and Jeanne Heidler"."""
    surname: bool = False
    """Whether it is one word that the article has behind a first name as well."""
    single: bool = False
    """Whether it is one word with a hyphen, which may be a surname or two surnames together."""
    joint: bool = False
    """Whether its first word has a hyphen."""
    given: bool = False
    """Whether it is a first name behind a title that goes with it: "Sir Martin"."""
    thing: bool = False
    """Whether the words around show that no person is named: ", which", "&"."""


@dataclass(slots=True, eq=False)
class Bearer:
    """Whoever bears a name in one article."""

    words: tuple[str, ...]
    name: str
    kind: str = "person"
    gender: str = ""
    roles: set[Role] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    relative: bool = False
    ages: set[int] = field(default_factory=set)
    introduced: Span | None = None
    """The paragraph that speaks of him or her before the name is told."""


def joined(text: str, mentions: list[Mention], paragraphs: Sequence[int] = ()) -> list[Bearer]:
    """Bearers of the mentions: full names first, then what is short for one of them.

    ``paragraphs`` are the starts of the article's paragraphs, in order: of two namesakes the nearer one is meant.
    """
    bearers: list[Bearer] = []
    by_ends: dict[tuple[str, str, str], Bearer] = {}
    lex = lexicon()
    areas: dict[str, Bearer] = {}
    for m in mentions:
        core = _core(m.words)
        if (name := " ".join(core)) in lex.places and not m.gender and not m.surname:
            if name not in areas:
                areas[name] = Bearer(core, "", _kind(core, m))
                bearers.append(areas[name])
            _add(areas[name], m)
            continue
        if len(core) < 2 or m.single:
            continue
        suffix = m.words[-1] if m.words[-1] in _SUFFIXES else ""
        bearer = by_ends.get((core[0], core[-1], suffix)) or (not suffix and by_ends.get((core[0], core[-1], "any")))
        if not bearer or not _same(bearer.words, core):
            bearer = Bearer(core, "", _kind(core, m))
            bearers.append(bearer)
            by_ends.setdefault((core[0], core[-1], suffix), bearer)
            by_ends.setdefault((core[0], core[-1], "any"), bearer)
        _add(bearer, m)
    bearers = _without_prefixes(bearers)
    parts: dict[str, list[Bearer]] = {}
    for b in bearers:
        if b.kind in ("place", "seat"):
            continue
        joint = any(m.joint for m in b.mentions)  # "the Cole-Dean plan" is neither's
        for w in {b.words[-1]} if joint else {b.words[0], b.words[-1]}:
            parts.setdefault(w, []).append(b)
    latest: dict[str, _Latest] = {}
    for m in mentions:
        if m.bearer is None:
            _give_bearer(m, parts, bearers, latest, paragraphs)
        if m.bearer is not None and m.bearer.kind == "person":
            surname = m.bearer.words[-1]
            latest.setdefault(surname, _Latest()).note(m)
    for b in bearers:
        b.name = _display(text, b)
    _acronyms(bearers)
    return bearers


def _without_prefixes(bearers: list[Bearer]) -> list[Bearer]:
    """The bearers without those whose name is another's with words before it: "Skipper Ann Ray" beside "Ann Ray".

    What stands before a whole name is a role or a title, unless it is a first name.
    """
    lex = lexicon()
    whole: dict[tuple[str, ...], Bearer] = {
        b.words: b for b in reversed(bearers) if len(b.words) == 2 and b.kind == "person"
    }
    out: list[Bearer] = []
    longer: list[Bearer] = []
    for b in bearers:
        full = whole.get(b.words[-2:]) if len(b.words) > 2 and b.kind == "person" else None
        other = full is not None and b.gender and full.gender not in ("", b.gender)
        if full is None or other or b.words[0] in lex.first_names:
            out.append(b)
            continue
        for m in b.mentions:
            behind = len(m.words) - 2
            m.words = m.words[behind:]
            m.shown = False
            _add(full, m)
        longer.append(full)
    for full in {id(b): b for b in longer}.values():
        full.mentions.sort(key=lambda m: m.span)
    return out


@dataclass(slots=True)
class _Latest:
    """Who of the bearers of one surname was named last, and who by the bare surname."""

    mentions: dict[int, Mention] = field(default_factory=dict)
    bare: Bearer | None = None

    def note(self, m: Mention) -> None:
        assert m.bearer is not None
        self.mentions[id(m.bearer)] = m
        if len(m.words) == 1:
            self.bare = m.bearer


def _give_bearer(
    m: Mention,
    parts: dict[str, list[Bearer]],
    bearers: list[Bearer],
    latest: dict[str, _Latest],
    paragraphs: Sequence[int],
) -> None:
    core = _core(m.words)
    some = _possible(core, parts, m)
    if m.family:
        m.bearer = next((b for b in some if b.words[-1] == m.family), None)
        if m.bearer is not None:
            _add(m.bearer, m)
        return
    found, ambiguous = _likeliest(some)
    if len(some) > 1 and len(core) == 1 and all(b.kind == "person" for b in some):
        near = _nearest(m, some, latest.get(core[0], _Latest()), found, paragraphs)
        found, ambiguous = near, near is None
    first = len(paragraphs) > 1 and m.span[0] < paragraphs[1]  # a headline has the surname and tells the name below
    if found is not None and _another_role(found, m, short=first and len(some) == 1):
        found = None
    if found is None and not ambiguous:
        found = Bearer(core, "", _kind(core, m))
        bearers.append(found)
        if not m.single:
            parts.setdefault(core[-1], []).append(found)
    if found is not None:
        _add(found, m)


def _nearest(
    m: Mention, some: list[Bearer], latest: _Latest, likely: Bearer | None, paragraphs: Sequence[int]
) -> Bearer | None:
    """Which of several namesakes a bare surname stands for at its place; ``None`` where that is open.

    Who has not been named yet is not meant. Who was called so before goes on being called so, unless another one has
    been named in the paragraph since.
    """
    known = [b for b in some if id(b) in latest.mentions]
    if not known:
        return likely
    if len(known) == 1:
        return known[0] if likely is None or likely is known[0] else None
    last = max((latest.mentions[id(b)] for b in known), key=lambda x: x.span)
    near = last.bearer

    def paragraph(at: int) -> int:
        return bisect_right(paragraphs, at)

    here = paragraph(m.span[0])
    apart = here - paragraph(last.span[0])
    others = [latest.mentions[id(b)] for b in known if b is not near]
    alone = all(paragraph(x.span[0]) < paragraph(last.span[0]) for x in others)
    if latest.bare is None or latest.bare not in known:
        return near if apart <= 1 and alone and last.subject else likely
    if latest.bare is near:
        return near
    return None if (apart == 0 and last.subject) or likely is not latest.bare else likely


_SUFFIXES = frozenset(["jr", "sr", "ii", "iii"])
LEGAL = frozenset(["plc", "inc", "ltd", "limited", "llc", "corp", "gmbh", "ag", "sa", "nv", "bhd", "pty", "pvt", "llp"])


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    out = [w for w in words if w not in _SUFFIXES]
    while len(out) > 2 and out[-1] in LEGAL:
        out.pop()
    return tuple(out[1:] if len(out) > 1 and out[0] == "the" else out) or words


def _same(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """First and last are the same; the middle of one must not contradict the other's ("Kim Jong Un", "Kim Yo Un")."""
    x, y = a[1:-1], b[1:-1]
    return (
        not x
        or not y
        or x == y
        or (all(p[0] == q[0] for p, q in zip(x, y, strict=False)) and 1 in (len(x[0]), len(y[0])))
    )


def _possible(core: tuple[str, ...], parts: dict[str, list[Bearer]], m: Mention) -> list[Bearer]:
    """The bearers that a short name may stand for.

    Surnames go before first names; who is shown to be a person (a title, a role, a common first name) before others.
    """
    lex = lexicon()
    some = [b for b in parts.get(core[-1], ())[:50] if not (m.gender and b.gender and m.gender != b.gender)]
    some = [b for b in some if len(core) == 1 or " ".join(core) in " ".join(b.words)]
    if len(core) == 1 and plural_of(core[0]) in lex.roles:
        some = [b for b in some if b.kind == "person" and _shown(b, lex)]  # "Democrats" are not "Ohio Democrats"
    if m.given and (knights := [b for b in some if b.kind == "person" and b.words[0] == core[0] and len(b.words) > 1]):
        return knights
    last = [b for b in some if b.words[-1] == core[-1]]
    bodies = () if core[-1] in lex.body_words else ("publication", "body")  # "the House" is not "House Budget Office"
    first = [b for b in some if b.words[-1] != core[-1] and (_shown(b, lex) or b.kind in bodies)]
    people = [b for b in last if b.kind == "person"]
    if m.gender or m.roles:
        first = [b for b in first if b.kind == "person" and b.words[0] not in lex.first_names]
    if people:
        last = [b for b in people if _shown(b, lex)] or people
        rivals = [b for b in first if b.kind == "person" and b.words[0] not in lex.first_names]
        return last + rivals
    named = [b for b in first if b.kind == "person"]
    return named or last or first


def _another_role(b: Bearer, m: Mention, short: bool) -> bool:
    """Whether "President Cole" is another than the "Jane Cole" that the article has: she is called no such thing.

    ``short``: where the surname stands, the name is told later.
    """
    heads = {r.head for r in m.called} & set(lexicon().roles)
    if b.kind != "person" or not heads or len(b.words) == 1:
        return False
    also = lexicon().also
    own = {r.head for r in b.roles} | {w for r in b.roles for w in also.get(r.head, ())}
    if heads & own or any(own & also.get(h, frozenset()) for h in heads):
        return False
    return bool(own & set(lexicon().roles)) or b.relative or (m.span < b.mentions[0].span and not short)


def _shown(b: Bearer, lex: Lexicon) -> bool:
    return b.kind == "person" and bool(b.gender or b.roles or b.words[0] in lex.first_names)


def _likeliest(some: list[Bearer]) -> tuple[Bearer | None, bool]:
    """The bearer that a short name most probably stands for, or ``None``, and whether two are as likely."""
    if len(some) > 1:
        own = [b for b in some if not b.relative]
        most = max((len(b.mentions) for b in own), default=0)
        # a relative of whom the article speaks as often is not to be left out
        some = own + [b for b in some if b.relative and len(b.mentions) >= max(2, most)]
    if len(some) > 1:
        ranked = sorted(some, key=lambda b: -len(b.mentions))
        clear = len(ranked[0].mentions) >= 2 * len(ranked[1].mentions)
        return (ranked[0], False) if clear else (None, True)
    return (some[0], False) if some else (None, False)


def _kind(core: tuple[str, ...], m: Mention) -> str:
    lex = lexicon()
    name = " ".join(core)
    if name in lex.places and not m.surname:
        return "seat" if name in lex.seats else "place"
    heads = {lex.bodies.get(r.head, "") for r in m.roles} - {""}
    persons = {r.head for r in m.roles} & set(lex.roles)
    if name in lex.publications or ({"agency", "publication"} & heads and not persons):
        return "publication"
    if core[-1] == "agency" and {"news", "press"} & set(core):
        return "publication"
    if core[-1] in lex.publication_words and len(core) > 1 and not m.gender and core[0] not in lex.first_names:
        return "publication"
    if m.thing and not m.gender:
        return "body"
    if m.gender or persons or m.age is not None:
        return "person"
    if core[0] in lex.first_names and not (len(core) > 2 and core[-1] in lex.body_words):
        return "person"
    if heads or any(w in lex.body_words for w in core):
        return "body"
    return "person" if len(core) > 1 and not m.single else "unknown"


def _add(bearer: Bearer, m: Mention) -> None:
    m.bearer = bearer
    bearer.mentions.append(m)
    lex = lexicon()
    if bearer.kind in ("place", "seat"):
        return
    bearer.roles.update(m.roles)
    if m.age is not None:
        bearer.ages.add(m.age)
    if m.gender and not bearer.gender:
        bearer.gender = m.gender
    if not bearer.gender and bearer.kind == "person" and len(bearer.words) > 1:
        bearer.gender = lex.first_names.get(bearer.words[0], "")
    if bearer.kind == "unknown" and (m.gender or m.roles):
        bearer.kind = _kind(bearer.words, m)
    if bearer.kind == "person" and not bearer.gender and _kind(bearer.words, m) in ("body", "publication"):
        # what one mention shows to be a body is one, unless the article gives it a person's role
        persons = {r.head for r in bearer.roles} & set(lex.roles)
        bearer.kind = bearer.kind if persons else _kind(bearer.words, m)
    bearer.relative = bearer.relative or m.relative


def _display(text: str, b: Bearer) -> str:
    forms = Counter(text[m.span[0] : m.span[1]] for m in b.mentions if m.shown)
    return min(forms, key=lambda f: (-len(f.split()), -len(folded(f)), -forms[f], f))


def _acronyms(bearers: list[Bearer]) -> None:
    """A name of initials ("KCNA") is what the full name is that they are taken from."""
    spelt = {"".join(w[0] for w in b.words if w not in ("of", "the")): b for b in bearers if len(b.words) > 2}
    for b in bearers:
        if b.name.isupper() and len(b.words) == 1 and len(b.name) > 2 and (full := spelt.get(b.words[0])):
            b.kind = full.kind
            b.roles |= full.roles
