"""The MkDocs door: what it adds to a configuration, what it refuses, what it leaves alone."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from mkdocs_briefing import audit, pages
from mkdocs_briefing.pages.page import Page

STORIES = Path(__file__).parent / "stories"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(STORIES / "tram", tmp_path / "articles")
    (tmp_path / "docs").mkdir()
    return tmp_path


def configured(folder: Path, **more: Any) -> MkDocsConfig:
    settings = {
        "site_name": "Tram",
        "theme": {"name": "mkdocs"},
        "plugins": [{"briefing": {"articles": "articles"}}],
        **more,
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return load_config(str(folder / "mkdocs.yml"))


def test_builds_and_watches_the_articles(folder: Path) -> None:
    config = configured(folder)
    build(config)
    assert str(folder / "articles") in config.watch
    assert (folder / "site/index.html").is_file()
    assert (folder / "site/data/briefing.json").is_file()


def test_a_navigation_of_ones_own_stays(folder: Path) -> None:
    (folder / "docs/own.md").write_text("# Own\n", encoding="utf-8")
    config = configured(folder, nav=[{"Mine": "own.md"}])
    build(config)
    assert config.nav == [{"Mine": "own.md"}]


def test_long_work_says_how_far_it_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("mkdocs_briefing.plugin.Lines.seconds", 0.0)
    with caplog.at_level("INFO", "mkdocs"):
        build(configured(folder))
    count = len(list((folder / "articles").glob("*.txt")))
    assert f"{count - 1} of {count} articles read" in caplog.text
    compared = re.search(r"([\d,]+) printed stretches agree", caplog.text)
    assert compared is not None
    assert int(compared[1].replace(",", "")) > count


def test_contents_and_search_are_set_where_the_editor_set_none(folder: Path) -> None:
    config = configured(folder, theme={"name": "material"}, plugins=["search", {"briefing": {"articles": "articles"}}])
    build(config)
    assert config.mdx_configs["toc"] == {"permalink": True, "toc_depth": 3}
    index = (folder / "site/search/search_index.json").read_text(encoding="utf-8")
    assert "“" in json.loads(index)["config"]["separator"]


def test_contents_and_search_of_the_editor_stay(folder: Path) -> None:
    search = {"search": {"separator": "[,]", "fields": {"title": {"boost": 7.0}}}}
    config = configured(
        folder,
        theme={"name": "material"},
        plugins=[search, {"briefing": {"articles": "articles"}}],
        markdown_extensions=[{"toc": {"toc_depth": 2}}],
    )
    build(config)
    assert config.mdx_configs["toc"] == {"toc_depth": 2}
    found = json.loads((folder / "site/search/search_index.json").read_text(encoding="utf-8"))["config"]
    assert (found["separator"], found["fields"]["title"]["boost"]) == ("[,]", 7.0)


def test_words_that_are_not_those_of_the_file_end_the_build(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = audit.reread

    def altered(*given: Any) -> Any:
        texts, problems = real(*given)
        return {name: text.replace("forty", "fifty") for name, text in texts.items()}, problems

    monkeypatch.setattr("mkdocs_briefing.plugin.reread", altered)
    with pytest.raises(Abort):
        build(configured(folder))
    assert "forty" in caplog.text


def test_a_link_that_leads_nowhere_ends_the_build(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = pages.render

    def broken(*given: Any) -> Any:
        return {**real(*given), "extra.md": Page('# Extra\n\n<a href="../nowhere/">out</a>\n')}

    monkeypatch.setattr("mkdocs_briefing.plugin.pages.render", broken)
    with pytest.raises(Abort):
        build(configured(folder))
    assert "leads to no page" in caplog.text
