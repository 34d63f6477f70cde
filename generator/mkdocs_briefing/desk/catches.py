"""What an editor's terms catch, which catch nothing, and which words of the rest are worth a term.

For terms each passage is looked at as the briefing looks at it (``briefing.places``): at the level that put it on its
topic. For words, the passages on no topic are compared with all else that the articles print, by log-likelihood
(Dunning 1993), so that no word counts as telling for being common.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_briefing.briefing.places import LEVELS, Places, by_article
from mkdocs_briefing.briefing.terms import hits
from mkdocs_briefing.collation.lexicon import words_of
from mkdocs_briefing.model import Article, Briefing, Passage, Span
from mkdocs_briefing.settings import Settings
from mkdocs_briefing.text import stem, words

EXAMPLES = 3
"""How many places a term shows."""
WORDS = 20
"""How many telling words are listed."""
_PRINTED = ("headline", "lead", "body")
_KEY = 6.63
"""Log-likelihood from which chance is an unlikely reason (1 in 100, one degree of freedom)."""
_STEM = 4
"""A beginning of words offered as a term has at least so many letters."""


@dataclass(frozen=True, slots=True)
class Example:
    """A place that a term catches, in words, and what is printed there: ``hit`` between ``before`` and ``after``."""

    passage: str
    place: str
    before: str
    hit: str
    after: str


@dataclass(frozen=True, slots=True)
class Catch:
    """What one term catches: how many passages of how many articles.

    ``alone`` counts passages that no other term of the list catches. ``elsewhere`` counts places in the articles that
    lie in no passage of the topic. ``shadowed_by`` is another term, inside whose hits all of this one's lie.
    """

    term: str
    passages: int
    articles: int
    alone: int
    elsewhere: int
    shadowed_by: str | None
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic, or a matter of one (``of`` is then the topic's id), with what each of its terms catches.

    ``unnamed`` counts the passages that no term brought there: an editor, or what they were lined up with.
    """

    id: str
    title: str
    of: str | None
    passages: int
    articles: int
    unnamed: int
    terms: tuple[Catch, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """A word that passages on no topic have more often than all else; ``term`` is how it could stand in a topic."""

    word: str
    term: str
    passages: int
    articles: int
    weight: float


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An attributed passage on no topic, and its most telling words."""

    passage: str
    place: str
    words: str
    telling: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catches:
    """All of it. ``attributed`` counts the attributed passages, ``unplaced`` lists those on no topic."""

    attributed: int
    subjects: tuple[Subject, ...]
    unplaced: tuple[Unplaced, ...]
    telling: tuple[Telling, ...]


def catches(briefing: Briefing, settings: Settings) -> Catches:
    """What the terms of ``settings`` catch in a briefing made with them. Raises nothing."""
    articles = {article.id: article for article in briefing.articles}
    where = by_article(briefing.articles, briefing.passages)
    by_id = {p.id: p for p in briefing.passages}
    members = {matter.id: [by_id[key] for key in matter.passages] for matter in briefing.matters}
    subjects: list[Subject] = []
    for topic in settings.topics:
        on = [p for p in briefing.passages if any(hit.id == topic.id for hit in p.topics)]
        looked = {p.id: _topic_spans(p, topic.id, where[p.article]) for p in on}
        subjects.append(_subject(topic.id, topic.title, None, topic.terms, on, looked, articles))
        for matter in topic.matters:
            having = members.get(matter.id, [])
            looked = {p.id: _matter_spans(p, topic.id, where[p.article]) for p in having}
            subjects.append(_subject(matter.id, matter.title, topic.id, matter.terms, having, looked, articles))
    placed = _placed(briefing)
    rest = [p for p in briefing.passages if p.kind != "narrated" and p.id not in placed]
    telling, weights = _telling(rest, briefing.articles)
    return Catches(
        attributed=sum(p.kind != "narrated" for p in briefing.passages),
        subjects=tuple(subjects),
        unplaced=tuple(_unplaced(p, articles[p.article], weights) for p in rest),
        telling=telling,
    )


def _placed(briefing: Briefing) -> set[str]:
    """Ids of the passages that a topic's page has, by themselves or as witnesses of a statement that is on it."""
    rows = {s.id: s for s in (*briefing.statements, *briefing.reports)}
    found = {p.id for p in briefing.passages if p.topics}
    for topic in briefing.topics:
        if topic.id != "other":
            found |= {w.passage for key in (*topic.statements, *topic.reports) for w in rows[key].witnesses}
    return found


def _topic_spans(passage: Passage, topic: str, places: Places) -> tuple[Span, ...]:
    level = next(hit.where for hit in passage.topics if hit.id == topic)
    return () if level == "editor" else places.at(passage, level)


def _matter_spans(passage: Passage, topic: str, places: Places) -> tuple[Span, ...]:
    deepest = next((hit.where for hit in passage.topics if hit.id == topic), "content")
    levels = LEVELS if deepest == "editor" else LEVELS[: LEVELS.index(deepest) + 1]
    return tuple(span for level in levels for span in places.at(passage, level))


def _subject(
    key: str,
    title: str,
    of: str | None,
    terms: Sequence[str],
    passages: Sequence[Passage],
    looked: Mapping[str, tuple[Span, ...]],
    articles: Mapping[str, Article],
) -> Subject:
    found: dict[str, dict[str, tuple[Span, ...]]] = {}
    for term in terms:
        at = {p.id: hits(articles[p.article].text, looked[p.id], (term,)) for p in passages}
        found[term] = {passage: spans for passage, spans in at.items() if spans}
    often = Counter(passage for spans in found.values() for passage in spans)
    by_id = {p.id: p for p in passages}
    rows = []
    for term, spans in found.items():
        held: dict[str, list[Span]] = defaultdict(list)
        for passage in spans:
            held[by_id[passage].article].extend(spans[passage])
        rows.append(
            Catch(
                term=term,
                passages=len(spans),
                articles=len(held),
                alone=sum(often[passage] == 1 for passage in spans),
                elsewhere=_elsewhere(term, articles, held),
                shadowed_by=_shadow(term, found),
                examples=tuple(
                    _example(by_id[passage], spans[passage][0], articles) for passage in list(spans)[:EXAMPLES]
                ),
            )
        )
    return Subject(
        key,
        title,
        of,
        passages=len(passages),
        articles=len({p.article for p in passages}),
        unnamed=sum(p.id not in often for p in passages),
        terms=tuple(rows),
    )


def _elsewhere(term: str, articles: Mapping[str, Article], held: Mapping[str, Iterable[Span]]) -> int:
    count = 0
    for article in articles.values():
        spans = [(b.start, b.end) for b in article.blocks if b.kind in _PRINTED]
        count += len(set(hits(article.text, spans, (term,))) - set(held.get(article.id, ())))
    return count


def _shadow(term: str, found: Mapping[str, Mapping[str, tuple[Span, ...]]]) -> str | None:
    """Another term whose hits hold all of this term's; of two with the same hits the later one is shadowed."""
    own = {(passage, span) for passage, spans in found[term].items() for span in spans}
    if not own:
        return None
    order = list(found)
    for other in order:
        if other == term:
            continue
        theirs = {(passage, span) for passage, spans in found[other].items() for span in spans}
        if theirs == own and order.index(other) > order.index(term):
            continue
        if all(any(key == p and a <= s and e <= b for p, (a, b) in theirs) for key, (s, e) in own):
            return other
    return None


def _example(passage: Passage, span: Span, articles: Mapping[str, Article]) -> Example:
    text = articles[passage.article].text
    start, end = span
    before = " ".join(text[max(0, start - 40) : start].split())
    after = " ".join(text[end : end + 40].split())
    if start > 40 and " " in before:
        before = "…" + before.partition(" ")[2]
    if end + 40 < len(text) and " " in after:
        after = after.rpartition(" ")[0] + "…"
    glue = " " if text[start - 1 : start].isspace() else ""
    tail = " " if text[end : end + 1].isspace() else ""
    hit = " ".join(text[start:end].split())
    return Example(passage.id, place(articles[passage.article], passage), before + glue, hit, tail + after)


def place(article: Article, passage: Passage) -> str:
    """Where a passage stands: ``Post, paragraph 2``."""
    name = article.label or article.id
    return f"{name}, {passage.block}" if passage.paragraph is None else f"{name}, paragraph {passage.paragraph}"


# ----------------------------------------------------------------------------------------------- telling words


def _counted(text: str, spans: Iterable[Span]) -> Iterable[tuple[str, str]]:
    """(stem, word) of each word in ``spans`` that may tell what a text is about."""
    function = words_of("function") | words_of("light")
    for start, end in spans:
        for word in words(text, start, end):
            if len(word.lower) > 2 and word.lower.removesuffix("'s") not in function and word.lower[0].isalpha():
                yield stem(word.lower), word.lower.removesuffix("'s")


def _telling(
    rest: Sequence[Passage], articles: Sequence[Article]
) -> tuple[tuple[Telling, ...], Mapping[str, tuple[float, str]]]:
    """The words that ``rest`` has more often than all else in the articles, and the weight of each stem."""
    texts = {article.id: article.text for article in articles}
    inside: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    seen: dict[str, set[str]] = defaultdict(set)
    held: dict[str, set[str]] = defaultdict(set)
    for passage in rest:
        for key, word in _counted(texts[passage.article], passage.content):
            inside[key] += 1
            forms[key][word] += 1
            seen[key].add(passage.id)
            held[key].add(passage.article)
    for article in articles:
        spans = [(b.start, b.end) for b in article.blocks if b.kind in _PRINTED]
        everywhere.update(key for key, _ in _counted(article.text, spans))
    n, total = sum(inside.values()), max(1, sum(everywhere.values()))
    weights: dict[str, tuple[float, str]] = {}
    for key, count in inside.items():
        outside = max(0, everywhere[key] - count)
        word = min(forms[key], key=lambda form: (-forms[key][form], form))
        weights[key] = (_likelihood(count, n, outside, max(1, total - n)), word)
    ranked = sorted(weights, key=lambda key: (-len(seen[key]) * weights[key][0], key))
    found = [
        Telling(
            weights[key][1],
            _as_term(list(forms[key])),
            len(seen[key]),
            len(held[key]),
            round(weights[key][0], 2),
        )
        for key in ranked
        if len(seen[key]) > 1 and (weights[key][0] >= _KEY or (len(held[key]) > 1 and weights[key][0] > 0))
    ]
    return tuple(found[:WORDS]), weights


def _likelihood(a: int, n: int, b: int, m: int) -> float:
    """Dunning's log-likelihood of a word that stands ``a`` times in ``n`` words and ``b`` times in ``m`` others.

    0 where it is not commoner in the first.
    """
    if a / max(1, n) <= b / m:
        return 0.0
    expected_a = n * (a + b) / (n + m)
    expected_b = m * (a + b) / (n + m)
    return 2 * (a * math.log(a / expected_a) + (b * math.log(b / expected_b) if b else 0.0))


def _as_term(forms: Sequence[str]) -> str:
    """The forms of a word as one term: the word itself, or the beginning that they share."""
    if len(forms) == 1:
        return forms[0]
    together = itertools.takewhile(lambda letters: len(set(letters)) == 1, zip(*forms, strict=False))
    common = "".join(letters[0] for letters in together)
    return f"{common}*" if len(common) >= _STEM else min(forms, key=lambda form: (len(form), form))


def _unplaced(passage: Passage, article: Article, weights: Mapping[str, tuple[float, str]]) -> Unplaced:
    own = dict(_counted(article.text, passage.content))
    best = sorted(own, key=lambda key: (-weights[key][0], key))[:EXAMPLES]
    text = " ".join(" ".join(article.text[start:end] for start, end in passage.content).split())
    shown = text if len(text) <= 90 else text[:89].rpartition(" ")[0] + "…"
    return Unplaced(passage.id, place(article, passage), shown, tuple(own[key] for key in best))
