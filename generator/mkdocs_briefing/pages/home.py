"""Home: the story at a glance, in ten seconds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_briefing.model import Passage, Reading, Span, Statement, Topic, Variation
from mkdocs_briefing.pages import articles, forms, matrix, strip
from mkdocs_briefing.pages.addresses import relative
from mkdocs_briefing.pages.context import Context, article_path, counted, speaker_path, topic_path
from mkdocs_briefing.pages.markup import literal, printed
from mkdocs_briefing.pages.page import Page, page
from mkdocs_briefing.pages.words import listed

PATH = "index.md"
MOST = 5
"""How many of the most widely printed statements the page shows."""
RANK = ("force", "detail", "word", "silent", "shown", "grammar", "extra")
"""Certainty first, then names, numbers, dates and places."""
WORDS = frozenset({"force", "detail", "word", "silent", "grammar", "extra"})
"""A difference of these kinds is one of words."""
CALLED = {"force": "certainty", "detail": "detail"}
LONGEST = 2
"""Readings of more words are left to the card, where they stand with the words around them."""
FACTS = 5
"""As many words may a reading have that is about certainty or a detail."""
WORD = 4
"""A word of so many letters that stands before all readings is printed before the first."""
LISTED = 20
"""More articles than this are listed on their own page alone."""
_FAR = 60
"""So many code points before a reading hold the word before it."""
_BEFORE = re.compile(r"([^\W\d_][\w’'-]*)[ \u00a0]+[“\"‘']?$")


@dataclass(frozen=True, slots=True)
class Wide:
    """A statement as the page lists it: link and words, in how many articles, and its readings in one line."""

    link: Markup
    words: Markup
    figures: str
    readings: Markup


def figures(context: Context) -> str:
    """``5 articles, none names its outlet, 3 carry a date``."""
    found = context.briefing.articles
    named = {article.outlet for article in found if article.outlet}
    dated = sum(article.published is not None for article in found)
    if len(found) == 1:
        return f"1 article, {'from ' + listed(sorted(named)) if named else 'it does not name its outlet'}, " + (
            "it carries a date" if dated else "it carries no date"
        )
    silent = sum(article.outlet is None for article in found)
    outlets = "none names its outlet" if not named else f"from {counted(len(named), 'outlet')}"
    if named and silent:
        outlets += f", {silent} without a named outlet"
    dates = {0: "none carries a date", 1: "1 carries a date", len(found): "all carry a date"}
    return f"{counted(len(found), 'article')}, {outlets}, {dates.get(dated, f'{dated} carry a date')}"


def readings(context: Context, statement: Statement) -> Markup:
    """Where the witnesses differ most, in one line: each reading with the articles that have it.

    A difference of certainty or detail comes first, and is named; the widest difference of words follows it.
    """
    ranked = sorted(
        (variation for variation in statement.variations if _fits(context, variation)),
        key=lambda v: (RANK.index(v.kind), -_articles(context, v), -len(v.readings)),
    )
    facts = [variation for variation in ranked if variation.kind in CALLED]
    others = [variation for variation in ranked if variation.kind not in CALLED]
    return Markup("; ").join(_line(context, statement, variation) for variation in (*facts[:1], *others[:1]))


def differing(statement: Statement) -> bool:
    """Whether its articles word a statement differently; print, marks, and a cut that is shown are no other words."""
    others = any(witness.relation in ("reworded", "paraphrase") for witness in statement.witnesses)
    return others or any(variation.kind in WORDS for variation in statement.variations)


def _agreed(context: Context, several: Sequence[Statement]) -> str:
    """``3 in all 5; 1 worded alike, 7 worded differently``: what is common to the articles, and how far."""
    total, apart = len(context.briefing.articles), sum(map(differing, several))
    told = [
        f"{count if apart not in (0, len(several)) else 'all' if count > 1 else 'it is'} worded {how}"
        for count, how in ((len(several) - apart, "alike"), (apart, "differently"))
        if count
    ]
    everywhere = sum(len(context.articles_of(statement)) == total for statement in several)
    whole = [f"{everywhere} in all {total}"] if everywhere and total > 2 else []
    return "; ".join([*whole, ", ".join(told)])


def _without_line(context: Context, statement: Statement) -> Markup:
    """What stands in place of readings that fit in no line: alike, or different in a way that the card shows."""
    if len(context.articles_of(statement)) < 2:
        return Markup()
    return literal("worded differently; side by side on its card" if differing(statement) else "worded alike")


def _line(context: Context, statement: Statement, variation: Variation) -> Markup:
    having = sorted((r for r in variation.readings if r.text), key=lambda r: (-len(r.passages), r.text))
    beside = [context.passages[p] for r in variation.readings for p in r.passages if p in context.passages]
    word = _word_before(context, having)
    shown = [_reading(context, reading, beside, word if number == 0 else None) for number, reading in enumerate(having)]
    articles_having = {context.passages[p].article for r in having for p in r.passages if p in context.passages}
    without: dict[str, str] = {}
    for witness in statement.witnesses:
        passage = context.passages.get(witness.passage)
        if passage is not None and passage.article not in articles_having:
            without.setdefault(passage.article, passage.id)
    if without:
        shown.append(Markup("none ") + _labels(context, without.values()))
    called = CALLED.get(variation.kind)
    head = Markup('<span class="bf-named">{}:</span> ').format(literal(called)) if called else Markup()
    return head + Markup(" · ").join(shown)


def _word_before(context: Context, having: Sequence[Reading]) -> Span | None:
    """The word before the first reading, where the same word stands before all of them: "sacred" fight."""
    found: list[tuple[str, Span]] = []
    for reading in having:
        for key, (start, _) in zip(reading.passages, reading.spans, strict=True):
            passage = context.passages[key]
            low = max((begin for begin, end in passage.content if begin <= start <= end), default=start)
            match = _BEFORE.search(context.articles[passage.article].text, max(low, start - _FAR), start)
            if match is None or len(match[1]) < WORD:
                return None
            found.append((match[1].casefold(), match.span(1)))
    return found[0][1] if len({word for word, _ in found}) == 1 else None


def _fits(context: Context, variation: Variation) -> bool:
    texts = [reading.text for reading in variation.readings if reading.text]
    most = FACTS if variation.kind in CALLED else LONGEST
    short = all(len(text.split()) <= most for text in texts)
    enough = len(texts) > 1 or (variation.kind in CALLED and len(variation.readings) > 1)
    return variation.kind in RANK and enough and short and _articles(context, variation) > 1


def _articles(context: Context, variation: Variation) -> int:
    return len({context.passages[p].article for r in variation.readings for p in r.passages})


def _reading(context: Context, reading: Reading, beside: Sequence[Passage], word: Span | None) -> Markup:
    article = context.articles[context.passages[reading.passages[0]].article]
    before = printed(article, *word) + " " if word else Markup()
    return before + Markup("<em>{}</em> {}").format(
        printed(article, *reading.spans[0]), _labels(context, reading.passages, beside)
    )


def _labels(context: Context, passages: Iterable[str], beside: Sequence[Passage] = ()) -> Markup:
    """The articles that have a reading, each linked to its place; a headline is named, a lead beside others too."""
    seen: dict[str, Passage] = {}
    for key in passages:
        passage = context.passages[key]
        label = context.articles[passage.article].label or passage.article
        apart = any(other.article == passage.article and other.block != passage.block for other in beside)
        if passage.block == "headline" or (passage.block == "lead" and apart):
            label += f" {passage.block}"
        seen.setdefault(label, passage)
    links = [
        Markup('<a href="{}">{}</a>').format(context.place(PATH, passage), literal(label))
        for label, passage in sorted(seen.items())
    ]
    return Markup(", ").join(links)


def spread(context: Context, statement: Statement) -> str:
    """``in 5 articles, 8 passages``, or ``in one article only``."""
    count = len(context.articles_of(statement))
    if count == 1:
        return "in one article only"
    return f"in {count} articles, {counted(len(statement.witnesses), 'passage')}"


def widest(context: Context) -> list[Statement]:
    """Statements, those in most articles first, then those with most passages; quoted ones before others."""
    kinds = ("direct", "mixed", "indirect", "narrated")
    order = {passage.id: number for number, passage in enumerate(context.briefing.passages)}
    return sorted(
        context.briefing.statements,
        key=lambda s: (
            -len(context.articles_of(s)),
            -len(s.witnesses),
            kinds.index(context.passages[s.base].kind),
            order[s.base],
        ),
    )


def _wide(context: Context, statement: Statement) -> Wide:
    return Wide(
        context.card(PATH, statement.id),
        forms.short(context, statement, 120),
        spread(context, statement),
        readings(context, statement) or _without_line(context, statement),
    )


def _facts(context: Context, shown: Sequence[Statement]) -> list[Wide]:
    """Statements whose wordings differ in certainty or a detail, and that the page does not show already."""
    return [
        _wide(context, statement)
        for statement in widest(context)
        if statement not in shown
        and any(v.kind in CALLED and _fits(context, v) for v in statement.variations)
        and len(context.articles_of(statement)) > 1
    ][:MOST]


def _topic(context: Context, topic: Topic) -> dict[str, object]:
    several = len(context.in_several(topic.statements))
    told = [counted(len(topic.statements), "statement")]
    if several:
        told.append(f"{several} in several articles")
    itself = len(topic.reports) + len(topic.narrated)
    if itself:
        told.append(f"{itself} from the articles themselves")
    having = len(matrix.on_topic(context, topic))
    told.append(f"{having} of {counted(len(context.briefing.articles), 'article')}")
    return {
        "link": Markup(relative(PATH, topic_path(topic.id))),
        "title": topic.title,
        "description": topic.description,
        "figures": " · ".join(told) if topic.statements or itself else "no passage found in these articles",
        "ours": any(topic.id == setting.id for setting in context.settings.topics),
    }


def _matters(context: Context) -> list[dict[str, object]]:
    """Each matter with its topic, its figures, and who is reported on it."""
    found: list[dict[str, object]] = []
    topics = {topic.id: topic.title for topic in context.briefing.topics}
    for matter in context.briefing.matters:
        passages = [context.passages[key] for key in matter.passages if key in context.passages]
        count = len({passage.article for passage in passages})
        told = f"{counted(len(passages), 'passage')} in {counted(count, 'article')}" if passages else "no passage found"
        found.append(
            {
                "link": context.matter(PATH, matter),
                "title": matter.title,
                "figures": f"{topics[matter.topic]} · {told}",
                "who": _heard(context, passages),
            }
        )
    return found


def _heard(context: Context, passages: Sequence[Passage]) -> Markup:
    """The speakers of passages, each linked to its page; those of most passages first, a few only."""
    counts = Counter(p.speaker.id for p in passages if p.speaker.id in context.people)
    ranked = sorted(counts, key=lambda key: (-counts[key], context.people[key or ""].name))
    links = [
        Markup('<a href="{}">{}</a>').format(
            Markup(relative(PATH, speaker_path(key or ""))), literal(context.people[key or ""].name)
        )
        for key in ranked[:MOST]
    ]
    more = literal(f" and {len(ranked) - MOST} more") if len(ranked) > MOST else Markup()
    return Markup(", ").join(links) + more


def _alone(context: Context) -> list[dict[str, object]]:
    """Per article, how many statements it alone has."""
    only: dict[str, int] = {}
    for statement in context.briefing.statements:
        having = context.articles_of(statement)
        if len(having) == 1:
            only[having[0]] = only.get(having[0], 0) + 1
    return [
        {
            "link": Markup(relative(PATH, article_path(article.id))),
            "label": article.label or article.id,
            "count": only.get(article.id, 0),
        }
        for article in context.briefing.articles
    ]


def pages(context: Context) -> dict[str, Page]:
    """The home page."""
    briefing, settings = context.briefing, context.settings
    order = widest(context)
    several = [s for s in order if len(context.articles_of(s)) > 1]
    shown = (several or order)[:MOST]
    title = settings.title or "Briefing"
    home = page(
        PATH,
        "home.md",
        title,
        settings.line or f"{figures(context)}: who said what, in whose words.",
        {"hide": ["navigation"]},
        line=settings.line,
        editor=settings.editor,
        figures=figures(context),
        statements=len(briefing.statements),
        several=len(several),
        agreed=_agreed(context, several),
        one=len(briefing.statements) - len(several),
        alone=_alone(context) if len(briefing.articles) <= matrix.COLUMNS else [],
        wide=[_wide(context, statement) for statement in shown],
        facts=_facts(context, shown),
        matters=_matters(context),
        topics=[_topic(context, topic) for topic in briefing.topics],
        matrix=matrix.of_topics(context, PATH),
        strip=strip.dates(context, PATH),
        timeline=strip.whole(context, PATH),
        rows=articles.rows(context, PATH) if len(briefing.articles) <= LISTED else [],
        links={
            key: Markup(relative(PATH, key))
            for key in ("method.md", "coverage.md", "speakers/index.md", articles.INDEX)
        },
        articles=len(briefing.articles),
        counted=counted,
    )
    return {PATH: home}
