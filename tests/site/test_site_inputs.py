"""Sites from saved pages, Markdown, JSON and text: what is known of each, copies, kept texts that start no loop."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from sites import bytes_of, mkdocs

from mkdocs_briefing.audit import runs


@pytest.mark.parametrize("name", ["weir", "clinic", "archive"])
def test_a_story_of_mixed_formats_is_built_again_alike(name: str, story: Callable[[str, str], Path]) -> None:
    folder = story(name, "mkdocs")
    done = mkdocs(folder)
    assert done.returncode == 0, done.stderr
    site = bytes_of(folder / "site")
    kept = {path: path.stat().st_mtime_ns for path in (folder / "articles/.extracted").rglob("*")}
    assert kept
    done = mkdocs(folder)
    assert done.returncode == 0, done.stderr
    # Nothing is written again, so that a watching `mkdocs serve` comes to rest.
    assert {path: path.stat().st_mtime_ns for path in (folder / "articles/.extracted").rglob("*")} == kept
    assert bytes_of(folder / "site") == site
    data = json.loads(site["data/briefing.json"])
    for article in data["articles"]:
        page = site[f"articles/{article['id']}/index.html"].decode("utf-8")
        assert article["origins"]["label"] in ("sources.yml", "outlet and date", "file name")
        assert any(run.addresses.startswith(f"{article['id']}:") for run in runs(page))


def test_what_is_known_is_shown_with_where_it_comes_from(story: Callable[[str, str], Path]) -> None:
    folder = story("weir", "mkdocs")
    assert mkdocs(folder).returncode == 0
    page = (folder / "site/articles/river-courier/index.html").read_text(encoding="utf-8")
    rows = {
        name: re.sub(r"<[^>]+>", "", value).strip()
        for name, value in re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", page, re.DOTALL)
    }
    assert rows["Label"] == "Courier set by the editor"
    assert rows["Outlet"] == "River Courier from the data of its page"
    assert rows["Date"] == "11 May 2032 from the data of its page"
    assert rows["Author"] == "Ilse Varga from the data of its page"
    assert rows["Retrieved"] == "14 May 2032 set by the editor"
    assert rows["Credit"].endswith("set by the editor")
    assert "a saved page" in rows["File"]
    bare = (folder / "site/articles/broken/index.html").read_text(encoding="utf-8")
    assert re.search(r"<dt>Date</dt> <dd>no date stated\s*</dd>", bare)
    for name in ("articles/valley-wire", "method"):
        copied = unescape((folder / f"site/{name}/index.html").read_text(encoding="utf-8"))
        assert "share much of one text: 100 % of the words of the shorter one are in the other" in copied
    data = json.loads((folder / "site/data/briefing.json").read_text(encoding="utf-8"))
    assert [copy["kind"] for copy in data["copies"]] == ["syndicated"]
    (part,) = [a for a in data["articles"] if a["label"] == "Agency, second"]
    assert (part["part"], part["format"], part["file"]) == (3, "json", "wire.jsonl")


def test_a_page_that_was_tampered_with_is_told_and_the_site_is_right(story: Callable[[str, str], Path]) -> None:
    folder = story("clinic", "mkdocs")
    assert mkdocs(folder).returncode == 0
    site = bytes_of(folder / "site")
    kept = folder / "articles/.extracted/letter.markdown.txt"
    kept.write_text(kept.read_text(encoding="utf-8").replace("a lottery", "a treasure"), encoding="utf-8")
    done = mkdocs(folder)
    assert done.returncode == 0, done.stderr
    assert "letter.markdown.txt: changed since it was kept" in done.stderr
    pages = {name: content for name, content in bytes_of(folder / "site").items() if name.startswith("speakers/")}
    assert pages == {name: site[name] for name in pages}


def test_a_folder_that_cannot_be_written_builds_all_the_same(story: Callable[[str, str], Path]) -> None:
    folder = story("archive", "mkdocs")
    (folder / "articles/papers.json").unlink()
    (folder / "articles/.extracted").write_text("no folder", encoding="utf-8")
    done = mkdocs(folder, "--strict")
    assert done.returncode == 0, done.stderr
    assert "cannot be kept" in done.stderr
    shutil.rmtree(folder / "site")
