"""Bytes, folders and `sources.yml`: one bad file harms nobody else, and each mistake is one line."""

import os
from pathlib import Path

import pytest

from mkdocs_briefing.reading import LARGEST, naming, read_article, read_folder
from mkdocs_briefing.reading.decode import decode
from mkdocs_briefing.reading.sources import read_sources

TEXT = "The council voted on Tuesday to close the pool.\n\n“We tried,” the mayor said. The café stays open.\n"

BYTES: list[tuple[str, bytes, str, str]] = [
    ("plain", b"a\r\nb\rc\n", "a\r\nb\rc\n", "utf-8"),
    ("UTF-8", TEXT.encode(), TEXT, "utf-8"),
    ("UTF-8 with a mark", b"\xef\xbb\xbf" + TEXT.encode(), TEXT, "utf-8"),
    ("UTF-16 with a mark", b"\xff\xfe" + TEXT.encode("utf-16-le"), TEXT, "utf-16-le"),
    ("UTF-16 the other way", b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT, "utf-16-be"),
    ("UTF-16 without a mark", TEXT.encode("utf-16-le"), TEXT, "utf-16-le"),
    ("UTF-32 with a mark", b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"), TEXT, "utf-32-le"),
    ("Windows quotation marks", TEXT.encode("cp1252"), TEXT, "cp1252"),
    ("one broken byte", b"caf\xff, he said.", "caf\N{REPLACEMENT CHARACTER}, he said.", "utf-8"),
    ("three broken bytes", "é".encode() * 9 + b"\xe2\x80\xff", "é" * 9 + "\N{REPLACEMENT CHARACTER}" * 3, "utf-8"),
    ("a mark inside is text", b"a\xef\xbb\xbfb", "a\ufeffb", "utf-8"),
]


@pytest.mark.parametrize(("raw", "text", "encoding"), [c[1:] for c in BYTES], ids=[c[0] for c in BYTES])
def test_decoding(raw: bytes, text: str, encoding: str) -> None:
    assert decode(raw)[:2] == (text, encoding)


def test_lost_bytes_are_told() -> None:
    article, problems = read_article(b"He said \xff and left.", file="a.txt")
    assert article is not None
    assert [p.message for p in problems] == ["1 byte is not readable as utf-8; save the file as UTF-8"]


TAGS: list[tuple[str, str, str | None, int]] = [
    ("with a blank", " date 2023-09-13 The council voted.", "2023-09-13", 0),
    ("without", "date 2023-09-13 The council voted.", "2023-09-13", 0),
    ("on a line of its own", "date 2023-09-13\n\nThe council voted.", "2023-09-13", 0),
    ("impossible", " date 2023-02-30 The council voted.", None, 1),
    ("in the running text", "The date 2023-09-13 was set by the council.", None, 0),
    ("no date", " date of the vote is open.", None, 0),
]


@pytest.mark.parametrize(("text", "date", "problems"), [c[1:] for c in TAGS], ids=[c[0] for c in TAGS])
def test_date_tag(text: str, date: str | None, problems: int) -> None:
    article, found = read_article(text.encode(), file="a.txt")
    assert article is not None
    assert (article.published, len(found)) == (date, problems)
    if date is not None:
        assert article.published_span is not None
        assert article.text[slice(*article.published_span)] == date
        assert article.text[article.blocks[-1].start : article.blocks[-1].end] == "The council voted."


LINES: list[tuple[str, str, str | None]] = [
    ("numbers", "Published 2031-03-04", "2031-03-04"),
    ("English", "Published: 4 March 2031, 10:15 GMT", "2031-03-04"),
    ("American", "Posted on March 4, 2031", "2031-03-04"),
    ("no more than a date", "March 4, 2031", None),
    ("an update", "Last updated 2031-03-04", None),
    ("no such day", "Published 2031-02-30", None),
    ("more than a date", "Published 2031-03-04 in the official journal", None),
]


@pytest.mark.parametrize(("line", "date"), [c[1:] for c in LINES], ids=[c[0] for c in LINES])
def test_a_line_that_states_the_date(line: str, date: str | None) -> None:
    article, _ = read_article(f"{line}\n\n{TEXT}".encode(), file="a.txt")
    assert article is not None
    assert article.published == date
    assert date is None or (article.published_span is not None and article.text[slice(*article.published_span)] in line)


def test_the_editor_rules_over_the_tag() -> None:
    article, _ = read_article(b" date 2023-09-13 The council voted.", file="a.txt", known={"published": "2023-09-14"})
    assert article is not None
    assert (article.published, article.published_span, article.published_from) == ("2023-09-14", None, "sources.yml")


def test_one_bad_file_harms_nobody_else(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "good.txt").write_text(TEXT + "More.", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b" \n")
    (tmp_path / "binary.txt").write_bytes(bytes(range(32)) * 9)
    (tmp_path / "large.txt").write_bytes(b"a" * (LARGEST + 1))
    (tmp_path / "picture.png").write_bytes(b"x")
    (tmp_path / "README.md").write_bytes(b"x")
    (tmp_path / "overrides.yml").write_bytes(b"x")
    (tmp_path / ".hidden.txt").write_bytes(b"x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "good.txt")
    articles, problems = read_folder(tmp_path)
    assert [(a.id, a.file) for a in articles] == [("deep-good", "deep/good.txt"), ("good", "good.txt")]
    assert sorted(p.file for p in problems) == ["binary.txt", "empty.txt", "large.txt", "link.txt", "picture.png"]
    assert all(p.message and "\n" not in p.message for p in problems)


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff\n.txt"))).write_bytes(TEXT.encode())
    articles, _ = read_folder(tmp_path)
    assert articles[0].file.encode("utf-8")
    assert articles[0].file.isprintable()


def test_no_folder_and_no_article(tmp_path: Path) -> None:
    assert [p.severity for p in read_folder(tmp_path / "none")[1]] == ["error"]
    assert [p.severity for p in read_folder(tmp_path)[1]] == ["error"]


def test_ids_are_unique_and_do_not_depend_on_order() -> None:
    digests = {"a b.txt": "1" * 64, "a-b.txt": "2" * 64, "index.txt": "3" * 64, "Ünï.txt": "4" * 64, "日.txt": "5" * 64}
    expected = {
        "a b.txt": "a-b-11111111",
        "a-b.txt": "a-b-22222222",
        "index.txt": "index-33333333",
        "Ünï.txt": "uni",
        "日.txt": "article-55555555",
    }
    assert naming.ids(digests) == expected
    assert naming.ids(dict(reversed(digests.items()))) == expected
    twins = naming.ids({"a b.txt": "1" * 64, "a-b.txt": "1" * 64})
    assert len(set(twins.values())) == 2


LABELS: list[tuple[str, list[str], list[str]]] = [
    ("numbers first", ["000_a7.txt", "001_5b.txt"], ["000", "001"]),
    ("outlet last", ["pool-vote-ap.txt", "pool-vote-afp.txt"], ["ap", "afp"]),
    ("one is the beginning of the other", ["pool.txt", "pool-2.txt"], ["pool", "pool 2"]),
]


@pytest.mark.parametrize(("files", "labels"), [c[1:] for c in LABELS], ids=[c[0] for c in LABELS])
def test_labels_from_names(files: list[str], labels: list[str]) -> None:
    found = naming.file_labels(files)
    assert [found[file] for file in files] == labels


def test_labels_in_their_order_of_precedence(tmp_path: Path) -> None:
    for n in range(4):
        (tmp_path / f"{n:03}_x.txt").write_text(f"{TEXT}{n}", encoding="utf-8")
    (tmp_path / "sources.yml").write_text(
        "defaults:\n  outlet: The Post\narticles:\n  000_x.txt:\n    label: first\n    published: 2023-01-02\n"
        "  001_x.txt:\n    published: 2023-01-02\n  002_x.txt:\n    outlet: null\n",
        encoding="utf-8",
    )
    articles, problems = read_folder(tmp_path)
    assert problems == []
    assert [a.label for a in articles] == ["first", "The Post, 2023-01-02", "002", "The Post"]
    assert [a.outlet for a in articles] == ["The Post", "The Post", None, "The Post"]


def test_an_unquoted_number_stays_as_written() -> None:
    sources, problems = read_sources(b"articles:\n  a.txt:\n    label: 000\n    published: 2023-09-13\n")
    assert problems == []
    assert sources.of("a.txt") == {"label": "000", "published": "2023-09-13"}


MISTAKES: list[tuple[str, bytes, int | None, str]] = [
    ("unknown section", b"a.txt:\n  label: x\n", 1, "unknown section"),
    ("unknown key", b"articles:\n  a.txt:\n    colour: x\n", 3, "unknown member “colour”"),
    ("wrong type", b"articles:\n  a.txt:\n    label: [x]\n", 3, "one line of plain text"),
    ("entry is a word", b"articles:\n  a.txt: x\n", 2, "must be a mapping"),
    ("list", b"- a\n", 1, "must be a mapping"),
    ("impossible date", b"articles:\n  a.txt:\n    published: 2023-02-30\n", 3, "no date of the calendar"),
    ("bad address", b"articles:\n  a.txt:\n    url: javascript:alert(1)\n", 3, "no web address"),
    ("twice", b"articles:\n  a.txt:\n    label: x\n    label: y\n", 4, "stands twice"),
    ("bad YAML", b"articles: [\n", 2, "not readable as YAML"),
    ("tab", b"articles:\n\ta.txt: x\n", 2, "not readable as YAML"),
    ("control character", b"articles: \x01\n", None, "not readable as YAML"),
    ("unknown anchor", b"articles: *nobody\n", 1, "not readable as YAML"),
    ("too deep", b"[" * 100_000, None, "not readable as YAML"),
]


@pytest.mark.parametrize(("raw", "line", "message"), [c[1:] for c in MISTAKES], ids=[c[0] for c in MISTAKES])
def test_a_mistake_is_one_line(raw: bytes, line: int | None, message: str) -> None:
    _, problems = read_sources(raw)
    assert len(problems) == 1
    assert problems[0].file == "sources.yml"
    assert message in problems[0].message
    assert "\n" not in problems[0].message
    assert line is None or problems[0].line == line


def test_an_unknown_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "sources.yml").write_text("articles:\n  b.txt:\n    label: x\n", encoding="utf-8")
    _, problems = read_folder(tmp_path)
    assert [(p.file, p.line) for p in problems] == [("sources.yml", 2)]
    assert "b.txt" in problems[0].message


def test_language_is_told_from_the_text() -> None:
    for text, expected in [
        ("The council said that it would close the pool at the end of the summer after a long debate.", "en"),
        ("Der Rat hat beschlossen, dass das Bad nach dem Sommer nicht mehr für die Stadt öffnen wird.", "de"),
        ("Pool closed.", None),
    ]:
        article, _ = read_article(text.encode(), file="a.txt")
        assert article is not None
        assert article.language == expected
