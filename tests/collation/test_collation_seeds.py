"""The seeds, with the gold reading's passages as input: groups whole, nothing mixed, the expected differences."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mkdocs_briefing.collation import collate
from mkdocs_briefing.model import Article, Block, Collated, Link, Passage, Span, Speaker, Statement
from mkdocs_briefing.text import sentences

ROOT = Path(__file__).resolve().parents[2]
GOLD: list[dict[str, Any]] = json.loads((ROOT / "tests/gold/seeds_gold.json").read_text(encoding="utf-8"))
CLUSTERS: list[dict[str, Any]] = json.loads((ROOT / "tests/gold/seeds_clusters.json").read_text(encoding="utf-8"))[
    "clusters"
]
FIRM = [c for c in CLUSTERS if c["relation"] == "same_utterance" and c["confidence"] != "medium"]


def _spans(raw: Any) -> tuple[Span, ...]:
    return tuple((int(a), int(b)) for a, b in raw or ())


def _sentence(text: str, content: tuple[Span, ...]) -> Span:
    """The sentences of one line of the file that hold a content."""
    start, end = content[0][0], content[-1][1]
    line = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    held = [s for s in sentences(text, line[0], line[1] if line[1] >= 0 else len(text)) if s[0] < end and start < s[1]]
    return held[0][0], held[-1][1]


@cache
def read() -> tuple[tuple[Article, ...], tuple[Passage, ...]]:
    articles = []
    for file in sorted((ROOT / "seeds").glob("*.txt")):
        raw = file.read_bytes()
        text = raw.decode("utf-8")
        date = re.match(r" date (\S+)", text)
        articles.append(
            Article(
                file.stem, file.name, hashlib.sha256(raw).hexdigest(), text, label=file.stem[:3],
                published=date and date.group(1), blocks=(Block("body", 0, len(text), 1),),
            )
        )  # fmt: skip
    texts = {a.id: a.text for a in articles}
    passages = []
    for g in GOLD:
        content, text = _spans(g["content"]), texts[g["article"]]
        mark = hashlib.sha256(" ".join(text[s:e] for s, e in content).encode() + g["id"].encode()).hexdigest()[:8]
        name = g["speaker"]
        nobody = name == "unattributed"
        speaker = Speaker(
            None if nobody else name,
            None if nobody else re.sub("[^a-z]+", "-", name.lower()),
            as_="none" if nobody else "unnamed" if name.startswith("unnamed") else "name",
        )
        when = _spans(g.get("when_span"))
        chain = tuple(Link(n, "translator" if "translator" in n else "agency", None) for n in g["via"])
        passages.append(
            Passage(
                f"{g['article']}-{mark}", g["article"], g["type"], "body", 1, content, _spans(g["quoted_parts"]),
                _sentence(text, content), speaker, chain=chain, when=when[0] if when else None, confidence="high",
            )
        )  # fmt: skip
    used = [(p.article, s) for p in passages for s in p.content]
    for a in articles:
        for line in re.finditer(r"[^\n]+", a.text):
            for s, e in sentences(a.text, *line.span()):
                if not any(name == a.id and x < e and s < y for name, (x, y) in used):
                    mark = hashlib.sha256(a.text[s:e].encode()).hexdigest()[:8]
                    passages.append(Passage(f"{a.id}-{mark}", a.id, "narrated", "body", 1, ((s, e),), sentence=(s, e)))
    return tuple(articles), tuple({p.id: p for p in passages}.values())


@cache
def result() -> Collated:
    return collate(*read())


def _words(article: str, spans: tuple[Span, ...]) -> set[int]:
    text = next(a.text for a in read()[0] if a.id == article)
    return {m.start() for m in re.finditer(r"\w+", text) if any(s <= m.start() < e for s, e in spans)}


def _holds(statement: Statement, member: dict[str, Any]) -> bool:
    article = next(g["article"] for g in GOLD if g["id"] == member["id"])
    by = {p.id: p.article for p in read()[1]}
    wanted = _words(article, _spans(member["spans"]))
    held = {n for w in statement.witnesses if by[w.passage] == article for n in _words(article, w.spans)}
    return 2 * len(wanted & held) >= len(wanted)


def _statement(cluster: str) -> Statement:
    members = next(c["member_wording"] for c in CLUSTERS if c["id"] == cluster)
    return max(result().statements, key=lambda s: (sum(_holds(s, m) for m in members), -len(s.witnesses)))


@pytest.mark.parametrize("cluster", FIRM, ids=[c["id"] for c in FIRM])
def test_a_firm_group_is_whole(cluster: dict[str, Any]) -> None:
    assert all(_holds(_statement(cluster["id"]), m) for m in cluster["member_wording"])


def test_no_statement_mixes_groups_or_sides() -> None:
    for s in result().statements:
        assert sum(any(_holds(s, m) for m in c["member_wording"]) for c in FIRM) <= 1
        for c in CLUSTERS:
            if c["relation"] == "contested":
                sides = [[m for m in c["member_wording"] if m["id"] in ids] for ids in c["sides"].values()]
                assert sum(any(_holds(s, m) for m in side) for side in sides) <= 1
            if c["relation"] == "same_claim":
                assert sum(_holds(s, m) for m in c["member_wording"]) <= 1


@pytest.mark.parametrize("cluster", ["K10", "K11"])
def test_one_word_or_one_newspaper_joins_nothing(cluster: str) -> None:
    members = next(c["member_wording"] for c in CLUSTERS if c["id"] == cluster)
    assert max(sum(_holds(s, m) for m in members) for s in result().statements) == 1


EXPECTED = [
    ("K01", "word", {"fight": "000 002", "struggle": "001 004", "war": "000 002"}),
    ("K01", "word", {"has risen to": "000", "began": "001"}),
    ("K01", "word", {"protect": "000 001 004", "defend": "003 003"}),
    ("K01", "extra", {"": "000 001 004", "national": "003 003"}),
    ("K02", "word", {"will always": "000 001 002", "have always supported and continue to": "003"}),
    ("K02", "detail", {"the": "000 001 002", "all": "003"}),
    ("K02", "word", {"leadership": "000 001 002", "government": "003"}),
    ("K03", "force", {"": "000 001 002", "I hope": "003"}),
    ("K03", "extra", {"": "000 001 002", "always": "003"}),
    ("K05", "marks", {"has": "000", "“has": "001"}),
    ("K06", "word", {"very first": "000 000", "1st": "001"}),
    ("K07", "extra", {"": "001", "joint": "000"}),
    ("K07", "word", {"another moment to raise our": "000", "the next step in taking": "001"}),
    ("K09", "word", {"happy": "001 001", "glad": "002"}),
]


@pytest.mark.parametrize(("cluster", "kind", "readings"), EXPECTED)
def test_a_difference_that_a_reader_expects(cluster: str, kind: str, readings: dict[str, str]) -> None:
    label = {p.id: p.article[:3] for p in read()[1]}
    found = [
        (v.kind, {r.text: " ".join(sorted(label[p] for p in r.passages)) for r in v.readings})
        for v in _statement(cluster).variations
    ]
    assert (kind, readings) in found


@pytest.mark.parametrize(("cluster", "base"), [("K02", "000 001 002"), ("K03", "000 001 002"), ("K01", "000")])
def test_the_common_wording_is_shown_first(cluster: str, base: str) -> None:
    assert {p.id: p.article[:3] for p in read()[1]}[_statement(cluster).base] in base.split()


def test_turned_round_is_no_detail_and_nothing_is_called_a_silent_cut() -> None:
    kinds = [v.kind for v in _statement("K05").variations]
    assert "detail" not in kinds
    assert all(v.kind != "silent" for s in result().statements for v in s.variations)


def test_reports_are_the_last_meeting_and_this_one() -> None:
    label = {p.id: p.article[:3] for p in read()[1]}
    found = sorted(sorted({label[w.passage] for w in r.witnesses}) for r in result().reports)
    assert found == [["001", "002", "004"], ["002", "004"]]


def test_the_same_cut_in_three_articles_is_told() -> None:
    (cut,) = [line for line in result().lines if line.label == "the same cut"]
    assert cut.evidence.startswith("000, 001 and 002 show a cut at the same place, between ‘")
    assert {w.passage for w in _statement("K02").witnesses} & set(cut.passages)
