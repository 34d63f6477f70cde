"""A card whose wording stands first, keys alone, what a screen reader is told, motion, on both sites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from opened import Site, addresses, opened, violations

pytestmark = pytest.mark.browser

CARD = ".bf-first"


@pytest.fixture
def topic(browser: Any, either: Site) -> Iterator[Any]:
    """A topic's page with a card on which the wording shown first can be chosen."""
    held = [one for one in addresses(either.folder, "topics/*/") if _cards(either, one)]
    with opened(browser, either.home) as page:
        page.goto(f"{either.home}{held[0]}/")
        yield page


def _cards(site: Site, address: str) -> int:
    html = (site.folder / address / "index.html").read_text(encoding="utf-8")
    return sum(
        table.count("<tbody") > 1 and "data-base" in table for table in re.findall(r"<table.*?</table>", html, re.S)
    )


def groups(page: Any) -> list[str]:
    found: list[str] = page.locator(CARD).first.evaluate(
        "at => [...at.parentElement.querySelector('.bf-first + .bf-scroll table').tBodies]"
        ".map(one => one.dataset.article)"
    )
    return found


def based(page: Any) -> list[str]:
    found: list[str] = page.locator(CARD).first.evaluate(
        "at => [...at.parentElement.querySelector('.bf-first + .bf-scroll').querySelectorAll('[data-bf-base]')]"
        ".map(one => one.textContent)"
    )
    return found


def test_a_reader_chooses_whose_wording_stands_first(topic: Any, browser: Any, either: Site) -> None:
    listed, said = groups(topic), based(topic)
    assert "wording shown first" in said[0]
    select = topic.get_by_label("Shown first").first
    values = select.locator("option").evaluate_all("all => all.map(one => one.value)")
    assert select.input_value() == values[0] == listed[0].split()[0]
    chosen = next(value for value in values if value not in listed[0].split())
    select.select_option(chosen)
    now = groups(topic)
    assert chosen in now[0].split()
    assert sorted(now) == sorted(listed)
    assert not any("wording shown first" in words for words in based(topic))  # it would no longer be true
    assert violations(topic) == []
    with opened(browser, either.home) as other:
        other.goto(topic.url)
        assert groups(other) == now
    topic.go_back()
    assert groups(topic) == listed
    assert based(topic) == said


def test_keys_alone_open_details_scroll_tables_and_jump(topic: Any, either: Site) -> None:
    """Every stop of the Tab key in a page's text is seen and not under the header; Enter opens and jumps."""
    topic.locator("h1").click()
    kinds = set()
    for _ in range(80):
        topic.keyboard.press("Tab")
        kind, top, ring = topic.evaluate(
            """() => {
              const at = document.activeElement;
              const kind = at.matches('summary') ? 'summary' : at.matches('.bf-scroll') ? 'region'
                : at.matches('a') ? 'link' : at.matches('select') ? 'select' : at.tagName;
              const inside = document.querySelector('article').contains(at);
              const style = getComputedStyle(at);
              return [inside ? kind : '', at.getBoundingClientRect().bottom,
                      style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0];
            }"""
        )
        if not kind:
            continue
        kinds.add(kind)
        header = topic.evaluate("document.querySelector('.md-header').getBoundingClientRect().bottom")
        assert top > header, kind
        assert ring, kind
        if kind == "summary":
            topic.keyboard.press("Enter")
            assert topic.evaluate("document.activeElement.parentElement.open")
            topic.keyboard.press("Enter")
            assert not topic.evaluate("document.activeElement.parentElement.open")
    assert {"summary", "region", "link", "select"} <= kinds
    link = topic.locator("article a[href*='articles/'][href*='#']").first
    link.focus()
    topic.keyboard.press("Enter")
    topic.wait_for_url(re.compile("/articles/"))
    target = topic.evaluate(
        "document.getElementById(decodeURIComponent(location.hash.slice(1))).closest('mark, p, div').tagName"
    )
    assert target
    topic.goto(either.home)
    topic.keyboard.press("Tab")
    assert topic.evaluate("document.activeElement.matches('.md-skip')")
    topic.keyboard.press("Enter")
    assert "#" in topic.url


@pytest.mark.parametrize("width", [1280, 360])
def test_cards_stay_tables_for_a_screen_reader(width: int, topic: Any) -> None:
    topic.set_viewport_size({"width": width, "height": 800})
    wanted = topic.eval_on_selector_all(
        "article table[data-bf=witnesses]",
        "all => all.map(one => [one.caption.textContent.trim(), one.rows.length, one.rows.length - 1])",
    )
    nodes = topic.context.new_cdp_session(topic).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def below(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for key in node.get("childIds", ()):
            if key in by_id:
                yield by_id[key]
                yield from below(by_id[key])

    tables = [node for node in nodes if node["role"]["value"] == "table" and not node.get("ignored")]
    told = {}
    for table in tables:
        roles = [one["role"]["value"] for one in below(table) if not one.get("ignored")]
        told[table["name"]["value"], roles.count("row"), roles.count("rowheader")] = roles.count("columnheader")
    for name, rows, heads in wanted:
        assert told.get((name, rows, heads), 0) >= 2, name
    regions = [node["name"]["value"] for node in nodes if node["role"]["value"] == "region"]
    assert all(regions)


def test_marked_words_are_told_in_words_too(topic: Any) -> None:
    """Of each row with marked words, the difference is named in text: colour and a line alone say nothing."""
    silent = topic.eval_on_selector_all(
        "table[data-bf=witnesses] tbody tr:has(td mark)",
        "rows => rows.filter(row => !row.querySelector('.bf-var li:not(.bf-kind)')).map(row => row.textContent.trim())",
    )
    assert silent == []


def test_nothing_moves_for_who_asks_for_less_motion(topic: Any) -> None:
    topic.emulate_media(reduced_motion="reduce")
    slow = topic.eval_on_selector_all(
        "article *, .md-header *",
        """all => {
             const long = part => parseFloat(part) * (part.trim().endsWith('ms') ? 1 : 1000) > 1;
             const moves = style =>
               [style.transitionDuration, style.animationDuration].some(time => time.split(',').some(long));
             return all.filter(one => moves(getComputedStyle(one)) || moves(getComputedStyle(one, '::before'))).length;
           }""",
    )
    assert slow == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_is_accessible_on_a_phone(scheme: str, browser: Any, either: Site) -> None:
    kinds = ["", "topics/*/", "statements/", "speakers/", "speakers/*/", "articles/", "articles/*/", "method/", "data/"]
    with opened(browser, either.home, viewport={"width": 360, "height": 740}, color_scheme=scheme) as page:
        for kind in kinds:
            address = addresses(either.folder, kind)[0]
            page.goto(either.home + address + ("/" if address else ""))
            assert violations(page) == [], kind
