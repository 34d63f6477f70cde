"""Text becomes markup in one place, and stays text."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from mkdocs_briefing.audit import audit
from mkdocs_briefing.model import Article
from mkdocs_briefing.pages.addresses import broken, relative, url
from mkdocs_briefing.pages.markup import Layer, environment, literal, printed, visible


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("Ordinary prose, well-known. Really?", "Ordinary prose, well-known. Really?"),
        ("<b>", "&#60;b&#62;"),
        ("--8<-- x", "&#45;&#45;8&#60;&#45;&#45; x"),
        ("{{ x }}", "&#123;&#123; x &#125;&#125;"),
        ("1st", "1&#115;t"),
        ("a...b", "a&#46;&#46;&#46;b"),
        ("a\x02b\u202ec", "a\ufffdb\ufffdc"),
        ("a\r\n\n b", "a b"),
    ],
)
def test_literal(text: str, markup: str) -> None:
    assert literal(text) == markup


@given(st.text())
def test_literal_shows_the_text(text: str) -> None:
    shown = literal(text)
    assert unescape(str(shown)) == visible(text)
    assert not set("<>\"'`*_[](){}|\\$@!~^=+") & set(str(shown))


def test_a_template_cannot_print_text_another_way() -> None:
    page = environment().from_string('<p title="{{ x }}">{{ x }}{{ "<hr>" }}{{ x|upper }}{{ ok }}</p>')
    shown = page.render(x="<i>`*", ok=Markup("<b></b>"))
    assert "<i" not in shown
    assert "<I" not in shown
    assert "<hr" not in shown
    assert "`" not in shown
    assert shown.endswith("<b></b></p>")


spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda s: (min(s), max(s) + 1))


@given(st.text(min_size=42, max_size=60), spans, st.lists(spans, max_size=5))
def test_printed_runs_pass_the_audit_whatever_the_layers(
    text: str, at: tuple[int, int], over: list[tuple[int, int]]
) -> None:
    layers = [Layer(span, "mark" if number % 2 else "span") for number, span in enumerate(over)]
    html = str(printed(Article("a", "a", "", text), *at, layers))
    assert audit(html, {"a": text}) == []
    assert html.count("<mark") == html.count("</mark")
    assert html.count("<span") == html.count("</span")


@pytest.mark.parametrize(
    ("source", "target", "fragment", "link"),
    [
        ("index.md", "topics/a.md", "x", "topics/a/#x"),
        ("topics/a.md", "topics/b.md", "", "../../topics/b/"),
        ("topics/a.md", "topics/a.md", "x", "#x"),
        ("speakers/index.md", "index.md", "", "../"),
        ("index.md", "index.md", "", "./"),
        ("data.md", "data/briefing.json", "", "../data/briefing.json"),
    ],
)
def test_links_between_pages_hold(source: str, target: str, fragment: str, link: str) -> None:
    assert relative(source, target, fragment) == link
    pages = {source: f'<a href="{link}">x</a>', **({target: "## X {#x}"} if target != source else {})}
    if target == source and fragment:
        pages[source] += "\n\n## X {#x}"
    assert broken(pages) == []


def test_broken_links_are_found() -> None:
    pages = {"index.md": '<a href="topics/a/#y">x</a> <a href="b/">x</a>', "topics/a.md": "## X {#x}\n<p id='x'>"}
    assert [problem.file for problem in broken(pages)] == ["topics/a.md", "index.md", "index.md"]
    assert url("topics/a.md") == "topics/a/"
