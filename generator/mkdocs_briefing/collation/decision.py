"""Whether two parts report one utterance, from evidence that can be shown in words.

Two tables say what is asked: objections, any of which keeps two parts apart, and grounds, one of which must hold.
The first objection that holds, or that there was no ground, is what an editor is told of a near miss.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from mkdocs_briefing.collation.lexicon import words_of
from mkdocs_briefing.collation.occasions import apart, earlier, together
from mkdocs_briefing.collation.pairs import Pair
from mkdocs_briefing.collation.parts import Part

Test: TypeAlias = Callable[[Pair], bool]

NO_GROUND = "too little in common"
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_SOME = 2.0
_LONG = 6
"""So many words in a row are one utterance even if one outlet tells of it as past and the other prints no time."""
_VERBATIM = {"namesakes": 5, "open": 8, "others": 10}
"""So many words in a row are one utterance although the speakers are not stated to be one: where their names may be
one name, where one of them is not stated, where others are stated."""
_ROW_TO_TELL = 3
_ROW = 5


@dataclass(frozen=True, slots=True)
class Join:
    """Two parts that fit: how strongly, the words that they share, and what else speaks for them, in words."""

    strength: float
    shared: tuple[str, ...]
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a comparison comes to: joined where ``against`` is ``None``."""

    pair: Pair
    against: str | None
    strength: float

    @property
    def join(self) -> Join:
        """The evidence, in words."""
        return Join(self.strength, self.pair.shown, evidence(self.pair))


def weigh(a: Part, b: Part) -> Verdict | None:
    """What speaks against ``a`` and ``b`` as one utterance (or, narrated, one fact), or nothing.

    ``None`` where there is nothing to compare: a passage and itself, an outlet's own voice and somebody's, no word in
    common.
    """
    if a.passage.id == b.passage.id or (a.passage.kind == "narrated") != (b.passage.kind == "narrated"):
        return None
    if not a.weights.keys() & b.weights.keys():
        return None
    pair = Pair(a, b)
    if pair.same_article and (a.passage.kind == "narrated" or _overlapping(a, b)):
        return None
    objections, grounds = _OF_FACTS if a.passage.kind == "narrated" else _OF_WORDS
    against = next((name for name, holds in objections if holds(pair)), None)
    if against is None and not any(holds(pair) for holds in grounds):
        against = NO_GROUND
    extra = 0 if against is not None or a.passage.kind == "narrated" else 5 if _same_words(pair) else pair.run
    return Verdict(pair, against, pair.strength + extra)


def decide(a: Part, b: Part) -> Join | None:
    """The evidence that ``a`` and ``b`` report one utterance (or, narrated, one fact); ``None`` where it won't do."""
    verdict = weigh(a, b)
    return verdict.join if verdict is not None and verdict.against is None else None


def evidence(pair: Pair) -> tuple[str, ...]:
    """What two parts have in common beside single words, in words of a fixed list."""
    a, b = pair.a.passage, pair.b.passage
    through = {link.name for link in a.chain} & {link.name for link in b.chain}
    found = [
        f"{pair.run} words in a row" if pair.run >= _ROW_TO_TELL else "",
        "same speaker" if pair.same_speaker else "",
        "same date" if together(pair.a.when, pair.b.when) else "",
        "same hearer" if a.to and b.to and a.to.casefold() == b.to.casefold() else "",
        f"both through {min(through)}" if through else "",
        "one right after the other" if pair.next_to else "",
    ]
    return tuple(words for words in found if words)


# ------------------------------------------------------------------------------------------------ objections


def _another_time(pair: Pair) -> bool:
    return apart(pair.a.when, pair.b.when)


def opposed(pair: Pair) -> bool:
    """One denies and the other doesn't: never one utterance here, however alike the words."""
    denies = [p.passage.negated or p.passage.manner == "denied" for p in (pair.a, pair.b)]
    if denies[0] != denies[1]:
        return True
    return pair.a.negated != pair.b.negated and not (pair.quoted and pair.run >= 5)


def _told_as_past(pair: Pair) -> bool:
    return earlier(pair.a.when, pair.b.when) and pair.run < _LONG


def _other_speakers(pair: Pair) -> bool:
    return not (pair.same_speaker or pair.open_speaker or _verbatim(pair))


def _unknown_speaker(pair: Pair) -> bool:
    return not (pair.same_speaker or _verbatim(pair))


def _verbatim(pair: Pair) -> bool:
    """Words quoted so much alike that who is stated for them matters less."""
    if not pair.quoted or len(pair.common) < 3:
        return False
    if pair.namesakes and pair.run >= _VERBATIM["namesakes"] and pair.contained >= 0.75:
        return True
    if pair.contained < 0.9:
        return False
    if pair.open_speaker and pair.long_run >= _VERBATIM["open"]:
        return True
    return pair.run >= _VERBATIM["others"] and pair.dice >= 0.7


def _undated_publication(pair: Pair) -> bool:
    publication = any(
        word in words_of("publications")
        for part in (pair.a, pair.b)
        for word in (part.passage.speaker.name or "").casefold().split()
    )
    return pair.kinds == {"indirect"} and publication and not together(pair.a.when, pair.b.when)


def _other_quotations(pair: Pair) -> bool:
    """Quoted whole, one utterance differs by little."""
    return pair.kinds == {"direct"} and pair.dice < 0.5 and pair.contained < 0.7


# --------------------------------------------------------------------------------------------------- grounds


def _same_words(pair: Pair) -> bool:
    return pair.same_speaker and pair.same_words and (pair.quoted or pair.weight >= _SOME)


def _worded_alike(pair: Pair) -> bool:
    """A stretch of words in a row, both in quotation marks."""
    enough = pair.quoted and pair.weight >= 1.5 and pair.own_weight >= 1 and pair.contained >= 0.45
    return enough and pair.told >= 1 and (pair.run >= 4 or (pair.run == 3 and pair.contained >= 0.75))


def _whole_within(pair: Pair) -> bool:
    """Five words or more that one outlet quotes, all of them in a row in what the other quotes, of one speaker."""
    least = min(sum(t.is_word for t in part.said) for part in (pair.a, pair.b))
    return pair.quoted and pair.same_speaker and least >= _ROW and pair.run >= least and bool(pair.own)


def _piece(pair: Pair) -> bool:
    return pair.fragment


def _most_of_it(pair: Pair) -> bool:
    """Much of what is said, and more than what it is about."""
    close = pair.weight >= 3 and (pair.contained >= 0.6 or pair.dice >= 0.45)
    if not (close or (pair.weight >= 2.5 and pair.contained >= 0.75)):
        return False
    marked = {t.key for p in (pair.a, pair.b) for t in p.tokens if t.quoted}
    spread = pair.contained >= 0.8 or pair.stretches > 1
    backed = bool(marked & pair.own) or (len(pair.own) >= 3 and spread)
    if "indirect" not in pair.kinds or not backed:
        return backed
    reported = pair.kinds == {"indirect"}
    if len(pair.own) >= 4 and (pair.own_weight >= 4 or reported):
        return True
    return pair.in_order >= 3 and (pair.contained >= 0.75 or reported)


def _nearly_all(pair: Pair) -> bool:
    """Short, told in the articles' words, and the same but for a word or two."""
    return "direct" not in pair.kinds and pair.weight >= 2.5 and pair.own_weight >= _SOME and pair.dice >= 0.75


def _few_words(pair: Pair) -> bool:
    """Told in few words: all of them stand in the other one told with little else, or six words or more in a row."""
    if "indirect" not in pair.kinds or pair.weight < _SOME or not pair.own:
        return False
    if "direct" not in pair.kinds and pair.contained >= 0.99 and pair.dice >= 0.8:
        return True
    return pair.contained >= 0.75 and len(pair.own) >= 3 and pair.run >= _LONG


def _told_and_quoted(pair: Pair) -> bool:
    """A clause in the article's words, and right behind it the quotation whose words it uses.

    A journalist tells what was said and then lets the speaker say it; little is asked of the words, since the place
    says the rest. One word will do where both turn it round.
    """
    if not pair.next_to or pair.kinds not in ({"direct", "indirect"}, {"direct", "mixed"}):
        return False
    first = min((pair.a, pair.b), key=lambda p: p.spans)
    if first.passage.kind == "direct" or not first.is_clause:
        return False
    return pair.contained >= 0.75 and pair.own_weight >= (1.0 if pair.a.negated and pair.b.negated else 1.5)


def _one_fact(pair: Pair) -> bool:
    """An outlet's own voice: most of the words, in more than one place."""
    return pair.weight >= 4 and pair.contained >= 0.6 and pair.dice >= 0.45 and pair.stretches > 1


def _one_year(pair: Pair) -> bool:
    """An outlet's own voice: three words or more, and the same years among them."""
    years, others = ({t.key for t in p.tokens if _YEAR.fullmatch(t.norm)} for p in (pair.a, pair.b))
    enough = len(pair.common) >= 3 and pair.weight >= 2.5 and pair.contained >= 0.5 and pair.dice >= 0.4
    return years == others != set() and enough


def _one_detail(pair: Pair) -> bool:
    """An outlet's own voice: half of the words, in more than one place, and the same number, date or place."""
    enough = pair.weight >= 2.5 and pair.own_weight >= 1.5 and pair.contained >= 0.5 and pair.dice >= 0.35
    return enough and pair.stretches > 1 and pair.same_facts > 0


_OBJECTIONS: tuple[tuple[str, Test], ...] = (
    ("another time is printed", _another_time),
    ("one denies what the other says, or turns it round", opposed),
)
_OF_WORDS: tuple[tuple[tuple[str, Test], ...], tuple[Test, ...]] = (
    (
        *_OBJECTIONS,
        ("one is told of as earlier", _told_as_past),
        ("other speakers are stated", _other_speakers),
        ("of one the speaker is not known", _unknown_speaker),
        ("a publication's reports without one stated date", _undated_publication),
        ("two quotations that differ by much", _other_quotations),
    ),
    (_same_words, _worded_alike, _whole_within, _piece, _most_of_it, _nearly_all, _few_words, _told_and_quoted),
)
_OF_FACTS: tuple[tuple[tuple[str, Test], ...], tuple[Test, ...]] = (_OBJECTIONS, (_one_fact, _one_year, _one_detail))


def _overlapping(a: Part, b: Part) -> bool:
    """Words of one stretch, found twice or one inside the other: no evidence of anything."""
    return any(s < f and t < e for s, e in a.spans for t, f in b.spans)
