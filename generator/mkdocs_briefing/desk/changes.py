"""What one briefing has that another has not: two results of `briefing json`, compared by passages and statements.

A passage is the same when its id is, or when the article of the same file has the same words once in both: an edit
elsewhere in an article moves a passage and loses nothing. A statement is known when one of its witnesses was a
witness before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

JSON = Mapping[str, Any]
_Part = tuple[tuple[int, int], ...]


STATES = {
    "exact": "applied",
    "moved": "applied, the article has changed",
    "changed": "not applied, its words have changed",
    "lost": "not applied, its words are not found",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A passage in words: where it stands, who is reported to have said it, and its words."""

    place: str
    speaker: str | None
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class Widened:
    """A known statement with what is new about it."""

    statement: Said
    witnesses: tuple[Said, ...]
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """A passage that is gone, and why."""

    passage: Said
    why: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction that is new, gone, or in another state than before."""

    target: str
    action: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed, each list in the order of the new briefing (of the old one for what is lost)."""

    articles: tuple[tuple[str, str], ...] = ()
    """(file, "added", "removed" or "changed")."""
    statements: tuple[Said, ...] = ()
    widened: tuple[Widened, ...] = ()
    joined: tuple[tuple[Said, int], ...] = ()
    """Statements that were several before, and how many."""
    parted: tuple[tuple[Said, int], ...] = ()
    """Statements that are several now, as they were, and how many."""
    lost: tuple[Lost, ...] = ()
    corrections: tuple[Corrected, ...] = ()
    problems: tuple[str, ...] = ()
    """Problems that were not told before, one line each."""
    differences: int = 0
    """Difference candidates that were not listed before."""

    def __bool__(self) -> bool:
        return any((self.articles, self.statements, self.widened, self.joined, self.parted, self.lost)) or bool(
            self.corrections or self.problems or self.differences
        )


class FormError(ValueError):
    """A document is no result of `briefing json`."""


def checked(document: Any, name: str) -> JSON:
    """The document, if it is one of ``briefing json``; raises `FormError` with one line that names it."""
    if not isinstance(document, dict) or not str(document.get("schema", "")).startswith("briefing/1"):
        raise FormError(f"{name}: is no result of “briefing json”; write one with “briefing json -o {name}”")
    lists = ("articles", "speakers", "passages", "statements")
    if not all(isinstance(document.get(key), list) for key in lists):
        raise FormError(f"{name}: lacks one of {', '.join(lists)}; write it again with “briefing json -o {name}”")
    return document


EMPTY: JSON = {"schema": "briefing/1", "articles": [], "speakers": [], "passages": [], "statements": []}


def compare(old: JSON, new: JSON) -> Changes:
    """What ``new`` has and ``old`` has not, and the other way round for passages. Both are `checked`.

    Raises ``KeyError`` or ``TypeError`` for a document that breaks off inside its lists.
    """
    before, after = _Side(old), _Side(new)
    same = _same(before, after)
    back = {value: key for key, value in same.items()}
    statements, widened, joined = [], [], []
    heirs: dict[str, list[str]] = defaultdict(list)
    for statement in new["statements"]:
        keys = [w["passage"] for w in statement["witnesses"]]
        parts = [(back[w["passage"]], after.part(w)) for w in statement["witnesses"] if w["passage"] in back]
        known = list(dict.fromkeys(s for key, part in parts for s in before.having(key, part)))
        base = after.said(statement["base"])
        if not known:
            statements.append(base)
            continue
        for key in known:
            heirs[key].append(statement["id"])
        there = {same.get(w["passage"]) for key in known for w in before.statements[key]["witnesses"]}
        fresh = [after.said(key) for key in dict.fromkeys(keys) if key not in there]
        had = {text for key in known for text in _readings(before.statements[key])}
        read = [text for text in _readings(statement) if text not in had]
        if fresh or read:
            widened.append(Widened(base, tuple(fresh), tuple(read)))
        if len(known) > 1:
            joined.append((base, len(known)))
    parted = [
        (before.said(before.statements[key]["base"]), len(now)) for key, now in heirs.items() if len(set(now)) > 1
    ]
    return Changes(
        articles=_articles(before, after),
        statements=tuple(statements),
        widened=tuple(widened),
        joined=tuple(joined),
        parted=tuple(parted),
        lost=tuple(
            Lost(before.said(key), _why(passage, before, after))
            for key, passage in before.passages.items()
            if passage["kind"] != "narrated" and key not in same
        ),
        corrections=_corrections(old, new),
        problems=_problems(old, new),
        differences=len(_differences(new) - _differences(old)),
    )


class _Side:
    """One of the two documents, by id."""

    def __init__(self, document: JSON) -> None:
        self.document = document
        self.articles: dict[str, JSON] = {a["id"]: a for a in document["articles"]}
        self.files: dict[str, JSON] = {a["file"]: a for a in document["articles"]}
        self.passages: dict[str, JSON] = {p["id"]: p for p in document["passages"]}
        self.statements: dict[str, JSON] = {s["id"]: s for s in document["statements"]}
        self.of: dict[str, list[tuple[str, _Part]]] = defaultdict(list)
        for statement in document["statements"]:
            for witness in statement["witnesses"]:
                self.of[witness["passage"]].append((statement["id"], self.part(witness)))

    def part(self, witness: JSON) -> _Part:
        """Where in its passage a witness stands, counted from the passage's beginning; nothing is the whole of it."""
        start = self.passages[witness["passage"]]["content"][0][0]
        return tuple((a - start, b - start) for a, b in witness.get("spans", ()))

    def having(self, passage: str, part: _Part) -> list[str]:
        """Ids of the statements that have a passage as a witness with the same part of it, by half of the shorter."""
        return [key for key, other in self.of.get(passage, ()) if _alike(part, other)]

    def said(self, key: str) -> Said:
        passage = self.passages[key]
        article = self.articles[passage["article"]]
        name = article.get("label") or article["id"]
        number = passage.get("paragraph")
        place = f"{name}, {passage['block']}" if number is None else f"{name}, paragraph {number}"
        return Said(place, passage["speaker"]["name"], " ".join(passage["text"].split()), passage["kind"])

    def words(self, key: str) -> tuple[str, str]:
        passage = self.passages[key]
        return self.articles[passage["article"]]["file"], " ".join(passage["text"].split())


def _alike(one: _Part, other: _Part) -> bool:
    if not one or not other:
        return True
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
    return 2 * shared >= min(sum(b - a for a, b in one), sum(d - c for c, d in other))


def _same(before: _Side, after: _Side) -> dict[str, str]:
    """Old passage id -> new passage id of the same passage."""
    same = {key: key for key in before.passages if key in after.passages}
    old = Counter(before.words(key) for key in before.passages if key not in same)
    new: dict[tuple[str, str], list[str]] = defaultdict(list)
    taken = set(same.values())
    for key in after.passages:
        if key not in taken:
            new[after.words(key)].append(key)
    for key in before.passages:
        if key not in same and old[before.words(key)] == 1 and len(new[before.words(key)]) == 1:
            same[key] = new[before.words(key)][0]
    return same


def _readings(statement: JSON) -> list[str]:
    """Each place of variation as ``kind: reading / reading``; the readings are in order of their text."""
    return [
        f"{v['kind']}: " + " / ".join(" ".join(r["text"].split()) or "–" for r in v["readings"])
        for v in statement.get("variations", [])
    ]


def _articles(before: _Side, after: _Side) -> tuple[tuple[str, str], ...]:
    found = [(file, "removed") for file in before.files if file not in after.files]
    for file, article in after.files.items():
        if file not in before.files:
            found.append((file, "added"))
        elif before.files[file]["sha256"] != article["sha256"]:
            found.append((file, "changed"))
    return tuple(sorted(found))


def _why(passage: JSON, before: _Side, after: _Side) -> str:
    """Why a passage is gone, from a fixed list."""
    article = before.articles[passage["article"]]
    now = after.files.get(article["file"])
    if now is None:
        moved = any(a["sha256"] == article["sha256"] for a in after.files.values())
        return "its article has another name now" if moved else "its article is no longer there"
    if now["sha256"] != article["sha256"]:
        return "its article has changed"
    spans = {tuple(span) for span in passage["content"]}
    for left in after.document.get("left_out", ()):
        if left["article"] == now["id"] and tuple(left["span"]) in spans:
            return f"left out now: {left['reason']}"
    return "no longer found: settings, corrections or the program have changed"


def _corrections(old: JSON, new: JSON) -> tuple[Corrected, ...]:
    def by_key(document: JSON) -> dict[tuple[str, str, str], str]:
        return {
            (str(c["target"]), str(c["action"]), str(c.get("value"))): str(c.get("state") or "applied")
            for c in document.get("corrections", ())
        }

    had, have = by_key(old), by_key(new)
    keys = [*have, *(key for key in had if key not in have)]
    return tuple(
        Corrected(target, action, had.get(key), have.get(key))
        for key in keys
        for target, action, _ in [key]
        if had.get(key) != have.get(key)
    )


def _problems(old: JSON, new: JSON) -> tuple[str, ...]:
    def told(document: JSON) -> list[tuple[str, str]]:
        return [(str(p["file"]), str(p["message"])) for p in document.get("problems", ())]

    had = set(told(old))
    return tuple(f"{file}: {message}" for file, message in dict.fromkeys(told(new)) if (file, message) not in had)


def _differences(document: JSON) -> set[tuple[str, tuple[str, ...]]]:
    """Difference candidates by kind and by what each passage has, so that ids which moved make no new one."""
    return {
        (str(d["kind"]), tuple(sorted(str(r["text"]) for r in d.get("readings", ()))))
        for d in document.get("differences", ())
    }


# ------------------------------------------------------------------------------------------------ as Markdown

MOST = 40
"""Entries of one list in a summary; the rest is counted."""
_LONG = 240


def markdown(changes: Changes, title: str = "What changes in the briefing") -> str:
    """The changes as Markdown for a job summary; every word of an article, a file name or a setting is escaped."""
    lines = [f"## {title}", ""]
    if not changes:
        return "\n".join([*lines, "Nothing that readers see.", ""])
    lines += [_figures(changes), ""]
    _list(lines, "Articles", [f"{literal(file)}: {what}" for file, what in changes.articles])
    _list(lines, "New statements", [_said(said) for said in changes.statements])
    _list(lines, "New witnesses and readings of known statements", [_widened(w) for w in changes.widened])
    _list(lines, "Several before, one statement now", [f"{_said(s)} (was {n})" for s, n in changes.joined])
    _list(lines, "One before, several statements now", [f"{_said(s)} (now {n})" for s, n in changes.parted])
    _list(lines, "Passages lost", [f"{_said(lost.passage)} — {literal(lost.why)}" for lost in changes.lost])
    _list(lines, "Corrections", [_corrected(c) for c in changes.corrections])
    _list(lines, "New problems", [literal(line) for line in changes.problems])
    if changes.differences:
        lines += [f"{changes.differences} new difference candidates: see `briefing review`.", ""]
    return "\n".join(lines)


def _figures(changes: Changes) -> str:
    witnesses = sum(len(w.witnesses) for w in changes.widened)
    readings = sum(len(w.readings) for w in changes.widened)
    rows = [
        ("new statements", len(changes.statements)),
        ("new witnesses of known statements", witnesses),
        ("new readings", readings),
        ("passages lost", len(changes.lost)),
        ("corrections in another state", len(changes.corrections)),
        ("new problems", len(changes.problems)),
    ]
    head = "| what | how many |\n| --- | --- |\n"
    return head + "\n".join(f"| {what} | {count:,} |" for what, count in rows)


def _list(lines: list[str], title: str, entries: Sequence[str]) -> None:
    if not entries:
        return
    lines += [f"### {title}", ""]
    lines += [f"- {entry}" for entry in entries[:MOST]]
    if len(entries) > MOST:
        lines.append(f"- and {len(entries) - MOST:,} more")
    lines.append("")


def _said(said: Said) -> str:
    who = said.speaker or "speaker not resolved"
    return f"{literal(said.place)}: {literal(_clipped(said.words))} ({literal(who)}{_form(said.kind)})"


def _form(kind: str) -> str:
    words = {"direct": "quoted", "mixed": "partly quoted", "indirect": "told in the article's words"}
    return f", {words[kind]}" if kind in words else ""


def _widened(widened: Widened) -> str:
    lines = [_said(widened.statement)]
    lines += [f"    - witness: {_said(said)}" for said in widened.witnesses]
    lines += [f"    - reading: {literal(_clipped(text))}" for text in widened.readings]
    return "\n".join(lines)


def _corrected(corrected: Corrected) -> str:
    before, after = (STATES.get(state or "", state) for state in (corrected.before, corrected.after))
    if not after:
        told = "taken out of the file"
    elif not before:
        told = f"new, {after}"
    else:
        told = f"was {before}, now {after}"
    return f"{literal(corrected.action)} on {literal(corrected.target)}: {literal(told)}"


def _clipped(text: str) -> str:
    return text if len(text) <= _LONG else text[: _LONG - 1].rpartition(" ")[0] + "…"


def literal(text: str) -> str:
    """Text as Markdown that shows just that: no markup, no link, no mention, no command, one line."""
    from mkdocs_briefing.pages.markup import visible

    return "".join(c if c.isalnum() or not c.isascii() or c in " ,'" else f"&#{ord(c)};" for c in visible(text))


def lines_of(changes: Changes) -> Iterable[str]:
    """The changes in figures, one a line, for a log."""
    for row in _figures(changes).splitlines()[2:]:
        what, count = row.strip("| ").split(" | ")
        yield f"{what}: {count}"
