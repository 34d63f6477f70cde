"""Cues that the word lists hold, each with its source: finite verbs, participles, passives, "according to"."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_briefing.attribution.finding.rules.clauses import (
    Range,
    fills,
    is_verb,
    noun_back,
    phrase,
    skip_back,
    subject,
)
from mkdocs_briefing.attribution.finding.rules.frames import ACCORDING, SHARED, Frame, clause_end, form_at, governs
from mkdocs_briefing.attribution.lexicon import VerbForm, words
from mkdocs_briefing.attribution.tokens import Token


def cue_at(tokens: Sequence[Token], i: int, frames: Sequence[Frame], headline: bool) -> Frame | None:
    """The cue that begins at token ``i``, with its source and, where its shape fixes it, its content; else ``None``."""
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
    form, width = form_at(tokens, i)
    if form is None or (token.capital and i > 0 and not headline):
        return None
    if form.form == "ing":
        return _participle(tokens, i, width, form, frames)
    before = skip_back(tokens, i)
    fillers = {t.lower for t in tokens[before + 1 : i]}
    if form.form in ("past", "participle") and fillers & lists["be"]:
        return _passive(tokens, i, width, form, before)
    follow = tokens[i + width].lower if i + width < len(tokens) else ""
    if form.form in ("past", "participle") and follow in ("by", "as"):
        frame = _reduced(tokens, i, width, form)
        if frame is not None:
            return frame
    inverted = _inverted(tokens, i, width, form, headline)
    if inverted is not None:
        return inverted
    return _finite(tokens, i, width, form, fillers, frames)


def _according(tokens: Sequence[Token], i: int) -> Frame | None:
    end = source_end(tokens, i + 2)
    if end <= i + 2:
        return None
    return Frame((i, i + 2), (i + 2, end), ACCORDING, "according-to", 0.8)


def source_end(tokens: Sequence[Token], i: int) -> int:
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


def _light(tokens: Sequence[Token], i: int, frames: Sequence[Frame]) -> Frame | None:
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
            frame = Frame((i, end), source, SHARED, "light-verb", 0.6)
            if start < len(tokens):
                frame.contents = [(start, clause_end(tokens, start))]
                frame.closed = True
                return frame
            return None
        if token.lower in lists["prepositions"] or token.lower in lists["subordinators"]:
            return None
    return None


def _adjective(tokens: Sequence[Token], i: int) -> Frame | None:
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
    return Frame(
        (cue_start, i + 2 if follow not in ("that", "how", "to") else i + 1),
        source,
        SHARED,
        "adjective",
        0.55,
        [(start if follow != "to" else i + 1, clause_end(tokens, start))],
        closed=True,
    )


def _participle(tokens: Sequence[Token], i: int, width: int, form: VerbForm, frames: Sequence[Frame]) -> Frame | None:
    """``, saying that ...`` with the sentence's subject; ``with X saying``; ``a letter warning that``."""
    lists = words()
    before = skip_back(tokens, i)
    fillers = {t.lower for t in tokens[before + 1 : i]}
    if before >= 0 and fillers & lists["be"]:
        source = subject(tokens, i)
        return None if source is None else Frame((i, i + width), source, form.verb, "progressive", 0.6)
    opening = next((k for k in range(before, max(-1, before - 9), -1) if tokens[k].lower == "with"), None)
    if opening is not None and opening < before and (form.verb.bare or form.verb.quote):
        named = noun_back(tokens, before, opening)
        if named is not None and named[0] == opening + 1:
            return Frame((i, i + width), named, form.verb, "participle", 0.65)
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
        return None if source is None else Frame((i, i + width), source, form.verb, "participle", 0.65)
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
        return None if source is None else Frame((i, i + width), source, form.verb, "participle-noun", 0.6)
    return None


def _inherited(tokens: Sequence[Token], i: int, frames: Sequence[Frame]) -> Range | None:
    """The subject a participle shares: the last cue's source in this sentence, else the sentence's own subject."""
    for n in range(len(frames) - 1, -1, -1):
        frame = frames[n]
        if frame.source is not None and frame.rule not in ("according-to", "reduced"):
            if n and governs(tokens, frames[n - 1], frame):
                continue  # "X wrote the guards knew, saying": X says it
            return frame.source
        if frame.rule == "according-to" and frame.source is not None and frame.cue[0] > 0:
            return None
    return main_subject(tokens, i)


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


def _shared(tokens: Sequence[Token], i: int, frames: Sequence[Frame]) -> Range | None:
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


def _passive(tokens: Sequence[Token], i: int, width: int, form: VerbForm, before: int) -> Frame | None:
    """``is believed to V``, ``it is said that``, ``was described as Y by X``, ``was praised by X``."""
    lists = words()
    after = i + width
    if after >= len(tokens):
        return None
    holder = subject(tokens, i)
    cue_start = next((k for k in range(before + 1, i) if tokens[k].lower in lists["auxiliaries"]), i)
    follow = tokens[after].lower
    relative = holder is not None and tokens[holder[0]].lower in lists["relatives"]
    if follow == "to" and form.verb.passive and holder is not None and not relative:
        return Frame(
            (cue_start, after),
            None,
            form.verb,
            "passive-infinitive",
            0.6,
            [holder, (after, clause_end(tokens, after))],
            closed=True,
        )
    if follow == "that" and holder is not None and tokens[holder[0]].lower == "it" and after + 1 < len(tokens):
        return Frame(
            (cue_start, after),
            None,
            form.verb,
            "passive-that",
            0.55,
            [(after + 1, clause_end(tokens, after + 1))],
            closed=True,
        )
    by = next((k for k in range(after, min(after + 14, len(tokens))) if tokens[k].lower == "by"), None)
    asked = form.verb.lemma in ("ask", "tell")  # "was asked by the Post": the Post holds no opinion of whom it asked
    if by is not None and holder is not None and not asked and (form.verb.noun or form.verb.that):
        if any(tokens[k].lower in (",", ";") for k in range(after, by)):
            return None
        end = phrase(tokens, by + 1)
        if end == by + 1 or not (tokens[end - 1].capital or form.verb.quote):
            return None
        contents = [holder]
        if by > after:
            contents.append((after + (follow == "as"), by) if by > after + (follow == "as") else (after, by))
        return Frame((cue_start, after), (by + 1, end), form.verb, "passive-by", 0.5, contents, closed=True)
    return None


def _reduced(tokens: Sequence[Token], i: int, width: int, form: VerbForm) -> Frame | None:
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
        return Frame(
            (i, after), (by + 1, end), form.verb, "reduced", 0.6, [_head(tokens, holder), (after + 1, by)], closed=True
        )
    if tail and end < len(tokens) and tokens[end].lower == "as":
        return Frame(
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


def _inverted(tokens: Sequence[Token], i: int, width: int, form: VerbForm, headline: bool) -> Frame | None:
    """``"...," said X`` and ``It is so, said X``; a headline has no article: ``It is so, says mayor``."""
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
    ends = headline and form.form == "s" and len(tokens) - start < 7 and all(t.kind == "w" for t in tokens[start:])
    if not quote and not (
        first.capital
        or ends
        or first.lower in lists["determiners"]
        or first.lower in ("he", "she", "they", "sources", "officials", "police")
    ):
        return None
    end = source_end(tokens, start)
    if end <= start:
        return None
    if not quote:
        rest = tokens[end] if end < len(tokens) else None
        if rest is not None and rest.kind == "w" and rest.lower not in lists["prepositions"] | lists["times"]:
            return None
        if rest is not None and (rest.kind == "q" or rest.lower == "%"):
            return None  # "Bell, the clerk, said the firm “does not err”": the words go on
        if any(not t.capital and t.lower.endswith(("ed", "ing")) for t in tokens[start:end]):
            return None  # "Bell, a critic, said Rao failed"
        if form.homograph:
            return None
    frame = Frame((i, after), (start, end), form.verb, "inverted", 0.9 if quote else 0.7)
    frame.left = i
    return frame


def _finite(
    tokens: Sequence[Token], i: int, width: int, form: VerbForm, fillers: set[str], frames: Sequence[Frame]
) -> Frame | None:
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
        joint = next((k for k in range(*source) if tokens[k].lower in lists["prepositions"]), source[1])
        plural = (
            tokens[source[1] - 1].lower.endswith("s")
            or (joint > source[0] and tokens[joint - 1].lower.endswith("s"))
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
    frame = Frame((i, i + width), source, form.verb, "verb" if not shared else "verb-shared", 0.75)
    frame.left = source[0] if not shared else None
    _relative_object(tokens, frame)
    return frame


def _relative_object(tokens: Sequence[Token], frame: Frame) -> None:
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
        end = clause_end(tokens, k)
        if tokens[source[0] - 2].lower == ",":  # the relative ends at its own comma
            end = next((m for m in range(k + 2, end) if tokens[m].kind == "p" and tokens[m].lower == ","), end)
        frame.contents = [held, (k + (token.lower == "as"), end)]
        frame.closed = True
        frame.rule = "relative"
