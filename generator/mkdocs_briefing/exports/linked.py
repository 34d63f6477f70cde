"""Quotations as linked data: schema.org `Quotation` and `NewsArticle`, with W3C selectors for the place in the text."""

from __future__ import annotations

import json
from typing import Any

from mkdocs_briefing.exports.safe import embeddable
from mkdocs_briefing.model import Article, Briefing, Passage, Person, Span

CONTEXT = ["https://schema.org", {"oa": "http://www.w3.org/ns/oa#"}]
_AROUND = 32
_TURNED = ("denied", "feared", "asked")
_TYPES = {"person": "Person", "body": "Organization", "publication": "Organization", "group": "Organization"}


def quotations_jsonld(briefing: Briefing) -> str:
    """The document as text: articles, speakers, and each stretch in quotation marks of a named speaker.

    Words that were denied, feared or asked are left out: without the cue that says so they would say the opposite.
    The same briefing gives the same bytes; nothing in it can close an element of HTML.
    """
    people = {person.id: person for person in briefing.speakers if person.kind != "unnamed"}
    articles = {article.id: article for article in briefing.articles}
    quoted = [p for p in briefing.passages if p.quoted and p.speaker.id in people and not _turned(p)]
    heard = {p.speaker.id for p in quoted}
    graph = [
        *(_article(article) for article in briefing.articles),
        *(_person(person) for key, person in people.items() if key in heard),
        *(_quotation(p, articles[p.article], span, n) for p in quoted for n, span in enumerate(p.quoted, 1)),
    ]
    return embeddable(json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1)) + "\n"


def _turned(passage: Passage) -> bool:
    return passage.negated or passage.manner in _TURNED


def _article(article: Article) -> dict[str, Any]:
    outlet = {"@type": "NewsMediaOrganization", "name": article.outlet} if article.outlet else None
    return _stated(
        {
            "@type": "NewsArticle",
            "@id": f"#article-{article.id}",
            "name": article.label,
            "headline": article.title,
            "datePublished": article.published,
            "publisher": outlet,
            "url": article.url,
            "inLanguage": article.language,
            "identifier": f"sha256:{article.sha256}",
        }
    )


def _person(person: Person) -> dict[str, Any]:
    made = {"@type": _TYPES[person.kind], "@id": f"#speaker-{person.id}", "name": person.name}
    return _stated({**made, "alternateName": list(person.variants) or None})


def _quotation(passage: Passage, article: Article, span: Span, number: int) -> dict[str, Any]:
    start, end = span
    return {
        "@type": "Quotation",
        "@id": f"#passage-{passage.id}-{number}",
        "text": article.text[start:end],
        "spokenByCharacter": {"@id": f"#speaker-{passage.speaker.id}"},
        "isBasedOn": {"@id": f"#article-{article.id}"},
        "oa:hasSelector": [
            {"@type": "oa:TextPositionSelector", "oa:start": start, "oa:end": end},
            {
                "@type": "oa:TextQuoteSelector",
                "oa:exact": article.text[start:end],
                "oa:prefix": article.text[max(0, start - _AROUND) : start],
                "oa:suffix": article.text[end : end + _AROUND],
            },
        ],
    }


def _stated(members: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in members.items() if value not in (None, "")}
