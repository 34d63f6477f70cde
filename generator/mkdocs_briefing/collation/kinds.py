"""What a difference is called: a fixed list of names, each with a strict rule; what fits none is ``word``.

A name looks at the set of readings and not at which witness has them, so that it is the same from whichever side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from mkdocs_briefing.collation.alignment import Line, root
from mkdocs_briefing.collation.lexicon import abbreviations, contractions, months, weekdays, words_of
from mkdocs_briefing.collation.tokens import Token, stem_of
from mkdocs_briefing.model import VariationKind

_IRREGULAR = {"won't": "will", "can't": "can", "shan't": "shall"}


def kind_of(readings: Sequence[Line], before: str = "") -> VariationKind:
    """The name of the difference between two readings or more (different ones, one of them perhaps empty).

    ``before`` is the folded word that all have before it, if there is one: after a pronoun "run" and "runs" are verbs.
    """
    name: VariationKind = next((name for name, holds in _RULES if holds(readings)), "word")
    if name == "grammar" and _number(readings) and before not in words_of("subjects"):
        return "word"
    return name


def _number(readings: Sequence[Line]) -> bool:
    """Single words that differ by a final s: perhaps nouns, one or many."""
    return (
        all(len(r) == 1 for r in readings)
        and len({r[0].norm.removesuffix("s").removesuffix("e") for r in readings}) == 1
    )


def _shown(readings: Sequence[Line]) -> bool:
    """One shows a cut or an addition, another has words there or no sign."""
    signs = [any(not t.is_word for t in r) for r in readings]
    return any(signs) and not all(signs)


def _print(readings: Sequence[Line]) -> bool:
    """The same words in another spelling or another order."""
    if any(not r for r in readings):
        return False
    if len({"".join(c for t in r for c in t.norm if c.isalnum()) for r in readings}) == 1:
        return True
    if len({tuple(w for t in r for w in _spelling(t).split()) for r in readings}) == 1:
        return True
    bags = {tuple(sorted(root(t) for t in r if t.weight > 0)) for r in readings}
    return len(bags) == 1 and len(next(iter(bags))) > 1 and not _moved(readings)


def _moved(readings: Sequence[Line]) -> bool:
    """Whether a word that turns or bounds the sense is in some readings only."""
    strict = words_of("force") | words_of("quantity")
    return len({frozenset(t.norm for t in r if t.norm in strict) for r in readings}) > 1


def _spelling(token: Token) -> str:
    if any(c.isdigit() for c in token.key):
        return token.key
    word = abbreviations().get(token.norm, token.norm)
    for end, full in contractions().items():
        if word.endswith(end):
            start = _IRREGULAR.get(word, word.removesuffix(end))
            return f"{start} {full}"
    if word.endswith("'s") and token.weight == 0:
        return word.removesuffix("'s") + " is"
    if len(word) < 5:
        return word
    for british, american in (
        ("isation", "ization"),
        ("ise", "ize"),
        ("ising", "izing"),
        ("our", "or"),
        ("tre", "ter"),
    ):
        if word.endswith((british, british + "s", british + "d")):
            cut = word.rfind(british)
            return word[:cut] + american + word[cut + len(british) :]
    return word


def _apart(readings: Sequence[Line]) -> tuple[list[Token], bool]:
    """The words that not all readings have, and whether those with weight are but forms of one another."""
    held = [Counter(t.norm for t in r) for r in readings]
    common = held[0].copy()
    for other in held[1:]:
        common &= other
    words = [t for r in readings for t in r if t.norm not in common]
    bags = {tuple(sorted({stem_of(t.norm) for t in r if _meaning(t)})) for r in readings}
    return words, len(bags) == 1


def _meaning(token: Token) -> bool:
    return token.weight > 0 and token.norm not in words_of("force")


def _force(readings: Sequence[Line]) -> bool:
    """Certainty, duty, hope or denial in some readings only; nothing else of weight differs."""
    _, forms = _apart(readings)
    return forms and len({frozenset(_forceful(r)) for r in readings}) > 1


def _forceful(reading: Line) -> Iterator[str]:
    """The stems of the words of force; "no one" is "nobody"."""
    for word, following in zip_longest(reading, reading[1:]):
        if word.norm in words_of("force"):
            whole = word.norm == "no" and following is not None and following.norm == "one"
            yield stem_of("nobody" if whole else word.norm)


def _grammar(readings: Sequence[Line]) -> bool:
    """Tense or person: auxiliaries, pronouns and forms of the same words."""
    if any(not r for r in readings):
        return False
    words, forms = _apart(readings)
    return forms and all(t.weight > 0 or t.norm in words_of("grammar") | words_of("force") for t in words)


def _detail(readings: Sequence[Line]) -> bool:
    """Another number, name, date or extent, and nothing else."""
    if any(not r for r in readings):
        return False
    words, forms = _apart(readings)
    if forms and sum(any(t.norm in words_of("quantity") for t in r) for r in readings):
        return all(t.weight > 0 or t.norm in words_of("quantity") | words_of("determiners") for t in words)
    heavy = [[t for t in r if t.weight > 0 or _exact(t)] for r in readings]
    if any(not h for h in heavy):
        return False
    if all(any(_exact(t) for t in h) for h in heavy):
        rest = {tuple(sorted(t.key for t in h if not _exact(t))) for h in heavy}
        return len(rest) == 1 and len({tuple(t.key for t in h if _exact(t)) for h in heavy}) > 1
    if not all(t.name for h in heavy for t in h):
        return False
    roots = [{root(t) for t in h} for h in heavy]
    return not any(a & b for n, a in enumerate(roots) for b in roots[n + 1 :])


def _exact(token: Token) -> bool:
    return any(c.isdigit() for c in token.key) or (token.name and (token.norm in months() or token.norm in weekdays()))


def _extra(readings: Sequence[Line]) -> bool:
    return any(not r for r in readings)


_RULES: tuple[tuple[VariationKind, Callable[[Sequence[Line]], bool]], ...] = (
    ("shown", _shown),
    ("print", _print),
    ("force", _force),
    ("extra", _extra),
    ("grammar", _grammar),
    ("detail", _detail),
)
