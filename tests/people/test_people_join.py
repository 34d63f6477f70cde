"""Speakers joined over articles: one person under several names, never two under one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_briefing.model import Article, Passage, Speaker, SpeakerAs, SpeakerKind
from mkdocs_briefing.people import join
from mkdocs_briefing.settings import SpeakerSetting

Given = tuple[str, str, SpeakerAs, SpeakerKind]
"""The resolved name, the words printed, their form, and what bears the name."""


def made(rows: list[Given]) -> tuple[list[Article], list[Passage]]:
    articles, passages = [], []
    for n, (name, printed, way, kind) in enumerate(rows):
        text = f"{printed} said no."
        span = (0, len(printed))
        start = len(printed) + 6
        articles.append(Article(f"a{n}", f"a{n}.txt", "", text))
        speaker = Speaker(name, None, span, span, way, kind=kind)
        passages.append(Passage(f"a{n}-1", f"a{n}", "indirect", "body", 1, ((start, start + 2),), speaker=speaker))
    return articles, passages


def person(name: str) -> Given:
    return (name, name, "name", "person")


def groups(rows: list[Given], known: tuple[SpeakerSetting, ...] = ()) -> list[str]:
    """The shared display name of each row."""
    articles, passages = made(rows)
    return [p.speaker.name or "" for p in join(articles, passages, known)[0]]


CASES: list[tuple[str, list[Given], list[str]]] = [
    ("hyphens and case", [person("Han Min Jae"), person("Han Min-jae"), person("Han Min Jae")], ["Han Min Jae"] * 3),
    ("accents", [person("José Núñez"), person("Jose Nunez"), person("José Núñez")], ["José Núñez"] * 3),
    ("a middle initial", [person("Ann B. Cole"), person("Ann Cole"), person("Ann B. Cole")], ["Ann B. Cole"] * 3),
    (
        "another middle name is another person",
        [person("Han Min Jae"), person("Han Su Jae")],
        ["Han Min Jae", "Han Su Jae"],
    ),
    ("a sister", [person("Han Min Jae"), person("Han Yo Jin")], ["Han Min Jae", "Han Yo Jin"]),
    ("a surname", [person("Ann Cole"), person("Cole")], ["Ann Cole", "Ann Cole"]),
    ("a surname of two", [person("Ann Cole"), person("Ian Cole"), person("Cole")], ["Ann Cole", "Ian Cole", "Cole"]),
    ("a first name joins nothing", [person("Ann Cole"), person("Ann")], ["Ann Cole", "Ann"]),
    (
        "the family name first, where an article prints it alone",
        [("Han Min Jae", "Han", "name", "person"), person("Han")],
        ["Han Min Jae", "Han Min Jae"],
    ),
    (
        "initials",
        [("KCNA", "KCNA", "name", "body"), ("Korean Central News Agency", "it", "name", "body")],
        ["Korean Central News Agency"] * 2,
    ),
    (
        "initials leave out small words",
        [("PTI", "PTI", "name", "publication"), ("Press Trust of India", "it", "name", "publication")],
        ["Press Trust of India"] * 2,
    ),
    (
        "initials of two: neither",
        [
            ("ANA", "ANA", "name", "body"),
            ("Accra News Agency", "it", "name", "body"),
            ("Athens News Agency", "it", "name", "body"),
        ],
        ["ANA", "Accra News Agency", "Athens News Agency"],
    ),
    (
        "a leading article",
        [
            ("The Lagos Times", "The Lagos Times", "name", "publication"),
            ("Lagos Times", "Lagos Times", "name", "publication"),
        ],
        ["The Lagos Times"] * 2,
    ),
    (
        "unnamed sources are nobody's surname",
        [person("Ann Baker"), ("baker", "a baker", "unnamed", "unnamed")],
        ["Ann Baker", "baker"],
    ),
    (
        "a group is not one of its members",
        [person("Ann Cole"), ("Ann Cole and Ian Cole", "Ann Cole and Ian Cole", "group", "group")],
        ["Ann Cole", "Ann Cole and Ian Cole"],
    ),
    (
        "a body's last word is no surname",
        [("Bank of Cole", "x", "name", "body"), person("Cole")],
        ["Bank of Cole", "Cole"],
    ),
    (
        "the most frequent full form",
        [person("Han Min-jae"), person("Han Min Jae"), person("Han Min-jae"), person("Han Min-jae")],
        ["Han Min-jae"] * 4,
    ),
]


@pytest.mark.parametrize(("rows", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_joined(rows: list[Given], expected: list[str]) -> None:
    assert groups(rows) == expected


def test_one_display_name_is_one_id_and_the_other_way_round() -> None:
    articles, passages = made([row for case in CASES for row in case[1]])
    joined, people = join(articles, passages, ())
    pairs = {(p.speaker.id, p.speaker.name) for p in joined}
    assert len({i for i, _ in pairs}) == len({n for _, n in pairs}) == len(pairs) == len(people)
    assert [p.id for p in people] == sorted(p.id for p in people)


def test_variants_are_printed_words_and_never_pronouns() -> None:
    rows: list[Given] = [
        person("Ann Cole"),
        ("Ann Cole", "she", "pronoun", "person"),
        ("Ann Cole", "the judge", "role", "person"),
        ("Ann Cole", "Cole", "name", "person"),
    ]
    articles, passages = made(rows)
    assert join(articles, passages, ())[1][0].variants == ("Ann Cole", "Cole", "the judge")


def test_kinds_and_members() -> None:
    rows: list[Given] = [
        ("Accra and Lagos", "Accra and Lagos", "group", "group"),
        ("officials", "officials", "unnamed", "unnamed"),
        ("Reuters", "Reuters", "name", "publication"),
        ("the Kremlin", "the Kremlin", "name", "body"),
        person("Ann Cole"),
    ]
    people = {p.name: p for p in join(*made(rows), ())[1]}
    assert {n: p.kind for n, p in people.items()} == {r[0]: r[3] for r in rows}
    assert people["Accra and Lagos"].members == ("Accra", "Lagos")
    assert people["Ann Cole"].members == ()


def test_the_editors_names_go_first() -> None:
    known = (SpeakerSetting("Min-jae Han", ("Han Min Jae",), "ko"),)
    articles, passages = made([person("Han Min Jae"), person("Ann Cole")])
    joined, people = join(articles, passages, known)
    assert [p.speaker.name for p in joined] == ["Min-jae Han", "Ann Cole"]
    assert {p.name: p.language for p in people} == {"Min-jae Han": "ko", "Ann Cole": None}


def test_a_passage_without_a_speaker_stays_as_it_is() -> None:
    passage = Passage("a-1", "a", "indirect", "body", 1, ((0, 2),))
    assert join([Article("a", "a.txt", "", "No.")], [passage], ()) == ([passage], [])


_NAMES = st.sampled_from(
    ["Ann Cole", "Ann B. Cole", "Ian Cole", "Cole", "Ann", "ABC", "Accra Bank Club", "Han Min Jae"]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(_NAMES, min_size=1, max_size=8))
def test_the_order_of_articles_does_not_matter(names: list[str]) -> None:
    articles, passages = made([person(n) for n in names])
    there = join(articles, passages, ())
    back = join(articles[::-1], passages[::-1], ())
    assert back[1] == there[1]
    assert back[0][::-1] == there[0]


def told(rows: list[tuple[str | None, str, SpeakerAs]], *known: SpeakerSetting) -> list[str | None]:
    """The name of each row's speaker; a row is the name found in its article, the words printed, their form."""
    articles, passages = made([(name or "", printed, way, "person") for name, printed, way in rows])
    passages = [replace(p, speaker=replace(p.speaker, name=p.speaker.name or None)) for p in passages]
    return [p.speaker.name for p in join(articles, passages, known)[0]]


ANNA = SpeakerSetting("Anna Berg", ("the iron lady",), role="minister of harbours", not_=("the skipper",))
PAUL = SpeakerSetting("Paul Berg", ("the skipper",))
ROLES: list[tuple[str, list[tuple[str | None, str, SpeakerAs]], tuple[SpeakerSetting, ...], list[str | None]]] = [
    ("a role as set", [(None, "The minister of harbours", "role")], (ANNA,), ["Anna Berg"]),
    ("a role in another order", [(None, "the harbours minister", "role")], (ANNA,), ["Anna Berg"]),
    ("a role with a name's end", [(None, "the harbours’s minister", "role")], (ANNA,), ["Anna Berg"]),
    ("half a role", [(None, "the minister", "role")], (ANNA,), [None]),
    ("another's role", [(None, "the minister of schools", "role")], (ANNA,), [None]),
    ("more than the role", [(None, "the former minister of harbours", "role")], (ANNA,), [None]),
    ("one of many", [(None, "a minister of harbours", "role")], (ANNA,), [None]),
    ("a role of one word", [(None, "the mayor", "role")], (SpeakerSetting("Al Orm", role="mayor"),), [None]),
    ("an alias of one word", [(None, "the mayor", "role")], (SpeakerSetting("Al Orm", ("mayor",)),), ["Al Orm"]),
    ("an alias", [(None, "the iron lady", "role")], (ANNA,), ["Anna Berg"]),
    (
        "one role of two",
        [(None, "the minister of harbours", "role")],
        (ANNA, SpeakerSetting("Al Orm", role="harbours minister")),
        [None],
    ),
    (
        "one alias of two",
        [(None, "the skipper", "role"), ("Paul Berg", "Paul Berg", "name")],
        (PAUL, SpeakerSetting("Al Orm", ("the skipper",))),
        [None, "Paul Berg"],
    ),
    ("a role resolved to one whom it is not", [("Anna Berg", "the skipper", "role")], (ANNA,), [None]),
    ("the same, and it is another's", [("Anna Berg", "the skipper", "role")], (ANNA, PAUL), ["Paul Berg"]),
    ("a role resolved in its article stays", [("Ida Ek", "the minister", "role")], (ANNA,), ["Ida Ek"]),
    (
        "a surname of two who share it",
        [("Anna Berg", "Anna Berg", "name"), ("Paul Berg", "Paul Berg", "name"), ("Berg", "Berg", "name")],
        (ANNA, PAUL),
        ["Anna Berg", "Paul Berg", "Berg"],
    ),
    (
        "a surname that is not hers is his",
        [("Anna Berg", "Anna Berg", "name"), ("Paul Berg", "Paul Berg", "name"), ("Berg", "Berg", "name")],
        (SpeakerSetting("Anna Berg", not_=("Berg",)),),
        ["Anna Berg", "Paul Berg", "Paul Berg"],
    ),
    (
        "a surname that is not hers and of nobody else",
        [("Anna Berg", "Anna Berg", "name"), ("Berg", "Berg", "name")],
        (SpeakerSetting("Anna Berg", not_=("Berg",)),),
        ["Anna Berg", "Berg"],
    ),
    (
        "a printed name that its article took for hers",
        [("Anna Berg", "Berg", "name"), ("Anna Berg", "Anna Berg", "name")],
        (SpeakerSetting("Anna Berg", not_=("Berg",)),),
        ["Berg", "Anna Berg"],
    ),
    (
        "a middle initial that is another's",
        [("Ann B. Cole", "Ann B. Cole", "name"), ("Ann Cole", "Ann Cole", "name")],
        (SpeakerSetting("Ann B. Cole", not_=("Ann Cole",)),),
        ["Ann B. Cole", "Ann Cole"],
    ),
    (
        "without it they are one",
        [("Ann B. Cole", "Ann B. Cole", "name"), ("Ann Cole", "Ann Cole", "name")],
        (),
        ["Ann B. Cole"] * 2,
    ),
]


@pytest.mark.parametrize(("title", "rows", "known", "expected"), ROLES, ids=[row[0] for row in ROLES])
def test_roles_aliases_and_who_is_not_who(
    title: str,
    rows: list[tuple[str | None, str, SpeakerAs]],
    known: tuple[SpeakerSetting, ...],
    expected: list[str | None],
) -> None:
    assert told(rows, *known) == expected
    assert told(rows[::-1], *known[::-1]) == expected[::-1]


def test_a_role_is_worked_out_and_the_person_has_it() -> None:
    articles, passages = made([("", "The minister of harbours", "role", "person")])
    passages = [replace(p, speaker=replace(p.speaker, name=None)) for p in passages]
    (passage,), (person,) = join(articles, passages, (ANNA,))
    assert (passage.speaker.basis, passage.speaker.as_) == ("inferred", "role")
    assert (person.name, person.role, person.variants) == (
        "Anna Berg",
        "minister of harbours",
        ("The minister of harbours",),
    )


def test_a_speaker_that_the_editor_set_teaches_no_name() -> None:
    rows: list[Given] = [person("Ann Cole"), ("Ian Cole", "Cole", "name", "person"), person("Cole")]
    articles, passages = made(rows)
    passages[1] = replace(passages[1], speaker=replace(passages[1].speaker, basis="editor"))
    joined, persons = join(articles, passages, ())
    assert {p.name: p.variants for p in persons}["Ian Cole"] == ()
    assert [p.speaker.name for p in joined] == ["Ann Cole", "Ian Cole", "Cole"]


@pytest.mark.parametrize(
    ("rows", "known", "expected"),
    [
        ([person("Ann Cole"), person("Cole")], (), [("Cole", "part of this name, and of no other here")]),
        ([person("Ann B. Cole"), person("Ann Cole")], (), [("Ann Cole", "the same first and last name")]),
        (
            [("KCNA", "KCNA", "name", "body"), ("Korean Central News Agency", "it", "name", "body")],
            (),
            [("KCNA", "first letters of this name, and of no other here")],
        ),
        (
            [("Han Min Jae", "Min", "name", "person"), person("Min")],
            (),
            [("Min", "part of this name, and of no other here")],
        ),
        (
            [person("Ann Cole"), person("the Iron Mayor")],
            (SpeakerSetting("Ann Cole", ("Iron Mayor",)),),
            [("the Iron Mayor", "set by the editor")],
        ),
        ([person("Ann Cole"), person("ANN COLE")], (), []),
    ],
)
def test_a_speaker_says_why_other_names_are_its_own(
    rows: list[Given], known: tuple[SpeakerSetting, ...], expected: list[tuple[str, str]]
) -> None:
    (one,) = join(*made(rows), known)[1]
    assert list(one.joined) == expected
