"""Text becomes markup in one place: nothing else in the package makes markup, and what goes in comes out as text."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import jinja2
import markdown
import pytest
from hostile_files import SMALL
from hostile_sites import EXTENSIONS
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

import mkdocs_briefing
from mkdocs_briefing import exports, pages, pipeline
from mkdocs_briefing.pages.markup import TEMPLATES, literal, visible
from mkdocs_briefing.settings import from_mapping

PACKAGE = Path(mkdocs_briefing.__file__).parent
ONE_PLACE = PACKAGE / "pages" / "markup.py"
OURS = frozenset(
    ["anchor", "relative", "href", "passage_id", "card_id", "matter_id", "topic_path", "article_path", "speaker_path"]
)
"""Functions whose value holds nothing but what ``anchor`` made, and may become markup elsewhere."""
MODULES = sorted(path for path in (PACKAGE / "pages").rglob("*.py") if path != ONE_PLACE)


def unsafe(tree: ast.AST) -> list[tuple[int, str]]:
    """Calls that make markup of anything but a text written in the code and addresses made by this package."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Markup":
            found += [(node.lineno, ast.unparse(part)) for arg in node.args for part in _made_of(arg)]
        if isinstance(node, ast.Attribute) and node.attr in ("__html__", "unescape"):
            found.append((node.lineno, node.attr))
        if isinstance(node, ast.Name) and node.id in ("Environment", "Template", "escape", "mark_safe"):
            found.append((node.lineno, node.id))
    return found


def _made_of(node: ast.expr) -> list[ast.expr]:
    """The parts of an argument of ``Markup`` that are neither written out nor made of an address."""
    if isinstance(node, ast.Constant):
        return []
    if isinstance(node, ast.JoinedStr):
        return [part for value in node.values for part in _made_of(value)]
    if isinstance(node, ast.FormattedValue):
        return _made_of(node.value)
    if isinstance(node, ast.IfExp):
        return _made_of(node.body) + _made_of(node.orelse)
    if isinstance(node, ast.BinOp):
        return _made_of(node.left) + _made_of(node.right)
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        return [] if name in OURS else [node]
    return [node]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_module_makes_markup_of_text(path: Path) -> None:
    assert unsafe(ast.parse(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "code",
    ["Markup(article.text)", "Markup(f'<b>{name}</b>')", "Markup('<b>' + name)", "Environment(autoescape=False)"],
)
def test_the_check_sees_markup_made_of_text(code: str) -> None:
    assert unsafe(ast.parse(code)) != []


@pytest.mark.parametrize("path", sorted(TEMPLATES.iterdir()), ids=lambda path: path.name)
def test_no_template_turns_the_escaping_off(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert (
        re.search(r"\|\s*safe\b|\bautoescape\b|\bMarkup\b|\{%-?\s*(?:raw|include)\b|xmlattr|\|\s*tojson", text) is None
    )


# --------------------------------------------------------------------------------------- a briefing of tainted words

CANARY = "<b data-x=1>`{{ 7*191 }}`|--8<--*_[x](y){: .z}"


def tainted(folder: Path) -> None:
    for number, who in enumerate(("Ada Orm", "Ida Quill", "Bo Lind")):
        (folder / f"{CANARY.replace('/', '')} {number}.txt").write_text(
            f"{CANARY} Ferry {CANARY} stops\n\nPublished 4 March 2031\n\nLOWBY {CANARY} — The ferry {CANARY} waited.\n\n"
            f"“The ferry {CANARY} lost its roof in the {CANARY} storm,” said {who}, {CANARY} the council’s head.\n\n"
            f"{who} said on Monday that the ferry {CANARY} would never come back to the harbour.\n\n"
            f"“It is {CANARY} late,” said {CANARY} Orm. The so-called “{CANARY}” was closed.\n",
            encoding="utf-8",
        )
    names = sorted(path.name for path in folder.iterdir())
    known = {
        name: {"label": f"{CANARY} {n}", "outlet": CANARY, "title": f"{CANARY} title"} for n, name in enumerate(names)
    }
    (folder / "sources.yml").write_text(json.dumps({"articles": known}), encoding="utf-8")


OPTIONS = {
    "title": CANARY,
    "line": f"It was {CANARY} so",
    "editor": CANARY,
    "report_url": "https://example.org/?a=<b>&b={id}&c=`x`",
    "speakers": [{"name": f"{CANARY} Orm", "aliases": ["Ada Orm"], "language": "ko"}],
    "topics": [
        {
            "title": f"{CANARY} boats",
            "id": "boats",
            "description": CANARY,
            "terms": ["ferry"],
            "matters": [{"title": f"{CANARY} roof", "id": "roof", "terms": ["roof"]}],
        }
    ],
}


@pytest.fixture(scope="module")
def tainted_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("tainted")
    tainted(folder)
    given, problems = from_mapping(OPTIONS, "mkdocs.yml")
    assert problems == []
    for text in ("full", "passages"):
        with_text, _ = from_mapping({**OPTIONS, "text": text}, "mkdocs.yml")
        briefing = pipeline.build(folder, with_text, raise_errors=True)
        assert len(briefing.articles) == 3
        assert len(briefing.passages) >= 6
    made = pages.render(briefing, given)
    return {path: page.content for path, page in made.items() if isinstance(page.content, str)}


def test_every_page_shows_a_tainted_word_as_text(tainted_pages: dict[str, str]) -> None:
    shown = 0
    for path, content in tainted_pages.items():
        head, body = content.removeprefix("---\n").split("\n---\n", 1)
        for part in (head, body):
            assert "<b data-x" not in part, path
            assert "--8<--" not in part, path
            assert not re.search(r"\{\{|\{%|\{#", part), path
        html = markdown.markdown(body, extensions=EXTENSIONS)
        tree = LexborHTMLParser(html)
        assert tree.css("[data-x], article b b, script") == [], path
        shown += "".join((tree.body.text(deep=True) if tree.body else "").split()).count("".join(CANARY.split()))
    assert shown > 60


def test_a_template_engine_that_runs_over_the_pages_finds_nothing(tainted_pages: dict[str, str]) -> None:
    for path, content in tainted_pages.items():
        assert jinja2.Environment(keep_trailing_newline=True).from_string(content).render() == content, path


# ------------------------------------------------------------------------------------------------ one piece of text

PIECES = (
    "<script>",
    "</title>",
    "<!--",
    "-->",
    "&lt;",
    "&#60;",
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "{: .x }",
    "{++",
    "++}",
    "--8<--",
    ";--8<--",
    "```",
    "~~~",
    "``",
    "`",
    "***",
    "__",
    "~~",
    "==",
    "^^",
    "++",
    ":smile:",
    "[^1]",
    "[^1]: x",
    "*[a]: b",
    "!!! note",
    "??? x",
    '=== "x"',
    "/// html | script",
    "///",
    "- [ ] ",
    "[x](y)",
    "![x](y)",
    "[x]: y",
    "<http://x.y>",
    "http://x.y",
    "a@b.c",
    "$x$",
    "\\(x\\)",
    "$$",
    "\\[",
    "# ",
    "> ",
    "    ",
    "\t",
    "|",
    "---",
    "***",
    "1. ",
    "* ",
    "[TOC]",
    "[[x]]",
    "(tm)",
    "1st",
    "1/4",
    "...",
    "--",
    "'",
    '"',
    "“",
    "”",
    "’",
    "\\",
    "@x",
    "#1",
    "\x02",
    "\x03",
    "\x00",
    "wzxhzdk:0",
    "\u202e",
    "\u2028",
    "\u200b",
    "\ufeff",
    "\r",
    "\n",
    "\v",
    "\x85",
    "\ufffe",
    "\U0001fffe",
    "e\u0301",
    "\U0001f6a2",
    " said ",
    "Ada Orm",
    "word",
    "É",
    "ß",
    "7",
    "，",
    "：",
)
hostile_text = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), min_size=1, max_size=14).map("".join)


def read(html: str) -> str:
    """The text of the first element with an id, as a browser has it."""
    node = LexborHTMLParser(f"<!doctype html><body>{html}").css_first("#here")
    assert node is not None
    return str(node.text(deep=True))


FORMS = (
    ("raw", '<div><p id="here">{}</p></div>'),
    ("cell", '<table><tbody><tr><td id="here">{}</td></tr></tbody></table>'),
    ("item", '<ul>\n<li id="here">x{}x</li>\n</ul>'),
    ("heading", "## x {} x {{: #here }}"),
    ("attribute", '<p id="here" title="{}">{}</p>'),
)


@pytest.mark.parametrize(("form", "around"), FORMS, ids=[name for name, _ in FORMS])
@settings(max_examples=60)
@given(text=hostile_text)
def test_text_is_shown_once_and_nothing_else(form: str, around: str, text: str) -> None:
    source = around.format(literal(text), literal(text)) if form == "attribute" else around.format(literal(text))
    html = markdown.markdown(source, extensions=[e for e in EXTENSIONS if e not in ("toc", "smarty")])
    expected = " ".join(visible(text).split())
    got = " ".join(read(html).split())
    if form == "heading":
        expected = " ".join(f"x {visible(text)} x".split())
    if form == "item":
        expected = " ".join(f"x{visible(text)}x".split())
    assert got == expected
    assert (
        LexborHTMLParser(html).css("script, img, svg, a[href], input, mark, del, ins, sup, sub, code, pre, abbr") == []
    )


def test_the_small_files_are_plain_files() -> None:
    assert len(list(SMALL.rglob("*.txt"))) >= 100


def test_exports_close_no_element(tmp_path: Path) -> None:
    tainted(tmp_path)
    briefing = pipeline.build(tmp_path, from_mapping(OPTIONS, "mkdocs.yml")[0])
    for name, content in exports.files(briefing).items():
        text = content.decode("utf-8") if isinstance(content, bytes) else content
        if name.endswith((".json", ".jsonld")):
            assert "<" not in text, name
            json.loads(text)
        assert "\x00" not in text
