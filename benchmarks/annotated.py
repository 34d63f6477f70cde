"""Score attribution on the invented news items in ``tests/attribution/news``: what is found, and who is named.

``python benchmarks/annotated.py [open|aside] [--errors] [--write]``. An item is a YAML file (its README says how it is
read); each goes the whole way of an article, from a file to passages. Errors are shown for the open set alone: the set
kept aside is not looked at while rules are changed. Bounds lie in ``bounds.yml`` beside the sets and only tighten.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mkdocs_briefing.attribution import attribute
from mkdocs_briefing.model import Article, Passage, Span
from mkdocs_briefing.reading import read_folder

NEWS = Path(__file__).resolve().parents[1] / "tests/attribution/news"
WORD = re.compile(r"\w+(?:[.,'’\-]\w+)*")
BOUNDS = NEWS / "bounds.yml"
SETS = ("open", "aside")
SLACK = 0.01
"""One statement of a set: processors round the tagger's last digits differently, and one span may turn."""

ATTRIBUTED = ("direct", "mixed", "indirect")


@dataclass(frozen=True, slots=True)
class Item:
    """An annotated news item; each statement as in its file, with the ``spans`` of its words."""

    name: str
    text: str
    statements: tuple[dict[str, Any], ...]
    refused: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement of an item and the passage found for it, if one was; or a passage that no statement asks for."""

    item: Item
    article: Article
    statement: dict[str, Any] | None
    passage: Passage | None


def items(folder: Path) -> list[Item]:
    """The items of a folder by name. Raises ``ValueError`` with the file's name where words are not in the text."""
    return [_item(path) for path in sorted(folder.glob("*.yml"))]


def _item(path: Path) -> Item:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    text: str = data["text"]
    statements = tuple({**one, "spans": _found(path, text, one)} for one in data["statements"])
    refused = tuple(_place(path, text, words, 0) for words in data.get("not") or ())
    return Item(path.stem, text, statements, refused)


def _found(path: Path, text: str, statement: dict[str, Any]) -> tuple[Span, ...]:
    spans: list[Span] = []
    after = 0
    for words in statement["words"]:
        turns = statement.get("nth", 1) if not spans else 1
        for _ in range(turns):
            span = _place(path, text, words, after)
            after = span[0] + 1
        after = span[1]
        spans.append(span)
    return tuple(spans)


def _place(path: Path, text: str, words: str, after: int) -> Span:
    at = text.find(words, after)
    if at < 0:
        raise ValueError(f"{path.name}: “{words}” is not in the text")
    return at, at + len(words)


def pairs(some: Sequence[Item]) -> Iterator[Pair]:
    """Statements matched one to one with passages: best shared words first, at least half of what either holds."""
    with tempfile.TemporaryDirectory() as folder:
        for item in some:
            (Path(folder) / f"{item.name}.txt").write_text(item.text, encoding="utf-8", newline="")
        articles = {Path(a.file).stem: a for a in read_folder(Path(folder))[0]}
    for item in some:
        article = articles[item.name]
        passages = [p for p in attribute(article).passages if p.kind in ATTRIBUTED]
        yield from _matched(item, article, passages)


def _matched(item: Item, article: Article, passages: list[Passage]) -> Iterator[Pair]:
    gold = [_words(item.text, one["spans"]) for one in item.statements]
    found = [_words(article.text, p.content) for p in passages]
    likely = sorted(
        (-len(g & f) / len(g | f), n, m)
        for n, g in enumerate(gold)
        for m, f in enumerate(found)
        if g & f and len(g & f) / len(g | f) >= 0.5
    )
    taken: dict[int, int] = {}
    for _, n, m in likely:
        if n not in taken and m not in taken.values():
            taken[n] = m
    for n, statement in enumerate(item.statements):
        yield Pair(item, article, statement, passages[taken[n]] if n in taken else None)
    for m, passage in enumerate(passages):
        if m not in taken.values():
            yield Pair(item, article, None, passage)


def _words(text: str, spans: Iterable[Span]) -> set[int]:
    return {m.start() for start, end in spans for m in WORD.finditer(text, start, end)}


def named_right(statement: dict[str, Any], passage: Passage) -> bool:
    """Whether the resolved name is the statement's; "the" before it and letter case do not count."""
    want, got = statement.get("by"), passage.speaker.name
    return _plain(want) == _plain(got)


def _plain(name: str | None) -> str:
    return re.sub(r"^(?:the|a|an|one|two|some) ", "", " ".join(WORD.findall((name or "").lower())))


def figures(every: Sequence[Pair]) -> dict[str, float]:
    """Shares by name; each is of at least one case, or left out."""
    asked = [p for p in every if p.statement is not None]
    met = [p for p in asked if p.passage is not None]
    given = [p for p in every if p.passage is not None and p.passage.confidence != "low"]
    quoted = [p for p in given if p.passage and p.passage.kind != "indirect"]
    high = [p for p in quoted if p.passage and p.passage.confidence == "high"]
    table: dict[str, tuple[int, int]] = {}
    for kinds in (("direct",), ("mixed",), ("indirect",), ATTRIBUTED):
        some = [p for p in asked if p.statement and p.statement["kind"] in kinds]
        label = kinds[0] if len(kinds) == 1 else "all"
        table[f"found {label}"] = sum(p.passage is not None for p in some), len(some)
    table["precision"] = sum(p.statement is not None for p in given), len(given)
    right = [p for p in met if p.statement and p.passage and named_right(p.statement, p.passage)]
    table["named right"] = len(right), len(met)
    worked_out = [p for p in met if p.statement and p.statement["as"] in ("pronoun", "role")]
    table["named right, pronoun and role"] = sum(p in right for p in worked_out), len(worked_out)
    wrong = [p for p in met if p not in right and p.passage and p.passage.speaker.name is not None]
    table["named wrong"] = len(wrong), len(met)
    table["manner right"] = (
        sum(bool(p.statement and p.passage and p.statement.get("manner", "said") == p.passage.manner) for p in met),
        len(met),
    )
    chained = [p for p in met if p.statement and p.statement.get("chain")]
    table["chain right"] = sum(_chained(p) for p in chained), len(chained)
    table["high of quoted"] = len(high), len(quoted)
    table["high right"] = sum(p in right for p in high), len(high)
    table["refused taken"] = (
        sum(_refused(p) for p in every if p.passage is not None),
        sum({p.item.name: len(p.item.refused) for p in every}.values()),
    )
    return {name: part / whole for name, (part, whole) in table.items() if whole}


def _chained(pair: Pair) -> bool:
    """Whether every link of a statement is in the passage's chain, by its name or as printed ("the Post newspaper")."""
    assert pair.statement is not None
    assert pair.passage is not None
    links = [link.name for link in pair.passage.chain]
    links += [pair.article.text[slice(*link.span)] for link in pair.passage.chain if link.span]
    held = [set(_plain(name).split()) for name in links]
    return all(
        any(h <= w or w <= h for h in held if h) for w in (set(_plain(n).split()) for n in pair.statement["chain"])
    )


def _refused(pair: Pair) -> bool:
    assert pair.passage is not None
    held = _words(pair.article.text, pair.passage.content)
    return any(len(held & _words(pair.item.text, (span,))) > 0.5 * len(held) for span in pair.item.refused)


def told(pair: Pair) -> str | None:
    """A line on what is wrong with a pair, or ``None``."""
    text = pair.item.text
    if pair.passage is None and pair.statement is not None:
        return (
            f"{pair.item.name}: missed {pair.statement['words']} by {pair.statement.get('by')} ({pair.statement['as']})"
        )
    if pair.passage is None:
        return None
    words = " | ".join(text[s:e] for s, e in pair.passage.content)
    if pair.statement is None:
        return f"{pair.item.name}: extra {words!r} by {pair.passage.speaker.name} [{pair.passage.rule}]"
    if not named_right(pair.statement, pair.passage):
        printed = pair.statement.get("printed")
        wanted, name, rule = pair.statement.get("by"), pair.passage.speaker.name, pair.passage.rule
        return f"{pair.item.name}: {words[:70]!r} {printed!r} is {wanted}, not {name} [{rule}]"
    return None


def bounded(folder: str) -> dict[str, tuple[str, float]]:
    """The floors and ceilings of a set by figure, as ("at least" or "at most", bound)."""
    bounds = yaml.safe_load(BOUNDS.read_text(encoding="utf-8"))[folder]
    return {name: (side, float(bound)) for side, some in bounds.items() for name, bound in some.items()}


def misses(folder: str, reached: dict[str, float]) -> list[str]:
    """One line for each figure of a set that is beyond its bound, or was not measured."""
    found = []
    for name, (side, bound) in bounded(folder).items():
        got = reached.get(name)
        if got is None:
            found.append(f"{folder}: {name} was not measured")
        elif (got < bound - SLACK) if side == "at least" else (got > bound + SLACK):
            found.append(f"{folder}: {name} is {got:.3f}, {side} {bound:.3f} is asked")
    return found


def tightened(folder: str, reached: dict[str, float]) -> dict[str, dict[str, float]]:
    """The bounds of a set moved to what is reached, where that is better; floors are cut, ceilings rounded up."""
    new: dict[str, dict[str, float]] = {"at least": {}, "at most": {}}
    for name, (side, bound) in bounded(folder).items():
        low, high = math.floor(reached[name] * 1000) / 1000, math.ceil(reached[name] * 1000) / 1000
        new[side][name] = max(bound, low) if side == "at least" else min(bound, high)
    return new


def main() -> int:
    """Print the figures of the sets; 1 when one is beyond its bound."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", choices=SETS)
    parser.add_argument("--errors", action="store_true", help="show what went wrong in the open set")
    parser.add_argument("--write", action="store_true", help="tighten the bounds to what is reached")
    options = parser.parse_args()
    bounds = yaml.safe_load(BOUNDS.read_text(encoding="utf-8"))
    missed: list[str] = []
    for folder in [options.folder] if options.folder else SETS:
        every = list(pairs(items(NEWS / folder)))
        reached = figures(every)
        asked = sum(p.statement is not None for p in every)
        print(f"{folder}: {len({p.item.name for p in every})} items, {asked} statements")
        for name, share in reached.items():
            side, bound = bounded(folder).get(name, ("", 0.0))
            print(f"  {name:32s} {share:.3f}" + (f"  {side} {bound:.3f}" if side else ""))
        missed += misses(folder, reached)
        if options.errors and folder == "open":
            print(*(line for p in every if (line := told(p))), sep="\n")
        if options.write and not misses(folder, reached):
            bounds[folder] = tightened(folder, reached)
    if options.write:
        BOUNDS.write_text(yaml.safe_dump(bounds, sort_keys=False), encoding="utf-8")
    print("\n".join(missed) if missed else "every bound holds")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
