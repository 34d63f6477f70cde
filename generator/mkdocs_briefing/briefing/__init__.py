"""Briefing: statements -> topics, matters, and what is published of it all, in page order.

`brief` is the stage; corrections by the editor (`overrides`) are applied before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mkdocs_briefing.briefing.coverage import coverage
from mkdocs_briefing.briefing.places import Places, by_article
from mkdocs_briefing.briefing.timeline import clock_of, timeline
from mkdocs_briefing.briefing.topics import Placings, in_order, matters_of, of_statement, place, several_first
from mkdocs_briefing.briefing.wording import wording
from mkdocs_briefing.model import (
    Article,
    Briefing,
    Collated,
    Correction,
    LeftOut,
    Matter,
    Passage,
    Person,
    Placing,
    Problem,
    Span,
    Statement,
    Topic,
)
from mkdocs_briefing.settings import OTHER, Settings
from mkdocs_briefing.text import words

__all__ = ["brief"]

_PRINTED = ("headline", "lead", "body")


def brief(
    articles: Sequence[Article],
    passages: Sequence[Passage],
    people: Sequence[Person],
    collated: Collated,
    settings: Settings,
    *,
    left_out: Sequence[LeftOut] = (),
    held_back: Sequence[Passage] = (),
    corrections: Sequence[Correction] = (),
    problems: Sequence[Problem] = (),
    placings: Sequence[Placing] = (),
) -> Briefing:
    """Choose what is published and lay it out by topic.

    In: passages with speakers joined, what collation made of them, what an editor put on topics and matters, and what
    earlier stages have to tell. Out: the briefing. Narrated passages stay if a topic, a report or an accepted
    difference has them. Raises ``KeyError`` for a statement of an unknown passage.
    """
    where = by_article(articles, passages)
    hidden = [(out.article, out.span) for out in left_out if out.reason == "hidden by the editor"]
    pointing = [replace(p, before=_shown(where[p.article].pointed_to(p), p.article, hidden)) for p in passages]
    by_hand: dict[str, list[Placing]] = {}
    for placing in placings:
        by_hand.setdefault(placing.passage, []).append(placing)
    placed = {p.id: p for p in place(where, pointing, settings.topics, by_hand)}
    reported = {w.passage for report in collated.reports for w in report.witnesses}
    reported |= {key for difference in collated.differences if difference.accepted for key in difference.passages}
    kept = {key: p for key, p in placed.items() if p.kind != "narrated" or p.topics or key in reported}
    key = several_first(articles, kept)
    collated = replace(collated, statements=_not_accused(articles, kept, people, collated.statements))
    statements, reports = sorted(collated.statements, key=key), sorted(collated.reports, key=key)
    topics, matters = _topics(articles, where, kept, statements, reports, settings, by_hand)
    if not topics or topics[-1].id != OTHER:
        topics += _for_differences(collated, kept)
    order = {article.id: number for number, article in enumerate(articles)}
    published = sorted(kept.values(), key=lambda p: (order[p.article], p.content[0], p.id))
    rows: dict[str, list[Passage]] = {}
    for p in published:
        rows.setdefault(p.article, []).append(p)
    events, undated = timeline(articles, published, (*statements, *reports), left_out, held_back)
    clocks = ((article.id, clock_of(article)) for article in articles)
    return Briefing(
        articles=tuple(articles),
        speakers=_heard(people, published),
        passages=tuple(published),
        statements=tuple(statements),
        reports=tuple(reports),
        topics=tuple(topics),
        matters=tuple(matters),
        lines=tuple(
            replace(line, passages=tuple(p for p in line.passages if p in kept))
            for line in collated.lines
            if sum(p in kept for p in line.passages) > 1
        ),
        copies=collated.copies,
        differences=collated.differences,
        near_misses=collated.near_misses,
        for_review=_for_review(placed, kept, collated, order),
        left_out=tuple(sorted(set(left_out), key=lambda x: (order.get(x.article, -1), x.span, x.reason))),
        held_back=tuple(held_back),
        corrections=tuple(corrections),
        problems=tuple(problems),
        shares=tuple((article.id, share(article, rows.get(article.id, ()))) for article in articles),
        timeline=events,
        undated=undated,
        coverage=coverage(articles, published, statements, reports, topics, left_out),
        wording=wording(articles, _heard(people, published), published, (*statements, *reports), left_out),
        counted_from=tuple((key, clock.name if clock else None) for key, clock in clocks),
    )


def _shown(span: Span | None, article: str, hidden: Iterable[tuple[str, Span]]) -> Span | None:
    """A span that may be printed: one without words that the editor hid."""
    if span is None or any(a == article and span[0] < end and start < span[1] for a, (start, end) in hidden):
        return None
    return span


def _for_differences(collated: Collated, passages: Mapping[str, Passage]) -> list[Topic]:
    """Where accepted differences stand that are on no topic, if nothing else makes a page for what is on none."""
    accepted = [d for d in collated.differences if d.accepted]
    apart = any(not any(passages[key].topics for key in difference.passages) for difference in accepted)
    return [Topic(OTHER, "Other statements")] if apart else []


def _for_review(
    placed: Mapping[str, Passage], kept: Mapping[str, Passage], collated: Collated, order: Mapping[str, int]
) -> tuple[Passage, ...]:
    """The passages that nothing but a difference names, in article and text order."""
    named = {key for difference in collated.differences for key in difference.passages} - kept.keys()
    return tuple(sorted((placed[key] for key in named), key=lambda p: (order[p.article], p.content[0], p.id)))


def _topics(
    articles: Sequence[Article],
    where: Mapping[str, Places],
    passages: dict[str, Passage],
    statements: Sequence[Statement],
    reports: Sequence[Statement],
    settings: Settings,
    placings: Placings,
) -> tuple[list[Topic], list[Matter]]:
    of = {s.id: of_statement(s, passages, placings) for s in (*statements, *reports)}
    topics: list[Topic] = []
    matters: list[Matter] = []
    for setting in settings.topics:
        said = [s for s in statements if setting.id in of[s.id]]
        lined_up = [s for s in reports if setting.id in of[s.id]]
        shown = {w.passage for s in lined_up for w in s.witnesses}
        told = [
            p
            for p in passages.values()
            if p.kind == "narrated" and p.id not in shown and any(hit.id == setting.id for hit in p.topics)
        ]
        own = matters_of(setting, articles, where, passages, said, lined_up, placings)
        matters.extend(own)
        topics.append(
            Topic(
                setting.id,
                setting.title,
                setting.description,
                tuple(s.id for s in said),
                tuple(s.id for s in lined_up),
                tuple(p.id for p in in_order(articles, told)),
                tuple(m.id for m in own),
            )
        )
    rest = tuple(s.id for s in statements if not of[s.id])
    unplaced = tuple(s.id for s in reports if not of[s.id])
    if rest or unplaced or not settings.topics:
        title = "Other statements" if settings.topics else "Statements"
        topics.append(Topic(OTHER, title, statements=rest, reports=unplaced))
    return topics, matters


def _not_accused(
    articles: Sequence[Article],
    passages: Mapping[str, Passage],
    people: Iterable[Person],
    statements: Iterable[Statement],
) -> tuple[Statement, ...]:
    """The statements, with no silent cut named in words that the editor set to be translated: they are ``extra``."""
    spoken = {person.id: person.language for person in people if person.language}
    written = {article.id: article.language for article in articles}

    def translated(statement: Statement) -> bool:
        language = spoken.get(statement.speaker or "")
        return language is not None and any(
            written[passages[w.passage].article] != language for w in statement.witnesses
        )

    return tuple(
        replace(s, variations=tuple(replace(v, kind="extra") if v.kind == "silent" else v for v in s.variations))
        if any(v.kind == "silent" for v in s.variations) and translated(s)
        else s
        for s in statements
    )


def _heard(people: Iterable[Person], passages: Iterable[Passage]) -> tuple[Person, ...]:
    """The speakers of published passages, and nobody else."""
    heard = {p.speaker.id for p in passages}
    return tuple(person for person in people if person.id in heard)


def share(article: Article, passages: Iterable[Passage]) -> float:
    """The share of the words of an article's headline, lead and body that lie in the sentences of ``passages``."""
    spans = _merged(span for p in passages for span in (p.sentence, *p.content))
    total = printed = at = 0
    for block in sorted((b for b in article.blocks if b.kind in _PRINTED), key=lambda b: b.start):
        for word in words(article.text, block.start, block.end):
            while at < len(spans) and spans[at][1] <= word.start:
                at += 1
            total += 1
            printed += at < len(spans) and spans[at][0] <= word.start
    return round(printed / total, 4) if total else 0.0


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
