"""Where attribution stands, phenomenon by phenomenon: of the annotated statements of each, how many are found, named.

Used by ``attribution.py``; what counts as found, and as the right speaker, is decided by the scorer it is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

Statement = dict[str, Any]

_SPOKEN = re.compile(r"\b(?:sa(?:id|ys?|ying)|told|tells?|telling|wrote|writes?|tweeted|according)\b", re.I)


@dataclass(frozen=True, slots=True)
class Case:
    """An annotated statement in its article, and the scorer that reads both."""

    scorer: ModuleType
    text: str
    doc: Any
    statement: Statement

    def printed(self, role: str) -> str:
        """The words in a role."""
        return " ".join(self.text[start:end] for start, end in self.statement[role])

    def pronoun(self) -> bool:
        """Whether the source is a pronoun."""
        return bool(self.statement["source"]) and bool(self.scorer.is_pronoun(self.printed("source")))

    def words(self) -> set[int]:
        """The content's words, as the scorer counts them."""
        held: set[int] = self.doc.toks(self.statement["content"])
        return held


def _noun_source(case: Case) -> bool:
    source = case.printed("source")
    return bool(source) and not case.pronoun() and not any(c.isupper() for c in source[1:])


def _noun_cue(case: Case) -> bool:
    cue = re.findall(r"\w+", case.printed("cue"))
    return bool(cue) and not _SPOKEN.search(" ".join(cue)) and not any(w.endswith(("ed", "s")) for w in cue)


def _inverted(case: Case) -> bool:
    content, cue, source = (case.statement[role] for role in ("content", "cue", "source"))
    return bool(cue and source) and content[0][0] < cue[0][0] < source[0][0]


def _few_quoted(case: Case) -> bool:
    quoted = len(case.words() & case.doc.inq)
    return 0 < 3 * quoted <= len(case.words())


PHENOMENA: dict[str, Callable[[Case], bool]] = {
    "no speech": lambda case: not case.scorer.is_speech(case.doc, case.statement),
    "pronoun source": Case.pronoun,
    "common-noun source": _noun_source,
    "no source": lambda case: not case.statement["source"],
    "split content": lambda case: len(case.statement["content"]) > 1,
    "three words or fewer": lambda case: len(case.words()) <= 3,
    "noun or participle cue": _noun_cue,
    "inverted": _inverted,
    "according to": lambda case: "according" in case.printed("cue").lower(),
    "few words quoted": _few_quoted,
    "headline": lambda case: case.statement["content"][0][0] < len(case.text.split("\n", 1)[0]),
}


@dataclass(slots=True)
class Count:
    """Statements of a phenomenon; those found; those found with the right speaker."""

    gold: int = 0
    found: int = 0
    named: int = 0


def table(scorer: ModuleType, rows: Iterable[tuple[dict[str, Any], Sequence[Statement]]]) -> dict[str, Count]:
    """Counts by phenomenon, from annotated articles, each with the statements found in it."""
    counted = {name: Count() for name in PHENOMENA}
    for row, found in rows:
        doc = scorer.Doc(row["text"])
        gold = [doc.toks(s["content"]) for s in row["statements"]]
        given = [doc.toks(s["content"]) for s in found]
        matched = {g: p for g, p, _ in scorer.match(gold, given, 0.5)}
        for n, statement in enumerate(row["statements"]):
            case = Case(scorer, row["text"], doc, statement)
            named = n in matched and scorer.speaker_right(doc, statement, found[matched[n]])
            for name, test in PHENOMENA.items():
                if test(case):
                    counted[name].gold += 1
                    counted[name].found += n in matched
                    counted[name].named += bool(named)
    return counted
