"""All generated pages: every word at its address, every link held, whatever the settings and however few passages."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path

import jinja2
import markdown
import pytest
import yaml

from mkdocs_briefing import pages, pipeline
from mkdocs_briefing.audit import audit
from mkdocs_briefing.model import (
    Article,
    Block,
    Briefing,
    LeftOut,
    Passage,
    Person,
    Reading,
    Speaker,
    Statement,
    Topic,
    Variation,
    Witness,
)
from mkdocs_briefing.pages import articles, home, markup
from mkdocs_briefing.pages.context import Context, article_path, passage_id
from mkdocs_briefing.pages.page import Page
from mkdocs_briefing.pages.words import called, day
from mkdocs_briefing.settings import Settings, read_config

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("seeds", "tests/stories/tram", "tests/stories/alone", "tests/stories/silent")
DATA = frozenset(["data/briefing.json", "data/passages.csv", "data/quotations.jsonld", "data/timeline.csv"])
EXTENSIONS = ["attr_list", "md_in_html", "toc", "tables"]


@cache
def built(folder: str) -> Briefing:
    return pipeline.build(ROOT / folder, Settings(), raise_errors=True)


@cache
def rendered(folder: str, settings: Settings) -> dict[str, Page]:
    return pages.render(built(folder), settings)


def text_of(page: Page) -> str:
    assert isinstance(page.content, str)
    return page.content


def html_of(page: Page) -> str:
    return markdown.markdown(text_of(page).split("---\n", 2)[2], extensions=EXTENSIONS)


VARIANTS = [
    pytest.param(Settings(text="full"), id="full"),
    *(pytest.param(Settings(text_share=share), id=f"share {share}") for share in (0.0, 0.4, 0.6, 1.0)),
]


@pytest.mark.parametrize("settings", VARIANTS)
@pytest.mark.parametrize("folder", FOLDERS)
def test_printed_runs_agree_and_links_hold(folder: str, settings: Settings) -> None:
    made = rendered(folder, settings)
    texts = {article.id: article.text for article in built(folder).articles}
    assert pages.links(made, DATA) == []
    for path, page in made.items():
        if path.endswith(".md"):
            assert audit(text_of(page), texts, path) == []
            assert audit(html_of(page), texts, path) == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_markdown_leaves_the_elements_whole(folder: str) -> None:
    for page in rendered(folder, Settings()).values():
        if isinstance(page.content, str):
            html = html_of(page)
            assert not re.search(r"<p>\s*</?(?:t[rdh]|li|ul|ol|dl|table|div)\b", html)
            for tag in ("table", "tr", "ul", "ol", "dl", "div", "span", "p"):
                assert html.count(f"<{tag}>") + html.count(f"<{tag} ") == html.count(f"</{tag}>"), tag


@pytest.mark.parametrize("settings", VARIANTS)
@pytest.mark.parametrize("folder", FOLDERS)
def test_every_passage_stands_once_in_its_article_with_its_cue(folder: str, settings: Settings) -> None:
    made = rendered(folder, settings)
    for passage in built(folder).passages:
        page = text_of(made[article_path(passage.article)])
        assert page.count(f'id="{passage_id(passage.id)}"') == 1
        if passage.kind in ("mixed", "indirect") and passage.cue is not None:
            low, high = passage.cue
            runs = re.findall(r'data-at="[^":]+:(\d+)-(\d+)"', page)
            assert any(int(start) < high and low < int(end) for start, end in runs), passage.id


@pytest.mark.parametrize("folder", FOLDERS)
def test_more_than_the_share_is_shown_only_when_the_passages_need_it(folder: str) -> None:
    briefing = built(folder)
    least = Context(briefing, Settings(text_share=0.0))
    for article in briefing.articles:
        own = [p for p in briefing.passages if p.article == article.id]
        needed = articles.shown(least, article, own).share
        for share in (0.2, 0.6, 0.9):
            context = Context(briefing, Settings(text_share=share))
            assert articles.shown(context, article, own).share <= max(needed, share)
        assert articles.shown(Context(briefing, Settings(text="full")), article, own).share == 1.0


def test_article_pages_are_kept_from_search_engines_and_navigation() -> None:
    for path, page in rendered("seeds", Settings()).items():
        front = yaml.safe_load(text_of(page).split("---\n")[1]) if path.endswith(".md") else {}
        own = path.startswith("articles/") and path != "articles/index.md"
        assert (front.get("robots") == "noindex") == own
        # on the site's own search an article is found by its title, its words by the statements
        excluded = path.endswith(".md") and '<section class="bf-text" data-search-exclude>' in text_of(page)
        assert excluded == own
        if own or (path.startswith("speakers/") and path != "speakers/index.md"):
            assert not page.in_nav


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_navigation_names_pages_that_are_there(folder: str) -> None:
    made = rendered(folder, Settings())
    found = pages.navigation(built(folder), Settings())
    names = ["Home", "Topics", "All statements", "Speakers", "Across articles", "Articles", "About"]
    assert [next(iter(item)) for item in found] == names
    for item in found:
        for value in item.values():
            assert all(made[path].in_nav for path in ([value] if isinstance(value, str) else value))


def test_nothing_found_is_said() -> None:
    made = rendered("tests/stories/silent", Settings())
    for path in ("index.md", "speakers/index.md"):
        assert "No quotations were found in these articles." in text_of(made[path])


def test_no_text_leaves_the_front_matter() -> None:
    hostile = 'A "title" <script>alert(1)</script>\n---\n# {{ x }}'
    page = rendered("tests/stories/silent", Settings(title=hostile, line=hostile, editor="<b>"))["index.md"]
    assert text_of(page).startswith("---\n")
    front = yaml.safe_load(text_of(page).split("\n---\n")[0])
    assert "<" not in front["title"] + front["description"]
    assert unescape(front["title"]) == 'A "title" <script>alert(1)</script> --- # {{ x }}'
    assert "<script" not in text_of(page)
    assert "{{" not in text_of(page)


@pytest.mark.parametrize("robots", ["noindex", None])
def test_the_theme_prints_robots_from_the_front_matter(robots: str | None) -> None:
    override = (Path(pages.__file__).parent / "theme/main.html").read_text(encoding="utf-8")
    base = "<head>{% block extrahead %}{% endblock %}</head>"
    made = jinja2.Environment(loader=jinja2.DictLoader({"base.html": base, "main.html": override}))
    html = made.get_template("main.html").render(page={"meta": {"robots": robots} if robots else {}})
    assert ('<meta name="robots" content="noindex">' in html) == (robots is not None)


WORDS = 'Mayor: "<b>&#60;Up&amp;down</b>" </title><script>'


@pytest.mark.parametrize(
    ("meta", "canonical"),
    [
        ({"title": str(markup.literal(WORDS)), "description": str(markup.literal(WORDS))}, "https://example.org/a/b/"),
        ({}, None),
    ],
    ids=["generated page", "no address, no words"],
)
def test_the_theme_tells_other_sites_what_a_page_is(meta: dict[str, str], canonical: str | None) -> None:
    """Open Graph: article words do nothing in an attribute, and an address is there only where the site has one."""
    override = (Path(pages.__file__).parent / "theme/main.html").read_text(encoding="utf-8")
    base = "<head>{% block extrahead %}{% endblock %}</head>"
    made = jinja2.Environment(loader=jinja2.DictLoader({"base.html": base, "main.html": override}))
    page = {"meta": meta, "canonical_url": canonical, "is_homepage": False}
    html = made.get_template("main.html").render(page=page, config={"site_name": 'The "Post"'})
    told = {key: unescape(value) for key, value in re.findall(r'<meta property="og:(\w+)" content="([^"<>]*)">', html)}
    assert html.count("<meta") == len(told)
    assert told["site_name"] == 'The "Post"'
    assert told["title"] == (WORDS if meta else 'The "Post"')
    assert told.get("description") == (WORDS if meta else None)
    assert told.get("url") == canonical


# ------------------------------------------------------------------------------------------ invented by hand


def article(name: str, text: str, **given: object) -> Article:
    made = Article(name, f"{name}.txt", "0" * 64, text, label=name, blocks=(Block("lead", 0, len(text), 1),))
    return replace(made, **given)  # type: ignore[arg-type]


SAID = "Ferry fares are going to rise by a tenth from the first of May, the harbour master said. Nobody asked why."
INDIRECT = Passage(
    "a-1",
    "a",
    "indirect",
    "lead",
    1,
    ((0, SAID.index(", the")),),
    speaker=Speaker("the harbour master", "master", (SAID.index("the harbour"), SAID.index(" said")), as_="role"),
    cue=(SAID.index("said"), SAID.index("said") + 4),
    sentence=(0, SAID.index(" Nobody")),
)


def one(passage: Passage, text: str, **given: object) -> Briefing:
    statement = Statement(f"s{passage.id}", None, passage.id, (Witness(passage.id, passage.content, "base"),))
    made = Briefing(
        articles=(article("a", text),),
        passages=(passage,),
        statements=(statement,),
        topics=(Topic("other", "Statements", statements=(statement.id,)),),
    )
    return replace(made, **given)  # type: ignore[arg-type]


def test_first_words_keep_what_attributes_them() -> None:
    briefing = one(INDIRECT, SAID)
    found = called(Context(briefing, Settings()), briefing.articles[0])
    assert found.text == "Ferry fares are going to rise by a tenth from the first of May, the harbour master said…"
    bare = replace(briefing, passages=(), statements=(), topics=())
    assert called(Context(bare, Settings()), briefing.articles[0]).text == "Ferry fares are going to rise by a tenth…"


def test_a_page_shows_no_more_than_its_share_and_says_what_is_missing() -> None:
    text = SAID + " " + " ".join(f"Sentence {n} is about the weather." for n in range(20))
    made = pages.render(one(INDIRECT, text), Settings(text_share=0.2))
    page = text_of(made["articles/a.md"])
    assert "… 21 sentences not shown" in page
    assert "weather" not in page
    assert "13 % of the article’s words" in page
    assert "weather" in text_of(pages.render(one(INDIRECT, text), Settings(text="full"))["articles/a.md"])


def test_members_of_a_group_are_named_and_linked_only_where_they_have_a_page() -> None:
    group = Person("both", "Master and Mate", "group", members=("master", "mate"))
    briefing = one(
        replace(INDIRECT, speaker=replace(INDIRECT.speaker, id="both")),
        SAID,
        speakers=(group, Person("master", "The Master"), Person("mate", "The Mate")),
    )
    made = pages.render(briefing, Settings())
    assert "Named together: The Master, The Mate</p>" in text_of(made["speakers/both.md"])
    assert "speakers/mate.md" not in made
    assert pages.links(made, DATA) == []


def test_what_is_left_out_is_listed_with_its_words_and_never_without_a_cue() -> None:
    held = replace(INDIRECT, id="a-2", confidence="low")
    start = SAID.index("Nobody")
    briefing = one(INDIRECT, SAID)
    briefing = replace(
        briefing,
        passages=(),
        statements=(),
        topics=(),
        held_back=(held,),
        left_out=(
            LeftOut("a", held.content[0], "low confidence"),
            LeftOut("a", (start, start + 6), "scare quote"),
            LeftOut("a", (start + 7, start + 12), "hidden by the editor"),
        ),
    )
    page = text_of(pages.render(briefing, Settings())["method.md"])
    assert "3 stretches" in page
    whole = f'data-at="a:0-{SAID.index(" said") + 5}"'
    assert page.count(whole) == 1
    assert f'data-at="a:{start}-{start + 6}">Nobody</span>' in page
    assert "<mark>" not in page
    assert "asked" not in page


@pytest.mark.parametrize(
    ("title", "outlets", "dates", "expected"),
    [
        ("none", [None, None], [None, None], "2 articles, none names its outlet, none carries a date"),
        (
            "some",
            ["The Bell", None, None],
            ["2024-01-02", "2024-01-03", None],
            "3 articles, from 1 outlet, 2 without a named outlet, 2 carry a date",
        ),
        ("all", ["The Bell", "Post"], ["2024-01-02"] * 2, "2 articles, from 2 outlets, all carry a date"),
        ("alone", [None], ["2024-01-02"], "1 article, it does not name its outlet, it carries a date"),
    ],
)
def test_figures(title: str, outlets: list[str | None], dates: list[str | None], expected: str) -> None:
    found = tuple(
        article(str(n), "x", outlet=o, published=d) for n, (o, d) in enumerate(zip(outlets, dates, strict=True))
    )
    assert home.figures(Context(Briefing(articles=found), Settings())) == expected


def test_readings_stand_in_one_line_with_those_that_have_none() -> None:
    texts = {"a": '"A holy fight," she said.', "b": '"A holy war," she said.', "c": '"A holy," she said.'}
    found = tuple(
        Passage(f"{k}-1", k, "direct", "headline" if k == "b" else "lead", 1, ((0, t.index(" she")),), ((1, 9),))
        for k, t in texts.items()
    )
    spans = {"a-1": (8, 13), "b-1": (8, 11), "c-1": (7, 7)}
    readings = tuple(
        Reading((key,), (span,), texts[key[0]][slice(*span)]) for key, span in sorted(spans.items(), key=lambda i: i[1])
    )
    statement = Statement(
        "s",
        None,
        "a-1",
        tuple(Witness(p.id, p.content, "reworded") for p in found),
        (Variation("print", readings), Variation("word", readings)),
    )
    briefing = Briefing(
        articles=tuple(article(k, t) for k, t in texts.items()), passages=found, statements=(statement,)
    )
    line = home.readings(Context(briefing, Settings()), statement)
    assert line.striptags() == "holy fight a · war b headline · none c"


@pytest.mark.parametrize(
    ("iso", "words"), [("2023-09-13", "13 September 2023"), ("2024-01-02", "2 January 2024"), ("spring", "spring")]
)
def test_day(iso: str, words: str) -> None:
    assert day(iso) == words


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    name = "od<d> & {{ name }}.txt"
    text = (
        "<script>alert(1)</script> {{ 7 * 7 }} {% raw %}\n\n"
        "“--8<-- *stars* [link](javascript:x) `code` </p></div> ![](http://elsewhere/x.png),” Ada <b>Obi</b> said.\n\n"
        "Ada Obi said that {++this++} # is :smile: not <img src=x onerror=y> markup.\n"
    )
    (tmp_path / name).write_text(text, encoding="utf-8")
    briefing = pipeline.build(tmp_path, Settings(), raise_errors=True)
    made = pages.render(briefing, Settings(text="full"))
    texts = {one.id: one.text for one in briefing.articles}
    assert briefing.passages
    assert pages.links(made, DATA) == []
    for path, page in made.items():
        if path.endswith(".md"):
            html = html_of(page)
            assert audit(html, texts, path) == []
            assert not re.search(r"<(?:script|img|b>Obi|em>stars)|javascript:|\{\{|\{%", html)


def test_in_a_matter_the_sentence_pointed_back_to_stands_before_in_grey() -> None:
    settings, folder, _ = read_config(ROOT / "mkdocs.yml")
    briefing = pipeline.build(folder, settings, raise_errors=True)
    made = pages.render(briefing, settings)
    matter = next(m for m in briefing.matters if m.id == "arms-sought-and-answered")
    passage = next(p for p in briefing.passages if p.id in matter.passages and p.before is not None)
    text = {a.id: a.text for a in briefing.articles}[passage.article]
    assert text[slice(*passage.content[0])] == "such intentions"
    row = next(line for line in text_of(made["topics/arms-talks.md"]).splitlines() if "such intentions" in line)
    grey = row.index("bf-rest")
    assert row.index("concerns about Kim", grey) < row.index("such intentions")
    assert "denied or rejected" in row
