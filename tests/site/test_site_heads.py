"""What every page says of itself, and how much of it there is to fetch: language, title, description, bytes."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sites import mkdocs

KIB = 1024
PAGE = 60 * KIB
"""The most that a page of the seeds may weigh, compressed."""
OURS = 15 * KIB
"""The most that our style and script may weigh together, compressed."""


class Head(HTMLParser):
    """Language, title and meta elements of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.lang: str | None = None
        self.meta: dict[str, str] = {}
        html = path.read_text(encoding="utf-8")
        self.feed(html.partition("</head>")[0])
        self.title = unescape(html.partition("<title>")[2].partition("</title>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.lang = given.get("lang")
        if tag == "meta" and (name := given.get("property") or given.get("name")):
            self.meta[name] = given.get("content") or ""


@pytest.fixture(params=["seeds", "saltworks"])
def built(request: pytest.FixtureRequest, story: Callable[[str], Path]) -> Path:
    if request.param == "seeds":
        seeds: Path = request.getfixturevalue("seeds_site")
        return seeds
    folder = story("saltworks")
    done = mkdocs(folder, "--strict")
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_every_page_says_its_language_its_name_and_what_it_is(built: Path) -> None:
    heads = {path: Head(path) for path in sorted(built.rglob("index.html"))}
    assert len(heads) > 10
    for path, head in heads.items():
        assert head.lang == "en", path
        assert head.title.strip(), path
        assert head.meta["description"].strip(), path
        assert head.meta["og:description"] == head.meta["description"], path
        assert head.meta["og:title"] in head.title or path.parent == built, path
        address = path.parent.relative_to(built).as_posix().removeprefix(".")
        assert head.meta["og:url"].endswith(f"/{address}/" if address else "/"), path
        hosts = {found for value in head.meta.values() for found in re.findall(r"https?://([^/\s;]+)", value)}
        assert hosts <= {"example.org"}, path
    assert [title for title, count in Counter(head.title for head in heads.values()).items() if count > 1] == []


def test_pages_are_light(seeds_site: Path, record_testsuite_property: Callable[[str, object], None]) -> None:
    """No page of the seeds weighs more than 60 KB; run pytest with -s to read what each kind weighs."""
    heaviest: dict[str, int] = {}
    for path in sorted(seeds_site.rglob("*.html")):
        folder = path.parent.relative_to(seeds_site).as_posix()
        kind = folder if folder.count("/") == 0 else folder.partition("/")[0] + "/…"
        weight = len(gzip.compress(path.read_bytes(), mtime=0))
        heaviest[kind] = max(heaviest.get(kind, 0), weight)
    for kind, weight in sorted(heaviest.items(), key=lambda item: -item[1]):
        print(f"{weight:>7,} bytes  {kind}")
        record_testsuite_property(f"bytes of {kind}", weight)
    assert {kind: weight for kind, weight in heaviest.items() if weight > PAGE} == {}


def test_style_and_script_are_light(seeds_site: Path) -> None:
    ours = {name: len(gzip.compress((seeds_site / "assets" / name).read_bytes(), mtime=0)) for name in _own(seeds_site)}
    print(ours)
    assert set(ours) == {"briefing.css", "briefing.js"}
    assert sum(ours.values()) < OURS


def _own(site: Path) -> list[str]:
    return sorted(path.name for path in (site / "assets").iterdir() if path.suffix in (".css", ".js"))
