"""The machine-readable result: one JSON document, ``briefing/1``. Offsets are code points, end exclusive."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from mkdocs_briefing.exports.safe import embeddable
from mkdocs_briefing.model import (
    Article,
    Boundary,
    Briefing,
    Coverage,
    CoverageRow,
    Difference,
    Event,
    Link,
    NearMiss,
    Passage,
    Person,
    Span,
    Speaker,
    Statement,
    WordingSet,
)
from mkdocs_briefing.text import joined

SCHEMA = "briefing/1"


def dumps(briefing: Briefing) -> str:
    """The document as text: the same briefing gives the same bytes, and nothing in it can close an element of HTML."""
    return embeddable(json.dumps(to_json(briefing), ensure_ascii=False, indent=1)) + "\n"


def to_json(briefing: Briefing) -> dict[str, Any]:
    """The briefing as plain lists and mappings; nothing is left out but the articles' full texts."""
    texts = {article.id: article.text for article in briefing.articles}
    lines: dict[str, list[str]] = {}
    for line in briefing.lines:
        for key in line.passages:
            lines.setdefault(key, []).append(line.id)
    owners = {p.id: p.article for p in (*briefing.passages, *briefing.for_review)}
    return {
        "schema": SCHEMA,
        "articles": [_article(a, dict(briefing.shares).get(a.id)) for a in briefing.articles],
        "speakers": [_person(p) for p in briefing.speakers],
        "passages": [_passage(p, texts) for p in briefing.passages],
        "statements": [_statement(s, lines) for s in briefing.statements],
        "reports": [_statement(s, lines) for s in briefing.reports],
        "topics": [
            {
                "id": t.id,
                "title": t.title,
                "description": t.description,
                "statements": list(t.statements),
                "reports": list(t.reports),
                "narrated": list(t.narrated),
                "matters": list(t.matters),
            }
            for t in briefing.topics
        ],
        "matters": [
            {"id": m.id, "topic": m.topic, "title": m.title, "passages": list(m.passages)} for m in briefing.matters
        ],
        "lines": [
            {"id": x.id, "label": x.label, "passages": list(x.passages), "evidence": x.evidence} for x in briefing.lines
        ],
        "copies": [
            {"articles": list(c.articles), "kind": c.kind, "share": c.share, "evidence": c.evidence}
            for c in briefing.copies
        ],
        "differences": [_difference(d, owners, texts) for d in briefing.differences],
        "near_misses": [_near_miss(m) for m in briefing.near_misses],
        "timeline": [_event(e, texts) for e in briefing.timeline],
        "undated": [
            {
                "article": u.article,
                "span": list(u.span),
                "text": texts[u.article][slice(*u.span)],
                "sentence": list(u.sentence),
                "passage": u.passage,
                "why": u.why,
            }
            for u in briefing.undated
        ],
        "counted_from": [{"article": key, "basis": words} for key, words in briefing.counted_from],
        "wording": [_wording(w) for w in briefing.wording],
        "coverage": _coverage(briefing.coverage),
        "left_out": [{"article": x.article, "span": list(x.span), "reason": x.reason} for x in briefing.left_out],
        "held_back": [_passage(p, texts) for p in briefing.held_back],
        "for_review": [_passage(p, texts) for p in briefing.for_review],
        "corrections": [
            {
                "target": c.target,
                "action": c.action,
                "value": c.value,
                "passage": c.passage,
                "passages": list(c.passages),
                "statements": list(c.statements),
                "other": c.other,
                "state": c.state,
                "applied": c.applied,
                "id": c.id,
                "article": c.article,
                "span": _pair(c.span),
                "reason": c.reason,
                "editor": c.editor,
                "date": c.date,
            }
            for c in briefing.corrections
        ],
        "problems": [
            {"file": p.file, "line": p.line, "message": p.message, "severity": p.severity} for p in briefing.problems
        ],
    }


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def _article(article: Article, share: float | None) -> dict[str, Any]:
    return {
        "id": article.id,
        "file": article.file,
        "label": article.label,
        "part": article.part,
        "format": article.format,
        "sha256": article.sha256,
        "text_sha256": article.text_sha256,
        "encoding": article.encoding,
        "language": article.language,
        "title": article.title,
        "published": article.published,
        "outlet": article.outlet,
        "url": article.url,
        "author": article.author,
        "retrieved": article.retrieved,
        "credit": article.credit,
        "translated_from": article.translated_from,
        "archived": article.archived,
        "rights": article.rights,
        "origins": dict(article.origins),
        "share": share,
        "blocks": [{"kind": b.kind, "start": b.start, "end": b.end, "number": b.number} for b in article.blocks],
        "credits": [{"name": c.name, "span": list(c.span)} for c in article.credits],
    }


def _person(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "kind": person.kind,
        "members": list(person.members),
        "variants": list(person.variants),
        "language": person.language,
        "role": person.role,
        "joined": [{"name": name, "because": because} for name, because in person.joined],
    }


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "mention": _pair(speaker.mention),
        "head": _pair(speaker.head),
        "as": speaker.as_,
        "basis": speaker.basis,
        "because": speaker.because or None,
    }


def _link(link: Link) -> dict[str, Any]:
    return {"name": link.name, "role": link.role, "span": _pair(link.span), "basis": link.basis}


def _passage(passage: Passage, texts: Mapping[str, str]) -> dict[str, Any]:
    text = texts[passage.article]
    return {
        "id": passage.id,
        "article": passage.article,
        "kind": passage.kind,
        "block": passage.block,
        "paragraph": passage.paragraph,
        "text": joined(text, passage.content),
        "content": _pairs(passage.content),
        "quoted": _pairs(passage.quoted),
        "sentence": list(passage.sentence),
        "speaker": _speaker(passage.speaker),
        "cue": _pair(passage.cue),
        "manner": passage.manner,
        "negated": passage.negated,
        "hedge": _pair(passage.hedge),
        "to": passage.to,
        "when": _pair(passage.when),
        "asked": _pair(passage.asked),
        "before": _pair(passage.before),
        "chain": [_link(link) for link in passage.chain],
        "within": passage.within,
        "continues": passage.continues,
        "topics": [{"id": t.id, "because": _pairs(t.because), "where": t.where} for t in passage.topics],
        "rule": passage.rule,
        "confidence": passage.confidence,
    }


def _event(event: Event, texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "date": event.date,
        "precision": event.precision,
        "to": event.to,
        "article": event.article,
        "span": list(event.span),
        "text": texts[event.article][slice(*event.span)],
        "sentence": list(event.sentence),
        "passage": event.passage,
        "statement": event.statement,
        "tells": event.tells,
        "quoted": event.quoted,
        "basis": event.basis,
        "how": event.how,
        "thing": event.thing or None,
    }


def _wording(wording: WordingSet) -> dict[str, Any]:
    return {
        "kind": wording.kind,
        "speaker": wording.speaker,
        "about": wording.about or None,
        "statements": list(wording.statements),
        "wordings": [
            {
                "text": w.text,
                "places": [{"article": p.article, "span": list(p.span), "passage": p.passage} for p in w.places],
            }
            for w in wording.wordings
        ],
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    def rows(some: Iterable[CoverageRow]) -> list[dict[str, Any]]:
        return [
            {"id": r.id, "articles": list(r.articles), "counts": list(r.counts), "forms": list(r.forms)} for r in some
        ]

    return {
        "columns": [{"label": c.label, "articles": list(c.articles)} for c in coverage.columns],
        "topics": rows(coverage.topics),
        "by_article": [{"article": key, "counts": list(counts)} for key, counts in coverage.by_article],
        "several": rows(coverage.several),
        "alone": [{"article": key, "statements": list(found)} for key, found in coverage.alone],
        "unplaced": list(coverage.unplaced),
        "left_out": [
            {"reason": reason, "articles": [{"article": key, "count": number} for key, number in articles]}
            for reason, articles in coverage.left_out
        ],
    }


def _difference(difference: Difference, article: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "kind": difference.kind,
        "passages": list(difference.passages),
        "readings": [
            {"passage": key, "span": list(span), "text": texts[article[key]][slice(*span)]}
            for key, span in zip(difference.passages, difference.spans, strict=True)
        ],
        "about": difference.about,
        "accepted": difference.accepted,
        "dismissed": difference.dismissed,
    }


def _near_miss(near: NearMiss) -> dict[str, Any]:
    return {
        "passages": list(near.passages),
        "spans": [_pairs(spans) for spans in near.spans],
        "for": list(near.speaks_for),
        "against": near.speaks_against,
    }


def _boundary(boundary: Boundary | None) -> dict[str, Any] | None:
    if boundary is None:
        return None
    return {
        "everywhere": _pairs(boundary.everywhere),
        "told": {passage: _pairs(spans) for passage, spans in boundary.told},
        "added": {passage: _pairs(spans) for passage, spans in boundary.added},
    }


def _statement(statement: Statement, lines: Mapping[str, list[str]]) -> dict[str, Any]:
    return {
        "id": statement.id,
        "speaker": statement.speaker,
        "base": statement.base,
        "confidence": statement.confidence,
        "evidence": list(statement.evidence),
        "boundary": _boundary(statement.boundary),
        "witnesses": [
            {
                "passage": w.passage,
                "spans": _pairs(w.spans),
                "relation": w.relation,
                "because": w.because or None,
                "confidence": w.confidence,
                "lines": lines.get(w.passage, "unknown"),
            }
            for w in statement.witnesses
        ],
        "variations": [
            {
                "kind": v.kind,
                "readings": [
                    {"passages": list(r.passages), "spans": _pairs(r.spans), "text": r.text} for r in v.readings
                ],
            }
            for v in statement.variations
        ],
    }
