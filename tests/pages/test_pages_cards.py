"""Forms, cards and topic pages on a small invented story: a ferry, a council and two newspapers."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from mkdocs_briefing import wordlists
from mkdocs_briefing.attribution.resolving import because
from mkdocs_briefing.audit import audit
from mkdocs_briefing.model import (
    Article,
    Block,
    Briefing,
    Link,
    Matter,
    Passage,
    PassageKind,
    Person,
    Reading,
    Relation,
    Span,
    Speaker,
    Statement,
    Topic,
    TopicHit,
    Variation,
    Witness,
)
from mkdocs_briefing.pages import cards, forms, topic
from mkdocs_briefing.pages.context import Context
from mkdocs_briefing.settings import Settings

POST = (
    'The ferry will sail again in May, council leader Ada Obi said on Monday. "We shall never close the old slip," Obi '
    "told the harbour board via an interpreter. She did not say that fares would rise."
)
MAIL = "Obi said the council would “never shut the old slip”, the agency Norwire reported. The slip is 90 years old."


def article(name: str, text: str) -> Article:
    return Article(name, f"{name}.txt", "0" * 64, text, label=name.title(), blocks=(Block("lead", 0, len(text), 1),))


ARTICLES = {"post": article("post", POST), "mail": article("mail", MAIL)}


def at(name: str, words: str) -> Span:
    start = ARTICLES[name].text.index(words)
    return (start, start + len(words))


def passage(name: str, kind: PassageKind, content: str, said: str, cue: str, mention: str, **more: object) -> Passage:
    quoted = tuple(
        (m.start(1) + at(name, content)[0], m.end(1) + at(name, content)[0])
        for m in re.finditer('["“]([^"”]*)["”]', content)
    )
    made = Passage(
        id=f"{name}-{at(name, content)[0]}",
        article=name,
        kind=kind,
        block="lead",
        paragraph=1,
        content=(at(name, content),),
        quoted=quoted,
        sentence=at(name, said),
        speaker=Speaker("Ada Obi", "ada-obi", at(name, mention) if mention else None, as_="name"),
        cue=at(name, cue) if cue else None,
    )
    return replace(made, **more)  # type: ignore[arg-type]


FERRY = passage(
    "post",
    "indirect",
    "The ferry will sail again in May",
    "The ferry will sail again in May, council leader Ada Obi said on Monday.",
    "said",
    "council leader Ada Obi",
    when=at("post", "on Monday"),
)
SLIP = passage(
    "post",
    "direct",
    '"We shall never close the old slip,"',
    '"We shall never close the old slip," Obi told the harbour board via an interpreter.',
    "told",
    "Obi",
    to_span=at("post", "the harbour board"),
    chain=(Link("an interpreter", "translator", at("post", "an interpreter")),),
)
SLIP = replace(SLIP, speaker=replace(SLIP.speaker, mention=(SLIP.content[0][1] + 1, SLIP.content[0][1] + 4)))
FARES = passage(
    "post",
    "indirect",
    "fares would rise",
    "She did not say that fares would rise.",
    "say",
    "She",
    negated=True,
    speaker=Speaker("Ada Obi", "ada-obi", at("post", "She"), as_="pronoun", basis="inferred"),
)
SHUT = passage(
    "mail",
    "mixed",
    "the council would “never shut the old slip”",
    "Obi said the council would “never shut the old slip”, the agency Norwire reported.",
    "said",
    "Obi",
    chain=(Link("Norwire", "agency", at("mail", "Norwire")),),
)
AGE = Passage(
    id="mail-age",
    article="mail",
    kind="narrated",
    block="lead",
    paragraph=1,
    content=(at("mail", "The slip is 90 years old."),),
    sentence=at("mail", "The slip is 90 years old."),
)
AGENCY = passage(
    "mail",
    "mixed",
    "Obi said the council would “never shut the old slip”",
    "Obi said the council would “never shut the old slip”, the agency Norwire reported.",
    "reported",
    "the agency Norwire",
    id="agency",
)
CLOSE = Variation(
    "word",
    (
        Reading((SLIP.id,), (at("post", "close"),), "close"),
        Reading((SHUT.id,), (at("mail", "shut"),), "shut"),
    ),
)
WE = Variation(
    "extra",
    (
        Reading((SLIP.id,), (at("post", "We shall"),), "We shall"),
        Reading((SHUT.id,), ((SHUT.content[0][0], SHUT.content[0][0]),), ""),
    ),
)
BOTH = Statement(
    "both",
    "ada-obi",
    SLIP.id,
    (Witness(SHUT.id, SHUT.content, "reworded"), Witness(SLIP.id, SLIP.content, "base")),
    (CLOSE, WE),
)
ALONE = [Statement(f"s{p.id}", "ada-obi", p.id, (Witness(p.id, p.content, "base"),)) for p in (FERRY, FARES)]
BRIEFING = Briefing(
    articles=tuple(ARTICLES.values()),
    speakers=(Person("ada-obi", "Ada Obi"),),
    passages=(FERRY, SLIP, FARES, SHUT, AGE),
    statements=(BOTH, *ALONE),
    topics=(
        Topic("ferry", "Ferry & slip", "What is said.", ("both", *(s.id for s in ALONE)), (), (AGE.id,), ("old", "no")),
    ),
    matters=(Matter("old", "ferry", "The slip", (SLIP.id, SHUT.id)), Matter("no", "ferry", "Fares", ())),
)
CONTEXT = Context(BRIEFING, Settings())


def shown(markup: object) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", "", str(markup)))).strip()


@pytest.mark.parametrize(
    ("title", "made", "expected"),
    [
        ("a direct quotation stands alone, its marks the file's", SLIP, '"We shall never close the old slip,"'),
        ("a cue behind", FERRY, "The ferry will sail again in May, council leader Ada Obi said"),
        ("a denial keeps its not", FARES, "She did not say that fares would rise"),
        ("a cue before", SHUT, "Obi said the council would “never shut the old slip”"),
        ("the article's own voice", AGE, "The slip is 90 years old."),
        ("no cue: the whole sentence", replace(FERRY, cue=None), FERRY),
    ],
    ids=str,
)
def test_clause(title: str, made: Passage, expected: str | Passage) -> None:
    if isinstance(expected, Passage):
        expected = POST[slice(*expected.sentence)]
    assert shown(forms.clause(CONTEXT, made)) == expected


def test_words_inside_another_attribution_keep_the_outer_one() -> None:
    inner = replace(SHUT, id="inner", within=AGENCY.id)
    context = Context(replace(BRIEFING, passages=(*BRIEFING.passages, AGENCY, inner)), Settings())
    assert shown(forms.clause(context, inner)).endswith("the agency Norwire reported")
    assert shown(forms.passage_heading(context, inner).text).endswith("the agency Norwire reported")


@pytest.mark.parametrize(
    ("made", "limit", "expected"),
    [
        (SLIP, 90, 'Ada Obi: "We shall never close the old slip,"'),
        (SLIP, 20, 'Ada Obi: "We shall never close…"'),
        (FERRY, 90, "The ferry will sail again in May, council leader Ada Obi said"),
        (FERRY, 12, "The ferry … council leader Ada Obi said"),
        (FARES, 30, "She did not say that fares…"),
        (SHUT, 20, "Obi said the council…"),
        (AGE, 12, "The slip is…"),
    ],
)
def test_heading_keeps_the_cue_or_the_marks(made: Passage, limit: int, expected: str) -> None:
    heading = forms.passage_heading(CONTEXT, made, limit=limit)
    assert shown(heading.text) == expected
    line = f"### {heading.text} {{#x data-quotes={heading.quotes}}}\n"
    assert audit(line, {key: value.text for key, value in ARTICLES.items()}) == []


def test_part_of_a_quotation_says_where_it_begins() -> None:
    part = at("post", "the old slip")
    heading = forms.passage_heading(CONTEXT, SLIP, (part,))
    assert shown(heading.text) == 'Ada Obi: "… the old slip"'


def test_card_sets_the_base_first_and_names_each_difference() -> None:
    card = cards.card(CONTEXT, BOTH, "topics/ferry.md", "ferry")
    assert [place.label for row in card.rows for place in row.places] == ["Post", "Mail"]
    assert [row.base for row in card.rows] == [True, False]
    assert [shown(d) for d in card.rows[0].differences] == ["wording shown first"]
    assert [shown(d) for d in card.rows[1].differences] == ["another word close / shut", "only in Post We shall"]
    assert "<mark>shut</mark>" in card.rows[1].words
    assert shown(card.line) == "only in Post We shall. another word close Post · shut Mail." or shown(card.line) == (
        "another word close Post · shut Mail. only in Post We shall."
    )


@pytest.mark.parametrize(
    ("relation", "expected"),
    [("identical", ["the same words"]), ("contained", ["part of the wording shown first"]), ("paraphrase", [])],
)
def test_a_row_without_a_difference_says_what_it_shares(relation: Relation, expected: list[str]) -> None:
    witnesses = (Witness(SHUT.id, SHUT.content, relation), BOTH.witnesses[1])
    card = cards.card(CONTEXT, replace(BOTH, witnesses=witnesses, variations=()), "topics/ferry.md")
    assert [shown(d) for d in card.rows[1].differences] == expected


def test_a_report_is_lined_up_and_not_attributed() -> None:
    report = Statement("r", None, AGE.id, (Witness(AGE.id, AGE.content, "base"),))
    context = Context(replace(BRIEFING, reports=(report,)), Settings())
    assert cards.card(context, report, "topics/ferry.md").rule == "Lined up by a program; check the passages."
    assert cards.card(context, BOTH, "topics/ferry.md").rule == "Attributed by a program; check the passage."


def test_card_says_through_whom_the_words_came() -> None:
    card = cards.card(CONTEXT, BOTH, "topics/ferry.md", "ferry")
    assert shown(card.figures[-1]) == "came through: 1 article names Norwire, 1 an interpreter"
    assert any("an interpreter" in shown(line) for line in card.rows[0].places[0].details)
    alone = cards.card(CONTEXT, ALONE[0], "topics/ferry.md").rows[0].places[0]
    assert shown(alone.details[-1]) == "came through: not stated"


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        (Speaker("Ada Obi", "ada-obi", at("post", "She"), as_="pronoun"), "She worked out: Ada Obi"),
        (Speaker("Ada Obi", "ada-obi", None, as_="inherited"), "Ada Obi worked out: no speaker is printed"),
        (Speaker(None, None, at("post", "She"), as_="pronoun"), "She speaker not resolved"),
        (Speaker(None, None, None), "speaker not resolved"),
        (Speaker("Ada Obi", "ada-obi", at("post", "council leader Ada Obi"), as_="role"), "Ada Obi"),
    ],
)
def test_doubt_shows(speaker: Speaker, expected: str) -> None:
    assert shown(forms.speaker(CONTEXT, replace(FARES, speaker=speaker))).startswith(expected)


def test_translated_only_where_the_editor_set_another_language() -> None:
    told = replace(BRIEFING, speakers=(Person("ada-obi", "Ada Obi", language="yo"),))
    assert cards.translated(Context(told, Settings()), BOTH)
    assert not cards.translated(CONTEXT, BOTH)


def test_report_link_only_where_an_address_is_set() -> None:
    assert cards.card(CONTEXT, BOTH, "topics/ferry.md").report is None
    asked = Context(BRIEFING, Settings(report_url="https://forms.example/?about={id}&on={page}"))
    expected = "https://forms.example/?about=both&amp;on=topics%2Fferry.md"
    assert cards.card(asked, BOTH, "topics/ferry.md").report == expected


def test_topic_page_is_whole_and_agrees_with_its_articles() -> None:
    page = topic.pages(CONTEXT)["topics/ferry.md"]
    assert isinstance(page.content, str)
    text = page.content
    assert audit(text, {key: value.text for key, value in ARTICLES.items()}) == []
    assert "No passage found in these articles." in text
    assert "These may not exclude one another; nothing here decides between them." in text
    wanted = ["Said on the same matter", "In several articles", "What the articles themselves say", "In one article"]
    places = [text.index(f"## {heading}") for heading in wanted]
    assert places == sorted(places)
    assert "1 statement in several articles · 2 statements in one article only · 1 passage in the articles’ own" in text


def test_no_row_of_attributed_words_is_without_its_cue() -> None:
    page = topic.pages(CONTEXT)["topics/ferry.md"]
    assert isinstance(page.content, str)
    lines = [line for line in page.content.splitlines() if line.startswith(("<tr", "#"))]
    rows = [shown(line) for line in lines if "fares would rise" in line]
    assert rows
    assert all("did not say" in row for row in rows)


# -------------------------------------------------------------------------------------------------- why


WHY = [
    ("who", SLIP, "who printed in short; the name in full stands elsewhere in the article"),
    ("who, from elsewhere", SHUT, "who printed in short or otherwise; other articles have this name"),
    ("a worked out one", FARES, "who the nearest person before whom the word fits, by far"),
    ("its form", SHUT, "partly quoted part of it stands inside quotation marks"),
    ("what found it", SHUT, "found by a program trained on annotated news, and a rule: words such as “according to”"),
    ("the wording shown first", SLIP, "here because the wording shown first"),
    ("another wording", SHUT, "here because shares ‘slip’ with the wording shown first; 4 words in a row"),
    ("alone", FARES, "here because lined up with no other passage"),
]


def reasons() -> dict[str, str]:
    """By passage, what the card of its statement says of why."""
    told = replace(SHUT, rule="tagger+according-to", speaker=replace(SHUT.speaker, head=SHUT.speaker.mention))
    near = replace(
        FARES, speaker=replace(FARES.speaker, because="the nearest person before whom the word fits, by far")
    )
    shares = "Mail: shares ‘slip’ with the wording shown first; 4 words in a row"
    both = replace(BOTH, witnesses=(replace(BOTH.witnesses[0], because=shares), BOTH.witnesses[1]))
    context = Context(replace(BRIEFING, passages=(FERRY, SLIP, near, told, AGE), statements=(both, *ALONE)), Settings())
    found = {}
    for statement in (both, *ALONE):
        made = cards.card(context, statement, "topics/ferry.md", "ferry")
        ordered = cards.ordered(context, statement)
        found.update({w.passage: shown(line) for w, line in zip(ordered, made.why, strict=True)})
    return found


@pytest.mark.parametrize(("passage_", "expected"), [row[1:] for row in WHY], ids=[row[0] for row in WHY])
def test_a_card_says_why(passage_: Passage, expected: str) -> None:
    assert expected in reasons()[passage_.id]


def test_why_uses_the_readers_words_alone() -> None:
    inner = re.compile(r"\b(?:direct|mixed|indirect|narrated|base|chain|witness|single-source|tagger)\b")
    assert [line for line in reasons().values() if inner.search(line)] == []
    listed = wordlists.read("mkdocs_briefing.why", "why.yml")
    phrases = [words for table in listed.values() for words in table.values()]
    phrases += [value for name, value in vars(because).items() if name.isupper()]
    assert [words for words in phrases if inner.search(words)] == []


def test_why_is_folded_away_and_out_of_the_search() -> None:
    made = topic.pages(CONTEXT)["topics/ferry.md"].content
    one = r"<details data-search-exclude><summary>Why</summary>\n<ul>\n(?:<li>.*</li>\n)+</ul></details>"
    folded = re.findall(one, str(made))
    assert len(folded) == len(BRIEFING.statements)


@pytest.mark.parametrize(
    ("words_", "expected"),
    [("May", "topic May in what is said"), ("will sail again in May", "topic in what is said")],
    ids=["a term", "a longer one needs its cue"],
)
def test_why_prints_a_term_and_never_words_without_their_cue(words_: str, expected: str) -> None:
    placed = replace(FERRY, topics=(TopicHit("ferry", (at("post", words_),)),))
    context = Context(replace(BRIEFING, passages=(placed, *BRIEFING.passages[1:])), Settings())
    (line,) = cards.card(context, ALONE[0], "topics/ferry.md", "ferry").why
    assert shown(line).endswith(expected)


def contents(text: str) -> list[str]:
    """The headings that Markdown puts on the contents list, down to the third level."""
    return [shown(line.partition(" {: #")[0]).lstrip("# ") for line in text.splitlines() if re.match("#{2,3} ", line)]


def test_the_contents_list_holds_statements_of_several_articles_only() -> None:
    page = topic.pages(CONTEXT)["topics/ferry.md"]
    held = contents(str(page.content))
    assert 'Ada Obi: "We shall never close the old slip,"' in held
    assert not [line for line in held if "fares" in line or "sail again" in line or "alone" in line]
    assert '<h3 class="bf-owner" id="one-1" data-search-exclude>Post alone</h3>' in str(page.content)


def test_a_statement_of_one_article_that_a_matter_prints_is_listed_compactly() -> None:
    matters = (Matter("no", "ferry", "Fares", (FARES.id,)),)
    told = replace(BRIEFING, matters=matters, topics=(replace(BRIEFING.topics[0], matters=("no",)),))
    context = Context(told, Settings())
    made = cards.single(context, ALONE[1], "topics/ferry.md", "ferry")
    assert made.above == (("#m-no", "Fares"),)
    assert made.groups == ()
    text = str(topic.pages(context)["topics/ferry.md"].content)
    rows = [line for line in text.splitlines() if line.startswith("<tr") and "fares would rise" in line]
    assert len(rows) == 1
    assert 'shown under <a href="#m-no">Fares</a>' in text


def test_a_matter_shows_a_statement_of_several_articles_once_and_names_the_other_places() -> None:
    text = str(topic.pages(CONTEXT)["topics/ferry.md"].content)
    matter = text[text.index("### The slip") : text.index("### Fares")]
    assert matter.count("<tr role=") == 2
    assert '<a href="#s-both">side by side in 2 articles</a>' in matter
    assert ">Mail, paragraph 1, lead</a>" in matter


def test_what_the_article_itself_says_stands_in_a_matter_and_not_again() -> None:
    matters = (Matter("age", "ferry", "The age", (AGE.id,)),)
    told = replace(BRIEFING, matters=matters, topics=(replace(BRIEFING.topics[0], matters=("age",)),))
    text = str(topic.pages(Context(told, Settings()))["topics/ferry.md"].content)
    assert text.count("The slip is 90 years old.") == 1
    assert f'<tr role="row" id="s-{AGE.id}"' in text
    assert 'Also in the articles’ own words: 1 under <a href="#m-age">The age</a>.' in text


def test_only_the_words_that_differ_in_the_order_of_the_words() -> None:
    table = cards.card(CONTEXT, BOTH, "topics/ferry.md").readings
    assert table is not None
    assert table.columns == ("only in some", "another word")
    assert [(label, [shown(cell) for cell in cells]) for label, cells in table.rows] == [
        ("Post", ["We shall", "close"]),
        ("Mail", ["nothing", "shut"]),
    ]


def test_a_page_ends_with_its_articles() -> None:
    text = str(topic.pages(CONTEXT)["topics/ferry.md"].content)
    sources = text[text.index("## Articles") :]
    assert [shown(line) for line in sources.splitlines() if line.startswith("<div>")] == [
        "PostThe ferry will sail again in May, council leader Ada Obi said… outlet not stated, no date stated",
        "MailObi said the council would “never shut the old slip”… outlet not stated, no date stated",
    ]
