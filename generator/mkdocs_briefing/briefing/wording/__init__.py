"""Wording: how articles name people, places and acts, each wording with its places. High precision before recall.

`wording` is the one public function. Nothing here says which wording is better; sets are symmetrical.
"""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_briefing.briefing.wording.named import of_places
from mkdocs_briefing.briefing.wording.persons import of_persons
from mkdocs_briefing.briefing.wording.readings import of_readings
from mkdocs_briefing.model import Article, LeftOut, Passage, Person, Statement, WordingSet

__all__ = ["wording"]


def wording(
    articles: Sequence[Article],
    people: Sequence[Person],
    passages: Sequence[Passage],
    statements: Sequence[Statement],
    left_out: Sequence[LeftOut] = (),
) -> tuple[WordingSet, ...]:
    """The sets of wordings, persons first, then what lining up put for one another, then places.

    In: articles, the speakers of published passages, these passages, statements with reports. Only English is read.
    Words that the editor hid are in no set.
    """
    english = [a for a in articles if a.language is None or a.language.split("-")[0] == "en"]
    by_article: dict[str, list[Passage]] = {article.id: [] for article in english}
    for passage in passages:
        if passage.article in by_article:
            by_article[passage.article].append(passage)
    hidden = [(out.article, out.span) for out in left_out if out.reason == "hidden by the editor"]
    found = [
        *of_persons(english, people, by_article),
        *of_readings(articles, statements, {p.id: p for p in passages}),
        *of_places(english, people, by_article),
    ]
    return tuple(one for one in found if not any(_hides(one, *place) for place in hidden))


def _hides(one: WordingSet, article: str, span: tuple[int, int]) -> bool:
    return any(
        p.article == article and p.span[0] < span[1] and span[0] < p.span[1] for w in one.wordings for p in w.places
    )
