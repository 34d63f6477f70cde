"""Whom a source as printed stands for: a name, a role, a pronoun, a group, an unnamed source; or nobody for sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mkdocs_briefing.attribution.resolving import because
from mkdocs_briefing.attribution.resolving.bearers import Bearer, Mention
from mkdocs_briefing.attribution.resolving.described import aged, role_bearer, varied
from mkdocs_briefing.attribution.resolving.lexicon import folded, lexicon
from mkdocs_briefing.attribution.resolving.pronouns import HE, OTHER, RELATIVE, inferred, pronoun
from mkdocs_briefing.attribution.resolving.roles import OF, OWNERS, VERBS, ends_with_role, gender_of, places_in, role_in
from mkdocs_briefing.attribution.resolving.scene import Known, Scene, last_before
from mkdocs_briefing.attribution.resolving.tokens import Token, plural_of
from mkdocs_briefing.model import Span, Speaker, SpeakerKind

_CUTS = frozenset(
    [
        "of",
        "for",
        "in",
        "at",
        "on",
        "from",
        "with",
        "to",
        "by",
        "who",
        "whom",
        "whose",
        "which",
        "that",
        "during",
        "about",
        "as",
        "told",
        "said",
        "says",
        "including",
        "representing",
        "among",
        "into",
        "through",
        "via",
    ]
)
_KINDS: dict[str, SpeakerKind] = {"person": "person", "publication": "publication"}
_NOBODY = frozenset(["two", "three", "four", "pair", "duo", "others", "other", "first", "second", "latter", "former"])
_COUNTS = frozenset(["a", "an", "some", "many", "several", "one", "two", "three", "most", "other", "another", "few"])
_ENDS = re.compile(r",(?!\d)|[;:(–—“\"\n]| (?:who|whom|whose|which|that|including|as) ")
_DETERMINERS = frozenset(["the", "this", "that", "these", "those", *OWNERS])
_ONE_OF = re.compile(r"(?:one|two|three|four|some|several|many|most|both|all|none|another) of \S", re.I)
_ALSO = frozenset(["himself", "herself", "also", "both", "all", "themselves", "itself"])
_APPOSED = re.compile(r"((?:(?:of|for|at|in|from) )?[^,;:()“”\"\n]{0,60}), ((?:[\w’'.\-]+ ){0,4})")
_CLAUSE = frozenset([*VERBS, "who", "which", "that", "and", "or", "but"])
# a source that runs into another's words: 'Menendez "saw through it'
_QUOTING = re.compile(r"[\w.] [“\"][a-z][\w’']* [a-z]")
_PARENT = re.compile(r"((?:grand)?(?:mother|father)|mum|dad)[ -]of[ -]\w+(?: \w+)?", re.I)
_LOOSE_END = re.compile(r"(?: (?:of|for|in|at|on|from|with|to|by|as|and|or|the|a|an)){1,12}$")


@dataclass(slots=True)
class Resolver(Scene):
    """Resolves the sources of one article in the order of the text."""

    def speaker(self, source: Span, said: tuple[Span, ...] = ()) -> tuple[Speaker, str]:
        """The speaker of a source as printed, and the evidence in a word: ``name``, ``near``, ``far``, ``open`` …

        Who is named in what is ``said`` is not taken for the one who says it.
        """
        self.said = said
        tokens = self.within(source)
        if not tokens:
            return Speaker(mention=source, head=source, as_="role"), "open"
        words = [t for t in tokens if t.text[0].isalnum()]
        key = words[0].key if len(words) == 1 else ""
        if len(words) > 1 and words[0].key == "no" and not words[1].cap:
            return Speaker(None, None, source, source, "role"), "open"  # "there was no doubt, Ray said"
        if len(words) == 2 and words[1].key in _ALSO:
            key = words[0].key if words[0].key in HE or words[0].key in OTHER else ""
        nobody = Speaker(None, None, source, source, "pronoun"), "open"
        if _QUOTING.search(self.article.text, *source):
            return Speaker(None, None, source, source, "role"), "open"
        if words and words[0].key in ("who", "which") and len(words) > 1:
            key, source = words[0].key, (words[0].start, words[0].end)  # "which sponsors the prize"
        if key in RELATIVE:
            return self._relative(source, key) or nobody
        if key in HE or key in OTHER:
            return pronoun(self, source, key) or nobody
        return self._phrase(source, tokens)

    def remember(self, speaker: Speaker, at: int, bearer: Bearer | None, told: bool = False) -> None:
        """Note a speaker, so that later pronouns may stand for him, her or them.

        ``told`` says that another one speaks of what this one said.
        """
        if speaker.name is None or speaker.mention is None:
            if speaker.as_ == "role" and speaker.head is not None and not told:
                noun = ends_with_role(self.within(speaker.head))
                person = noun in lexicon().roles or noun in lexicon().kin
                if noun:
                    self.nobodies.append((speaker.head[0], gender_of(noun) if person else "body"))
            return
        text = self.article.text[slice(*speaker.mention)].casefold()
        last = (folded(speaker.name).split() or [""])[-1]
        many = speaker.as_ == "unnamed" and text.rstrip().endswith("s")
        plural = speaker.as_ == "group" or many or (bearer is None and " and " in speaker.name)
        gender = bearer.gender if bearer else lexicon().gender.get(last, "")
        self.history.append(Known(speaker.name, at, speaker.mention[1], gender, plural, bearer, folded(speaker.name)))

    def kind_of(self, speaker: Speaker) -> SpeakerKind | None:
        """What a resolved speaker is; ``None`` where nobody is named."""
        if speaker.name is None:
            return None
        bearer = self.bearer_named(speaker.name) or self.bearer_named(speaker.name.removeprefix("the "))
        if bearer is not None:
            if bearer.kind == "unknown":
                return "person" if bearer.gender or bearer.roles else "body"
            return _KINDS.get(bearer.kind, "body")
        if speaker.as_ in ("group", "unnamed"):
            return "group" if speaker.as_ == "group" else "unnamed"
        before = next((k for k in reversed(self.history) if k.name == speaker.name), None)
        if before is None:
            return "unnamed" if speaker.as_ == "pronoun" else None
        return "group" if before.plural and " and " in before.name else "unnamed"

    # ------------------------------------------------------------------------------------------------ phrases

    def _phrase(self, source: Span, tokens: list[Token]) -> tuple[Speaker, str]:
        text, lex = self.article.text, lexicon()
        mentions = self.mentions_in(source)
        first = _first_segment(tokens)
        if not first:
            return Speaker(None, None, source, source, "role"), "open"
        while len(first) > 2 and first[-1].key in lex.postnominals and _mention_at(mentions, first[-1]) is None:
            first.pop()  # "Ann Ray KC"
        if (group := self._group(tokens, first, mentions)) is not None:
            return Speaker(self._group_name(group), None, source, group, "group"), "name"
        head = first[-1]
        named = _mention_at(mentions, head)
        if named is None and head.possessive and head is tokens[-1]:
            named = next((m for m in mentions if m.span[0] <= head.start < m.span[1]), None)  # "Ray's" of "Ray's vow"
        if named is None and len(first) > 1 and lex.bodies.get(head.key) in ("agency", "publication"):
            # "the Interfax agency", "Interfax news agency"
            k = len(first) - 1
            while k > 1 and not first[k - 1].cap and first[k - 1].key in lex.role_words:
                k -= 1
            before = _mention_at(mentions, first[k - 1])
            if before and before.bearer and before.bearer.kind == "publication":
                named = before
        if named is not None and self._is_people(named):
            named = None
        if named is not None and first[0].key == "the" and len(first) == 2 and head.key.endswith(("man", "woman")):
            return Speaker(None, None, source, named.span, "role"), "open"  # "the Yorkshireman"
        if named is None:
            # "the North Korean leader, Kim Jong Un", "President of North Korea, Kim Jong Un": a name behind the comma
            named = next(
                (m for m in mentions if m.span[0] > head.end and not m.possessive and _apposed(text, head, m)), None
            )
            if named is not None and (named.bearer is None or named.bearer.kind in ("place", "seat")):
                named = None
        if named is not None and named.bearer is not None:
            lead = (
                "the "
                if named.bearer.kind == "seat" and text[max(0, named.span[0] - 4) : named.span[0]].lower() == "the "
                else ""
            )
            return Speaker(lead + named.bearer.name, None, source, named.span, "name"), "name"
        if named is not None:
            return Speaker(None, None, source, named.span, "name"), "open"
        return self._noun(source, first, head)

    def _is_people(self, m: Mention) -> bool:
        """Whether a mention is an adjective of nationality, which names nobody ("the North Korean")."""
        return " ".join(m.words) in lexicon().demonyms

    def _group(self, tokens: list[Token], first: list[Token], mentions: list[Mention]) -> Span | None:
        """The span of several speakers named together, or ``None``."""
        lex = lexicon()
        at = next((i for i, t in enumerate(first) if t.key == "and" and 0 < i < len(first) - 1), None)
        if at is not None:
            if any(m.span[0] < first[at].start < m.span[1] for m in mentions):
                return None
            left, right = first[:at], first[at + 1 :]
            one = (
                role_in(left) is not None
                and left[-1].key in lex.roles
                and right[0].key not in _DETERMINERS
                and _mention_at(mentions, left[-1]) is None
                and (right[-1].key in lex.roles or any(t.key in lex.roles for t in right[:-1]))
            )
            # "founder and chief executive Jane Doe" is one person
            return None if one else (first[0].start, first[-1].end)
        # "A, B and C": names parted by commas, the last by "and"
        names = [m for m in mentions if m.bearer is not None and not m.possessive]
        if len(names) < 3 or names[0].span[1] < first[-1].end:
            return None
        gaps = [self.article.text[a.span[1] : b.span[0]].strip() for a, b in pairwise(names)]
        if all(g == "," for g in gaps[:-1]) and gaps[-1] in ("and", ", and") and names[-1].span[1] >= tokens[-1].start:
            return (first[0].start, names[-1].span[1])
        return None

    def _group_name(self, group: Span) -> str:
        """A group as printed; where it is nothing but two persons, both with their full names."""
        text = self.article.text
        some = self.mentions_in(group)
        if len(some) == 2 and text[some[0].span[1] : some[1].span[0]] == " and ":
            a, b = some[0].bearer, some[1].bearer
            whole = some[1].span[1] >= group[1] and not text[group[0] : some[0].lead].strip(" ").istitle()
            if whole and a and b and a.kind == b.kind == "person" and a is not b:
                family = len(some[0].words) == 1 and len(some[1].words) > 1 and b.words[-1] not in some[0].words
                if not family or len(a.words) > 1:
                    return f"{a.name} and {b.name}"
        return text[slice(*group)]

    # ------------------------------------------------------------------------------------------- descriptions

    def _noun(self, source: Span, first: list[Token], head: Token) -> tuple[Speaker, str]:
        """A source without a name: a role or nationality that has one bearer here, or an unnamed source."""
        lex = lexicon()
        text = self.article.text
        if _ONE_OF.match(text, *source):
            return Speaker(_trimmed(text, source), None, source, source, "unnamed"), "name"
        definite = first[0].key in _DETERMINERS
        body = first[1:] if definite or first[0].key in _COUNTS else first
        body = [t for n, t in enumerate(body) if n or t.key != "own"] if definite else body
        span = (first[0].start, head.end)
        nobody = Speaker(None, None, source, span, "role"), "open"
        if not body or not any(c.isalpha() for c in head.text) or head.key.endswith("ing") or head.key in _NOBODY:
            return nobody
        if (old := aged(self, body, source[0])) is not None and (definite or old[0] is not None):
            who, near = old
            return (_told(who, source, span, because.AGE), near) if who else nobody
        plural = head.key.endswith("s") and not head.key.endswith("ss") and head.key not in lex.roles
        found = role_in(body)
        role = ends_with_role(body)
        parent = _PARENT.fullmatch(self.article.text[head.start : source[1]])
        if parent is not None and definite:
            one = varied(self, parent.group(1).casefold(), body, source[0], parent=True)
            return (_told(one, source, span, because.TOLD_OTHERWISE), "far") if one else nobody
        demonym = head.key in lex.demonyms or " ".join(t.key for t in body[-2:]) in lex.demonyms
        if any(t.possessive and t.cap for t in body[:-1]):
            definite = False  # "The Delhi Post's editorial board" says whose
        headline = self.in_headline(source[0]) and first[0].key not in _COUNTS
        definite = definite or headline or (head.cap and role in lex.roles and first[0].key not in _COUNTS)
        if first[0].key in OWNERS and (role in lex.roles or head.key in lex.kin):
            if first[0].key in ("my", "our"):  # who speaks is quoted, and names nobody
                return Speaker(_trimmed(text, span), None, source, span, "unnamed"), "name"
            return nobody
        if not role and definite and not plural and self.with_role(head.key, frozenset()):
            role = head.key  # a noun of no list, which the article has beside a name: "the steeplejack"
        if (lead := self._introduced(source, role)) is not None:
            return _told(lead, source, span, because.INTRODUCED), "far"
        if definite and not plural and (role or demonym):
            of = places_in(body[: found[1]] if role and found else body) | _of(self.within(source), head)
            bearer, near = role_bearer(self, role, of, source[0], body)
            if bearer:
                return _told(bearer, source, span, because.ROLE_NEAR if near == "near" else because.ROLE), near
            if not headline and near == "open" and not self._borne(role, of, source[0]):
                one = None if self.inside_quote(source[0]) else varied(self, role, body, source[0])
                if one is not None:
                    return _told(one, source, span, because.TOLD_OTHERWISE), "far"
            if (
                headline
                and not self.with_role(lex.roles.get(role, role), of)
                and self.unnamed_later(head.key, head.end)
            ):
                return Speaker(_trimmed(text, (body[0].start, head.end)), None, source, span, "unnamed"), "name"
            said = [
                k
                for k in self.history[-6:]
                if k.bearer is None and role and k.head.split()[-1:] == role.split()[-1:]
                if "’s" not in k.name and "'s" not in k.name and self.sentences_between(k.end, source[0]) < 4
            ]
            if len({k.name for k in said}) == 1 and self.within(source)[-1].start == head.start:
                return _told(said[0], source, span, because.DESCRIBED), "far"
            # a body without a name of its own is told by whose it is: "the Chinese government", "the Ray campaign"
            whose = role in lex.bodies and role not in lex.roles and bool(places_in(body[: -len(role.split())]))
            if lex.bodies.get(role) != "document" and not whose:
                return nobody
        # no name: the words as printed, up to the first comma
        stop = _noun_end(text, head.end, source[1])
        return Speaker(_trimmed(text, (body[0].start, stop)), None, source, span, "unnamed"), "name"

    def _borne(self, role: str, of: frozenset[str], at: int) -> bool:
        """Whether somebody named before a place is said to have a role, or to be of a country."""
        return any(last_before(b, at) >= 0 for b in self.with_role(lexicon().roles.get(role, role), of))

    def _introduced(self, source: Span, role: str) -> Bearer | None:
        """The person whom a lead's nameless speaker turns out to be."""
        if not role:
            return None
        want = lexicon().roles.get(role, role)
        some = [b for b in self.with_role(want, frozenset()) if b.introduced]
        return next((b for b in some if b.introduced and b.introduced[0] <= source[0] < b.introduced[1]), None)

    # ------------------------------------------------------------------------------------------------ relative

    def _relative(self, source: Span, key: str) -> tuple[Speaker, str] | None:
        """What a relative pronoun stands for: the name or the noun phrase before it, also behind its comma."""
        before = [m for m in self.mentions_in((max(0, source[0] - 60), source[0])) if m.bearer]
        person = key in ("who", "whom", "whose")
        phrase = self._phrase_before(source[0], person)
        if before:
            last = before[-1]
            end = last.span[1]
            if person and len(before) > 1 and self._tells_where(before[-2], last):
                last = before[-2]  # "Ann Ray of Texas, who"
            gap = self.article.text[end : source[0]].strip()
            close = gap in (",", "") and last.bearer and not last.possessive
            if close and last.bearer and last.bearer.kind not in ("place", "seat"):
                inside = phrase is not None and phrase[0] < last.lead and last.bearer.kind != "person"
                if not (person and inside):
                    return inferred(last.bearer.name, source, because.STANDS_BEFORE), "near"
        if phrase is not None:
            found, evidence = self._phrase(phrase, self.within(phrase))
            if found.name is not None:
                near = evidence in ("name", "near")
                return inferred(found.name, source, because.STANDS_BEFORE), "near" if near else "far"
        for k in reversed(self.history):
            if k.end <= source[0] and self.article.text[k.end : source[0]].strip() in (",", ""):
                return inferred(k.name, source, because.STANDS_BEFORE), "near"
        return None

    def _tells_where(self, m: Mention, place: Mention) -> bool:
        """Whether a name only tells where the person before it is from."""
        a, b = m.bearer, place.bearer
        if a is None or b is None or a.kind != "person" or b.kind == "person" or m.possessive:
            return False
        return self.article.text[m.span[1] : place.span[0]] in (" of ", " of the ", " from ", " from the ", " at the ")

    def _phrase_before(self, at: int, person: bool) -> Span | None:
        """The noun phrase that ends before a relative pronoun; with the name before it where it is in apposition.

        "Who" is no place and no body: of "a nurse at the General Hospital, who" it is the nurse.
        """
        tokens = self.within((max(0, at - 160), at))
        while tokens and tokens[-1].text == ",":
            tokens.pop()
        end = len(tokens)
        low = _segment(tokens, end)
        for _ in range(3):
            if low == end or not person or low == 0 or tokens[low - 1].key not in _LINKS:
                break
            if plural_of(tokens[end - 1].key) in lexicon().roles:
                break  # "the image of the Fen Party Republicans who"
            span = (tokens[low].start, tokens[end - 1].end)
            things = [m for m in self.mentions_in(span) if m.bearer and m.bearer.kind != "person"]
            if not things or things[-1].span[1] < span[1]:
                break
            end = low - 1
            low = _segment(tokens, end)
        if low == end or tokens[-1].key in _CLAUSE:
            return None
        start = tokens[low].start
        begun = tokens[low].key in _DETERMINERS or tokens[low].key in _COUNTS or tokens[low].cap
        if tokens[low].key in ("a", "an", "the"):
            named = self.mention_before(start, 2)
            if named is not None and not named.possessive and self.article.text[named.span[1] : start] == ", ":
                return named.span
        if not begun:
            if not tokens[end - 1].key.endswith("s") or tokens[end - 1].key in _DETERMINERS:
                return None
            keep = 1 if end - low > 1 and tokens[end - 2].key.endswith(("ed", "ing")) else 2
            start = tokens[max(low, end - keep)].start
        if low and tokens[low - 1].key == "and":  # "the United States and its allies, who"
            other = self.mention_before(tokens[low - 1].start, 1)
            if other is not None and not other.possessive:
                the = self.article.text[max(0, other.lead - 4) : other.lead].casefold() == "the "
                start = other.lead - 4 if the else other.lead
        return (start, tokens[-1].end)


def _told(who: Bearer | Known, source: Span, head: Span, why: str) -> Speaker:
    """A speaker who is worked out from a description, and the phrase that says how."""
    return Speaker(who.name, None, source, head, "role", "inferred", because=why)


def _segment(tokens: Sequence[Token], end: int) -> int:
    """Where the words before ``end`` begin that no preposition and no verb parts; a "the" opens them."""
    low = end
    while low > 0 and end - low < 9:
        t = tokens[low - 1]
        if not t.text[0].isalnum() or t.key in _BOUNDS or t.key in _LINKS or t.glued:
            break
        if t.text.endswith(("n’t", "n't")):
            return min(end, low + 1)  # "didn't sway lawmakers, who"
        low -= 1
        if t.key in _DETERMINERS or t.key in _COUNTS:
            break
    return low


_LINKS = frozenset([*OF, "with", "on", "by", "to", "among", "between", "about", "against", "into", "like"])
_BOUNDS = frozenset(
    [
        *VERBS,
        "and",
        "or",
        "but",
        "that",
        "which",
        "who",
        "whom",
        "whose",
        "when",
        "while",
        "because",
        "as",
        "if",
        "than",
        "then",
        "after",
        "before",
        "during",
        "should",
        "not",
        "never",
    ]
)


def _first_segment(tokens: list[Token]) -> list[Token]:
    """The tokens up to the first comma, dash, preposition or relative word: what holds the head noun."""
    out: list[Token] = []
    skip, roles = -1, lexicon().role_words
    for n, t in enumerate(tokens):
        if n <= skip:
            continue
        if n and t.glued:
            break
        if n and t.text == "(" and n + 3 < len(tokens) and tokens[n + 2].text == ")" and tokens[n + 3].key in roles:
            skip = n + 2  # "Forward (West) leader Ann Ray"
            continue
        if n and (
            (not t.text[0].isalnum() and t.text not in (".", "&", "'", "’", "“", "”", '"'))
            or (t.key in _CUTS and not _name_goes_on(tokens, n))
        ):
            break
        if t.text[0].isalnum():
            out.append(t)
    return out


def _name_goes_on(tokens: list[Token], n: int) -> bool:
    lex = lexicon()
    if " ".join(t.key for t in tokens[n - 1 : n + 2]) in lex.roles:
        return True
    after = n + 1 < len(tokens) and tokens[n + 1].cap
    if tokens[n].key == "for":
        return after and tokens[n - 1].cap and tokens[n - 1].key in lex.bodies_for
    return tokens[n].key == "of" and tokens[n - 1].key in lex.body_words and after


def _mention_at(mentions: Sequence[Mention], t: Token) -> Mention | None:
    return next((m for m in mentions if m.span[0] <= t.start < m.span[1] and not m.possessive), None)


def _of(tokens: list[Token], head: Token) -> frozenset[str]:
    """What a role is of, where "of" or its like follows it: "the leader of North Korea"."""
    behind = [t for t in tokens if t.start >= head.end]
    if not behind or behind[0].key not in OF:
        return frozenset()
    stop = next((i for i, t in enumerate(behind) if not t.text[0].isalnum()), len(behind))
    return places_in(behind[1:stop])


def _noun_end(text: str, start: int, end: int) -> int:
    """Where a noun phrase without a name ends: before a comma, a relative or a "who"."""
    m = _ENDS.search(text, start, end)
    stop = m.start() if m else end
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return stop


def _trimmed(text: str, span: Span) -> str:
    """The words of a noun phrase without a mark or a preposition that hangs at its end."""
    return _LOOSE_END.sub("", text[span[0] : span[1]].rstrip(" ,;:"))


def _apposed(text: str, head: Token, m: Mention) -> bool:
    """Whether a name stands in apposition: behind a comma, with no verb and no "and" between.

    What the noun is of may stand before the comma ("her rival in May, state senator Ann Ray"), small words that
    belong to the name's titles behind it.
    """
    gap = text[head.end : max(head.end, m.lead)]
    lead = gap.rstrip()
    if m.words and lead.lower().endswith((", mr", ", ms", ", mrs", ", dr", ", mr.", ", ms.", ", mrs.", ", dr.")):
        lead = ","
    if lead.endswith(",") and len(gap) < 60 and " and " not in gap and gap.count(",") == 1:
        return True
    found = _APPOSED.fullmatch(gap if gap.endswith(" ") else gap + " ")
    if found is None:
        return False
    ahead, behind = found.group(1).split(), found.group(2).split()
    if ahead and ahead[0] not in OF:
        return False
    if any(w in _CLAUSE for w in (*ahead, *behind)):
        return False
    lex = lexicon()
    return all(w.islower() or folded(w) in lex.not_names or folded(w) in lex.titles for w in behind)
