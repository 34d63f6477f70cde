"""Attributions of invented sentences by rules alone: content, cue and source; and every mark accounted for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefing.attribution.finding import find
from mkdocs_briefing.attribution.linking import Linked, link
from mkdocs_briefing.model import Article, Block, BlockKind, Span

Row = tuple[str, str | None, str | None]


def article(text: str, kinds: dict[int, BlockKind] | None = None) -> Article:
    blocks = [
        Block((kinds or {}).get(n, "body"), m.start(), m.end(), n + 1)
        for n, m in enumerate(re.finditer(r"[^\n]+", text))
    ]
    return Article(id="a", file="a.txt", sha256="", text=text, blocks=tuple(blocks))


def linked(text: str, kinds: dict[int, BlockKind] | None = None) -> Linked:
    given_ = article(text, kinds)
    return link(given_, find(given_, ("rules",)))


def rows(text: str, kinds: dict[int, BlockKind] | None = None) -> list[Row]:
    def cut(span: Span | None) -> str | None:
        return None if span is None else text[span[0] : span[1]]

    return [
        (" | ".join(text[a:b] for a, b in one.content), cut(one.cue), cut(one.source))
        for one in linked(text, kinds).attributions
    ]


CASES: list[tuple[str, str, list[Row]]] = [
    ("after", '"We lost," said Mary Okoye.', [('"We lost,"', "said", "Mary Okoye")]),
    ("pronoun", "“The bridge is shut,” she said.", [("“The bridge is shut,”", "said", "she")]),
    ("hearer after", "“We are safe,” he told reporters.", [("“We are safe,”", "told", "he")]),
    ("split", '"It is late," Rao said. "We go on."', [('"It is late," | "We go on."', "said", "Rao")]),
    ("that", "The mayor said that the pool would close.", [("the pool would close", "said", "The mayor")]),
    (
        "hearer with a title before that",
        "The coach told club chairman Ian Webb on Friday that he would resign.",
        [("he would resign", "told", "The coach")],
    ),
    ("no that", "Police said the road was blocked.", [("the road was blocked", "said", "Police")]),
    ("trailing", "The road was blocked, police said.", [("The road was blocked", "said", "police")]),
    ("according to, first", "According to the bank, prices fell.", [("prices fell", "According to", "the bank")]),
    (
        "according to, last",
        "Prices fell in May, according to the bank.",
        [("Prices fell in May", "according to", "the bank")],
    ),
    (
        "participle",
        "The bank said prices fell, adding that rents rose.",
        [("prices fell", "said", "The bank"), ("rents rose", "adding", "The bank")],
    ),
    (
        "two verbs",
        "The nurse thanked her team for their work and praised the hospital.",
        [("her team for their work", "thanked", "The nurse"), ("the hospital", "praised", "The nurse")],
    ),
    ("belief", "Analysts believe the firm is short of cash.", [("the firm is short of cash", "believe", "Analysts")]),
    (
        "nobody named",
        "The singer is believed to be in Lagos.",
        [("The singer | to be in Lagos", "is believed", None)],
    ),
    ("glued that", "The judge said, according to Reutersthat", []),
    ("an act", "The minister opened the bridge and shook hands.", []),
    (
        "possessive plural",
        "According to the bakers’ union, rents rose.",
        [("rents rose", "According to", "the bakers’ union")],
    ),
    (
        "place before the quotation",
        "Porto, Tuesday — ‘We go on,’ Ines Moura said.",
        [("‘We go on,’", "said", "Ines Moura")],
    ),
    ("surname after a dash", "“It was ours.” - Bell.", [("“It was ours.”", "-", "Bell")]),
    (
        "the one who spoke goes on",
        "“It is odd, right?” said Ruiz, who thinks that the lake is ill. “I mean it.”",
        [("“It is odd, right?” | “I mean it.”", "said", "Ruiz"), ("the lake is ill", "thinks", "who")],
    ),
    (
        "goes on after an aside",
        "“Many doubt it,” Tiel wrote, explaining why he is speaking at the fair, “but most agree.”",
        [
            ("“Many doubt it,” | “but most agree.”", "wrote", "Tiel"),
            ("why he is speaking at the fair", "explaining", "Tiel"),
        ],
    ),
    (
        "but without",
        "Lind said the port would “soon” open, but without naming a day.",
        [("the port would “soon” open", "said", "Lind")],
    ),
    # titles, initials, states
    ("Mr.", "''It is late,'' Mr. Okoro said.", [("''It is late,''", "said", "Mr. Okoro")]),
    ("party and state", "“We won,” Rep. Ana Ruiz (D-N.Y.) said.", [("“We won,”", "said", "Rep. Ana Ruiz (D-N.Y.)")]),
    (
        "junior",
        "“It is dry,” Tom B. Hall Jr., the warden, said.",
        [("“It is dry,”", "said", "Tom B. Hall Jr., the warden")],
    ),
    ("a name in -ly", "“It rains,” said Skelly.", [("“It rains,”", "said", "Skelly")]),
    (
        "list",
        "Ann Cole, Ruth Dean and Tom Barker said help came.",
        [("help came", "said", "Ann Cole, Ruth Dean and Tom Barker")],
    ),
    ("day before the verb", "The bishop last week said the roof leaked.", [("the roof leaked", "said", "The bishop")]),
    (
        "two capitals",
        "UK and South African ministers said the talks failed.",
        [("the talks failed", "said", "UK and South African ministers")],
    ),
    # lost blanks
    (
        "two names in one",
        "Okoro arrived. According to the weekly Lagos PostOkoro sold the firm.",
        [("Okoro sold the firm", "According to", "the weekly Lagos Post")],
    ),
    ("name and that", "The coach said, according to Reutersthat he would go.", [("he would go", "said", "The coach")]),
    # the governing speaker
    (
        "participle of the governing clause",
        "Bell wrote the guards knew of it, saying, “They never slept.”",
        [("the guards knew of it", "wrote", "Bell"), ("“They never slept.”", "saying", "Bell")],
    ),
    ("issued", "She released a statement saying, “We go on.”", [("“We go on.”", "saying", "She")]),
    (
        "told is never turned round",
        "“You won,” Ivo Lind, a baker, told Mr. Rao.",
        [("“You won,”", "told", "Ivo Lind, a baker")],
    ),
    ("nearest main clause", "The Post was shut, he laughed and said, “Good.”", [("“Good.”", "said", "he")]),
    (
        "with a name",
        "The two hugged, with Rao saying she was “so glad” to win.",
        [("she was “so glad” to win", "saying", "Rao")],
    ),
    (
        "relative",
        "The fee hurt the club and its fans, who are afraid of debt.",
        [("debt", "are afraid of", "the club and its fans")],
    ),
    # ways, parts, tails
    ("way between", "The mayor said, according to Xinhua, that the dam held.", [("the dam held", "said", "The mayor")]),
    (
        "according to a name, no comma",
        "However, according to club doctor Eva Lund no date was set for his return.",
        [("no date was set for his return", "according to", "club doctor Eva Lund")],
    ),
    (
        "according to, then a clause",
        "According to the agency Lusa, the ministers visited a farm in May.",
        [("the ministers visited a farm in May", "According to", "the agency Lusa")],
    ),
    (
        "reported in passing",
        "The king invited the team to lunch, the state radio reported, claiming that they came.",
        [("the team to lunch", "invited", "The king"), ("they came", "claiming", "the state radio")],
    ),
    (
        "cue between two parts",
        "By closing the line, Ms. Tan said, the port saves an hour.",
        [("By closing the line | the port saves an hour", "said", "Ms. Tan")],
    ),
    ("as noted", "As Bell noted, people may still be fined.", [("people may still be fined", "noted", "Bell")]),
    (
        "split by a relative",
        "The army, which they believe has lost its tanks, withdrew.",
        [("The army | has lost its tanks", "believe", "they")],
    ),
    (
        "as by",
        "They spoke of rents and other matters described as “private” by the palace.",
        [
            ("rents and other matters described as “private” by the palace", "spoke of", "They"),
            ("other matters | “private”", "described", "the palace"),
        ],
    ),
    (
        "no object within",
        "The envoy said he supported the union in its strike.",
        [("he supported the union in its strike", "said", "The envoy")],
    ),
    (
        "loose relative",
        "Rao, who says the pool must close, wrote that she would move.",
        [("the pool must close", "says", "who"), ("she would move", "wrote", "Rao")],
    ),
    # verbs that no list holds, colons, dashes
    ("unlisted", "“Honestly,” Oliver drawled.", [("“Honestly,”", "drawled", "Oliver")]),
    ("unlisted, turned round", "“Shame!” hooted the crowd.", [("“Shame!”", "hooted", "the crowd")]),
    ("name and colon", "Bell: “It is over.”", [("“It is over.”", ":", "Bell")]),
    ("clause and colon", "On air, Rao doubled down: “It is over.”", [("“It is over.”", "doubled down", "Rao")]),
    ("dash", "“A fine play. Go.” — Ines Moura, Porto", [("“A fine play. Go.”", "—", "Ines Moura")]),
    ("question", "“Why?” Mr. Lind asked. The bus left.", [("“Why?”", "asked", "Mr. Lind")]),
    (
        "goes on in lower case",
        "“It was ours,” said Ana Ruiz, director of the port in Vigo, “but it is not now.”",
        [("“It was ours,” | “but it is not now.”", "said", "Ana Ruiz, director of the port in Vigo")],
    ),
    # works and narration
    ("a novel", "She wrote the novel “The Long Road” in 1990.", []),
    ("number before the verb", "The party has 1,700 pledged delegates.", []),
]

ASKED = [
    (
        "first",
        "Asked whether the two discussed rents, rail and roads, mayor Ida Holm said the talks were “open”.",
        "the talks were “open”",
        "mayor Ida Holm",
        "whether the two discussed rents, rail and roads",
    ),
    (
        "when asked about",
        "When asked about the fire, Rao said that nobody slept.",
        "nobody slept",
        "Rao",
        "the fire",
    ),
    ("last", "“Never,” Bell said when asked if he would resign.", "“Never,”", "Bell", "if he would resign"),
    ("between", "Bell told the panel when asked about rents: “No rise.”", "“No rise.”", "Bell", "rents"),
    (
        "in response to a question",
        "In response to a question about the merger, the bank said it was ready.",
        "it was ready",
        "the bank",
        "the merger",
    ),
]


@pytest.mark.parametrize(("title", "text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_attributions(title: str, text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(("title", "text", "content", "source", "asked"), ASKED, ids=[c[0] for c in ASKED])
def test_a_question_is_asked_and_never_said(title: str, text: str, content: str, source: str, asked: str) -> None:
    assert rows(text) == [(content, rows(text)[0][1], source)]
    span = linked(text).attributions[0].asked
    assert span is not None
    assert text[span[0] : span[1]] == asked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("City backs ‘last chance’ deal, Rao tells Bell", [("City backs ‘last chance’ deal", "tells", "Rao")]),
        ("Roads are ‘the real crisis,’ Ida Holm says", [("Roads are ‘the real crisis,’", "says", "Ida Holm")]),
        ("Ida Holm: roads come first", [("roads come first", ":", "Ida Holm")]),
    ],
)
def test_headlines(text: str, expected: list[Row]) -> None:
    assert rows(text, {0: "headline"}) == expected


@pytest.mark.parametrize(
    ("title", "text", "content", "source"),
    [
        (
            "opened again",
            "“No,” said Bell.\n“We came early.\n“We left late,” she said.",
            "“We came early. | “We left late,”",
            "she",
        ),
        (
            "not opened again",
            '"No," said Bell.\n"We came early.\nWe sat.\nWe left," she said.',
            '"We came early. | We sat. | We left,"',
            "she",
        ),
        ("cue first", "Rao wrote: “We came early.\n“We left late.”", "“We came early. | “We left late.”", "Rao"),
    ],
)
def test_quotations_over_paragraphs(title: str, text: str, content: str, source: str) -> None:
    assert (content, source) in [(row[0], row[2]) for row in rows(text)]
    assert linked(text).left_out == ()


def test_talk_written_down() -> None:
    text = "Talk at the river\nQ: Why is the dam shut?\nRAO: It leaks.\nQ: Since when?\nRAO: “Since May,” I was told."
    kinds: dict[int, BlockKind] = {0: "headline"}
    found = [(content, source) for content, cue, source in rows(text, kinds) if cue == ":"]
    assert found == [
        ("Why is the dam shut?", "Q"),
        ("It leaks.", "RAO"),
        ("Since when?", "Q"),
        ("“Since May,” I was told.", "RAO"),
    ]
    assert [row for row in rows("UPDATE: The dam is shut.\nIt leaks.") if row[1] == ":"] == []


def test_the_next_paragraph_inherits() -> None:
    found = linked('"We lost everything," said Mary Okoye.\n"We shall build it again, all of it."').attributions
    assert [(one.source is None, one.follows) for one in found] == [(False, None), (True, 0)]


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("caption", "Fans cheer the “golden goal” in Leeds", "caption"),
        ("teaser", "Star makes “huge leap” in film", "teaser"),
        ("body", "The so-called “ghost town” lies in the hills.", "nickname"),
        ("body", "Mara Holt wrote “The Long Road” in May.", "title of a work"),
        ("body", "The “miracle” cure is sold in shops.", "scare quote"),
        ("body", "The novel “The Long Road” is out in May.", "title of a work"),
        ("body", "The “miracle cure is sold in shops.", "unbalanced mark"),
    ],
)
def test_reasons(kind: BlockKind, text: str, reason: str) -> None:
    assert [one.reason for one in linked(text, {0: kind}).left_out] == [reason]


@pytest.mark.parametrize(
    "one",
    [
        "he said that ",
        "asked whether it, ",
        "“Yes,” said Rao, ",
        "“a”, ",
        "the man, who, ",
        "according to Rao, ",
        "Rao and ",
        "said ",
        "Rao: “a” ",
        "He said “yes”.\n",
        "“a\n",
    ],
)
def test_hostile_text_comes_to_an_end(one: str) -> None:
    text = one * (60_000 // len(one))
    found = linked(text)
    spans = [span for a in found.attributions for span in a.content] + [x.span for x in found.left_out]
    assert all(0 <= start < end <= len(text) for start, end in spans)


PIECES = st.sampled_from(
    [
        '"We won,"',
        "“Yes”",
        "‘no’",
        "he said",
        "that",
        "Smith",
        "according to",
        ".",
        ",",
        "“",
        '"',
        "\n",
        "and",
        "is",
        "saying",
        "the bank",
        ":",
    ]
)


@given(st.lists(PIECES, max_size=40))
def test_every_mark_lies_in_a_content_or_is_left_out(pieces: list[str]) -> None:
    text = " ".join(pieces)
    result = linked(text)
    covered = [span for one in result.attributions for span in one.content] + [one.span for one in result.left_out]
    for m in re.finditer(r"[\"“”]", text):
        assert any(start <= m.start() < end for start, end in covered)
    for n, one in enumerate(result.attributions):
        assert one.content
        assert all(0 <= a < b <= len(text) for a, b in one.content)
        assert one.follows is None or one.follows < n
