"""Questions put to a speaker (``Asked whether C, X said``): never an attribution of their own."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_briefing.attribution.finding.rules.clauses import subject
from mkdocs_briefing.attribution.finding.rules.frames import Frame, Question, form_at, without_stop
from mkdocs_briefing.attribution.lexicon import words
from mkdocs_briefing.attribution.tokens import Token

_ASKS = ("whether", "if", "about", "how", "why", "what", "when", "where", "which", "who", "on", "over")


def questions_of(tokens: Sequence[Token]) -> list[Question]:
    """Questions beside the main clause: ``Asked whether C,`` and ``in reply to a question on C,``."""
    lists = words()
    found: list[Question] = []
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
            found.append(Question(start, end, (begin + about, end)))
    return found


def _question_end(tokens: Sequence[Token], begin: int) -> int:
    """The comma after which a subject and a verb of saying come; else the first comma, else the sentence's stop."""
    stop = next((k for k in range(begin, len(tokens)) if tokens[k].kind == "q" or tokens[k].lower in (":", ";")), None)
    stop = len(tokens) if stop is None else stop
    commas = [k for k in range(begin, min(stop, begin + 60)) if tokens[k].lower == ","]
    for comma in commas[:6]:
        for m in range(comma + 2, min(comma + 16, len(tokens))):
            form, _ = form_at(tokens, m)
            if form is not None and form.verb.quote and form.form in ("past", "s"):
                at = subject(tokens, m, comma + 1)
                if at is not None and at[0] <= comma + 2:
                    return comma
                break
    return commas[0] if commas else without_stop(tokens, stop)


def assign_questions(frames: Sequence[Frame], questions: Sequence[Question]) -> None:
    """Give each question to the cue that answers it: the next one after an opening question, else the one before."""
    for question in questions:
        after = next((f for f in frames if f.cue[0] >= question.end and f.verb.quote), None)
        before = next((f for f in reversed(frames) if f.cue[1] <= question.start), None)
        answer = after if before is None or question.start == 0 else before
        if before is not None and after is not None and before.left is None:
            answer = after
        if answer is not None and answer.asked is None:
            answer.asked = question.asked
