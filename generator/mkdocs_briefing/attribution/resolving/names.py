"""The names in an article: where they stand, which of them are one bearer, and what the article says of each.

``cast_of`` reads an article once. A name is a run of capitalised words; what stands before it ("Russian President",
"North Korea's leader", "the agency") and behind it (", chief executive of Acme,") are its roles. Names that share first
and last words are one bearer; a single word stands for the bearer that it is most probably short for, or for nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from mkdocs_briefing.attribution.resolving.bearers import Bearer, Mention, joined
from mkdocs_briefing.attribution.resolving.details import says
from mkdocs_briefing.attribution.resolving.hints import genders_from_text, introduced
from mkdocs_briefing.attribution.resolving.lexicon import Lexicon, lexicon
from mkdocs_briefing.attribution.resolving.roles import OWNERS, Role, places_in, roles_before, roles_behind
from mkdocs_briefing.attribution.resolving.tokens import Token, beside, opens, plural_of, tokens_of
from mkdocs_briefing.model import Article

_SMALL_IN_TITLES = frozenset(["with", "from", "into", "over", "after", "that", "than", "about", "before", "amid"])


_LINE = re.compile(r"[^\n]+")


@dataclass(slots=True)
class Cast:
    """The tokens, the bearers and the mentions of an article, in order of the text."""

    tokens: list[Token]
    bearers: list[Bearer]
    mentions: list[Mention]


def cast_of(article: Article) -> Cast:
    """Read the names of an article, once."""
    lex = lexicon()
    spans = [(b.start, b.end) for b in article.blocks if b.kind in ("headline", "lead", "body", "caption")]
    if not spans and article.text:
        spans = [(0, len(article.text))]
    tokens = tokens_of(article.text, spans)
    lower = {t.key for t in tokens if not t.cap}
    # surnames that are ordinary words ("Theresa May"): a first name stands before them
    kept = {b.key for a, b in pairwise(tokens) if b.cap and a.key in lex.first_names and beside(article.text, a, b)}
    pairs = {
        (b.key, c.key)
        for a, b, c in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if a.text[-1].isalnum() and b.cap and c.cap
    }
    words = _Words(lower, kept, pairs, _called(tokens, lex))
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
            found = _mention(article.text, tokens, n, end, words)
            if found:
                mentions.append(found)
            n = end
        else:
            n += 1
    if later:
        mentions += _known_in_titles(tokens, later, mentions)
        mentions.sort(key=lambda m: m.span)
    paragraphs = sorted(b.start for b in article.blocks)
    bearers = joined(article.text, mentions, paragraphs)
    genders_from_text(article.text, tokens, mentions)
    introduced(article, tokens, mentions)
    return Cast(tokens, bearers, mentions)


@dataclass(frozen=True, slots=True)
class _Words:
    """What the whole article tells of a word with a capital."""

    lower: set[str]
    """Words that it has without a capital as well."""
    kept: set[str]
    """Surnames that are ordinary words: a first name stands before them."""
    pairs: set[tuple[str, str]]
    """Two words with capitals that stand together within a sentence."""
    called: set[str]
    """Words that stand alone behind "the" where somebody speaks or acts: "the Collector said"."""


def _called(tokens: list[Token], lex: Lexicon) -> set[str]:
    out = set()
    for a, b, c in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if a.key == "the" and b.cap and not b.possessive and b.text.isalpha() and not c.cap:
            named = b.key in lex.places or b.key in lex.publications or b.key in lex.demonyms
            if not named and b.key not in lex.body_words and (c.text in ",.;" or c.key in _AUXILIARY or says(c.key)):
                out.add(b.key)
    return out


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


def _run(text: str, tokens: list[Token], n: int) -> int:
    """The end of the capitalised words that begin with token ``n``; a possessive or a lost blank ends them."""
    lex = lexicon()
    end = n + 1
    while end < len(tokens) and end - n < 14:
        t, last = tokens[end], tokens[end - 1]
        if t.glued or (last.possessive and not _owned_body(tokens, n, end, lex)):
            break
        follows = end + 1 < len(tokens) and tokens[end + 1].cap and not tokens[end + 1].glued
        stop = t.text == "." and t.start == last.end and follows and _abbreviated(last, lex)
        if stop or (t.cap and (beside(text, last, t) or (last.text == "." and t.start - last.end <= 1))):
            end += 1
        elif follows and _joins(text, tokens, end, lex):
            end += 2
        elif t.text.isdecimal() and last.key in lex.numbered and beside(text, last, t):
            return end + 1  # "Local 12"
        elif _nickname(text, tokens, end):
            end += 4
        elif _particles(text, tokens, end, lex):
            end += 3
        elif (
            (t.key in lex.particles or (t.key in ("of", "for") and _body_so_far(tokens, end)))
            and not t.cap
            and follows
            and beside(text, t, tokens[end + 1])
            and beside(text, last, t)
        ):
            end += 2
        else:
            break
    return end


def _nickname(text: str, tokens: list[Token], end: int) -> bool:
    """Whether a nickname in marks and another capital go on with a name: 'Juan "Chico" Ray'."""
    some = tokens[end : end + 4]
    if len(some) < 4 or some[0].text not in '"“‘' or some[2].text not in '"”’' or not (some[1].cap and some[3].cap):
        return False
    tight = some[0].end == some[1].start and some[1].end == some[2].start
    return tight and beside(text, tokens[end - 1], some[0]) and beside(text, some[2], some[3])


def _abbreviated(t: Token, lex: Lexicon) -> bool:
    initials = t.text.replace(".", "").isupper() and len(t.text.replace(".", "")) == len(t.text) // 2 + 1
    return len(t.text) == 1 or initials or t.key in lex.titles or t.key in ("jr", "st")


def _body_so_far(tokens: list[Token], end: int) -> bool:
    lex = lexicon()
    if tokens[end].key == "for":
        return tokens[end - 1].key in lex.bodies_for and end + 1 < len(tokens) and tokens[end + 1].key not in lex.dates
    before = tokens[max(0, end - 6) : end]
    long = any(a.key in lex.bodies_for and b.key == "for" for a, b in pairwise(before)) and tokens[end - 1].cap
    return tokens[end].key == "of" and (
        tokens[end - 1].key in lex.body_words or tokens[end - 1].key in lex.bodies_for or long
    )


def _particles(text: str, tokens: list[Token], end: int, lex: Lexicon) -> bool:
    """Whether two small words and a capital go on with a name: "de la Cruz", "University of the West", "and"."""
    if end + 2 >= len(tokens) or not tokens[end + 2].cap or tokens[end + 2].glued:
        return False
    a, b = tokens[end], tokens[end + 1]
    if not (beside(text, tokens[end - 1], a) and beside(text, a, b) and beside(text, b, tokens[end + 2])):
        return False
    if a.key in lex.particles and b.key in lex.particles:
        return not a.cap and not b.cap
    return a.key in ("of", "for") and b.key == "the" and _body_so_far(tokens, end)


def _joins(text: str, tokens: list[Token], end: int, lex: Lexicon) -> bool:
    """Whether a mark between two words with capitals belongs to a name: "Marsh & Sons", "Grocers' Guild"."""
    t, last, after = tokens[end], tokens[end - 1], tokens[end + 1]
    if t.key == "and" and end > 3:
        # "Department of Health and Social Care"
        office = end - 3 >= 0 and tokens[end - 2].key in ("of", "for") and tokens[end - 3].key in _OFFICES
        person = after.key in lex.titles or after.key in lex.roles or after.key in lex.first_names
        return office and not person and after.key not in _OFFICES and after.key not in lex.places
    if t.text == "&":
        return beside(text, last, t) and beside(text, t, after)
    if t.text not in "'’" or t.start != last.end or not last.key.endswith("s") or not beside(text, t, after):
        return False
    behind = tokens[end + 1 : end + 4]
    return any(x.cap and x.key in lex.body_words and x.key in lex.bodies for x in behind)


_OFFICES = frozenset(["ministry", "department", "committee", "commission", "office", "directorate", "institute"])


def _owned_body(tokens: list[Token], n: int, end: int, lex: Lexicon) -> bool:
    """Whether a possessive ends no name but is within a body's: "Women's Guild", "St Mary's Hospital"."""
    last, t = tokens[end - 1], tokens[end]
    own = last.key in ("women", "men", "children", "people", "king", "queen")
    saint = end - n > 1 and tokens[end - 2].key in ("st", "saint")
    return (own or saint) and t.cap and t.key in lex.body_words


def _mention(text: str, tokens: list[Token], n: int, end: int, known_words: _Words) -> Mention | None:
    lex = lexicon()
    lower, kept = known_words.lower, known_words.kept
    first = n
    while n < end and _no_name(tokens, n, end, lex) and not (n == end - 1 and tokens[n].key in kept):
        n += 1
    while end - 1 > n and (tokens[end - 1].key in lex.days or tokens[end - 1].text == "."):
        end -= 1
    if n == end:
        return None
    behind_name: list[Role] = []
    while end - n > 2 and tokens[end - 1].key in lex.postnominals and not tokens[end - 1].possessive:
        end -= 1  # "Ann Ray MP"
        if tokens[end].key in lex.roles:
            behind_name.append(Role(lex.roles[tokens[end].key], noun=tokens[end].key))
        if tokens[end - 1].text == "," or end - n < 2:
            break
    whole = end - n > 1 and (tokens[n].key, tokens[n + 1].key) in known_words.pairs
    starts = end - n > 1 and n == first and opens(tokens, n) and not whole
    if starts and tokens[n].key in lower and tokens[n].key not in _ORDINALS and _plain(tokens[n], lex):
        n += 1  # "Absent Trump": a word that only begins the sentence
    if end - n == 1 and tokens[n].key not in kept and n == first and opens(tokens, n):
        known = tokens[n].key in lex.places or tokens[n].key in lex.publications
        if (tokens[n].key in lower and not known) or tokens[n].key in lex.alone:
            return None
        if not known and plural_of(tokens[n].key) in lex.roles:
            return None  # "Shoppers were told"
    if end - n == 1 and n and tokens[n - 1].key == "name" and tokens[n].key not in lex.first_names:
        return None  # "a shop under the name Webb"
    if end - n > 2 and n and tokens[n - 1].key == "fellow":
        n += 1  # "her fellow Green Ann Ray"
    of = _role_of(tokens, n, end, lex)
    if of:
        n += 1
    elif (skip := _role_of_name(tokens, n, end, lex)) > n:
        noun = tokens[n - 3 if tokens[n - 1].key == "the" else n - 2].key
        of = (Role(lex.roles[noun], places_in(tokens[n:skip]), noun=noun),)
        n = skip
    numbered = tokens[end - 1].text.isdecimal()
    hall = _named_body(tokens, n, end, lex)
    cut, gender = (n, "") if numbered or hall else _cut(tokens, n, end, lex, known_words.called)
    if cut == n and not hall:
        cut = _behind_prefix(tokens, n, end, lex, lower)
    if (cut == n or end - cut > 1) and end - n > 1 and _role_alone(tokens, cut, end, lex):
        return None
    name = [t for t in tokens[cut:end] if t.text[0].isalnum()]
    words = tuple(w for t in name for w in t.key.split())
    if not words:
        return None
    # "Ms. Boxer" is no boxer
    titled = any(t.key in lex.titles for t in tokens[n:cut]) or name[0].key in kept
    surname = len(name) == 1 and name[0].key in kept
    if len(name) == 1 and ((name[0].key in lex.titles and not surname) or (name[0].key in lex.roles and not titled)):
        return None
    ahead, behind = roles_before(text, tokens, n, cut), roles_behind(tokens, end)
    relative = ahead.relative or behind.relative
    after = tokens[end] if end < len(tokens) else None
    before = tokens[n - 1].key if n else ""
    if n >= 2 and tokens[n - 1].text == "," and tokens[n - 2].key in lex.kin:
        relative, before = True, "with"  # "her partner, Ruth Dean, …"
    verb = after is not None and after.text.islower() and (after.key not in lex.not_names or after.key in _AUXILIARY)
    verb = verb or (after is not None and after.key == "and" and end + 1 < len(tokens) and tokens[end + 1].cap)
    presented = before in ("is", "was", "there", "comes", "enter", "enters")
    subject = presented or (
        (verb or (after is not None and after.text in (",", "(")))
        and before not in _PREPOSITIONS
        and not name[-1].possessive
    )
    stop = name[-1].end - (2 if name[-1].possessive else 0)
    former = n > 0 and tokens[n - 1].key in lex.former
    ranks = [lex.title_roles[t.key] for t in tokens[n:cut] if t.key in lex.title_roles]
    behind_name += [Role(lex.roles[r], frozenset(), former, r) for r in ranks]
    called = [Role(t.key, noun=t.key) for t in tokens[n:cut] if t.key in known_words.called and t.key not in lex.roles]
    which = after is not None and after.text == "," and end + 1 < len(tokens) and tokens[end + 1].key == "which"
    return Mention(
        (name[0].start, stop),
        words,
        (*ahead.roles, *behind.roles, *of, *called, *behind_name),
        gender or ahead.gender or behind.gender,
        subject,
        name[-1].possessive,
        relative,
        lead=tokens[n].start,
        called=(*ahead.roles, *of),
        surname=surname,
        family=_family(tokens, end, lex) if len(name) == 1 and name[0].key in lex.first_names else "",
        single=len(name) == 1 and len(words) > 1,
        joint=len(name) > 1 and len(name[0].key.split()) > 1,
        age=behind.age,
        given=len(name) == 1 and any(t.key in lex.with_first_name for t in tokens[n:cut]),
        thing=which
        or _under_article(tokens, n, cut, end, lex)
        or any(t.text == "&" for t in tokens[n:end])
        or numbered,
    )


def _named_body(tokens: list[Token], n: int, end: int, lex: Lexicon) -> bool:
    """Whether a run that a title opens is a body all the same: "Queen Mary Hospital", "Bishop Vale Town Council"."""
    last = tokens[end - 1].key
    return end - n > 2 and last in lex.body_words and last in lex.bodies and last not in lex.soft


def _compound(t: Token, lex: Lexicon) -> bool:
    """Whether a word with a hyphen is a role: "Governor-General", "Activist-lawyer", "Mother-of-two"."""
    parts = t.key.split()
    return "-" in t.text and any(p in lex.roles or p in lex.titles for p in (parts[0], parts[-1]))


def _behind_prefix(tokens: list[Token], n: int, end: int, lex: Lexicon, lower: set[str]) -> int:
    """Where a name begins behind words of no list that can only be a role: "Harbourmaster Joan Pike".

    A known first name and another word must follow. What stands before is no name where the article has it without a
    capital as well, or where it ends as nouns for persons do.
    """
    if end - n > 2 and tokens[n].key.endswith(_TRADES) and tokens[n].key not in lex.first_names:
        return n + 1
    letters = tokens[n].text.isupper() and tokens[n].text.isalpha() and 3 <= len(tokens[n].text) <= 4
    if letters and end - n == 3 and tokens[n + 1].key in lex.first_names and tokens[n + 2].text.istitle():
        return n + 1  # "RFO Ann Ray"
    for k in range(n + 1, min(end - 1, n + 4)):
        if tokens[k].key not in lex.first_names:
            continue
        before = tokens[n:k]
        if any(t.key in lex.first_names or len(t.text) < 4 or t.key in lex.particles for t in before):
            return n
        ends = before[-1].key.endswith(_PERSON_ENDS)
        return k if ends or all(t.key in lower for t in before) else n
    return n


# endings that first names do not have
_TRADES = ("ist", "witness", "worker", "owner", "maker", "keeper", "holder", "woman", "ician", "ographer")
_PERSON_ENDS = ("er", "or", "ist", "man", "woman", "person", "master", "officer", "ian", "ant", "ent", "eer", "keeper")


def _under_article(tokens: list[Token], n: int, cut: int, end: int, lex: Lexicon) -> bool:
    """Whether "the" stands before a name and nothing that it may belong to behind: "in the Situation Room."."""
    if not n or tokens[n - 1].key != "the" or cut > n or end - n < 2 or tokens[n].key in lex.first_names:
        return False
    after = tokens[end] if end < len(tokens) else None
    return after is None or not after.text[0].isalnum() or after.key in lex.not_names or after.key in _AUXILIARY


def _family(tokens: list[Token], end: int, lex: Lexicon) -> str:
    """The surname behind "and" and another first name; empty where none is."""
    behind = tokens[end : end + 3]
    joined_ = len(behind) == 3 and behind[0].key == "and" and behind[1].cap and behind[2].cap
    return behind[2].key if joined_ and behind[1].key in lex.first_names else ""


def _role_alone(tokens: list[Token], n: int, end: int, lex: Lexicon) -> bool:
    """Whether a run is a role and no name: "the Lagos State Commissioner", "District Collector"."""
    last = tokens[end - 1].key
    if last not in lex.roles or last in lex.publication_words or last in lex.body_words or tokens[end - 1].possessive:
        return False
    if n and tokens[n - 1].key in ("the", "a", "an", *OWNERS):
        return True
    known = (lex.places, lex.demonyms, lex.body_words, lex.parts, lex.roles, lex.titles, lex.role_words)
    return all(any(t.key in some for some in known) or t.key == "electoral" for t in tokens[n : end - 1])


def _role_of(tokens: list[Token], n: int, end: int, lex: Lexicon) -> tuple[Role, ...]:
    """The role whose last word begins a run: "Secretary of State John Kerry"."""
    key = " ".join(t.key for t in tokens[max(0, n - 2) : n + 1])
    return (Role(lex.roles[key], noun=key),) if n >= 2 and end - n > 1 and key in lex.roles else ()


def _role_of_name(tokens: list[Token], n: int, end: int, lex: Lexicon) -> int:
    """Where the name begins in a run that a role's "of" opens: "Director of Nursing Ann Cole"."""
    k = n - 1 if n and tokens[n - 1].key == "the" else n
    if k < 2 or tokens[k - 1].key not in ("of", "for") or tokens[k - 2].key not in lex.roles or not tokens[k - 2].cap:
        return n
    if tokens[n].key in lex.first_names:
        return n
    known = next((k for k in range(n + 1, end - 1) if tokens[k].key in lex.first_names), 0)
    field = (lex.parts, lex.bodies, lex.body_words, lex.role_words, lex.places)
    k = n
    while k < end - 2 and any(tokens[k].key in some for some in field):
        k += 1
    return known or (k if k > n else max(n, end - 2))


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
    if key in _ORDINALS and end - n > 1 and not _known_beside(tokens[n + 1].key, lex):
        return False  # "Second Harvest", "First Direct": in running text the noun would be small
    return key in lex.not_names or key in lex.dates or tokens[n].text == "."


def _known_beside(key: str, lex: Lexicon) -> bool:
    """Whether a word stands behind "first" or "last" without being part of a name with it."""
    return any(key in some for some in (lex.roles, lex.titles, lex.dates, lex.not_names, lex.first_names, lex.demonyms))


def _cut(tokens: list[Token], n: int, end: int, lex: Lexicon, called: set[str]) -> tuple[int, str]:
    """Where in a run the name begins, behind titles, roles and nationalities, and the gender that these tell."""
    cut, gender = n, ""
    titled = False
    for k in range(n, end - 1):
        key = tokens[k].key
        two = " ".join(t.key for t in tokens[k : k + 2])
        first = k == n and end - n > 2 and key not in lex.first_names and tokens[k + 1].key not in lex.not_names
        several = first and (plural_of(key) in lex.roles or _compound(tokens[k], lex))
        if key in lex.titles or key in lex.roles or key in called or several:
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


_ORDINALS = frozenset({"first", "second", "third"})
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
