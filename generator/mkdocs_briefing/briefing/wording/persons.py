"""How articles name a person: names as spelt, forms of address, descriptions before and behind the name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mkdocs_briefing.briefing.wording.lists import (
    Piece,
    by_place,
    folded,
    listed,
    no_names,
    pieces,
    place,
    plain,
    readable,
    roles,
    roles_of,
)
from mkdocs_briefing.briefing.wording.sets import Found, set_of
from mkdocs_briefing.model import Article, Passage, Person, Span, WordingSet
from mkdocs_briefing.text import sentences, words

_DESCRIPTION = 6
"""Longest description before a name, in words."""
_BEHIND = 70
_STOP = re.compile(r"[,;:()“”\"–—]|\s-\s|\.(?=\s|$)")
_OF = re.compile(r"\s(?:of|for|at|in|from)\s")


@dataclass(frozen=True, slots=True)
class _Name:
    """A printed name: its span, and whether it is the whole name or one word of it."""

    span: Span
    full: bool


def of_persons(
    articles: Sequence[Article], people: Sequence[Person], passages: Mapping[str, list[Passage]]
) -> Iterator[WordingSet]:
    """The sets for each person: descriptions, names, spellings."""
    persons = [p for p in people if p.kind == "person"]
    names = {person.id: _names(person, articles, passages) for person in persons}
    shared = defaultdict(set)
    for key, forms in names.items():
        for form in forms:
            for word in form:
                shared[word].add(key)
    whole = {key: {form for form in some if len(form) > 1 or len(shared[form[0]]) == 1} for key, some in names.items()}
    printed = _printed(articles, whole)
    near = {key: by_place(own) for key, own in passages.items()}
    for person in persons:
        described: list[Found] = []
        called: list[Found] = []
        for article in articles:
            own = passages.get(article.id, [])
            roles_of = [p for p in own if p.speaker.id == person.id and p.speaker.as_ == "role" and p.speaker.mention]
            taken = {p.speaker.mention for p in roles_of}
            for passage in roles_of:
                assert passage.speaker.mention is not None
                span = _bare(article.text, passage.speaker.mention)
                if span and _describes(article.text, span, alone=True):
                    described.append(Found(article.text[slice(*span)], place(article, span, near[article.id])))
            quoted = [span for p in own for span in p.quoted]
            for name in printed.get((article.id, person.id), ()):
                if any(start <= name.span[0] < end for start, end in quoted):
                    continue  # the speaker's words, not the article's
                called.append(
                    Found(
                        article.text[slice(*name.span)],
                        place(article, _addressed(article.text, name.span), near[article.id]),
                    )
                )
                around = [s for s in _descriptions(article.text, name.span, article) if s not in taken]
                described += [Found(article.text[slice(*s)], place(article, s, near[article.id])) for s in around]
        yield from _sets(person, described, called, articles)


def _sets(
    person: Person, described: list[Found], called: list[Found], articles: Sequence[Article]
) -> Iterator[WordingSet]:
    texts = {article.id: article.text for article in articles}
    address = [Found(texts[f.place.article][slice(*f.place.span)], f.place) for f in called]
    for kind, found, key in (
        ("described", described, _fold_case),
        ("called", address, lambda text: " ".join(folded(text))),
    ):
        made = set_of(kind, found, articles, key, speaker=person.id, about=person.name)  # type: ignore[arg-type]
        if made:
            yield made
    forms = defaultdict(list)
    for one in called:
        forms[folded(one.text)].append(one)
    for form in sorted(forms):
        made = set_of(
            "spelt", forms[form], articles, lambda text: " ".join(text.split()), speaker=person.id, about=person.name
        )
        if made:
            yield made


def _fold_case(text: str) -> str:
    return " ".join(text.split()).casefold().replace("’", "'")


def _names(person: Person, articles: Sequence[Article], passages: Mapping[str, list[Passage]]) -> set[tuple[str, ...]]:
    """The names that passages print for a person, folded, and the display name."""
    texts = {article.id: article.text for article in articles}
    found = {folded(person.name)}
    for article, some in passages.items():
        for passage in some:
            who = passage.speaker
            if who.id == person.id and who.as_ == "name" and who.head:
                found.add(folded(texts[article][slice(*who.head)]))
    return {form for form in found if form}


def _printed(
    articles: Sequence[Article], forms: Mapping[str, set[tuple[str, ...]]]
) -> dict[tuple[str, str], list[_Name]]:
    """Where each article prints each person's name, whole or by one word that is nobody else's.

    In: by person, such names, folded. Out: by article and person. Every text is read once, however many persons.
    """
    begins: dict[str, list[str]] = defaultdict(list)
    for person, own in forms.items():
        for word in dict.fromkeys(form[0] for form in own):
            begins[word].append(person)
    printed: dict[tuple[str, str], list[_Name]] = defaultdict(list)
    for article in articles:
        text = article.text
        for start, end in readable(article):
            found = pieces(text, start, end)
            keys = [_one_word(text[p.start : p.end]) for p in found]
            at: dict[str, list[int]] = defaultdict(list)
            for n, key in enumerate(keys):
                if key in begins and text[found[n].start].isupper():
                    for person in begins[key]:
                        at[person].append(n)
            for person, places in at.items():
                taken = 0
                for n in places:
                    match = _match(text, found, keys, n, forms[person]) if n >= taken else None
                    if match is not None:
                        taken = n + len(match)
                        printed[article.id, person].append(
                            _Name((found[n].start, found[taken - 1].end), len(match) > 1)
                        )
    return printed


def _match(
    text: str, found: Sequence[Piece], keys: Sequence[str], at: int, forms: Iterable[tuple[str, ...]]
) -> tuple[str, ...] | None:
    """The longest name that stands at a place; one of one word only where it is a whole name."""
    here = [form for form in forms if tuple(keys[at : at + len(form)]) == form]
    best = max(here, key=len, default=None)
    return best if best is None or len(best) > 1 or _single(text, found[at]) else None


@lru_cache(maxsize=4096)
def _one_word(text: str) -> str:
    """A word folded, or "" where it comes to more than one, or to none."""
    some = folded(text)
    return some[0] if len(some) == 1 else ""


def _single(text: str, piece: Piece) -> bool:
    """Whether one word is a whole name here: no other name stands right beside it."""
    before, after = text[max(0, piece.start - 30) : piece.start], text[piece.end : piece.end + 2]
    following = re.match(r"[ -][A-Z]", after)
    if following or after[:1] == "-" or before[-1:] == "-":
        return False
    previous = re.search(r"(?<![\w’'.-])([A-Z][\w’'.-]*)\s$", before)
    if previous is None:
        return True
    word = previous.group(1).rstrip(".").casefold()
    return word in roles() or word in listed("titles") or word.endswith(("'s", "’s"))


def _addressed(text: str, span: Span) -> Span:
    """The name with a title right before it ("Mr Kim")."""
    before = re.search(r"(?<!\w)([A-Z][a-z]+\.?)\s$", text[max(0, span[0] - 12) : span[0]])
    if before and before.group(1).rstrip(".").casefold() in listed("titles"):
        return span[0] - len(before.group()), span[1]
    return span


# --------------------------------------------------------------------------------------------------- descriptions


def _descriptions(text: str, name: Span, article: Article) -> Iterator[Span]:
    block = next(((s, e) for s, e in readable(article) if s <= name[0] < e), None)
    if block is None:
        return
    parts = _sentences(text, *block)
    n = bisect_right(parts, name[0], key=lambda s: s[0]) - 1
    low, high = parts[n] if n >= 0 and name[0] < parts[n][1] else block
    before = _before(text, low, name[0])
    if before:
        yield before
    front = _in_front(text, low, name)
    if front:
        yield front
    behind = _behind(text, name[1], high)
    if behind:
        yield behind


@lru_cache(maxsize=4)  # a paragraph may hold very many names
def _sentences(text: str, start: int, end: int) -> list[Span]:
    return sentences(text, start, end)


def _before(text: str, low: int, at: int) -> Span | None:
    """Words right before a name that end in a noun for a person: "North Korean leader"."""
    found = words(text, low, at)
    if not found or text[found[-1].end : at] != " " or found[-1].lower != plain(found[-1]):
        return None
    longer = next((r for r in roles_of() if text[low : at - 1].casefold().endswith(r)), None)
    if longer is None and plain(found[-1]) not in roles():
        return None
    begin = len(found) - (len(longer.split()) if longer else 1)
    while begin and len(found) - begin < _DESCRIPTION:
        previous, word = found[begin - 1], found[begin]
        if text[previous.end : word.start] not in (" ", "-"):
            break
        cap = text[previous.start].isupper() and (previous.lower not in listed("light") or previous.lower == "new")
        if begin == 1 and previous.lower in no_names():
            break
        if not (cap or previous.lower in listed("modifiers") or previous.lower in roles()):
            break
        begin -= 1
    return found[begin].start, found[-1].end


def _in_front(text: str, low: int, name: Span) -> Span | None:
    """A description before a comma and the name: "the leader of North Korea, Kim Jong Un"."""
    if text[name[0] - 2 : name[0]] != ", ":
        return None
    end = name[0] - 2
    begin = max((m.end() for m in _STOP.finditer(text, low, end)), default=low)
    if begin > low and text[begin - 1] == ",":
        return None  # it may belong to the name before that comma
    part = text[begin:end]
    joins = [m.end() for m in re.finditer(r"(?:^|\s)(?:and|with|by|to|that|when|as|while)\s", part)]
    for offset in (*reversed(joins), 0):
        start = begin + offset
        while start < end and text[start].isspace():
            start += 1
        span = _bare(text, (start, end))
        led = span is not None and (offset == 0 or span[0] > start)
        if span and led and _describes(text, span):
            return span
    return None


def _behind(text: str, at: int, high: int) -> Span | None:
    """A description between commas behind the name: ", the leader of North Korea,"."""
    if text[at : at + 2] != ", ":
        return None
    stop = _STOP.search(text, at + 2, min(high, at + _BEHIND))
    if stop is None:
        return None
    span = _bare(text, (at + 2, stop.start()))
    return span if span and _led(text, at + 2) and _describes(text, span) else None


def _led(text: str, at: int) -> bool:
    """Whether what begins here is a description and no next name in a list."""
    first = words(text, at, at + 40)[:1]
    return bool(first) and (first[0].lower in listed("determiners") or plain(first[0]) in roles())


def _bare(text: str, span: Span) -> Span | None:
    """A noun phrase without the determiner that opens it."""
    found = words(text, *span)
    if found and found[0].lower in listed("determiners"):
        found = found[1:]
    if not found:
        return None
    return found[0].start, found[-1].end - (len(found[-1].lower) - len(plain(found[-1])))


def _describes(text: str, span: Span, alone: bool = False) -> bool:
    """Whether words are a noun phrase on a person: up to its noun only names, modifiers and nouns, then "of …".

    ``alone``: what is known to stand for a person may be names without a noun ("the North Korean").
    """
    part = text[slice(*span)]
    of = _OF.search(part)
    head = words(part, 0, of.start() if of else len(part))
    if not head or len(head) > _DESCRIPTION or any(c.isdigit() for c in part) or re.search(r"\b[A-Z]$", part):
        return False
    last = plain(head[-1])
    if last not in roles():
        return alone and len(head) > 1 and not of and all(part[w.start].isupper() for w in head)
    for word in head[:-1]:
        known = word.lower in listed("modifiers") or plain(word) in roles()
        if not (known or part[word.start].isupper()) or word.lower in listed("light"):
            return False
    rest = words(part, of.end(), len(part)) if of else []
    return len(rest) <= _DESCRIPTION and not any(w.lower in ("who", "which", "that", "said", "was", "is") for w in rest)
