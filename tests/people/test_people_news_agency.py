"""What a name says of its bearer: a news agency is a publication, an agency of the state is a body."""

from __future__ import annotations

import pytest

from mkdocs_briefing.attribution import attribute
from mkdocs_briefing.model import Article, Block
from mkdocs_briefing.people import join


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Lowland News Agency", "publication"), ("Lowland Press Agency", "publication"), ("Lowland Water Agency", "body")],
)
def test_kind_of_an_agency(name: str, expected: str) -> None:
    text = f'"The dyke will hold until the spring," the {name} said on Friday.'
    article = Article("a", "a.txt", "0" * 64, text, blocks=(Block("lead", 0, len(text), 1),))
    _, people = join([article], attribute(article).passages, ())
    assert [(person.name, person.kind) for person in people] == [(name, expected)]
