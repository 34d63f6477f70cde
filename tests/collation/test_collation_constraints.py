"""What an editor decides about statements holds, whatever the words say, and nothing else is lost by it."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefing.collation import collate
from mkdocs_briefing.model import Article, Collated, Constraints, Passage, Speaker

SAID = (
    "The old bridge will close on Monday for a year.",
    "The old bridge will be closed from Monday for one year. The arch has moved by a hand.",
    "The arch has moved by the width of a hand. Buses will take the long way round.",
    "Nobody asked the bakers of the town.",
    "Nobody has asked the bakers in the town.",
    "The old bridge will close on Monday for a year.",
    "A tax takes a morning and a tree takes ten years; the treasury knows that.",
)


def made(said: tuple[str, ...] = SAID) -> tuple[list[Article], list[Passage]]:
    articles, passages = [], []
    for n, words in enumerate(said):
        text = f"“{words}” Orm said."
        end = len(words) + 2
        articles.append(Article(f"a{n}", f"a{n}.txt", f"{n}" * 64, text, label=f"A{n}"))
        speaker = Speaker("Ada Orm", "ada-orm")
        spans = ((0, end),)
        key = f"a{n}-{n:08d}"
        passages.append(Passage(key, f"a{n}", "direct", "body", 1, spans, ((1, end - 1),), (0, len(text)), speaker))
    return articles, passages


ARTICLES, PASSAGES = made()
IDS = [p.id for p in PASSAGES]
PAIRS = st.sampled_from(list(itertools.combinations(IDS, 2)))


def sides(collated: Collated) -> list[set[str]]:
    return [{w.passage for w in s.witnesses} for s in collated.statements]


def together(collated: Collated, one: str, other: str) -> bool:
    return any({one, other} <= side for side in sides(collated))


def tied(pairs: frozenset[tuple[str, str]], start: str) -> set[str]:
    found = {start}
    while True:
        more = {end for ends in pairs if found & set(ends) for end in ends}
        if more <= found:
            return found
        found |= more


@given(
    st.frozensets(PAIRS, max_size=4), st.frozensets(PAIRS, max_size=6), st.frozensets(st.sampled_from(IDS), max_size=2)
)
def test_every_pair_is_kept(
    joins: frozenset[tuple[str, str]], splits: frozenset[tuple[str, str]], first: frozenset[str]
) -> None:
    splits = frozenset(ends for ends in splits if ends[1] not in tied(joins, ends[0]))
    wanted = Constraints(joins, splits, first)
    collated = collate(ARTICLES, PASSAGES, wanted)
    assert all(together(collated, *ends) for ends in joins)
    assert not any(together(collated, *ends) for ends in splits)
    assert set().union(*sides(collated)) == set(IDS)
    assert len({s.id for s in collated.statements}) == len(collated.statements)
    for statement in collated.statements:
        held = {w.passage for w in statement.witnesses} & first
        assert not held or statement.base in held
        assert next(w.relation for w in statement.witnesses if w.passage == statement.base) == "base"
    assert collate(ARTICLES[::-1], PASSAGES[::-1], wanted) == collated
    turned = Constraints(frozenset(e[::-1] for e in joins), frozenset(e[::-1] for e in splits), first)
    assert collate(ARTICLES, PASSAGES, turned) == collated


def test_without_any_nothing_is_different() -> None:
    assert collate(ARTICLES, PASSAGES, Constraints()) == collate(ARTICLES, PASSAGES)


def test_pairs_of_passages_that_are_not_there_do_nothing() -> None:
    absent = Constraints(frozenset([("x", IDS[0])]), frozenset([(IDS[1], "y")]), frozenset(["z"]))
    assert sides(collate(ARTICLES, PASSAGES, absent)) == sides(collate(ARTICLES, PASSAGES))


def test_copies_are_kept_apart() -> None:
    collated = collate(ARTICLES, PASSAGES, Constraints(apart=frozenset([(IDS[0], IDS[5])])))
    assert together(collate(ARTICLES, PASSAGES), IDS[0], IDS[5])
    assert not together(collated, IDS[0], IDS[5])


def test_what_fits_one_of_two_that_are_joined_stands_with_both() -> None:
    collated = collate(ARTICLES, PASSAGES, Constraints(frozenset([(IDS[3], IDS[6])])))
    assert any({IDS[3], IDS[4], IDS[6]} <= side for side in sides(collated))


def test_a_join_is_said_to_be_the_editors_and_the_words_that_differ_are_found() -> None:
    collated = collate(ARTICLES, PASSAGES, Constraints(frozenset([(IDS[3], IDS[6])])))
    (statement,) = [s for s in collated.statements if {IDS[3], IDS[6]} <= {w.passage for w in s.witnesses}]
    assert any(e.endswith("put here by the editor") for e in statement.evidence)
    assert statement.confidence == "medium"


@pytest.mark.parametrize("key", [IDS[0], IDS[1], IDS[5]])
def test_the_wording_shown_first_is_the_editors_and_the_id_stays(key: str) -> None:
    def ids(collated: Collated) -> set[str]:
        return {s.id for s in collated.statements}

    plain, chosen = collate(ARTICLES, PASSAGES), collate(ARTICLES, PASSAGES, Constraints(first=frozenset([key])))
    assert ids(plain) == ids(chosen)
    assert key in {s.base for s in chosen.statements}


def test_speakers_who_differ_are_joined_and_pairs_kept_apart_are_no_near_miss() -> None:
    other = replace(PASSAGES[0], speaker=Speaker("Bo Ek", "bo-ek"))
    said = [other, PASSAGES[1]]
    plain = collate(ARTICLES, said)
    assert not together(plain, IDS[0], IDS[1])
    ends = frozenset([(IDS[0], IDS[1])])
    assert {IDS[0], IDS[1]} in [set(m.passages) for m in plain.near_misses]
    assert together(collate(ARTICLES, said, Constraints(ends)), IDS[0], IDS[1])
    assert collate(ARTICLES, said, Constraints(apart=ends)).near_misses == ()
