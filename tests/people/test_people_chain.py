"""Who stands between speaker and outlet has one name, whether an article prints it in full or by its letters."""

from __future__ import annotations

import pytest

from mkdocs_briefing.attribution import attribute
from mkdocs_briefing.model import Article, Block
from mkdocs_briefing.people import join

FULL = "The Lowland Central News Agency said the dyke would hold."


def article(name: str, text: str) -> Article:
    return Article(name, f"{name}.txt", "0" * 64, text, blocks=(Block("lead", 0, len(text), 1),))


@pytest.mark.parametrize(
    ("title", "link", "expected"),
    [
        ("letters of a full name", "LCNA", "Lowland Central News Agency"),
        ("other letters", "LWB", "LWB"),
        ("the full name itself", "the Lowland Central News Agency", "Lowland Central News Agency"),
    ],
)
def test_a_link_has_the_name_of_the_speaker(title: str, link: str, expected: str) -> None:
    told = article("b", f'"We shall stay," Ines Cole said on Monday, according to {link}.')
    passages = [*attribute(article("a", FULL)).passages, *attribute(told).passages]
    joined, _ = join([article("a", FULL), told], passages, ())
    assert [step.name for p in joined for step in p.chain] == [expected]
