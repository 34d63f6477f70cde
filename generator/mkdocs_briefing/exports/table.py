"""The passages as one flat table, to be opened in a spreadsheet."""

from __future__ import annotations

import csv
import io

from mkdocs_briefing.model import Briefing, Passage
from mkdocs_briefing.text import joined

COLUMNS = (
    "article", "outlet", "published", "place", "kind", "speaker", "as_printed", "to", "cue", "words",
    "sentence", "came_through", "manner", "confidence", "topics", "statements", "start", "end", "passage",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def passages_csv(briefing: Briefing) -> str:
    """One row a published passage, in article and text order; UTF-8 without a mark, lines end in a line feed.

    A cell that a spreadsheet might take for a formula begins with an apostrophe
    (https://owasp.org/www-community/attacks/CSV_Injection).
    """
    articles = {article.id: article for article in briefing.articles}
    on: dict[str, list[str]] = {}
    for statement in (*briefing.statements, *briefing.reports):
        for witness in statement.witnesses:
            on.setdefault(witness.passage, []).append(statement.id)
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for passage in briefing.passages:
        article = articles[passage.article]
        row = (
            article.label or article.id,
            article.outlet,
            article.published,
            _place(passage),
            passage.kind,
            passage.speaker.name,
            article.text[slice(*passage.speaker.mention)] if passage.speaker.mention else None,
            passage.to,
            article.text[slice(*passage.cue)] if passage.cue else None,
            joined(article.text, passage.content),
            article.text[slice(*passage.sentence)],
            "; ".join(link.name for link in passage.chain),
            passage.manner if passage.kind != "narrated" else None,
            passage.confidence,
            "; ".join(topic.id for topic in passage.topics),
            "; ".join(on.get(passage.id, ())),
            passage.content[0][0],
            passage.content[-1][1],
            passage.id,
        )
        table.writerow([_safe(cell) for cell in row])
    return out.getvalue()


TIMELINE = (
    "date", "precision", "to", "article", "outlet", "published", "place", "words", "sentence", "tells", "speaker",
    "quoted", "basis", "how", "statement", "start", "end", "passage",
)  # fmt: skip


def timeline_csv(briefing: Briefing) -> str:
    """One row a dated event, in order of date; form and cells as in `passages_csv`."""
    articles = {article.id: article for article in briefing.articles}
    passages = {passage.id: passage for passage in briefing.passages}
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(TIMELINE)
    for event in briefing.timeline:
        article = articles[event.article]
        passage = passages.get(event.passage or "")
        block = next((b for b in article.blocks if b.start <= event.span[0] < b.end), None)
        row = (
            event.date,
            event.precision,
            event.to,
            article.label or article.id,
            article.outlet,
            article.published,
            None if block is None else block.kind if block.number is None else f"paragraph {block.number}",
            article.text[slice(*event.span)],
            article.text[slice(*event.sentence)],
            event.tells,
            passage.speaker.name if passage else None,
            "yes" if event.quoted else "no",
            event.basis,
            event.how,
            event.statement,
            event.span[0],
            event.span[1],
            event.passage,
        )
        table.writerow([_safe(cell) for cell in row])
    return out.getvalue()


def _place(passage: Passage) -> str:
    return passage.block if passage.paragraph is None else f"paragraph {passage.paragraph}"


def _safe(cell: object) -> str:
    text = " ".join(("" if cell is None else str(cell)).replace("\x00", "\ufffd").split("\n"))
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
