"""Linked data: quotations at their places, none turned into its opposite, nothing that closes an element of HTML."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefing import exports, pipeline
from mkdocs_briefing.exports.safe import embeddable
from mkdocs_briefing.model import Article, Briefing, Manner, Passage, Person, Problem, Speaker
from mkdocs_briefing.settings import Settings

STORIES = Path(__file__).resolve().parents[1] / "stories"
TEXT = "“We will build it,” Ada Orm said."


def made(**changes: Any) -> Briefing:
    given_ = {"manner": "said", "negated": False, **changes}
    passage = Passage(
        id="p1",
        article="a",
        kind="direct",
        block="body",
        paragraph=1,
        content=((0, 19),),
        quoted=((1, 18),),
        speaker=Speaker(name="Ada Orm", id="ada-orm"),
        **given_,
    )
    person = Person("ada-orm", "Ada Orm", variants=("Ada Orm", "Orm"))
    article = Article(id="a", file="a.txt", sha256="0" * 64, text=TEXT, outlet="Post", label="Post")
    return Briefing(articles=(article,), speakers=(person,), passages=(passage,))


def graph(briefing: Briefing, kind: str) -> list[Any]:
    document = json.loads(exports.quotations_jsonld(briefing))
    return [node for node in document["@graph"] if node["@type"] == kind]


def test_a_quotation_has_its_words_its_speaker_and_its_place() -> None:
    (quotation,) = graph(made(), "Quotation")
    assert quotation["text"] == "We will build it,"
    assert quotation["spokenByCharacter"] == {"@id": "#speaker-ada-orm"}
    place, words = quotation["oa:hasSelector"]
    assert TEXT[place["oa:start"] : place["oa:end"]] == words["oa:exact"] == quotation["text"]
    assert words["oa:prefix"] + words["oa:exact"] + words["oa:suffix"] == TEXT
    assert graph(made(), "Person")[0]["alternateName"] == ["Ada Orm", "Orm"]
    assert graph(made(), "NewsArticle")[0]["publisher"]["name"] == "Post"


@pytest.mark.parametrize("manner", ["denied", "feared", "asked"])
def test_words_without_their_cue_are_left_out(manner: Manner) -> None:
    assert graph(made(manner=manner), "Quotation") == []
    assert graph(made(negated=True), "Quotation") == []


@pytest.mark.parametrize("story", ["tram", "alone", "silent"])
def test_every_reference_leads_to_a_node(story: str) -> None:
    briefing = pipeline.build(STORIES / story, Settings(), raise_errors=True)
    document = json.loads(exports.quotations_jsonld(briefing))
    ids = {node["@id"] for node in document["@graph"]}
    assert len(ids) == len(document["@graph"])
    for node in graph(briefing, "Quotation"):
        assert {node["spokenByCharacter"]["@id"], node["isBasedOn"]["@id"]} <= ids


class Script(HTMLParser):
    tags: list[str]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)


@given(st.lists(st.sampled_from(["</script>", "<!--", "<script>", "]]>", "&lt;", "\u2028", "\ud800", "\\", '"', "a"])))
def test_no_json_can_close_a_script(parts: list[str]) -> None:
    text = "".join(parts)
    briefing = Briefing(problems=(Problem("a.txt", text),))
    for document in (exports.dumps(briefing), embeddable(json.dumps({"a": text}, ensure_ascii=False))):
        reader = Script()
        reader.tags = []
        reader.feed(f'<script type="application/json">{document}</script>')
        assert reader.tags == ["script"]
        assert re.search(r"[<>&\u2028\u2029]", document) is None
        json.loads(document)
    assert json.loads(exports.dumps(briefing))["problems"][0]["message"] == text.replace("\ud800", "?")
