"""Found and linked attributions of invented sentences: content, cue and source; and every mark accounted for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefing.attribution.find import find
from mkdocs_briefing.attribution.link import Linked, link
from mkdocs_briefing.model import Article, Block, BlockKind, Span

Row = tuple[str, str | None, str | None]


def article(text: str, kinds: dict[int, BlockKind] | None = None) -> Article:
    blocks = [
        Block((kinds or {}).get(n, "body"), m.start(), m.end(), n + 1)
        for n, m in enumerate(re.finditer(r"[^\n]+", text))
    ]
    return Article(id="a", file="a.txt", sha256="", text=text, blocks=tuple(blocks))


def linked(text: str, kinds: dict[int, BlockKind] | None = None) -> Linked:
    given_ = article(text, kinds)
    return link(given_, find(given_))


def rows(text: str, kinds: dict[int, BlockKind] | None = None) -> list[Row]:
    def cut(span: Span | None) -> str | None:
        return None if span is None else text[span[0] : span[1]]

    return [
        (" | ".join(text[a:b] for a, b in one.content), cut(one.cue), cut(one.source))
        for one in linked(text, kinds).attributions
    ]


CASES: list[tuple[str, str, list[Row]]] = [
    ("after", '"We lost," said Mary Okoye.', [('"We lost,"', "said", "Mary Okoye")]),
    ("pronoun", "“The bridge is shut,” she said.", [("“The bridge is shut,”", "said", "she")]),
    ("hearer after", "“We are safe,” he told reporters.", [("“We are safe,”", "told", "he")]),
    ("split", '"It is late," Rao said. "We go on."', [('"It is late," | "We go on."', "said", "Rao")]),
    ("that", "The mayor said that the pool would close.", [("the pool would close", "said", "The mayor")]),
    (
        "hearer with a title before that",
        "The coach told club chairman Ian Webb on Friday that he would resign.",
        [("he would resign", "told", "The coach")],
    ),
    ("no that", "Police said the road was blocked.", [("the road was blocked", "said", "Police")]),
    ("trailing", "The road was blocked, police said.", [("The road was blocked", "said", "police")]),
    ("according to, first", "According to the bank, prices fell.", [("prices fell", "According to", "the bank")]),
    (
        "according to, last",
        "Prices fell in May, according to the bank.",
        [("Prices fell in May", "according to", "the bank")],
    ),
    (
        "participle",
        "The bank said prices fell, adding that rents rose.",
        [("prices fell", "said", "The bank"), ("rents rose", "adding", "The bank")],
    ),
    (
        "two verbs",
        "The nurse thanked her team for their work and praised the hospital.",
        [("her team for their work", "thanked", "The nurse"), ("the hospital", "praised", "The nurse")],
    ),
    ("belief", "Analysts believe the firm is short of cash.", [("the firm is short of cash", "believe", "Analysts")]),
    (
        "nobody named",
        "The singer is believed to be in Lagos.",
        [("The singer | to be in Lagos", "is believed", None)],
    ),
    ("glued that", "The judge said, according to Reutersthat", []),
    ("an act", "The minister opened the bridge and shook hands.", []),
]


@pytest.mark.parametrize(("title", "text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_attributions(title: str, text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


def test_the_next_paragraph_inherits() -> None:
    found = linked('"We lost everything," said Mary Okoye.\n"We shall build it again, all of it."').attributions
    assert [(one.source is None, one.follows) for one in found] == [(False, None), (True, 0)]


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("caption", "Fans cheer the “golden goal” in Leeds", "caption"),
        ("teaser", "Star makes “huge leap” in film", "teaser"),
        ("body", "The so-called “ghost town” lies in the hills.", "nickname"),
        ("body", "The “miracle” cure is sold in shops.", "scare quote"),
        ("body", "The novel “The Long Road” is out in May.", "title of a work"),
        ("body", "The “miracle cure is sold in shops.", "unbalanced mark"),
    ],
)
def test_reasons(kind: BlockKind, text: str, reason: str) -> None:
    assert [one.reason for one in linked(text, {0: kind}).left_out] == [reason]


PIECES = st.sampled_from(
    [
        '"We won,"',
        "“Yes”",
        "‘no’",
        "he said",
        "that",
        "Smith",
        "according to",
        ".",
        ",",
        "“",
        '"',
        "\n",
        "and",
        "is",
        "saying",
        "the bank",
        ":",
    ]
)


@given(st.lists(PIECES, max_size=40))
def test_every_mark_lies_in_a_content_or_is_left_out(pieces: list[str]) -> None:
    text = " ".join(pieces)
    result = linked(text)
    covered = [span for one in result.attributions for span in one.content] + [one.span for one in result.left_out]
    for m in re.finditer(r"[\"“”]", text):
        assert any(start <= m.start() < end for start, end in covered)
    for n, one in enumerate(result.attributions):
        assert one.content
        assert all(0 <= a < b <= len(text) for a, b in one.content)
        assert one.follows is None or one.follows < n
