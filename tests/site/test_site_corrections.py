"""Corrections with real MkDocs: what moved is told and passes --strict, what changed fails it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from sites import LEAST, ROOT, mkdocs

STORY = ROOT / "tests" / "stories" / "millrace"
OVERRIDES = """\
- action: speaker
  target: {article: messenger.txt, sha256: SHA, exact: It is a sad day for the town, suffix: '," the mayor of'}
  value: Olive Penn
  reason: She is the mayor.
- {action: note, target: {article: gazette.txt, exact: the repair would cost}, value: The minutes say two., editor: Ed}
- action: join
  target: {article: messenger.txt, sha256: SHA, exact: We shall not send another bus across, suffix: '," she said'}
  with: {article: gazette.txt, exact: We will not send a bus over it again}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(LEAST.replace("THEME", "material, font: false"), encoding="utf-8")
    (tmp_path / "docs").mkdir()
    articles = tmp_path / "articles"
    articles.mkdir()
    for path in STORY.glob("*.txt"):
        (articles / path.name).write_bytes(path.read_bytes())
    sha = hashlib.sha256((articles / "messenger.txt").read_bytes()).hexdigest()[:12]
    (articles / "overrides.yml").write_text(OVERRIDES.replace("SHA", f'"{sha}"'), encoding="utf-8")
    return tmp_path


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "articles" / "messenger.txt"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_an_article_that_was_edited_elsewhere_and_renamed_keeps_its_corrections(folder: Path) -> None:
    edit(folder, "Buses will take the long way round from Monday.", "Buses go the long way round.")
    (folder / "articles" / "messenger.txt").rename(folder / "articles" / "zz.txt")
    done = mkdocs(folder, "--strict")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("there is no article “messenger.txt”; the words") == 2
    method = (folder / "site/method/index.html").read_text(encoding="utf-8")
    assert len(re.findall(r'<tr id="?c-[0-9a-f]{8}"?>', method)) == 3
    assert method.count("applied; the article has changed since, the words have not") == 2
    card = (folder / "site/topics/other/index.html").read_text(encoding="utf-8")
    for found in re.findall(r'href="?\.\./\.\./method/#(c-[0-9a-f]+)', card):
        assert re.search(rf'id="?{found}"?[ >]', method)
    assert "corrected by the editor:" in card
    assert "Editor’s note:" in card


def test_a_quotation_that_changed_fails_a_strict_build_and_is_not_corrected(folder: Path) -> None:
    edit(folder, "It is a sad day for the town", "It is a black day for the town")
    assert mkdocs(folder).returncode == 0
    method = (folder / "site/method/index.html").read_text(encoding="utf-8")
    assert "the words are no longer there, or beside others" in method
    done = mkdocs(folder, "--strict")
    assert done.returncode != 0
    assert "“It is a black day for the town” stands in “messenger.txt”" in done.stderr
    assert "Traceback" not in done.stderr
