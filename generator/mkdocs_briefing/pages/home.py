"""Home: the story at a glance, in ten seconds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_briefing.model import Passage, Reading, Statement, Topic, Variation
from mkdocs_briefing.pages import articles, forms
from mkdocs_briefing.pages.addresses import relative
from mkdocs_briefing.pages.context import Context, article_path, counted, matter_id, topic_path
from mkdocs_briefing.pages.markup import literal, printed
from mkdocs_briefing.pages.page import Page, page
from mkdocs_briefing.pages.words import listed

PATH = "index.md"
MOST = 5
"""How many of the most widely printed statements the page shows."""
RANK = ("word", "detail", "force", "shown", "silent", "grammar", "extra")
LONGEST = 2
"""Readings of more words are left to the card, where they stand with the words around them."""


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
    """The place where the witnesses differ most, in one line: each reading with the articles that have it."""
    best = min(
        (variation for variation in statement.variations if _fits(context, variation)),
        key=lambda v: (RANK.index(v.kind), -_articles(context, v), -len(v.readings)),
        default=None,
    )
    if best is None:
        return Markup()
    having = sorted((r for r in best.readings if r.text), key=lambda r: (-len(r.passages), r.text))
    shown = [_reading(context, reading) for reading in having]
    articles_having = {context.passages[p].article for r in having for p in r.passages if p in context.passages}
    empty = [
        p
        for r in best.readings
        if not r.text
        for p in r.passages
        if p in context.passages and context.passages[p].article not in articles_having
    ]
    if empty:
        shown.append(Markup("none ") + _labels(context, empty))
    return Markup(" · ").join(shown)


def _fits(context: Context, variation: Variation) -> bool:
    texts = [reading.text for reading in variation.readings if reading.text]
    short = all(len(text.split()) <= LONGEST for text in texts)
    return variation.kind in RANK and len(texts) > 1 and short and _articles(context, variation) > 1


def _articles(context: Context, variation: Variation) -> int:
    return len({context.passages[p].article for r in variation.readings if r.text for p in r.passages})


def _reading(context: Context, reading: Reading) -> Markup:
    passage = context.passages[reading.passages[0]]
    article = context.articles[passage.article]
    return Markup("<em>{}</em> {}").format(printed(article, *reading.spans[0]), _labels(context, reading.passages))


def _labels(context: Context, passages: Iterable[str]) -> Markup:
    seen: dict[str, Passage] = {}
    for key in passages:
        passage = context.passages[key]
        label = context.articles[passage.article].label or passage.article
        if passage.block == "headline":
            label += " headline"
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
        readings(context, statement),
    )


def _topic(context: Context, topic: Topic) -> dict[str, object]:
    several = len(context.in_several(topic.statements))
    told = [counted(len(topic.statements), "statement")]
    if several:
        told.append(f"{several} in several articles")
    itself = len(topic.reports) + len(topic.narrated)
    if itself:
        told.append(f"{itself} from the articles themselves")
    return {
        "link": Markup(relative(PATH, topic_path(topic.id))),
        "title": topic.title,
        "description": topic.description,
        "figures": " · ".join(told) if topic.statements or itself else "no passage found in these articles",
        "ours": any(topic.id == setting.id for setting in context.settings.topics),
    }


def _matters(context: Context) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for matter in context.briefing.matters:
        passages = [context.passages[key] for key in matter.passages if key in context.passages]
        count = len({passage.article for passage in passages})
        told = f"{counted(len(passages), 'passage')} in {counted(count, 'article')}"
        link = Markup(relative(PATH, topic_path(matter.topic), matter_id(matter.id)))
        found.append({"link": link, "title": matter.title, "figures": told if passages else "no passage found"})
    return found


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
    title = settings.title or "Briefing"
    home = page(
        PATH,
        "home.md",
        title,
        settings.line or f"{figures(context)}: who said what, in whose words.",
        line=settings.line,
        editor=settings.editor,
        figures=figures(context),
        statements=len(briefing.statements),
        several=len(several),
        one=len(briefing.statements) - len(several),
        alone=_alone(context),
        wide=[_wide(context, statement) for statement in (several or order)[:MOST]],
        matters=_matters(context),
        topics=[_topic(context, topic) for topic in briefing.topics],
        rows=articles.rows(context, PATH),
        links={key: Markup(relative(PATH, key)) for key in ("method.md", "speakers/index.md")},
        counted=counted,
    )
    return {PATH: home}
