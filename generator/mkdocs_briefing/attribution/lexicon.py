"""The word lists of finding and linking, read once: reporting verbs with their shapes, closed classes of English."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from mkdocs_briefing import wordlists

_VOWELS = frozenset("aeiou")
_DOUBLED = frozenset({"admit", "regret", "rebut", "refer", "quip", "permit", "concur"})

Form = Literal["base", "s", "past", "ing", "participle"]


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb. Each field says which shape of content it takes; see the head of ``verbs.yml``."""

    lemma: str
    quote: bool = False
    that: bool = False
    bare: bool = False
    noun: bool = False
    infinitive: bool = False
    hearer: bool = False
    passive: bool = False
    prepositions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One printed form of a verb: which verb, which form, and whether it is a noun as often."""

    verb: Verb
    form: Form
    homograph: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Everything looked up while finding and linking, by lower-case words with straight apostrophes."""

    verbs: dict[str, VerbForm]
    phrases: dict[tuple[str, ...], VerbForm]
    phrase_starts: frozenset[str]
    classes: dict[str, frozenset[str]]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.classes[name]


def _verb(lemma: str, shape: str) -> Verb:
    parts = shape.split()
    letters = {part for part in parts if len(part) == 1}
    return Verb(
        lemma,
        quote="q" in letters,
        that="t" in letters,
        bare="b" in letters,
        noun="n" in letters,
        infinitive="i" in letters,
        hearer="a" in letters,
        passive="p" in letters,
        prepositions=frozenset(part for part in parts if len(part) > 1),
    )


def forms(lemma: str, irregular: dict[str, str]) -> list[tuple[str, Form]]:
    """Printed forms of ``lemma``: base, third person, past, participle, ing-form, by the rules of English spelling."""
    stem = lemma
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        third, past, ing = lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    elif lemma.endswith("e"):
        third, past = lemma + "s", lemma + "d"
        ing = (lemma if lemma.endswith("ee") else lemma[:-1]) + "ing"
    else:
        if _doubles(lemma):
            stem = lemma + lemma[-1]
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "go", "ho")) else "s")
        past, ing = stem + "ed", stem + "ing"
    participle = past
    if lemma in irregular:
        past, participle = irregular[lemma].split()
    return [(lemma, "base"), (third, "s"), (past, "past"), (participle, "participle"), (ing, "ing")]


def _doubles(lemma: str) -> bool:
    if lemma in _DOUBLED:
        return True
    core = lemma.replace("qu", "q")
    vowels = sum(c in _VOWELS for c in core)
    return vowels == 1 and len(core) >= 3 and core[-2] in _VOWELS and core[-1] not in "wxyaeiou"


def _form_of(words: tuple[str, ...]) -> Form:
    head = words[0]
    if head.endswith("ing"):
        return "ing"
    if head.endswith("s"):
        return "s"
    return "past" if head.endswith("ed") or head in ("spoke", "made", "went", "shot", "took", "drew", "hit") else "base"


@cache
def words() -> Words:
    """The word lists, read from the package's own files on first use."""
    table = wordlists.read(__package__, "languages/en/verbs.yml")
    grammar = wordlists.read(__package__, "languages/en/grammar.yml")
    cues = wordlists.read(__package__, "languages/en/cues.yml")
    homographs = frozenset(table["homographs"].split())
    verbs: dict[str, VerbForm] = {}
    for lemma, shape in table["verbs"].items():
        verb = _verb(lemma, shape)
        for form, kind in forms(lemma, table["irregular"]):
            alike = kind == "base" and table["irregular"].get(lemma, "").startswith(f"{lemma} ")  # "read", "bet"
            verbs.setdefault(form, VerbForm(verb, "past" if alike else kind, form in homographs))
    phrases: dict[tuple[str, ...], VerbForm] = {}
    for printed, shape in table["phrases"].items():
        for one in printed.split("|"):
            key = tuple(one.split())
            phrases[key] = VerbForm(_verb(one, shape), _form_of(key))
    classes = {name: frozenset(value.split()) for name, value in grammar.items()}
    classes |= {name: frozenset(value.split()) for name, value in cues.items()}
    return Words(verbs, phrases, frozenset(key[0] for key in phrases), classes)
