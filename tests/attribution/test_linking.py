"""Roles brought together: ties, two finders' views of the same words, extents. Roles are given, not found."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest

from mkdocs_briefing.attribution import marks as quotation_marks
from mkdocs_briefing.attribution.linking import link
from mkdocs_briefing.attribution.linking.extents import extended
from mkdocs_briefing.attribution.linking.fusing import fused
from mkdocs_briefing.attribution.linking.silences import questioned, silent
from mkdocs_briefing.attribution.linking.tied import tied
from mkdocs_briefing.attribution.roles import Kind, Role, Roles, Tie
from mkdocs_briefing.attribution.tokens import read
from mkdocs_briefing.model import Article, Attribution, Block, Span


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)


def article(text: str) -> Article:
    blocks = [Block("body", m.start(), m.end(), n + 1) for n, m in enumerate(re.finditer(r"[^\n]+", text))]
    return Article(id="a", file="a.txt", sha256="", text=text, blocks=tuple(blocks))


@dataclass
class Sketch:
    """Roles of a text as a finder that marks spans alone gives them."""

    text: str
    roles: list[Role]
    ties: list[Tie]

    def role(self, kind: Kind, words: str, score: float = 0.9) -> int:
        self.roles.append(Role(kind, at(self.text, words), "tagger", score))
        return len(self.roles) - 1

    def tie(self, cue: int, role: int, score: float) -> None:
        self.ties.append(Tie(cue, role, score))

    def seen(self) -> Roles:
        given = article(self.text)
        marks = quotation_marks.pair(self.text, [(b.start, b.end) for b in given.blocks])
        return Roles(tuple(self.roles), marks, tuple(read(given, marks)), tuple(self.ties), len(self.text))


def shown(text: str, some: list[Attribution] | tuple[Attribution, ...]) -> list[tuple[str, str | None, str | None]]:
    def cut(span: Span | None) -> str | None:
        return None if span is None else text[slice(*span)]

    return [(" | ".join(text[s:e] for s, e in a.content), cut(a.cue), cut(a.source)) for a in some]


def test_a_content_goes_to_the_cue_that_governs_it_most_however_near_another_is() -> None:
    sketch = Sketch("Rao said it rained. Bell warned of snow.", [], [])
    said, warned = sketch.role("cue", "said"), sketch.role("cue", "warned")
    rained, snow = sketch.role("content", "it rained"), sketch.role("content", "of snow")
    rao, bell = sketch.role("source", "Rao"), sketch.role("source", "Bell")
    for cue, role, score in ((said, snow, 0.9), (warned, snow, 0.3), (warned, rained, 0.8), (said, rao, 0.9)):
        sketch.tie(cue, role, score)
    sketch.tie(warned, bell, 0.2)  # too faint to be followed
    assert shown(sketch.text, sorted(tied(sketch.seen()), key=lambda a: a.content)) == [
        ("it rained", "warned", None),
        ("of snow", "said", "Rao"),
    ]


def test_the_weakest_part_gives_the_score() -> None:
    sketch = Sketch("Rao said it rained.", [], [])
    said, rained = sketch.role("cue", "said", 0.7), sketch.role("content", "it rained", 0.95)
    sketch.tie(said, rained, 0.6)
    assert [a.score for a in tied(sketch.seen())] == [0.6]


def attribution(
    text: str, content: str, cue: str | None, source: str | None, score: float = 0.9, asked: str | None = None
) -> Attribution:
    return Attribution(
        tuple(at(text, part) for part in content.split(" | ")),
        (),
        at(text, cue) if cue else None,
        at(text, source) if source else None,
        "tagger" if asked is None and score != 0.75 else "verb",
        score,
        asked=at(text, asked) if asked else None,
    )


def seen(text: str, cues: list[str]) -> Roles:
    """A text in which the tagger has looked everywhere and seen or suspected some cues."""
    roles = tuple(Role("cue", at(text, cue), "tagger", 0.4) for cue in cues)
    return Roles(roles, quotation_marks.pair(text, [(0, len(text))]), (), (), len(text))


Row = tuple[str, str | None, str | None]

FUSED: list[tuple[str, str, list[tuple[str, str | None, str | None, float]], list[Row], list[str], list[Row]]] = [
    (
        "both agree: the tagger's extent, the rules' source",
        "Rao, who came late, said it rained hard.",
        [("it rained hard", "said", None, 0.9)],
        [("it rained", "said", "Rao")],
        [],
        [("it rained hard", "said", "Rao")],
    ),
    (
        "sources differ: the surer one's",
        "Rao said, as Bell did, it rained.",
        [("it rained", "said", "Bell", 0.6)],
        [("it rained", "said", "Rao")],
        [],
        [("it rained", "said", "Rao")],
    ),
    (
        "the rules alone: left",
        "Rao said it rained. Bell wept for joy.",
        [("it rained", "said", "Rao", 0.9)],
        [("for joy", "wept", "Bell")],
        [],
        [("it rained", "said", "Rao")],
    ),
    (
        "the rules alone where the tagger suspects a cue: kept",
        "Rao said it rained. Bell wept for joy.",
        [("it rained", "said", "Rao", 0.9)],
        [("for joy", "wept", "Bell")],
        ["wept"],
        [("it rained", "said", "Rao"), ("for joy", "wept", "Bell")],
    ),
    (
        "within another's content: kept",
        "Rao said Bell believes it rained.",
        [("Bell believes it rained", "said", "Rao", 0.9)],
        [("it rained", "believes", "Bell")],
        [],
        [("Bell believes it rained", "said", "Rao"), ("it rained", "believes", "Bell")],
    ),
    (
        "a content that breaks off yields under the same cue",
        "Rao said it rained when the train from Leeds left at nine.",
        [("it rained when", "said", "Rao", 0.9)],
        [("it rained when the train from Leeds left at nine", "said", "Rao")],
        [],
        [("it rained when the train from Leeds left at nine", "said", "Rao")],
    ),
    (
        "an unsure extent yields under the same cue",
        "Rao said it rained when the train from Leeds left at nine.",
        [("it rained", "said", "Rao", 0.3)],
        [("it rained when the train from Leeds left at nine", "said", "Rao")],
        [],
        [("it rained when the train from Leeds left at nine", "said", "Rao")],
    ),
    (
        "an unsure whole is parted where the rules see two cues",
        "Rao said it rained all day, adding that snow would fall.",
        [("it rained all day | snow would fall", "said", "Rao", 0.3)],
        [("it rained all day", "said", "Rao"), ("snow would fall", "adding", "Rao")],
        ["adding"],
        [("it rained all day", "said", "Rao"), ("snow would fall", "adding", "Rao")],
    ),
]


@pytest.mark.parametrize(
    ("title", "text", "tagged", "ruled", "suspected", "expected"), FUSED, ids=[r[0] for r in FUSED]
)
def test_fused(
    title: str,
    text: str,
    tagged: list[tuple[str, str | None, str | None, float]],
    ruled: list[Row],
    suspected: list[str],
    expected: list[Row],
) -> None:
    found = fused(
        [attribution(text, *row) for row in tagged],
        [attribution(text, *row, 0.75) for row in ruled],
        seen(text, [cue for _, cue, _, _ in tagged if cue] + suspected),
        text,
    )
    assert shown(text, sorted(found, key=lambda a: (a.content[0][0], -a.content[-1][1]))) == expected


def test_a_question_is_no_statement_of_the_one_who_answers() -> None:
    text = "Asked whether the bridge was safe, Rao said it was."
    tagged = [attribution(text, "whether the bridge was safe", "Asked", "Rao", 0.8)]
    ruled = [attribution(text, "it was", "said", "Rao", 0.75, asked="whether the bridge was safe")]
    found = fused(tagged, ruled, seen(text, ["said"]), text)
    assert shown(text, found) == [("it was", "said", "Rao")]


def test_without_a_tagger_the_rules_stand() -> None:
    text = "Rao said it rained."
    ruled = [attribution(text, "it rained", "said", "Rao", 0.75)]
    unseen = Roles((), quotation_marks.pair(text, [(0, len(text))]), ())
    assert fused([], ruled, unseen, text) == ruled


def test_behind_where_the_tagger_stopped_the_rules_stand() -> None:
    text = "Rao said it rained. Bell said it blew."
    ruled = [attribution(text, "it rained", "said", "Rao", 0.75), attribution(text, "it blew", "said", "Bell", 0.75)]
    second = replace(ruled[1], cue=(text.rindex("said"), text.rindex("said") + 4))
    roles = replace(seen(text, []), looked=len("Rao said it rained."))
    assert shown(text, fused([], [ruled[0], second], roles, text)) == [("it blew", "said", "Bell")]


EXTENTS = [
    ("without that", "Rao said that it rained.", "that it rained", "said", "it rained"),
    ("without the stop", "Rao said it rained.", "it rained.", "said", "it rained"),
    (
        "initials keep theirs",
        "Rao said it rained in the U.S.",
        "it rained in the U.S.",
        "said",
        "it rained in the U.S.",
    ),
    ("to the marks", "“It rained, and how,” Rao said.", "It rained, and how", "said", "“It rained, and how,”"),
    ("out of the marks", "Rao said it was “an odd and very long day of rain”.", "it was “an", "said", "it was"),
    ("an inner speaker", "“Bell said it rained,” Rao wrote.", "it rained", "said", "it rained"),
    (
        "two that only a comma parts",
        "Rao said it rained, and blew.",
        "it rained | and blew",
        "said",
        "it rained, and blew",
    ),
    (
        "up to the end of the paragraph",
        "“It rained,” Rao said.\n“It blew.”",
        "“It rained,” | “It blew.”",
        "said",
        "“It rained,”",
    ),
    (
        "on into a paragraph that reopens the marks",
        "Rao said: “It rained.\n“It blew.”",
        "“It rained. | “It blew.”",
        "said",
        "“It rained. | “It blew.”",
    ),
]


@pytest.mark.parametrize(("title", "text", "given", "cue", "expected"), EXTENTS, ids=[r[0] for r in EXTENTS])
def test_extents(title: str, text: str, given: str, cue: str, expected: str) -> None:
    paragraphs = [m.span() for m in re.finditer(r"[^\n]+", text)]
    one = extended(attribution(text, given, cue, None), text, quotation_marks.pair(text, paragraphs))
    assert " | ".join(text[s:e] for s, e in one.content) == expected


def test_a_subject_taken_for_words_said_is_the_source() -> None:
    text = "Mary Cole, ill since May, posted to her page: “It rained.”"
    given = attribution(text, "Mary Cole, ill since May | “It rained.”", "posted to her page", None)
    one = extended(given, text, quotation_marks.pair(text, [(0, len(text))]))
    assert shown(text, [one]) == [("“It rained.”", "posted to her page", "Mary Cole, ill since May")]


def test_a_mark_that_no_finder_reaches_is_left_out() -> None:
    sketch = Sketch("Rao said it rained on the “old” town.", [], [])
    said, rained = sketch.role("cue", "said"), sketch.role("content", "it rained")
    sketch.tie(said, rained, 0.9)
    linked = link(article(sketch.text), sketch.seen())
    assert [(sketch.text[slice(*one.span)], one.reason) for one in linked.left_out] == [("“old”", "scare quote")]


@pytest.mark.parametrize(
    ("text", "content", "cue", "source", "expected"),
    [
        ("The firm declined to comment.", "to comment", "declined", "The firm", True),
        ("The driver asked not to be named.", "not to be named", "asked", "The driver", True),
        ("If the engineers say so, it is so.", "so", "say", "the engineers", True),
        ("The firm declined to say why.", "to say why", "declined", "The firm", False),
        ("“No,” said Rao.", "“No,”", "said", "Rao", False),
        ("Rao said the.", "the", "said", "Rao", True),
        ("Rao denied that.", "that", "denied", "Rao", False),
        ("Rao showed the guest the engine.", "the guest the engine", "showed", "Rao", True),
        ("The poll showed that rents rose.", "that rents rose", "showed", "The poll", False),
    ],
)
def test_what_is_no_statement(text: str, content: str, cue: str, source: str, expected: bool) -> None:
    assert silent(attribution(text, content, cue, source), text) is expected


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("Asked whether it rained, Rao shrugged.", "Rao", None),
        ("Rao was asked whether it rained.", "Rao", None),
        ("Rao asked whether it rained.", "Rao", "Rao"),
    ],
)
def test_who_is_asked_is_no_source(text: str, source: str, expected: str | None) -> None:
    cue = "Asked" if text.startswith("Asked") else "asked"
    one = questioned(attribution(text, "whether it rained", cue, source), text)
    assert (text[slice(*one.source)] if one.source else None) == expected


def test_who_says_at_the_end_what_another_did_not_say() -> None:
    sketch = Sketch("Bell did not say that it rained, Rao stressed.", [], [])
    did, rained = sketch.role("cue", "did not say"), sketch.role("content", "that it rained")
    sketch.tie(did, rained, 0.9)
    sketch.role("source", "Rao")
    sketch.role("cue", "stressed")
    found = link(article(sketch.text), sketch.seen()).attributions
    assert shown(sketch.text, found) == [
        ("Bell did not say that it rained", "stressed", "Rao"),
        ("it rained", "did not say", None),
    ]
    assert found[1].within == 0
