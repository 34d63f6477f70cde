"""A built site in Chromium: how it is built, published under a path as GitHub Pages does, opened, and looked at."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[3]
PREFIX = "/repo/"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass(frozen=True)
class Site:
    """A built site: its folder, and the address of its home page."""

    folder: Path
    home: str


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


def build(folder: Path, target: Path) -> Path:
    """Build the site of ``folder`` into ``target`` with real MkDocs."""
    environment = {**os.environ, "SITE_URL": "https://example.org/repo/", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(target)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of the home page of a site, for as long as it is served."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def opened(browser: Any, home: str, **settings: Any) -> Iterator[Any]:
    """A page that collects what must not happen: requests elsewhere, errors on the console, missing files."""
    context = browser.new_context(
        **{"viewport": {"width": 1280, "height": 900}, "service_workers": "block", **settings}
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    faults: list[str] = []
    origin = home.removesuffix(PREFIX)

    def route(way: Any) -> None:
        if way.request.url.startswith((origin + "/", "data:", "blob:", "about:")):
            way.continue_()
        else:
            faults.append(f"request to {way.request.url}")
            way.abort()

    context.route("**/*", route)
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("response", lambda answer: faults.append(f"{answer.status} {answer.url}") if answer.status > 399 else None)
    yield page
    context.close()
    assert faults == []


def addresses(site: Path, pattern: str) -> list[str]:
    """Addresses below the home page of the pages whose folder fits ``pattern``."""
    found = sorted(site.glob(pattern + "index.html"))
    assert found, pattern
    return [str(path.parent.relative_to(site)).removeprefix(".") for path in found]


def violations(page: Any, context: str = "article") -> list[Any]:
    """What axe-core finds against WCAG 2.2 A and AA in the part of the page that is ours."""
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    result = Axe().run(page, context=context, options=options)
    return [(fault["id"], [node["target"] for node in fault["nodes"]][:3]) for fault in result.response["violations"]]
