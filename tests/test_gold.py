"""The reading of the seeds against what a careful reader found in them. Floors only rise.

Counting: a passage finds an expected one when the words that both hold are at least half of the words that either
holds; pairs are made best first, each passage once. Marginal expectations are neither rewarded nor punished.
A statement holds a member of a group when its witnesses cover at least half of the member's words.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from mkdocs_briefing import exports, pipeline
from mkdocs_briefing.settings import Settings

GOLD = Path(__file__).parent / "gold"
SEEDS = Path(__file__).parent.parent / "seeds"
ATTRIBUTED = ("direct", "mixed", "indirect")
FLOORS = {
    "quoted found": 1.0,
    "indirect found": 1.0,
    "precision": 1.0,
    "speaker": 1.0,
    "chain": 1.0,
    "groups whole": 9,
}
CEILINGS = {
    "chain invented": 0,
    "negatives taken": 0,
    "parts of two groups": 0,
    "both sides of a dispute": 0,
    "two speakers' claims": 0,
}
OTHER_NAMES = {
    "kcna": {"korean central news agency"},
    "kremlin": {"the kremlin"},
    "new york times": {"the new york times"},
    "a translator": {"translator"},
}


class Score(NamedTuple):
    figures: dict[str, float]
    notes: dict[str, list[str]]


def load(name: str) -> Any:
    return json.loads((GOLD / f"seeds_{name}.json").read_text(encoding="utf-8"))


def plain(name: str | None) -> str:
    return " ".join(re.findall(r"\w+", (name or "").lower())).removeprefix("the ")


def same_name(expected: str, got: str | None) -> bool:
    want, have = plain(expected), plain(got)
    if want.startswith(("unnamed", "unattributed")):
        rest = want.partition(" ")[2]
        return not have or have in (want, rest) or (bool(rest) and have in rest) or "unnamed" in have
    return have == want or have in OTHER_NAMES.get(want, set())


def share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


@cache
def score() -> Score:
    result = exports.to_json(pipeline.build(SEEDS, Settings()))
    stems = {article["id"]: Path(article["file"]).stem for article in result["articles"]}
    texts = {path.stem: path.read_bytes().decode("utf-8") for path in SEEDS.glob("*.txt")}
    starts = {stem: [m.start() for m in re.finditer(r"\w+", text)] for stem, text in texts.items()}

    def words(stem: str, spans: list[list[int]]) -> set[int]:
        return {place for place in starts[stem] if any(start <= place < end for start, end in spans)}

    passages = [p for p in result["passages"] if p["kind"] in ATTRIBUTED]
    held = [(stems[p["article"]], words(stems[p["article"]], p["content"])) for p in passages]
    gold = load("gold")
    pairs = []
    for expected in gold:
        want = words(expected["article"], expected["content"])
        for number, (stem, have) in enumerate(held):
            if stem == expected["article"] and want | have and len(want & have) >= 0.5 * len(want | have):
                pairs.append((-len(want & have) / len(want | have), expected["id"], number))
    found: dict[str, dict[str, Any]] = {}
    used: dict[int, str] = {}
    for _, name, number in sorted(pairs):
        if name not in found and number not in used:
            found[name], used[number] = passages[number], name

    core = [g for g in gold if g["certainty"] != "marginal"]
    marginal = {g["id"] for g in gold} - {g["id"] for g in core}
    quoted = [g for g in core if g["type"] != "indirect"]
    indirect = [g for g in core if g["type"] == "indirect"]
    counted = [number for number in range(len(passages)) if used.get(number) not in marginal]
    hits = [g for g in core if g["id"] in found]

    def names(g: dict[str, Any]) -> list[str]:
        return [link["name"] for link in found[g["id"]]["chain"] if link["basis"] == "stated"]

    def speaker_right(g: dict[str, Any]) -> bool:
        got = found[g["id"]]["speaker"]["name"]
        other = (g.get("alt_reading") or {}).get("speaker")
        return same_name(g["speaker"], got) or (other is not None and same_name(other, got))

    chained = [g for g in hits if g["via"]]
    chain_right = [g for g in chained if all(any(same_name(v, n) for n in names(g)) for v in g["via"])]
    invented = [
        g["id"]
        for g in hits
        if any(
            not any(same_name(v, n) for v in (*g["via"], *g.get("via_inferred", ()), *g.get("article_via", ())))
            for n in names(g)
        )
    ]
    negatives = [
        n["text"][:60]
        for n in load("negatives")
        if any(
            stem == n["article"] and have and len(have & words(stem, n["spans"])) > 0.5 * len(have)
            for stem, have in held
        )
    ]

    # statements, by parts: what each covers of each article
    at = {p["id"]: stems[p["article"]] for p in passages}
    covered: dict[str, dict[str, set[int]]] = {}
    for statement in result["statements"]:
        for witness in statement["witnesses"]:
            if witness["passage"] in at:
                stem = at[witness["passage"]]
                place = covered.setdefault(statement["id"], {}).setdefault(stem, set())
                place |= words(stem, witness["spans"])
    article = {g["id"]: g["article"] for g in gold}

    def holds(statement: str, member: dict[str, Any]) -> bool:
        stem = article[member["id"]]
        want = words(stem, member["spans"])
        return len(want & covered[statement].get(stem, set())) >= 0.5 * len(want)

    clusters = load("clusters")["clusters"]
    same = [c for c in clusters if c["relation"] == "same_utterance" and c["confidence"] != "medium"]
    broken_groups = []
    for cluster in same:
        members = [m for m in cluster["member_wording"] if m["id"] not in marginal]
        best = max((sum(holds(s, m) for m in members) for s in covered), default=0)
        if best < 0.8 * len(members):
            broken_groups.append(f"{cluster['id']} {best}/{len(members)} {cluster['label']}")
    mixed = [s for s in covered if sum(any(holds(s, m) for m in c["member_wording"]) for c in same) > 1]
    disputes = [c for c in clusters if c["relation"] == "contested"]
    sides = [
        s
        for s in covered
        for c in disputes
        if sum(any(holds(s, m) for m in c["member_wording"] if m["id"] in side) for side in c["sides"].values()) > 1
    ]
    claims = [
        s
        for s in covered
        for c in clusters
        if c["relation"] == "same_claim" and sum(holds(s, m) for m in c["member_wording"]) > 1
    ]
    figures = {
        "quoted found": share(sum(g["id"] in found for g in quoted), len(quoted)),
        "indirect found": share(sum(g["id"] in found for g in indirect), len(indirect)),
        "precision": share(sum(n in used for n in counted), len(counted)),
        "speaker": share(sum(map(speaker_right, hits)), len(hits)),
        "chain": share(len(chain_right), len(chained)),
        "groups whole": len(same) - len(broken_groups),
        "chain invented": share(len(invented), len(hits)),
        "negatives taken": len(negatives),
        "parts of two groups": len(mixed),
        "both sides of a dispute": len(sides),
        "two speakers' claims": len(claims),
    }
    notes = {
        "quoted found": [g["content_text"][:70] for g in quoted if g["id"] not in found],
        "indirect found": [g["content_text"][:70] for g in indirect if g["id"] not in found],
        "precision": [
            texts[held[n][0]][passages[n]["content"][0][0] : passages[n]["content"][-1][1]][:70]
            for n in counted
            if n not in used
        ],
        "speaker": [f"{g['id']} {g['speaker']}" for g in hits if not speaker_right(g)],
        "chain": [f"{g['id']} {g['via']}" for g in chained if g not in chain_right],
        "groups whole": broken_groups,
        "chain invented": invented,
        "negatives taken": negatives,
        "parts of two groups": mixed,
        "both sides of a dispute": sides,
        "two speakers' claims": claims,
    }
    return Score(figures, notes)


@pytest.mark.parametrize(("figure", "floor"), FLOORS.items(), ids=FLOORS)
def test_reaches_the_floor(figure: str, floor: float) -> None:
    reached = score()
    assert reached.figures[figure] >= floor, reached.notes[figure]


@pytest.mark.parametrize(("figure", "ceiling"), CEILINGS.items(), ids=CEILINGS)
def test_stays_under_the_ceiling(figure: str, ceiling: float) -> None:
    reached = score()
    assert reached.figures[figure] <= ceiling, reached.notes[figure]
