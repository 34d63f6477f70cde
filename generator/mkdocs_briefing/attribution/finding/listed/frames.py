"""Frames of attribution in one sentence: a cue, its source and its content, by the order in which they stand."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mkdocs_briefing.attribution.finding.listed.phrases import (
    Line,
    Range,
    apposition,
    beside,
    cue_at,
    noun_phrase,
    source_before,
    source_behind,
    verb_at,
    without_brackets,
)
from mkdocs_briefing.attribution.languages import Language
from mkdocs_briefing.attribution.tokens import Sentence
from mkdocs_briefing.model import Manner

_QUOTED, _CLAUSE, _BESIDE, _OPEN = 0.6, 0.5, 0.5, 0.4
_FEWEST = 3
"""A clause before its cue has so many words at least."""
_ASIDE = 10
"""So few words ("aged 71") may stand between a source and the rest of a quotation."""
_SHORT = 30
"""Right behind a verb of writing, so few characters in marks are a title."""
_STOPS = frozenset(".!?…")
_ENDS = _STOPS | frozenset(",;)")


@dataclass(frozen=True, slots=True)
class Frame:
    """One attribution; ``cue``, ``source`` and ``contents`` are ranges of tokens, ``embedded`` within a clause."""

    cue: Range
    source: Range | None
    contents: tuple[Range, ...]
    rule: str
    score: float
    embedded: bool = False

    @property
    def start(self) -> int:
        """The first token of cue and source."""
        return min(self.cue[0], self.source[0] if self.source else self.cue[0])

    @property
    def end(self) -> int:
        """The token behind cue and source."""
        return max(self.cue[1], self.source[1] if self.source else self.cue[1])


def frames_of(text: str, sentence: Sentence, language: Language) -> list[Frame]:
    """The frames of a sentence in the order of their cues. Raises nothing."""
    line = Line(text, sentence.tokens, language)
    frames: list[Frame] = []
    for k in range(len(line.tokens)):
        if frames and k < frames[-1].cue[1]:
            continue
        found = _according(line, k)
        if found is None and (manner := verb_at(line, k)) is not None:
            found = _said(line, k, manner, frames[-1] if frames else None)
        if found is not None:
            frames.append(found)
    return [cut for frame in frames if (cut := _cut(line, frame, frames)) is not None]


# -------------------------------------------------------------------------------------------------------- verbs


def _said(line: Line, verb: int, manner: Manner, before: Frame | None) -> Frame | None:
    cue = cue_at(line, verb)
    low = max(_hard(line, cue[0]), before.end if before else 0)
    quotation = _quotation_before(line, cue[0])
    behind = source_behind(line, cue[1])
    if quotation is not None:
        return _after_quotation(line, cue, behind, quotation)
    source = source_before(line, cue[0], low)
    if source is not None:
        found = _with_source(line, cue, source, manner)
        return found if found is not None or behind is None else _after_clause(line, cue, behind)
    if not (cue[0] == low or line.word(cue[0] - 1) == "," or line.has(cue[0] - 1, "conjunctions")):
        return None
    if behind is not None:
        found = _content(line, cue, behind, behind[1], manner)
        return found if found is not None else _after_clause(line, cue, behind)
    return _content(line, cue, _shared(line, cue, before), cue[1], manner)


def _after_quotation(line: Line, cue: Range, source: Range | None, at: int) -> Frame | None:
    """``“X”, said A``; also ``“X”, said A, “Y”``, and ``“X”, he said`` without a source where none is printed."""
    end = source[1] if source is not None else beside(line, cue[1])
    if source is None and not _ends(line, end):
        return None
    contents = [(_opening(line, at), at + 1)]
    follow = end
    while follow - end < _ASIDE and line.kind(follow) in ("w", "p") and not line.closed(follow):
        follow += 1
    if follow > end and line.kind(follow) == "q" and line.kind(follow - 1) == "p":
        contents.append((follow, follow + 1))
    return Frame(cue, source, tuple(contents), "listed quotation", _QUOTED)


def _with_source(line: Line, cue: Range, source: Range, manner: Manner) -> Frame | None:
    """``A said that``, ``A said: “X”``, ``“X”, A said``."""
    found = _content(line, cue, source, cue[1], manner)
    quotation = _quotation_before(line, source[0])
    if found is None and quotation is not None and _ends(line, beside(line, cue[1])):
        return Frame(cue, source, ((_opening(line, quotation), quotation + 1),), "listed quotation", _QUOTED)
    if found is None and (thing := noun_phrase(line, cue[1], left=True)) is not None and line.word(thing) == ":":
        return _content(line, cue, source, thing, manner)  # "A praised the team: “X”"
    return found


def _content(line: Line, cue: Range, source: Range | None, k: int, manner: Manner) -> Frame | None:
    """The content behind a cue: a clause behind a complementizer, what stands behind a colon, a quotation."""
    embedded = line.has((source or cue)[0] - 1, "complementizers")
    at = beside(line, k)
    clause = _OPEN if source is None else _CLAUSE
    if line.has(at, "complementizers") or (manner == "asked" and line.has(at, "asking")):
        content = (at + 1, _clause_end(line, at + 1))
        if content[0] < content[1]:
            return Frame(cue, source, (content,), "listed clause", clause, embedded)
        return None
    if line.word(at) == ":":
        stop = _clause_end(line, at + 1)
        if stop <= at + 1:
            return Frame(cue, source, (), "listed colon", _QUOTED)
        quoted = line.kind(at + 1) == "q"
        content = (at + 1, at + 2 if quoted else stop)
        return Frame(cue, source, (content,), "listed colon", _QUOTED if quoted else clause, embedded)
    if line.kind(at) == "q" and (source is None or at >= source[1]):
        token = line.tokens[at]
        if manner == "wrote" and token.end - token.start < _SHORT and token.lower not in _STOPS:
            return None
        return Frame(cue, source, ((at, at + 1),), "listed quotation", _QUOTED, embedded)
    return None


def _after_clause(line: Line, cue: Range, source: Range) -> Frame | None:
    """``The bridge is shut, said A.``: the clause before the comma, from the beginning of the sentence on."""
    comma = cue[0] - 1
    if line.word(comma) != "," or not _ends(line, beside(line, source[1])):
        return None
    start = _clause_start(line, comma)
    words = sum(line.kind(k) == "w" for k in range(start, comma))
    return Frame(cue, source, ((start, comma),), "listed clause", _CLAUSE) if words >= _FEWEST else None


def _shared(line: Line, cue: Range, before: Frame | None) -> Range | None:
    """The source of the cue before, where nothing but "and" or a comma stands between it or its quotation and this."""
    if before is None or before.source is None:
        return None
    reached = before.end
    if before.contents and before.contents[-1] == (reached, reached + 1) and line.kind(reached) == "q":
        reached += 1
    between = range(reached, cue[0])
    joined = all(line.word(k) == "," or line.has(k, "conjunctions", "adverbs") for k in between)
    return before.source if between and joined else None


# --------------------------------------------------------------------------------------------------- according to


def _according(line: Line, k: int) -> Frame | None:
    """``According to A, …``; ``…, according to A``; ``…, according to A, …``."""
    phrase = next((p for p in line.language.according if all(line.word(k + n) == w for n, w in enumerate(p))), None)
    if phrase is None or line.determiner(k - 1) or (line.has(k - 1, "of", "prepositions") and len(phrase) == 1):
        return None
    cue = (k, k + len(phrase))
    end = noun_phrase(line, cue[1])
    if end is None:
        return None
    first = cue[1] + 1 if line.determiner(cue[1]) else cue[1]
    sure = line.known(first) or line.named(first) or line.word(cue[1]) in line.language.pronouns
    if phrase in line.language.doubtful and not sure:
        return None
    source = (cue[1], apposition(line, (cue[1], end)))
    begin = _clause_start(line, k)
    if all(line.has(j, "conjunctions", "subordinators", "adverbs") or line.word(j) == "," for j in range(begin, k)):
        if line.word(source[1]) != ",":
            return None
        content = (source[1] + 1, _clause_end(line, source[1] + 1))
        return Frame(cue, source, (content,), "listed according", _BESIDE) if content[0] < content[1] else None
    if line.has(k - 2, "complementizers") and line.word(k - 1) == ",":
        return None  # "she said that, according to B, …": B's words in hers
    quotation = _quotation_before(line, k)
    stop = k - 1 if line.word(k - 1) == "," else k
    contents = [(begin, stop) if quotation is None else (_opening(line, quotation), quotation + 1)]
    if line.word(source[1]) == "," and quotation is None and line.word(k - 1) == ",":
        rest = (source[1] + 1, _clause_end(line, source[1] + 1))
        if rest[0] < rest[1]:
            contents.append(rest)
    elif not _ends(line, source[1]):
        return None
    return Frame(cue, source, tuple(contents), "listed according", _BESIDE)


# -------------------------------------------------------------------------------------------------------- extents


def _hard(line: Line, k: int) -> int:
    """The place behind the nearest sign before ``k`` that no source goes over."""
    while k > 0:
        short = without_brackets(line, k)
        if short < k:
            k = short
        elif line.kind(k - 1) == "w" or line.word(k - 1) == ",":
            k -= 1
        else:
            break
    return k


def _quotation_before(line: Line, k: int) -> int | None:
    """The quotation that ends right before ``k``, a comma or a dash between or not."""
    if line.kind(k - 1) == "q":
        return k - 1
    parted = line.word(k - 1) in (",", "-") or line.has_sign(k - 1, "dialogue")
    return k - 2 if parted and line.kind(k - 2) == "q" else None


def _opening(line: Line, quotation: int) -> int:
    """Where the content begins that ends with a quotation: with it, or with the clause that it stands in."""
    before = line.word(quotation - 1)
    alone = quotation == 0 or line.kind(quotation - 1) in ("p", "q")
    return quotation if alone and before not in (")",) else _clause_start(line, quotation)


def _clause_start(line: Line, k: int) -> int:
    while k > 0 and line.word(k - 1) not in (";", ":"):
        k -= 1
    return k


def _clause_end(line: Line, k: int) -> int:
    end = k
    while end < len(line.tokens) and line.word(end) != ";":
        end += 1
    while end > k and line.kind(end - 1) == "p" and line.word(end - 1) in _ENDS - {")"}:
        end -= 1
    return end


def _ends(line: Line, k: int) -> bool:
    return k >= len(line.tokens) or line.word(k) in _ENDS or line.has_sign(k, "dialogue")


def _cut(line: Line, frame: Frame, frames: list[Frame]) -> Frame | None:
    """A frame whose clause ends before the next one that is not part of it: what another said is not its content."""
    if not frame.contents or not frame.rule.endswith(("clause", "colon")) or frame.contents[-1][0] < frame.cue[1]:
        return frame
    start, end = frame.contents[-1]
    for other in frames:
        if other is frame or other.embedded or not start < other.start < end:
            continue
        end = other.start
        while end > start and (
            line.has(end - 1, "conjunctions", "subordinators", "adverbs") or line.kind(end - 1) == "p"
        ):
            end -= 1
    return replace(frame, contents=(*frame.contents[:-1], (start, end))) if start < end else None
