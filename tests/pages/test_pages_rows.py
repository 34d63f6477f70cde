"""Rows of a cross-source table: the same wordings share one, a label stands once, foreign words say their language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markupsafe import Markup

from mkdocs_briefing.model import Article, Block, Briefing, Passage, PassageKind, Speaker, Statement, Witness
from mkdocs_briefing.pages import cards, forms
from mkdocs_briefing.pages.context import Context
from mkdocs_briefing.pages.markup import printed
from mkdocs_briefing.pages.rows import grouped, row
from mkdocs_briefing.settings import Settings

TEXTS = {
    "bell": "“The mill stays open,” Ada Obi said.",
    "dial": '"The mill stays open," said Obi. “The mill stays open,” she said again.',
    "echo": "“The mill stays shut,” Ada Obi said.",
}


def article(name: str, text: str, **given: object) -> Article:
    made = Article(name, f"{name}.txt", "0" * 64, text, label=name.title(), blocks=(Block("body", 0, len(text), 1),))
    return replace(made, **given)  # type: ignore[arg-type]


def passage(name: str, start: int = 0, kind: PassageKind = "direct") -> Passage:
    text = TEXTS[name]
    end = text.index(",", start) + 2
    return Passage(
        f"{name}-{start}",
        name,
        kind,
        "body",
        1,
        ((start, end),),
        ((start + 1, end - 1),),
        sentence=(start, text.index(".", start) + 1),
        speaker=Speaker("Ada Obi", "ada-obi", as_="inherited"),
    )


SECOND = TEXTS["dial"].index("“")
FOUND = [passage("bell"), passage("dial"), passage("dial", SECOND), passage("echo")]


def context_of(passages: list[Passage], **given: object) -> Context:
    briefing = Briefing(articles=tuple(article(k, t) for k, t in TEXTS.items()), passages=tuple(passages))
    return Context(replace(briefing, **given), Settings())  # type: ignore[arg-type]


def rows_of(passages: list[Passage]) -> list[list[tuple[str, bool]]]:
    context = context_of(passages)
    made = [row(context, p, "topics/t.md", forms.clause(context, p)) for p in passages]
    return [[(place.label, place.first) for place in one.places] for group in grouped(made) for one in group.rows]


@pytest.mark.parametrize(
    ("title", "passages", "expected"),
    [
        ("two articles", [FOUND[0], FOUND[1]], [[("Bell", True), ("Dial", True)]]),
        ("an article twice", [FOUND[1], FOUND[2]], [[("Dial", True), ("Dial", False)]]),
        ("another word", [FOUND[0], FOUND[3]], [[("Bell", True)], [("Echo", True)]]),
        ("another form", [FOUND[0], replace(FOUND[1], kind="mixed")], [[("Bell", True)], [("Dial", True)]]),
    ],
)
def test_the_same_wordings_share_a_row(
    title: str, passages: list[Passage], expected: list[list[tuple[str, bool]]]
) -> None:
    assert rows_of(passages) == expected, title


def test_groups_say_which_articles_and_passages_they_hold() -> None:
    context = context_of(FOUND)
    made = [row(context, p, "topics/t.md", Markup(p.id)) for p in FOUND]
    groups = grouped(made)
    assert [group.articles for group in groups] == ["bell", "dial", "echo"]
    assert [[one.passages for one in group.rows] for group in groups] == [
        ["bell-0"],
        ["dial-0", f"dial-{SECOND}"],
        ["echo-0"],
    ]
    assert [place.first for one in groups[1].rows for place in one.places] == [True, False]


def test_a_row_that_others_link_to_keeps_its_own_place() -> None:
    context = context_of(FOUND)
    made = [replace(row(context, p, "topics/t.md", Markup("same")), id=p.id) for p in FOUND[:2]]
    assert [len(one.places) for group in grouped(made) for one in group.rows] == [1, 1]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", ""), ("en-GB", ""), (None, ""), ("pt", ' lang="pt"'), ("pt-BR", ' lang="pt-BR"')],
)
def test_words_in_another_language_say_so(language: str | None, expected: str) -> None:
    foreign = article("bell", TEXTS["bell"], language=language)
    assert printed(foreign, 1, 9) == f'<span data-at="bell:1-9"{expected}>The mill</span>'
    context = context_of([FOUND[0]], articles=(foreign,))
    assert (f"<span{expected}>" in forms.passage_heading(context, FOUND[0]).text) == bool(expected)


def test_a_statement_of_one_passage_is_printed_once() -> None:
    statement = Statement("s", "ada-obi", "bell-0", (Witness("bell-0", FOUND[0].content, "base"),))
    context = context_of(FOUND, statements=(statement,))
    made = cards.single(context, statement, "topics/t.md", "t")
    assert made.heading.whole
    assert made.groups == ()
    assert made.row is not None
    assert [place.where for place in made.row.places] == ["paragraph 1"]


def test_a_statement_too_long_for_a_heading_has_a_table() -> None:
    text = "“" + "The mill stays open and " * 20 + "so on,” Ada Obi said."
    long = replace(FOUND[0], content=((0, text.index(",") + 2),), quoted=((1, text.index(",") + 1),))
    statement = Statement("s", "ada-obi", long.id, (Witness(long.id, long.content, "base"),))
    context = context_of([long], articles=(article("bell", text),), statements=(statement,))
    made = cards.single(context, statement, "topics/t.md", "t")
    assert not made.heading.whole
    assert len(made.rows) == 1
