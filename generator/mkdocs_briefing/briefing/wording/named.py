"""What articles put behind one proper name: "Vostochny cosmodrome", "Vostochny Spaceport"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from mkdocs_briefing.briefing.wording.lists import by_place, listed, place, plain, readable, roles
from mkdocs_briefing.briefing.wording.sets import Found, set_of
from mkdocs_briefing.model import Article, Passage, Person, WordingSet
from mkdocs_briefing.text import Word, words

_MOST_HEADS = 4
"""A word with more nouns behind it is an adjective ("Russian"), no name."""
_AT = re.compile(r"(?:^|\s)(?:at|near|outside|inside)\s(?:the\s)?(?:[A-Z]\w+\s)?$", re.IGNORECASE)
"""What stands before a place where something is. "In" stands before much else ("in the Orlando attack")."""
_ALONE = re.compile(r"\s(?:in|at|to|from|near|of|is|was|has|will)\b|[,.;:)]|$")


def of_places(
    articles: Sequence[Article], people: Sequence[Person], passages: Mapping[str, list[Passage]]
) -> Iterator[WordingSet]:
    """Different nouns behind one name, each somewhere behind "at" or "near": then they are of a place.

    A noun is a word that stands behind a determiner somewhere in these articles.
    """
    persons = {w.lower for person in people for name in (person.name, *person.variants) for w in words(name)}
    nouns = _nouns(articles)
    located: dict[str, set[str]] = defaultdict(set)
    behind: dict[str, list[tuple[str, Found]]] = defaultdict(list)
    alone: Counter[str] = Counter()
    for article in articles:
        own = by_place(passages.get(article.id, []))
        text = article.text
        for start, end in readable(article):
            found = words(text, start, end)
            for n, word in enumerate(found):
                if not _proper(text, word, persons):
                    continue
                if (
                    not (n and _name_before(text, found, n))
                    and _ALONE.match(text, word.end)
                    and n
                    and not text.endswith((". ", "\n"), 0, word.start)
                ):
                    alone[word.lower] += 1
                head = _head(text, found, n, nouns)
                if head:
                    span = (word.start, head[-1].end)
                    if _AT.search(text, max(start, word.start - 40), word.start):
                        located[word.lower].add(" ".join(w.lower for w in head))
                    behind[word.lower].append(
                        (" ".join(w.lower for w in head), Found(text[slice(*span)], place(article, span, own)))
                    )
    for name, heads in sorted(behind.items()):
        different = located[name]
        if not 2 <= len(different) <= _MOST_HEADS or not alone[name]:
            continue
        made = set_of(
            "place",
            [f for head, f in heads if head in different],
            articles,
            lambda text: " ".join(text.split()).casefold(),
            about=_printed(heads),
        )
        if made:
            yield made


def _printed(heads: Sequence[tuple[str, Found]]) -> str:
    return Counter(found.text.split()[0] for _, found in heads).most_common(1)[0][0]


def _proper(text: str, word: Word, persons: set[str]) -> bool:
    return (
        text[word.start].isupper()
        and word.lower not in persons
        and word.lower not in listed("light")
        and word.lower not in roles()
        and not word.lower.endswith("'s")
        and len(word.lower) > 3
    )


def _name_before(text: str, found: Sequence[Word], n: int) -> bool:
    previous = found[n - 1]
    return (
        text[previous.end : found[n].start] == " "
        and text[previous.start].isupper()
        and previous.lower not in listed("light")
    )


def _head(text: str, found: Sequence[Word], n: int, nouns: set[str]) -> list[Word]:
    """One or two nouns right behind a name, with no other name behind them."""
    out = list(found[n + 1 : n + 4])
    if not out or text[found[n].end : out[0].start] != " ":
        return []
    if len(out) > 1 and text[out[0].end : out[1].start] == " " and plain(out[1]) in nouns:
        first = out[0]
        if (text[first.start].isupper() and text[out[1].start].isupper()) or plain(first) in nouns:
            return out[:2] if not _goes_on(text, out, 1) else []
    return out[:1] if out[0].lower in nouns and not _goes_on(text, out, 0) else []


def _goes_on(text: str, found: Sequence[Word], n: int) -> bool:
    """Whether a capital follows: then the name is longer than this."""
    after = found[n + 1] if n + 1 < len(found) else None
    return after is not None and text[found[n].end : after.start] == " " and text[after.start].isupper()


def _nouns(articles: Sequence[Article]) -> set[str]:
    """Words that stand behind a determiner and before something that ends a noun phrase."""
    found: set[str] = set()
    ends = re.compile(r"\s(?:in|of|at|on|for|to|and|was|is|were|has|that|which|where|with|near|from|\w+ed)\b|[,.;:)]")
    for article in articles:
        for start, end in readable(article):
            some = words(article.text, start, end)
            for n, word in enumerate(some[1:], 1):
                near = {w.lower for w in some[max(0, n - 2) : n]}
                if (
                    near & {"the", "a", "an", "its", "this"}
                    and ends.match(article.text, word.end)
                    and word.lower.isalpha()
                ):
                    found.add(word.lower)
    return found - listed("light") - roles()
