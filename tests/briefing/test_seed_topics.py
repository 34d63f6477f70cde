"""The example's topics against the reading of the seeds, both on gold passages and on what the program itself finds.

A page's passages are those of its statements and reports, and its narrated ones. A fact lies in a passage when its
words lie in the passage's content or sentence. A passage may be on a page if what it matches, or a fact in it, names
the page's topic as required or allowed.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mkdocs_briefing import pipeline
from mkdocs_briefing.briefing import brief
from mkdocs_briefing.collation import collate
from mkdocs_briefing.model import Article, Briefing, Passage, Span, Speaker
from mkdocs_briefing.reading import read_folder
from mkdocs_briefing.settings import OTHER, Settings, read_config
from mkdocs_briefing.text import sentences

ROOT = Path(__file__).resolve().parents[2]
AGENDA, HISTORY = "agenda-and-conduct", "diplomatic-history"
PAGES = {
    "arms talks": "arms-talks",
    "space cooperation": "space-cooperation",
    "diplomatic history": HISTORY,
    "return visit": HISTORY,
    "bilateral relations": HISTORY,
    "Ukraine war stance": "stance-on-the-war",
    "meeting format": AGENDA,
    "welcome and courtesies": AGENDA,
    "economic and humanitarian issues": AGENDA,
    "regional situation": AGENDA,
}


def load(name: str) -> Any:
    return json.loads((ROOT / f"tests/gold/seeds_{name}.json").read_text(encoding="utf-8"))


@cache
def settings() -> Settings:
    found, _, problems = read_config(ROOT / "mkdocs.yml")
    assert problems == []
    return found


def pairs(spans: list[list[int]] | None) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in spans or ())


def slug(name: str) -> str | None:
    return None if name == "unattributed" else re.sub("[^a-z]+", "-", name.lower()).strip("-")


def identity(article: Article, spans: tuple[Span, ...]) -> str:
    said = "".join(article.text[start:end] for start, end in spans) + str(spans[0][0])
    return f"{article.id}-{hashlib.sha256(said.encode()).hexdigest()[:8]}"


def gold_passages(articles: list[Article]) -> list[Passage]:
    """The passages that a careful reader found, and each sentence without one as a narrated passage."""
    known = {Path(a.file).stem: a for a in articles}
    gold = load("gold")
    ids = {g["id"]: identity(known[g["article"]], pairs(g["content"])) for g in gold}
    found: list[Passage] = []
    for g in gold:
        article, content = known[g["article"]], pairs(g["content"])
        block = next(b for b in article.blocks if b.start <= content[0][0] < b.end)
        cue = pairs(g["cue_span"])
        low, high = min(a for a, _ in (*content, *cue)), max(b for _, b in (*content, *cue))
        held = [s for s in sentences(article.text, block.start, block.end) if s[1] > low and s[0] < high]
        found.append(
            Passage(
                ids[g["id"]],
                article.id,
                g["type"],
                block.kind,
                block.number,
                content,
                pairs(g["quoted_parts"]),
                (held[0][0], held[-1][1]),
                Speaker(name=g["speaker"], id=slug(g["speaker"])),
                cue[0] if cue else None,
                asked=next(iter(pairs(g.get("prompt_span"))), None),
                within=ids.get(g.get("nested_in")),
                continues=ids.get(g.get("continues")),
                confidence="high",
            )
        )
    said = {a.id: [s for p in found if p.article == a.id for s in p.content] for a in articles}
    for article in articles:
        for block in article.blocks:
            if block.kind in ("headline", "lead", "body"):
                for span in sentences(article.text, block.start, block.end):
                    if not any(a < span[1] and span[0] < b for a, b in said[article.id]):
                        name = identity(article, (span,))
                        told = Passage(name, article.id, "narrated", block.kind, block.number, (span,), sentence=span)
                        found.append(told)
    return found


@cache
def briefing(source: str) -> Briefing:
    if source == "found":
        return pipeline.build(ROOT / "seeds", settings(), raise_errors=True)
    articles, _ = read_folder(ROOT / "seeds")
    passages = gold_passages(articles)
    return brief(articles, passages, [], collate(articles, passages), settings())


def words(text: str, spans: tuple[Span, ...]) -> set[int]:
    return {start + m.start() for start, end in spans for m in re.finditer(r"\w+", text[start:end])}


@cache
def matched(source: str) -> dict[str, str]:
    """Gold statement id to the id of the passage that finds it."""
    made = briefing(source)
    known = {Path(a.file).stem: a for a in made.articles}
    found: dict[str, str] = {}
    for g in load("gold"):
        article = known[g["article"]]
        want = words(article.text, pairs(g["content"]))
        best = 0.5
        for p in made.passages:
            if p.article == article.id and p.kind != "narrated":
                have = words(article.text, p.content)
                if len(want & have) >= best * len(want | have):
                    best, found[g["id"]] = len(want & have) / len(want | have), p.id
    return found


@cache
def on_page(source: str) -> dict[str, set[str]]:
    made = briefing(source)
    known = {s.id: s for s in (*made.statements, *made.reports)}
    return {
        topic.id: {w.passage for key in (*topic.statements, *topic.reports) for w in known[key].witnesses}
        | set(topic.narrated)
        for topic in made.topics
    }


def facts(source: str) -> list[tuple[dict[str, Any], list[str]]]:
    """Each fact with the passages that it lies in."""
    made = briefing(source)
    known = {Path(a.file).stem: a for a in made.articles}
    found = []
    for fact in load("facts")["facts"]:
        article = known[fact["article"]]
        tag = {article.published_span} if article.published_span else set()
        spans = [s for s in pairs(fact["spans"]) if not any(s[0] <= t[0] and t[1] <= s[1] for t in tag if t)]
        holding = [
            p.id
            for p in made.passages
            if p.article == article.id
            and all(any(a <= s[0] and s[1] <= b for a, b in (*p.content, p.sentence)) for s in spans)
        ]
        found.append((fact, holding))
    return found


@pytest.mark.parametrize("source", ["gold", "found"])
def test_every_statement_is_on_the_pages_that_it_must_be_on(source: str) -> None:
    pages, by_gold = on_page(source), matched(source)
    wanted = [(g, PAGES[topic]) for g in load("gold") if g["certainty"] != "marginal" for topic in g["topics"]]
    wanted = [(g, page) for g, page in wanted if g["id"] in by_gold]
    missing = [(g["id"], page) for g, page in wanted if by_gold[g["id"]] not in pages[page]]
    assert len(wanted) > 40
    assert missing == []


@pytest.mark.parametrize("source", ["gold", "found"])
def test_four_fifths_of_the_facts_are_on_their_pages(source: str) -> None:
    pages = on_page(source)
    wanted = [(fact, holding, PAGES[topic]) for fact, holding in facts(source) for topic in fact["topics"]]
    missing = [(f["id"], page) for f, holding, page in wanted if not pages[page].intersection(holding)]
    assert len(missing) <= 0.2 * len(wanted), missing


@pytest.mark.parametrize("source", ["gold", "found"])
@pytest.mark.parametrize("page", sorted(set(PAGES.values())))
def test_few_passages_stand_on_a_page_they_do_not_belong_to(page: str, source: str) -> None:
    allowed: dict[str, set[str]] = {}
    for g in load("gold"):
        if g["id"] in matched(source):
            allowed.setdefault(matched(source)[g["id"]], set()).update(
                PAGES[topic] for topic in (*g["topics"], *g["topics_optional"])
            )
    for fact, holding in facts(source):
        for passage in holding:
            allowed.setdefault(passage, set()).update(PAGES[topic] for topic in fact["topics"])
    judged = [passage for passage in on_page(source)[page] if passage in allowed]
    foreign = [passage for passage in judged if page not in allowed[passage]]
    assert judged
    assert len(foreign) <= 0.1 * len(judged), foreign


@pytest.mark.parametrize("topic", sorted(set(PAGES.values())))
def test_each_page_sets_several_articles_side_by_side(topic: str) -> None:
    made = briefing("found")
    at = {p.id: p.article for p in made.passages}
    page = next(t for t in made.topics if t.id == topic)
    rows = [
        [w.passage for w in s.witnesses]
        for s in (*made.statements, *made.reports)
        if s.id in (*page.statements, *page.reports)
    ]
    rows += [list(m.passages) for m in made.matters if m.topic == topic]
    assert any(len({at[p] for p in row}) > 1 for row in rows)


def test_the_three_named_topics_come_first() -> None:
    order = [topic.id for topic in briefing("found").topics]
    assert order[:5] == ["arms-talks", "space-cooperation", HISTORY, "stance-on-the-war", AGENDA]
    assert order[5:] in ([], [OTHER])


@pytest.mark.parametrize("matter", [m.id for t in settings().topics for m in t.matters])
def test_every_matter_finds_two_articles(matter: str) -> None:
    made = briefing("gold")
    at = {p.id: p.article for p in made.passages}
    found = next(m for m in made.matters if m.id == matter)
    least = 1 if matter == "a-return-visit" else 2
    assert len({at[p] for p in found.passages}) >= least
