"""The same paragraph twice in one article: nothing is lost, and every passage has an id of its own."""

from __future__ import annotations

from mkdocs_briefing.attribution import attribute
from mkdocs_briefing.model import Article, Block

PARAGRAPH = '"The pier stays open," said Ines Cole of the harbour trust. She added that the crane was "nearly new".'


def test_repeated_words_are_told_apart() -> None:
    text = "\n\n".join([PARAGRAPH] * 4)
    step = len(PARAGRAPH) + 2
    blocks = tuple(Block("body", n * step, n * step + len(PARAGRAPH), n + 1) for n in range(4))
    found = attribute(Article("a", "a.txt", "0" * 64, text, blocks=blocks))
    assert len({p.id for p in found.passages}) == len(found.passages)
    marks = [at for at, char in enumerate(text) if char == '"']
    held = [span for p in found.passages for span in p.content] + [x.span for x in found.left_out]
    assert marks
    assert [at for at in marks if not any(start <= at < end for start, end in held)] == []
    assert {p.content[0][0] // step for p in found.passages if p.kind == "direct"} == {0, 1, 2, 3}
