"""Mistakes that people make: each is one line with the file, the line, what is wrong and what to do; no traceback."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from mkdocs_briefing.cli import main

ROOT = Path(__file__).resolve().parents[2]

HEAD = "site_name: Tram\nplugins:\n  - briefing:\n      articles: articles\n"
TOPIC = HEAD + "      topics:\n        - title: Cost\n          terms: [crown*]\n"


class Mistake(NamedTuple):
    """``files`` by path, text or bytes; ``None`` removes one. ``line`` is how the line begins, ``remedy`` is in it."""

    title: str
    files: dict[str, str | bytes | None]
    line: str
    remedy: str


def settings(title: str, text: str, line: int | None, told: str, remedy: str) -> Mistake:
    place = "mkdocs.yml" if line is None else f"mkdocs.yml:{line}"
    return Mistake(title, {"mkdocs.yml": text}, f"{place}: {told}", remedy)


def sources(title: str, text: str, line: int, told: str, remedy: str) -> Mistake:
    return Mistake(title, {"articles/sources.yml": text}, f"articles/sources.yml:{line}: {told}", remedy)


def overrides(title: str, text: str, line: int, told: str, remedy: str) -> Mistake:
    return Mistake(title, {"articles/overrides.yml": text}, f"articles/overrides.yml:{line}: {told}", remedy)


def article(title: str, name: str, text: str | bytes, told: str, remedy: str, line: int | None = None) -> Mistake:
    place = f"articles/{name}" if line is None else f"articles/{name}:{line}"
    return Mistake(title, {f"articles/{name}": text}, f"{place}: {told}", remedy)


WORDS = "The first rails will be laid in the spring"
FILE = "articles:\n  harbour-post.txt:\n"

MISTAKES = [
    # mkdocs.yml
    settings("not YAML", HEAD + "      topics: [a\n", 6, "error: isn't valid YAML", "correct that line"),
    settings("not UTF-8", "", None, "error: isn't valid YAML: it isn't UTF-8", "save it as UTF-8"),
    settings("plugin not named", "plugins:\n  - search\n", 1, "error: names no plugin", "add “- briefing”"),
    settings("no plugins at all", "site_name: x\n", 1, "error: names no plugin", "add “- briefing”"),
    settings("options without names", "plugins:\n  - briefing: a\n", 2, "error: the options of", "indent them below"),
    settings("inherits from itself", "INHERIT: mkdocs.yml\n", 1, "error: inherits from itself", "correct INHERIT"),
    settings("unknown setting", HEAD + "      topcis: []\n", 5, "unknown option “topcis”", "did you mean “topics”?"),
    settings("wrong type", HEAD + "      topics: cost\n", 5, "“topics” must be a list", "on its own line with “- ”"),
    settings("a text that is none", HEAD + "      editor: [a]\n", 5, "“editor” must be a text", "put it in quotation"),
    settings("a flag that is none", HEAD + "      strict: maybe\n", 5, "“strict” is 'maybe'", "write true or false"),
    settings("a share of 60", HEAD + "      text_share: 60\n", 5, "“text_share” is 60", "between 0 and 1"),
    settings("an unknown choice", HEAD + "      text: all\n", 5, "“text” is 'all'", "write “text: passages” or"),
    settings(
        "no address", HEAD + "      report_url: nowhere\n", 5, "“report_url” is 'nowhere'", "begins with https://"
    ),
    settings("a bad term", TOPIC.replace("crown*", "'*crown('"), 7, "term “*crown(”", "rewrite it"),
    settings("a term twice", TOPIC.replace("crown*", "crown, Crown"), 7, "term “Crown”", "remove one"),
    settings(
        "a topic without terms", HEAD + "      topics:\n        - title: A\n", 6, "topic “A” has no", "add “terms:”"
    ),
    settings(
        "a duplicate id",
        TOPIC + "        - title: cost\n          terms: [rails]\n",
        8,
        "two topics have the id “cost”",
        "give it another id",
    ),
    settings(
        "a bad language code",
        HEAD + "      speakers:\n        - {name: Orm, language: Korean}\n",
        6,
        "“Korean” is no language code",
        "such as",
    ),
    settings(
        "a speaker twice",
        HEAD + "      speakers:\n        - name: Orm\n        - name: orm\n",
        7,
        "speaker “orm” is set twice",
        "put both under one name",
    ),
    settings(
        "the folder is missing",
        HEAD.replace("articles: articles", "articles: nowhere"),
        4,
        "error: “articles” names “nowhere”",
        "correct the name, or make the folder",
    ),
    Mistake(
        "a parent that is missing",
        {"mkdocs.yml": "INHERIT: gone.yml\nsite_name: x\n"},
        "mkdocs.yml:1: error: inherits from “gone.yml”, which can't be read",
        "correct INHERIT",
    ),
    # sources.yml
    sources("not YAML", "articles: [a\n", 2, "not readable as YAML", "correct the file"),
    sources("an impossible date", FILE + "    published: 2031-02-30\n", 3, "“published” of", "write it as YYYY-MM-DD"),
    sources("an unknown file", "articles:\n  gone.txt: {label: G}\n", 2, "no article “gone.txt”", "correct the name"),
    sources("an unknown member", FILE + "    oulet: Post\n", 3, "unknown member “oulet”", "outlet"),
    sources("a bad address", FILE + "    url: example\n", 3, "“url” of", "beginning with https://"),
    sources("a bad language", FILE + "    language: English\n", 3, "“language” of", "such as en"),
    sources("an entry twice", FILE + "    label: a\n    label: b\n", 4, "“label” stands twice", "the first is used"),
    sources(
        "an unknown section", "files:\n  a.txt: {label: a}\n", 1, "unknown section “files”", "defaults and articles"
    ),
    sources(
        "a label used twice",
        FILE + "    label: Post\n  evening-lantern.txt:\n    label: Post\n",
        4,
        "label “Post” is that of harbour-post.txt too",
        "give evening-lantern.txt another",
    ),
    sources("a list", "- a\n", 1, "the file must be a mapping", "“defaults” and “articles”"),
    # articles
    article("an empty file", "empty.txt", "", "error: the file is empty", "put the article in it or remove it"),
    article("only blanks", "blank.txt", " \n\n", "error: the file is empty", "put the article in it or remove it"),
    article(
        "a binary file", "binary.txt", b"\0\1\2\3" * 50, "error: not a text file", "save the article as plain text"
    ),
    article("too large", "large.txt", b"word " * 1_200_000, "error: 6,000,000 bytes, more than", "divide it"),
    article("an unknown kind", "note.odt", "x", "not an article, left alone", ".txt"),
    article(
        "bytes that are no text", "odd.txt", b"\xef\xbb\xbfHe said it was late.\xff\n", "1 byte is", "save the file"
    ),
    article(
        "an impossible date tag", "tag.txt", "date 2031-13-45 He left.\n", "“2031-13-45” is no date", "correct the", 1
    ),
    # overrides.yml
    overrides("not YAML", "- action: [a\n", 2, "isn't valid YAML", "correct that line"),
    overrides("no list", "action: hide\n", 1, "must be a list", "begin each correction with"),
    overrides("no action", f"- target: {WORDS}\n", 1, "a correction needs “action:”", "use one of: speaker"),
    overrides(
        "an unknown action", f"- action: spaeker\n  target: {WORDS}\n", 1, "unknown action", "did you mean “speaker”?"
    ),
    overrides(
        "an unknown part",
        f"- action: accept\n  target: {WORDS}\n  reson: R\n",
        3,
        "unknown member “reson”",
        "did you mean “reason”?",
    ),
    overrides("no words", "- action: accept\n  target: {article: harbour-post.txt}\n", 2, "", "exact"),
    overrides(
        "the old form", f"- action: accept\n  quote: {WORDS}\n", 2, "“quote” stands inside “target:” now", "write"
    ),
    overrides("words that are gone", "- action: speaker\n  target: nobody wrote this\n  value: A\n", 1, "", ""),
    overrides(
        "words in several places",
        "- action: speaker\n  target: {exact: the, article: harbour-post.txt}\n  value: A\n",
        1,
        "",
        "prefix",
    ),
    overrides(
        "a missing article",
        "- action: speaker\n  target: {exact: forty years, article: gone.txt}\n  value: A\n",
        1,
        "",
        "gone.txt",
    ),
    overrides("an unknown topic", f"- action: place\n  target: {WORDS}\n  value: wether\n", 1, "", "wether"),
    overrides("hidden without a reason", f"- action: hide\n  target: {WORDS}\n", 1, "", "reason"),
    overrides("no value", f"- action: note\n  target: {WORDS}\n", 1, "", "value"),
    overrides("an unknown kind", f"- action: kind\n  target: {WORDS}\n  value: quoted\n", 3, "", "direct"),
    overrides("no other passage", f"- action: join\n  target: {WORDS}\n", 1, "", "with"),
    overrides(
        "an impossible date",
        f"- action: note\n  target: {WORDS}\n  value: N\n  date: 2031-02-30\n",
        4,
        "",
        "YYYY-MM-DD",
    ),
    overrides(
        "two for one target",
        f"- action: speaker\n  target: {WORDS}\n  value: A\n- action: speaker\n  target: {WORDS}\n  value: B\n",
        4,
        "",
        "1",
    ),
    # pages of one's own
    Mistake(
        "a link that leads nowhere",
        {"docs/own.md": "# Own\n\nSee [this](gone.md).\n"},
        "docs/own.md:3: the link “gone.md” leads to no page or file",
        "correct it",
    ),
]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "tests/stories/tram", "articles")
    Path("docs").mkdir()
    Path("mkdocs.yml").write_text(HEAD, encoding="utf-8")
    return tmp_path


def lay(files: dict[str, str | bytes | None]) -> None:
    for name, content in files.items():
        path = Path(name)
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


def told() -> list[str]:
    """What `briefing check` says of problems, a line each."""
    done = CliRunner().invoke(main, ["check"])
    assert isinstance(done.exception, SystemExit | None), done.exception
    assert "Traceback" not in done.output
    return done.stdout.splitlines()[:-1]


@pytest.mark.parametrize("mistake", MISTAKES, ids=[m.title for m in MISTAKES])
def test_a_mistake_is_one_line(mistake: Mistake, site: Path) -> None:
    lay(mistake.files)
    if mistake.title == "not UTF-8":
        Path("mkdocs.yml").write_bytes(b"site_name: caf\xe9\n")
    found = told()
    assert len(found) == 1, found
    assert found[0].startswith(mistake.line), found
    assert mistake.remedy in found[0], found


def test_there_are_at_least_thirty() -> None:
    assert len(MISTAKES) >= 30
    assert len({m.title + m.line for m in MISTAKES}) == len(MISTAKES)


def test_the_site_without_a_mistake_has_none(site: Path) -> None:
    assert told() == []


def test_no_article(site: Path) -> None:
    for path in Path("articles").iterdir():
        path.unlink()
    (line,) = told()
    assert re.match(r"articles: error: no article; put .+ in it", line)


def test_an_article_twice(site: Path) -> None:
    shutil.copy("articles/harbour-post.txt", "articles/copy.txt")
    (line,) = [line for line in told() if "the same" in line]
    assert re.match(r"articles/(copy|harbour-post)\.txt: .*the same .*(remove|leave)", line)


def test_an_article_that_may_not_be_read(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root reads everything, so the refusal is made here."""
    real = os.open

    def refuse(path: str, flags: int, mode: int = 0o777) -> int:
        if Path(path).name == "harbour-post.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse)
    (line,) = told()
    assert line == "articles/harbour-post.txt: error: not readable (Permission denied); check its rights"


@pytest.mark.parametrize("name", ["sources.yml", "overrides.yml"])
def test_a_folder_in_the_place_of_a_file(name: str, site: Path) -> None:
    path = Path("articles", name)
    path.unlink(missing_ok=True)
    path.mkdir()
    (line,) = told()
    assert re.match(rf"articles/{name}: not a file; put .+ into a file of this name", line)


def test_no_settings(site: Path) -> None:
    Path("mkdocs.yml").unlink()
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 2
    assert "there is no mkdocs.yml in this folder; name a FOLDER of articles, or a configuration" in done.stderr


def test_near_copies_are_told_and_are_no_problem(site: Path) -> None:
    text = Path("articles/harbour-post.txt").read_text(encoding="utf-8")
    Path("articles/near.txt").write_text(text.replace("spring", "autumn", 1), encoding="utf-8")
    done = CliRunner().invoke(main, ["check", "--strict"])
    assert done.exit_code == 0
    assert re.search(r"near\.txt: info: .+ have nearly the same text: \d+ % .+“leave_out”", done.stdout)


def test_a_link_is_no_article(site: Path) -> None:
    Path("articles/link.txt").symlink_to("harbour-post.txt")
    assert told() == ["articles/link.txt: not a regular file; put a copy of the text in its place"]


@pytest.mark.parametrize("name", ["mkdocs.yml", "articles/sources.yml", "articles/overrides.yml"])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0",
        b"\xff\xfe\x00",
        b"- " * 5000,
        b"[" * 3000,
        b"a: &a [*a]\n",
        b"a: &x 1\na: *y\n",
        b"? [a]\n: b\n",
        b"!!x y",
    ],
    ids=["empty", "zero", "no text", "deep list", "deep flow", "itself", "no anchor", "odd key", "tag"],
)
def test_nothing_in_the_three_files_gives_a_traceback(name: str, content: bytes, site: Path) -> None:
    Path(name).write_bytes(content)
    for line in told():
        assert re.match(r"\S+?(:\d+)?: \S", line)
        assert len(line) < 400


def test_a_fault_of_the_program_is_one_line(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mkdocs_briefing import pipeline

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no\nway")

    monkeypatch.setattr(pipeline, "build", fail)
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 70
    assert done.stderr.splitlines() == [
        "Error: the program failed (RuntimeError: no way); report this with what you ran, and set BRIEFING_TRACEBACK=1 "
        "to see where"
    ]
    monkeypatch.setenv("BRIEFING_TRACEBACK", "1")
    assert isinstance(CliRunner().invoke(main, ["check"]).exception, RuntimeError)
