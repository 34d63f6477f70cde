"""Laws of reading: blocks hold every printed character once, and no bytes make it fail."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefing.model import Article
from mkdocs_briefing.reading import read_article
from mkdocs_briefing.reading.sources import read_sources

PIECES = st.sampled_from(
    [
        "The council voted on Tuesday to close the pool. ",
        "“We tried,” the mayor said.",
        "(With information from the EFE Agency).",
        "HARLOW, May 3 (Reuters) — ",
        " date 2023-09-13 ",
        "Image:",
        "Read more:",
        "World",
        "Photo: AP",
        "— Reuters",
        "Ada Brandt, left, and Jo Rivers shake hands",
        "Ten soups for a cold week",
        "\n",
        "\n\n",
        "\r\n",
        "\f",
        "\u2028",
        "\u00a0",
        "\ufeff",
        "\u200b",
        "(",
        ")",
        '"',
        " ",
        ";",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))


def check(article: Article) -> None:
    for before, after in itertools.pairwise(article.blocks):
        assert before.start < before.end <= after.start < after.end
    held = "".join(article.text[b.start : b.end] for b in article.blocks)
    assert "".join(held.split()) == "".join(article.text.split())
    for block in article.blocks:
        words = article.text[block.start : block.end]
        assert words == words.strip() != ""
    numbers = [b.number for b in article.blocks if b.kind in ("lead", "body")]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [b.kind for b in article.blocks].count("lead") == min(1, len(numbers))
    assert all(b.number is None for b in article.blocks if b.kind not in ("lead", "body"))
    assert all(article.text[slice(*credit.span)] == credit.name for credit in article.credits)


@given(TEXTS)
def test_blocks_hold_every_printed_character_once(text: str) -> None:
    article, _ = read_article(text.encode("utf-8", "replace"), file="a.txt")
    if article is not None:
        check(article)


@given(st.binary(max_size=400))
def test_no_bytes_make_reading_fail(raw: bytes) -> None:
    article, problems = read_article(raw, file="a.txt")
    assert article is not None or problems
    if article is not None:
        check(article)
        article.text.encode("utf-8")


@given(st.binary(max_size=200))
def test_no_bytes_make_sources_fail(raw: bytes) -> None:
    for begin in (b"", b"articles:\n  a.txt:\n    label: "):
        for problem in read_sources(begin + raw)[1]:
            assert "\n" not in problem.message


@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    raw = text.encode("utf-8", "replace")
    assert read_article(raw, file="a.txt") == read_article(raw, file="a.txt")
