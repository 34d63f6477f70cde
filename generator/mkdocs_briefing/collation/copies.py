"""Articles that print one text: the same, nearly the same, or one that an agency gave to several.

Words are compared, not meaning: a *run* is so many words in a row, and what two articles share is the words that lie in
common runs. Words inside quotation marks count for the text as a whole but prove nothing by themselves, because two
papers may print the same speech: the share outside the marks must be large too. Nothing is dropped here.

An index of all runs gives the pairs worth a look; runs of very many articles (a paper's own boilerplate) do not make a
pair. Neither the order nor the names of files count.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_briefing.model import Article, Copy, CopyKind, Line, Passage, Statement
from mkdocs_briefing.text import words

_RUN = 6
_NEAR = 0.7
"""Near: so much of the longer one's words is in both. Below, it is another text with the same source."""
_SYNDICATED = 0.5
"""Syndicated: so much of the shorter one's words is in both, inside and outside quotation marks alike."""
_CREDITED = 0.25
"""So much is enough where both credit one agency."""
_FEWEST = 40
"""Articles with fewer words are compared as wholes only: short notices are alike by nature."""
_OWN = 25
"""So many words outside quotation marks must be in both: a text that only quotes is not compared."""
_FIRST_LOOK = 0.12
"""Pairs below this share of runs are not looked at again."""
_COMMON = 60
"""A run in more articles than this makes no pair by itself, unless these are most of all articles."""
# No mark of the same kind inside: a text of nothing but opening marks then costs its length.
_QUOTED = re.compile(
    r"“[^“”]{1,2000}”|«[^«»]{1,2000}»|„[^„“”]{1,2000}[“”]|\"[^\"\n]{1,2000}\"|(?<!\w)‘[^‘’\n]{1,600}’(?!\w)"
)
_PRINTED = ("headline", "lead", "body")


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of an article, which of them stand outside quotation marks, and the numbers of the runs they begin."""

    article: Article
    words: tuple[str, ...]
    outside: tuple[bool, ...]
    runs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Shared:
    """What two articles share: of the longer, of the shorter, and of the shorter outside quotation marks (0 to 1)."""

    longer: float
    shorter: float
    outside: float
    own: int


Pair = tuple[int, int]


def find_copies(articles: Sequence[Article]) -> tuple[Copy, ...]:
    """Groups of articles that print one text, the surest kind first; each with its evidence in one line.

    In: articles with blocks and labels, in any order. An article may be in several groups. Raises nothing.
    """
    numbers: dict[tuple[str, ...], int] = {}
    texts = [_text(article, numbers) for article in sorted(articles, key=lambda a: (a.text_sha256, a.id))]
    groups = _same(texts)
    firsts = [group[0] for group in groups]
    found = [_copy([texts[n] for n in group], "exact", 1.0) for group in groups if len(group) > 1]
    shared = {pair: _compared(texts[pair[0]], texts[pair[1]]) for pair in _pairs(texts, firsts)}
    kinds = {pair: kind for pair, some in shared.items() if (kind := _kind(some, texts, pair)) is not None}
    of = {group[0]: group for group in groups}
    for members, kind, share in _grouped(kinds, shared):
        found.append(_copy([texts[n] for first in members for n in of[first]], kind, share))
    rank = ("exact", "near", "syndicated")
    return tuple(sorted(found, key=lambda c: (rank.index(c.kind), -c.share, c.articles)))


def copy_lines(copied: Iterable[Copy], statements: Iterable[Statement], passages: Iterable[Passage]) -> list[Line]:
    """For each group of copies, the passages of statements that several of its articles report, as one line."""
    article_of = {p.id: p.article for p in passages}
    held = [(s, [w.passage for w in s.witnesses]) for s in statements]
    out: list[Line] = []
    for copy in copied:
        those = set(copy.articles)
        found: set[str] = set()
        for _, witnesses in held:
            inside = [p for p in witnesses if article_of[p] in those]
            if len({article_of[p] for p in inside}) > 1:
                found.update(inside)
        if found:
            mark = hashlib.sha256(" ".join((copy.kind, *sorted(found))).encode()).hexdigest()[:8]
            out.append(Line(f"line-copy-{mark}", _LABELS[copy.kind], tuple(sorted(found)), copy.evidence))
    return out


_LABELS: Mapping[CopyKind, str] = {
    "exact": "the same text",
    "near": "nearly the same text",
    "syndicated": "one text given to several",
}


def _text(article: Article, numbers: dict[tuple[str, ...], int]) -> _Text:
    blocks = [(b.start, b.end) for b in article.blocks if b.kind in _PRINTED] or [(0, len(article.text))]
    row: list[str] = []
    outside: list[bool] = []
    for start, end in blocks:
        marked = [m.span() for m in _QUOTED.finditer(article.text, start, end)]
        at = 0
        for word in words(article.text, start, end):
            while at < len(marked) and marked[at][1] <= word.start:
                at += 1
            row.append(word.lower)
            outside.append(not (at < len(marked) and marked[at][0] < word.end))
    runs = tuple(numbers.setdefault(tuple(row[n : n + _RUN]), len(numbers)) for n in range(len(row) - _RUN + 1))
    return _Text(article, tuple(row), tuple(outside), runs)


def _same(texts: Sequence[_Text]) -> list[list[int]]:
    """Articles in groups: those of one file's bytes or of one text but for white space together, the others alone."""
    by_key: dict[str, list[int]] = defaultdict(list)
    known: dict[str, str] = {}
    for n, text in enumerate(texts):
        plain = hashlib.sha256(" ".join(text.article.text.split()).encode("utf-8", "replace")).hexdigest()
        # The parts of one file have its hash in common and are articles of their own.
        raw = plain if text.article.part is not None else text.article.sha256
        by_key[known.setdefault(raw, plain)].append(n)
    return list(by_key.values())


def _pairs(texts: Sequence[_Text], firsts: Sequence[int]) -> list[Pair]:
    """Pairs of texts that share enough runs to be worth comparing word by word."""
    long = [n for n in firsts if len(texts[n].words) >= _FEWEST]
    where: dict[int, list[int]] = defaultdict(list)
    for n in long:
        for run in set(texts[n].runs):
            where[run].append(n)
    most = max(_COMMON, len(long) // 2)
    found: list[Pair] = []
    for n in long:
        runs = set(texts[n].runs)
        counts: Counter[int] = Counter()
        for run in runs:
            others = where[run]
            if 1 < len(others) <= most:
                counts.update(others)
        for m, count in counts.items():
            if n < m and count >= _FIRST_LOOK * min(len(runs), len(set(texts[m].runs))):
                found.append((n, m))
    return found


def _compared(one: _Text, other: _Text) -> _Shared:
    common = set(one.runs) & set(other.runs)
    in_one, in_other = _covered(one, common), _covered(other, common)
    shares = sorted(((len(one.words), sum(in_one), one, in_one), (len(other.words), sum(in_other), other, in_other)),
                    key=lambda row: row[:2])  # fmt: skip
    (few, in_few, shorter, covered), (many, in_many, _, _) = shares
    outside = sum(shorter.outside)
    own = sum(inside and out for inside, out in zip(covered, shorter.outside, strict=True))
    return _Shared(in_many / many, in_few / few, own / outside if outside else 0.0, own)


def _covered(text: _Text, common: set[int]) -> list[bool]:
    covered = [False] * len(text.words)
    until = 0
    for n, run in enumerate(text.runs):
        if run in common:
            for m in range(max(n, until), n + _RUN):
                covered[m] = True
            until = n + _RUN
    return covered


def _kind(shared: _Shared, texts: Sequence[_Text], pair: Pair) -> CopyKind | None:
    if shared.own < _OWN:
        return None
    if min(shared.longer, shared.shorter) >= _NEAR and shared.outside >= _NEAR:
        return "near"
    if shared.shorter >= _SYNDICATED and shared.outside >= _SYNDICATED:
        return "syndicated"
    credited = _agencies(texts[pair[0]].article) & _agencies(texts[pair[1]].article)
    if credited and shared.shorter >= _CREDITED and shared.outside >= _CREDITED:
        return "syndicated"
    return None


def _agencies(article: Article) -> set[str]:
    named = [*(credit.name for credit in article.credits), *((article.credit,) if article.credit else ())]
    return {re.sub(r"[\W_]+", " ", name).casefold().strip() for name in named}


def _share(kind: CopyKind, shared: _Shared) -> float:
    return shared.shorter if kind == "syndicated" else min(shared.longer, shared.shorter)


def _grouped(
    kinds: Mapping[Pair, CopyKind], shared: Mapping[Pair, _Shared]
) -> list[tuple[tuple[int, ...], CopyKind, float]]:
    """Pairs as groups in which every two are copies of that kind; a pair that fits no group stands alone."""
    out: list[tuple[tuple[int, ...], CopyKind, float]] = []
    for kind in ("near", "syndicated"):
        of_kind = {pair: _share(kind, shared[pair]) for pair, found in kinds.items() if found == kind}
        home: dict[int, set[int]] = {}
        for pair in sorted(of_kind, key=lambda p: (-of_kind[p], p)):
            first, second = (home.setdefault(n, {n}) for n in pair)
            if first is second or not all((min(a, b), max(a, b)) in of_kind for a in first for b in second):
                continue
            first |= second
            for n in second:
                home[n] = first
        groups = {tuple(sorted(group)) for group in home.values() if len(group) > 1}
        inside = {(a, b) for group in groups for a in group for b in group if a < b}
        groups |= of_kind.keys() - inside
        out.extend(
            (group, kind, min(of_kind[(a, b)] for a in group for b in group if a < b)) for group in sorted(groups)
        )
    return out


def _copy(texts: Sequence[_Text], kind: CopyKind, share: float) -> Copy:
    articles = [text.article for text in texts]
    names = _list(sorted(a.label or a.id for a in articles))
    least = "" if len(articles) == 2 else "at least "
    percent = f"{least}{int(share * 100)} % of the words"
    if kind == "exact":
        alone = {a.sha256 for a in articles if a.part is None}
        same = len(alone) == 1 and all(a.part is None for a in articles)
        evidence = f"{names} are the same file" if same else f"{names} have the same text, word for word"
    elif kind == "near":
        evidence = f"{names} have nearly the same text: {percent} are the same"
    else:
        credited = set.intersection(*(_agencies(a) for a in articles))
        printed = sorted(
            name
            for a in articles
            for name in (*(c.name for c in a.credits), a.credit or "")
            if re.sub(r"[\W_]+", " ", name).casefold().strip() in credited
        )
        also = f"; {'both' if len(articles) == 2 else 'all'} credit {printed[0]}" if printed else ""
        evidence = f"{names} share much of one text: {percent} of the shorter one are in the other{also}"
    return Copy(tuple(sorted(a.id for a in articles)), kind, round(share, 4), evidence)


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
