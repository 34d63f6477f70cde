"""Words that lining up puts for one another: "fight" here, "struggle" there, in one statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from mkdocs_briefing.briefing.wording.lists import listed, meanings, plain
from mkdocs_briefing.briefing.wording.sets import Found, set_of
from mkdocs_briefing.model import Article, Passage, Place, Statement, WordingSet
from mkdocs_briefing.text import Word, stem, words

_ROOT = 5
_LONGEST = 2
"""Readings of more words are left to the card."""


class _Set(NamedTuple):
    speaker: str | None
    statements: tuple[str, ...]
    found: tuple[Found, ...]


def of_readings(
    articles: Sequence[Article], statements: Iterable[Statement], passages: Mapping[str, Passage]
) -> Iterator[WordingSet]:
    """A set for each place where readings differ by a word with a meaning of its own; equal sets are put together.

    So do words of one meaning in two witnesses of a statement, where neither has the other's.
    """
    texts = {article.id: article.text for article in articles}
    made: list[_Set] = []
    for statement in statements:
        for found in (*_substituted(statement, passages), *_of_one_meaning(statement, passages, texts)):
            kept = _worth(found)
            if kept:
                made.append(_Set(statement.speaker, (statement.id,), kept))
    for one in _together(made):
        whole = set_of("words", one.found, articles, _key, speaker=one.speaker, statements=one.statements)
        if whole:
            yield whole


def _substituted(statement: Statement, passages: Mapping[str, Passage]) -> Iterator[list[Found]]:
    for variation in statement.variations:
        if variation.kind == "word" and statement.speaker is not None:
            yield [
                Found(reading.text, Place(passages[key].article, span, key))
                for reading in variation.readings
                for key, span in zip(reading.passages, reading.spans, strict=True)
                if key in passages and span[0] < span[1]
            ]


def _of_one_meaning(
    statement: Statement, passages: Mapping[str, Passage], texts: Mapping[str, str]
) -> Iterator[list[Found]]:
    having: dict[int, dict[str, list[Found]]] = defaultdict(lambda: defaultdict(list))
    for witness in statement.witnesses:
        passage = passages.get(witness.passage)
        if passage is None or passage.article not in texts:
            continue
        text = texts[passage.article]
        for span in witness.spans:
            for word in words(text, *span):
                line = meanings().get(plain(word))
                if line is not None and not _verbal(plain(word)):
                    at = (word.start, word.start + len(plain(word)))
                    having[line][passage.id].append(Found(text[slice(*at)], Place(passage.article, at, passage.id)))
    for _, by_passage in sorted(having.items()):
        stems = {key: {stem(one.text.casefold()) for one in found} for key, found in by_passage.items()}
        if any(not a & b for a in stems.values() for b in stems.values()):
            yield [one for found in by_passage.values() for one in found]


def _verbal(word: str) -> bool:
    """Whether a word is a form of another with a meaning of its own in the lists ("fighting" beside "fight")."""
    return word.endswith(("ing", "ed")) and stem(word) != word and stem(word) in meanings()


def _key(text: str) -> str:
    return " ".join(stem(plain(w).replace(".", "")) for w in _content(text)) or text.casefold()


def _content(text: str) -> list[Word]:
    found = words(text)
    while found and plain(found[0]) in listed("light"):
        found = found[1:]
    while found and plain(found[-1]) in listed("light"):
        found = found[:-1]
    return found


def _empty(word: Word) -> bool:
    return plain(word) in listed("light") or any(c.isdigit() for c in word.lower)


def _worth(found: Sequence[Found]) -> tuple[Found, ...]:
    """The readings that name something, each without the small words around it; none if fewer than two are left."""
    kept: list[Found] = []
    for text, place in found:
        content = _content(text)
        if not content or len(content) > _LONGEST or any(map(_empty, content)):
            continue
        low, high = content[0].start, content[-1].end
        span = (place.span[0] + low, place.span[0] + high)
        kept.append(Found(text[low:high], Place(place.article, span, place.passage)))
    keys = {_key(one.text) for one in kept}
    parts = [set(key.split()) for key in keys]
    if len(keys) < 2 or any(a < b for a in parts for b in parts) or _of_one_root(keys):
        return ()
    return tuple(kept)


def _of_one_root(keys: set[str]) -> bool:
    """Whether two of the wordings are forms of one word ("relations", "relationship")."""
    return any(a != b and a[:_ROOT] == b[:_ROOT] and len(a) >= _ROOT for a in keys for b in keys)


def _together(made: Sequence[_Set]) -> list[_Set]:
    """Sets of one statement that share a wording, and those of one speaker with the same wordings, as one."""
    out: list[_Set] = []
    for one in made:
        keys = {_key(f.text) for f in one.found}
        for n, other in enumerate(out):
            theirs = {_key(f.text) for f in other.found}
            near = keys == theirs or (keys & theirs and set(one.statements) & set(other.statements))
            if near and other.speaker == one.speaker:
                statements = tuple(dict.fromkeys((*other.statements, *one.statements)))
                out[n] = _Set(one.speaker, statements, tuple(dict.fromkeys((*other.found, *one.found))))
                break
        else:
            out.append(one)
    return out
