"""The machine-readable result keeps its contract; the table is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mkdocs_briefing import exports, pipeline
from mkdocs_briefing.model import Article, Briefing, Correction, Passage, Problem, Speaker
from mkdocs_briefing.settings import read_config

ROOT = Path(__file__).resolve().parents[2]
KEYS = {
    "articles": "id file label sha256 encoding language title published outlet url blocks",
    "speakers": "id name members variants joined",
    "passages": "id article kind block text content quoted speaker cue manner hedge to when asked chain within "
    "continues topics rule confidence",
    "statements": "id speaker base confidence evidence witnesses variations",
    "reports": "id speaker base confidence evidence witnesses variations",
    "matters": "id topic title passages",
    "lines": "id label passages evidence",
    "near_misses": "passages spans for against",
    "left_out": "article span reason",
    "problems": "file line message",
}
CHOICES = {
    "kind": {"direct", "mixed", "indirect", "narrated"},
    "confidence": {"high", "medium", "low"},
}


@cache
def briefing() -> Briefing:
    settings, folder, _ = read_config(ROOT / "mkdocs.yml")
    return pipeline.build(folder, settings, raise_errors=True)


@cache
def document() -> Any:
    return json.loads(exports.dumps(briefing()))


@pytest.mark.parametrize("member", KEYS)
def test_members_and_their_parts(member: str) -> None:
    wanted = set(KEYS[member].split())
    assert all(wanted <= set(item) for item in document()[member])
    assert document()[member] or member in ("problems",)


def test_schema() -> None:
    assert document()["schema"] == "briefing/1"
    assert set(KEYS) | {"differences", "for_review"} <= set(document())


def test_a_witness_says_why_it_is_one_and_of_which_line_it_is() -> None:
    lines = {line["id"] for line in document()["lines"]}
    for statement in (*document()["statements"], *document()["reports"]):
        base, *others = statement["witnesses"]
        assert (base["because"], base["confidence"]) == (None, None)
        assert [w["because"] for w in others] == statement["evidence"]
        assert all(w["confidence"] in CHOICES["confidence"] for w in others)
        assert all(w["lines"] == "unknown" or set(w["lines"]) <= lines for w in statement["witnesses"])


def test_a_speaker_is_always_an_object() -> None:
    parts = {"id", "name", "mention", "head", "as", "basis", "because"}
    assert all(set(p["speaker"]) == parts for p in document()["passages"])


@pytest.mark.parametrize("part", CHOICES)
def test_fixed_words(part: str) -> None:
    assert {p[part] for p in document()["passages"]} <= CHOICES[part]


def test_every_text_is_the_files() -> None:
    texts = {
        a["id"]: (ROOT / "seeds" / a["file"]).read_bytes().decode(a["encoding"]).removeprefix("\ufeff")
        for a in document()["articles"]
    }
    for p in document()["passages"]:
        assert p["text"] == " ".join(texts[p["article"]][start:end] for start, end in p["content"])
    for statement in (*document()["statements"], *document()["reports"]):
        article = {p["id"]: p["article"] for p in document()["passages"]}
        for reading in (r for v in statement["variations"] for r in v["readings"]):
            for name, (start, end) in zip(reading["passages"], reading["spans"], strict=True):
                assert reading["text"] or start == end
                assert end <= len(texts[article[name]])


def test_every_reference_leads_somewhere() -> None:
    passages = {p["id"] for p in document()["passages"]}
    people = {p["id"] for p in document()["speakers"]} | {None}
    articles = {a["id"] for a in document()["articles"]}
    assert {p["article"] for p in document()["passages"]} <= articles
    assert {p["speaker"]["id"] for p in document()["passages"]} <= people
    assert {p[key] for p in document()["passages"] for key in ("within", "continues")} <= passages | {None}
    statements = [*document()["statements"], *document()["reports"]]
    assert {w["passage"] for s in statements for w in s["witnesses"]} <= passages
    assert all(s["base"] in {w["passage"] for w in s["witnesses"]} for s in statements)
    topics = {t["id"] for t in document()["topics"]}
    assert {hit["id"] for p in document()["passages"] for hit in p["topics"]} <= topics
    assert {p for m in document()["matters"] for p in m["passages"]} <= passages


def test_every_id_is_used_once() -> None:
    for member in ("articles", "speakers", "passages", "topics", "matters", "lines"):
        ids = [item["id"] for item in document()[member]]
        assert len(ids) == len(set(ids)), member
    ids = [item["id"] for item in (*document()["statements"], *document()["reports"])]
    assert len(ids) == len(set(ids))


def test_every_attributed_passage_is_in_a_statement() -> None:
    said = {w["passage"] for s in document()["statements"] for w in s["witnesses"]}
    assert {p["id"] for p in document()["passages"] if p["kind"] != "narrated"} == said


def test_the_same_briefing_gives_the_same_bytes() -> None:
    settings, folder, _ = read_config(ROOT / "mkdocs.yml")
    again = pipeline.build(folder, settings, raise_errors=True)
    assert exports.files(again) == exports.files(briefing())
    assert exports.dumps(again).endswith("}\n")


def test_words_are_written_as_they_are() -> None:
    assert "“" in exports.dumps(briefing())


def test_corrections_and_problems_are_there() -> None:
    told = replace(
        briefing(),
        corrections=(Correction("000, paragraph 2", "speaker", "why", "E", None, value="Kim"),),
        problems=(Problem("a.txt", "odd", 3),),
    )
    found = exports.to_json(told)
    assert found["corrections"][0]["value"] == "Kim"
    assert found["problems"] == [{"file": "a.txt", "line": 3, "message": "odd", "severity": "warning"}]


def test_an_empty_briefing() -> None:
    found = exports.to_json(Briefing())
    assert found["passages"] == []
    assert exports.passages_csv(Briefing()).count("\n") == 1


# ------------------------------------------------------------------------------------------------ the table


def rows(made: Briefing) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exports.passages_csv(made))))


def test_one_row_a_passage_in_order() -> None:
    assert [row["passage"] for row in rows(briefing())] == [p.id for p in briefing().passages]


def test_a_row_holds_the_words() -> None:
    row = next(row for row in rows(briefing()) if "sovereignty and security... against" in row["words"])
    assert (row["article"], row["place"], row["kind"], row["speaker"]) == (
        "000",
        "paragraph 2",
        "direct",
        "Kim Jong Un",
    )
    assert row["words"].startswith('"Russia has risen')
    assert row["topics"] == "stance-on-the-war"
    assert row["statements"]


SAFE = [
    ("a formula", "=1+1", "'=1+1"),
    ("after blanks", "  @SUM(A1)", "'  @SUM(A1)"),
    ("a sign", "-2+3", "'-2+3"),
    ("a wide sign", "＝1", "'＝1"),
    ("a tab", "\tx", "'\tx"),
    ("words", "tea = coffee", "tea = coffee"),
    ("a quotation", '"=1"', '"=1"'),
]


@pytest.mark.parametrize(("title", "words", "expected"), SAFE, ids=[row[0] for row in SAFE])
def test_no_cell_is_a_formula(title: str, words: str, expected: str) -> None:
    article = Article("a", "a.txt", "0", words, label=words)
    speaker = Speaker(words, "x", (0, len(words)))
    said = Passage("a-1", "a", "indirect", "body", 1, ((0, len(words)),), sentence=(0, len(words)), speaker=speaker)
    (row,) = rows(Briefing(articles=(article,), passages=(said,)))
    assert {row[key] for key in ("article", "words", "speaker", "as_printed", "sentence")} == {expected}


def test_line_ends_stay_inside_a_row() -> None:
    article = Article("a", "a.txt", "0", "one\ntwo\r\nthree")
    said = Passage("a-1", "a", "indirect", "body", 1, ((0, 14),), sentence=(0, 14))
    assert exports.passages_csv(Briefing(articles=(article,), passages=(said,))).count("\n") == 2
