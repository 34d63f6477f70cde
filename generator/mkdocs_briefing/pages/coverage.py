"""Coverage: topics and statements by article, what one article alone has, what is on no topic, what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from mkdocs_briefing.model import CoverageRow, PassageKind
from mkdocs_briefing.pages import forms, method
from mkdocs_briefing.pages.addresses import relative
from mkdocs_briefing.pages.context import KINDS, MARKS, Context, article_path, counted, topic_path
from mkdocs_briefing.pages.markup import literal
from mkdocs_briefing.pages.page import Page, page
from mkdocs_briefing.settings import OTHER

PATH = "coverage.md"
SHOWN = 60
"""So many statements in several articles stand in the table; the others are on their topics' pages."""
LISTED = 400
"""So many statements of one article alone are listed over all articles; the rest of an article is told in number."""
LEAST = 5
NAMED = 5
"""Of more articles than these, a row without columns names so many and counts the rest."""


def _article_link(context: Context, key: str) -> Markup:
    article = context.articles[key]
    link = Markup(relative(PATH, article_path(key)))
    return Markup('<a href="{}">{}</a>').format(link, literal(article.label or article.id))


def _cell(form: PassageKind | None, count: int) -> tuple[str, str, str]:
    """A sign, the words for it, and how many where these are more than one."""
    if form is None:
        return "–", "none found", ""
    return MARKS[form], KINDS[form], str(count) if count > 1 else ""


def _statement(context: Context, row: CoverageRow) -> dict[str, object]:
    statement = context.statements[row.id]
    named = [_article_link(context, key) for key in row.articles[:NAMED]]
    more = len(row.articles) - len(named)
    return {
        "link": context.card(PATH, row.id),
        "words": forms.short(context, statement, 80),
        "cells": [_cell(form, count) for form, count in zip(row.forms, row.counts, strict=True)],
        "count": len(row.articles),
        "articles": Markup(", ").join(named) + (literal(f" and {more} more") if more else Markup()),
    }


def _topics(context: Context) -> list[dict[str, object]]:
    titles = {topic.id: topic for topic in context.briefing.topics}
    ours = {setting.id for setting in context.settings.topics}
    return [
        {
            "link": Markup(relative(PATH, topic_path(row.id))),
            "title": titles[row.id].title,
            "ours": row.id in ours,
            "cells": row.counts,
            "count": len(row.articles),
        }
        for row in context.briefing.coverage.topics
    ]


def _alone(context: Context) -> list[dict[str, object]]:
    most = max(LEAST, LISTED // max(1, len(context.briefing.articles)))
    return [
        {
            "article": _article_link(context, key),
            "count": len(found),
            "statements": [
                (context.card(PATH, one), forms.short(context, context.statements[one], 100)) for one in found[:most]
            ],
            "more": max(0, len(found) - most),
        }
        for key, found in context.briefing.coverage.alone
    ]


def _left_out(context: Context) -> list[dict[str, object]]:
    """By reason, how many in which article, with the link to the words on the method page."""
    listed = {reason for reason, _ in _reasons(context)}
    rows: list[dict[str, object]] = []
    for reason, articles in context.briefing.coverage.left_out:
        fragment = method.left_out_id(reason)
        rows.append(
            {
                "reason": reason,
                "link": Markup(relative(PATH, method.METHOD, fragment)) if reason in listed else None,
                "meaning": method.REASONS.get(reason, reason),
                "count": sum(number for _, number in articles),
                "articles": Markup(", ").join(
                    _article_link(context, key) + literal(f" ({number})" if number > 1 else "")
                    for key, number in articles[: 2 * NAMED]
                ),
                "more": max(0, len(articles) - 2 * NAMED),
            }
        )
    return rows


def _reasons(context: Context) -> Sequence[tuple[str, int]]:
    return [(str(group["reason"]), int(str(group["count"]))) for group in method.left_out(context)]


def _copies(context: Context) -> list[dict[str, Any]]:
    """Articles that print one text, with the evidence."""
    return [
        {
            "articles": Markup(", ").join(_article_link(context, key) for key in copy.articles),
            "evidence": copy.evidence,
        }
        for copy in getattr(context.briefing, "copies", ())
    ]


def pages(context: Context) -> dict[str, Page]:
    """The page on coverage."""
    found = context.briefing.coverage
    articles = context.briefing.articles
    shown = found.several[:SHOWN]
    other = next((topic for topic in context.briefing.topics if topic.id == OTHER), None)
    per_article = [{"article": _article_link(context, key), "counts": counts} for key, counts in found.by_article]
    used = Counter(p.article for p in context.briefing.passages)
    return {
        PATH: page(
            PATH,
            "coverage.md",
            "Coverage",
            "Which articles have which topics and statements, what one article alone has, and what was left out.",
            figures=f"{counted(len(articles), 'article')} · {counted(len(context.briefing.statements), 'statement')}, "
            f"{len([r for r in found.several if r.id not in context.reports])} in several articles",
            columns=[column.label for column in found.columns],
            grouped=len(found.columns) != len(articles),
            transposed=len(found.columns) != len(articles),
            topics=_topics(context),
            per_article=per_article,
            statements=[_statement(context, row) for row in shown],
            rest=len(found.several) - len(shown),
            alone=_alone(context),
            unplaced=[
                (context.card(PATH, key), forms.short(context, context.statements[key], 100))
                for key in found.unplaced[:SHOWN]
            ],
            unplaced_more=max(0, len(found.unplaced) - SHOWN),
            unplaced_link=Markup(relative(PATH, topic_path(OTHER))) if other else None,
            has_topics=bool(context.settings.topics),
            silent=[_article_link(context, a.id) for a in articles if not used[a.id]],
            left_out=_left_out(context),
            copies=_copies(context),
            counted=counted,
        )
    }
