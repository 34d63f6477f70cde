"""Find the roles of attribution: cues, their sources and their content, by word lists and the order of words.

``find`` is one finder among possible others: whatever marks roles in an article and gives a ``Roles`` can take its
place. Roles found together carry the same ``group``; a finder that marks spans alone leaves it ``None`` and lets
``link`` bring them together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from mkdocs_briefing.attribution import marks as quotation_marks
from mkdocs_briefing.attribution.clauses import (
    Range,
    after_adverbials,
    fills,
    is_verb,
    noun_back,
    phrase,
    phrase_back,
    skip_back,
    subject,
)
from mkdocs_briefing.attribution.lexicon import Verb, VerbForm, words
from mkdocs_briefing.attribution.marks import Marks
from mkdocs_briefing.attribution.tokens import Sentence, Token, read
from mkdocs_briefing.model import Article, Span

Kind = Literal["cue", "source", "content", "asked"]


@dataclass(frozen=True, slots=True)
class Role:
    """A span in a role, the rule that found it and how far to trust it (0 to 1)."""

    kind: Kind
    span: Span
    rule: str
    score: float
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Roles:
    """What a finder sees in one article: roles, the paired quotation marks and the sentences they were found in."""

    roles: tuple[Role, ...]
    marks: Marks
    sentences: tuple[Sentence, ...]


@dataclass(slots=True)
class _Frame:
    """One cue of a sentence on the way to a group of roles, in token ranges."""

    cue: Range
    source: Range | None
    verb: Verb
    rule: str
    score: float = 0.7
    contents: list[Range] = field(default_factory=list)
    asked: Range | None = None
    left: int | None = None
    """Where the words belonging to this cue begin; content to its left ends there."""
    closed: bool = False
    """The content is fixed already and is not sought to the right."""
    resume: int | None = None
    """Where content to the right is sought when words stand between ("said, according to the bank, that ...")."""
    object: bool = False
    """The content is what the verb acts on, not a clause: narration as often as not."""


def paragraphs(article: Article) -> list[Span]:
    """Where quotation marks are paired: the article's blocks, or its lines when it has none."""
    if article.blocks:
        return [(block.start, block.end) for block in article.blocks]
    return [(0, len(article.text))] if article.text else []


def find(article: Article) -> Roles:
    """Roles of attribution in the headline, lead and body of ``article``; offsets into its text. Raises nothing."""
    marks = quotation_marks.pair(article.text, paragraphs(article))
    found: list[Role] = []
    group = 0
    sentences = tuple(read(article, marks))
    for sentence in sentences:
        for frame in _frames(sentence):
            if _names_a_work(article.text, sentence.tokens, frame):
                continue
            found += _roles(sentence.tokens, frame, group)
            group += 1
    return Roles(tuple(found), marks, sentences)


def _names_a_work(text: str, tokens: Sequence[Token], frame: _Frame) -> bool:
    """``She wrote the novel “The Long Road”``: what was written is a work; its title is no statement."""
    if frame.verb.lemma not in words()["making"] or not frame.contents or frame.contents[0][0] < frame.cue[1]:
        return False
    start, end = frame.contents[0]
    at = next((k for k in range(start, min(end, start + 7)) if tokens[k].kind == "q"), None)
    if at is None or any(tokens[k].kind != "w" for k in range(start, at)):
        return False
    small = words()["prepositions"] | words()["determiners"] | words()["conjunctions"]
    printed = text[tokens[at].start + 1 : tokens[at].end - 1].split()
    titled = bool(printed) and len(printed) < 13 and all(w[0].isupper() or w in small for w in printed)
    return titled and printed[-1][-1] not in ".!?,"


def _roles(tokens: Sequence[Token], frame: _Frame, group: int) -> list[Role]:
    def span(at: Range) -> Span:
        return (tokens[at[0]].start, tokens[at[1] - 1].end)

    roles = [Role("cue", span(frame.cue), frame.rule, frame.score, group)]
    if frame.source is not None:
        roles.append(Role("source", span(frame.source), frame.rule, frame.score, group))
    if frame.asked is not None:
        roles.append(Role("asked", span(frame.asked), frame.rule, frame.score, group))
    return roles + [Role("content", span(content), frame.rule, frame.score, group) for content in frame.contents]


# ------------------------------------------------------------------------------------------------- cues of a sentence


def _frames(sentence: Sentence) -> list[_Frame]:
    tokens = sentence.tokens
    frames: list[_Frame] = []
    if sentence.headline:
        colon = _headline_colon(tokens)
        if colon is not None:
            return [colon]
    questions = _questions(tokens)
    i = 0
    while i < len(tokens):
        within = next((q for q in questions if q.start <= i < q.end), None)
        frame = None if within else _cue_at(tokens, i, frames, sentence.headline)
        if frame is not None:
            frames.append(frame)
            i = max(i + 1, frame.cue[1])
        else:
            i = within.end if within else i + 1
    frames = _with_unlisted(tokens, frames)
    for frame in frames:
        _mend_source(tokens, frame, questions)
        _cut_source(tokens, frame, frames)
    frames = _without_ways(tokens, frames)
    _ask(frames, questions)
    _place(tokens, frames, questions)
    _go_on(tokens, frames)
    frames = [f for f in frames if f.contents or _waits(tokens, f)]
    if sentence.headline:
        frames = _headline_tail(tokens, frames)
    return [f for f in frames if not (f.object and _lies_in_another(f, frames))]


def _go_on(tokens: Sequence[Token], frames: Sequence[_Frame]) -> None:
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


def _lies_in_another(frame: _Frame, frames: Sequence[_Frame]) -> bool:
    last = frame.contents[-1][1] if frame.contents else frame.cue[1]
    return any(
        begin <= frame.cue[0] and last <= end
        for other in frames
        if other is not frame and other.contents != frame.contents
        for begin, end in other.contents
    )


_UNLISTED = Verb("unlisted", quote=True)


def _with_unlisted(tokens: Sequence[Token], frames: list[_Frame]) -> list[_Frame]:
    """Add cues that no list holds: ``“...,” Bell drawled``, ``“...!” drawled Bell``, ``Bell: “...”``.

    Wants a quotation that ends in a comma, "!" or "?" within its marks or opens after a colon, and a name or pronoun
    beside it, so that a quoted word in narration ("the “old” bridge collapsed") makes none.
    """
    added: list[_Frame] = []
    for q, token in enumerate(tokens):
        if token.kind != "q":
            continue
        colon = q >= 1 and tokens[q - 1].lower == ":"
        frame = _named_before_colon(tokens, q - 1) if colon else _named_after_dash(tokens, q)
        if frame is None and token.lower in ",!?":
            frame = _verb_after(tokens, q)
        if frame is not None and not any(f.cue[0] in range(frame.left or 0, q + 12) for f in frames):
            added.append(frame)
    return sorted([*frames, *added], key=lambda f: f.cue)


def _named_after_dash(tokens: Sequence[Token], q: int) -> _Frame | None:
    """``“...” — Ann Bell, Leeds`` at the end of a paragraph: a letter, a review, a voice from the street."""
    k = q + 1
    while k < len(tokens) and tokens[k].lower in ("–", "—", "―", "-"):
        k += 1
    if k == q + 1 or k == len(tokens) or q > 1 or not tokens[k].capital:
        return None
    end = k
    while end < len(tokens) and tokens[end].kind == "w" and tokens[end].capital:
        end += 1
    rest = [t for t in tokens[end:] if t.kind == "w"]
    short = len(rest) < 8 and (end == len(tokens) or tokens[end].lower in ",.;(")
    alone = end - k == 1 and tokens[q].lower in ".?!" and not rest
    if not (1 < end - k < 6 or alone) or not short or any(is_verb(tokens, m) for m in range(end, len(tokens))):
        return None
    return _Frame((q + 1, k), (k, end), _COLON, "dash", 0.6, [(q, q + 1)], closed=True, left=q + 1)


def _named_before_colon(tokens: Sequence[Token], colon: int) -> _Frame | None:
    """``Bell: “...”`` at the start of a sentence, and ``Bell gave no ground: “...”``: the subject of the clause."""
    if colon < 1 or colon > 40 or any(t.kind == "q" for t in tokens[:colon]):
        return None
    short = phrase_back(tokens, colon - 1)
    if short is not None and short[0] == 0 and all(t.capital for t in tokens[:colon]) and colon <= 4:
        return _Frame((colon, colon + 1), short, _COLON, "colon", 0.5, left=0)
    for k in range(1, colon):
        past = not tokens[k].capital and tokens[k].lower.endswith("ed")
        if tokens[k].kind == "w" and (is_verb(tokens, k) or past):
            named = subject(tokens, k)
            if named is None or not _is_somebody(tokens, named):
                return None
            return _Frame((k, colon), named, _COLON, "colon-clause", 0.45, left=0)
    return None


def _is_somebody(tokens: Sequence[Token], at: Range) -> bool:
    first, last = tokens[at[0]], tokens[at[1] - 1]
    return first.lower in ("he", "she", "they", "who") or (
        last.capital and last.kind == "w" and not last.lower.isdigit()
    )


def _verb_after(tokens: Sequence[Token], q: int) -> _Frame | None:
    verb = next((k for k in range(q + 1, min(q + 10, len(tokens))) if _past_form(tokens[k])), None)
    if verb is None:
        return None
    if verb == q + 1:
        end = _source_end(tokens, verb + 1)
        at = (verb + 1, end)
        if end > verb + 1 and (_is_somebody(tokens, at) or tokens[verb + 1].lower == "the"):
            return _Frame((verb, verb + 1), at, _UNLISTED, "inverted", 0.5, left=verb)
        return None
    named = subject(tokens, verb, q + 1)
    if named is None or named[0] != q + 1:
        return None
    return _Frame((verb, verb + 1), named, _UNLISTED, "verb-unlisted", 0.5, left=named[0])


def _past_form(token: Token) -> bool:
    return token.kind == "w" and not token.capital and (token.lower.endswith("ed") or token.lower in words()["past"])


class _Question(NamedTuple):
    """``Asked whether it rains,``: where the phrase begins and ends, and the question in it."""

    start: int
    end: int
    asked: Range


_ASKS = ("whether", "if", "about", "how", "why", "what", "when", "where", "which", "who", "on", "over")


def _questions(tokens: Sequence[Token]) -> list[_Question]:
    """Questions beside the main clause: ``Asked whether C,`` and ``in reply to a question on C,``."""
    lists = words()
    found: list[_Question] = []
    for i, token in enumerate(tokens):
        if token.kind != "w" or (found and i < found[-1].end):
            continue
        start = i
        if token.lower in lists["asked"]:
            while start > 0 and tokens[start - 1].lower in ("when", "being", "after", "once", "if", "repeatedly"):
                start -= 1
            before = tokens[start - 1] if start > 0 else None
            if not (before is None or before.kind in "pq" or tokens[start].lower in ("when", "after")):
                continue
        elif token.lower in ("question", "questions"):
            opening = [k for k in range(max(0, i - 7), i) if tokens[k].lower in lists["replying"]]
            if not opening or any(tokens[k].kind != "w" for k in range(opening[0], i)):
                continue
            start = opening[0] - (opening[0] > 0 and tokens[opening[0] - 1].lower == "in")
        else:
            continue
        begin = next((k for k in range(i + 1, min(i + 9, len(tokens))) if tokens[k].lower in _ASKS), None)
        if begin is None or any(tokens[k].kind != "w" for k in range(i + 1, begin)):
            continue
        end = _question_end(tokens, begin)
        about = tokens[begin].lower in ("about", "on", "over")
        if end > begin + about:
            found.append(_Question(start, end, (begin + about, end)))
    return found


def _question_end(tokens: Sequence[Token], begin: int) -> int:
    """The comma after which a subject and a verb of saying come; else the first comma, else the sentence's stop."""
    stop = next((k for k in range(begin, len(tokens)) if tokens[k].kind == "q" or tokens[k].lower in (":", ";")), None)
    stop = len(tokens) if stop is None else stop
    commas = [k for k in range(begin, min(stop, begin + 60)) if tokens[k].lower == ","]
    for comma in commas[:6]:
        for m in range(comma + 2, min(comma + 16, len(tokens))):
            form, _ = _form_at(tokens, m)
            if form is not None and form.verb.quote and form.form in ("past", "s"):
                at = subject(tokens, m, comma + 1)
                if at is not None and at[0] <= comma + 2:
                    return comma
                break
    return commas[0] if commas else _without_stop(tokens, stop)


def _ask(frames: Sequence[_Frame], questions: Sequence[_Question]) -> None:
    """Give each question to the cue that answers it: the next one after an opening question, else the one before."""
    for question in questions:
        after = next((f for f in frames if f.cue[0] >= question.end and f.verb.quote), None)
        before = next((f for f in reversed(frames) if f.cue[1] <= question.start), None)
        answer = after if before is None or question.start == 0 else before
        if before is not None and after is not None and before.left is None:
            answer = after
        if answer is not None and answer.asked is None:
            answer.asked = question.asked


def _mend_source(tokens: Sequence[Token], frame: _Frame, questions: Sequence[_Question]) -> None:
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


def _cut_source(tokens: Sequence[Token], frame: _Frame, frames: Sequence[_Frame]) -> None:
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


def _without_ways(tokens: Sequence[Token], frames: list[_Frame]) -> list[_Frame]:
    """``X said, according to Y, that C``: Y is the way it came; C is what X said."""
    kept: list[_Frame] = []
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


def _headline_tail(tokens: Sequence[Token], frames: list[_Frame]) -> list[_Frame]:
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


def _waits(tokens: Sequence[Token], frame: _Frame) -> bool:
    """A cue at the end of its sentence, before a colon: its quotation is the next paragraph's."""
    return frame.verb.quote and tokens[-1].lower in (":", ",") and frame is not None


def _headline_colon(tokens: Sequence[Token]) -> _Frame | None:
    """``Kim: the words`` in a headline: a short name before a colon."""
    for k, token in enumerate(tokens[:7]):
        if token.kind == "p" and token.lower == ":":
            names = tokens[:k]
            named = bool(names) and all(t.kind == "w" and (t.capital or t.lower in ("of", "de", "the")) for t in names)
            if named and k <= 4 and k + 1 < len(tokens):
                return _Frame((k, k + 1), (0, k), _COLON, "headline-colon", 0.5, [(k + 1, len(tokens))], closed=True)
            return None
        if token.kind != "w":
            return None
    return None


_COLON = Verb(":", quote=True, bare=True)
_ACCORDING = Verb("according to", that=True, bare=True)
_SHARED = Verb("express", noun=True)


def _cue_at(tokens: Sequence[Token], i: int, frames: Sequence[_Frame], headline: bool) -> _Frame | None:
    token = tokens[i]
    if token.kind != "w":
        return None
    lists = words()
    if token.lower == "according" and i + 2 < len(tokens) and tokens[i + 1].lower == "to":
        return _according(tokens, i)
    if token.lower in lists["light"]:
        frame = _light(tokens, i, frames)
        if frame is not None:
            return frame
    if token.lower in lists["adjectives"] and i + 1 < len(tokens):
        frame = _adjective(tokens, i)
        if frame is not None:
            return frame
    form, width = _form_at(tokens, i)
    if form is None or (token.capital and i > 0 and not headline):
        return None
    if form.form == "ing":
        return _participle(tokens, i, width, form, frames)
    before = skip_back(tokens, i)
    fillers = {t.lower for t in tokens[before + 1 : i]}
    if form.form in ("past", "participle") and fillers & lists["be"]:
        return _passive(tokens, i, width, form, before)
    if (
        form.form in ("past", "participle") and i + 1 < len(tokens) and tokens[i + width].lower in ("by", "as")
        if i + width < len(tokens)
        else False
    ):
        frame = _reduced(tokens, i, width, form)
        if frame is not None:
            return frame
    inverted = _inverted(tokens, i, width, form)
    if inverted is not None:
        return inverted
    return _finite(tokens, i, width, form, fillers, frames)


def _form_at(tokens: Sequence[Token], i: int) -> tuple[VerbForm | None, int]:
    lists = words()
    if tokens[i].lower in lists.phrase_starts:
        for width in (6, 5, 4, 3, 2):
            form = lists.phrases.get(tuple(t.lower for t in tokens[i : i + width]))
            if form is not None:
                return form, width
    return lists.verbs.get(tokens[i].lower), 1


def _according(tokens: Sequence[Token], i: int) -> _Frame | None:
    end = _source_end(tokens, i + 2)
    if end <= i + 2:
        return None
    return _Frame((i, i + 2), (i + 2, end), _ACCORDING, "according-to", 0.8)


def _source_end(tokens: Sequence[Token], i: int) -> int:
    """The end of a source after its cue, with a short apposition: "Jo Bloggs, the mayor of Leeds"."""
    end = phrase(tokens, i)
    lists = words()
    while end < len(tokens) and tokens[end].lower in ("of", "in", "at", "with", "for", "from") and end > i:
        more = phrase(tokens, end + 1)
        if (
            more <= end + 1
            or tokens[end + 1].lower in lists["times"]
            or (
                tokens[end].lower in ("in", "at", "from", "with")
                and not ((more < len(tokens) and tokens[more].kind == "p") or more == len(tokens))
            )
        ):
            break
        end = more
    if end < len(tokens) and tokens[end].lower == "," and end + 1 < len(tokens) and end > i:
        first = tokens[end + 1]
        if first.kind == "w" and (
            first.lower in ("a", "an", "the", "who", "whose", "one")
            or _names_a_post(tokens, end + 1)
            or first.lower.isdigit()
            or (first.capital and tokens[end - 1].capital and first.lower not in lists["subject_pronouns"])
        ):
            stop = end + 1
            while (
                stop < len(tokens)
                and tokens[stop].lower not in (",", ".", ";", ":", "—", "–", "?", "!")
                and tokens[stop].kind != "q"
            ):
                stop += 1
            relative = first.lower in ("who", "whose")
            said = any(_says(tokens, k) for k in range(end + 2, stop))
            verb = any(is_verb(tokens, k) or tokens[k].lower.endswith("ed") for k in range(end + 1, stop))
            if (relative or not verb) and not (relative and said) and stop - end < 20:
                return stop
    return end


def _says(tokens: Sequence[Token], k: int) -> bool:
    """A verb of saying in a relative clause that brings in words of its own ("who added that")."""
    form = words().verbs.get(tokens[k].lower)
    if form is None or not form.verb.that or form.form not in ("past", "s") or k + 1 >= len(tokens):
        return False
    return tokens[k + 1].kind == "q" or tokens[k + 1].lower in ("that", "he", "she", "they", "it", "the", ",", ":")


def _names_a_post(tokens: Sequence[Token], k: int) -> bool:
    """Whether an apposition without an article begins here: "Ana Ruiz, director of the museum,"."""
    lists = words()
    word = tokens[k].lower
    closed = ("prepositions", "conjunctions", "subordinators", "auxiliaries", "times", "adverbs", "subject_pronouns")
    if any(word in lists[name] for name in closed) or word.endswith(("ing", "ed", "ly")) or is_verb(tokens, k):
        return False
    ahead = next((m for m in range(k + 1, min(k + 14, len(tokens))) if tokens[m].kind != "w"), None)
    return (
        ahead is not None
        and tokens[ahead].lower in (",", ".")
        and not any(is_verb(tokens, m) or tokens[m].lower.endswith("ing") for m in range(k, ahead))
    )


def _light(tokens: Sequence[Token], i: int, frames: Sequence[_Frame]) -> _Frame | None:
    """``expressed (deep) concerns about X``: a light verb, a noun of saying or feeling, a preposition or "that"."""
    lists = words()
    for k in range(i + 1, min(i + 6, len(tokens) - 1)):
        token = tokens[k]
        if token.kind != "w" or (is_verb(tokens, k) and token.lower not in lists["nouns"]):
            return None
        if token.lower in lists["nouns"] and tokens[k + 1].lower in lists["cues_prepositions"]:
            end = k + 1 + (tokens[k + 1].lower not in ("whether", "how", "that"))
            source = subject(tokens, i) or (_inherited(tokens, i, frames) if tokens[i].lower.endswith("ing") else None)
            if source is None:
                source = _shared(tokens, i, frames)
            if source is None:
                return None
            start = end + (tokens[end].lower == "that") if end < len(tokens) else end
            frame = _Frame((i, end), source, _SHARED, "light-verb", 0.6)
            if start < len(tokens):
                frame.contents = [(start, clause_end(tokens, start))]
                frame.closed = True
                return frame
            return None
        if token.lower in lists["prepositions"] or token.lower in lists["subordinators"]:
            return None
    return None


def _adjective(tokens: Sequence[Token], i: int) -> _Frame | None:
    """``are concerned about X``, ``is confident (that) X``."""
    lists = words()
    follow = tokens[i + 1].lower
    before = skip_back(tokens, i)
    fillers = {t.lower for t in tokens[before + 1 : i]}
    if not fillers & (lists["be"]) or follow not in lists["adjective_prepositions"]:
        return None
    source = subject(tokens, i)
    if source is None or i + 2 >= len(tokens):
        return None
    if tokens[source[0]].lower in ("it", "that", "this"):
        return None
    start = i + 2 if follow != "how" else i + 1
    cue_start = next(k for k in range(before + 1, i + 1) if tokens[k].lower in lists["auxiliaries"])
    return _Frame(
        (cue_start, i + 2 if follow not in ("that", "how", "to") else i + 1),
        source,
        _SHARED,
        "adjective",
        0.55,
        [(start if follow != "to" else i + 1, clause_end(tokens, start))],
        closed=True,
    )


def _participle(tokens: Sequence[Token], i: int, width: int, form: VerbForm, frames: Sequence[_Frame]) -> _Frame | None:
    """``, saying that ...`` with the sentence's subject; ``with X saying``; ``a letter warning that``."""
    lists = words()
    before = skip_back(tokens, i)
    fillers = {t.lower for t in tokens[before + 1 : i]}
    if before >= 0 and fillers & lists["be"]:
        source = subject(tokens, i)
        return None if source is None else _Frame((i, i + width), source, form.verb, "progressive", 0.6)
    opening = next((k for k in range(before, max(-1, before - 9), -1) if tokens[k].lower == "with"), None)
    if opening is not None and opening < before and (form.verb.bare or form.verb.quote):
        named = noun_back(tokens, before, opening)
        if named is not None and named[0] == opening + 1:
            return _Frame((i, i + width), named, form.verb, "participle", 0.65)
    if i + width >= len(tokens):
        return None
    follow = tokens[i + width]
    takes = (
        follow.kind == "q"
        or follow.lower in ("that", "how", "whether", "what", ",", ":")
        or form.verb.bare
        or form.verb.noun
        or (follow.lower in form.verb.prepositions)
        or (form.verb.infinitive and follow.lower == "to")
        or form.verb.hearer
    )
    if not takes:
        return None
    if (
        before < 0
        or tokens[before].lower in (",", "–", "—", "by", "in", "and", "while", "before", "after", "when")
        or tokens[before].kind == "q"
    ):
        source = _inherited(tokens, i, frames)
        if source is None and before < 0:
            return None
        return None if source is None else _Frame((i, i + width), source, form.verb, "participle", 0.65)
    if tokens[before].kind == "w" and (
        follow.lower in ("that", "how", "whether")
        or follow.kind == "q"
        or (form.verb.bare and form.verb.lemma in ("say", "claim", "warn", "argue", "insist", "think", "believe"))
    ):
        source = subject(tokens, i)
        if source is not None and tokens[source[1] - 1].lower in lists["documents"]:
            issued = next((k for k in range(source[0] - 1, max(-1, source[0] - 4), -1) if tokens[k].kind == "w"), None)
            if issued is not None and tokens[issued].lower in lists["issuing"]:
                source = subject(tokens, issued) or source  # "she released a statement saying"
        return None if source is None else _Frame((i, i + width), source, form.verb, "participle-noun", 0.6)
    return None


def _inherited(tokens: Sequence[Token], i: int, frames: Sequence[_Frame]) -> Range | None:
    """The subject a participle shares: the last cue's source in this sentence, else the sentence's own subject."""
    for n in range(len(frames) - 1, -1, -1):
        frame = frames[n]
        if frame.source is not None and frame.rule not in ("according-to", "reduced"):
            if n and _governs(tokens, frames[n - 1], frame):
                continue  # "X wrote the guards knew, saying": X says it
            return frame.source
        if frame.rule == "according-to" and frame.source is not None and frame.cue[0] > 0:
            return None
    return main_subject(tokens, i)


def _governs(tokens: Sequence[Token], outer: _Frame, inner: _Frame) -> bool:
    """Whether ``inner`` stands in the clause that ``outer`` brings in: nothing but words between the two."""
    if inner.source is None or outer.source is None or not (outer.verb.that or outer.verb.bare):
        return False
    if outer.rule not in ("verb", "progressive", "verb-shared") or inner.source[0] < outer.cue[1]:
        return False
    return all(t.kind == "w" for t in tokens[outer.cue[1] : inner.source[0]])


def main_subject(tokens: Sequence[Token], stop: int) -> Range | None:
    """The subject of the sentence's first finite verb before ``stop``."""
    for k in range(min(stop, 60)):
        if is_verb(tokens, k) or (
            tokens[k].kind == "w" and not tokens[k].capital and tokens[k].lower.endswith("ed") and k > 0
        ):
            found = subject(tokens, k)
            if found is not None:
                return found
    return None


def _shared(tokens: Sequence[Token], i: int, frames: Sequence[_Frame]) -> Range | None:
    """``X did this and praised that``: the subject of a verb after "and"."""
    before = skip_back(tokens, i)
    if before < 0 or tokens[before].lower not in ("and", "but", ",", "then"):
        return None
    if tokens[before].lower == "," and not (frames and frames[-1].source is not None):
        return None
    floor = frames[-1].cue[1] if frames else 0
    for k in range(before - 1, max(floor, before - 40), -1):  # "..., she laughed and said": the nearest main clause
        if tokens[k].kind == "w" and not tokens[k].capital and (is_verb(tokens, k) or tokens[k].lower.endswith("ed")):
            near = subject(tokens, k, floor)
            if (
                near is not None
                and near[0] > 0
                and (tokens[near[0] - 1].kind == "q" or tokens[near[0] - 1].lower == ",")
            ):
                return near
    return _inherited(tokens, before, frames)


def _passive(tokens: Sequence[Token], i: int, width: int, form: VerbForm, before: int) -> _Frame | None:
    """``is believed to V``, ``it is said that``, ``was described as Y by X``, ``was praised by X``."""
    lists = words()
    after = i + width
    if after >= len(tokens):
        return None
    holder = subject(tokens, i)
    cue_start = next((k for k in range(before + 1, i) if tokens[k].lower in lists["auxiliaries"]), i)
    follow = tokens[after].lower
    if follow == "to" and form.verb.passive and holder is not None:
        return _Frame(
            (cue_start, after),
            None,
            form.verb,
            "passive-infinitive",
            0.6,
            [holder, (after, clause_end(tokens, after))],
            closed=True,
        )
    if follow == "that" and holder is not None and tokens[holder[0]].lower == "it" and after + 1 < len(tokens):
        return _Frame(
            (cue_start, after),
            None,
            form.verb,
            "passive-that",
            0.55,
            [(after + 1, clause_end(tokens, after + 1))],
            closed=True,
        )
    by = next((k for k in range(after, min(after + 14, len(tokens))) if tokens[k].lower == "by"), None)
    if by is not None and holder is not None and (form.verb.noun or form.verb.that):
        if any(tokens[k].lower in (",", ";") for k in range(after, by)):
            return None
        end = phrase(tokens, by + 1)
        if end == by + 1 or not (tokens[end - 1].capital or form.verb.quote):
            return None
        contents = [holder]
        if by > after:
            contents.append((after + (follow == "as"), by) if by > after + (follow == "as") else (after, by))
        return _Frame((cue_start, after), (by + 1, end), form.verb, "passive-by", 0.5, contents, closed=True)
    return None


def _reduced(tokens: Sequence[Token], i: int, width: int, form: VerbForm) -> _Frame | None:
    """``topics described as “sensitive” by the Kremlin``: a participle after its noun."""
    after = i + width
    by = next((k for k in range(after, min(after + 10, len(tokens))) if tokens[k].lower == "by"), None)
    if by is None or not (form.verb.noun or form.verb.quote):
        return None
    holder = noun_back(tokens, i - 1)
    end = phrase(tokens, by + 1)
    if holder is None or end == by + 1:
        return None
    middle = tokens[after:by]
    quoted = any(t.kind == "q" for t in middle)
    tail = by + 1 < len(tokens) and any(t.kind == "q" for t in tokens[end : end + 3])
    if quoted and tokens[after].lower == "as":
        return _Frame(
            (i, after), (by + 1, end), form.verb, "reduced", 0.6, [_head(tokens, holder), (after + 1, by)], closed=True
        )
    if tail and end < len(tokens) and tokens[end].lower == "as":
        return _Frame(
            (i, after),
            (by + 1, end),
            form.verb,
            "reduced",
            0.6,
            [_head(tokens, holder), (end + 1, clause_end(tokens, end + 1))],
            closed=True,
        )
    return None


def _head(tokens: Sequence[Token], at: Range) -> Range:
    """The last simple noun phrase of a longer one: what a participle after it describes."""
    lists = words()
    start = at[0]
    for k in range(at[1] - 1, at[0], -1):
        if tokens[k].lower in lists["prepositions"] or tokens[k].lower in ("and", "or"):
            start = k + 1
            break
    return (start, at[1])


def _inverted(tokens: Sequence[Token], i: int, width: int, form: VerbForm) -> _Frame | None:
    """``"...," said X`` and ``It is so, said X``."""
    if form.form not in ("past", "s") or not form.verb.quote or i == 0 or form.verb.lemma == "tell":
        return None
    after = i + width
    if after >= len(tokens):
        return None
    before = i - 1
    comma = tokens[before].kind == "p" and tokens[before].lower in (",", "–", "—", "-")
    quote = tokens[before].kind == "q" or (comma and before > 0 and tokens[before - 1].kind == "q")
    if not quote and not (comma and form.verb.bare):
        return None
    start = after
    while start < len(tokens) and fills(tokens[start]) and tokens[start].kind == "w":
        start += 1
    if start >= len(tokens) or tokens[start].kind != "w" or tokens[start].lower in ("that", "he's"):
        return None
    first = tokens[start]
    lists = words()
    if (
        first.lower in lists["times"]
        or first.lower in lists["prepositions"]
        or first.lower in lists["subordinators"]
        or first.lower in lists["conjunctions"]
    ):
        return None
    if not quote and not (
        first.capital
        or first.lower in lists["determiners"]
        or first.lower in ("he", "she", "they", "sources", "officials", "police")
    ):
        return None
    end = _source_end(tokens, start)
    if end <= start:
        return None
    if not quote:
        rest = tokens[end] if end < len(tokens) else None
        if rest is not None and rest.kind == "w" and rest.lower not in lists["prepositions"] | lists["times"]:
            return None
        if any(not t.capital and t.lower.endswith(("ed", "ing")) for t in tokens[start:end]):
            return None  # "Bell, a critic, said Rao failed"
        if form.homograph:
            return None
    frame = _Frame((i, after), (start, end), form.verb, "inverted", 0.9 if quote else 0.7)
    frame.left = i
    return frame


def _finite(
    tokens: Sequence[Token], i: int, width: int, form: VerbForm, fillers: set[str], frames: Sequence[_Frame]
) -> _Frame | None:
    lists = words()
    before = skip_back(tokens, i)
    if (before >= 0 and tokens[before].lower == "to") or "to" in fillers:
        return None
    follow = tokens[i + width] if i + width < len(tokens) else None
    source = subject(tokens, i)
    shared = False
    if source is None:
        if form.form not in ("past", "s"):
            return None
        source = _shared(tokens, i, frames)
        shared = True
        if source is None:
            return None
    last = tokens[source[1] - 1].lower
    pronoun = tokens[source[0]].lower in lists["subject_pronouns"] | {"this", "that"}
    if not shared and not pronoun and (last[0].isdigit() or last in lists["determiners"]):
        return None  # "1,700 pledged delegates"
    named = tokens[source[1] - 1].capital or tokens[source[0]].lower in lists["subject_pronouns"] or shared
    if form.form == "base" and not (fillers & lists["auxiliaries"]):
        plural = (
            tokens[source[1] - 1].lower.endswith("s")
            or tokens[source[0]].lower
            in ("they", "we", "i", "you", "who", "people", "some", "many", "others", "most", "police")
            or tokens[source[1] - 1].lower in ("people", "police", "and")
        )
        if not plural:
            return None
    if form.homograph and not shared:
        sign = follow is not None and (
            follow.kind == "q"
            or follow.lower in lists["determiners"]
            or follow.lower in ("that", "it", "he", "she", "they", "to", "how", "whether")
            or follow.lower in form.verb.prepositions
            or (form.form == "past")
        )
        ends = follow is None or follow.kind == "p"
        if not sign and not (ends and form.form != "base" and named):
            return None
        if form.form in ("s", "base") and not named and follow is not None and follow.lower not in ("that",):
            return None
    frame = _Frame((i, i + width), source, form.verb, "verb" if not shared else "verb-shared", 0.75)
    frame.left = source[0] if not shared else None
    _relative_object(tokens, frame)
    return frame


def _relative_object(tokens: Sequence[Token], frame: _Frame) -> None:
    """``the firm, which they believe has lost money``; ``the plan, which he compared to a bridge``: a split content."""
    source, k = frame.source, frame.cue[1]
    if source is None or source[0] < 2 or k + 1 >= len(tokens) or tokens[source[0] - 1].lower not in ("which", "whom"):
        return
    token = tokens[k]
    clause = frame.verb.bare and token.kind == "w" and (is_verb(tokens, k) or fills(token))
    aspect = frame.verb.noun and token.lower in ("as", "to", "with")
    before = source[0] - 2
    before -= tokens[before].lower in (",", "–", "—")
    held = noun_back(tokens, before) if clause or aspect else None
    if held is not None:
        frame.contents = [held, (k + (token.lower == "as"), clause_end(tokens, k))]
        frame.closed = True
        frame.rule = "relative"


# ----------------------------------------------------------------------------------------------------------- contents


def _place(tokens: Sequence[Token], frames: list[_Frame], questions: Sequence[_Question] = ()) -> None:
    """Give each cue its content: to the right where its shape allows, else to the left; bounded by the other cues."""
    for n, frame in enumerate(frames):
        earlier = next((f for f in reversed(frames[:n]) if f.contents), None)
        start = _after(tokens, earlier) if earlier else 0
        nxt = next((f for f in frames[n + 1 : n + 6] if not _governs(tokens, frame, f)), None)
        limit = _limit(tokens, frame, nxt)
        for question in questions:
            if question.end <= frame.cue[0]:
                start = max(start, question.end + (tokens[question.end].lower == ","))
            elif question.start >= frame.cue[1]:
                after = question.end
                if after + 1 < len(tokens) and tokens[after].lower in (":", ",") and tokens[after + 1].kind == "q":
                    frame.resume = after  # "told them, when asked about rent: “...”"
                else:
                    limit = min(limit, _without_stop(tokens, question.start))
        if frame.closed:
            frame.contents = [(a, min(b, limit)) for a, b in frame.contents if min(b, limit) > a]
            continue
        if frame.rule == "according-to":
            _place_according(tokens, frame, start, limit, frames[:n])
            continue
        if frame.rule == "inverted":
            _place_inverted(tokens, frame, start, min(limit, nxt.cue[0]) if nxt else limit)
            continue
        right = _right(tokens, frame, _subordinate_end(tokens, frame, limit))
        if not frame.object:
            right = _without_relative(tokens, right)
        if right is None:
            between = _between_parts(tokens, frame, start, limit)
            if between:
                frame.contents = between
                continue
        left = _left(tokens, frame, start) if right is None or _is_parenthetical(tokens, frame) else None
        if left is not None and right is not None and not _goes_on(tokens, frame, right[0]):
            right = None  # "X," he told reporters: the hearer, not more content
        frame.contents = [part for part in (left, right) if part is not None]


def _between_parts(tokens: Sequence[Token], frame: _Frame, start: int, limit: int) -> list[Range]:
    """``C, police said, C`` and ``As Bell noted, C``: a cue set off by commas with content after it."""
    k, left = frame.cue[1], frame.left
    if left is None or not (frame.verb.bare and frame.verb.quote) or k + 2 >= limit or tokens[k].lower != ",":
        return []
    first = tokens[k + 1]
    lists = words()
    as_noted = left - 1 >= start and tokens[left - 1].lower == "as"
    if as_noted and (left - 1 == start or tokens[left - 2].lower in (",", "and", "but")):
        return [(k + 1, limit)] if left - 1 == start and first.kind in "wq" else []
    if left - 2 < start or tokens[left - 1].lower != "," or tokens[left - 2].kind != "w":
        return []
    opening = first.lower in lists["conjunctions"] or first.lower.endswith("ing") or first.lower in lists["relatives"]
    loose = first.lower in lists["subordinators"] or (first.lower in lists["prepositions"] and first.lower != "to")
    whole = _holds_verb(tokens, start, left - 1)
    if first.kind == "p" or opening or (whole and loose):
        return []
    if whole and not _begins_clause(tokens, k + 1, limit) and first.lower not in lists["auxiliaries"] | {"to"}:
        return []
    return [(start, left - 1), (k + 1, limit)]


def _without_relative(tokens: Sequence[Token], at: Range | None) -> Range | None:
    """A clause without a ``, who ...`` at its end: what a report adds of its own as often as not."""
    if at is None or any(t.kind == "q" for t in tokens[at[0] : at[1]]):
        return at
    for k in range(at[0] + 3, at[1] - 2):
        if tokens[k].kind == "p" and tokens[k].lower == ",":
            word, then = tokens[k + 1].lower, tokens[k + 2].lower
            if word in ("who", "where") or (
                word == "which" and then not in ("would", "will", "could", "should", "may")
            ):
                return (at[0], k)
    return at


def _subordinate_end(tokens: Sequence[Token], frame: _Frame, limit: int) -> int:
    """``When she spoke of X, he left``: content in an opening subordinate clause ends at the comma."""
    source = frame.source
    if source is None or source[0] == 0 or source[0] > frame.cue[0]:
        return limit
    before = tokens[source[0] - 1]
    if tokens[source[0]].lower in ("who", "which") and before.lower == ",":
        for k in range(frame.cue[1] + 2, limit - 2):  # "Rao, who says C, wrote": the main clause goes on
            nxt = tokens[k + 1]
            if tokens[k].lower == "," and (is_verb(tokens, k + 1) or (not nxt.capital and nxt.lower.endswith("ed"))):
                return k
    if before.lower not in ("when", "while", "after", "before", "if", "although", "though", "since", "once", "what"):
        return limit
    if source[0] > 2 and tokens[source[0] - 2].lower != ",":
        return limit
    comma = next((k for k in range(frame.cue[1] + 1, limit) if tokens[k].kind == "p" and tokens[k].lower == ","), limit)
    return comma if comma + 2 < limit and tokens[comma + 1].kind != "q" else limit


def _after(tokens: Sequence[Token], frame: _Frame) -> int:
    ends = [frame.cue[1]] + [b for _, b in frame.contents if b > frame.cue[0]]
    end = max(ends)
    while end < len(tokens) and tokens[end].lower in (",", ";", "and", "but"):
        end += 1
    return end


def _limit(tokens: Sequence[Token], frame: _Frame, following: _Frame | None) -> int:
    """Where content to the right has to stop because another cue of equal rank begins."""
    end = _without_stop(tokens, len(tokens))
    if following is None:
        return end
    first = following.cue[0]
    if following.left is not None and following.left > frame.cue[1]:
        first = following.left
    before = first - 1
    own = following.rule
    while before > frame.cue[1] and tokens[before].kind == "w" and fills(tokens[before]):
        before -= 1
    sign = tokens[before].lower if before >= 0 else ""
    if own in ("participle", "according-to") and (sign in (",", "–", "—", "while", "by") or tokens[before].kind == "q"):
        return before + (tokens[before].kind == "q" or (sign in ("while", "by") and 0))
    if own == "verb-shared":
        while before > 0 and tokens[before].lower in (",", "and", "but", "then"):
            before -= 1
        return before + 1
    if own in ("verb", "verb-shared") and sign == "," and not following.closed:
        k = following.cue[1]
        if following.verb.quote and (k >= len(tokens) or tokens[k].lower in (",", ".")):  # "..., police said, adding"
            return before
    if own in ("verb", "light-verb", "adjective") and sign in (",", ";", "and", "but", "while"):
        k = before
        while k > frame.cue[1] and tokens[k].lower in (",", ";", "and", "but", "while"):
            k -= 1
        if sign == "and" and not _holds_verb(tokens, frame.cue[1], k + 1):
            return end  # "wrote that the title and text showed"
        if k != before or sign in (";",):
            return k + 1 if sign in ("and", "but", "while", ";") else end
    if own == "according-to":
        return before + 1
    return end


def _without_stop(tokens: Sequence[Token], end: int) -> int:
    while (
        end > 0
        and tokens[end - 1].kind == "p"
        and tokens[end - 1].lower in (".", ";", ",", ":", "!", "?", "…", "...", ")")
    ):
        if tokens[end - 1].lower in ("!", "?", ")"):
            break
        end -= 1
    return end


def clause_end(tokens: Sequence[Token], start: int) -> int:
    """The end of the clause that begins at ``start``: before a dash, a relative clause, or the sentence's stop."""
    for k in range(start + 2, len(tokens)):
        if tokens[k].lower in ("–", "—") or (tokens[k].lower in ("where", "who", "which") and tokens[k].kind == "w"):
            return k - (tokens[k - 1].lower == ",")
    return max(_without_stop(tokens, len(tokens)), min(start + 1, len(tokens)))


def _right(tokens: Sequence[Token], frame: _Frame, limit: int) -> Range | None:
    verb = frame.verb
    k = frame.resume or frame.cue[1]
    if k >= limit and not (k < len(tokens) and tokens[k].kind == "q"):
        return None
    at = _that(tokens, k, limit) if verb.that else None
    if at is not None:
        return (at, limit) if at < limit else None
    j = k
    while j < limit and tokens[j].kind == "w" and fills(tokens[j]) and tokens[j].lower not in words()["auxiliaries"]:
        j += 1
    colon = j < limit and tokens[j].lower in (":", ",")
    if j + 1 < limit and colon and tokens[j + 1].kind == "q" and verb.quote:
        return (j + 1, limit)
    if j < limit and tokens[j].kind == "q" and (verb.quote or verb.noun or verb.bare):
        return (j, limit)
    if j < limit and tokens[j].lower == ":" and verb.quote:
        return (j + 1, limit) if j + 1 < limit else None
    if j >= limit:
        return None
    word = tokens[j].lower
    lists = words()
    if verb.infinitive and word == "to" and j + 1 < limit:
        frame.object = True
        return (j, limit)
    if word in verb.prepositions and j + 1 < limit:
        return (j + 1, limit)
    if verb.that and word in ("how", "what", "why", "whether", "if", "where", "who"):
        return (j, limit)
    if verb.hearer:
        after = _hearer(tokens, j, limit)
        if after is not None:
            return (after, limit)
    no_object = ("prepositions", "times", "conjunctions", "auxiliaries")
    plain = tokens[j].kind == "w" and not any(word in lists[name] for name in no_object)
    if verb.hearer and phrase(tokens, j, limit) == limit:
        return None
    if verb.noun and plain and not is_verb(tokens, j):
        frame.object = True
        return (j, limit)
    if verb.bare:
        begin = after_adverbials(tokens, j, limit)
        if (
            begin < limit
            and tokens[begin].kind in "wq"
            and (tokens[begin].kind == "q" or _begins_clause(tokens, begin, limit))
        ):
            return (begin, limit)
        if begin + 1 < limit and tokens[begin].lower in (",", ":") and tokens[begin + 1].kind == "q":
            return (begin + 1, limit)
    if verb.quote:
        begin = after_adverbials(tokens, j, limit)
        if begin + 1 < limit and tokens[begin].lower in (",", ":") and tokens[begin + 1].kind == "q":
            return (begin + 1, limit)
        if begin < limit and tokens[begin].kind == "q" and begin > j:
            return (begin, limit)
    return None


def _that(tokens: Sequence[Token], k: int, limit: int) -> int | None:
    """The first token after a "that" that this cue governs: only a hearer and adverbials may stand between."""
    for m in range(k, min(limit, k + 22)):
        token = tokens[m]
        if token.kind == "q" or (token.kind == "p" and token.lower in (":", ";", ".")):
            return None
        if token.lower == "that" and token.kind == "w":
            if m > k and m + 1 < limit and (tokens[m - 1].lower in words()["prepositions"]):
                return None
            return m + 1
        if m > k and token.kind == "w" and (is_verb(tokens, m) or token.lower in words()["subject_pronouns"]):
            return None
        if m == k and token.kind == "w" and token.lower in words()["auxiliaries"]:
            return None
    return None


def _hearer(tokens: Sequence[Token], j: int, limit: int) -> int | None:
    """Where the content begins after ``told reporters``; ``None`` when nothing follows the hearer."""
    end = phrase(tokens, j, limit)
    if end <= j:
        return None
    k = after_adverbials(tokens, end, limit)
    for place in dict.fromkeys((k, end)):
        if place >= limit:
            continue
        token = tokens[place]
        if token.kind == "q":
            return place
        if token.lower in (",", ":") and place + 1 < limit and tokens[place + 1].kind == "q":
            return place + 1
        if token.lower in ("how", "what", "why", "whether", "if", "where", "to", "about", "of"):
            return place + (token.lower in ("about", "of"))
        if token.kind == "w" and _begins_clause(tokens, place, limit):
            return place
        if token.kind == "w" and is_verb(tokens, place) and place > j + 1 and tokens[place - 1].capital:
            return place - 1
    return None


def _begins_clause(tokens: Sequence[Token], k: int, limit: int) -> bool:
    """Whether a clause with a verb of its own seems to begin at ``k``."""
    lists = words()
    word = tokens[k].lower
    if word in lists["conjunctions"] or word in ("who", "which", "as", "because", "than", "that"):
        return False
    if word in lists["auxiliaries"] or (is_verb(tokens, k) and not tokens[k].capital):
        return False
    for m in range(k + 1, min(limit, k + 25)):
        token = tokens[m]
        if token.kind == "q":
            return True
        if token.kind == "p" and token.lower in (";", ":"):
            return False
        if token.kind == "w" and (is_verb(tokens, m) or token.lower.endswith(("ed", "n't", "'s", "'re"))):
            return True
        if (
            token.kind == "w"
            and token.lower.endswith("s")
            and m > k + 0
            and tokens[m - 1].kind == "w"
            and tokens[m - 1].lower in lists["subject_pronouns"]
        ):
            return True
    return tokens[k].lower in lists["subject_pronouns"] or tokens[k].capital or word in lists["determiners"]


def _left(tokens: Sequence[Token], frame: _Frame, start: int) -> Range | None:
    """Content before ``, X said``: back to ``start``; wants a comma or a quotation just before the subject."""
    if not (frame.verb.quote or frame.verb.bare) or frame.left is None:
        return None
    end = frame.left
    while end > start and tokens[end - 1].kind == "w" and tokens[end - 1].lower in ("as", "and", "but"):
        if tokens[end - 1].lower != "as":
            break
        end -= 1
    if end <= start:
        return None
    last = tokens[end - 1]
    if last.kind == "q":
        return (_left_start(tokens, start, end), end)
    if last.kind == "p" and last.lower in (",", "–", "—", "-"):
        end -= 1
        if end > start and tokens[end - 1].kind == "q":
            return (_left_start(tokens, start, end), end)
        if frame.verb.bare and end - start >= 3 and _holds_verb(tokens, start, end):
            return (start, end)
    return None


def _left_start(tokens: Sequence[Token], start: int, end: int) -> int:
    """Content that ends with a quotation: the quotation alone when a stop or comma parts it from what is before."""
    k = end - 1
    while k > start and tokens[k - 1].kind == "q":
        k -= 1
    if (
        k > start
        and tokens[k - 1].kind == "p"
        and tokens[k - 1].lower in (",", ":", "–", "—", "-")
        and tokens[k].capital
    ):
        before = tokens[k - 2] if k >= 2 else None
        if before is not None and not _holds_verb(tokens, start, k):
            return k
    return start


def _holds_verb(tokens: Sequence[Token], start: int, end: int) -> bool:
    return any(is_verb(tokens, k) or tokens[k].lower.endswith(("ed", "'s")) for k in range(start, end)) or any(
        tokens[k].kind == "w" and tokens[k].lower.endswith("s") and not tokens[k].capital for k in range(start, end)
    )


def _goes_on(tokens: Sequence[Token], frame: _Frame, right: int) -> bool:
    """Whether content to the right of ``"X," he said`` is more of it: a quotation, or words after "that"."""
    return tokens[right].kind == "q" or (right > frame.cue[1] and tokens[right - 1].lower == "that")


def _is_parenthetical(tokens: Sequence[Token], frame: _Frame) -> bool:
    """``"X," he said, "y"``: a quotation or a comma right before the subject and a comma after the cue."""
    if frame.left is None or frame.left == 0:
        return False
    last = tokens[frame.left - 1]
    return last.kind == "q" or (last.lower == "," and frame.left > 1 and tokens[frame.left - 2].kind == "q")


def _place_inverted(tokens: Sequence[Token], frame: _Frame, start: int, limit: int) -> None:
    end = frame.cue[0]
    while end > start and tokens[end - 1].kind == "p" and tokens[end - 1].lower in (",", "–", "—", "-"):
        end -= 1
    if end > start:
        frame.contents.append((_left_start(tokens, start, end), end))
    k = frame.source[1] if frame.source else frame.cue[1]
    m = after_adverbials(tokens, k, limit)
    for place in (m, m + 1):
        if place < limit and tokens[place].kind == "q" and (place == m or tokens[m].lower in (",", ":", ";", "—")):
            frame.contents.append((place, limit))
            return
    more = next((q for q in range(m, min(limit, m + 20)) if tokens[q].kind == "q"), None)
    if more is not None and not tokens[more].capital and tokens[more - 1].lower == ",":  # it goes on in lower case
        frame.contents.append((more, limit))


def _place_according(tokens: Sequence[Token], frame: _Frame, start: int, limit: int, before: Sequence[_Frame]) -> None:
    """``According to X, C``; ``C, according to X``; and without a comma either way."""
    source = frame.source
    if source is None:
        return
    first = frame.cue[0]
    lead = first - 1
    while lead >= start and (
        tokens[lead].lower == ","
        or (tokens[lead].kind == "w" and (fills(tokens[lead]) or tokens[lead].lower in ("and", "but")))
    ):
        lead -= 1
    if lead < start:
        k = source[1]
        if k < limit and tokens[k].lower == ",":
            k += 1
        if k < limit and tokens[k].lower == "that":
            k += 1
        if k < limit:
            frame.contents.append((k, limit))
        return
    end = first
    while end > start and tokens[end - 1].kind == "p" and tokens[end - 1].lower in (",", "–", "—", "("):
        end -= 1
    reported = [f for f in before if f.contents and f.rule != "according-to" and f.verb.quote and f.verb.that]
    if reported:  # "X said C, according to Y": Y is the way it came, not a second speaker
        return
    if end > start:
        frame.contents.append((start, end))
        k = source[1]
        aside = k + 1 < limit and tokens[k].lower == "," and tokens[end - 1].kind != "q" and tokens[end].lower == ","
        if aside and (is_verb(tokens, k + 1) or not _begins_clause(tokens, k + 1, limit)):
            frame.contents.append((k + 1, limit))
