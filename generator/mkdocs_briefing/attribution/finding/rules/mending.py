"""The frames of one sentence: cues found, sources mended, questions set apart, contents placed."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_briefing.attribution.finding.rules.clauses import noun_back
from mkdocs_briefing.attribution.finding.rules.contents import place_contents
from mkdocs_briefing.attribution.finding.rules.cues import cue_at
from mkdocs_briefing.attribution.finding.rules.frames import COLON, Frame, Question, form_at
from mkdocs_briefing.attribution.finding.rules.questions import assign_questions, questions_of
from mkdocs_briefing.attribution.finding.rules.unlisted import with_unlisted
from mkdocs_briefing.attribution.tokens import Sentence, Token


def frames_of(sentence: Sentence) -> list[Frame]:
    """Every cue of ``sentence`` with its source, content and question, in the order of the text."""
    tokens = sentence.tokens
    frames: list[Frame] = []
    if sentence.headline:
        colon = _headline_colon(tokens)
        if colon is not None:
            return [colon]
    questions = questions_of(tokens)
    i = 0
    while i < len(tokens):
        within = next((q for q in questions if q.start <= i < q.end), None)
        frame = None if within else cue_at(tokens, i, frames, sentence.headline)
        if frame is not None:
            frames.append(frame)
            i = max(i + 1, frame.cue[1])
        else:
            i = within.end if within else i + 1
    frames = with_unlisted(tokens, frames)
    for frame in frames:
        _mend_source(tokens, frame, questions)
        _cut_source(tokens, frame, frames)
    frames = _without_ways(tokens, frames)
    assign_questions(frames, questions)
    place_contents(tokens, frames, questions)
    _go_on(tokens, frames)
    frames = [f for f in frames if (f.contents or _waits(tokens, f)) and not _supposed(tokens, f)]
    if sentence.headline:
        frames = _headline_tail(tokens, frames)
    return [f for f in frames if not (f.object and _lies_in_another(f, frames))]


def _supposed(tokens: Sequence[Token], frame: Frame) -> bool:
    """``if the engineers told her to leave``: nobody has said it."""
    source = frame.source
    if source is None or frame.rule != "verb" or not 0 < source[0] <= frame.cue[0]:
        return False
    return tokens[source[0] - 1].lower in ("if", "unless")


def _go_on(tokens: Sequence[Token], frames: Sequence[Frame]) -> None:
    """``“C,” Bell said, explaining why he left, “but C”``: what goes on in lower case is Bell's."""
    first = next((f for f in frames if f.contents and tokens[f.contents[0][1] - 1].kind == "q"), None)
    if first is None or first.contents[0][1] > first.cue[0]:
        return
    at = first.contents[0][1] - 1
    if tokens[at].lower != ",":
        return
    for q in range(first.cue[1], len(tokens)):
        if tokens[q].kind != "q" or tokens[q].capital or tokens[q - 1].lower != ",":
            continue
        holders = [f for f in frames if f is not first and any(begin <= q < end for begin, end in f.contents)]
        if not holders or any(f.cue[1] >= q - 1 for f in holders) or any(a <= q < b for a, b in first.contents):
            continue
        if any(f.rule not in ("progressive", "participle", "participle-noun") for f in holders):
            continue
        for frame in holders:
            frame.contents = [(a, min(b, q - 1)) for a, b in frame.contents if a < q - 1]
        first.contents.append((q, q + 1))


def _lies_in_another(frame: Frame, frames: Sequence[Frame]) -> bool:
    last = frame.contents[-1][1] if frame.contents else frame.cue[1]
    return any(
        begin <= frame.cue[0] and last <= end
        for other in frames
        if other is not frame and other.contents != frame.contents
        for begin, end in other.contents
    )


def _mend_source(tokens: Sequence[Token], frame: Frame, questions: Sequence[Question]) -> None:
    """A source of "who" or "which" is the noun phrase before it; a question inside a source is none of it."""
    source = frame.source
    if source is None:
        return
    for question in questions:
        if source[0] < question.start < source[1]:
            end = question.start
            while end > source[0] + 1 and tokens[end - 1].kind == "p":
                end -= 1
            frame.source = (source[0], end)
    if source[1] - source[0] == 1 and tokens[source[0]].lower in ("who", "which") and source[0] > 1:
        before = source[0] - 1
        comma = tokens[before].lower in (",", "–", "—")
        named = tokens[before - comma].capital  # what "who" stands for is then left to those who know the names
        found = None if named else noun_back(tokens, before - comma)
        if found is not None and (found[0] == 0 or tokens[found[0] - 1].lower not in _TIED):
            frame.source = found


def _cut_source(tokens: Sequence[Token], frame: Frame, frames: Sequence[Frame]) -> None:
    """``Rao, who says C, wrote``: the name alone, for the relative clause holds an attribution of its own."""
    source = frame.source
    if source is None:
        return
    for k in range(source[0] + 1, source[1] - 1):
        if tokens[k].lower == "," and tokens[k + 1].lower in ("who", "which"):
            if any(k < other.cue[0] < source[1] for other in frames if other is not frame):
                frame.source = (source[0], k)
            return


_TIED = ("in", "with", "at", "for", "from", "on", "of", "to", "about", "near")


def _without_ways(tokens: Sequence[Token], frames: list[Frame]) -> list[Frame]:
    """``X said, according to Y, that C``: Y is the way it came; C is what X said."""
    kept: list[Frame] = []
    for frame in frames:
        before = kept[-1] if kept else None
        if before is not None and frame.rule == "according-to" and frame.source is not None and before.verb.that:
            between = tokens[before.cue[1] : frame.cue[0]]
            k = frame.source[1]
            if k < len(tokens) and tokens[k].lower == ",":
                k += 1
            goes_on = k < len(tokens) and (tokens[k].lower == "that" or (before.left == 0 and tokens[k].kind == "w"))
            if goes_on and all(t.lower == "," for t in between):
                before.resume = k
                continue
        kept.append(frame)
    return kept


def _headline_tail(tokens: Sequence[Token], frames: list[Frame]) -> list[Frame]:
    """``C, Name says`` in a headline: all of it before the comma is what the name says."""
    if not frames:
        return frames
    last = frames[-1]
    if last.left is None or last.left < 2:
        return frames
    before = tokens[last.left - 1]
    if not (before.lower in (",", "–", "—", "-") or (before.kind == "q" and before.lower == ",")):
        return frames
    if not last.verb.quote or any(begin >= last.cue[1] for begin, _ in last.contents):
        return frames
    last.contents = [(0, last.left - (before.kind == "p"))]
    return [last]


def _waits(tokens: Sequence[Token], frame: Frame) -> bool:
    """A cue at the end of its sentence, before a colon: its quotation is the next paragraph's."""
    return frame.verb.quote and tokens[-1].lower in (":", ",")


def _said_behind(tokens: Sequence[Token], k: int) -> bool:
    """Whether a headline names who said it behind the words: ``The dam: "Nobody called us," says the mayor``."""
    for n in range(k + 1, len(tokens)):
        form, _ = form_at(tokens, n)
        speaks = form is not None and form.verb.quote and form.verb.that and form.form in ("s", "past")
        if speaks and (tokens[n - 1].kind != "w" or n + 1 == len(tokens)):
            return True
    return False


def _headline_colon(tokens: Sequence[Token]) -> Frame | None:
    """``Kim: the words`` in a headline: a short name before a colon."""
    for k, token in enumerate(tokens[:7]):
        if token.kind == "p" and token.lower == ":":
            names = tokens[:k]
            named = bool(names) and all(t.kind == "w" and (t.capital or t.lower in ("of", "de", "the")) for t in names)
            if named and k <= 4 and k + 1 < len(tokens) and not _said_behind(tokens, k + 1):
                return Frame((k, k + 1), (0, k), COLON, "headline-colon", 0.5, [(k + 1, len(tokens))], closed=True)
            return None
        if token.kind != "w":
            return None
    return None
