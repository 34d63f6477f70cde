"""Chain, denial, hearer, time and manner beside a cue; narrated remainders; and cost on hostile text."""

from __future__ import annotations

import pytest

from mkdocs_briefing.attribution import attribute
from mkdocs_briefing.attribution.resolving import resolve
from mkdocs_briefing.attribution.resolving.details import addressee_in, manner_of, negated_in, when_in
from mkdocs_briefing.identity import passage_id
from mkdocs_briefing.model import Article, Attribution, Block, Credit, Link, Passage, Span

Row = tuple[tuple[str, str, str], ...]


def article(text: str, credits_: tuple[Credit, ...] = ()) -> Article:
    return Article("a", "a.txt", "", text, blocks=(Block("body", 0, len(text), 1),), credits=credits_)


def at(text: str, part: str, after: int = 0) -> Span:
    start = text.index(part, after)
    return start, start + len(part)


def one(text: str, content: str, cue: str, source: str | None) -> Attribution:
    inner = at(text, content)
    marks = ((inner[0] + 1, inner[1] - 1),) if content[0] in '“"' else ()
    return Attribution((inner,), marks, at(text, cue), at(text, source) if source else None, "test", 1.0)


def first(text: str, content: str, cue: str, source: str | None) -> Passage:
    found = resolve(article(text), [one(text, content, cue, source)], ()).passages
    return next(p for p in found if p.kind != "narrated")


CHAINS: list[tuple[str, str, str, str, str, Row]] = [
    (
        "translator",
        "“No,” Han told Diaz via a translator.",
        "“No,”",
        "told",
        "Han",
        (("a translator", "translator", "stated"),),
    ),
    (
        "agency that quotes",
        "“No,” said Han, quoted by the agency Yonhap.",
        "“No,”",
        "said",
        "Han",
        (("Yonhap", "agency", "stated"),),
    ),
    (
        "according to behind",
        "Han said the gate had “deep roots,” according to the Kremlin.",
        "the gate had “deep roots,”",
        "said",
        "Han",
        (("the Kremlin", "institution", "stated"),),
    ),
    (
        "agency behind the content",
        "Han asked Diaz to visit, the state-run Xinhua reported on Monday.",
        "to visit",
        "asked",
        "Han",
        (("Xinhua", "agency", "stated"),),
    ),
    (
        "newspaper told",
        "“No,” Han told The Delhi Post.",
        "“No,”",
        "told",
        "Han",
        (("The Delhi Post", "publication", "stated"),),
    ),
    (
        "document",
        "Han said in a written statement that it was late.",
        "it was late",
        "said",
        "Han",
        (("a written statement", "document", "stated"),),
    ),
    ("a hearer is no link", "“No,” Han told his brother Min.", "“No,”", "told", "Han", ()),
    ("the speaker is no link", "The roof fell, according to Reuters.", "The roof fell", "according to", "Reuters", ()),
    ("nothing stated", "“No,” Han said.", "“No,”", "said", "Han", ()),
]


@pytest.mark.parametrize(
    ("text", "content", "cue", "source", "expected"), [c[1:] for c in CHAINS], ids=[c[0] for c in CHAINS]
)
def test_chain(text: str, content: str, cue: str, source: str, expected: Row) -> None:
    assert tuple((k.name, k.role, k.basis) for k in first(text, content, cue, source).chain) == expected


def test_who_reports_that_another_said_something_is_a_link_of_it() -> None:
    text = "Rao said that Webb said the pump was broken."
    outer = one(text, "Webb said the pump was broken", "said", "Rao")
    inner = Attribution((at(text, "the pump was broken"),), (), at(text, "said", 10), at(text, "Webb"), "test", 1.0)
    found = [p for p in resolve(article(text), [outer, inner], ()).passages if p.kind != "narrated"]
    assert [(p.speaker.name, [k.name for k in p.chain]) for p in found] == [("Webb", ["Rao"])]


def test_an_agency_is_not_reported_by_the_person_in_its_report() -> None:
    text = "Han said the gate was shut, Reuters reported, adding that it was late."
    outer = one(text, "the gate was shut, Reuters reported, adding that it was late", "said", "Han")
    inner = one(text, "it was late", "adding", "Reuters")
    found = resolve(article(text), [outer, inner], ()).passages
    assert [k.name for p in found if p.speaker.name == "Reuters" for k in p.chain] == []


def test_an_article_credit_stands_on_every_passage() -> None:
    text = "“No,” Han said. (EFE)"
    given = article(text, (Credit("EFE", at(text, "EFE")),))
    passage = resolve(given, [one(text, "“No,”", "said", "Han")], ()).passages[0]
    assert passage.chain == (Link("EFE", "agency", at(text, "EFE"), "article"),)


NEGATED = [
    ("Han did not say it was late.", "say", 0, True),
    ("Han said it was late.", "said", 0, False),
    ("The glory will never fade, he said.", "said", 26, False),
    ("The gate, which is not new, Han said.", "said", 0, False),
    ("Han refused to say why.", "say", 0, True),
]


@pytest.mark.parametrize(("text", "cue", "since", "expected"), NEGATED)
def test_negated(text: str, cue: str, since: int, expected: bool) -> None:
    assert negated_in(text, at(text, cue), since) is expected


HEARERS = [
    ("Han told club chairman Ian Webb on Friday that he", "told", "club chairman Ian Webb"),
    ("Han told reporters.", "told", "reporters"),
    ("Han explained to the press that it was late", "explained", "the press"),
    ("Han told him that", "told", "him"),
    ("Han told of a war", "told", None),
    ("Han pledged to stay", "pledged", None),
    ("Han said it was", "said", None),
]


@pytest.mark.parametrize(("text", "cue", "expected"), HEARERS)
def test_hearer(text: str, cue: str, expected: str | None) -> None:
    span = addressee_in(text, at(text, cue), len(text))
    assert (None if span is None else text[slice(*span)]) == expected


TIMES = [
    ("Han said on Wednesday it was late.", "said", "on Wednesday"),
    ("At the beginning of May, Han said it was late.", "said", "At the beginning of May"),
    ("Shortly before the meeting, Han said it was late.", "said", "Shortly before the meeting"),
    ("Officials, who met on Monday, said it was late.", "said", None),
    ("Han said it was late, according to Russia Today.", "said", None),
]


@pytest.mark.parametrize(("text", "cue", "expected"), TIMES)
def test_time(text: str, cue: str, expected: str | None) -> None:
    span = when_in(text, at(text, cue), [(0, len(text))])
    assert (None if span is None else text[slice(*span)]) == expected


MANNERS = [
    ("said", "said"),
    ("wrote", "wrote"),
    ("fears", "feared"),
    ("denied", "denied"),
    ("have denied", "denied"),
    ("wants", "wanted"),
    ("praised", "praised"),
    ("according to", "reported"),
    ("pledged", "promised"),
]


@pytest.mark.parametrize(("cue", "expected"), MANNERS)
def test_manner(cue: str, expected: str) -> None:
    assert manner_of(cue) == expected


NARRATED = [
    ("The bridge opened in 1906.", ["The bridge opened in 1906."]),
    ("Han denied that the dam had broken under the weight of the snow.", []),
    ("Justice Cole ruled that the agency had failed to call a witness.", []),
    ("Officials reportedly told staff that the dam had broken in the night.", []),
    ("The dam was shut “because nobody had looked at the gates in years” and more.", []),
]


@pytest.mark.parametrize(("text", "expected"), NARRATED)
def test_narrated_is_only_the_outlets_own_voice(text: str, expected: list[str]) -> None:
    found = [p for p in resolve(article(text), (), ()).passages if p.kind == "narrated"]
    assert [text[slice(*p.content[0])] for p in found] == expected


def test_a_remainder_ends_before_a_hanging_word() -> None:
    text = "The pair shook hands for about forty seconds, with Han saying he was glad."
    passages = resolve(article(text), [one(text, "he was glad", "saying", "Han")], ()).passages
    narrated = [text[slice(*p.content[0])] for p in passages if p.kind == "narrated"]
    assert narrated == ["The pair shook hands for about forty seconds"]


def test_an_id_hangs_on_words_not_on_their_place() -> None:
    text = "“No,” Han said."
    longer = "\n\n" + text
    a, b = passage_id(article(text), (at(text, "“No,”"),)), passage_id(article(longer), (at(longer, "“No,”"),))
    assert a.startswith("a-")
    assert a != passage_id(article(text), (at(text, "Han"),))
    assert len(a) == len(b)


HOSTILE = [
    "Ann Cole said he said " * 4000,
    "on " * 20000 + "said Ann Cole.",
    "A" * 60000,
    ", ".join(f"Ann B{n}" for n in range(6000)) + " said so.",
    "the president said that the president said " * 2000,
    "Cole " * 20000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_comes_to_an_end(text: str) -> None:
    passages = attribute(article(text)).passages
    assert len({p.id for p in passages}) == len(passages)
    assert all(0 <= start < end <= len(text) for p in passages for start, end in p.content)
