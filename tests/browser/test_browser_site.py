"""The built site in Chromium, published under a path as GitHub Pages does. A missing browser is a failure."""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "/repo/"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PHRASES = ("We will always support the decisions of President Putin", "great interest in rockets")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PAGES = ("", "topics/*/", "speakers/*/", "articles/*/", "method/", "about/*/")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def chromium() -> str:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    assert found, "no Chromium: install Debian's chromium, or put one of these on PATH: " + ", ".join(NAMES)
    return found


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under ``PREFIX`` and nothing outside it."""

    def translate_path(self, path: str) -> str:
        if not urlsplit(path).path.startswith(PREFIX):
            return os.devnull + "/outside"
        return super().translate_path("/" + urlsplit(path).path.removeprefix(PREFIX))

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("browser") / "site"
    environment = {**os.environ, "SITE_URL": "https://example.org/repo/", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(target)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="session")
def home(site: Path) -> Iterator[str]:
    handler = functools.partial(Handler, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def page(browser: Any, home: str) -> Iterator[Any]:
    """A page that collects what must not happen: requests elsewhere, errors on the console, missing files."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block")
    opened = context.new_page()
    faults: list[str] = []
    origin = home.removesuffix(PREFIX)

    def route(way: Any) -> None:
        if way.request.url.startswith((origin + "/", "data:", "blob:", "about:")):
            way.continue_()
        else:
            faults.append(f"request to {way.request.url}")
            way.abort()

    context.route("**/*", route)
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on(
        "response", lambda answer: faults.append(f"{answer.status} {answer.url}") if answer.status > 399 else None
    )
    yield opened
    context.close()
    assert faults == []


def addresses(site: Path, pattern: str) -> list[str]:
    found = sorted(site.glob(pattern + "index.html"))
    assert found, pattern
    return [str(path.parent.relative_to(site)).removeprefix(".") for path in found]


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
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    address = addresses(site, pattern)[0]
    page.goto(home + address + ("/" if address else ""))
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    result = Axe().run(page, context="article", options=options)
    faults = [(fault["id"], [node["target"] for node in fault["nodes"]][:3]) for fault in result.response["violations"]]
    assert faults == []


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
