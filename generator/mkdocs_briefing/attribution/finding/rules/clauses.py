"""Noun phrases and clauses judged by closed word classes: what stands before a verb, and how far a clause goes.

No parser: each function looks at a bounded or linear stretch of one sentence's tokens and answers with token ranges
(start inclusive, end exclusive).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from mkdocs_briefing.attribution.lexicon import words
from mkdocs_briefing.attribution.tokens import Token

Range: TypeAlias = tuple[int, int]
_FARTHEST = 40
_ASIDE = frozenset(
    {"for", "example", "instance", "in", "turn", "his", "her", "their", "part", "too", "though", "by", "contrast"}
)


def skip_back(tokens: Sequence[Token], i: int) -> int:
    """The last token before ``i`` that is no auxiliary or adverb (index, or -1)."""
    lists = words()
    j = i - 1
    while j >= 0 and tokens[j].kind == "w" and fills(tokens[j]) and tokens[j].lower not in lists["times"]:
        j -= 1
    return j


def is_filler(word: str) -> bool:
    """Whether ``word`` may stand between subject and verb."""
    lists = words()
    return (
        word in lists["auxiliaries"]
        or word in lists["negations"]
        or word in lists["adverbs"]
        or (word.endswith("ly") and len(word) > 4 and word not in words()["no_adverbs"])
    )


def fills(token: Token) -> bool:
    """Whether a printed word may stand between subject and verb; a capital ("Kelly", "Daily") makes it a name."""
    return (is_filler(token.lower) and not token.capital) or token.lower in words()["adverbs"]


def is_verb(tokens: Sequence[Token], i: int) -> bool:
    """Whether token ``i`` is a finite verb as far as word lists can tell."""
    lists = words()
    token = tokens[i]
    if token.kind != "w":
        return False
    if token.lower in lists["auxiliaries"] or token.lower in lists["past"]:
        return True
    form = lists.verbs.get(token.lower)
    if form is not None and not token.capital:
        if form.form in ("past", "s") and not form.homograph:
            return True
        return form.form == "base" and form.verb.lemma in ("say", "think", "believe", "know", "argue", "insist")
    return False


def subject(tokens: Sequence[Token], i: int, floor: int = 0) -> Range | None:
    """The noun phrase in front of the verb at ``i``: walks back over auxiliaries, adverbs and one apposition."""
    j = _before_time(tokens, skip_back(tokens, i), floor)
    if j < floor:
        return None
    if _is(tokens, j, ",", "–", "—", ")"):
        return _before_apposition(tokens, j, floor)
    found = phrase_back(tokens, j, floor)
    return None if found is None else _before_participle(tokens, found, floor)


def _before_participle(tokens: Sequence[Token], at: Range, floor: int) -> Range:
    """``Ann Bell, speaking on the radio said`` (and with a day before the participle): the name before the comma."""
    k = at[0]
    while k < at[1] and tokens[k].lower in words()["times"]:
        k += 1
    if k < at[1] and at[0] > floor + 1 and _is(tokens, at[0] - 1, ",") and not tokens[k].capital:
        before = phrase_back(tokens, at[0] - 2, floor) if tokens[k].lower.endswith("ing") else None
        if before is not None:
            return before
    return at


def _before_time(tokens: Sequence[Token], j: int, floor: int) -> int:
    """The token before ``last week`` or ``on Monday`` between a subject and its verb; ``j`` where there is none."""
    lists = words()
    k = j
    while k > floor and tokens[k].kind == "w" and tokens[k].lower in lists["times"] and tokens[k].lower != "may":
        if tokens[k].capital and not tokens[k].lower.endswith("day"):
            break
        k -= 1
    if k == j:
        return j
    while k > floor and tokens[k].lower in ("last", "this", "on", "late", "early", "earlier", "next", "that"):
        k -= 1
    if tokens[k].lower in lists["determiners"] or tokens[k].lower in lists["prepositions"]:
        return j  # "the day said"
    return skip_back(tokens, k + 1)


def noun_back(tokens: Sequence[Token], j: int, floor: int = 0) -> Range | None:
    """The noun phrase that ends with token ``j`` and begins after the last verb or preposition but "of"."""
    lists = words()
    closed = ("subordinators", "subject_pronouns", "auxiliaries", "negations")
    k = j + 1
    while k > floor and tokens[k - 1].kind == "w" and j - k < _FARTHEST:
        word = tokens[k - 1].lower
        if not tokens[k - 1].capital and (
            (word in lists["prepositions"] and word != "of")
            or any(word in lists[name] for name in closed if word not in lists["determiners"])
            or word in ("but", "nor", "yet")
            or is_verb(tokens, k - 1)
        ):
            break
        k -= 1
        if word in lists["determiners"] and tokens[k - 1].lower not in ("of", "and", "or", "all", "both"):
            break
    while k <= j and tokens[k].lower in ("of", "and", "or"):
        k += 1
    return (k, j + 1) if k <= j else None


def _is(tokens: Sequence[Token], i: int, *signs: str) -> bool:
    return 0 <= i < len(tokens) and tokens[i].kind == "p" and tokens[i].lower in signs


def _before_apposition(tokens: Sequence[Token], close: int, floor: int) -> Range | None:
    """``NAME, the mayor of X,`` or ``NAME (D-X)`` before a verb: the whole of it."""
    sign = tokens[close].lower
    opening = "(" if sign == ")" else sign
    k = close - 1
    commas = 0
    best: Range | None = None
    while k > floor and close - k < _FARTHEST:
        if tokens[k].kind == "p" and tokens[k].lower == opening:
            head = phrase_back(tokens, k - 1, floor)
            if head is None:  # a list, or a phrase that is no name: look further left
                k -= 1
                continue
            if all(
                tokens[m].kind == "w" and (fills(tokens[m]) or tokens[m].lower in _ASIDE) for m in range(k + 1, close)
            ):
                return head  # "Mr Shah, meanwhile, said"
            commas += 1
            first = tokens[k + 1].lower
            if first in words()["relatives"] or _is_name(tokens, head) or commas == 1:
                best = (head[0], close + (sign == ")"))
            if _is_name(tokens, head) or first in words()["relatives"] or commas > 2:
                return (head[0], close + (sign == ")"))
        elif tokens[k].kind == "q" or _is(tokens, k, ";", ":"):
            return best
        k -= 1
    return best


def _is_name(tokens: Sequence[Token], at: Range) -> bool:
    last = tokens[at[1] - 1]
    return last.kind == "w" and last.capital


def phrase_back(tokens: Sequence[Token], j: int, floor: int = 0) -> Range | None:
    """The noun phrase that ends with token ``j``, with its "of" and "for" phrases; ``None`` when ``j`` ends none."""
    lists = words()
    if j < floor or tokens[j].kind != "w":
        return None
    last = tokens[j].lower
    if last in lists["subject_pronouns"] or last in ("this", "that", "these", "those", "all", "one"):
        if last == "that":
            return None
        if j > floor and tokens[j - 1].lower in lists["determiners"] | {"and"} and last in ("one", "others", "many"):
            return (j - 1, j + 1)
        return (j, j + 1)
    if not tokens[j].capital and (
        last in lists["prepositions"]
        or last in lists["determiners"]
        or last in lists["subordinators"]
        or last in lists["conjunctions"]
        or last in lists["object_pronouns"]
        or last == "who"
        or is_verb(tokens, j)
    ):
        return None
    k = j
    while k > floor and j - k < _FARTHEST and _continues(tokens, k - 1, k):
        k -= 1
    k = _trimmed(tokens, k, j)
    if any(t.lower == "and" for t in tokens[k : j + 1]):
        k = _list_start(tokens, k, floor)
    return (k, j + 1) if k <= j else None


def _list_start(tokens: Sequence[Token], k: int, floor: int) -> int:
    """Where the list of names begins that goes on at ``k`` with "and": "Ann Cole, Ruth Dean and Tom Barker"."""
    lists = words()
    while k - 2 >= floor and tokens[k].capital and _is(tokens, k - 1, ",") and tokens[k - 2].capital:
        m = k - 2
        while m > floor and tokens[m - 1].kind == "w" and tokens[m - 1].capital:
            m -= 1
        opening = tokens[m].lower in lists["prepositions"] | lists["subordinators"] | lists["times"] | lists["adverbs"]
        if opening or (m > floor and tokens[m - 1].kind == "w"):
            break
        k = m
    return k


def _continues(tokens: Sequence[Token], i: int, right: int) -> bool:
    """Whether the phrase that begins at ``right`` goes on to the left with token ``i``."""
    lists = words()
    token = tokens[i]
    if token.kind == "q":
        return token.end - token.start < 40 and tokens[right].kind == "w" and token.lower not in ",.?!"
    if token.kind == "p":
        return token.lower in "'’$£€&%#@/.-" and token.lower not in (".",) and tokens[i].end == tokens[right].start
    word = token.lower
    if token.end == tokens[right].start:  # a lost blank: another phrase
        return False
    if token.capital and i > 0 and word not in lists["auxiliaries"]:
        return word not in lists["subordinators"] and word not in lists["subject_pronouns"]
    if word in lists["subject_pronouns"] and word not in ("many", "some", "most", "others", "both"):
        return False
    if word in lists["subordinators"] or is_verb(tokens, i):
        return False
    if word.endswith("ed") and (tokens[right].lower in lists["determiners"] or tokens[right].lower in ("him", "them")):
        return False  # "released a statement": a verb and its object
    if word in ("and", "or"):
        return _joins(tokens, i)
    if word in lists["conjunctions"]:
        return False
    return not (word.endswith("ly") and len(word) > 5 and i > 0 and _is(tokens, i - 1, ","))


def _joins(tokens: Sequence[Token], i: int) -> bool:
    """Whether "and" at ``i`` joins two nouns rather than two clauses: no verb within reach on its left."""
    for k in range(i - 1, max(-1, i - 7), -1):
        if tokens[k].kind != "w":
            names = tokens[k].lower == "," and all(t.capital for t in tokens[k + 1 : i])
            return names or (tokens[k].kind == "p" and tokens[k].lower in "'’.-")
        if is_verb(tokens, k) or tokens[k].lower.endswith("ing"):
            return False
        if tokens[k].lower in words()["subordinators"]:
            return True
        if not tokens[k].capital and (tokens[k].lower in words()["object_pronouns"] or fills(tokens[k])):
            return False
    return True


def _trimmed(tokens: Sequence[Token], k: int, j: int) -> int:
    """Leave out what only leads up to the phrase: conjunctions, adverbs, an opening "In Paris" or "On Monday"."""
    lists = words()
    while k < j:
        word = tokens[k].lower
        if (
            tokens[k].kind != "w"
            or word in lists["conjunctions"]
            or (
                is_filler(word)
                and word not in ("one", "both", "long", "first")
                and not (tokens[k].capital and tokens[k + 1].capital and word not in lists["adverbs"])
            )
        ):
            k += 1
        elif word in lists["prepositions"]:
            m = k + 1
            cut = None
            while m < j:  # the last place where a new phrase begins within the reach of the preposition
                starts = tokens[m].lower in lists["determiners"] or (tokens[m].capital and not tokens[m - 1].capital)
                if starts and m > k + 1 and tokens[m - 1].lower not in lists["prepositions"] | lists["determiners"]:
                    cut = m
                m += 1
            if cut is None:
                cut = j if tokens[j].capital and tokens[j - 1].lower in lists["times"] else None
            if cut is None:
                return j + 1
            return cut
        else:
            break
    return k


def phrase(tokens: Sequence[Token], i: int, stop: int | None = None) -> int:
    """Where the noun phrase that begins at ``i`` ends: before a verb, comma, clause word or a second phrase's start."""
    lists = words()
    stop = len(tokens) if stop is None else stop
    k = i
    if k < stop and tokens[k].lower in lists["object_pronouns"] | lists["subject_pronouns"]:
        owns = tokens[k].lower == "her" and k + 1 < stop and tokens[k + 1].kind == "w" and not is_verb(tokens, k + 1)
        closed = ("prepositions", "determiners", "times", "subordinators", "conjunctions", "adverbs")
        if not owns or any(tokens[k + 1].lower in lists[name] for name in closed):
            return k + 1
    while k < stop:
        token = tokens[k]
        if token.kind == "q":
            if token.end - token.start > 40 or k == i:
                break
            k += 1
            continue
        if token.kind == "p":
            glued = token.lower in "'’&/-.@#" and k > i and tokens[k - 1].end == token.start
            if glued and k + 1 < stop and (tokens[k + 1].start == token.end or token.lower == "."):
                k += 1
                continue
            if token.lower in "@#$£€" and k == i:
                k += 1
                continue
            if token.lower == "&":
                k += 1
                continue
            break
        word = token.lower
        if k > i:
            if is_verb(tokens, k) or word in lists["subordinators"] or word in lists["subject_pronouns"]:
                break
            if word in lists["conjunctions"] and not (word in ("and", "or") and _joins_right(tokens, k, stop)):
                break
            if word in lists["determiners"] and tokens[k - 1].lower not in lists["prepositions"] | {"and", "or", "all"}:
                break
            if word in lists["times"] and not tokens[k - 1].capital:
                break
            if word in ("on", "in", "at", "after", "during", "before", "via", "about", "to", "as", "with"):
                break
            if is_filler(word) and not (token.capital and tokens[k - 1].capital):
                break
            if tokens[k - 1].kind == "w" and tokens[k - 1].end == token.start:  # a lost blank: two phrases
                break
        k += 1
    return k


def _joins_right(tokens: Sequence[Token], k: int, stop: int) -> bool:
    for m in range(k + 1, min(stop, k + 6)):
        if tokens[m].kind != "w":
            return True
        if is_verb(tokens, m):
            return False
    return True


def after_adverbials(tokens: Sequence[Token], k: int, stop: int) -> int:
    """The first token at or after ``k`` that is no adverb, time word or prepositional phrase of time, place, medium."""
    lists = words()
    while k < stop and tokens[k].kind == "w":
        word = tokens[k].lower
        if word in lists["times"] or (is_filler(word) and word not in lists["auxiliaries"] and word != "not"):
            k += 1
        elif word in (
            "on",
            "in",
            "at",
            "during",
            "after",
            "from",
            "via",
            "to",
            "by",
            "through",
            "with",
            "before",
            "of",
        ):
            end = phrase(tokens, k + 1, stop)
            if end <= k + 1:
                return k
            k = end
        elif word in ("last", "this", "next") and k + 1 < stop and tokens[k + 1].lower in lists["times"]:
            k += 2
        elif word == "as" and k + 1 < stop:
            return stop
        else:
            return k
        if k < stop and _is(tokens, k, "("):
            while k < stop and not _is(tokens, k, ")"):
                k += 1
            k += 1
    return k
