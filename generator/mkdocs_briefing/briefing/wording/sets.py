"""From words found here and there to a set of wordings, if there is more than one and in more than one article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from mkdocs_briefing.model import Article, Place, Wording, WordingKind, WordingSet


class Found(NamedTuple):
    """Words as printed and their place."""

    text: str
    place: Place


def set_of(
    kind: WordingKind,
    found: Iterable[Found],
    articles: Sequence[Article],
    key: Callable[[str], str],
    *,
    speaker: str | None = None,
    statements: tuple[str, ...] = (),
    about: str = "",
) -> WordingSet | None:
    """A set of what was found, wordings told apart by ``key``; ``None`` for one wording or one article."""
    rank = {article.id: n for n, article in enumerate(articles)}
    grouped: dict[str, dict[Place, str]] = defaultdict(dict)
    for text, place in found:
        grouped[key(text)].setdefault(place, " ".join(text.split()))
    holding = {place.article for places in grouped.values() for place in places}
    if len(grouped) < 2 or len(holding) < 2:
        return None
    wordings = []
    for places in grouped.values():
        shown = min(Counter(places.values()).items(), key=lambda item: (-item[1], item[0]))[0]
        ordered = sorted(places, key=lambda p: (rank[p.article], p.span))
        wordings.append(Wording(shown, tuple(ordered)))
    wordings.sort(key=lambda w: (-len({p.article for p in w.places}), -len(w.places), w.text.casefold(), w.text))
    return WordingSet(kind, tuple(wordings), speaker, statements, about)
