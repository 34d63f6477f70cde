"""Two parts beside each other, and the measures of what they have in common, each worked out when first asked for."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from mkdocs_briefing.collation.parts import Part

_COMPARED = 1000
"""Words of a part that are compared one by one; no sentence is longer, and what has no sentences may be anything."""
_TINY = 2.0
_SHOWN = 6
_SHORT_FORMS = {"won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not", "i'm": "i am"}
_ENDINGS = {"n't": " not", "'ll": " will", "'ve": " have", "'re": " are"}
_SHIFTED = {
    **dict.fromkeys(("i", "we", "he", "she", "they", "me", "us", "him", "them"), "@who"),
    **dict.fromkeys(("my", "our", "his", "her", "their"), "@whose"),
    **dict.fromkeys(("am", "is", "are", "was", "were"), "@be"),
    **dict.fromkeys(("have", "has", "had"), "@have"),
    **dict.fromkeys(("will", "would"), "@will"),
    **dict.fromkeys(("can", "could"), "@can"),
}
"""Words that change with person and time when a quotation is told: one key each."""
_BEHIND_A_NAME = frozenset(("jr", "sr", "ii", "iii", "iv"))


class Pair:
    """What parts ``a`` and ``b`` share; ``a`` is the one that sorts first, so that a pair has one reading only."""

    def __init__(self, a: Part, b: Part) -> None:
        self.a, self.b = (a, b) if a.order <= b.order else (b, a)

    @cached_property
    def common(self) -> frozenset[str]:
        """Keys of the words that count as evidence and stand in both."""
        return frozenset(self.a.weights.keys() & self.b.weights.keys())

    @cached_property
    def names(self) -> frozenset[str]:
        """Keys of names in either; names say what is spoken of, not that the words are one remark."""
        return self.a.names | self.b.names

    @cached_property
    def own(self) -> frozenset[str]:
        """What they share apart from names."""
        return self.common - self.names

    @cached_property
    def weight(self) -> float:
        """Weight of what they share."""
        return self._weigh(self.common)

    @cached_property
    def own_weight(self) -> float:
        """Weight of what they share apart from names."""
        return self._weigh(self.own)

    def _weigh(self, keys: frozenset[str]) -> float:
        one, other = self.a.weights, self.b.weights
        return sum(min(one[k], other[k]) for k in keys)

    @cached_property
    def contained(self) -> float:
        """The share of the lesser one's weight that both have."""
        least = min(self.a.weight, self.b.weight)
        return self.weight / least if least > 0 else 0.0

    @cached_property
    def dice(self) -> float:
        """Twice the weight that both have, over the weight of both."""
        both = self.a.weight + self.b.weight
        return 2 * self.weight / both if both > 0 else 0.0

    @cached_property
    def strength(self) -> float:
        """How strongly they speak for one another: how much they share and how much of each that is."""
        return self.weight * (self.contained + self.dice)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of the two passages."""
        return frozenset((self.a.passage.kind, self.b.passage.kind))

    @cached_property
    def quoted(self) -> bool:
        """Whether both passages have quotation marks."""
        return bool(self.a.passage.quoted and self.b.passage.quoted)

    @cached_property
    def same_article(self) -> bool:
        """Whether both stand in one article."""
        return self.a.passage.article == self.b.passage.article

    @cached_property
    def run(self) -> int:
        """Length of the longest stretch of words that both have, compared by key."""
        return self._run[0]

    @cached_property
    def told(self) -> float:
        """The weight of that stretch without names."""
        return self._run[1]

    @cached_property
    def _run(self) -> tuple[int, float]:
        one = self.a.said[:_COMPARED]
        lists = [[t.key for t in one], list(self.b.keys[:_COMPARED])]
        if "direct" in self.kinds and len(self.kinds) > 1:
            lists = [[_SHIFTED.get(key, key) for key in keys] for keys in lists]
        best, end = longest(*lists)
        return best, sum(t.weight for t in one[end - best : end] if not t.name)

    @cached_property
    def long_run(self) -> int:
        """Length of the longest stretch of words that the two whole passages have, however they are cut into parts."""
        sides = [[t.key for t in side if t.is_word][:_COMPARED] for side in (self.a.whole, self.b.whole)]
        return longest(sides[0], sides[1])[0]

    @cached_property
    def same_words(self) -> bool:
        """Whether both print the same words; case, punctuation and short forms aside."""
        return _in_full(self.a) == _in_full(self.b)

    @cached_property
    def in_order(self) -> int:
        """How many of the shared words stand in the same order."""
        lines = [list(dict.fromkeys(k for k in p.keys if k in self.common)) for p in (self.a, self.b)]
        return LCSseq.similarity(*lines)

    @cached_property
    def stretches(self) -> int:
        """In how many separate places the shared words stand; a name with its title is one place and tells little."""
        one, other = self.a.keys, self.b.keys
        beside = set(pairwise(other))
        count, before = 0, None
        for word in one:
            if word in self.common:
                count += before is None or (before, word) not in beside
                before = word
            elif (before, word) in beside:
                before = word
            else:
                before = None
        return count

    @cached_property
    def same_speaker(self) -> bool:
        """Whether one speaker is stated for both, and not "officials" or "a source"."""
        one, other = self.a.passage.speaker, self.b.passage.speaker
        return one.id is not None and one.id == other.id and "unnamed" not in (one.as_, other.as_)

    @cached_property
    def open_speaker(self) -> bool:
        """Whether nobody, or nobody by name, is stated for one of them, so that it may be the other's."""
        return any(who.id is None or who.as_ == "unnamed" for who in (self.a.passage.speaker, self.b.passage.speaker))

    @cached_property
    def namesakes(self) -> bool:
        """Whether the speakers' names end in one family name and begin with one letter, or one is that name alone."""
        one, other = (_name(p.passage.speaker.name) for p in (self.a, self.b))
        return (
            bool(one and other)
            and one[-1] == other[-1]
            and (min(len(one), len(other)) == 1 or one[0][0] == other[0][0])
        )

    @cached_property
    def same_facts(self) -> int:
        """How many numbers, dates and places both print; numbers of one thing."""
        return sum(
            any(f[:3] == g[:3] and (f.kind != "number" or f.of & g.of) for g in self.b.facts) for f in self.a.facts
        )

    @cached_property
    def negated(self) -> tuple[bool, bool]:
        """Of each, whether a word in it turns its clause round."""
        return self.a.negated, self.b.negated

    @cached_property
    def fragment(self) -> bool:
        """Whether a short stretch that one has inside marks stands in the other, and more than that speaks for it."""
        return self._fragment(self.a, self.b) or self._fragment(self.b, self.a)

    def _fragment(self, a: Part, b: Part) -> bool:
        stretch = [t for t in a.said if t.quoted]
        if a.passage.kind != "mixed" or not stretch:
            return False
        pieces: list[list[str]] = [[]]
        lengths = [0]
        for before, token in zip([stretch[0], *stretch], stretch, strict=False):
            if token.start - before.end > 2:
                pieces.append([])
                lengths.append(0)
            lengths[-1] += 1
            if token.weight > 0:
                pieces[-1].append(token.key)
        line = [t.key for t in b.tokens if t.weight > 0][:_COMPARED]
        for piece, length in zip(pieces, lengths, strict=True):
            if not any(line[n : n + len(piece)] == piece for n in range(len(line))):
                continue
            worded = sum(a.weights[k] for k in piece if not any(c.isdigit() for c in k)) >= _TINY
            if len(piece) >= 2 and (length >= 3 or worded or self.contained > 0.99 or self.common - set(piece)):
                return True
            alike = {t.norm for t in stretch} & {t.norm for t in b.tokens if t.key in piece}
            if len(piece) == 1 and alike and a.weights.get(piece[0], 0) >= 1 and len(self.common) >= 2:
                # One word alone: with the words around it, or with most of what is said.
                return self.run >= 3 or (len(self.common) >= 3 and self.contained >= 0.5)
        return False

    @cached_property
    def next_to(self) -> bool:
        """Whether one stands right behind the sentence of the other, in one article."""
        if not self.same_article:
            return False
        first, then = sorted((self.a, self.b), key=lambda p: p.spans)
        return first.next_at == then.passage.sentence[0]

    @property
    def shown(self) -> tuple[str, ...]:
        """The words in common, as they stand in the part that sorts first, the longest first, a few of them."""
        words = {t.norm for t in self.a.tokens if t.key in self.common}
        return tuple(sorted(words, key=lambda w: (-len(w), w))[:_SHOWN])


def _in_full(part: Part) -> list[str]:
    """The words of a part, ``won't`` as "will not"."""
    found: list[str] = []
    for token in part.tokens:
        ending = next((e for e in _ENDINGS if token.norm.endswith(e)), "")
        plain = token.norm.removesuffix(ending) + _ENDINGS[ending] if ending else token.norm
        found += _SHORT_FORMS.get(token.norm, plain).split()
    return found


def _name(name: str | None) -> list[str]:
    """The words of a name, folded, without "Jr." and the like behind it."""
    words = [w.strip(".,") for w in (name or "").casefold().split()]
    while len(words) > 1 and words[-1] in _BEHIND_A_NAME:
        words.pop()
    return [w for w in words if w]


def longest(one: list[str], other: list[str]) -> tuple[int, int]:
    """Length of the longest stretch that both lists have, and where it ends in the first."""
    best, end, row = 0, 0, [0] * (len(other) + 1)
    at: dict[str, list[int]] = {}
    for n, against in enumerate(other, 1):
        at.setdefault(against, []).append(n)
    for i, word in enumerate(one, 1):
        places = at.get(word)
        fresh = [0] * (len(other) + 1)
        for n in places or ():
            fresh[n] = row[n - 1] + 1
            if fresh[n] > best:
                best, end = fresh[n], i
        row = fresh
    return best, end
