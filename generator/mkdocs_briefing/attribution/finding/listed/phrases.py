"""Noun phrases that may be a source, and what stands between a cue and its content; places are indices of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from mkdocs_briefing.attribution.languages import Language
from mkdocs_briefing.attribution.tokens import Token
from mkdocs_briefing.model import Manner

Range: TypeAlias = tuple[int, int]
"""Tokens of a line: the first, and the one behind the last."""

_LONGEST = 16
_CLOSED = ("complementizers", "subordinators", "negations", "clitics", "auxiliaries", "adverbs", "times")


@dataclass(frozen=True, slots=True)
class Line:
    """The tokens of a sentence, the text that they are from and the lists that they are looked up in."""

    text: str
    tokens: Sequence[Token]
    language: Language

    def printed(self, k: int) -> str:
        """The token at ``k`` as printed."""
        return self.text[self.tokens[k].start : self.tokens[k].end]

    def word(self, k: int) -> str:
        """The token at ``k`` in lower case; empty where none is, or where it is a quotation."""
        return self.tokens[k].lower if 0 <= k < len(self.tokens) and self.tokens[k].kind != "q" else ""

    def kind(self, k: int) -> str:
        """``w``, ``p`` or ``q``; empty outside the line."""
        return self.tokens[k].kind if 0 <= k < len(self.tokens) else ""

    def has(self, k: int, *classes: str) -> bool:
        """Whether the word at ``k`` is in one of the classes."""
        return self.kind(k) == "w" and any(self.tokens[k].lower in self.language[name] for name in classes)

    def has_sign(self, k: int, name: str) -> bool:
        """Whether the sign at ``k`` is in a class."""
        return self.kind(k) == "p" and self.tokens[k].lower in self.language[name]

    def determiner(self, k: int) -> bool:
        """Whether the word at ``k`` may open a noun phrase: an article, a demonstrative, a quantity, a possessive."""
        return self.word(k) in self.language.determiners or self.has(k, "indefinite", "possessives")

    def named(self, k: int) -> bool:
        """Whether the token at ``k`` is written as a name; at the head of a sentence, if it is nothing else."""
        if self.kind(k) != "w" or not self.tokens[k].capital or self.word(k)[0].isdigit():
            return False
        if k > 0:
            return True
        small = self.closed(k) or self.determiner(k) or self.has(k, "prepositions", "of", "conjunctions")
        common = self.known(k) and not self.named(k + 1)
        return not (small or common or any(phrase[0] == self.word(k) for phrase in self.language.according))

    def known(self, k: int) -> bool:
        """Whether the word at ``k`` is a listed noun for who or what may speak."""
        return role_of(self.word(k), self.language) is not None or self.has(k, "people", "bodies", "documents")

    def closed(self, k: int) -> bool:
        """Whether no noun phrase goes on over the word at ``k``."""
        return self.has(k, *_CLOSED) or self.word(k) in self.language.pronouns or verb_at(self, k) is not None


def role_of(word: str, language: Language) -> tuple[int, str] | None:
    """The line of a role noun, less than 0 behind a prefix that makes another role of it, and its gender."""
    if found := language.roles.get(word):
        return found
    for n, prefix in enumerate(language.prefixes, 1):
        if word.startswith(prefix) and (found := language.roles.get(word[len(prefix) :])):
            return -n * 1000 - found[0], found[1]
    return None


def verb_at(line: Line, k: int) -> Manner | None:
    """The manner of the reporting verb at ``k``; a participle is one behind an auxiliary, a noun is none."""
    if line.kind(k) != "w" or (line.tokens[k].capital and k > 0 and line.kind(k - 1) == "w"):
        return None
    if line.determiner(k - 1) or line.has(k - 1, "of", "prepositions"):
        return None
    word, language = line.word(k), line.language
    stem, hyphen, rest = word.partition("-")
    if hyphen and all(part in language["clitics"] for part in rest.split("-")):
        word = stem
    if found := language.verbs.get(word):
        return found
    before = k - 1
    while line.has(before, "adverbs"):
        before -= 1
    return language.participles.get(word) if line.has(before, "auxiliaries") else None


def cue_at(line: Line, verb: int) -> Range:
    """The cue of a verb: the verb with its auxiliaries, pronouns and negations, without adverbs before them."""
    start = verb
    while line.has(start - 1, "auxiliaries", "clitics", "negations", "adverbs"):
        start -= 1
    while start < verb and line.has(start, "adverbs") and not line.has(start, "negations", "auxiliaries"):
        start += 1
    return start, verb + 1


def noun_phrase(line: Line, k: int, left: bool = False) -> int | None:
    """Where the noun phrase that begins at ``k`` ends; ``None`` where none begins.

    Before a verb (``left``) a phrase may go on over any preposition; behind one only over those that tie nouns.
    Without a determiner it is a name or a listed noun. A word in lower case behind a name is no part of it.
    """
    if line.word(k) in line.language.pronouns:
        return k + 1
    i = k
    while line.determiner(i) and i < k + 2:
        i += 1
    head = i
    if not line.named(head) and head == k and not line.known(head):
        return None
    last = ""
    while i < min(len(line.tokens), k + _LONGEST):
        if line.named(i):
            last = "name"
        elif line.kind(i) != "w" or line.word(i)[0].isdigit():
            break
        elif line.has(i, "of") and i > head:
            last = "tie"
        elif line.has(i, "conjunctions") and i > head:
            if last == "tie" or not (line.named(i + 1) or line.determiner(i + 1) or line.known(i + 1)):
                break
            last = "tie"
        elif line.closed(i):
            break
        elif line.has(i, "prepositions") and not (last == "tie" and line.determiner(i)):
            if not left or i == head:
                break
            last = "tie"
        elif line.determiner(i):
            if last != "tie":
                break
        elif last == "name":
            break
        else:
            last = "noun"
        i += 1
    while i > head and (line.has(i - 1, "of", "conjunctions", "prepositions") or line.determiner(i - 1)):
        i -= 1
    return i if i > head else None


def apposition(line: Line, source: Range) -> int:
    """Where a source ends with the name or the role that stands behind it between commas; else where it ends."""
    start, end = source
    if line.word(end) != "," or line.word(start) in line.language.pronouns:
        return end
    stop = end + 1
    while line.kind(stop) == "w" and stop - end < _LONGEST:
        stop += 1
    inner = range(end + 1, stop)
    if not inner or line.word(stop) not in ("", ",", ".", "!", "?", "…", *line.language["dialogue"]):
        return end
    name = all(line.named(k) or (line.has(k, "of") and k > end + 1) for k in inner)
    bare = not any(line.named(k) for k in range(start, end)) or line.known(start) or line.known(start + 1)
    return stop if (name and bare) or role_phrase(line, end + 1) == stop else end


def role_phrase(line: Line, k: int) -> int | None:
    """Where a role with what it is a role in ends ("minister of health"); ``None`` where no listed role stands.

    Behind an article a word or a name follows each tie and no more: "the head of the board left" is no role.
    """
    article = line.determiner(k)
    i = k + 1 if article else k
    if line.kind(i) != "w" or role_of(line.word(i), line.language) is None:
        return None
    most = 1 if article else 2
    i = _plain(line, i + 1, most - 1)
    while True:
        tie = i + 1 if line.has(i, "conjunctions") else i
        if not line.has(tie, "of"):
            return i
        first = tie + 2 if line.determiner(tie + 1) else tie + 1
        end = _plain(line, first, most)
        while line.named(end):
            end += 1
        if end == first:
            return i
        i = end


def _plain(line: Line, k: int, most: int) -> int:
    """Behind at most so many words in lower case that may be nouns or adjectives."""
    end = k
    while end - k < most and line.kind(end) == "w" and not line.tokens[end].capital:
        if line.closed(end) or line.determiner(end) or line.has(end, "of", "prepositions", "conjunctions"):
            break
        end += 1
    return end


def beside(line: Line, k: int) -> int:
    """Behind what may stand between a cue and its content or source: when, where, to whom, between commas or not."""
    for _ in range(8):
        if line.has(k, "adverbs", "times"):
            k += 1
        elif (line.determiner(k) or line.has(k, "prepositions", "of")) and line.has(k + 1, "times"):
            k += 2
        elif line.word(k) == "(" and ")" in (line.word(k + 2), line.word(k + 3), line.word(k + 4)):
            k = next(j for j in (k + 2, k + 3, k + 4) if line.word(j) == ")") + 1
        elif (end := _adjunct(line, k)) is not None:
            k = end
        elif line.word(k) == "," and (end := _adjunct(line, k + 1)) is not None and line.word(end) == ",":
            k = end + 1
        else:
            break
    return k


def hearer_or_source(line: Line, k: int) -> bool:
    """Whether a word that is a determiner and a preposition at once stands before a name: to whom, or who?"""
    both = line.word(k) in line.language.determiners and line.has(k, "prepositions")
    return both and line.named(k + 1) and not line.has(k + 1, "bodies", "publications")


def _adjunct(line: Line, k: int) -> int | None:
    """Where a phrase behind a preposition ends; a word that is a determiner as well is one but before a plural."""
    if not line.has(k, "prepositions"):
        return None
    if line.determiner(k) and (line.named(k + 1) or not line.word(k + 1).endswith(line.language.plural)):
        return None
    i = k + 1
    while line.determiner(i):
        i += 1
    first, named = i, False
    while i < k + _LONGEST and line.kind(i) == "w":
        if line.has(i, "of") and i > first:
            named = False
        elif line.closed(i) or line.determiner(i) or line.has(i, "prepositions", "conjunctions"):
            break
        elif line.named(i):
            named = True
        elif named:
            break
        i += 1
    return i if i > first else None


def source_behind(line: Line, k: int) -> Range | None:
    """The source behind a cue that ends at ``k``; ``None`` where none stands there, or where it may be the hearer."""
    k = beside(line, k)
    if hearer_or_source(line, k):
        return None
    end = noun_phrase(line, k)
    return None if end is None else (k, apposition(line, (k, end)))


def source_before(line: Line, k: int, low: int) -> Range | None:
    """The source that ends before the cue at ``k``, not before ``low``: its whole part of the sentence, or nothing."""
    if line.word(k - 1) != ",":
        k = without_brackets(line, k)
        return _whole(line, _part(line, k, low), k)
    comma = next((j for j in range(k - 2, low, -1) if line.word(j) == ","), None)
    if comma is None:
        return None
    end = without_brackets(line, comma)
    subject = _whole(line, _part(line, end, low), end)
    if subject is None:
        return None
    if apposition(line, subject) == k - 1:
        return subject[0], k - 1
    aside = line.has(comma + 1, "relatives", "prepositions", "adverbs", "of")
    return subject if aside and not line.determiner(comma + 1) else None


def without_brackets(line: Line, k: int) -> int:
    """The place before a few words in brackets that end before ``k`` ("A (party) said")."""
    if line.word(k - 1) != ")":
        return k
    return next((j for j in range(k - 2, max(-1, k - 7), -1) if line.word(j) == "("), k)


def _part(line: Line, k: int, low: int) -> int:
    """Where the part of the sentence begins that ends before ``k``: behind a comma or a word that opens a clause."""
    start = k
    while start > low and line.word(start - 1) != "," and not line.has(start - 1, "subordinators", "complementizers"):
        start -= 1
    return start


def _whole(line: Line, start: int, end: int) -> Range | None:
    while start < end:
        if line.has(start, "adverbs", "times", "conjunctions"):
            start += 1
        elif (line.determiner(start) or line.has(start, "prepositions")) and line.has(start + 1, "times"):
            start += 2
        else:
            break
    both = next((j for j in range(end - 1, start, -1) if line.has(j, "conjunctions")), None)
    if both is not None:
        opens = start + 1 if line.determiner(start) else start
        if not (line.named(opens) or line.known(opens)):
            start = both + 1
    found = noun_phrase(line, start, left=True)
    if found == end:
        return start, end
    if both is not None and start < both and noun_phrase(line, both + 1, left=True) == end:
        return both + 1, end
    return None
