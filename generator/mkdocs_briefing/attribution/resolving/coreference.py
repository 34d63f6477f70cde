"""Whom a source as printed stands for: a name, a role, a pronoun, a group, an unnamed source; or nobody for sure."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from itertools import pairwise

from mkdocs_briefing.attribution.resolving.lexicon import folded, lexicon
from mkdocs_briefing.attribution.resolving.names import Bearer, Cast, Mention, Token, places_in, rank_in, role_in
from mkdocs_briefing.model import Article, Span, Speaker, SpeakerKind

_HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_OTHER = frozenset(
    [
        "they",
        "them",
        "their",
        "it",
        "its",
        "i",
        "me",
        "my",
        "we",
        "us",
        "our",
        "you",
        "who",
        "whom",
        "whose",
        "that",
        "which",
        "one",
        "both",
        "this",
    ]
)
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
        "among",
        "into",
    ]
)
_KINDS: dict[str, SpeakerKind] = {"person": "person", "publication": "publication"}
_NOBODY = frozenset(["two", "three", "four", "pair", "duo", "others", "other", "first", "second", "latter", "former"])
_COUNTS = frozenset(["a", "an", "some", "many", "several", "one", "two", "three", "most", "other", "another", "few"])
_ENDS = re.compile(r"[,;:(–—“\"\n]| (?:who|whom|whose|which|that|including|as) ")
_DETERMINERS = frozenset(["the", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my"])


@dataclass(slots=True)
class Known:
    """A speaker in the order of the text: what a later pronoun or role may stand for."""

    name: str
    at: int
    end: int
    gender: str
    plural: bool
    bearer: Bearer | None
    head: str = ""


@dataclass(slots=True)
class Resolver:
    """Resolves the sources of one article in the order of the text."""

    article: Article
    cast: Cast
    quoted: list[Span]
    history: list[Known] = field(default_factory=list)
    sentence_starts: list[int] = field(default_factory=list)
    paragraph_starts: list[int] = field(default_factory=list)
    said: tuple[Span, ...] = ()
    told: list[int] = field(default_factory=list)
    by_name: dict[str, Bearer] = field(default_factory=dict)
    by_role: dict[str, list[Bearer]] = field(default_factory=dict)

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
        if len(words) == 2 and words[1].key in ("himself", "herself", "also", "both", "all", "themselves"):
            key = words[0].key if words[0].key in _HE or words[0].key in _OTHER else ""
        if key in _HE or key in _OTHER:
            return self._pronoun(source, key)
        return self._phrase(source, tokens)

    def within(self, span: Span) -> list[Token]:
        """Tokens inside a span."""
        all_tokens = self.cast.tokens
        out = []
        for t in all_tokens[bisect_left(all_tokens, span[0], key=lambda t: t.start) :]:
            if t.start >= span[1]:
                break
            out.append(t)
        return out

    def mention_before(self, at: int, gap: int) -> Mention | None:
        """The name that ends at most ``gap`` code points before ``at``."""
        n = bisect_left(self.cast.mentions, at, key=lambda m: m.span[0]) - 1
        found = self.cast.mentions[n] if n >= 0 else None
        return found if found and found.span[1] <= at <= found.span[1] + gap else None

    def mention_from(self, at: int) -> Mention | None:
        """The name that begins at ``at``."""
        n = bisect_left(self.cast.mentions, at, key=lambda m: m.span[0])
        found = self.cast.mentions[n] if n < len(self.cast.mentions) else None
        return found if found and found.span[0] == at else None

    def remember(self, speaker: Speaker, at: int, bearer: Bearer | None) -> None:
        """Note a speaker, so that later pronouns may stand for him, her or them."""
        if speaker.name is None or speaker.mention is None:
            return
        text = self.article.text[slice(*speaker.mention)].casefold()
        plural = speaker.as_ == "group" or (speaker.as_ == "unnamed" and text.rstrip().endswith("s"))
        gender = (
            bearer.gender
            if bearer
            else lexicon().gender.get(folded(speaker.name).split()[-1:][0] if speaker.name else "", "")
        )
        self.history.append(Known(speaker.name, at, speaker.mention[1], gender, plural, bearer, folded(speaker.name)))

    def bearer_named(self, name: str | None) -> Bearer | None:
        """The bearer whose display name this is."""
        if name is None:
            return None
        if not self.by_name:
            for b in reversed(self.cast.bearers):
                self.by_name[b.name] = b
        return self.by_name.get(name)

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
        return None if before is None else "group" if before.plural and " and " in before.name else "unnamed"

    # ------------------------------------------------------------------------------------------------ phrases

    def _mentions_in(self, span: Span) -> list[Mention]:
        ms = self.cast.mentions
        out = []
        for m in ms[bisect_left(ms, span[0], key=lambda m: m.span[0]) :]:
            if m.span[0] >= span[1]:
                break
            out.append(m)
        return out

    def _phrase(self, source: Span, tokens: list[Token]) -> tuple[Speaker, str]:
        text, lex = self.article.text, lexicon()
        mentions = self._mentions_in(source)
        first = _first_segment(tokens)
        if not first:
            return Speaker(None, None, source, source, "role"), "open"
        if (group := self._group(tokens, first, mentions)) is not None:
            return Speaker(text[slice(*group)], None, source, group, "group"), "name"
        head = first[-1]
        named = _mention_at(mentions, head)
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
            lead = "the " if named.bearer.kind == "seat" and text[: named.span[0]][-4:].lower() == "the " else ""
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

    def _noun(self, source: Span, first: list[Token], head: Token) -> tuple[Speaker, str]:
        """A source without a name: a role or nationality that has one bearer here, or an unnamed source."""
        lex = lexicon()
        text = self.article.text
        definite = first[0].key in _DETERMINERS
        body = first[1:] if definite or first[0].key in _COUNTS else first
        span = (first[0].start, head.end)
        if not body or not any(c.isalpha() for c in head.text) or head.key.endswith("ing") or head.key in _NOBODY:
            return Speaker(None, None, source, span, "role"), "open"
        plural = head.key.endswith("s") and not head.key.endswith("ss") and head.key not in lex.roles
        found = role_in(body)
        role = found[0] if found and found[1] + len(found[0].split()) == len(body) else ""
        demonym = head.key in lex.demonyms or " ".join(t.key for t in body[-2:]) in lex.demonyms
        if any(t.possessive and t.cap for t in body[:-1]):
            definite = False  # "The Delhi Post's editorial board" says whose
        definite = definite or (head.cap and role in lex.roles and first[0].key not in _COUNTS)
        if first[0].key in ("his", "her", "their", "its", "our", "my") and (role or head.key in lex.kin):
            return Speaker(None, None, source, span, "role"), "open"
        if definite and not plural and (role or demonym):
            of = places_in(body[: found[1]] if role and found else body) | _of(self.within(source), head)
            bearer, near = self._bearer_of(role, of, source[0], body)
            if bearer:
                return Speaker(bearer.name, None, source, span, "role", "inferred"), near
            said = [
                k
                for k in self.history[-6:]
                if k.bearer is None and role and k.head.split()[-1:] == role.split()[-1:]
                if "’s" not in k.name and "'s" not in k.name and self._sentences_between(k.end, source[0]) < 4
            ]
            if len({k.name for k in said}) == 1 and self.within(source)[-1].start == head.start:
                return Speaker(said[0].name, None, source, span, "role", "inferred"), "far"
            if lex.bodies.get(role) != "document":
                return Speaker(None, None, source, span, "role"), "open"
        # no name: the words as printed, up to the first comma
        stop = _noun_end(text, head.end, source[1])
        return Speaker(text[body[0].start : stop], None, source, span, "unnamed"), "name"

    def _bearer_of(self, role: str, of: frozenset[str], at: int, body: list[Token]) -> tuple[Bearer | None, str]:
        lex = lexicon()
        if lex.bodies.get(role) in ("agency", "publication"):
            return self._outlet(role, at)
        if role in lex.bodies and role not in lex.roles:
            return self._body_of(role, at, body)
        want = rank_in(body[: -len(role.split())]) + lex.roles.get(role, role) if role else ""
        former = any(t.key in lex.former for t in body)
        fits: list[tuple[int, int, Bearer]] = []
        for b in self._with_role(want, of):
            best = 0
            for r in b.roles:
                same = r.head == want or (r.head and want in lex.also.get(r.head, ()))
                if want and not same:
                    continue
                if r.former != former and former:
                    continue
                if of and r.of and not of & r.of:
                    continue
                if not want and not of & r.of:
                    continue
                score = (
                    2
                    + (2 if of & r.of else 0)
                    + (1 if r.head == want else 0)
                    - (1 if r.former else 0)
                    - (1 if of and not r.of else 0)
                )
                best = max(best, score)
            gender = lex.gender.get(role.split()[-1] if role else "", "")
            if best and gender and b.gender and gender != b.gender:
                continue
            if best:
                k = bisect_left(b.mentions, at, key=lambda m: m.span[0])
                fits.append((best, b.mentions[k - 1].span[0] if k else -1, b))
        if not fits:
            return None, "open"
        top = max(f[0] for f in fits)
        best_fits = [f for f in fits if f[0] == top]
        if len(best_fits) > 1:
            # two bearers of one role: only the one just spoken of, never where a place is printed and decides nothing
            best_fits.sort(key=lambda f: -f[1])
            apart = best_fits[0][1] >= 0 and at - best_fits[0][1] <= 900 < at - best_fits[1][1]
            if of or not apart:
                return None, "open"
        if not of and role and not 0 <= at - best_fits[0][1] <= 900:
            return None, "open"
        return best_fits[0][2], "near" if best_fits[0][1] >= 0 else "far"

    def _body_of(self, role: str, at: int, body: list[Token]) -> tuple[Bearer | None, str]:
        """ "the company", "the ministry": the body named last, if it is one; more words before it tell too little."""
        if len(body) > len(role.split()):
            return None, "open"
        ms = self.cast.mentions
        for n in range(bisect_left(ms, at, key=lambda m: m.span[0]) - 1, -1, -1):
            b = ms[n].bearer
            if at - ms[n].span[0] > 900:
                break
            if b is not None and b.kind in ("body", "unknown", "publication"):
                fits = any(r.head == role for r in b.roles) or role in b.words
                return (b, "near") if fits else (None, "open")
        return None, "open"

    def _with_role(self, want: str, of: frozenset[str]) -> list[Bearer]:
        """Bearers that a role may stand for, at most a hundred."""
        if not self.by_role:
            for b in self.cast.bearers:
                if b.kind in ("place", "seat") or not b.mentions:
                    continue
                b.mentions.sort(key=lambda m: m.span)
                keys = {r.head for r in b.roles} | {w for r in b.roles for w in lexicon().also.get(r.head, ())}
                for key in keys | {f"of {p}" for r in b.roles for p in r.of}:
                    self.by_role.setdefault(key, []).append(b)
        if want:
            return self.by_role.get(want, [])[:100]
        some = [b for p in sorted(of) for b in self.by_role.get(f"of {p}", [])[:100]]
        return [b for b in some if b.kind in ("person", "unknown")]

    def _outlet(self, noun: str, at: int) -> tuple[Bearer | None, str]:
        """ "the news agency": the last one named; "the newspaper": the only one near, or the one so called."""
        agency = lexicon().bodies[noun] == "agency"
        ms = self.cast.mentions
        near: list[Bearer] = []
        for n in range(bisect_left(ms, at, key=lambda m: m.span[0]) - 1, -1, -1):
            b = ms[n].bearer
            if at - ms[n].span[0] > (3000 if agency else 900):
                break
            if b is not None and (b.kind == "publication" or (agency and b.kind == "body")) and is_agency(b) == agency:
                if agency:
                    return b, "near"
                near += [b] if b not in near else []
        called = [b for b in near if any(r.head == noun for r in b.roles)] if len(near) > 1 else near
        return (called[0], "near") if len(called) == 1 else (None, "open")

    # ------------------------------------------------------------------------------------------------ pronouns

    def _pronoun(self, source: Span, key: str) -> tuple[Speaker, str]:
        nobody = Speaker(None, None, source, source, "pronoun"), "open"
        if key in _HE:
            return self._person(source, _HE[key]) or nobody
        if key in ("who", "whom", "whose", "which", "that"):
            return self._relative(source) or nobody
        if key in ("they", "them", "their", "both"):
            for k in reversed(self.history):
                if self._sentences_between(k.end, source[0]) > 2:
                    break
                if k.plural:
                    return replace(nobody[0], name=k.name, basis="inferred"), "near"
            return nobody
        return nobody

    def _relative(self, source: Span) -> tuple[Speaker, str] | None:
        before = [m for m in self._mentions_in((max(0, source[0] - 60), source[0])) if m.bearer]
        if before:
            last = before[-1]
            gap = self.article.text[last.span[1] : source[0]].strip()
            if gap in (",", "") and last.bearer and not last.possessive and last.bearer.kind not in ("place", "seat"):
                return Speaker(last.bearer.name, None, source, source, "pronoun", "inferred"), "near"
        for k in reversed(self.history):
            if k.end <= source[0] and self.article.text[k.end : source[0]].strip() in (",", ""):
                return Speaker(k.name, None, source, source, "pronoun", "inferred"), "near"
        return None

    def _sentences_between(self, a: int, b: int) -> int:
        s = self.sentence_starts
        return bisect_left(s, b + 1) - bisect_left(s, a + 1)

    def _inside_quote(self, at: int) -> bool:
        n = bisect_left(self.quoted, (at + 1, 0)) - 1
        return n >= 0 and self.quoted[n][0] <= at < self.quoted[n][1]

    def _outside_quotes(self) -> list[int]:
        if not self.told:
            self.told = [s for s in self.sentence_starts if not self._inside_quote(s)] or [0]
        return self.told

    def _distance(self, a: int, b: int) -> int:
        """Sentences between two places; those inside quotation marks do not count."""
        starts = self._outside_quotes()
        return bisect_left(starts, b + 1) - bisect_left(starts, a + 1)

    def _person(self, source: Span, gender: str) -> tuple[Speaker, str] | None:
        """Whom "he" or "she" stands for: by nearness, subjects before others, who spoke last before others.

        ``None`` where two are about as likely: a wrong name is worse than none.
        """
        scores: dict[str, float] = {}
        bearers: dict[str, Bearer | None] = {}
        paragraph = bisect_left(self.paragraph_starts, source[0] + 1)
        ms = self.cast.mentions
        here = False
        last = bisect_left(ms, source[0], key=lambda m: m.span[0]) - 1
        for n in range(last, max(-1, last - 80), -1):
            m = ms[n]
            b = m.bearer
            apart = paragraph - bisect_left(self.paragraph_starts, m.span[0] + 1)
            if apart > 2:
                break
            if b is None or b.kind != "person" or (b.gender and b.gender != gender):
                continue
            if self._inside_quote(m.span[0]) or any(s <= m.span[0] < e for s, e in self.said):
                continue
            here = here or not apart
            begins = n == 0 or self._distance(ms[n - 1].span[0], m.span[0]) > 0
            # of "A and B" neither goes before the other
            begins = begins and not self.article.text.startswith(" and ", m.span[1])
            score = 8 - 2.0 * self._distance(m.span[0], source[0])
            score += (4 if m.subject else 0) + (2 if begins and m.subject else 0) - (4 if m.possessive else 0)
            score += 0 if apart else 3
            score += 1 if b.gender else -2 if b.roles else -4
            if score > scores.get(b.name, -99):
                scores[b.name] = score
                bearers[b.name] = b
        back = 0
        for k in reversed(self.history):
            if back > 2 or paragraph - bisect_left(self.paragraph_starts, k.at + 1) > 2:
                break
            if k.plural or (k.gender and k.gender != gender):
                continue
            if k.bearer is not None and k.bearer.kind not in ("person", "unknown"):
                continue
            bonus = 13 - 1.5 * min(self._distance(k.end, source[0]), 6) - 4 * back + (0 if k.gender else -2)
            if here and bisect_left(self.paragraph_starts, k.at + 1) != paragraph:
                bonus -= 4  # the paragraph has a person of its own
            scores[k.name] = max(scores.get(k.name, -99), bonus) + (1 if k.name in scores else 0)
            bearers.setdefault(k.name, k.bearer)
            back += 1
        if not scores:
            return None
        ranked = sorted(scores.items(), key=lambda x: (-x[1], x[0]))
        first = bearers[ranked[0][0]]
        sure = first is not None and first.gender == gender
        margin = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else -9)
        alone = sure and all(not b or not b.gender for n, b in bearers.items() if n != ranked[0][0])
        if margin < 1.5 or (ranked[0][1] < 2 and not alone):
            return None
        evidence = "near" if margin >= 4 and ranked[0][1] >= 8 and sure else "far"
        return Speaker(ranked[0][0], None, source, source, "pronoun", "inferred"), evidence


def _first_segment(tokens: list[Token]) -> list[Token]:
    """The tokens up to the first comma, dash, preposition or relative word: what holds the head noun."""
    out: list[Token] = []
    for n, t in enumerate(tokens):
        if n and t.glued:
            break
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
    return tokens[n].key == "of" and tokens[n - 1].key in lex.body_words and n + 1 < len(tokens) and tokens[n + 1].cap


def _mention_at(mentions: list[Mention], t: Token) -> Mention | None:
    return next((m for m in mentions if m.span[0] <= t.start < m.span[1] and not m.possessive), None)


def _of(tokens: list[Token], head: Token) -> frozenset[str]:
    """What a role is of, where "of" or its like follows it: "the leader of North Korea"."""
    behind = [t for t in tokens if t.start >= head.end]
    if not behind or behind[0].key not in ("of", "for", "at", "in", "from"):
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


def is_agency(b: Bearer) -> bool:
    """Whether a bearer is a news agency: by the list, by a role printed with it, or by its name."""
    lex = lexicon()
    roles = {r.head for r in b.roles}
    if " ".join(b.words) in lex.agencies or roles & {"news agency", "newswire", "wire service"}:
        return True
    news = b.kind == "publication" or {"news", "press"} & set(b.words)
    return bool(news and ("agency" in b.words or "agency" in roles))


def _apposed(text: str, head: Token, m: Mention) -> bool:
    """Whether a name stands in apposition: right behind a comma, no verb or "and" between."""
    gap = text[head.end : m.span[0]]
    lead = gap.rstrip()
    if m.words and lead.lower().endswith((", mr", ", ms", ", mrs", ", dr", ", mr.", ", ms.", ", mrs.", ", dr.")):
        lead = ","
    return lead.endswith(",") and len(gap) < 60 and " and " not in gap and gap.count(",") == 1
