"""The case files: what lines up, what differences are called, what an editor is asked to look at."""

from __future__ import annotations

import pytest
from case_files import FOLDER, SIGNS, Case, cases, shown, told

from mkdocs_briefing.collation import collate

ALL = [(path.stem, case) for path in sorted(FOLDER.glob("*.txt")) for case in cases(path.name)]
IDS = [f"{name}: {case.title}" for name, case in ALL]


@pytest.mark.parametrize(("name", "case"), ALL, ids=IDS)
def test_a_case(name: str, case: Case) -> None:
    articles, passages = told(*case.lines)
    found = shown(collate(articles, passages), articles, passages)
    assert case.expected
    for sign, expected in case.expected.items():
        assert found[sign] == (expected if sign in ("variations", "boundary") else sorted(expected)), f"{name}: {sign}"


@pytest.mark.parametrize(("name", "case"), [row for row in ALL if "variations" in row[1].expected])
def test_a_case_of_variations_is_one_statement(name: str, case: Case) -> None:
    articles, passages = told(*case.lines)
    assert any(len(s.witnesses) > 1 for s in collate(articles, passages).statements)


@pytest.mark.parametrize(("name", "case"), [row for row in ALL if "variations" in row[1].expected])
def test_a_difference_has_its_address(name: str, case: Case) -> None:
    articles, passages = told(*case.lines)
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


@pytest.mark.parametrize(("name", "case"), [row for row in ALL if "near misses" in row[1].expected])
def test_a_near_miss_says_what_speaks_for_it(name: str, case: Case) -> None:
    articles, passages = told(*case.lines)
    content = {p.id: p.content for p in passages}
    for miss in collate(articles, passages).near_misses:
        assert miss.speaks_for[0].startswith("shares ‘")
        for passage, spans in zip(miss.passages, miss.spans, strict=True):
            assert all(any(s <= a and b <= e for s, e in content[passage]) for a, b in spans)


def test_every_sign_is_used_and_a_line_of_no_case_is_told() -> None:
    assert {sign for _, case in ALL for sign in case.expected} == set(SIGNS.values())
    (bad := FOLDER / "bad.tmp").write_text("# a case\nnothing at all\n", encoding="utf-8")
    try:
        with pytest.raises(ValueError, match=r"bad\.tmp, line 2: not a line of a case"):
            cases("bad.tmp")
    finally:
        bad.unlink()
