"""Method and data: how the briefing was made, its counts and limits, corrections, what was left out, downloads."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from markupsafe import Markup

from mkdocs_briefing.model import Article, LeftOut, LeftOutReason, Method, Passage
from mkdocs_briefing.pages import corrections, forms
from mkdocs_briefing.pages.addresses import relative
from mkdocs_briefing.pages.context import KINDS, MARKS, Context, article_path, counted
from mkdocs_briefing.pages.known import twins
from mkdocs_briefing.pages.markup import Layer, literal, printed
from mkdocs_briefing.pages.page import Page, page
from mkdocs_briefing.pages.words import with_cues
from mkdocs_briefing.tongues import called

METHOD = "method.md"
DATA = "data.md"
JSON = "data/briefing.json"
CSV = "data/passages.csv"
LINKED = "data/quotations.jsonld"
DATES = "data/timeline.csv"
LISTED = 200
"""How many stretches left out for one reason are listed of one article; the others are counted."""
REASONS = {
    "scare quote": "words in quotation marks that nobody is said to have said",
    "title of a work": "the title of a work",
    "nickname": "a nickname",
    "caption": "in the caption of a picture",
    "teaser": "in a teaser for another article",
    "unbalanced mark": "a quotation mark without its other half",
    "no speaker": "no speaker was found",
    "low confidence": "too uncertain; on the pages only after an editor accepts it",
    "hidden by the editor": "hidden by the editor",
    "beyond the limit": "the article has more statements than the site’s settings let it have",
}
ROLES = {"agency": "an agency", "institution": "an institution", "publication": "a publication"}


def _kinds(context: Context) -> list[tuple[str, str, list[int], int]]:
    counts = Counter((p.kind, p.article) for p in context.briefing.passages)
    rows = []
    for kind, label in KINDS.items():
        each = [counts[(kind, article.id)] for article in context.briefing.articles]  # type: ignore[index]
        rows.append((MARKS[kind], label, each, sum(each)))
    return rows


HOW: dict[Method, str] = {
    "tagger": "by a tagger and the full rules",
    "rules": "by the full rules alone",
    "lists": "by word lists, so fewer of them, and never with more than medium confidence",
    "none": "not attributed; quotations are listed as left out",
}


def _languages(context: Context) -> list[tuple[str, int, str]]:
    """Each language with its number of articles and how statements in them are found, the commonest first."""
    counts: Counter[tuple[str, Method]] = Counter()
    for article in context.briefing.articles:
        name = called(article.language) if article.language else "not known, read as English"
        counts[name, context.methods.get(article.id, "rules")] += 1
    rows = [(name, number, HOW[method]) for (name, method), number in counts.items()]
    return sorted(rows, key=lambda row: (-row[1], row[0], row[2]))


def _speakers(context: Context) -> list[tuple[str, int]]:
    attributed = [p for p in context.briefing.passages if p.kind != "narrated"]
    named = [p for p in attributed if p.speaker.name is not None]
    by_hand = [p for p in named if p.speaker.basis == "editor"]
    found = [p for p in named if p.speaker.basis != "editor"]
    worked = [p for p in found if p.speaker.basis == "inferred" or p.speaker.as_ in ("pronoun", "inherited")]
    return [
        ("named where the words stand", len(found) - len(worked)),
        ("worked out, from a pronoun, a role or the words before", len(worked)),
        *([("set by the editor", len(by_hand))] if by_hand else []),
        ("speaker not resolved", len(attributed) - len(named)),
    ]


def _confidence(context: Context) -> list[tuple[str, int]]:
    counts = Counter(p.confidence for p in context.briefing.passages if p.kind != "narrated")
    return [
        ("high", counts["high"]),
        ("medium", counts["medium"]),
        ("low, accepted by the editor", counts["low"]),
        ("low, left out", len(context.briefing.held_back)),
    ]


def _through(context: Context) -> list[dict[str, object]]:
    """Who stands between speaker and article, with how many passages in which articles."""
    found: dict[tuple[str, str], list[Passage]] = {}
    for passage in context.briefing.passages:
        for key in dict.fromkeys((link.name, ROLES.get(link.role, f"a {link.role}")) for link in passage.chain):
            found.setdefault(key, []).append(passage)
    rows: list[dict[str, object]] = []
    for (name, role), passages in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        labels = dict.fromkeys(context.articles[p.article].label or p.article for p in passages)
        rows.append({"name": name, "role": role, "count": len(passages), "labels": ", ".join(labels)})
    return rows


def left_out_id(reason: str) -> str:
    """The id of a reason's heading on the method page."""
    return "left-out-" + reason.replace(" ", "-")


def left_out(context: Context) -> list[dict[str, object]]:
    """What is not on the pages, by reason and article, each with its words and their place."""
    items: dict[str, dict[str, list[Markup]]] = {}
    held = {(passage.article, span) for passage in context.briefing.held_back for span in passage.content}
    for out in context.briefing.left_out:
        if (out.article, out.span) in held:
            continue
        article = context.articles.get(out.article)
        if article is not None and out.span[0] < out.span[1] <= len(article.text):
            row = items.setdefault(out.reason, {}).setdefault(article.id, [])
            row.append(_words(context, article, out) if len(row) < LISTED else Markup())
    for passage in context.briefing.held_back:
        items.setdefault("low confidence", {}).setdefault(passage.article, []).append(forms.clause(context, passage))
    groups: list[dict[str, object]] = []
    for reason in get_args(LeftOutReason):
        found = items.get(reason, {})
        if found:
            groups.append(
                {
                    "reason": reason,
                    "id": left_out_id(reason),
                    "meaning": REASONS.get(reason, reason),
                    "count": sum(map(len, found.values())),
                    "articles": [
                        {
                            "label": article.label or article.id,
                            "link": Markup(relative(METHOD, article_path(article.id))),
                            "items": found[article.id][:LISTED],
                            "more": f"{max(0, len(found[article.id]) - LISTED):,}",
                        }
                        for article in context.briefing.articles
                        if article.id in found
                    ],
                }
            )
    return groups


def _words(context: Context, article: Article, out: LeftOut) -> Markup:
    """The words left out, with as much around them as what is attributed there needs to stand with its cue.

    Of what the editor hid, the place alone.
    """
    if out.reason == "hidden by the editor":
        block = next((b for b in article.blocks if b.start <= out.span[0] < b.end), None)
        kind = block.kind if block else "body"
        return literal(kind if block is None or block.number is None else f"paragraph {block.number}")
    wide = with_cues(context, article, out.span)
    return printed(article, *wide, [Layer(out.span, "mark")] if wide != out.span else [])


def pages(context: Context) -> dict[str, Page]:
    """The method page and the page of downloads."""
    briefing = context.briefing
    several = [s for s in briefing.statements if len(context.articles_of(s)) > 1]
    out = left_out(context)
    method = page(
        METHOD,
        "method.md",
        "Method",
        "How this briefing was made: counts, limits, corrections, and what was left out and why.",
        articles=[
            {
                "label": a.label or a.id,
                "link": Markup(relative(METHOD, article_path(a.id))),
                "file": a.file if a.part is None else f"{a.file}, {a.part}",
                "sha256": a.sha256,
                "text": a.text_sha256 if a.format != "text" else "",
                "encoding": a.encoding,
            }
            for a in briefing.articles
        ],
        tagged="tagger" in context.methods.values(),
        languages=_languages(context),
        kinds=_kinds(context),
        total=len(briefing.passages),
        statements=len(briefing.statements),
        several=len(several),
        reports=len(briefing.reports),
        speakers=_speakers(context),
        confidence=_confidence(context),
        through=_through(context),
        unknown=sum(not p.chain for p in briefing.passages if p.kind != "narrated"),
        lines=[
            {"label": line.label, "count": counted(len(line.passages), "passage"), "evidence": line.evidence}
            for line in briefing.lines
        ],
        copies=twins(context, METHOD, briefing.copies),
        corrections=corrections.listed(context),
        problems=sorted(briefing.problems, key=lambda p: (p.file, p.line or 0, p.message)),
        left_out=out,
        left_count=sum(int(str(group["count"])) for group in out),
        data=Markup(relative(METHOD, DATA)),
        counted=counted,
    )
    data = page(
        DATA,
        "data.md",
        "Data",
        "The briefing as data: everything in one JSON file, and a flat table of the passages.",
        json=Markup(relative(DATA, JSON)),
        csv=Markup(relative(DATA, CSV)),
        linked=Markup(relative(DATA, LINKED)),
        dates=Markup(relative(DATA, DATES)),
        passages=counted(len(briefing.passages), "passage"),
        statements=counted(len(briefing.statements), "statement"),
        method=Markup(relative(DATA, METHOD)),
    )
    return {METHOD: method, DATA: data}
