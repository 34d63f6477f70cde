"""Put together what two finders say of the same words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from mkdocs_briefing.attribution.lexicon import words
from mkdocs_briefing.attribution.linking.spans import Cover, holds_quotation, share
from mkdocs_briefing.attribution.marks import Marks
from mkdocs_briefing.attribution.roles import Roles
from mkdocs_briefing.model import Attribution, Span

_SAME = 0.5
"""Two attributions speak of the same words when they share at least so much of all that either holds."""

_SURE = 0.7
"""Of two extents under one cue the tagger's stands where its score is at least so high, else that of the rules."""

_SUSPECTED = 0.3
"""How likely a suspected cue is to be one, at least, where it bears out what the rules alone see."""

_CERTAIN = 0.95
"""What the rules see by its form alone needs nobody to bear it out."""

_CHANNEL = re.compile(r"(?:as )?(?:according to|citing|quoted by|reported by|cited by)\b", re.I)

_DANGLING = re.compile(
    r"\b(?:when|where|which|who|whose|whom|what|that|than|as|of|to|in|on|at|for|by|with|from|and|or|but|the|an?|if)\Z",
    re.I,
)
"""A content that ends so has been cut within a phrase."""

_SAID_BEHIND = re.compile(r"[\s,\"”’']*\b(\w+)")
_CONJUNCTION = re.compile(r",\s+(?:and|but)\s+(?:\w+ly\s+)?\Z")

_FAR = 64
"""How many attributions on either side are compared, so that hostile text costs no more than its length."""


def fused(tagged: Sequence[Attribution], ruled: Sequence[Attribution], roles: Roles, text: str) -> list[Attribution]:
    """What two finders see in ``text``, each attribution once; ``roles`` is what both were made of.

    Where both hold the same words to be said, the tagger's extent stands, and the rules fill in what it did not see: a
    source, a question that was asked. What the rules alone see counts where the tagger has not looked, where it too saw
    or suspected a cue, or within another attribution: it has learned from annotation in which none lies within another.
    The rest is wrong three times of four, and is left.
    """
    if not roles.looked:
        return list(ruled)
    shared = _Near([a for a in ruled if a.content and a.cue and a.rule == "verb-shared"], cues=True)
    found, used = _matched(
        [_before_shared(_unlabelled(one, text), shared, text) for one in tagged], ruled, text, roles.marks
    )
    return found + _alone([a for a in ruled if id(a) not in used], found, roles)


def _matched(
    tagged: Sequence[Attribution], ruled: Sequence[Attribution], text: str, marks: Marks
) -> tuple[list[Attribution], set[int]]:
    """The tagger's attributions with what the rules say of the same words, and the identities of those used up."""
    by_content = _Near([a for a in ruled if a.content])
    by_cue = _Near([a for a in ruled if a.content and a.cue], cues=True)
    asked = Cover([a.asked for a in ruled if a.asked])
    wanted: set[int] = set()
    parted = [_parted(one, by_content, wanted) for one in tagged]
    covered = Cover([span for one in parted for span in one.content])
    found: list[Attribution] = []
    used: set[int] = set()
    for one in parted:
        same = by_content.like(one)
        if same is not None and (_lies_within(same, one) or (_trails(same) and _lies_within(one, same))):
            same = None  # "Bell believes it rained, Rao said": one attribution within another
        if same is not None and (both := _taken_apart(one, same)):
            used.add(id(same))
            found += both
            continue
        rival = by_cue.touching(one.cue) or by_cue.framed(one) if same is None and one.cue else None
        if same is not None:
            used.add(id(same))
            found.append(_filled(one, same, text))
        elif all(asked.holds(start) for start, _ in one.content):
            continue  # "Asked whether …, she said": the question is part of her answer, not a statement of hers
        elif rival is not None and id(rival) not in used and _yields(one, rival, text, marks, covered):
            used.add(id(rival))
            found.append(rival)
        elif rival is not None and one.source is None:
            found.append(replace(one, source=rival.source))
        else:
            found.append(one)
    return found + [a for a in ruled if id(a) in wanted and id(a) not in used], used | wanted


def _alone(ruled: Sequence[Attribution], found: Sequence[Attribution], roles: Roles) -> list[Attribution]:
    """Those of the rules' attributions that stand without the tagger's."""
    seen = Cover([a.cue for a in found if a.cue])
    cues = [r.span for r in roles.roles if r.kind == "cue" and r.group is None and r.score >= _SUSPECTED]
    borne_out = Cover(cues)
    around = _Near(found)

    def stands(one: Attribution) -> bool:
        if one.cue is None or seen.touches(one.cue):
            return False
        if not one.content or one.content[0][0] >= roles.looked or around.holding(one):
            return True  # without a content yet, the cue waits for a quotation behind it
        return (one.score >= _CERTAIN or borne_out.touches(one.cue)) and not around.crossing(one)

    return [one for one in ruled if stands(one)]


def _parted(one: Attribution, others: _Near, wanted: set[int]) -> Attribution:
    """An unsure attribution without those of its contents that the rules put, each as a whole, under cues of their own.

    So ``He said A, adding that B`` is not one statement where the tagger missed the second cue. Whose contents these
    are is added to ``wanted``.
    """
    if one.score >= _SURE or len(one.content) < 2:
        return one
    own = others.like(one)
    kept: list[Span] = []
    for span in one.content:
        other = others.like_span(span)
        if other is None or other is own:
            kept.append(span)
        else:
            wanted.add(id(other))
    return replace(one, content=tuple(kept)) if kept else one


def _unlabelled(one: Attribution, text: str) -> Attribution:
    """``one`` said by whom the verb behind it names: ``The dam: “Nobody called us,” says the mayor``."""
    if one.source is None or one.cue is None or not text.startswith(":", one.source[1]):
        return one
    found = _SAID_BEHIND.match(text, one.content[-1][1])
    form = words().verbs.get(found.group(1).lower()) if found else None
    if found is None or form is None or not (form.verb.quote and form.verb.that) or form.form not in ("s", "past"):
        return one
    return replace(one, source=None, cue=found.span(1))


def _before_shared(one: Attribution, shared: _Near, text: str) -> Attribution:
    """``one`` without a second verb of the sentence's own subject: ``Bell left after Rao said C, and told D``."""
    if len(one.content) != 1 or one.source is None:
        return one
    start, end = one.content[0]
    for other in shared.within(one.content[0]):
        apart = other.source is not None and other.source[1] <= min(start, one.source[0]) and other.source != one.source
        comma = _CONJUNCTION.search(text, start, other.cue[0]) if apart and other.cue else None
        if comma is not None and start + 8 < comma.start() < end:
            return replace(one, content=((start, comma.start()),))
    return one


def _yields(one: Attribution, rival: Attribution, text: str, marks: Marks, covered: Cover) -> bool:
    """Whether what the rules hold to be under a cue is likelier than what the tagger does.

    So it is where the tagger is unsure, where its content breaks off ("during the year when") or holds who said it
    ("described as “odd” by Rao"), in the passive, and where it leaves the quotation at the cue's side to nobody.
    """
    if one.score < _SURE or any(_DANGLING.search(text, max(start, end - 8), end) for start, end in one.content):
        return True
    if rival.source is None and len(rival.content) > 1:
        return True  # "She is said to be ill": the grammar of the passive tells both parts of the content
    if rival.source is not None and any(s <= rival.source[0] and rival.source[1] <= e for s, e in one.content):
        return True
    quoted = all(holds_quotation(span, marks) for span in rival.content)
    return quoted and not any(covered.touches(span) for span in rival.content)


def _trails(one: Attribution) -> bool:
    """Whether the cue stands behind all that is said."""
    return one.cue is not None and bool(one.content) and one.cue[0] >= one.content[-1][1]


def _taken_apart(one: Attribution, other: Attribution) -> list[Attribution]:
    """``Bell expects C, Rao told the paper``: what Rao told is all of it, and C is what Bell expects.

    So it is where the same words have one cue with its source right before them and another behind them.
    """
    if not _trails(one) or one.cue is None or other.cue is None or other.source is None or len(one.content) != 1:
        return []
    start, end = one.content[0]
    if not (other.source[0] < other.cue[0] < start <= other.content[0][0] and other.cue[1] >= start - 2):
        return []
    if one.source is None or one.source[0] < end:
        return []
    inner = replace(other, content=((start, end),), rule=f"{one.rule}+{other.rule}")
    return [replace(one, content=((other.source[0], end),)), inner]


def _lies_within(inner: Attribution, outer: Attribution) -> bool:
    """Whether cue and source of one attribution are words of the other's content."""
    return all(r is not None and _touches(r, outer.content) for r in (inner.cue, inner.source))


def _filled(one: Attribution, other: Attribution, text: str) -> Attribution:
    both = f"{one.rule}+{other.rule}"
    if other.cue and _touches(other.cue, one.content):
        return replace(other, rule=both, score=max(one.score, other.score))  # it has taken a cue for words said
    one_source = one.source is not None and other.source is not None and _touches(one.source, (other.source,))
    apart = one.cue is not None and other.cue is not None and not _touches(one.cue, (other.cue,))
    if apart and one_source and one.cue and _touches(one.cue, other.content):
        return replace(other, rule=both, score=max(one.score, other.score))  # "said claims that C": a noun for a cue
    if one.cue and other.cue and _CHANNEL.match(text, *one.cue) and not _CHANNEL.match(text, *other.cue):
        # "Rao said it rained, according to the Post": Rao said it, the paper is the way it came
        return replace(other, rule=both, score=max(one.score, other.score))
    # stray words beside what both agree on: a hearer, a name
    kept = tuple(span for span in one.content if len(one.content) == 1 or _touches(span, other.content) or _long(span))
    one_cue = one.cue is None or other.cue is None or _touches(one.cue, (other.cue,))
    surer = one.source is not None and (one.score >= other.score or not one_cue)
    source = one.source if surer else other.source or one.source
    if _begins_with_noun(one, other, text):
        kept = other.content
    return replace(
        one,
        content=kept or one.content,
        source=source,
        asked=other.asked,
        rule=both,
        score=max(one.score, other.score),
    )


def _begins_with_noun(one: Attribution, other: Attribution, text: str) -> bool:
    """``said claims that C were false``: all behind the cue is said, where the tagger took what follows "that"."""
    if len(one.content) != 1 or len(other.content) != 1 or one.cue is None or one.cue != other.cue:
        return False
    (start, end), (first, last) = one.content[0], other.content[0]
    return first < start and last >= end and first - one.cue[1] <= 1 and text.endswith("that ", 0, start)


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _long(span: Span) -> bool:
    return span[1] - span[0] > 24


class _Near:
    """Attributions in order of their content or cue, to look up what overlaps."""

    def __init__(self, some: Sequence[Attribution], cues: bool = False) -> None:
        def place(a: Attribution) -> Span:
            return a.cue if cues and a.cue else (a.content[0][0], a.content[-1][1])

        self._some = sorted(some, key=place)
        self._places = [place(a) for a in self._some]

    def _around(self, span: Span) -> list[tuple[Span, Attribution]]:
        low = bisect_left(self._places, span)
        high = bisect_right(self._places, (span[1], span[1]))
        first, last = max(0, low - _FAR), min(high, low + _FAR)
        return list(zip(self._places[first:last], self._some[first:last], strict=True))

    def like(self, one: Attribution) -> Attribution | None:
        """The attribution whose content shares most with that of ``one``, if it shares enough to be the same."""
        near = self._around((one.content[0][0], one.content[-1][1]))
        best = max((a for _, a in near), key=lambda a: share(one.content, a.content), default=None)
        return best if best is not None and share(one.content, best.content) >= _SAME else None

    def like_span(self, span: Span) -> Attribution | None:
        """The attribution whose whole content is about ``span``."""
        return next((a for _, a in self._around(span) if share((span,), a.content) >= _SAME), None)

    def within(self, span: Span) -> list[Attribution]:
        """The attributions whose place lies in a span."""
        return [a for (start, end), a in self._around(span) if span[0] <= start and end <= span[1]]

    def touching(self, span: Span) -> Attribution | None:
        """The first attribution whose place touches a span."""
        return next((a for (start, end), a in self._around(span) if start < span[1] and span[0] < end), None)

    def framed(self, one: Attribution) -> Attribution | None:
        """The attribution whose cue and source make up what ``one`` takes for words said, its own words apart."""
        for _, other in self._around((one.content[0][0], one.content[-1][1])):
            roles = [other.cue, other.source]
            held = all(r is not None and any(s <= r[0] and r[1] <= e for s, e in one.content) for r in roles)
            if held and not any(s < y and x < e for s, e in one.content for x, y in other.content):
                return other
        return None

    def holding(self, one: Attribution) -> bool:
        """Whether ``one``, cue and content, lies within the content of another."""
        spans = [*one.content, *([one.cue] if one.cue else [])]
        near = self._around((min(s for s, _ in spans), max(e for _, e in spans)))
        return any(all(any(x <= s and e <= y for x, y in a.content) for s, e in spans) for _, a in near)

    def crossing(self, one: Attribution) -> bool:
        """Whether words of ``one`` are another's already, and that other does not lie within it."""
        near = self._around((one.content[0][0], one.content[-1][1]))
        for _, a in near:
            if any(s < y and x < e for s, e in one.content for x, y in a.content):
                spans = [*a.content, *([a.cue] if a.cue else [])]
                if not all(any(x <= s and e <= y for x, y in one.content) for s, e in spans):
                    return True
        return False
