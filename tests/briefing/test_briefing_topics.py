"""Which level puts a passage on a topic, what a statement's topics are, and in which order a page has them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mkdocs_briefing.briefing import brief, share
from mkdocs_briefing.briefing.places import by_article
from mkdocs_briefing.briefing.topics import place
from mkdocs_briefing.model import (
    Article,
    Block,
    Briefing,
    Collated,
    LeftOut,
    Passage,
    Person,
    Placing,
    Reading,
    Speaker,
    Statement,
    Variation,
    Witness,
)
from mkdocs_briefing.settings import MatterSetting, Settings, TopicSetting
from mkdocs_briefing.text import sentences

TRAM = TopicSetting("tram", "Tram", "On the tram.", ("tram*", "line"), (MatterSetting("cost", "Cost", ("crowns",)),))
BIRDS = TopicSetting("birds", "Birds", "", ("bird*",))
SINGING = replace(BIRDS, matters=(MatterSetting("sang", "Who sang", ("sang",)),))


def article(text: str, name: str = "a", published: str | None = None) -> Article:
    return Article(
        name, f"{name}.txt", "0", text, label=name, published=published, blocks=(Block("lead", 0, len(text), 1),)
    )


def passage(source: Article, words: str, **more: Any) -> Passage:
    start = source.text.index(words)
    span = (start, start + len(words))
    around = next(s for s in sentences(source.text) if s[0] <= start < s[1])
    given = {
        "kind": "indirect",
        "speaker": Speaker("Ada Orm", "ada-orm"),
        "sentence": around,
        "confidence": "high",
        **more,
    }
    for key in ("cue", "asked"):
        if key in given:
            at = source.text.index(given[key])
            given[key] = (at, at + len(given[key]))
    return Passage(f"{source.id}-{words[:8]}", source.id, block="lead", paragraph=1, content=(span,), **given)


def placed(source: Article, passages: list[Passage], topics: list[TopicSetting]) -> list[Passage]:
    return place(by_article([source], passages), passages, topics)


LEVELS = [
    ("its own words", "Orm said the tram is late.", "the tram is late", {}, [("tram", "content")]),
    (
        "the question",
        "Asked about the tram, Orm said it is late.",
        "it is late",
        {"asked": "the tram"},
        [("tram", "question")],
    ),
    ("its sentence", "On the tram Orm said no more was due.", "no more was due", {}, [("tram", "sentence")]),
    (
        "two topics at one level",
        "Orm said birds sat on the line.",
        "birds sat on the line",
        {},
        [("tram", "content"), ("birds", "content")],
    ),
    ("a later level only without any", "On the tram Orm said birds sang.", "birds sang", {}, [("birds", "content")]),
    (
        "the sentence before, for such",
        "The tram is late. Orm denied such talk.",
        "such talk",
        {},
        [("tram", "sentence before")],
    ),
    (
        "the sentence before, for a pronoun",
        "The tram is late. Orm said it was so.",
        "it was so",
        {},
        [("tram", "sentence before")],
    ),
    (
        "the sentence before, for an answer",
        "Is the tram late? Orm replied with no.",
        "no",
        {"cue": "replied"},
        [("tram", "sentence before")],
    ),
    ("not the sentence before otherwise", "The tram is late. Orm said crowds came.", "crowds came", {}, []),
    ("not the sentence before that", "The tram is late. So be it. Orm denied such talk.", "such talk", {}, []),
    ("nothing", "Orm said crowds came.", "crowds came", {}, []),
]


@pytest.mark.parametrize(("title", "text", "words", "more", "expected"), LEVELS, ids=[row[0] for row in LEVELS])
def test_levels(title: str, text: str, words: str, more: dict[str, str], expected: list[tuple[str, str]]) -> None:
    source = article(text)
    (found,) = placed(source, [passage(source, words, **more)], [TRAM, BIRDS])
    assert [(hit.id, hit.where) for hit in found.topics] == expected
    assert all(text[a:b].lower() in ("tram", "line", "birds") for hit in found.topics for a, b in hit.because)


def test_the_sentence_is_looked_at_without_what_others_say_in_it() -> None:
    source = article("Orm said the tram is late and Berg said crowds came.")
    other, own = passage(source, "the tram is late"), passage(source, "crowds came")
    assert [p.topics[:1] != () for p in placed(source, [other, own], [TRAM])] == [True, False]


def test_a_continued_quotation_looks_at_what_it_continues() -> None:
    source = article("“The tram is late,” Orm said. “Crowds came.”")
    first = passage(source, "“The tram is late,”")
    second = passage(source, "“Crowds came.”", continues=first.id)
    assert [hit.where for hit in placed(source, [first, second], [TRAM])[1].topics] == ["sentence before"]


def test_an_editor_adds_to_the_topics_of_the_terms_and_takes_from_them() -> None:
    source = article("Orm said the tram is late.")
    said = passage(source, "the tram is late")
    span = said.content[0]
    for placings, expected in (
        ([Placing(said.id, span, "birds")], [("tram", "content"), ("birds", "editor")]),
        ([Placing(said.id, span, "tram", on=False)], []),
        ([Placing(said.id, span, "sang")], [("tram", "content"), ("birds", "editor")]),
        ([Placing(said.id, span, "cost")], [("tram", "content")]),
        ([Placing(said.id, span, "cost", on=False)], [("tram", "content")]),
        ([Placing("another", span, "birds")], [("tram", "content")]),
    ):
        (found,) = place(by_article([source], [said]), [said], [TRAM, SINGING], {p.passage: [p] for p in placings})
        assert [(hit.id, hit.where) for hit in found.topics] == expected, placings


# ------------------------------------------------------------------------------------------ statements and pages

LONG = article("Orm said the tram is late and birds sang. Crowds came to the square.", "long", "2031-03-02")
SHORT = article("The tram is late, Orm said.", "short", "2031-03-01")
OTHER = article("Berg said the market is shut.", "other")
BOTH = passage(LONG, "the tram is late and birds sang")
LATE = passage(SHORT, "The tram is late")
SHUT = passage(OTHER, "the market is shut", speaker=Speaker("Berg", "berg"))
TOLD = passage(LONG, "Crowds came to the square.", kind="narrated", speaker=Speaker())


def part(source: Passage, article: Article, words: str, relation: Any = "base") -> Witness:
    start = article.text.index(words, source.content[0][0])
    return Witness(source.id, ((start, start + len(words)),), relation)


TRAM_LATE = Statement(
    "s-late",
    "ada-orm",
    BOTH.id,
    (part(BOTH, LONG, "the tram is late"), part(LATE, SHORT, "The tram is late", "identical")),
)
SANG = Statement("s-sang", "ada-orm", BOTH.id, (part(BOTH, LONG, "birds sang"),))
CLOSED = Statement("s-shut", "berg", SHUT.id, (part(SHUT, OTHER, "the market is shut"),))
MADE = Collated((CLOSED, SANG, TRAM_LATE))
PEOPLE = [Person("ada-orm", "Ada Orm"), Person("berg", "Berg"), Person("nobody", "Nobody")]


def made(*topics: TopicSetting, collated: Collated = MADE, told: tuple[Passage, ...] = (TOLD,)) -> Briefing:
    return brief([LONG, OTHER, SHORT], [BOTH, LATE, SHUT, *told], PEOPLE, collated, Settings(topics=topics))


def test_without_topics_there_is_one_page() -> None:
    (only,) = made().topics
    assert (only.id, only.title, only.statements) == ("other", "Statements", ("s-late", "s-sang", "s-shut"))


def test_a_statement_goes_by_its_own_part_of_a_passage() -> None:
    assert {t.id: t.statements for t in made(TRAM, BIRDS).topics} == {
        "tram": ("s-late",),
        "birds": ("s-sang",),
        "other": ("s-shut",),
    }


def test_nothing_left_over_makes_no_page_for_it() -> None:
    assert [t.id for t in made(TRAM, BIRDS, collated=Collated((TRAM_LATE, SANG))).topics] == ["tram", "birds"]


def test_a_topic_without_a_passage_has_its_page_and_its_matter() -> None:
    empty = TopicSetting("sea", "Sea", "", ("sea",), (MatterSetting("ports", "Ports", ("port",)),))
    found = made(empty)
    assert found.topics[0].statements == ()
    assert [(m.id, m.passages) for m in found.matters] == [("ports", ())]


def test_surroundings_count_when_half_of_the_witnesses_have_them() -> None:
    def topics(*around: bool) -> list[str]:
        sources = [
            article("By tram Orm said so." if yes else "By boat Orm said so.", f"n{n}") for n, yes in enumerate(around)
        ]
        said = [passage(source, "so") for source in sources]
        joined = Statement("s", "ada-orm", said[0].id, tuple(Witness(p.id, p.content, "identical") for p in said))
        return [
            t.id for t in brief(sources, said, [], Collated((joined,)), Settings(topics=(TRAM,))).topics if t.statements
        ]

    assert topics(True, False) == ["tram"]
    assert topics(True, False, False) == ["other"]


def test_a_matter_has_all_witnesses_of_a_statement_that_matches() -> None:
    matter = MatterSetting("orm", "Late", ("Orm said the", "tram is late and"))
    topic = replace(TRAM, matters=(matter,))
    (found,) = made(topic).matters
    assert found.passages == (BOTH.id, LATE.id)


def test_a_matter_keeps_to_the_part_that_matches() -> None:
    topic = TopicSetting("all", "All", "", ("tram*", "bird*"), (MatterSetting("song", "Song", ("sang",)),))
    (found,) = made(topic).matters
    assert found.passages == (BOTH.id,)


def test_told_passages_speak_for_themselves_in_a_matter() -> None:
    here, there = article("The tram came in spring. Nobody came.", "x"), article("The tram came. Nobody came.", "y")
    one = passage(here, "The tram came in spring.", kind="narrated", speaker=Speaker())
    two = passage(there, "The tram came.", kind="narrated", speaker=Speaker())
    report = Statement(
        "r", None, one.id, (Witness(one.id, one.content, "base"), Witness(two.id, two.content, "contained"))
    )
    topic = replace(TRAM, matters=(MatterSetting("when", "When", ("spring",)),))
    found = brief([here, there], [one, two], [], Collated(reports=(report,)), Settings(topics=(topic,)))
    assert found.topics[0].reports == ("r",)
    assert [m.passages for m in found.matters] == [(one.id,)]


def test_told_passages_are_kept_for_a_topic_or_a_report() -> None:
    crowds = TopicSetting("crowds", "Crowds", "", ("crowds",))
    assert TOLD.id not in {p.id for p in made(TRAM).passages}
    assert made(crowds).topics[0].narrated == (TOLD.id,)
    report = Statement("r", None, TOLD.id, (Witness(TOLD.id, TOLD.content, "base"),))
    reported = made(crowds, collated=replace(MADE, reports=(report,)))
    assert (reported.topics[0].reports, reported.topics[0].narrated) == (("r",), ())
    assert TOLD.id in {p.id for p in made(collated=replace(MADE, reports=(report,))).passages}


def test_only_speakers_who_are_heard_are_listed() -> None:
    assert [p.id for p in made().speakers] == ["ada-orm", "berg"]


def test_what_is_left_out_is_told_once_in_order() -> None:
    twice = [
        LeftOut("short", (4, 5), "nickname"),
        LeftOut("long", (9, 10), "nickname"),
        LeftOut("short", (4, 5), "nickname"),
    ]
    found = brief([LONG, SHORT], [], [], Collated(), Settings(), left_out=twice)
    assert [(x.article, x.span) for x in found.left_out] == [("long", (9, 10)), ("short", (4, 5))]


def test_the_order_of_passages_and_statements_given_makes_no_difference() -> None:
    settings = Settings(topics=(TRAM, BIRDS))
    one = brief([LONG, SHORT], [BOTH, LATE, TOLD], PEOPLE, Collated((TRAM_LATE, SANG)), settings)
    two = brief([LONG, SHORT], [TOLD, LATE, BOTH], PEOPLE, Collated((SANG, TRAM_LATE)), settings)
    assert one == two


@pytest.mark.parametrize(
    ("kept", "expected"), [([], 0.0), ([TOLD], 5 / 14), ([TOLD, BOTH], 1.0)], ids=["nothing", "a sentence", "all"]
)
def test_share(kept: list[Passage], expected: float) -> None:
    assert share(LONG, kept) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(("language", "expected"), [(None, "silent"), ("en", "silent"), ("cy", "extra")])
def test_no_silent_cut_is_named_in_translated_words(language: str | None, expected: str) -> None:
    gap = Variation("silent", (Reading((BOTH.id,), ((0, 1),), "x"), Reading((LATE.id,), ((1, 1),), "")))
    collated = Collated((replace(TRAM_LATE, variations=(gap,)),))
    person = Person("ada-orm", "Ada Orm", language=language)
    found = brief([LONG, SHORT], [BOTH, LATE], [person], collated, Settings())
    assert [v.kind for s in found.statements for v in s.variations] == [expected]


def test_what_answers_or_denies_stands_in_the_matter_of_what_it_answers() -> None:
    source = article("Orm said the tram costs nine crowns. Berg denied that the town pays. Elk said it will rain.")
    own = passage(source, "the tram costs nine crowns")
    denial = passage(source, "the town pays", speaker=Speaker("Berg", "berg"), cue="denied", manner="denied")
    other = passage(source, "it will rain", speaker=Speaker("Elk", "elk"))
    made = brief([source], [own, denial, other], [], Collated(), Settings(topics=(TRAM,)))
    assert made.matters[0].passages == (own.id, denial.id)


POINTING = [
    ("such", "The council hid the bill. Orm denied such an intention.", "such an intention", None, True),
    ("a pronoun for a thing", "The council hid the bill. “It was lost,” said Orm.", "“It was lost,”", None, True),
    ("a pronoun for the speaker", "The council hid the bill. Orm said he was late.", "he was late", "Orm", False),
    ("nothing", "The council hid the bill. Orm said the tram was late.", "the tram was late", "Orm", False),
    ("nothing before", "Orm denied such an intention.", "such an intention", None, False),
]


@pytest.mark.parametrize(("title", "text", "words", "speaker", "points"), POINTING, ids=[row[0] for row in POINTING])
def test_what_points_back_brings_the_sentence_before(
    title: str, text: str, words: str, speaker: str | None, points: bool
) -> None:
    source = article(text)
    at = source.text.index(speaker) if speaker else 0
    who = Speaker("Ada Orm", "ada-orm", mention=(at, at + len(speaker)) if speaker else None)
    made = brief([source], [passage(source, words, speaker=who)], [], Collated(), Settings())
    before = made.passages[0].before
    assert (before is not None) == points, title
    assert before is None or text[slice(*before)] == "The council hid the bill."


def test_a_headline_is_no_sentence_before() -> None:
    text = "The council hid the bill\n\nOrm denied such an intention."
    source = replace(article(text), blocks=(Block("headline", 0, 24), Block("lead", 26, len(text), 1)))
    made = brief([source], [passage(source, "such an intention")], [], Collated(), Settings())
    assert made.passages[0].before is None
