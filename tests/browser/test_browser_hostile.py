"""Every page of the hostile set in Chromium: no script of an article runs, no request leaves, nothing opens."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.posix, pytest.mark.large]

PREFIX = "/repo/"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CANARY = """Object.defineProperty(window, "__pwned",
  {set: value => console.error("PWNED " + value), get: () => undefined})"""
POKE = """() => { for (const node of document.querySelectorAll("article *")) for (const kind of
  ["click", "mouseover", "focus", "error", "load", "toggle"]) node.dispatchEvent(new Event(kind)); }"""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under ``PREFIX`` and nothing outside it."""

    def translate_path(self, path: str) -> str:
        if not urlsplit(path).path.startswith(PREFIX):
            return os.devnull + "/outside"
        return super().translate_path("/" + urlsplit(path).path.removeprefix(PREFIX))

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "hostile"))
    from hostile_sites import build

    return build(tmp_path_factory.mktemp("hostile") / "project", large=False).site


@pytest.fixture(scope="module")
def address(hostile_site: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(hostile_site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_every_page_is_dead_text(hostile_site: Path, address: str) -> None:
    from playwright.sync_api import sync_playwright

    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    assert path, "no Chromium: install Debian's chromium, or put one of these on PATH: " + ", ".join(NAMES)
    faults: list[str] = []
    origin = address.removesuffix(PREFIX)
    pages = sorted(page.relative_to(hostile_site).as_posix() for page in hostile_site.rglob("index.html"))
    assert len(pages) > 300
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        context = browser.new_context(service_workers="block")
        context.add_init_script(CANARY)

        def route(way: Any) -> None:
            url = way.request.url
            if url.startswith((origin + "/", "data:", "blob:", "about:")):
                way.continue_()
            else:
                faults.append(f"request {url}")
                way.abort()

        context.route("**/*", route)
        tab = context.new_page()

        def dismiss(dialog: Any) -> None:
            faults.append(f"dialog {dialog.message}")
            dialog.dismiss()

        tab.on("dialog", dismiss)
        tab.on("console", lambda said: faults.append(f"console {said.text}") if said.type == "error" else None)
        tab.on("pageerror", lambda error: faults.append(f"error {error}"))
        tab.on("popup", lambda opened: faults.append(f"opened {opened.url}"))
        for page in pages:
            url = address + page.removesuffix("index.html")
            tab.goto(url, wait_until="load")
            tab.evaluate(POKE)
            if tab.url.partition("?")[0].partition("#")[0] != url:  # a list keeps its order and filter behind these
                faults.append(f"moved {page} to {tab.url}")
        browser.close()
    assert faults == [], "\n".join(faults)
