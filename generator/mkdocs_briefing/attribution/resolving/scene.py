"""What is known of an article while its speakers are resolved in the order of the text, and how near things stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from mkdocs_briefing.attribution.resolving.bearers import Bearer, Mention
from mkdocs_briefing.attribution.resolving.lexicon import lexicon
from mkdocs_briefing.attribution.resolving.names import Cast
from mkdocs_briefing.attribution.resolving.tokens import Token
from mkdocs_briefing.model import Article, Span


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
class Scene:
    """An article with its cast, and the speakers so far."""

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
    persons: dict[str, list[tuple[int, Bearer]]] = field(default_factory=dict)
    begun: dict[str, list[int]] = field(default_factory=dict)
    nobodies: list[tuple[int, str]] = field(default_factory=list)
    """Where somebody spoke who is described and not resolved, and the gender that the noun tells."""
    surnames: set[str] = field(default_factory=set)

    def within(self, span: Span) -> list[Token]:
        """Tokens inside a span."""
        tokens = self.cast.tokens
        first = bisect_left(tokens, span[0], key=lambda t: t.start)
        return tokens[first : bisect_left(tokens, span[1], lo=first, key=lambda t: t.start)]

    def mentions_in(self, span: Span) -> list[Mention]:
        """Names inside a span."""
        ms = self.cast.mentions
        first = bisect_left(ms, span[0], key=lambda m: m.span[0])
        return ms[first : bisect_left(ms, span[1], lo=first, key=lambda m: m.span[0])]

    def mention_before(self, at: int, gap: int) -> Mention | None:
        """The name that ends at most ``gap`` code points before ``at``."""
        n = bisect_left(self.cast.mentions, at, key=lambda m: m.span[0]) - 1
        found = self.cast.mentions[n] if n >= 0 else None
        return found if found and found.span[1] <= at <= found.span[1] + gap else None

    def mention_over(self, at: int) -> Mention | None:
        """The name that a place is within, if it does not begin there."""
        n = bisect_left(self.cast.mentions, at, key=lambda m: m.span[0]) - 1
        found = self.cast.mentions[n] if n >= 0 else None
        return found if found and found.span[0] < at < found.span[1] else None

    def mention_from(self, at: int) -> Mention | None:
        """The name that begins at ``at``."""
        n = bisect_left(self.cast.mentions, at, key=lambda m: m.span[0])
        found = self.cast.mentions[n] if n < len(self.cast.mentions) else None
        return found if found and found.span[0] == at else None

    def bearer_named(self, name: str | None) -> Bearer | None:
        """The bearer whose display name this is."""
        if name is None:
            return None
        if not self.by_name:
            for b in reversed(self.cast.bearers):
                self.by_name[b.name] = b
        return self.by_name.get(name)

    def paragraph(self, at: int) -> int:
        """The number of the paragraph that a place is in."""
        return bisect_right(self.paragraph_starts, at)

    def paragraph_start(self, at: int) -> int:
        """Where the paragraph that a place is in begins."""
        n = self.paragraph(at)
        return self.paragraph_starts[n - 1] if n else 0

    def is_surname(self, word: str) -> bool:
        """Whether a person named here bears a surname."""
        if not self.surnames:
            self.surnames |= {b.words[-1] for b in self.cast.bearers if b.kind == "person" and len(b.words) > 1}
            self.surnames.add("")
        return word in self.surnames

    def named_nearby(self, bearer: Bearer) -> bool:
        """Whether a name of one word may be a person's: it is no place and stands for no plural."""
        return len(bearer.words) == 1 and not bearer.name.endswith("s")

    def in_headline(self, at: int) -> bool:
        """Whether a place is in the headline."""
        return any(b.kind == "headline" and b.start <= at < b.end for b in self.article.blocks[:3])

    def sentences_between(self, a: int, b: int) -> int:
        """How many sentences begin between two places."""
        s = self.sentence_starts
        return bisect_left(s, b + 1) - bisect_left(s, a + 1)

    def inside_quote(self, at: int) -> bool:
        """Whether a place lies in quoted words."""
        n = bisect_left(self.quoted, (at + 1, 0)) - 1
        return n >= 0 and self.quoted[n][0] <= at < self.quoted[n][1]

    def distance(self, a: int, b: int) -> int:
        """Sentences between two places; those inside quotation marks do not count."""
        if not self.told:
            self.told = [s for s in self.sentence_starts if not self.inside_quote(s)] or [0]
        return bisect_left(self.told, b + 1) - bisect_left(self.told, a + 1)

    def first_persons(self, gender: str) -> list[tuple[int, Bearer]]:
        """The first two persons named outside quotations who may be of a gender, with where they are named first."""
        if gender not in self.persons:
            some: dict[str, tuple[int, Bearer]] = {}
            for m in self.cast.mentions:
                b = m.bearer
                if b is not None and b.kind == "person" and b.gender in ("", gender) and b.name not in some:
                    if not self.inside_quote(m.span[0]):
                        some[b.name] = (m.span[0], b)
                    if len(some) > 1:
                        break
            self.persons[gender] = list(some.values())
        return self.persons[gender]

    def unnamed_later(self, noun: str, at: int) -> bool:
        """Whether behind a place somebody is spoken of by a noun with "a": "a nurse at the clinic"."""
        return self._begun(noun)[-1] > at

    def begun_before(self, noun: str, at: int) -> int:
        """Where somebody is spoken of last before a place by a noun with "a"; -1 where nobody is."""
        some = self._begun(noun)
        return some[max(0, bisect_left(some, at) - 1)]

    def _begun(self, noun: str) -> list[int]:
        if not self.begun:
            tokens = self.cast.tokens
            for n, t in enumerate(tokens):
                if any(a.key in ("a", "an") for a in tokens[max(0, n - 3) : n]):
                    self.begun.setdefault(t.key, [-1]).append(t.start)
        return self.begun.get(noun, [-1])

    def bodies_called(self, noun: str) -> list[Bearer]:
        """The bodies, and names of no known kind, whose name or role has a noun: "court"."""
        key = f"called {noun}"
        if key not in self.by_role:
            self.by_role.setdefault(key, [b for b in self.cast.bearers if is_called(b, noun)][:100])
        return self.by_role[key]

    def with_role(self, want: str, of: frozenset[str]) -> list[Bearer]:
        """Bearers that a role may stand for, at most a hundred."""
        if "" not in self.by_role:
            self.by_role[""] = []
            for b in self.cast.bearers:
                if b.kind in ("place", "seat") or not b.mentions:
                    continue
                b.mentions.sort(key=lambda m: m.span)
                keys = {r.head for r in b.roles} | {w for r in b.roles for w in lexicon().also.get(r.head, ())}
                for key in keys | {f"of {p}" for r in b.roles for p in r.of} | {f"aged {n}" for n in b.ages}:
                    self.by_role.setdefault(key, []).append(b)
        if want:
            return self.by_role.get(want, [])[:100]
        some = [b for p in sorted(of) for b in self.by_role.get(f"of {p}", [])[:100]]
        return [b for b in some if b.kind in ("person", "unknown")]


def is_called(b: Bearer, noun: str) -> bool:
    """Whether a body has a noun in its name or as its role."""
    if b.kind not in ("body", "unknown", "publication"):
        return False
    return any(r.head == noun for r in b.roles) or noun.split()[-1] in b.words


def last_before(bearer: Bearer, at: int) -> int:
    """Where a bearer was named last before a place; -1 where never."""
    k = bisect_left(bearer.mentions, at, key=lambda m: m.span[0])
    return bearer.mentions[k - 1].span[0] if k else -1


def is_agency(b: Bearer) -> bool:
    """Whether a bearer is a news agency: by the list, by a role printed with it, or by its name."""
    lex = lexicon()
    roles = {r.head for r in b.roles}
    if " ".join(b.words) in lex.agencies or roles & {"news agency", "newswire", "wire service"}:
        return True
    news = b.kind == "publication" or {"news", "press"} & set(b.words)
    return bool(news and ("agency" in b.words or "agency" in roles))
