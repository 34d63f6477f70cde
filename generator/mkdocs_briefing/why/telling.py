"""What somebody asks about, by its id or its words, and all that is known of it: in words and as data."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from mkdocs_briefing.model import Briefing, LeftOut, Passage, Statement
from mkdocs_briefing.text import joined
from mkdocs_briefing.why.evidence import Evidence, Reason, of_passage, witness

SCHEMA = "briefing-why/1"
_WIDE = 100
_MANY = 12
_END = 4
"""So many characters of an id's end, behind the article's id, are enough if they are unique."""
_ANCHOR = re.compile(r"^[ps]-")
"""What stands before an id in the address of a passage or a card."""
_FOLD = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛", "'") | dict.fromkeys("‐‑‒–—", "-"))
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_KINDS = {
    "direct": "quoted",
    "mixed": "partly quoted",
    "indirect": "told in the article's words",
    "narrated": "the article itself says",
}


class NotFoundError(LookupError):
    """Nothing, or too much, is meant; the message is one line that says so."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was asked about: a passage, or a statement with its passages; or a quotation that was left out."""

    evidence: Evidence
    passages: tuple[Passage, ...] = ()
    statement: Statement | None = None
    left_out: LeftOut | None = None


def tell(briefing: Briefing, what: str) -> Told:
    """What ``what`` means: an id of a passage or statement, its unique beginning (also that of its end, behind the
    article's id, and as it stands in an address of a page), or words of one passage.

    Raises `NotFoundError`.
    """
    evidence = Evidence(briefing)
    found = _by_id(evidence, what.strip())
    if found is not None:
        return found
    words = _folded(what)
    having = [p for p in evidence.passages.values() if words and _says(evidence, p, words)]
    attributed = [p for p in having if p.kind != "narrated"] or having
    if len(attributed) == 1:
        return Told(evidence, (attributed[0],))
    if attributed:
        raise NotFoundError(f"{len(attributed)} passages have these words; give an id: {_ids(attributed)}")
    for one in briefing.left_out:
        text = evidence.articles[one.article].text if one.article in evidence.articles else ""
        if words and words in _folded(text[slice(*one.span)]):
            return Told(evidence, left_out=one)
    raise NotFoundError(f"no passage or statement has the id or the words “{plain(what)[:80]}”; copy them from a page")


def _by_id(evidence: Evidence, ident: str) -> Told | None:
    both: dict[str, Passage | Statement] = {**evidence.passages, **evidence.statements}
    keys = [ident] if ident in both else [key for key in both if ident and key.startswith(ident)]
    if not keys and (anchor := _ANCHOR.sub("", ident)):
        keys = [key for key in both if key.startswith(anchor)] if anchor != ident else []
        keys = keys or [key for key in both if len(ident) >= _END and key.rpartition("-")[2].startswith(ident)]
    if not keys:
        return None
    if len(keys) > 1:
        some = ", ".join(sorted(keys)[:_MANY]) + (" …" if len(keys) > _MANY else "")
        raise NotFoundError(f"{len(keys)} ids begin with “{ident}”; write more of it: {some}")
    found = both[keys[0]]
    if isinstance(found, Passage):
        return Told(evidence, (found,))
    passages = [evidence.passages[w.passage] for w in found.witnesses if w.passage in evidence.passages]
    return Told(evidence, tuple(passages), found)


def _says(evidence: Evidence, passage: Passage, words: str) -> bool:
    """Whether a passage has these folded words, with what stands between its parts or without."""
    whole = evidence.articles[passage.article].text[passage.content[0][0] : passage.content[-1][1]]
    return words in _folded(whole) or words in _folded(_content(evidence, passage))


def _content(evidence: Evidence, passage: Passage) -> str:
    return joined(evidence.articles[passage.article].text, passage.content)


def _folded(words: str) -> str:
    return " ".join(words.translate(_FOLD).casefold().split()).strip(" \"'")


def _ids(passages: Iterable[Passage]) -> str:
    keys = sorted(p.id for p in passages)
    return ", ".join(keys[:_MANY]) + (" …" if len(keys) > _MANY else "")


def plain(text: str) -> str:
    """Words in one line, what a terminal would act on shown as U+FFFD."""
    return _UNSEEN.sub("\ufffd", " ".join(text.split()))


# ---------------------------------------------------------------------------------------------------- in words


def shown(told: Told) -> str:
    """All that is known of what was asked about, as lines of text."""
    lines: list[str] = []
    if told.left_out is not None:
        article = told.evidence.articles[told.left_out.article]
        words = plain(article.text[slice(*told.left_out.span)])
        lines += [f"left out: {told.left_out.reason}", *_wrapped(f"{plain(article.label)}: {words}", "  ")]
    if told.statement is not None:
        count = len({p.article for p in told.passages})
        lines += [f"statement {told.statement.id}: {len(told.passages)} passages in {count} articles", ""]
    for passage in told.passages:
        lines += [*_passage(told.evidence, passage, told.statement), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _passage(evidence: Evidence, passage: Passage, statement: Statement | None) -> list[str]:
    article = evidence.articles[passage.article]
    head = f"{passage.id}   {plain(evidence.where(passage))} ({plain(article.file)}, characters"
    lines = [f"{head} {passage.content[0][0]}–{passage.content[-1][1]})"]
    lines += _wrapped(plain(_content(evidence, passage)), "  ")
    shown_ = {w.passage: w for w in statement.witnesses}.get(passage.id) if statement is not None else None
    if statement is not None and shown_ is not None:
        lines += _row("here", [witness(statement, shown_)])
    for reason in of_passage(evidence, passage):
        if not (statement is not None and reason.about == "statement" and reason.gave == statement.id):
            lines += _row(reason.about, _parts(evidence, passage, reason))
    return lines


def _parts(evidence: Evidence, passage: Passage, reason: Reason) -> list[str]:
    """What was given, the printed words that it rests on, and why."""
    text = evidence.articles[passage.article].text
    gave = _KINDS[passage.kind] if reason.about == "kind" else plain(reason.gave)
    words = "" if reason.about in ("kind", "statement") else ", ".join(f"“{plain(text[a:b])}”" for a, b in reason.spans)
    return [part for part in (gave, words, plain(reason.because)) if part]


def _row(name: str, parts: Sequence[str]) -> list[str]:
    body = _wrapped("; ".join(parts), " " * 16)
    return [f"  {name:14s}{body[0].lstrip()}", *body[1:]] if body else []


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDE, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


# ----------------------------------------------------------------------------------------------------- as data


def as_data(told: Told) -> dict[str, Any]:
    """The same as plain lists and mappings."""
    left = told.left_out
    return {
        "schema": SCHEMA,
        "statement": None if told.statement is None else told.statement.id,
        "passages": [
            {
                "id": p.id,
                "article": p.article,
                "where": told.evidence.where(p),
                "text": _content(told.evidence, p),
                "why": [reason_data(reason) for reason in of_passage(told.evidence, p)],
            }
            for p in told.passages
        ],
        "left_out": None if left is None else {"article": left.article, "span": list(left.span), "reason": left.reason},
    }


def reason_data(reason: Reason) -> dict[str, Any]:
    """A reason with its members by name."""
    return {
        "about": reason.about,
        "gave": reason.gave,
        "because": reason.because,
        "spans": [list(span) for span in reason.spans],
    }
