"""The content of each cue: which words to its right, to its left or on both sides it governs."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_briefing.attribution.finding.rules.clauses import Range, after_adverbials, fills, is_verb, phrase
from mkdocs_briefing.attribution.finding.rules.frames import Frame, Question, governs, holds_verb, without_stop
from mkdocs_briefing.attribution.lexicon import words
from mkdocs_briefing.attribution.tokens import Token


def place_contents(tokens: Sequence[Token], frames: list[Frame], questions: Sequence[Question] = ()) -> None:
    """Give each cue its content: to the right where its shape allows, else to the left; bounded by the other cues."""
    for n, frame in enumerate(frames):
        earlier = next((f for f in reversed(frames[:n]) if f.contents), None)
        start = _after(tokens, earlier) if earlier else 0
        nxt = next((f for f in frames[n + 1 : n + 6] if not governs(tokens, frame, f)), None)
        limit = _limit(tokens, frame, nxt)
        for question in questions:
            if question.end <= frame.cue[0]:
                start = max(start, question.end + (tokens[question.end].lower == ","))
            elif question.start >= frame.cue[1]:
                after = question.end
                if after + 1 < len(tokens) and tokens[after].lower in (":", ",") and tokens[after + 1].kind == "q":
                    frame.resume = after  # "told them, when asked about rent: “...”"
                else:
                    limit = min(limit, without_stop(tokens, question.start))
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


def _between_parts(tokens: Sequence[Token], frame: Frame, start: int, limit: int) -> list[Range]:
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
    whole = holds_verb(tokens, start, left - 1)
    if first.kind == "p" or opening or (whole and loose):
        return []
    if whole and not _begins_clause(tokens, k + 1, limit) and first.lower not in lists["auxiliaries"] | {"to"}:
        return []
    return [(start, left - 1), (k + 1, limit)]


def _without_relative(tokens: Sequence[Token], at: Range | None) -> Range | None:
    """A clause without a ``, who ...`` at its end: what a report adds of its own as often as not."""
    if at is None:
        return at
    for k in range(at[0] + 2, at[1] - 1):
        if tokens[k].lower == "but" and tokens[k + 1].lower == "without":  # "but without giving details": the report's
            at = (at[0], k - (tokens[k - 1].lower == ","))
            break
    if any(t.kind == "q" for t in tokens[at[0] : at[1]]):
        return at
    for k in range(at[0] + 3, at[1] - 2):
        if tokens[k].kind == "p" and tokens[k].lower == ",":
            word, then = tokens[k + 1].lower, tokens[k + 2].lower
            if word in ("who", "where") or (
                word == "which" and then not in ("would", "will", "could", "should", "may")
            ):
                return (at[0], k)
    return at


def _subordinate_end(tokens: Sequence[Token], frame: Frame, limit: int) -> int:
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
    if source[0] > 2 and tokens[source[0] - 2].lower not in (",", "that"):
        return limit
    comma = next((k for k in range(frame.cue[1] + 1, limit) if tokens[k].kind == "p" and tokens[k].lower == ","), limit)
    return comma if comma + 2 < limit and tokens[comma + 1].kind != "q" else limit


def _after(tokens: Sequence[Token], frame: Frame) -> int:
    ends = [frame.cue[1]] + [b for _, b in frame.contents if b > frame.cue[0]]
    end = max(ends)
    while end < len(tokens) and tokens[end].lower in (",", ";", "and", "but"):
        end += 1
    return end


def _limit(tokens: Sequence[Token], frame: Frame, following: Frame | None) -> int:
    """Where content to the right has to stop because another cue of equal rank begins."""
    end = without_stop(tokens, len(tokens))
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
        return before + (tokens[before].kind == "q")
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
        if sign == "and" and not holds_verb(tokens, frame.cue[1], k + 1):
            return end  # "wrote that the title and text showed"
        if k != before or sign in (";",):
            return k + 1 if sign in ("and", "but", "while", ";") else end
    if own == "according-to":
        return before + 1
    return end


def _right(tokens: Sequence[Token], frame: Frame, limit: int) -> Range | None:
    verb = frame.verb
    k = frame.resume or frame.cue[1]
    if k >= limit and not (k < len(tokens) and tokens[k].kind == "q"):
        return None
    at = _that(tokens, k, limit, verb.hearer) if verb.that else None
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
        frame.object = not (verb.bare and _begins_clause(tokens, j, limit))
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


def _that(tokens: Sequence[Token], k: int, limit: int, hearer: bool) -> int | None:
    """The first token after a "that" that this cue governs: only a hearer and adverbials may stand between.

    ``said claims by Rao that C were false``: this "that" is of the claims, and the content begins with them.
    """
    if not hearer and k + 1 < limit and tokens[k].kind == "w" and tokens[k + 1].kind == "w":
        closed = ("prepositions", "times", "adverbs", "conjunctions", "determiners", "subordinators")
        first = tokens[k].lower
        alone = tokens[k + 1].lower == "that" and first not in words().verbs  # "said afterward that"
        if (
            not alone
            and first != "that"
            and not fills(tokens[k])
            and not any(first in words()[name] for name in closed)
        ):
            return None
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
    if end < limit and tokens[end].lower == "to" and tokens[end].kind == "w":
        return end  # "told her to open the gates"
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
            and tokens[m - 1].kind == "w"
            and tokens[m - 1].lower in lists["subject_pronouns"]
        ):
            return True
    return tokens[k].lower in lists["subject_pronouns"] or tokens[k].capital or word in lists["determiners"]


def _left(tokens: Sequence[Token], frame: Frame, start: int) -> Range | None:
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
        if frame.verb.bare and end - start >= 3 and holds_verb(tokens, start, end):
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
        if before is not None and not holds_verb(tokens, start, k):
            return k
    return start


def _goes_on(tokens: Sequence[Token], frame: Frame, right: int) -> bool:
    """Whether content to the right of ``"X," he said`` is more of it: a quotation, or words after "that"."""
    return tokens[right].kind == "q" or (right > frame.cue[1] and tokens[right - 1].lower == "that")


def _is_parenthetical(tokens: Sequence[Token], frame: Frame) -> bool:
    """``"X," he said, "y"``: a quotation or a comma right before the subject and a comma after the cue."""
    if frame.left is None or frame.left == 0:
        return False
    last = tokens[frame.left - 1]
    return last.kind == "q" or (last.lower == "," and frame.left > 1 and tokens[frame.left - 2].kind == "q")


def _place_inverted(tokens: Sequence[Token], frame: Frame, start: int, limit: int) -> None:
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


def _place_according(tokens: Sequence[Token], frame: Frame, start: int, limit: int, before: Sequence[Frame]) -> None:
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
