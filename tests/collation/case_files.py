"""Cases of collation as text that a person can read and add to; ``cases/README.md`` says how a case is written."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_briefing.model import Article, Block, Collated, Link, Passage, PassageKind, Span, Speaker, Statement

FOLDER = Path(__file__).with_name("cases")
SIGNS = {"=": "statements", "~": "variations", "?": "differences", "!": "near misses", '"': "boundary"}
NONE = "none"

_LINE = re.compile(r"(\w+)(?: (\d{4}-\d\d-\d\d))? ([^:@]+?)(?: @ ([^:]+?))?(?: via ([^:]+?))?: (.*)")
_MARKED = re.compile(r"“([^”]*)”")


@dataclass(frozen=True, slots=True)
class Case:
    """One case: what is reported, and what is expected under each sign that the case uses."""

    title: str
    lines: tuple[str, ...]
    expected: dict[str, list[str]] = field(default_factory=dict)


def cases(name: str) -> list[Case]:
    """The cases of one file of the folder. Raises ``ValueError`` for a line that is none of a case."""
    found: list[Case] = []
    title: str = ""
    lines: list[str] = []
    expected: dict[str, list[str]] = defaultdict(list)
    for number, line in enumerate([*(FOLDER / name).read_text(encoding="utf-8").splitlines(), "# "], 1):
        if line.startswith("# "):
            if lines:
                found.append(Case(title, tuple(lines), {k: [v for v in vs if v != NONE] for k, vs in expected.items()}))
            title, lines, expected = line[2:], [], defaultdict(list)
        elif line[:2] in {f"{sign} " for sign in SIGNS}:
            expected[SIGNS[line[0]]].append(line[2:])
        elif _LINE.fullmatch(line):
            lines.append(line)
        elif line.strip() and not line.startswith("#:"):
            raise ValueError(f"{name}, line {number}: not a line of a case: {line}")
    return found


def told(*lines: str) -> tuple[list[Article], list[Passage]]:
    """Articles and passages of the lines; the n-th passage of article A is called ``A1``, ``A2`` … by ``called``."""
    texts: dict[str, str] = defaultdict(str)
    dates: dict[str, str | None] = {}
    passages: list[Passage] = []
    for line in lines:
        found = _LINE.fullmatch(line)
        assert found, line
        article, published, who, when, via, words = found.groups()
        dates[article] = published or dates.get(article)
        start = len(texts[article])
        quoted = tuple((start + m.start(1), start + m.end(1)) for m in _MARKED.finditer(words))
        whole = bool(re.fullmatch(r"“[^”]*”(?: “[^”]*”)*", words))
        told_by_nobody = who == "-" and not quoted
        kind: PassageKind = "narrated" if told_by_nobody else "direct" if whole else "mixed" if quoted else "indirect"
        content = (start, start + len(words))
        texts[article] += words
        at = None
        if when:
            at = (len(texts[article]) + 1, len(texts[article]) + 1 + len(when))
            texts[article] += " " + when
        texts[article] += "\n\n"
        chain = (Link(via, "translator" if "translator" in via else "agency", None),) if via else ()
        slug = None if who == "-" else who.lower().replace(" ", "-")
        speaker = Speaker(None if who == "-" else who, slug, as_="none" if who == "-" else "name")
        ident = f"{article}-{hashlib.sha256(f'{who} {when} {via} {words}'.encode()).hexdigest()[:8]}"
        passages.append(
            Passage(
                ident, article, kind, "body", 1, (content,), quoted, content, speaker, when=at, chain=chain, rule="test"
            )
        )
    articles = [
        Article(
            a, a + ".txt", hashlib.sha256(t.encode()).hexdigest(), t, label=a, published=dates[a],
            blocks=(Block("body", 0, len(t), 1),),
        )
        for a, t in texts.items()
    ]  # fmt: skip
    return articles, passages


def called(passages: list[Passage]) -> dict[str, str]:
    """The short names of passages, by id."""
    count: dict[str, int] = defaultdict(int)
    names = {}
    for p in passages:
        count[p.article] += 1
        names[p.id] = f"{p.article}{count[p.article]}"
    return names


def shown(collated: Collated, articles: list[Article], passages: list[Passage]) -> dict[str, list[str]]:
    """What was found, written as a case writes it, under each sign."""
    names, owner = called(passages), {p.id: p.article for p in passages}
    text = {a.id: a.text for a in articles}
    differences = []
    for d in collated.differences:
        some = sorted(f"{text[owner[p]][slice(*s)]} {names[p]}" for p, s in zip(d.passages, d.spans, strict=True))
        differences.append(f"{d.kind}: {' / '.join(some)}")
    near = [f"{' '.join(sorted(names[p] for p in m.passages))}: {m.speaks_against}" for m in collated.near_misses]
    several = [s for s in (*collated.statements, *collated.reports) if len(s.witnesses) > 1]
    return {
        "statements": sorted(" ".join(sorted(names[w.passage] for w in s.witnesses)) for s in several),
        "variations": [line for s in collated.statements for line in variations_of(s, names)],
        "differences": sorted(differences),
        "near misses": sorted(near),
        "boundary": [line for s in collated.statements for line in boundary_of(s, text, owner, names)],
    }


def boundary_of(statement: Statement, text: dict[str, str], owner: dict[str, str], names: dict[str, str]) -> list[str]:
    """The words inside marks as ``everywhere: …``, ``told A1: …``, ``added A1: …``, stretches parted by ``|``."""
    if statement.boundary is None:
        return []

    def words(passage: str, spans: tuple[Span, ...]) -> str:
        return " | ".join(text[owner[passage]][slice(*span)] for span in spans) or "–"

    found = [f"everywhere: {words(statement.base, statement.boundary.everywhere)}"]
    for name in ("told", "added"):
        rows = getattr(statement.boundary, name)
        found += sorted(f"{name} {names[passage]}: {words(passage, spans)}" for passage, spans in rows)
    return found


def variations_of(statement: Statement, names: dict[str, str]) -> list[str]:
    """Variations as ``word: began A1 / has risen to B1``; nothing there is ``–``."""
    return [
        f"{v.kind}: "
        + " / ".join(f"{r.text or '–'} {' '.join(sorted(names[p] for p in r.passages))}" for r in v.readings)
        for v in statement.variations
    ]
