"""Lines: who depends on whom, as far as it is printed, with the evidence in words."""

from __future__ import annotations

import hashlib

from mkdocs_briefing.collation import collate
from mkdocs_briefing.model import Article, Block, Credit, Link, Passage, PassageKind, Speaker


def article(name: str, text: str, credit: str | None = None) -> Article:
    credits_ = (Credit(credit, (0, 0)),) if credit else ()
    mark = hashlib.sha256(text.encode()).hexdigest()
    return Article(
        name, name + ".txt", mark, text, label=name, blocks=(Block("body", 0, len(text), 1),), credits=credits_
    )


def passage(of: Article, words: str, agency: str | None = None) -> Passage:
    start = of.text.index(words)
    span = (start, start + len(words))
    quoted = ((start + 1, start + len(words) - 1),) if words.startswith("“") else ()
    end = of.text.find("\n", span[1])
    sentence = (of.text.rfind("\n", 0, start) + 1, end if end >= 0 else len(of.text))
    chain = (Link(agency, "agency", None),) if agency else ()
    mark = hashlib.sha256(words.encode()).hexdigest()[:8]
    who = Speaker("Smith", "smith", as_="name")
    kind: PassageKind = "direct" if quoted else "indirect"
    return Passage(f"{of.id}-{mark}", of.id, kind, "body", 1, (span,), quoted, sentence, who, chain=chain)


def test_a_named_agency_and_a_credit_make_one_line() -> None:
    a = article("A", "“The harbour is open,” Smith told Reuters.")
    b = article("B", "Smith said the pilots were late.", credit="Reuters")
    found = collate([a, b], [passage(a, "“The harbour is open,”", "Reuters"), passage(b, "the pilots were late")]).lines
    assert [(line.label, line.evidence, len(line.passages)) for line in found] == [
        ("Reuters", "Reuters is named in A; Reuters is credited for the whole article in B", 2)
    ]


def test_the_same_cut_in_two_articles_makes_a_line() -> None:
    a = article("A", "“We back the harbour plan … and we will build it,” Smith said.")
    b = article("B", "Smith: “We back the Harbour plan […] and we will build it.”")
    c = article("C", "Smith: “We back the harbour … and we will build it.”")
    found = collate(
        [a, b, c],
        [
            passage(a, "“We back the harbour plan … and we will build it,”"),
            passage(b, "“We back the Harbour plan […] and we will build it.”"),
            passage(c, "“We back the harbour … and we will build it.”"),
        ],
    ).lines
    assert [line.evidence for line in found] == [
        "A and B show a cut at the same place, between ‘the Harbour plan’ and ‘and we will’"
    ]


LONG = "after a night of talks that ended with neither side willing to give way on the harbour dues"


def test_long_common_wording_outside_marks_makes_a_line() -> None:
    a = article("A", f"Smith said the pilots were late {LONG}.")
    b = article("B", f"The pilots had not come, Smith complained {LONG}.\nNothing else.")
    found = collate([a, b], [passage(a, "the pilots were late"), passage(b, "The pilots had not come")]).lines
    assert [(line.label, line.evidence) for line in found] == [
        (
            "the same words",
            "A and B have 18 words in common outside quotation marks: ‘after a night of talks that ended with …’",
        )
    ]


def test_long_common_wording_inside_marks_makes_none() -> None:
    a = article("A", f"“It came {LONG},” Smith said.")
    b = article("B", f"Smith: “It came {LONG}.”")
    assert collate([a, b], [passage(a, f"“It came {LONG},”"), passage(b, f"“It came {LONG}.”")]).lines == ()


def test_nothing_known_of_the_way_makes_no_line() -> None:
    a = article("A", "“The harbour is open,” Smith said.")
    assert collate([a], [passage(a, "“The harbour is open,”")]).lines == ()
