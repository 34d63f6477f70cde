"""The hostile set as a site: everything is text, nothing acts, nothing is lost, and no file costs another one's."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import hostile_files
import pytest
from hostile_pages import acting, pages, shown, squeezed
from hostile_sites import Built, build

pytestmark = [pytest.mark.slow, pytest.mark.posix]

SITES = ("hostile", pytest.param("whole", marks=pytest.mark.large))
_RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of the small files."""
    return build(tmp_path_factory.mktemp("hostile") / "project", large=False)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of all files, with the large ones."""
    return build(tmp_path_factory.mktemp("whole") / "project", large=True)


@pytest.fixture(params=SITES)
def built(request: pytest.FixtureRequest) -> Built:
    site: Built = request.getfixturevalue(request.param)
    return site


def data(built: Built) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((built.site / "data/briefing.json").read_text(encoding="utf-8"))
    return found


def printable(name: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e]", lambda m: m.group().encode("unicode_escape").decode(), name)


def test_the_set_is_large_enough(built: Built) -> None:
    kinds = {case.file.partition("/")[0] for case in built.cases}
    assert len(built.cases) >= 200
    assert {"markup", "markdown", "templates", "front", "encodings", "characters", "ends", "names", "kinds"} <= kinds


def test_every_quotation_is_there_under_its_speaker(built: Built) -> None:
    found = data(built)
    article = {a["id"]: a["file"] for a in found["articles"]}
    said: dict[str, set[tuple[str, str | None]]] = {}
    for passage in found["passages"]:
        said.setdefault(article[passage["article"]], set()).add((squeezed(passage["text"]), passage["speaker"]["name"]))
    lost = [
        (case.file, sorted(map(str, said.get(printable(case.file), ())))[:4])
        for case in built.cases
        if case.outcome == "page"
        and not any(case.words in text and name == case.speaker for text, name in said.get(printable(case.file), ()))
    ]
    assert lost == []


def test_every_quotation_is_shown_on_its_speaker_s_page(built: Built) -> None:
    by_name = {
        squeezed(h1.text().rstrip("¶")): shown(tree)
        for path, tree in pages(built.site)
        if path.startswith("speakers/") and (h1 := tree.css_first("h1")) is not None
    }
    missing = [
        case.file for case in built.cases if case.outcome == "page" and case.words not in by_name.get(case.speaker, "")
    ]
    assert missing == []


def test_every_trick_is_shown_as_the_text_it_is(built: Built) -> None:
    found = data(built)
    page = {a["file"]: built.site / "articles" / a["id"] / "index.html" for a in found["articles"]}
    texts = {file: shown(tree) for file, path in page.items() for _, tree in pages(path.parent)}
    missing = [
        (case.file, trick) for case in built.cases for trick in case.literal if squeezed(trick) not in texts[case.file]
    ]
    assert missing == []


def test_nothing_acts(built: Built) -> None:
    found = {path: what for path, tree in pages(built.site) if (what := acting(tree))}
    assert found == {}


def test_nothing_from_outside_is_in_the_site(built: Built) -> None:
    banned = (hostile_files.OUTSIDE.encode(), b"root:x:0:0:", b"1337twice")
    inside = [
        (path.name, word)
        for path in built.site.rglob("*")
        if path.is_file()
        for word in banned
        if word in path.read_bytes()
    ]
    assert inside == []
    assert [path for path in built.site.rglob("*") if path.is_symlink()] == []


def test_each_refused_file_has_one_clear_line(built: Built) -> None:
    assert "Traceback" not in built.log
    assert _RAW.search(built.log) is None
    lines = [line for line in built.log.splitlines() if line.startswith(("WARNING", "ERROR"))]
    named = Counter(case.file for case in built.cases for line in lines if f" {printable(case.file)}: " in line)
    told = {case.file for case in built.cases if case.outcome == "told"}
    assert {file: named[file] for file in told if named[file] != 1} == {}


def test_names_of_files_in_the_site_are_plain(built: Built) -> None:
    names = [path.relative_to(built.site).as_posix() for path in built.site.rglob("*") if path.is_file()]
    assert [name for name in names if not re.fullmatch(r"[A-Za-z0-9_./-]+", name)] == []
    assert [name for name, count in Counter(name.casefold() for name in names).items() if count > 1] == []
    assert max(len(part) for name in names for part in name.split("/")) < 120


def test_the_search_index_holds_no_markup(built: Built) -> None:
    index = json.loads((built.site / "search/search_index.json").read_text(encoding="utf-8"))
    live = re.compile(r"<(?:script|img|svg|iframe|style|a|form|meta|base|object|embed|video|math|details)\b", re.I)
    assert [doc["location"] for doc in index["docs"] if live.search(doc["title"] + doc["text"])] == []


def test_pages_are_valid_html_without_control_characters(hostile: Built) -> None:
    import html5lib

    faults: dict[str, set[str]] = {}
    for path in sorted(hostile.site.rglob("*.html")):
        text = path.read_bytes().decode("utf-8")
        parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
        parser.parse(text)
        found = {code for _, code, _ in parser.errors}
        if found or re.search("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]", text):
            faults[path.relative_to(hostile.site).as_posix()] = found
    assert faults == {}


@pytest.mark.large
def test_a_site_is_the_same_with_the_large_files_or_without(hostile: Built, whole: Built) -> None:
    small = {a["file"] for a in data(hostile)["articles"]}
    assert small <= {a["file"] for a in data(whole)["articles"]}


@pytest.mark.large
def test_large_files_are_told_where_they_are_too_large(whole: Built) -> None:
    assert re.search(r"refused/line-20-mb\.txt: 20,000,000 bytes, more than the 5,000,000 that are read", whole.log)
    assert re.search(r"large/cue-20000-before\.txt: [\d,]+ statements, more than the 6,000 that are read", whole.log)


def test_time_is_reported(built: Built, record_property: Any) -> None:
    record_property("seconds", round(built.seconds, 1))
    assert Path(built.site / "index.html").is_file()
