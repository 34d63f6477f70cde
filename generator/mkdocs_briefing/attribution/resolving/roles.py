"""What an article says of a bearer beside the name: "Russian President", ", chief executive of Acme,", ", 61,"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mkdocs_briefing.attribution.resolving.lexicon import Lexicon, lexicon
from mkdocs_briefing.attribution.resolving.tokens import Token, beside

OWNERS = frozenset(["his", "her", "their", "its", "our", "my", "whose"])
ARTICLES = frozenset(["the", "a", "an"])
OF = frozenset(["of", "for", "at", "in", "from", "representing"])
VERBS = frozenset(
    [
        "is",
        "was",
        "are",
        "were",
        "be",
        "been",
        "has",
        "had",
        "have",
        "said",
        "says",
        "told",
        "will",
        "would",
        "can",
        "could",
        "did",
        "does",
        "do",
        "may",
        "might",
        "must",
    ]
)
_BEHIND = frozenset([*OF, "with", "who", "whose", "and", "on", "to", "that", "which", "as", "by"])
_QUOTES = frozenset(["“", '"', "‘", "«", "„"])
_IS = frozenset(["is", "was", "became"])


@dataclass(frozen=True, slots=True)
class Role:
    """What the article says of a bearer: the folded noun's first synonym, and what it is a role of."""

    head: str
    of: frozenset[str] = frozenset()
    former: bool = False
    noun: str = ""
    """The noun as printed, folded: "striker" where ``head`` is "player"."""
    owned: bool = False
    """Whether the role is somebody's whom a pronoun names: "its leader"."""


@dataclass(frozen=True, slots=True)
class Said:
    """All that stands beside one name: roles, the gender they tell, an age, whether it is somebody's relative."""

    roles: tuple[Role, ...] = ()
    gender: str = ""
    age: int | None = None
    relative: bool = False


def role_in(tokens: Sequence[Token]) -> tuple[str, int] | None:
    """The last role noun (of one to four words) of a stretch, and where it begins."""
    lex = lexicon()
    for end in range(len(tokens), 0, -1):
        for size in (4, 3, 2, 1):
            key = " ".join(t.key for t in tokens[max(0, end - size) : end])
            if end - size >= 0 and (key in lex.roles or key in lex.bodies):
                return key, end - size
    return None


def places_in(tokens: Sequence[Token]) -> frozenset[str]:
    """What a role is of: countries by their name, other capitalised words as they are."""
    lex = lexicon()
    out: set[str] = set()
    k = 0
    while k < len(tokens):
        for size in (4, 3, 2, 1):
            key = " ".join(t.key for t in tokens[k : k + size])
            if k + size <= len(tokens) and tokens[k].cap and key in lex.places:
                out.add(lex.places[key])
                k += size
                break
        else:
            key = tokens[k].key
            plain = key in lex.not_names or key in lex.roles or key in lex.parts or key in lex.bodies
            if tokens[k].cap and not plain:
                out.add(key)
            k += 1
    return frozenset(out)


def role_of(tokens: Sequence[Token]) -> Role | None:
    """The role of a stretch, with what it is of; ``None`` where no noun of the lists is in it."""
    lex = lexicon()
    found = role_in(tokens)
    if not found:
        return None
    key, at = found
    rest = [*tokens[:at], *tokens[at + len(key.split()) :]]
    former = any(t.key in lex.former for t in tokens[:at])
    return Role(rank_in(tokens[:at]) + lex.roles.get(key, key), places_in(rest), former, key)


def rank_in(before: Sequence[Token]) -> str:
    """ "vice " where the words before a role noun lower its rank: a deputy is not the one he is deputy of."""
    return "vice " if any(t.key in ("vice", "deputy", "assistant", "associate") for t in before) else ""


def ends_with_role(tokens: Sequence[Token]) -> str:
    """The noun for a person or a body that a stretch ends with, or an empty string."""
    found = role_in(tokens) if tokens else None
    return found[0] if found and found[1] + len(found[0].split()) == len(tokens) else ""


def gender_of(noun: str) -> str:
    """The gender that a noun tells: "spokeswoman", "chairman", "brother in law"."""
    gender = lexicon().gender
    return gender.get(noun) or gender.get(noun.split()[-1] if noun else "", "")


def roles_before(text: str, tokens: list[Token], n: int, cut: int) -> Said:
    """Roles printed before a name, of which the run's tokens ``n`` to ``cut`` are a part."""
    lex = lexicon()
    start = n
    while start > 0 and n - start < 7:
        t = tokens[start - 1]
        if not t.text[0].isalnum() or t.key in lex.not_names or t.glued or not beside(text, t, tokens[start]):
            break
        if not t.cap and not _part_of_role(t, lex):
            break
        start -= 1
    before = tokens[start:cut]
    relative = any(t.key in lex.kin for t in before)
    owned = start > 0 and tokens[start - 1].key in OWNERS and tokens[start - 1].key != "whose"
    bare = all(t.key in lex.titles or t.text == "." for t in before)
    if bare and n >= 3 and tokens[n - 1].text == ",":
        said = _role_comma(tokens, n - 1, lex)
        if said.roles or not ends_with_role(before):
            return said
    if ends_with_role(before):
        role = role_of(before)
        assert role is not None
        return Said((replace(role, owned=owned),), gender_of(role.noun), None, relative)
    if before and (before[-1].possessive or _demonym_ends(before, lex)) and places_in(before):
        return Said((Role("", places_in(before[-2:])),), "", None, relative)
    if not before and (noun := _noun_before(text, tokens, n)):
        return Said((Role(noun, noun=noun),))
    return Said(relative=relative)


def _noun_before(text: str, tokens: list[Token], n: int) -> str:
    """A small noun of no list between "the" and a name: "the steeplejack Fred Ames"."""
    if n < 2 or tokens[n - 1].cap or not beside(text, tokens[n - 1], tokens[n]):
        return ""
    noun = tokens[n - 1]
    known = noun.key in lexicon().not_names or noun.key in VERBS or noun.possessive or not noun.text.isalpha()
    if known or tokens[n - 2].key not in ARTICLES or not beside(text, tokens[n - 2], noun):
        return ""
    return noun.key


def _part_of_role(t: Token, lex: Lexicon) -> bool:
    return (
        t.key in lex.parts
        or t.key in lex.former
        or t.key in lex.role_words
        or t.key in lex.kin
        or "-" in t.text
        or t.key.endswith(("ist", "al", "ic", "ive", "ary"))
    )


def _demonym_ends(tokens: Sequence[Token], lex: Lexicon) -> bool:
    return tokens[-1].key in lex.demonyms or " ".join(t.key for t in tokens[-2:]) in lex.demonyms


def _role_comma(tokens: list[Token], comma: int, lex: Lexicon) -> Said:
    """The role before a comma and a name: "The leader of North Korea, Kim Jong Un", "its chair, Ann Cole"."""
    k = comma
    while k > 0 and comma - k < 5 and (tokens[k - 1].cap or tokens[k - 1].key == "and"):
        k -= 1
    if k and tokens[k - 1].key == "the" and k < comma:
        k -= 1
    of: list[Token] = []
    stop = comma
    if k and k < comma and tokens[k - 1].key in OF:
        of, stop = tokens[k:comma], k - 1
    low = stop
    while low > 0 and stop - low < 6 and tokens[low - 1].text[0].isalnum():
        t = tokens[low - 1]
        if t.key in ARTICLES or t.key in OWNERS or not (t.cap or _part_of_role(t, lex)):
            break
        low -= 1
    if (headed := _headed(tokens, comma)) is not None:
        owner, chief = headed
        return Said((replace(chief, owned=owner.key in OWNERS),), gender_of(chief.noun), None, chief.noun in lex.kin)
    stretch = tokens[low:stop]
    before = tokens[low - 1] if low else None
    within = low > 1 and before is not None and before.key in ARTICLES and tokens[low - 2].key in (*OF, "on")
    if within and ends_with_role(stretch) not in lex.roles:
        return Said()  # "a shop in the city, Ann Ray"
    # only a phrase of its own, not what happens to stand before a comma
    opened = before is None or before.key in (*ARTICLES, *OWNERS) or not before.text[0].isalnum() or before.possessive
    noun = ends_with_role(stretch)
    role = role_of(stretch) if opened and noun else None
    if role is None:
        return Said()
    relative = bool(set(noun.split()) & lex.kin)
    owned = before is not None and before.key in OWNERS
    whole = replace(role, of=role.of | places_in(of), owned=owned)
    return Said((whole,), gender_of(noun), None, relative)


def _headed(tokens: list[Token], comma: int) -> tuple[Token, Role] | None:
    """The person's role that heads a phrase before a comma, with its article: "the head of the group in the city"."""
    lex = lexicon()
    low = comma
    while low > 0 and comma - low < 14 and tokens[low - 1].text[0].isalnum() and tokens[low - 1].key not in VERBS:
        low -= 1
    for p in range(low, comma):
        if tokens[p].key not in ARTICLES and tokens[p].key not in OWNERS:
            continue
        q = next((k for k in range(p + 1, comma) if tokens[k].key in OF), comma)
        stretch = tokens[p + 1 : q]
        plain = all(t.cap or _part_of_role(t, lex) or t.possessive for t in stretch)
        if q == comma or not plain or ends_with_role(stretch) not in lex.roles:
            continue
        rest = tokens[q + 1 : comma]
        if any(t.key in ("and", "who", "which", "that", "to") for t in rest):
            return None
        role = role_of(stretch)
        return None if role is None else (tokens[p], replace(role, of=role.of | places_in(rest)))
    return None


def roles_behind(tokens: list[Token], end: int) -> Said:
    """What stands behind a name: ", 61,", ", the mayor's husband,", ", who is chair of Acme", "the Interfax agency"."""
    lex = lexicon()
    if end + 1 >= len(tokens):
        return Said()
    if not tokens[end - 1].possessive:
        for size in (2, 1):
            noun = " ".join(t.key for t in tokens[end : end + size])
            if lex.bodies.get(noun) in ("agency", "publication") and not tokens[end].cap:
                return Said((Role(noun, noun=noun),))
    at = end
    age = _age_told(tokens, end)
    closed = at + 2 < len(tokens) and tokens[at + 2].text in ",.;)"
    if tokens[at].text in (",", "(") and closed and (years := _age(tokens[at + 1])) is not None:
        at, age = at + 2, years
        if at + 1 >= len(tokens) or tokens[at].text != ",":
            return Said(age=age)
    if tokens[at].text == "(":
        seat = tokens[at + 1 : at + 5]
        stop = next((i for i, t in enumerate(seat) if t.text == ")"), 0)
        where = places_in(seat[:stop])
        return Said((Role("member", where, noun="member"),) if where else (), age=age)  # "Ann Ray (Nashik East)"
    if tokens[at].text != "," and tokens[at].key not in _IS:
        return Said(age=age)
    at += 1
    if at + 1 < len(tokens) and tokens[at].key == "who" and tokens[at + 1].key in ("is", "was"):
        at += 2
    roles: list[Role] = []
    gender, relative = "", False
    for _ in range(2):
        stop = at
        while stop < len(tokens) and stop - at < 12 and tokens[stop].text[0].isalnum():
            stop += 1
        stretch = tokens[at:stop]
        if stop < len(tokens) and tokens[stop].text in _QUOTES:
            break  # 'According to Ray, the mayor "lies"'
        cut = next((i for i, t in enumerate(stretch) if i and t.key in _BEHIND), len(stretch))
        role = _apposed_role(stretch[:cut])
        if role is None:
            break
        roles.append(replace(role, of=role.of | places_in(stretch[cut:])))
        gender = gender or gender_of(role.noun)
        relative = relative or bool({role.noun, *role.noun.split()} & lex.kin)
        if cut < len(stretch) and stretch[cut].key == "and":
            at += cut + 1  # "founder and chief executive of Acme"
        else:
            break
    return Said(tuple(roles), gender, age, relative)


def _age_told(tokens: list[Token], end: int) -> int | None:
    """The age that a clause behind a name tells: ", aged 61,", ", who is 61 and walks"."""
    behind = tokens[end : end + 16]
    if len(behind) < 4 or behind[0].text != ",":
        return None
    if behind[1].key == "aged":
        return _age(behind[2])
    if behind[1].key != "who" and behind[1].key not in ARTICLES:
        return None  # "in Hull, Ann Ray, who is 61"
    for a, b, c, d in zip(behind, behind[1:], behind[2:], behind[3:], strict=False):
        if a.text in ".;":
            return None
        if a.key == "who":
            return _age(c) if b.key in _IS and (d.key == "and" or not d.text[0].isalnum()) else None
    return None


def _age(token: Token) -> int | None:
    return int(token.text) if token.text.isdecimal() and len(token.text) <= 3 and 4 < int(token.text) < 116 else None


def _apposed_role(head: Sequence[Token]) -> Role | None:
    """The role that a noun phrase in apposition tells; its noun may be of no list where an article begins it."""
    if not head or any(t.key in VERBS for t in head):
        return None
    owned = head[0].key in OWNERS
    begun = head[0].key in ARTICLES or owned
    if not begun and not all(t.cap or _part_of_role(t, lexicon()) for t in head):
        return None
    if head[0].key in lexicon().not_names and not begun:
        return None
    if ends_with_role(head):
        role = role_of(head)
        return None if role is None else replace(role, owned=owned)
    last = head[-1]
    if head[0].key in ARTICLES and len(head) > 1 and last.text.islower() and last.text.isalpha() and len(head) < 7:
        return Role(last.key, places_in(head), noun=last.key)
    return None
