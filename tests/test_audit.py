"""The audit reads printed runs again and says where a page and a file differ."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from mkdocs_briefing.audit import audit, reread
from mkdocs_briefing.model import Article

TEXT = 'Kim said: "We *will*\nsupport <you>",\x07 again.'


@pytest.mark.parametrize(
    ("title", "html", "faults"),
    [
        ("the same words", '<p><span data-at="a:0-3">Kim</span></p>', 0),
        ("nested marks, white space collapsed", '<q data-at="a:10-28">&#34;We &#42;will* <mark>support</mark></q>', 0),
        ("a control character is shown", '<i data-at="a:35-37">&#44;\ufffd</i>', 0),
        ("a word changed", '<td data-at="a:0-8">Kim says</td>', 1),
        ("unknown article", '<span data-at="b:0-3">Kim</span>', 1),
        ("outside the text", '<span data-at="a:0-999">Kim</span>', 1),
        ("an empty run", '<span data-at="a:3-3"></span>', 1),
        ("no address", '<span data-at="Kim">Kim</span>', 1),
        ("not closed", '<p><span data-at="a:0-3">Kim said</p>', 1),
        ("a heading that quotes", "### Kim: support <b>x</b> {#s data-quotes=a:0-3,a:21-28}", 0),
        ("a heading in another order", "### support Kim {#s data-quotes=a:0-3,a:21-28}", 1),
    ],
)
def test_audit(title: str, html: str, faults: int) -> None:
    assert len(audit(html, {"a": TEXT})) == faults, title


def test_reread_refuses_a_changed_file(tmp_path: Path) -> None:
    raw = "\ufeffKim said so.".encode()
    (tmp_path / "a.txt").write_bytes(raw)
    article = Article(id="a", file="a.txt", sha256=hashlib.sha256(raw).hexdigest(), text="Kim said so.")
    assert reread(tmp_path, [article]) == ({"a": "Kim said so."}, [])
    (tmp_path / "a.txt").write_bytes(b"changed")
    texts, problems = reread(tmp_path, [article])
    assert not texts
    assert len(problems) == 1
