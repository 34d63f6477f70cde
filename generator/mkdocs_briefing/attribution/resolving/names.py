"""The names in an article: where they stand, which of them are one bearer, and what the article says of each.

``cast_of`` reads an article once. A name is a run of capitalised words; what stands before it ("Russian President",
"North Korea's leader", "the agency") and behind it (", chief executive of Acme,") are its roles. Names that share first
and last words are one bearer; a single word stands for the bearer that it is most probably short for, or for nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise

from mkdocs_briefing.attribution.resolving.lexicon import Lexicon, folded, key_of, lexicon
from mkdocs_briefing.model import Article, Span

_TOKEN = re.compile(r"[^\W_]+(?:['’.&\-][^\W_]+)*|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s$")
_SMALL_IN_TITLES = frozenset(["with", "from", "into", "over", "after", "that", "than", "about", "before", "amid"])
_LINE = re.compile(r"[^\n]+")
_ODD_HE = re.compile(r"[^aeioucgkpsthlnrdb]he$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of the text; ``key`` is folded, ``cap`` says that a capital begins it."""

    start: int
    end: int
    text: str
    key: str
    cap: bool
    possessive: bool
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """What the article says of a bearer: the folded noun's first synonym, and what it is a role of."""

    head: str
    of: frozenset[str]
    former: bool = False


@dataclass(slots=True)
class Mention:
    """A name as printed."""

    span: Span
    words: tuple[str, ...]
    roles: tuple[Role, ...]
    gender: str
    subject: bool
    possessive: bool
    relative: bool
    bearer: Bearer | None = None


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


@dataclass(slots=True)
class Cast:
    """The tokens, the bearers and the mentions of an article, in order of the text."""

    tokens: list[Token]
    bearers: list[Bearer]
    mentions: list[Mention]


def tokens_of(text: str, spans: list[Span]) -> list[Token]:
    """Tokens of the spans; a word stuck to a name by a lost blank ("Putinmet") ends where the name does."""
    lex = lexicon()
    raw = [m for s, e in spans for m in _TOKEN.finditer(text, s, e)]
    printed = {_POSSESSIVE.sub("", m.group()) for m in raw if m.group()[0].isupper()}
    out: list[Token] = []
    for n, m in enumerate(raw):
        word, start, end = m.group(), m.start(), m.end()
        cap = word[0].isupper()
        if cap and 4 < len(word) < 60:
            word, end = _unglued(word, start, end, printed, lex, raw[n + 1].group() if n + 1 < len(raw) else "")
        out.append(_token(word, start, end, lex))
        if end < m.end():
            out.append(replace(_token(text[end : m.end()], end, m.end(), lex), glued=True))
    return out


def _token(word: str, start: int, end: int, lex: Lexicon) -> Token:
    key = key_of(word)
    if key.isupper() and key not in lex.places:
        key = folded(word)
    return Token(start, end, word, key or word, word[0].isupper(), bool(_POSSESSIVE.search(word)))


def _unglued(word: str, start: int, end: int, printed: set[str], lex: Lexicon, after: str) -> tuple[str, int]:
    for cut in range(len(word) - 2, 1, -1):
        left, right = word[:cut], word[cut:]
        if right[0].isupper() and word[cut - 1].islower() and right in printed and cut >= 4:
            return left, start + cut
        known = left in printed or left.casefold() in lex.publications or left.casefold() in lex.places
        if right.islower() and right in lex.glued and known:
            return left, start + cut
    if _ODD_HE.search(word) and after.islower() and after.endswith(("ed", "d", "s")):
        return word[:-2], end - 2
    return word, end


def cast_of(article: Article) -> Cast:
    """Read the names of an article, once."""
    lex = lexicon()
    spans = [(b.start, b.end) for b in article.blocks if b.kind in ("headline", "lead", "body", "caption")]
    if not spans and article.text:
        spans = [(0, len(article.text))]
    tokens = tokens_of(article.text, spans)
    lower = {t.key for t in tokens if not t.cap}
    # surnames that are ordinary words ("Theresa May"): a first name stands before them
    kept = {b.key for a, b in pairwise(tokens) if b.cap and a.key in lex.first_names and _beside(article.text, a, b)}
    lines = [m.span() for s, e in spans for m in _LINE.finditer(article.text, s, e)]
    titles = [(s, e) for s, e in lines if _title_case(article.text, s, e)]
    mentions: list[Mention] = []
    later: list[int] = []
    n = 0
    while n < len(tokens):
        if tokens[n].cap:
            if titles and any(s <= tokens[n].start < e for s, e in titles[:20]):
                later.append(n)
                n += 1
                continue
            end = _run(article.text, tokens, n)
            found = _mention(article.text, tokens, n, end, lower, kept)
            if found:
                mentions.append(found)
            n = end
        else:
            n += 1
    if later:
        mentions += _known_in_titles(tokens, later, mentions)
        mentions.sort(key=lambda m: m.span)
    return Cast(tokens, _joined(article.text, mentions), mentions)


def _title_case(text: str, start: int, end: int) -> bool:
    """Whether a short line has all its longer words with capitals, so that these tell nothing of names."""
    if end - start > 160:
        return False
    long = re.findall(r"[^\W\d_]{4,}", text[start:end])
    long = [w for w in long if w not in _SMALL_IN_TITLES]
    return len(long) >= 4 and all(w[0].isupper() for w in long)


def _known_in_titles(tokens: list[Token], at: list[int], mentions: list[Mention]) -> list[Mention]:
    """Names in lines of title case: those only that the running text has as well."""
    whole = {m.words for m in mentions}
    parts = {w for m in mentions for w in (m.words[0], m.words[-1])}
    if not mentions:
        return []
    out: list[Mention] = []
    taken = -1
    for n in at:
        if n <= taken:
            continue
        for size in (5, 4, 3, 2, 1):
            some = tokens[n : n + size]
            words = tuple(w for t in some for w in t.key.split())
            if len(some) == size and (words in whole or (size == 1 and words and words[0] in parts)):
                end = some[-1].end - (2 if some[-1].possessive else 0)
                out.append(Mention((some[0].start, end), words, (), "", False, some[-1].possessive, False))
                taken = n + size - 1
                break
    return out


def _beside(text: str, a: Token, b: Token) -> bool:
    return b.start - a.end == 1 and text[a.end] in " \u00a0"


def _run(text: str, tokens: list[Token], n: int) -> int:
    """The end of the capitalised words that begin with token ``n``; a possessive or a lost blank ends them."""
    lex = lexicon()
    end = n + 1
    while end < len(tokens) and end - n < 14:
        t, last = tokens[end], tokens[end - 1]
        if last.possessive or t.glued:
            break
        follows = end + 1 < len(tokens) and tokens[end + 1].cap and not tokens[end + 1].glued
        stop = t.text == "." and t.start == last.end and follows and _abbreviated(last, lex)
        if stop or (t.cap and (_beside(text, last, t) or (last.text == "." and t.start - last.end <= 1))):
            end += 1
        elif (
            (t.key in lex.particles or (t.key in ("of", "for") and _body_so_far(tokens, end)))
            and not t.cap
            and follows
            and _beside(text, t, tokens[end + 1])
            and _beside(text, last, t)
        ):
            end += 2
        else:
            break
    return end


def _abbreviated(t: Token, lex: Lexicon) -> bool:
    initials = t.text.replace(".", "").isupper() and len(t.text.replace(".", "")) == len(t.text) // 2 + 1
    return len(t.text) == 1 or initials or t.key in lex.titles or t.key in ("jr", "st")


def _body_so_far(tokens: list[Token], end: int) -> bool:
    lex = lexicon()
    return tokens[end].key == "of" and tokens[end - 1].key in lex.body_words


def _mention(text: str, tokens: list[Token], n: int, end: int, lower: set[str], kept: set[str]) -> Mention | None:
    lex = lexicon()
    first = n
    while n < end and _no_name(tokens, n, end, lex) and not (n == end - 1 and tokens[n].key in kept):
        n += 1
    while end - 1 > n and (tokens[end - 1].key in lex.days or tokens[end - 1].text == "."):
        end -= 1
    if n == end:
        return None
    if end - n > 1 and n == first and _opens(tokens, n) and tokens[n].key in lower and _plain(tokens[n], lex):
        n += 1  # "Absent Trump": a word that only begins the sentence
    if end - n == 1 and tokens[n].key not in kept and n == first and _opens(tokens, n):
        known = tokens[n].key in lex.places or tokens[n].key in lex.publications
        if (tokens[n].key in lower and not known) or tokens[n].key in lex.alone:
            return None
    of = _role_of(tokens, n, end, lex)
    if of:
        n += 1
    cut, gender = _cut(tokens, n, end, lex)
    name = [t for t in tokens[cut:end] if t.text != "."]
    words = tuple(w for t in name for w in t.key.split())
    if not words:
        return None
    titled = cut > n or name[0].key in kept  # "Ms. Boxer" is no boxer
    if len(name) == 1 and (name[0].key in lex.titles or (name[0].key in lex.roles and not titled)):
        return None
    roles, relative, role_gender = _roles_before(text, tokens, n, cut)
    behind, behind_gender = _roles_behind(tokens, end)
    after = tokens[end] if end < len(tokens) else None
    before = tokens[n - 1].key if n else ""
    if n >= 2 and tokens[n - 1].text == "," and tokens[n - 2].key in lex.kin:
        relative, before = True, "with"  # "her partner, Ruth Dean, …"
    verb = after is not None and after.text.islower() and (after.key not in lex.not_names or after.key in _AUXILIARY)
    verb = verb or (after is not None and after.key == "and" and end + 1 < len(tokens) and tokens[end + 1].cap)
    presented = before in ("is", "was", "there", "comes", "enter", "enters")
    subject = presented or (
        (verb or (after is not None and after.text == ",")) and before not in _PREPOSITIONS and not name[-1].possessive
    )
    stop = name[-1].end - (2 if name[-1].possessive else 0)
    return Mention(
        (name[0].start, stop),
        words,
        (*roles, *behind, *of),
        gender or role_gender or behind_gender,
        subject,
        name[-1].possessive,
        relative,
    )


def _role_of(tokens: list[Token], n: int, end: int, lex: Lexicon) -> tuple[Role, ...]:
    """The role whose last word begins a run: "Secretary of State John Kerry"."""
    key = " ".join(t.key for t in tokens[max(0, n - 2) : n + 1])
    return (Role(lex.roles[key], frozenset()),) if n >= 2 and end - n > 1 and key in lex.roles else ()


def _plain(t: Token, lex: Lexicon) -> bool:
    """Whether a word with a capital, which the article has without one as well, is no part of a name."""
    known = (lex.first_names, lex.titles, lex.roles, lex.parts, lex.places, lex.body_words, lex.publication_words)
    return not any(t.key in some for some in known) and t.key not in ("united", "associated", "european", "royal")


def _no_name(tokens: list[Token], n: int, end: int, lex: Lexicon) -> bool:
    """Whether a capitalised word only begins a sentence or tells a day; "The" belongs to "The New York Times"."""
    key = tokens[n].key
    if key == "the" and end - n > 1:
        rest = " ".join(t.key for t in tokens[n + 1 : end])
        return not (tokens[end - 1].key in lex.publication_words or rest in lex.publications)
    if key in lex.first_names and end - n > 1 and not (n and tokens[n - 1].key in _BEFORE_DATES):
        return False  # "Jan Brewer", "April Jones"
    return key in lex.not_names or key in lex.dates or tokens[n].text == "."


def _cut(tokens: list[Token], n: int, end: int, lex: Lexicon) -> tuple[int, str]:
    """Where in a run the name begins, behind titles, roles and nationalities, and the gender that these tell."""
    cut, gender = n, ""
    titled = False
    for k in range(n, end - 1):
        key = tokens[k].key
        two = " ".join(t.key for t in tokens[k : k + 2])
        if key in lex.titles or key in lex.roles:
            cut, titled = k + 1, titled or key in lex.titles
            gender = lex.titles.get(key) or lex.gender.get(key) or gender
        elif key in lex.demonyms and cut == k and " ".join(t.key for t in tokens[k:end]) not in lex.places:
            cut = k + 1
        elif k + 2 < end and two in lex.demonyms and cut == k:
            cut = k + 2
    while cut < end - 1 and tokens[cut].text == ".":
        cut += 1
    if cut == n or titled or tokens[cut].key in lex.first_names:
        return cut, gender
    rest = [t.key for t in tokens[cut:end]]
    named = any(w in lex.body_words or w in lex.publication_words for w in rest)
    role = any(t.key in lex.roles for t in tokens[n:cut])
    if named and not (role and len(rest) == 1 and rest[0] in lex.soft):
        # "Justice Department", "American Airlines"; "Bank of England Governor Andrew Bailey" has none behind
        return n, ""
    return cut, gender


_AUXILIARY = frozenset(
    ["is", "was", "has", "had", "did", "does", "will", "would", "can", "could", "may", "might", "must", "should"]
)
_BEFORE_DATES = frozenset(["in", "on", "since", "by", "of", "last", "this", "next", "early", "late", "mid", "until"])
_PREPOSITIONS = frozenset(
    [
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "to",
        "with",
        "about",
        "against",
        "after",
        "before",
        "between",
        "into",
        "over",
        "under",
        "via",
        "than",
        "like",
        "told",
        "meeting",
        "as",
    ]
)


def _opens(tokens: list[Token], n: int) -> bool:
    return n == 0 or not tokens[n - 1].text[-1].isalnum()


def role_in(tokens: list[Token]) -> tuple[str, int] | None:
    """The last role noun (of one, two or three words) of a stretch, and where it begins."""
    lex = lexicon()
    for end in range(len(tokens), 0, -1):
        for size in (3, 2, 1):
            key = " ".join(t.key for t in tokens[max(0, end - size) : end])
            if end - size >= 0 and (key in lex.roles or key in lex.bodies):
                return key, end - size
    return None


def places_in(tokens: list[Token]) -> frozenset[str]:
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
            if tokens[k].cap and key not in lex.not_names and key not in lex.roles and key not in lex.parts:
                out.add(key)
            k += 1
    return frozenset(out)


def _role(tokens: list[Token]) -> Role | None:
    lex = lexicon()
    found = role_in(tokens)
    if not found:
        return None
    key, at = found
    rest = tokens[:at] + tokens[at + len(key.split()) :]
    former = any(t.key in lex.former for t in tokens[:at])
    return Role(rank_in(tokens[:at]) + lex.roles.get(key, key), places_in(rest), former)


def rank_in(before: list[Token]) -> str:
    """ "vice " where the words before a role noun lower its rank: a deputy is not the one he is deputy of."""
    return "vice " if any(t.key in ("vice", "deputy", "assistant", "associate") for t in before) else ""


def _roles_before(text: str, tokens: list[Token], n: int, cut: int) -> tuple[list[Role], bool, str]:
    """Roles printed before a name, of which the run's tokens ``n`` to ``cut`` are a part."""
    lex = lexicon()
    start = n
    while start > 0 and n - start < 7:
        t = tokens[start - 1]
        if not t.text[0].isalnum() or t.key in lex.not_names or t.glued or not _beside(text, t, tokens[start]):
            break
        if not t.cap and not _part_of_role(t, lex):
            break
        start -= 1
    before = tokens[start:cut]
    out: list[Role] = []
    gender = ""
    found = role_in(before) if before else None
    if found and found[1] + len(found[0].split()) == len(before):
        if role := _role(before):
            out.append(role)
            gender = lex.gender.get(found[0].split()[-1], lex.gender.get(found[0], ""))
    elif before and (before[-1].possessive or _demonym_ends(before, lex)) and places_in(before):
        out.append(Role("", places_in(before[-2:])))
    relative = any(t.key in lex.kin for t in before)
    if not before and n >= 3 and tokens[n - 1].text == "," and (role := _role_comma(tokens, n - 1, lex)):
        out.append(role)
    return out, relative, gender


def _part_of_role(t: Token, lex: Lexicon) -> bool:
    return (
        t.key in lex.parts
        or t.key in lex.former
        or t.key in lex.role_words
        or t.key in lex.kin
        or "-" in t.text
        or t.key.endswith(("ist", "al", "ic", "ive", "ary"))
    )


def _demonym_ends(tokens: list[Token], lex: Lexicon) -> bool:
    return tokens[-1].key in lex.demonyms or " ".join(t.key for t in tokens[-2:]) in lex.demonyms


def _role_comma(tokens: list[Token], comma: int, lex: Lexicon) -> Role | None:
    """The role before a comma and a name: "The leader of North Korea, Kim Jong Un", "the Russian president, Putin"."""
    k = comma
    while k > 0 and comma - k < 5 and tokens[k - 1].cap:
        k -= 1
    if k and tokens[k - 1].key == "the" and k < comma:
        k -= 1
    of: list[Token] = []
    stop = comma
    if k and k < comma and tokens[k - 1].key in ("of", "for", "at", "in"):
        of, stop = tokens[k:comma], k - 1
    low = stop
    while low > 0 and stop - low < 6 and tokens[low - 1].text[0].isalnum():
        t = tokens[low - 1]
        if t.key in ("the", "a", "an", "its", "their") or not (t.cap or _part_of_role(t, lex)):
            break
        low -= 1
    stretch = tokens[low:stop]
    # only a phrase of its own, not what happens to stand before a comma
    opened = (
        low == 0 or tokens[low - 1].key in ("the", "a", "an", "its", "their") or not tokens[low - 1].text[0].isalnum()
    )
    found = role_in(stretch) if stretch else None
    if not opened or not found or found[1] + len(found[0].split()) != len(stretch) or found[0] not in lex.roles:
        return None
    role = _role(stretch)
    return Role(role.head, role.of | places_in(of), role.former) if role else None


def _roles_behind(tokens: list[Token], end: int) -> tuple[list[Role], str]:
    lex = lexicon()
    if end + 1 >= len(tokens):
        return [], ""
    at = end
    # "the Interfax agency", "the Yonhap news agency"
    if not tokens[end - 1].possessive:
        for size in (2, 1):
            noun = " ".join(t.key for t in tokens[end : end + size])
            if lex.bodies.get(noun) in ("agency", "publication") and not tokens[end].cap:
                return [Role(noun, frozenset())], ""
    if tokens[at].text == "," or tokens[at].key in ("is", "was", "became"):
        at += 1
    else:
        return [], ""
    if tokens[at].key == "who" and at + 1 < len(tokens) and tokens[at + 1].key in ("is", "was"):
        at += 2
    stop = at
    while stop < len(tokens) and stop - at < 12 and (tokens[stop].text[0].isalnum()):
        stop += 1
    stretch = tokens[at:stop]
    cut = next(
        (i for i, t in enumerate(stretch) if i and t.key in ("of", "for", "at", "in", "with", "from", "who", "and")),
        len(stretch),
    )
    head = stretch[:cut]
    if not head or not (head[0].key in ("the", "a", "an") or role_in(head)) or any(t.key in _VERBS for t in head):
        return [], ""
    found = role_in(head)
    if not found or found[1] + len(found[0].split()) != len(head) or found[0] not in lex.roles:
        return [], ""
    role = _role(head)
    if not role:
        return [], ""
    return [Role(role.head, role.of | places_in(stretch[cut:]), role.former)], lex.gender.get(found[0], "")


_VERBS = frozenset(["is", "was", "are", "were", "has", "had", "have", "said", "says", "told", "will", "would"])


def _joined(text: str, mentions: list[Mention]) -> list[Bearer]:
    """Bearers of the mentions: full names first, then what is short for one of them."""
    bearers: list[Bearer] = []
    by_ends: dict[tuple[str, str, str], Bearer] = {}
    lex = lexicon()
    areas: dict[str, Bearer] = {}
    for m in mentions:
        core = _core(m.words)
        if (name := " ".join(core)) in lex.places and not m.gender:
            if name not in areas:
                areas[name] = Bearer(core, "", _kind(core, m))
                bearers.append(areas[name])
            _add(areas[name], m)
            continue
        if len(core) < 2:
            continue
        suffix = m.words[-1] if m.words[-1] in _SUFFIXES else ""
        bearer = by_ends.get((core[0], core[-1], suffix)) or (not suffix and by_ends.get((core[0], core[-1], "any")))
        if not bearer or not _same(bearer.words, core):
            bearer = Bearer(core, "", _kind(core, m))
            bearers.append(bearer)
            by_ends.setdefault((core[0], core[-1], suffix), bearer)
            by_ends.setdefault((core[0], core[-1], "any"), bearer)
        _add(bearer, m)
    parts: dict[str, list[Bearer]] = {}
    for b in bearers:
        if b.kind in ("place", "seat"):
            continue
        for w in {b.words[0], b.words[-1]}:
            parts.setdefault(w, []).append(b)
    for m in mentions:
        if m.bearer is not None:
            continue
        core = _core(m.words)
        found, ambiguous = short_for(core, parts, m)
        if found is not None and _another_role(found, m):
            found = None
        if found is None and not ambiguous:
            found = Bearer(core, "", _kind(core, m))
            bearers.append(found)
            parts.setdefault(core[-1], []).append(found)
        if found is not None:
            _add(found, m)
    for b in bearers:
        b.name = _display(text, b)
    _acronyms(bearers)
    return bearers


_SUFFIXES = frozenset(["jr", "sr", "ii", "iii"])


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    out = [w for w in words if w not in _SUFFIXES]
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


def short_for(core: tuple[str, ...], parts: dict[str, list[Bearer]], m: Mention) -> tuple[Bearer | None, bool]:
    """The bearer that a short name stands for, or ``None``, and whether two are as likely.

    Surnames go before first names; who is shown to be a person (a title, a role, a common first name) before others.
    """
    lex = lexicon()
    some = [b for b in parts.get(core[-1], ())[:50] if not (m.gender and b.gender and m.gender != b.gender)]
    some = [b for b in some if len(core) == 1 or " ".join(core) in " ".join(b.words)]
    last = [b for b in some if b.words[-1] == core[-1]]
    first = [b for b in some if b.words[-1] != core[-1] and (_shown(b, lex) or b.kind in ("publication", "body"))]
    people = [b for b in last if b.kind == "person"]
    if m.gender or m.roles:
        first = [b for b in first if b.kind == "person" and b.words[0] not in lex.first_names]
    if people:
        last = [b for b in people if _shown(b, lex)] or people
        rivals = [b for b in first if b.kind == "person" and b.words[0] not in lex.first_names]
        return _likeliest(last + rivals)
    named = [b for b in first if b.kind == "person"]
    return _likeliest(named or last or first)


def _another_role(b: Bearer, m: Mention) -> bool:
    """Whether "President Cole" is another than the "Jane Cole" that the article has: she is called no such thing."""
    heads = {r.head for r in m.roles} & set(lexicon().roles)
    if b.kind != "person" or not heads or len(b.words) == 1:
        return False
    also = lexicon().also
    own = {r.head for r in b.roles} | {w for r in b.roles for w in also.get(r.head, ())}
    if heads & own or any(own & also.get(h, frozenset()) for h in heads):
        return False
    return bool(own) or m.span < b.mentions[0].span


def _shown(b: Bearer, lex: Lexicon) -> bool:
    return b.kind == "person" and bool(b.gender or b.roles or b.words[0] in lex.first_names)


def _likeliest(some: list[Bearer]) -> tuple[Bearer | None, bool]:
    if len(some) > 1:
        some = [b for b in some if not b.relative] or some
    if len(some) > 1:
        ranked = sorted(some, key=lambda b: -len(b.mentions))
        clear = len(ranked[0].mentions) >= 2 * len(ranked[1].mentions)
        return (ranked[0], False) if clear else (None, True)
    return (some[0], False) if some else (None, False)


def _kind(core: tuple[str, ...], m: Mention) -> str:
    lex = lexicon()
    name = " ".join(core)
    if name in lex.places:
        return "seat" if name in lex.seats else "place"
    heads = {lex.bodies.get(r.head, "") for r in m.roles} - {""}
    if name in lex.publications or (
        {"agency", "publication"} & heads and not {r.head for r in m.roles} & set(lex.roles)
    ):
        return "publication"
    if core[-1] == "agency" and {"news", "press"} & set(core):
        return "publication"
    if core[-1] in lex.publication_words and len(core) > 1 and not m.gender and core[0] not in lex.first_names:
        return "publication"
    if m.gender or {r.head for r in m.roles} & set(lex.roles) or core[0] in lex.first_names:
        return "person"
    if heads or any(w in lex.body_words for w in core):
        return "body"
    return "person" if len(core) > 1 else "unknown"


def _add(bearer: Bearer, m: Mention) -> None:
    m.bearer = bearer
    bearer.mentions.append(m)
    lex = lexicon()
    if bearer.kind in ("place", "seat"):
        return
    bearer.roles.update(m.roles)
    if m.gender and not bearer.gender:
        bearer.gender = m.gender
    if not bearer.gender and bearer.kind == "person" and len(bearer.words) > 1:
        bearer.gender = lex.first_names.get(bearer.words[0], "")
    if bearer.kind == "unknown" and (m.gender or m.roles):
        bearer.kind = _kind(bearer.words, m)
    bearer.relative = bearer.relative or m.relative


def _display(text: str, b: Bearer) -> str:
    forms = Counter(text[m.span[0] : m.span[1]] for m in b.mentions)
    return min(forms, key=lambda f: (-len(f.split()), -len(folded(f)), -forms[f], f))


def _acronyms(bearers: list[Bearer]) -> None:
    """A name of initials ("KCNA") is what the full name is that they are taken from."""
    spelt = {"".join(w[0] for w in b.words if w not in ("of", "the")): b for b in bearers if len(b.words) > 2}
    for b in bearers:
        if b.name.isupper() and len(b.words) == 1 and len(b.name) > 2 and (full := spelt.get(b.words[0])):
            b.kind = full.kind
            b.roles |= full.roles
