"""Kept texts: written when asked for, used while the original is the same, never trusted when changed."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from made import pdf, word

from mkdocs_briefing.audit import reread
from mkdocs_briefing.model import Article
from mkdocs_briefing.reading import read_folder
from mkdocs_briefing.reading.formats import html

STORIES = Path(__file__).resolve().parents[1] / "stories"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A story of every format."""
    target = tmp_path / "articles"
    shutil.copytree(STORIES / "weir", target)
    shutil.copy(STORIES / "tram/harbour-post.txt", target)
    (target / "deep").mkdir()
    (target / "deep/board.docx").write_bytes(
        word(["The board hid a report, farmers said.", "“They had it,” said Reyl."])
    )
    lines = [(0, "The board hid a report on the weir, farmers said."), (24, '"They had it in March," said Anton Reyl.')]
    (target / "board.pdf").write_bytes(pdf([lines]))
    return target


def kept_files(folder: Path) -> dict[str, tuple[bytes, int]]:
    place = folder / ".extracted"
    return {
        path.relative_to(place).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(place.rglob("*"))
        if path.is_file()
    }


def by_id(articles: list[Article]) -> dict[str, Article]:
    return {article.id: article for article in articles}


def test_nothing_is_written_unless_asked(folder: Path) -> None:
    read_folder(folder)
    assert not (folder / ".extracted").exists()


def test_texts_are_kept_with_both_hashes(folder: Path) -> None:
    articles, _ = read_folder(folder, keep=True)
    extracted = [a for a in articles if a.format != "text"]
    assert {a.format for a in extracted} == {"html", "markdown", "json", "docx", "pdf"}
    files = kept_files(folder)
    assert len(files) == 2 * len(extracted)
    for article in extracted:
        name = article.file if article.part is None else f"{article.file}.{article.part}"
        text = files[f"{name}.txt"][0]
        assert text.decode("utf-8") == article.text
        assert hashlib.sha256(text).hexdigest() == article.text_sha256
        assert json.loads(files[f"{name}.json"][0]) == {"original": article.sha256, "text": article.text_sha256}
        original = (folder / article.file).read_bytes()
        assert hashlib.sha256(original).hexdigest() == article.sha256


def test_a_second_reading_is_the_same_and_writes_nothing(folder: Path) -> None:
    first = read_folder(folder, keep=True)
    files = kept_files(folder)
    assert read_folder(folder, keep=True) == first
    assert kept_files(folder) == files


def test_kept_texts_are_no_articles(folder: Path) -> None:
    without, _ = read_folder(folder)
    read_folder(folder, keep=True)
    assert read_folder(folder)[0] == without


def test_offsets_outlive_another_version_of_the_library(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, _ = read_folder(folder, keep=True)
    monkeypatch.setattr(
        html,
        "_extracted",
        lambda root: ["Another version of the library finds something else on this page, or so it says itself."],
    )
    assert read_folder(folder)[0] == before
    page = folder / "river-courier.html"
    page.write_bytes(page.read_bytes() + b"<!-- changed -->")
    after = by_id(read_folder(folder)[0])
    assert "Another version" in after["river-courier"].text
    assert after["valley-wire"].text == by_id(before)["valley-wire"].text


def test_a_changed_text_is_told_and_extracted_anew(folder: Path) -> None:
    before, told = read_folder(folder, keep=True)
    kept = folder / ".extracted/bare.html.txt"
    kept.write_text(kept.read_text(encoding="utf-8").replace("is safe", "is not safe"), encoding="utf-8")
    after, problems = read_folder(folder, keep=True)
    assert after == before
    (problem,) = [p for p in problems if p not in told]
    assert (problem.file, problem.severity) == (".extracted/bare.html.txt", "warning")
    assert "bare.html" in problem.message
    assert "is not safe" not in kept.read_text(encoding="utf-8")
    assert read_folder(folder)[1] == told


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'{"original": 3}', b"\xff\xfe"])
def test_hashes_that_are_broken_are_no_hashes(folder: Path, broken: bytes) -> None:
    before = read_folder(folder, keep=True)
    (folder / ".extracted/bare.html.json").write_bytes(broken)
    assert read_folder(folder, keep=True) == before
    assert (folder / ".extracted/bare.html.json").read_bytes() != broken


def test_a_folder_that_cannot_be_written_is_information(folder: Path) -> None:
    before, told = read_folder(folder)
    (folder / ".extracted").write_bytes(b"a file where the folder should be")
    after, problems = read_folder(folder, keep=True)
    assert after == before
    more = [p for p in problems if p not in told]
    assert {p.severity for p in more} == {"info"}
    assert len(more) == len([a for a in after if a.format != "text"])
    assert not list(folder.rglob("*.tmp"))


@pytest.mark.parametrize("keep", [True, False])
def test_the_audit_reads_every_format_again(folder: Path, keep: bool) -> None:
    articles, _ = read_folder(folder, keep=keep)
    texts, problems = reread(folder, articles)
    assert problems == []
    assert texts == {article.id: article.text for article in articles}


def test_the_audit_takes_no_other_text(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles, _ = read_folder(folder)
    monkeypatch.setattr(
        html,
        "_extracted",
        lambda root: ["Another text comes out of the page than the one that came out of it some time before."],
    )
    texts, problems = reread(folder, articles)
    pages = {a.id for a in articles if a.format == "html"}
    assert texts.keys() == {a.id for a in articles} - pages
    assert {p.file for p in problems} == {a.file for a in articles if a.id in pages}
    assert {p.severity for p in problems} == {"error"}
    monkeypatch.undo()
    (folder / "wire.jsonl").write_bytes(b"")
    _, problems = reread(folder, articles)
    assert [p.message for p in problems] == ["has changed since it was read; build again"]
