"""Numbered pages: nothing is lost, nothing changes its order, and no page is too long."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefing import exports, pages, pipeline
from mkdocs_briefing.audit import audit
from mkdocs_briefing.model import Article, Block, Passage
from mkdocs_briefing.pages import paging
from mkdocs_briefing.pages.paging import Item, plan, turn
from mkdocs_briefing.settings import Settings

KINDS: st.SearchStrategy[paging.Kind] = st.sampled_from(["matter", "several", "report", "narrated", "single"])
ITEMS = st.lists(st.tuples(KINDS, st.integers(0, 40)), max_size=30).map(
    lambda found: [Item(kind, str(number), rows) for number, (kind, rows) in enumerate(found)]
)


@given(ITEMS, st.integers(1, 20))
def test_every_item_stands_once_in_order_and_pages_are_short(items: list[Item], most: int) -> None:
    made = plan(items, most)
    flat = [item for page in made.pages for item in page]
    assert list(dict.fromkeys(item.key for item in flat)) == [item.key for item in items]
    assert sum(item.rows for item in flat) == sum(item.rows for item in items)
    for page in made.pages:
        assert sum(item.rows for item in page) <= most or len([item for item in page if item.rows]) == 1
    assert all(page for page in made.pages) or (not items and len(made.pages) == 1)


@given(st.integers(1, 200), st.integers(1, 30))
def test_a_long_matter_is_cut_and_each_of_its_rows_is_found(rows: int, most: int) -> None:
    made = plan([Item("single", "before", most), Item("matter", "m", rows)], most)
    for row in range(rows):
        page = made.pages[made.page("m", row) - 1]
        assert any(item.key == "m" and item.first <= row and (item.end is None or row < item.end) for item in page)


def test_links_between_pages() -> None:
    assert turn(["a.md"], 1) is None
    made = turn(["topics/a.md", "topics/a/2.md", "topics/a/3.md"], 2)
    assert made is not None
    assert made.pages == ((1, "../../../topics/a/"), (2, None), (3, "../../../topics/a/3/"))
    assert (made.before, made.after) == ("../../../topics/a/", "../../../topics/a/3/")


def test_a_long_topic_and_a_long_speaker_go_on_on_numbered_pages(tmp_path: Path) -> None:
    count = paging.ROWS + 20
    said = [f"“Ditch {n} will be dug before winter number {n},” the mayor Ada Obi said." for n in range(count)]
    (tmp_path / "ditches.txt").write_text("\n\n".join(said) + "\n", encoding="utf-8")
    (tmp_path / "mail.txt").write_text(
        "“Ditch 3 will be dug before winter number 3,” Ada Obi said.\n", encoding="utf-8"
    )
    briefing = pipeline.build(tmp_path, Settings(), raise_errors=True)
    made = pages.render(briefing, Settings())
    texts = {article.id: article.text for article in briefing.articles}
    assert pages.links(made, frozenset(exports.files(briefing))) == []
    assert all(audit(str(page.content), texts, path) == [] for path, page in made.items() if path.endswith(".md"))
    for first in ("topics/other.md", "speakers/ada-obi.md"):
        second = first.replace(".md", "/2.md")
        assert made[second].title.endswith(", page 2")
        assert not made[second].in_nav
        assert 'rel="next"' in str(made[first].content)
        assert 'rel="prev"' in str(made[second].content)
    cards = [name for path in made for name in re.findall(r"\{: #(s-\S+)", str(made[path].content))]
    assert len(cards) == len(set(cards)) == len(briefing.statements)
    assert "In several articles" in str(made["topics/other.md"].content)
    assert "In several articles" not in str(made["topics/other/2.md"].content)


LONG = "“Ditch {n} will be dug before winter {n},” said the mayor, Ada Obi."


@pytest.mark.parametrize("between", ["\n\n", " "], ids=["paragraphs", "one paragraph"])
@pytest.mark.parametrize("text", ["full", "passages"])
def test_a_long_article_goes_on_on_numbered_pages(
    between: str, text: Literal["full", "passages"], tmp_path: Path
) -> None:
    count = 2 * paging.TEXT // 500
    said = [LONG.format(n=n) for n in range(count)]
    (tmp_path / "ditches.txt").write_text(f"The ditches\n\n{between.join(said)}\n", encoding="utf-8")
    (tmp_path / "mail.txt").write_text(LONG.format(n=3) + "\n", encoding="utf-8")
    given = Settings(text=text)
    briefing = pipeline.build(tmp_path, given, raise_errors=True)
    made = pages.render(briefing, given)
    texts = {article.id: article.text for article in briefing.articles}
    own = sorted((path for path in made if path.startswith("articles/ditches")), key=lambda path: (len(path), path))
    assert own[:2] == ["articles/ditches.md", "articles/ditches/2.md"]
    assert pages.links(made, frozenset(exports.files(briefing))) == []
    assert all(audit(str(made[path].content), texts, path) == [] for path in own)
    anchors = [name for path in own for name in re.findall(r' id="(p-[^"]+)"', str(made[path].content))]
    assert anchors == [f"p-{p.id}" for p in briefing.passages if p.article == "ditches"]
    numbers = [int(n) for path in own for n in re.findall(r"<li><b>(\d+)</b>", str(made[path].content))]
    assert numbers == list(range(1, len(anchors) + 1))
    assert max(len(str(made[path].content)) for path in own) < 4 * paging.TEXT
    assert 'rel="next">Next page' in str(made[own[0]].content)
    assert 'rel="prev">Previous page' in str(made[own[1]].content)
    shown = "".join(str(made[path].content) for path in own)
    assert all(shown.count(f"Ditch {n} will") == 1 for n in range(count))


def test_no_page_of_an_article_begins_inside_a_passage() -> None:
    text = "One two three four five. Six seven eight nine ten. Eleven twelve thirteen fourteen."
    article = Article("a", "a.txt", "0" * 64, text, blocks=(Block("body", 0, len(text), 1),))
    passage = Passage("a-1", "a", "indirect", "body", 1, ((10, 40),))
    assert paging.cuts(article, (), True, 20) == (0, 25, 51)
    assert paging.cuts(article, (passage,), True, 20) == (0, 51)
    assert paging.cuts(article, (), True) == (0,)
    assert paging.cuts(article, (), False, 20) == (0,)
