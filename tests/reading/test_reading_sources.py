"""`sources.yml` for files, patterns and folders: what counts before what, where each value is from, each mistake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mkdocs_briefing.model import Article, Problem
from mkdocs_briefing.reading import read_folder
from mkdocs_briefing.reading.sources import KEYS, read_sources

PAGE = (
    "<html><head><meta property='og:site_name' content='Page Outlet'><meta name=author content='Page Author'>"
    "<meta name=date content=2031-01-01></head><body><h1>Ferry stays in port</h1><p>The ferry did not sail on Monday, "
    "the harbour master said, because nobody had paid for its fuel.</p></body></html>"
)
FILES = {
    "page.html": PAGE,
    "wire/first.html": PAGE.replace("Monday", "Tuesday"),
    "wire/deep/second.md": "---\nsource: Front Outlet\ndate: 2031-01-02\n---\nThe ferry did not sail on Friday.\n",
    "wire/list.jsonl": json.dumps({"title": "A", "text": "It did not sail.", "outlet": "Data Outlet"})
    + "\n"
    + json.dumps({"title": "B", "text": "Nor did it on Sunday.", "date": "2031-01-03"}),
    "plain.txt": "date 2031-01-04\n\nThe ferry did not sail, the harbour master said.\n",
}


def read(folder: Path, sources: str) -> tuple[dict[str, Article], list[Problem]]:
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "sources.yml").write_text(sources, encoding="utf-8")
    articles, problems = read_folder(folder)
    return {f"{a.file}{'' if a.part is None else f'#{a.part}'}": a for a in articles}, problems


# (sources.yml, article, member, value, where it is from)
PRECEDENCE: list[tuple[str, str, str, str, str | None, str | None]] = [
    ("page", "", "page.html", "outlet", "Page Outlet", "page metadata"),
    ("front matter", "", "wire/deep/second.md", "outlet", "Front Outlet", "front matter"),
    ("JSON", "", "wire/list.jsonl#1", "outlet", "Data Outlet", "JSON field"),
    ("text", "", "plain.txt", "published", "2031-01-04", "date tag"),
    ("nothing", "", "plain.txt", "outlet", None, None),
    ("defaults", "defaults: {outlet: D}", "page.html", "outlet", "D", "sources.yml"),
    ("nothing as a default", "defaults: {outlet: }", "page.html", "outlet", "Page Outlet", "page metadata"),
    ("unknown by the editor", "articles: {page.html: {outlet: }}", "page.html", "outlet", None, None),
    ("a date unknown", "articles: {plain.txt: {published: }}", "plain.txt", "published", None, None),
    (
        "folder",
        "articles: {wire/: {outlet: F}}\ndefaults: {outlet: D}",
        "wire/first.html",
        "outlet",
        "F",
        "sources.yml",
    ),
    ("folder and below", "articles: {wire/: {outlet: F}}", "wire/deep/second.md", "outlet", "F", "sources.yml"),
    ("another folder", "articles: {wire/: {outlet: F}}", "page.html", "outlet", "Page Outlet", "page metadata"),
    (
        "deeper folder",
        "articles: {wire/deep/: {outlet: G}, wire/: {outlet: F}}",
        "wire/deep/second.md",
        "outlet",
        "G",
        "sources.yml",
    ),
    (
        "pattern before folder",
        'articles: {"*.md": {outlet: P}, wire/deep/: {outlet: G}}',
        "wire/deep/second.md",
        "outlet",
        "P",
        "sources.yml",
    ),
    ("pattern of names", 'articles: {"*.html": {outlet: P}}', "wire/first.html", "outlet", "P", "sources.yml"),
    ("pattern of paths", 'articles: {"wire/*": {outlet: P}}', "wire/first.html", "outlet", "P", "sources.yml"),
    (
        "a star stays in its folder",
        'articles: {"wire/*": {outlet: P}}',
        "wire/deep/second.md",
        "outlet",
        "Front Outlet",
        "front matter",
    ),
    ("two stars do not", 'articles: {"wire/**": {outlet: P}}', "wire/deep/second.md", "outlet", "P", "sources.yml"),
    (
        "the more exact pattern",
        'articles: {"wire/first.*": {outlet: Q}, "wire/*": {outlet: P}}',
        "wire/first.html",
        "outlet",
        "Q",
        "sources.yml",
    ),
    (
        "file before pattern",
        'articles: {page.html: {outlet: O}, "page.htm*": {outlet: P}}',
        "page.html",
        "outlet",
        "O",
        "sources.yml",
    ),
    (
        "each member by itself",
        'articles: {page.html: {outlet: O}, "*.html": {author: A}}',
        "page.html",
        "author",
        "A",
        "sources.yml",
    ),
    (
        "one article of a file",
        'articles: {"wire/list.jsonl#2": {outlet: O}, wire/list.jsonl: {outlet: P}}',
        "wire/list.jsonl#2",
        "outlet",
        "O",
        "sources.yml",
    ),
    (
        "all articles of a file",
        'articles: {"wire/list.jsonl#2": {outlet: O}, wire/list.jsonl: {outlet: P}}',
        "wire/list.jsonl#1",
        "outlet",
        "P",
        "sources.yml",
    ),
]


@pytest.mark.parametrize(
    ("sources", "article", "member", "value", "origin"), [c[1:] for c in PRECEDENCE], ids=[c[0] for c in PRECEDENCE]
)
def test_what_counts_before_what(
    sources: str, article: str, member: str, value: str | None, origin: str | None, tmp_path: Path
) -> None:
    articles, problems = read(tmp_path, sources)
    assert problems == []
    assert getattr(articles[article], member) == value
    assert dict(articles[article].origins).get(member) == origin


def test_every_member_is_read_and_has_its_origin(tmp_path: Path) -> None:
    values = {
        "label": "L",
        "outlet": "O",
        "url": "https://a.example/1",
        "published": "2031-02-01",
        "retrieved": "2031-02-02",
        "author": "A",
        "credit": "C",
        "language": "en",
        "translated_from": "ko",
        "archive": "https://archive.example/1",
        "rights": "R",
        "title": "T",
    }
    assert {*values, "leave_out"} == set(KEYS)
    articles, problems = read(tmp_path, json.dumps({"articles": {"plain.txt": values}}))
    assert problems == []
    article = articles["plain.txt"]
    names = {"archive": "archived"}
    assert {key: getattr(article, names.get(key, key)) for key in values} == values
    assert dict(article.origins) == {names.get(key, key): "sources.yml" for key in values}


def test_leaving_out_is_asked_for_and_told(tmp_path: Path) -> None:
    articles, problems = read(
        tmp_path, 'articles: {page.html: {leave_out: Withdrawn.}, "wire/list.jsonl#2": {leave_out: A copy.}}'
    )
    assert articles.keys() == {"wire/first.html", "wire/deep/second.md", "wire/list.jsonl#1", "plain.txt"}
    assert [(p.file, p.line, p.severity) for p in problems] == [
        ("page.html", None, "info"),
        ("wire/list.jsonl", 2, "info"),
    ]
    assert problems[0].message == "left out, as sources.yml asks: Withdrawn."


def test_the_time_of_a_file_is_no_date(tmp_path: Path) -> None:
    articles, _ = read(tmp_path, "")
    assert articles["wire/list.jsonl#1"].published is None


MISTAKES: list[tuple[str, str, int, str]] = [
    ("a day that is none", "articles:\n  page.html:\n    retrieved: 2031-02-30\n", 3, "no date of the calendar"),
    ("a member misspelt", "articles:\n  page.html:\n    oulet: X\n", 3, "did you mean “outlet”?"),
    ("a member unknown", "articles:\n  page.html:\n    zzz: X\n", 3, "known are label, outlet"),
    ("a file misspelt", "articles:\n  pge.html:\n    outlet: X\n", 2, "did you mean “page.html”?"),
    ("a file unknown", "articles:\n  zzz.pdf:\n    outlet: X\n", 2, "no article “zzz.pdf” in this folder"),
    ("a pattern that fits nothing", 'articles:\n  "*.pdf":\n    outlet: X\n', 2, "no article fits “*.pdf”"),
    ("a folder that is not there", "articles:\n  wires/:\n    outlet: X\n", 2, "no article in a folder “wires/”"),
    ("a folder without its stroke", "articles:\n  wire:\n    outlet: X\n", 2, "is a folder; write “wire/”"),
    (
        "a part that is not there",
        'articles:\n  "wire/list.jsonl#7":\n    outlet: X\n',
        2,
        "the file has no such article",
    ),
    ("an entry twice", "articles:\n  page.html:\n    outlet: X\n  page.html:\n    outlet: Y\n", 4, "stands twice"),
    ("a member twice", "articles:\n  page.html:\n    outlet: X\n    outlet: Y\n", 4, "stands twice"),
    ("a bad address", "articles:\n  page.html:\n    archive: archive.example\n", 3, "no web address"),
    ("a bad language", "articles:\n  page.html:\n    translated_from: Korean\n", 3, "no language code"),
    ("no reason", "articles:\n  page.html:\n    leave_out: true\n", 3, "give the reason in words"),
    ("everything left out", "defaults:\n  leave_out: X\n", 1, "would leave out everything"),
    ("an alias", "defaults: &a\n  outlet: X\narticles:\n  page.html: *a\n", 4, "an alias"),
]


@pytest.mark.parametrize(("sources", "line", "message"), [c[1:] for c in MISTAKES], ids=[c[0] for c in MISTAKES])
def test_each_mistake_is_one_line_with_its_place(sources: str, line: int, message: str, tmp_path: Path) -> None:
    articles, problems = read(tmp_path, sources)
    assert len(articles) == len(FILES) + 1
    (problem,) = problems
    assert (problem.file, problem.line) == ("sources.yml", line)
    assert message in problem.message
    assert "\n" not in problem.message


def test_a_pattern_of_many_stars_is_no_burden() -> None:
    sources, _ = read_sources(f'articles: {{"{"*a" * 60}*b": {{outlet: X}}}}'.encode())
    assert sources.of("a" * 250 + ".txt") == {}


def test_companions_of_a_saved_page_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files/frame.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "other_files").mkdir()
    (tmp_path / "other_files/a.txt").write_text("The ferry did not sail.", encoding="utf-8")
    articles, problems = read_folder(tmp_path)
    assert [a.file for a in articles] == ["other_files/a.txt", "page.html"]
    assert [(p.file, p.severity) for p in problems] == [("page_files", "info")]
