"""The whole way with real MkDocs: the seeds, invented stories, one article, none that quotes anybody."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import bytes_of, mkdocs, project

from mkdocs_briefing import exports, pipeline
from mkdocs_briefing.model import Briefing
from mkdocs_briefing.policy import inline
from mkdocs_briefing.settings import Settings

KINDS = ("index.html", "method/index.html", "topics/*/index.html", "speakers/*/index.html", "articles/*/index.html")


@pytest.mark.parametrize("kind", KINDS)
def test_seeds_have_every_kind_of_page(kind: str, seeds_site: Path) -> None:
    assert list(seeds_site.glob(kind))


def test_two_builds_give_the_same_bytes(seeds_site: Path, tmp_path: Path) -> None:
    folder = project(tmp_path / "again")
    done = mkdocs(folder, "--strict")
    assert done.returncode == 0, done.stderr
    first, second = bytes_of(seeds_site), bytes_of(folder / "site")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_pages_ask_nothing_of_another_host(seeds_site: Path) -> None:
    asked = re.compile(r"<(?:script|img|iframe|source)[^>]+src=\"?https?://|<link[^>]+rel=\"?stylesheet[^>]+https?://")
    assert [p.name for p in seeds_site.rglob("*.html") if asked.search(p.read_text(encoding="utf-8"))] == []


def test_article_pages_are_kept_from_search_engines(seeds_site: Path) -> None:
    pages = list(seeds_site.glob("articles/*/index.html"))
    assert len(pages) == 5
    assert all(re.search(r'name="?robots"?[^>]+noindex', page.read_text(encoding="utf-8")) for page in pages)


def test_published_json_is_what_the_pipeline_finds(seeds_site: Path) -> None:
    data = json.loads((seeds_site / "data/briefing.json").read_text(encoding="utf-8"))
    assert data["schema"] == "briefing/1"
    assert len(data["articles"]) == 5


def essence(briefing: Briefing) -> list[object]:
    """Statements with their base wording, witnesses and variations, by the articles' bytes instead of their ids."""
    data = exports.to_json(briefing)
    article = {a["id"]: a["sha256"] for a in data["articles"]}
    passage = {p["id"]: (article[p["article"]], json.dumps(p["content"])) for p in data["passages"]}
    found: list[object] = []
    for statement in data["statements"]:
        witnesses = sorted(
            (*passage[w["passage"]], json.dumps(w["spans"]), w["relation"]) for w in statement["witnesses"]
        )
        variations = sorted(
            (v["kind"], sorted((r["text"], sorted(passage[p] for p in r["passages"])) for r in v["readings"]))
            for v in statement["variations"]
        )
        found.append((statement["speaker"], passage[statement["base"]], witnesses, variations))
    return sorted(found, key=repr)


@pytest.mark.parametrize("folder", ["seeds", "tests/stories/tram"])
def test_names_of_files_do_not_matter(folder: str, root: Path, tmp_path: Path) -> None:
    files = sorted((root / folder).glob("*.txt"))
    for number, file in enumerate(reversed(files)):
        shutil.copy(file, tmp_path / f"{number:03d}_renamed.txt")
    plain = tmp_path / "plain"
    plain.mkdir()
    for file in files:
        shutil.copy(file, plain)
    renamed = tmp_path / "renamed"
    renamed.mkdir()
    for file in tmp_path.glob("*.txt"):
        file.rename(renamed / file.name)
    before, after = (essence(pipeline.build(place, Settings())) for place in (plain, renamed))
    assert before
    assert before == after


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
@pytest.mark.parametrize("name", ["tram", "alone"])
def test_other_stories_build(name: str, theme: str, story: Callable[[str, str], Path]) -> None:
    folder = story(name, theme)
    done = mkdocs(folder, "--strict")
    assert done.returncode == 0, done.stderr
    assert "</title>" in (folder / "site/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["README.md", "docs/about/how-to.md"])
def test_the_least_configuration_of_the_docs_builds(page: str, root: Path, story: Callable[[str, str], Path]) -> None:
    folder = story("tram", "material")
    printed = (root / page).read_text(encoding="utf-8").split("```yaml\n")[1].partition("```")[0]
    (folder / "mkdocs.yml").write_text(printed, encoding="utf-8")
    done = mkdocs(folder, "--strict")
    assert done.returncode == 0, done.stderr
    assert len(list((folder / "site/articles").glob("*/index.html"))) == len(list((folder / "articles").glob("*.txt")))


def test_a_folder_without_quotations_builds_and_says_so(story: Callable[[str, str], Path]) -> None:
    folder = story("silent", "material")
    done = mkdocs(folder)
    assert done.returncode == 0, done.stderr
    assert "no quotation or attributed statement was found" in done.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("{articles: nowhere}", "nowhere: no such folder"),
        ("{articles: articles, topcis: []}", "did you mean “topics”?"),
    ],
)
def test_mistakes_are_told(options: str, message: str, story: Callable[[str, str], Path]) -> None:
    folder = story("alone", "mkdocs")
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("{articles: articles}", options), encoding="utf-8")
    done = mkdocs(folder, "--strict")
    assert done.returncode != 0
    assert message in done.stderr


def test_a_hand_written_page_wins(story: Callable[[str, str], Path]) -> None:
    folder = story("alone", "mkdocs")
    (folder / "docs/index.md").write_text("# By hand\n", encoding="utf-8")
    done = mkdocs(folder, "--strict")
    assert done.returncode == 0, done.stderr
    assert "index.md is written by hand" in done.stderr
    assert "By hand" in (folder / "site/index.html").read_text(encoding="utf-8")


def test_every_page_carries_a_policy_that_allows_what_the_theme_runs(tmp_path: Path) -> None:
    folder = project(tmp_path)
    done = mkdocs(folder, "-q")
    assert done.returncode == 0, done.stderr
    for path in sorted((folder / "site").rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        assert html.count('http-equiv="Content-Security-Policy"') == 1, path
        digests = {base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline(html)}
        assert digests, path
        assert all(f"'sha256-{digest}'" in html for digest in digests), path


def test_the_policy_can_be_switched_off(tmp_path: Path) -> None:
    folder = project(tmp_path)
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("articles: seeds", "articles: seeds\n      content_security_policy: false"), "utf-8")
    assert mkdocs(folder, "-q").returncode == 0
    assert "http-equiv" not in (folder / "site/index.html").read_text(encoding="utf-8")


def test_properdocs_builds_the_same_pages(seeds_site: Path, tmp_path: Path) -> None:
    folder = project(tmp_path)
    done = mkdocs(folder, "--strict", "-q", engine="properdocs")
    assert done.returncode == 0, done.stderr
    engine = re.compile(rb'<meta name="generator"[^>]*>')
    first, second = bytes_of(seeds_site), bytes_of(folder / "site")
    pages = [name for name in first if name.endswith((".html", "index.json", ".csv")) or name.startswith("data/")]
    assert len(pages) > 20
    assert [name for name in pages if engine.sub(b"", first[name]) != engine.sub(b"", second[name])] == []


def test_style_and_script_come_from_files_only(seeds_site: Path) -> None:
    """The policy blocks them in a page, so a picture is drawn with classes and attributes of SVG."""
    for path in sorted(seeds_site.rglob("*.html")):
        tags = re.findall(r"<[a-zA-Z][^>]*>", path.read_text(encoding="utf-8"))
        assert [tag for tag in tags if re.search(r"\s(?:style|on[a-z]+)=|^<style", tag)] == [], path


def test_why_is_on_every_topic_page_and_not_in_the_search(seeds_site: Path) -> None:
    pages = list(seeds_site.glob("topics/*/index.html"))
    assert pages
    assert all("<summary>Why</summary>" in page.read_text(encoding="utf-8") for page in pages)
    index = json.loads((seeds_site / "search/search_index.json").read_text(encoding="utf-8"))
    told = "a program trained on annotated news"
    assert [
        doc["location"] for doc in index["docs"] if told in doc["text"] and doc["location"].startswith("topics/")
    ] == []


def test_pages_stay_small(seeds_site: Path) -> None:
    """With its reasons folded away, a page stays far below its budget of 60 KB."""
    sizes = {page: len(gzip.compress(page.read_bytes())) for page in seeds_site.glob("topics/*/index.html")}
    assert max(sizes.values()) < 30_000
