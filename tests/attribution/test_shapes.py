"""Shapes of sentences that reports on other stories brought to light: who said which words, the whole way."""

from __future__ import annotations

import pytest

from mkdocs_briefing.attribution import attribute
from mkdocs_briefing.reading import read_article

Said = tuple[str | None, str]


def said(text: str) -> list[Said]:
    article, _ = read_article(text.encode(), file="a.txt")
    assert article is not None
    return [
        (p.speaker.name, " … ".join(article.text[start:end] for start, end in p.content))
        for p in attribute(article).passages
        if p.kind != "narrated" and p.confidence != "low"
    ]


CASES: list[tuple[str, str, list[Said]]] = [
    (
        "a comment on what was said is no part of it",
        'Paul Lindqvist said a failure was "highly unlikely," a statement Denise Okafor dismissed as "spin."',
        [("Paul Lindqvist", 'a failure was "highly unlikely,"'), ("Denise Okafor", 'as "spin."')],
    ),
    (
        "a that which points stays",
        "Tomas Rieger says that isn't so. He called that report false.",
        [("Tomas Rieger", "that isn't so"), ("Tomas Rieger", "that report false")],
    ),
    (
        "a that of the noun before does not begin the content",
        "Aisha Rahman said claims by Martin Frost that drivers were offered more were 'simply a lie'.",
        [("Aisha Rahman", "claims by Martin Frost that drivers were offered more were 'simply a lie'")],
    ),
    (
        "what is only supposed is nobody's",
        "Lucille Hartnett said that if the engineers told her to open the gates, she would.",
        [("Lucille Hartnett", "if the engineers told her to open the gates, she would")],
    ),
    (
        "a second verb of the sentence's subject ends the clause of another",
        "Lucille Hartnett acted after engineers reported that a crack had widened overnight, "
        "and told some 4,200 people downstream to be ready to leave.",
        [("engineers", "a crack had widened overnight")],
    ),
    ("silence", "Naomi Carter declined to comment on that figure.", []),
    (
        "an unnamed source's wish",
        "One driver, who asked not to be named, said he was tired.",
        [("driver", "he was tired")],
    ),
    ("say so", "Lucille Hartnett will act if engineers say so.", []),
    ("nobody knows", "It is not known whether any of the money will be found.", []),
    (
        "a refusal takes its verb along",
        "Tomas Rieger declined to say whether the dam might fail.",
        [("Tomas Rieger", "whether the dam might fail")],
    ),
    (
        "who is quoted as saying it, behind the words",
        '"An apology for what?" Yusuf Amin was quoted as saying.',
        [("Yusuf Amin", '"An apology for what?"')],
    ),
    (
        "who is quoted as saying it, by others",
        "The minister, Jan Kral, was quoted by the broadcaster as saying that three of his soldiers were killed.",
        [("Jan Kral", "three of his soldiers were killed")],
    ),
    (
        "who quotes another is not the speaker",
        'The agent, Marco Villa, quoted Luis Ortega as saying: "They will regret this."',
        [("Luis Ortega", '"They will regret this."')],
    ),
    (
        "a source that is cited says nothing by itself",
        "The Morning Post reported that the bank may sell its branches, citing a person familiar with the matter.",
        [("The Morning Post", "the bank may sell its branches")],
    ),
    (
        "a number is one word",
        "The study of 11,400 patients found that the drug works.",
        [("study of 11,400 patients", "the drug works")],
    ),
    (
        "a name may begin with an ordinal",
        'A second heart attack is worse. Second Heart, a charity, said: "A pill nobody can buy saves nobody."',
        [("Second Heart", '"A pill nobody can buy saves nobody."')],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_who_said_which_words(text: str, expected: list[Said]) -> None:
    found = said(f"The story of the day\n\n{text}\n")
    assert [one for one in found if one in expected] == expected
    if not expected:
        assert found == []


def test_a_headline_that_names_who_said_it_behind_the_words() -> None:
    found = said('Alder Dam: "Nobody called us," says mayor\n\nThe mayor is angry about the dam.\n')
    assert "Alder Dam" not in [speaker for speaker, _ in found]
    assert '"Nobody called us,"' in [words for _, words in found]


def test_a_headline_names_the_speaker_behind_its_words() -> None:
    found = said("Lotha will not apologise, says president's spokesman\n\nThe clash was on Thursday.\n")
    assert [words for _, words in found] == ["Lotha will not apologise"]


def test_a_surname_in_the_headline_is_the_name_below() -> None:
    found = said(
        "Rovers sack manager Ortega\n\nRovers have sacked Luis Ortega, the club said.\n\n"
        'Ortega said he had been "given no warning at all".\n'
    )
    assert ("Luis Ortega", 'he had been "given no warning at all"') in found
