"""Copies: the same, nearly the same and syndicated texts are told with their share; other texts never are."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_briefing.collation.copies import find_copies
from mkdocs_briefing.model import Article, Copy
from mkdocs_briefing.pipeline import build
from mkdocs_briefing.reading import read_article, read_folder
from mkdocs_briefing.settings import Settings

STORIES = Path(__file__).resolve().parents[1] / "stories"

WIRE = [
    "The island's only bakery will stay open through the winter, its owner said on Tuesday, after the ferry company "
    "agreed to carry flour without charge until the ice breaks up in April.",
    "“We had nine sacks left and nobody to call,” said Greta Mold, who took the bakery over from her aunt. “Now we "
    "bake again on Fridays.”",
    "The company's director, Olof Strand, confirmed the arrangement in a short letter to the parish council and asked "
    "that other shops on the island not expect the same.",
    "About two hundred people live there between October and May, and most of them own a freezer but no oven that "
    "could take more than a single loaf at a time.",
    "Last year the bakery closed for eleven weeks, which the council's chairman called the longest Lent that anybody "
    "on the island could remember.",
]
OWN = [
    "Our reporter crossed on Wednesday morning and found the shop full, with a queue that went round the corner of the "
    "schoolhouse and children who had been let out early.",
    "A pensioner in the queue had brought a pillowcase for her loaves and would not say how many she meant to carry "
    "home in it.",
]
SPEECH = (
    "“My friends, the winter is long and the road is longer, and I have been told by many that we should turn back at "
    "the bridge. We shall not turn back at the bridge. We have carried the flour this far on our own shoulders, and we "
    "shall carry it over the last mile too, because there are children on the other side who have not eaten bread "
    "since the new year, and because we gave them our word.”"
)


def article(name: str, *paragraphs: str, credit: str | None = None, title: str = "Bread on the island") -> Article:
    text = "\n\n".join([title, *paragraphs]) + "\n"
    read, _ = read_article(text.encode(), file=f"{name}.txt", known={"language": "en", "label": name})
    assert read is not None
    return replace(read, credit=credit)


def edited(row: list[str]) -> list[str]:
    return [row[0].replace("its owner said on Tuesday, ", ""), *row[1:4], row[4].replace("the longest", "a long")]


# (articles, kind, least and greatest share, words of the evidence)
TOLD: list[tuple[str, list[Article], str, float, float, str]] = [
    ("the same bytes", [article("A", *WIRE), article("B", *WIRE)], "exact", 1, 1, "A and B are the same file"),
    (
        "other white space",
        [article("A", *WIRE), article("B", *(row.replace(" ", "  ") for row in WIRE))],
        "exact",
        1,
        1,
        "A and B have the same text, word for word",
    ),
    (
        "edited a little",
        [article("A", *WIRE), article("B", *edited(WIRE), title="Bakery stays open")],
        "near",
        0.7,
        0.97,
        "A and B have nearly the same text",
    ),
    (
        "cut from below",
        [article("A", *WIRE, *OWN), article("B", *WIRE[:3])],
        "syndicated",
        0.95,
        1,
        "% of the words of the shorter one are in the other",
    ),
    (
        "written into one's own",
        [article("A", *WIRE), article("B", OWN[0], *WIRE[:3], OWN[1])],
        "syndicated",
        0.5,
        0.8,
        "A and B share much of one text",
    ),
    (
        "a third of it, with one credit",
        [article("A", *WIRE, credit="Strand Press"), article("B", *OWN, WIRE[0], WIRE[1], credit="strand press")],
        "syndicated",
        0.3,
        0.7,
        "; both credit Strand Press",
    ),
]


@pytest.mark.parametrize(
    ("articles", "kind", "least", "most", "evidence"), [c[1:] for c in TOLD], ids=[c[0] for c in TOLD]
)
def test_copies_are_told(articles: list[Article], kind: str, least: float, most: float, evidence: str) -> None:
    (copy,) = find_copies(articles)
    assert copy.articles == ("a", "b")
    assert copy.kind == kind
    assert least <= copy.share <= most
    assert evidence in copy.evidence
    assert "\n" not in copy.evidence
    if kind != "exact":
        assert f"{int(copy.share * 100)} %" in copy.evidence


OTHER: list[tuple[str, list[Article]]] = [
    ("other subjects", [article("A", *WIRE), article("B", *OWN, title="A morning in the queue")]),
    (
        "one speech in two papers",
        [article("A", WIRE[0], SPEECH, WIRE[3]), article("B", *OWN, SPEECH, title="We shall not turn back")],
    ),
    ("one speech and nothing else", [article("A", SPEECH, "So he said."), article("B", SPEECH, "Thus he spoke.")]),
    ("one sentence of an agency", [article("A", *OWN, WIRE[0]), article("B", *WIRE)]),
    ("short notices", [article("A", "No bread today."), article("B", "No bread today, sorry.")]),
    ("one credit and nothing else", [article("A", *WIRE, credit="X"), article("B", *OWN, credit="X")]),
]


@pytest.mark.parametrize("articles", [c[1] for c in OTHER], ids=[c[0] for c in OTHER])
def test_other_texts_are_no_copies(articles: list[Article]) -> None:
    assert find_copies(articles) == ()


@pytest.mark.parametrize("story", ["tram", "alone", "silent", "clinic", "archive"])
def test_stories_without_copies(story: str) -> None:
    assert find_copies(read_folder(STORIES / story)[0]) == ()


def test_the_seeds_are_no_copies(root: Path) -> None:
    assert find_copies(read_folder(root / "seeds")[0]) == ()


def test_neither_order_nor_names_count() -> None:
    articles = [
        article("A", *WIRE),
        article("B", *WIRE),
        article("C", *edited(WIRE)),
        article("D", *OWN, *WIRE[:3]),
        article("E", *OWN, title="A morning in the queue"),
    ]
    expected = find_copies(articles)
    assert {copy.kind for copy in expected} == {"exact", "near", "syndicated"}
    for order in itertools.permutations(articles):
        assert find_copies(order) == expected
    new = {"a": "z", "b": "y", "c": "x", "d": "w", "e": "v"}
    renamed = find_copies([replace(a, id=new[a.id]) for a in articles])

    def plain(copies: tuple[Copy, ...]) -> set[tuple[frozenset[str], str, float]]:
        return {(frozenset(c.articles), c.kind, c.share) for c in copies}

    assert plain(renamed) == {(frozenset(new[a] for a in names), kind, share) for names, kind, share in plain(expected)}


def test_a_group_holds_only_what_every_two_share() -> None:
    chain = [article("A", *WIRE), article("B", *WIRE[:3], *OWN), article("C", *OWN, title="A morning in the queue")]
    found = find_copies(chain)
    assert {copy.articles for copy in found} == {("a", "b"), ("b", "c")}


def test_hundreds_of_articles() -> None:
    many = [
        article(f"n{n}", *(f"{row} {n} {n * 7} {n * n}." for row in (*WIRE, *OWN)[n % 3 :: 3]), title=f"Number {n}")
        for n in range(300)
    ]
    found = find_copies(many)
    assert {len({int(name[1:]) % 3 for name in copy.articles}) for copy in found} == {1}


def test_nothing_is_dropped_and_the_way_is_shown(tmp_path: Path) -> None:
    for name, rows in (("first", WIRE), ("second", [*WIRE[:3], *OWN])):
        (tmp_path / f"{name}.txt").write_text("\n\n".join(["Bread on the island", *rows]), encoding="utf-8")
    briefing = build(tmp_path, Settings(), raise_errors=True)
    assert len(briefing.articles) == 2
    (copy,) = briefing.copies
    (line,) = [line for line in briefing.lines if line.evidence == copy.evidence]
    assert {name.rpartition("-")[0] for name in line.passages} == {"first", "second"}
    assert [p for p in briefing.problems if p.severity != "info"] == []


def test_a_file_that_is_there_twice_is_told(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / f"{name}.txt").write_text("\n\n".join(WIRE), encoding="utf-8")
    briefing = build(tmp_path, Settings(), raise_errors=True)
    (problem,) = [p for p in briefing.problems if p.severity == "warning"]
    assert (problem.file, "the same bytes as first.txt" in problem.message) == ("second.txt", True)
    (tmp_path / "sources.yml").write_text("articles: {second.txt: {leave_out: A copy.}}", encoding="utf-8")
    briefing = build(tmp_path, Settings(), raise_errors=True)
    assert [p.severity for p in briefing.problems] == ["info"]
    assert [a.id for a in briefing.articles] == ["first"]
