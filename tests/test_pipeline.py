"""The stages together: one bad article harms nobody else, order and names make no difference, corrections apply."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_briefing import attribution, pipeline
from mkdocs_briefing.model import Article, Attributed, Passage
from mkdocs_briefing.settings import Settings, TopicSetting

STORIES = Path(__file__).parent / "stories"
TEXT = "Mayor Ada Orm said the tram would open in May. “It is late,” she said.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "tram"
    shutil.copytree(STORIES / "tram", target)
    return target


def failing(on: str, real: Callable[[Article], Attributed]) -> Callable[[Article], Attributed]:
    def attribute(article: Article, most: int = 0) -> Attributed:
        if article.file == on:
            raise RuntimeError("no")
        return real(article)

    return attribute


def test_an_article_that_fails_is_left_out_and_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pipeline.build(folder, Settings(), raise_errors=True)
    bad = whole.articles[0].file
    monkeypatch.setattr(attribution, "attribute", failing(bad, attribution.attribute))
    rest = pipeline.build(folder, Settings())
    assert [a.file for a in rest.articles] == [a.file for a in whole.articles if a.file != bad]
    assert rest.passages
    (problem,) = (p for p in rest.problems if p.severity == "error")
    assert problem.file == bad
    assert "\n" not in problem.message
    with pytest.raises(RuntimeError):
        pipeline.build(folder, Settings(), raise_errors=True)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    made = pipeline.build(tmp_path / "nowhere", Settings())
    assert made.articles == ()
    assert [p.severity for p in made.problems] == ["error"]


def test_the_same_folder_gives_the_same_briefing(folder: Path) -> None:
    assert pipeline.build(folder, Settings()) == pipeline.build(folder, Settings())


def low(article: Article, most: int = 0) -> Attributed:
    span = (article.text.index("the tram"), article.text.index(" in May"))
    return Attributed((Passage("a-1", article.id, "indirect", "lead", 1, (span,), sentence=span, confidence="low"),))


def test_low_confidence_is_held_back_and_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(attribution, "attribute", low)
    made = pipeline.build(tmp_path, Settings())
    assert [p.id for p in made.held_back] == ["a-1"]
    assert (made.passages, made.statements) == ((), ())
    assert [x.reason for x in made.left_out] == ["low confidence"]


def test_an_editor_accepts_what_was_held_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "overrides.yml").write_text("- {action: accept, target: the tram would open}\n", encoding="utf-8")
    monkeypatch.setattr(attribution, "attribute", low)
    made = pipeline.build(tmp_path, Settings())
    assert [p.id for p in made.passages] == ["a-1"]
    assert (made.held_back, made.left_out) == ((), ())
    assert [c.action for c in made.corrections] == ["accept"]


def test_a_correction_of_the_speaker_reaches_the_statement(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "overrides.yml").write_text(
        "- {action: speaker, target: It is late, value: Bo Berg}\n- {action: accept, target: It is early}\n",
        encoding="utf-8",
    )
    made = pipeline.build(tmp_path, Settings(topics=(TopicSetting("t", "T", "", ("late",)),)))
    said = next(p for p in made.passages if "“It is late,”" in made.articles[0].text[slice(*p.content[0])])
    assert (said.speaker.name, said.speaker.id) == ("Bo Berg", "bo-berg")
    assert "bo-berg" in {s.speaker for s in made.statements}
    assert "bo-berg" in {p.id for p in made.speakers}
    assert [(p.file, p.line) for p in made.problems] == [("overrides.yml", 2)]


def test_a_hidden_passage_is_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "overrides.yml").write_text("- {action: hide, target: It is late, reason: A test}\n", encoding="utf-8")
    made = pipeline.build(tmp_path, Settings())
    text = made.articles[0].text
    assert not any("It is late" in text[a:b] for p in made.passages if p.kind != "narrated" for a, b in p.content)
    assert "hidden by the editor" in {x.reason for x in made.left_out}


def test_a_site_is_whole(folder: Path) -> None:
    made = pipeline.build(folder, Settings())
    site = pipeline.publish(made, Settings())
    assert {"index.md", "data/briefing.json", "data/passages.csv"} <= set(site.files)
    pages = {path: text for path, text in site.files.items() if path.endswith(".md") and isinstance(text, str)}
    others = frozenset(site.files) - set(pages)
    assert pipeline.check(folder, made, pages, others) == []
    assert set(site.apart) < set(pages)


def test_a_word_that_differs_from_the_file_is_found(folder: Path) -> None:
    made = pipeline.build(folder, Settings())
    site = pipeline.publish(made, Settings())
    path = next(
        path for path in sorted(site.files) if path.startswith("articles/") and "data-at" in str(site.files[path])
    )
    page = str(site.files[path])
    place = page.index(">", page.index("data-at")) + 1
    faults = pipeline.check(
        folder, made, {path: page[:place] + "Never " + page[place:]}, frozenset(site.files) - {path}
    )
    assert any(p.file == path and p.severity == "error" for p in faults)


def test_without_the_taggers_runtime_the_editor_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attribution, "tagger_there", lambda: False)
    (tmp_path / "one.txt").write_text("Dam shut\n\n“It leaks,” said Mary Okoye, who runs the dam.\n", encoding="utf-8")
    briefing = pipeline.build(tmp_path, Settings())
    assert [(p.file, p.severity, p.message[:36]) for p in briefing.problems] == [
        (tmp_path.name, "info", "the tagger has no runtime on this ma")
    ]
    assert [method for _, method in briefing.methods] == ["rules"]
