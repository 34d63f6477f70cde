"""The built site in Chromium, published under a path as GitHub Pages does. A missing browser is a failure."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from opened import PREFIX, addresses, violations

pytestmark = pytest.mark.browser

PHRASES = ("We will always support the decisions of President Putin", "great interest in rockets")
PAGES = ("", "topics/*/", "statements/", "speakers/", "speakers/*/", "articles/", "articles/*/", "method/", "about/*/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("pattern", PAGES)
def test_pages_fit_a_phone(pattern: str, scheme: str, page: Any, site: Path, home: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme=scheme)
    for address in addresses(site, pattern):
        page.goto(home + address + ("/" if address else ""))
        shown = page.evaluate("document.body.getAttribute('data-md-color-scheme')")
        assert shown == ("slate" if scheme == "dark" else "default"), address
        over = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
        assert over <= 0, address


@pytest.mark.parametrize("phrase", PHRASES)
def test_search_for_a_quoted_phrase_leads_to_the_statement(phrase: str, page: Any, home: str) -> None:
    page.goto(home + "?q=" + phrase.replace(" ", "+"))
    link = page.wait_for_selector("a.md-search-result__link", state="attached", timeout=10_000)
    hits = page.eval_on_selector_all("a.md-search-result__link", "all => all.slice(0, 5).map(one => one.href)")
    assert link
    for hit in hits:
        page.goto(hit)
        found = page.evaluate(
            """phrase => {
              const start = document.getElementById(decodeURIComponent(location.hash.slice(1)));
              if (!start) return false;
              const box = start.getBoundingClientRect();
              if (box.top < -20 || box.top > innerHeight) return false;
              let text = start.textContent;
              let next = start;
              while ((next = next.nextElementSibling) && !/^H[12]$/.test(next.tagName))
                text += ' ' + next.textContent;
              return text.replace(/\\s+/g, ' ').includes(phrase);
            }""",
            phrase,
        )
        if found:
            return
    pytest.fail(f"none of {hits} opens at {phrase!r}")


def test_passage_links_land_on_the_marked_passage(page: Any, site: Path, home: str) -> None:
    seen = 0
    for address in addresses(site, "topics/*/"):
        page.goto(f"{home}{address}/")
        links = page.eval_on_selector_all("article a[href*='articles/'][href*='#']", "all => all.map(one => one.href)")
        for link in sorted(set(links))[:4]:
            page.goto(link)
            place = page.evaluate(
                """() => {
                  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
                  if (!target) return null;
                  const box = target.getBoundingClientRect();
                  const marked = target.closest('mark') || target.querySelector('mark');
                  return [box.top >= 0 && box.top < innerHeight, Boolean(marked)];
                }"""
            )
            assert place == [True, True], link
            seen += 1
    assert seen >= 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("pattern", PAGES)
def test_pages_are_accessible(pattern: str, scheme: str, page: Any, site: Path, home: str) -> None:
    """WCAG 2.2 A and AA by axe-core, on the content that is ours (the theme around it has faults of its own)."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    address = addresses(site, pattern)[0]
    page.goto(home + address + ("/" if address else ""))
    assert violations(page) == []


def test_links_stay_under_the_prefix(page: Any, site: Path, home: str) -> None:
    origin = home.removesuffix(PREFIX)
    for pattern in PAGES:
        address = addresses(site, pattern)[0]
        page.goto(home + address + ("/" if address else ""))
        links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        assert [link for link in links if link.startswith(origin) and not link.startswith(home)] == []
        assert re.search(r"\S", page.title())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_has_words_sources_and_address_and_nothing_for_a_screen(
    scheme: str, page: Any, site: Path, home: str
) -> None:
    address = next(a for a in addresses(site, "topics/*/") if "bf-readings" in (site / a / "index.html").read_text())
    page.emulate_media(media="print", color_scheme=scheme)
    page.goto(f"{home}{address}/")
    seen = page.evaluate(
        """() => {
          const high = one => one.getBoundingClientRect().height > 0;
          const some = name => [...document.querySelectorAll(name)].some(high);
          const ink = name => getComputedStyle(document.querySelector(name)).color.match(/[\\d.]+/g).slice(0, 3);
          return {
            words: some('table[data-bf=witnesses] mark'), named: some('.bf-app'), sources: some('.bf-sources dd'),
            places: some('.bf-acts details li'), address: document.querySelector('.bf-printed').textContent,
            screen: ['.md-header', '.md-sidebar', '.bf-at', '.bf-acts summary', '.bf-readings', '.headerlink']
              .filter(some),
            dark: ['.bf-figures', '.bf-soft', '.bf-app', 'table[data-bf] td'].every(
              name => ink(name).every(part => part < 130)),
          };
        }"""
    )
    assert {key: seen[key] for key in ("words", "named", "sources", "places", "dark")} == dict.fromkeys(
        ("words", "named", "sources", "places", "dark"), True
    )
    assert seen["screen"] == []
    assert seen["address"].endswith(f"/{address}/")


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_topic_page_prints_on_few_sheets(paper: str, page: Any, site: Path, home: str) -> None:
    for address in addresses(site, "topics/*/"):
        page.goto(f"{home}{address}/")
        sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))
        height = page.evaluate("document.querySelector('article').scrollHeight")
        assert 1 <= sheets <= 1 + height / 900, address


def test_passages_lead_to_each_other_by_keyboard(page: Any, site: Path, home: str) -> None:
    page.goto(f"{home}{addresses(site, 'articles/*/')[0]}/")
    places = page.eval_on_selector_all("mark[id^=p-]", "all => all.map(one => one.id)")
    assert len(places) > 2
    link = page.get_by_role("link", name="Passage 2, the next", exact=True)
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash.length > 1")
    target = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert target in places
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top >= 0")
    page.get_by_role("link", name="Passage 1, the one before", exact=True).click()
    assert page.evaluate("decodeURIComponent(location.hash.slice(1))") != target
