"""What lines up and how the differences are named, on short invented reports that a person can read and add to.

A line of a report is ``A Smith: “Words.”``: article, speaker, words. Words wholly inside marks are a direct quotation,
words with marks in them are mixed, without marks indirect; ``-`` for the speaker is the article's own voice, or, of a
quotation, that nobody is stated. After the
article may stand its date, after the speaker ``@ time`` and ``via someone``.
"""

# ruff: noqa: E501 (a report stays on one line, so that two can be compared by eye)

from __future__ import annotations

import hashlib
import random
import re
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_briefing.collation import collate
from mkdocs_briefing.collation.alignment import align
from mkdocs_briefing.collation.tokens import tokens
from mkdocs_briefing.collation.variations import variations
from mkdocs_briefing.model import Article, Block, Collated, Link, Passage, PassageKind, Speaker, Statement

_LINE = re.compile(r"(\w+)(?: (\d{4}-\d\d-\d\d))? ([^:@]+?)(?: @ ([^:]+?))?(?: via ([^:]+?))?: (.*)")
_MARKED = re.compile(r"“([^”]*)”")


def told(*lines: str) -> tuple[list[Article], list[Passage]]:
    """Articles and passages of the lines; the n-th passage of article A is called ``A1``, ``A2`` … by ``called``."""
    texts: dict[str, str] = defaultdict(str)
    dates: dict[str, str | None] = {}
    passages: list[Passage] = []
    for line in lines:
        found = _LINE.fullmatch(line)
        assert found, line
        article, published, who, when, via, words = found.groups()
        dates[article] = published or dates.get(article)
        start = len(texts[article])
        quoted = tuple((start + m.start(1), start + m.end(1)) for m in _MARKED.finditer(words))
        whole = bool(re.fullmatch(r"“[^”]*”(?: “[^”]*”)*", words))
        told_by_nobody = who == "-" and not quoted
        kind: PassageKind = "narrated" if told_by_nobody else "direct" if whole else "mixed" if quoted else "indirect"
        content = (start, start + len(words))
        texts[article] += words
        at = None
        if when:
            at = (len(texts[article]) + 1, len(texts[article]) + 1 + len(when))
            texts[article] += " " + when
        texts[article] += "\n\n"
        chain = (Link(via, "translator" if "translator" in via else "agency", None),) if via else ()
        slug = None if who == "-" else who.lower().replace(" ", "-")
        speaker = Speaker(None if who == "-" else who, slug, as_="none" if who == "-" else "name")
        ident = f"{article}-{hashlib.sha256((words + str(when)).encode()).hexdigest()[:8]}"
        passages.append(
            Passage(
                ident, article, kind, "body", 1, (content,), quoted, content, speaker, when=at, chain=chain, rule="test"
            )
        )
    articles = [
        Article(
            a, a + ".txt", hashlib.sha256(t.encode()).hexdigest(), t, label=a, published=dates[a],
            blocks=(Block("body", 0, len(t), 1),),
        )
        for a, t in texts.items()
    ]  # fmt: skip
    return articles, passages


def called(passages: list[Passage]) -> dict[str, str]:
    count: dict[str, int] = defaultdict(int)
    names = {}
    for p in passages:
        count[p.article] += 1
        names[p.id] = f"{p.article}{count[p.article]}"
    return names


def groups(collated: Collated, passages: list[Passage], *, reports: bool = False) -> list[str]:
    """Statements with more than one witness, as ``A1 B1``."""
    names = called(passages)
    some = collated.reports if reports else collated.statements
    return sorted(" ".join(sorted(names[w.passage] for w in s.witnesses)) for s in some if len(s.witnesses) > 1)


def differences(statement: Statement, passages: list[Passage]) -> list[str]:
    """Variations as ``word: began A1 / has risen to B1``; nothing there is ``–``."""
    names = called(passages)
    return [
        f"{v.kind}: "
        + " / ".join(f"{r.text or '–'} {' '.join(sorted(names[p] for p in r.passages))}" for r in v.readings)
        for v in statement.variations
    ]


JOINED = [
    (
        "the same words",
        ["A Smith: “We will build the bridge next spring.”", "B Smith: “We will build the bridge next spring,”"],
        ["A1 B1"],
    ),
    (
        "the same words by another speaker",
        ["A Smith: “Freedom means freedom for everyone.”", "B Jones: “Freedom means freedom for everyone.”"],
        [],
    ),
    (
        "the same long words by nobody stated",
        [
            "A Smith: “The committee has found no evidence at all that the minister knew of the payments.”",
            "B -: The committee has found no evidence at all that the minister knew of the payments.",
        ],
        [],
    ),
    (
        "a name and a title are no remark",
        [
            "A Smith: the case against former national security adviser John Brown",
            "B Smith: he never met former national security adviser John Brown",
        ],
        [],
    ),
    ("one tiny fragment", ["A Smith: his resignation", "B Smith: his resignation"], []),
    (
        "a fragment in the whole",
        ["A Smith: “The plan is a reckless gamble with public money.”", "B Smith: the plan was a “reckless gamble”"],
        ["A1 B1"],
    ),
    (
        "parts of a split quotation",
        [
            "A Smith: “We lost the vote on Tuesday. We will bring the bill back in autumn.”",
            "B Smith: “We lost the vote on Tuesday.”",
            "C Smith: “We will bring the bill back in autumn.”",
        ],
        ["A1 B1", "A1 C1"],
    ),
    (
        "translations of one sentence",
        [
            "A Smith: “Our people began a holy fight to protect the homeland and its freedom.”",
            "B Smith: “Our people have risen to a holy struggle to defend the homeland and its freedom.”",
        ],
        ["A1 B1"],
    ),
    (
        "affirmed here, denied there",
        [
            "A Smith: the company paid bribes to the port officials",
            "B Smith: the company never paid bribes to the port officials",
        ],
        [],
    ),
    (
        "another occasion by its date",
        [
            "A 2024-05-02 Smith @ in 2009: the new harbour law would ruin small fishing villages",
            "B 2024-05-02 Smith @ May 1, 2024: the new harbour law would ruin small fishing villages",
        ],
        [],
    ),
    (
        "told as past and not told when",
        ["A Smith @ last year: taxes on imported grain should fall", "B Smith: taxes on imported grain had to fall"],
        [],
    ),
    (
        "a publication's unquoted reports without a date",
        [
            "A Daily Herald: the ministry planned to sell the northern harbour",
            "B Daily Herald: the ministry planned to sell the northern harbour soon",
        ],
        [],
    ),
    (
        "a publication's unquoted reports of one stated date",
        [
            "A Daily Herald @ on May 1, 2024: the ministry planned to sell the northern harbour",
            "B Daily Herald @ on May 1, 2024: the ministry planned to sell the northern harbour soon",
        ],
        ["A1 B1"],
    ),
    (
        "told, and quoted right behind it",
        [
            "A Smith: no plans had yet been made for a second harbour",
            "A Smith: “No, not planned yet. There are no such plans. But I repeat that ships need room.”",
        ],
        ["A1 A2"],
    ),
    (
        "told and quoted with something in between",
        [
            "A Smith: no plans had yet been made for a third harbour",
            "A -: The town has eight thousand inhabitants.",
            "A Smith: “No, not planned yet. There are no such plans. But I repeat that boats need room.”",
        ],
        [],
    ),
    (
        "a subject told and then quoted is not the same remark",
        ["A Smith: his support for the pilots", "A Smith: “I have the support of hundreds of pilots here.”"],
        [],
    ),
    (
        "quoted at length, by nobody stated in one of them",
        [
            "A Smith: “It is a disgrace to the town and I think she should say sorry to the pilots.”",
            "B -: “It is a disgrace to the town and I think she should say sorry to the pilots.”",
        ],
        ["A1 B1"],
    ),
    (
        "one name in two forms",
        [
            "A Michael Smith: “I completely disagree with the harbour master.”",
            "B Mike Smith: “I completely disagree with the harbour master.”",
        ],
        ["A1 B1"],
    ),
    (
        "one family, two people",
        [
            "A Mary Smith: “I wholly disagree with the harbour master.”",
            "B John Smith: “I wholly disagree with the harbour master.”",
        ],
        [],
    ),
    (
        "few words, told in both articles",
        ["A Smith: he plans to decide by June whether to run", "B Smith: he will decide by June whether to run"],
        ["A1 B1"],
    ),
    (
        "the same subject in reported words is not the same remark",
        [
            "A Smith: “I am grateful for the support of hundreds of farmers across Iowa.”",
            "B Smith: his support for Iowa's farmers",
        ],
        [],
    ),
]


@pytest.mark.parametrize(("title", "lines", "expected"), JOINED, ids=[row[0] for row in JOINED])
def test_what_is_one_statement(title: str, lines: list[str], expected: list[str]) -> None:
    articles, passages = told(*lines)
    assert groups(collate(articles, passages), passages) == expected


REPORTS = [
    (
        "one fact in two articles' own voice",
        [
            "A -: The last talks between the two ministers took place in 2019.",
            "B -: The ministers held their first talks since 2019 in the old harbour.",
        ],
        ["A1 B1"],
    ),
    (
        "another year",
        [
            "A -: The last talks between the ministers took place in 2019.",
            "B -: The last talks between the ministers took place in 2017.",
        ],
        [],
    ),
    (
        "one article alone",
        [
            "A -: The bridge was built in 1932 by the railway company.",
            "A -: The railway company built the bridge in 1932.",
        ],
        [],
    ),
    (
        "a name in common",
        ["A -: Prime Minister Anna Berg arrived by train.", "B -: Prime Minister Anna Berg has two brothers."],
        [],
    ),
]


@pytest.mark.parametrize(("title", "lines", "expected"), REPORTS, ids=[row[0] for row in REPORTS])
def test_what_is_one_report(title: str, lines: list[str], expected: list[str]) -> None:
    articles, passages = told(*lines)
    assert groups(collate(articles, passages), passages, reports=True) == expected


NAMED = [
    (
        "another word",
        [
            "A Smith: “We are glad to see the harbour open again.”",
            "B Smith: “We are happy to see the harbour open again.”",
        ],
        ["word: glad A1 / happy B1"],
    ),
    (
        "two others, none of them called right",
        [
            "A Smith: “It was a sacred fight to protect the harbour and its people.”",
            "B Smith: “It was a sacred struggle to protect the harbour and its people.”",
            "C Smith: “It was a sacred war to protect the harbour and its people.”",
        ],
        ["word: fight A1 / struggle B1 / war C1"],
    ),
    (
        "a word only in some",
        [
            "A Smith: “Our joint meeting will bring peace to the harbour.”",
            "B Smith: “Our meeting will bring peace to the harbour.”",
        ],
        ["extra: – B1 / joint A1"],
    ),
    (
        "a cut that is shown",
        [
            "A Smith: “We will build the bridge, whatever the committee thinks of it, and open the harbour road.”",
            "B Smith: “We will build the bridge … and open the harbour road.”",
        ],
        ["shown: whatever the committee thinks of it A1 / … B1"],
    ),
    (
        "a cut shown inside a clause",
        [
            "A Smith: “We will build the bridge over the wide northern river for the harbour villages.”",
            "B Smith: “We will build the bridge … for the harbour villages.”",
        ],
        ["shown: over the wide northern river A1 / … B1"],
    ),
    (
        "an addition that is shown",
        [
            "A Smith: “Then you say that these supervisors have too much freedom.”",
            "B Smith: “Then you say that these [local] supervisors have too much freedom.”",
        ],
        ["shown: – A1 / [local] B1"],
    ),
    (
        "a cut that is not shown",
        [
            "A Parks: “We've got a duty to die and get out of the way with all of our machines and artificial hearts and everything else like that and let the other society build a reasonable life.”",
            "B Parks: “We've got a duty to die and get out of the way and let the other society build a reasonable life.”",
        ],
        ["silent: – B1 / with all of our machines and artificial hearts and everything else like that A1"],
    ),
    (
        "no silent cut where words are translated",
        [
            "A Parks via a translator: “We've got a duty to die and get out of the way with all of our machines and artificial hearts and everything else like that and let the other society build a reasonable life.”",
            "B Parks: “We've got a duty to die and get out of the way and let the other society build a reasonable life.”",
        ],
        ["extra: – B1 / with all of our machines and artificial hearts and everything else like that A1"],
    ),
    (
        "to stop earlier is not to cut",
        [
            "A Smith: “We will build the bridge for the harbour villages before the winter storms begin.”",
            "B Smith: “We will build the bridge for the harbour villages.”",
        ],
        [],
    ),
    (
        "too little agreement for a silent cut",
        ["A Smith: “Our large joint meeting will open harbours.”", "B Smith: “Our joint meeting will open harbours.”"],
        ["extra: – B1 / large A1"],
    ),
    (
        "tense",
        [
            "A Smith: “The council supports the harbour plan of the mayor.”",
            "B Smith: “The council supported the harbour plan of the mayor.”",
        ],
        ["grammar: supported B1 / supports A1"],
    ),
    (
        "person",
        [
            "A Smith: “We trust our harbour masters and the pilots.”",
            "B Smith: “We trust their harbour masters and the pilots.”",
        ],
        ["grammar: our A1 / their B1"],
    ),
    (
        "hope for certainty at the start",
        [
            "A Smith: “We will be together in the fight against hunger.”",
            "B Smith: “I hope we will be together in the fight against hunger.”",
        ],
        ["force: – A1 / I hope B1"],
    ),
    (
        "may for will",
        [
            "A Smith: “The harbour company will close the northern yard.”",
            "B Smith: “The harbour company may close the northern yard.”",
        ],
        ["force: may B1 / will A1"],
    ),
    (
        "another number",
        [
            "A Smith: “The harbour needs 200 new pilots before winter.”",
            "B Smith: “The harbour needs 300 new pilots before winter.”",
        ],
        ["detail: 200 A1 / 300 B1"],
    ),
    (
        "another place",
        [
            "A Smith: “The grain ships sail from Odessa every single morning.”",
            "B Smith: “The grain ships sail from Varna every single morning.”",
        ],
        ["detail: Odessa A1 / Varna B1"],
    ),
    (
        "one or many is neither tense nor person",
        [
            "A Smith: “We closed the old harbour yard before winter.”",
            "B Smith: “We closed the old harbour yards before winter.”",
        ],
        ["word: yard A1 / yards B1"],
    ),
    (
        "a title cut short",
        [
            "A Smith: “We respect General Brown and his harbour staff.”",
            "B Smith: “We respect Gen. Brown and his harbour staff.”",
        ],
        ["print: Gen B1 / General A1"],
    ),
    (
        "a contraction",
        [
            "A Smith: “The harbour is open and we have three pilots.”",
            "B Smith: “The harbour is open and we've three pilots.”",
        ],
        ["print: we have A1 / we've B1"],
    ),
    (
        "the same doubt in another tense",
        [
            "A Smith: “The council believes the harbour will open soon.”",
            "B Smith: “The council believed the harbour will open soon.”",
        ],
        ["grammar: believed B1 / believes A1"],
    ),
    (
        "all or the",
        [
            "A Smith: “We support the decisions of the harbour council.”",
            "B Smith: “We support all decisions of the harbour council.”",
        ],
        ["detail: all B1 / the A1"],
    ),
    (
        "spelling",
        [
            "A Smith: “We must organise the first harbour fair together.”",
            "B Smith: “We must organize the 1st harbour fair together.”",
        ],
        ["print: organise A1 / organize B1", "print: 1st B1 / first A1"],
    ),
    (
        "capitals and marks are no difference",
        ["A Smith: “The Harbour, at last, is open to ships.”", "B Smith: “the harbour at last is open to ships”"],
        [],
    ),
    (
        "marks that begin at another word",
        ["A Smith: the harbour friendship has “deep roots”", "B Smith: the harbour friendship “has deep roots”"],
        ["marks: has A1 / “has B1"],
    ),
    (
        "turned round is no detail",
        [
            "A Smith: the friendship between North Korea and Russia “has deep roots”",
            "B Smith: the Russian-North Korean friendship “has deep roots”",
        ],
        [],
    ),
    (
        "what a paraphrase leaves out is no difference",
        [
            "A Smith: “Russia has risen to a sacred fight to protect its sovereignty and security.”",
            "B Smith: Russia was in a “sacred war” over its sovereignty",
        ],
        ["word: fight A1 / war B1"],
    ),
]


@pytest.mark.parametrize(("title", "lines", "expected"), NAMED, ids=[row[0] for row in NAMED])
def test_how_differences_are_named(title: str, lines: list[str], expected: list[str]) -> None:
    articles, passages = told(*lines)
    collated = collate(articles, passages)
    found = [d for s in collated.statements for d in differences(s, passages)]
    assert found == expected
    assert any(len(s.witnesses) > 1 for s in collated.statements)


@pytest.mark.parametrize(("title", "lines", "expected"), NAMED, ids=[row[0] for row in NAMED])
def test_a_difference_has_its_address(title: str, lines: list[str], expected: list[str]) -> None:
    articles, passages = told(*lines)
    text = {p.id: next(a.text for a in articles if a.id == p.article) for p in passages}
    content = {p.id: p.content for p in passages}
    for statement in collate(articles, passages).statements:
        for variation in statement.variations:
            held = [p for r in variation.readings for p in r.passages]
            assert len(held) == len(set(held))
            assert statement.base in held
            for reading in variation.readings:
                for passage, (start, end) in zip(reading.passages, reading.spans, strict=True):
                    assert any(s <= start <= end <= e for s, e in content[passage])
                    assert text[passage][start:end].casefold() == reading.text.casefold() or reading.text
                    assert (start == end) == (reading.text == "")
        for witness in statement.witnesses:
            for one in statement.variations:
                for other in statement.variations:
                    spans = [
                        [
                            s
                            for r in v.readings
                            for p, s in zip(r.passages, r.spans, strict=True)
                            if p == witness.passage
                        ]
                        for v in (one, other)
                    ]
                    if one is not other and spans[0] and spans[1]:
                        (a, b), (c, d) = spans[0][0], spans[1][0]
                        assert b <= c or d <= a, "places overlap"


EVERYTHING = [line for _, lines, _ in [*JOINED, *NAMED] for line in lines]


@pytest.mark.parametrize("seed", range(4))
def test_order_of_articles_and_passages_does_not_matter(seed: int) -> None:
    articles, passages = told(*EVERYTHING)
    expected = collate(articles, passages)
    random.Random(seed).shuffle(articles)
    random.Random(seed + 1).shuffle(passages)
    assert collate(articles, passages) == expected


def test_names_of_articles_do_not_matter() -> None:
    articles, passages = told(*EVERYTHING)
    other = {a.id: f"{9 - n}{a.id}" for n, a in enumerate(articles)}
    renamed = [replace(a, id=other[a.id], file=other[a.id] + ".txt") for a in articles]
    moved = [replace(p, id=p.id.replace(p.article, other[p.article], 1), article=other[p.article]) for p in passages]

    def shape(collated: Collated, names: dict[str, str]) -> list[Any]:
        return sorted(
            (
                names[s.base],
                sorted((names[w.passage], w.spans, w.relation) for w in s.witnesses),
                [(v.kind, [(sorted(names[p] for p in r.passages), r.text) for r in v.readings]) for v in s.variations],
            )
            for s in collated.statements
        )

    before = shape(collate(articles, passages), {p.id: p.id for p in passages})
    after = shape(collate(renamed, moved), {m.id: p.id for m, p in zip(moved, passages, strict=True)})
    assert after == before


def test_every_attributed_passage_is_a_witness_and_ids_are_unique() -> None:
    articles, passages = told(*EVERYTHING)
    collated = collate(articles, passages)
    held = {w.passage for s in collated.statements for w in s.witnesses}
    assert held == {p.id for p in passages if p.kind != "narrated"}
    assert len({s.id for s in collated.statements}) == len(collated.statements)


ONE_BY_ONE = [
    "A Smith: “It was a sacred fight to protect the harbour and its people.”",
    "B Smith: “It was a sacred struggle to protect the harbour and its people.”",
    "C Smith: the harbour people had a “sacred war to protect the harbour”",
    "D Smith: “It was a sacred fight to protect the harbour.”",
    "E Jones: “The committee meets again on Thursday in the old town hall.”",
    "F Smith: “It was a holy fight to defend the harbour and its people.”",
]


def test_adding_an_article_never_splits_a_statement() -> None:
    together: set[tuple[str, str]] = set()
    for count in range(1, len(ONE_BY_ONE) + 1):
        articles, passages = told(*ONE_BY_ONE[:count])
        now = {
            (a, b) for g in groups(collate(articles, passages), passages) for a in g.split() for b in g.split() if a < b
        }
        assert together <= now
        together = now
    assert len(together) == 10


def test_words_that_hundreds_of_articles_print_are_one_statement() -> None:
    articles, passages = told(*(f"A{n} Smith: “We will build the harbour bridge in spring.”" for n in range(300)))
    assert [len(s.witnesses) for s in collate(articles, passages).statements] == [300]


def test_endless_quotations_without_a_stop_are_no_trap() -> None:
    shuffled = random.Random(1)
    lines = [f"{a} Smith: “{' '.join(f'word{shuffled.randrange(300)}' for _ in range(5000))}”" for a in "AB"]
    articles, passages = told(*lines)
    held = {w.passage for s in collate(articles, passages).statements for w in s.witnesses}
    assert held == {p.id for p in passages}


WORDS = st.sampled_from(
    [
        "the",
        "harbour",
        "sacred",
        "fight",
        "struggle",
        "war",
        "will",
        "may",
        "protect",
        "defend",
        "its",
        "people",
        "we",
        "all",
        "support",
        "supported",
    ]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@given(SENTENCES, SENTENCES)
def test_alignment_is_its_own_mirror_image(a: str, b: str) -> None:
    one, two = tokens(a, [(0, len(a))]), tokens(b, [(0, len(b))])
    pairs = align(one, two)
    assert tuple((j, i) for i, j in pairs) == align(two, one)
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))
    assert all(one[i].key == two[j].key for i, j in pairs)


@given(SENTENCES)
def test_a_line_is_aligned_with_itself_throughout(a: str) -> None:
    line = tokens(a, [(0, len(a))])
    assert align(line, line) == tuple((n, n) for n in range(len(line)))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(SENTENCES, SENTENCES)
def test_differences_are_the_same_from_either_side(a: str, b: str) -> None:
    articles, passages = told(f"A Smith: “{a}”", f"B Smith: “{b}”")
    known = {x.id: x for x in articles}
    lines = [(p, tokens(known[p.article].text, p.content, p.quoted)) for p in passages]

    def names(order: int) -> list[tuple[str, tuple[tuple[tuple[str, ...], str], ...]]]:
        found = variations(lines[::order], known)
        return sorted((v.kind, tuple((r.passages, r.text) for r in v.readings)) for v in found)

    assert names(1) == names(-1)
