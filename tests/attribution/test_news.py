"""Attribution on invented news items of many desks, against bounds that only tighten."""

from __future__ import annotations

from pathlib import Path

import annotated
import pytest


@pytest.mark.parametrize("folder", annotated.SETS)
def test_every_bound_holds(folder: str) -> None:
    reached = annotated.figures(list(annotated.pairs(annotated.items(annotated.NEWS / folder))))
    assert annotated.misses(folder, reached) == []


def test_the_sets_are_large_enough() -> None:
    counts = {folder: len(annotated.items(annotated.NEWS / folder)) for folder in annotated.SETS}
    assert counts["open"] >= 30
    assert counts["aside"] >= 12


def test_a_figure_beyond_its_bound_is_told() -> None:
    reached = {name: bound for name, (_, bound) in annotated.bounded("open").items()}
    assert annotated.misses("open", reached) == []
    reached |= {"named wrong": 1.1, "precision": -0.1}
    del reached["found direct"]
    assert sorted(
        line.split(":")[1].split(" is ")[0].split(" was ")[0].strip() for line in annotated.misses("open", reached)
    ) == [
        "found direct",
        "named wrong",
        "precision",
    ]


def test_words_that_are_not_in_the_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.yml").write_text(
        "text: He said no.\nstatements: [{words: ['yes'], kind: indirect}]\n", encoding="utf-8"
    )
    with pytest.raises(ValueError, match="“yes” is not in the text"):
        annotated.items(tmp_path)


def test_a_miss_an_extra_and_a_wrong_name_are_counted(tmp_path: Path) -> None:
    (tmp_path / "one.yml").write_text(
        """
text: |
  Bridge shut after storm

  The bridge will stay shut until May, Ana Ruiz told reporters on Monday.

  “Nobody was hurt,” said Tom Bell, who runs the ferry.
statements:
  - {words: ["The bridge will stay shut until May"], by: Somebody Else, as: name, kind: indirect}
  - {words: ["runs the ferry"], by: Tom Bell, as: name, kind: indirect}
""",
        encoding="utf-8",
    )
    reached = annotated.figures(list(annotated.pairs(annotated.items(tmp_path))))
    assert reached["found all"] == 0.5
    assert reached["precision"] == 0.5
    assert reached["named wrong"] == 1.0
