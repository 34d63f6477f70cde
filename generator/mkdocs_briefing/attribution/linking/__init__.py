"""Bring roles together into attributions, and account for every quotation mark.

Grouped roles become attributions as they are; roles without a group are joined to the nearest cue of their sentence.
Then quotations that no cue reaches are given to the speaker before, or left out with a reason from the fixed list.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mkdocs_briefing.attribution.lexicon import words
from mkdocs_briefing.attribution.marks import Marks, Quotation
from mkdocs_briefing.attribution.roles import Role, Roles
from mkdocs_briefing.attribution.tokens import Sentence
from mkdocs_briefing.model import Article, Attribution, LeftOut, LeftOutReason, Span

_FRAGMENT = 4
"""A quotation of fewer words that no cue reaches is a scare quote, not a statement."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Attributions in the order of their content, and the quotation marks that lie in none of them."""

    attributions: tuple[Attribution, ...]
    left_out: tuple[LeftOut, ...]


def link(article: Article, roles: Roles) -> Linked:
    """Attributions of ``article`` from the ``roles`` seen in it; every quotation mark lies in one or is left out."""
    found = _grouped(roles.roles)
    found = _without_doubles(found)
    found = _with_following(article, found, roles)
    found = _with_preceding(found, roles)
    found = sorted(found, key=lambda a: (a.content[0][0], -a.content[-1][1]))
    found = _with_uncued(article, found, roles)
    found = [replace(a, quoted=_quoted(a.content, roles.marks)) for a in found]
    found = _nested(found)
    return Linked(tuple(found), tuple(_left_out(article, found, roles)))


def _grouped(roles: Sequence[Role]) -> list[Attribution]:
    groups: dict[int, list[Role]] = {}
    loose: list[Role] = []
    for role in roles:
        if role.group is None:
            loose.append(role)
        else:
            groups.setdefault(role.group, []).append(role)
    gathered = [members for _, members in sorted(groups.items())] + _near(loose)
    return [_attribution(members) for members in gathered if any(r.kind in ("content", "cue") for r in members)]


def _near(loose: Sequence[Role]) -> list[list[Role]]:
    """Roles that a finder left apart: each content and source goes to the nearest cue."""
    cues = [r for r in loose if r.kind == "cue"]
    members = {id(cue): [cue] for cue in cues}
    for role in loose:
        if role.kind != "cue" and cues:
            nearest = min(cues, key=lambda c: (_distance(c.span, role.span), c.span))
            members[id(nearest)].append(role)
    return list(members.values())


def _distance(a: Span, b: Span) -> int:
    return max(a[0] - b[1], b[0] - a[1], 0)


def _attribution(members: Sequence[Role]) -> Attribution:
    def spans(kind: str) -> list[Span]:
        return sorted(r.span for r in members if r.kind == kind)

    return Attribution(
        content=tuple(spans("content")),
        quoted=(),
        cue=next(iter(spans("cue")), None),
        source=next(iter(spans("source")), None),
        rule=members[0].rule,
        score=min(r.score for r in members),
        asked=next(iter(spans("asked")), None),
    )


def _without_doubles(found: Sequence[Attribution]) -> list[Attribution]:
    """Of two cues with the same content keep the one that is surer."""
    best: dict[tuple[Span, ...], Attribution] = {}
    for one in found:
        if one.content:
            other = best.get(one.content)
            if other is not None and other.score >= one.score:
                continue
            best[one.content] = one
    return [a for a in found if not a.content or best.get(a.content) is a]


def _with_following(article: Article, found: Sequence[Attribution], roles: Roles) -> list[Attribution]:
    """Add the bare quotation that follows: ``"X," he said. "Y."`` and ``He said:`` before a quotation of its own."""
    sentences = roles.sentences
    starts = [s.start for s in sentences]
    last_in: dict[int, int] = {}  # sentence -> attribution whose cue is its last
    for n, one in enumerate(found):
        if one.cue is not None and one.source is not None:
            at = bisect_right(starts, one.cue[0]) - 1
            held = found[last_in[at]] if at in last_in else None
            if held is None or _speaks(one, roles.marks) or not _speaks(held, roles.marks):
                last_in[at] = n  # "X," said Bell, who thinks that C. "Y": Bell goes on, whatever she thinks
    result = list(found)
    taken: set[int] = set()
    for at, n in sorted(last_in.items()):
        sentence = sentences[at]
        one = result[n]
        waiting = not one.content or article.text[sentence.end - 1] == ":"
        quoted = bool(one.content) and any(_in_quotation(span, roles.marks) for span in one.content)
        k = at + 1
        same_block = True
        extra: list[Span] = []
        while k < len(sentences) and k not in taken and k not in last_in and _bare(sentences[k]):
            run_on = _runs_on(roles.marks, sentences[k - 1].end)
            same_block = (
                sentences[k].block == sentences[k - 1].block if run_on else sentences[k].block == sentence.block
            )
            next_block = sentences[k].block == sentences[k - 1].block + 1
            if not same_block and not (next_block and (run_on or (waiting and k == at + 1))):
                break
            if not waiting and not quoted:
                break
            extra.append((sentences[k].start, sentences[k].end))
            taken.add(k)
            k += 1
        if extra:
            result[n] = replace(one, content=(*one.content, *extra))
    return [a for a in result if a.content]


def _with_preceding(found: Sequence[Attribution], roles: Roles) -> list[Attribution]:
    """Add the paragraphs that an attributed quotation runs on from: one speaker's, whoever spoke before."""
    sentences = roles.sentences
    starts = [s.start for s in sentences]
    taken = {span for one in found for span in one.content}
    result: list[Attribution] = []
    for one in found:
        k = bisect_right(starts, one.content[0][0]) - 1
        extra: list[Span] = []
        while k > 0 and starts[k] == (extra[0] if extra else one.content[0])[0]:
            before = sentences[k - 1]
            span = (before.start, before.end)
            same_block = before.block == sentences[k].block
            if same_block or not _bare(before) or span in taken or not _runs_on(roles.marks, before.end):
                break
            taken.add(span)
            extra.insert(0, span)
            k -= 1
        result.append(replace(one, content=(*extra, *one.content)) if extra else one)
    return result


def _speaks(one: Attribution, marks: Marks) -> bool:
    return not one.content or any(_in_quotation(span, marks) for span in one.content)


def _runs_on(marks: Marks, end: int) -> bool:
    """Whether a quotation that the next paragraph reopens ends at ``end``."""
    k = bisect_right(marks.quotations, end, key=lambda q: q.start) - 1
    while k >= 0 and marks.quotations[k].parent is not None:
        k -= 1
    return k >= 0 and marks.quotations[k].reopened and marks.quotations[k].end == end


def _bare(sentence: Sentence) -> bool:
    return any(t.kind == "q" for t in sentence.tokens) and all(t.kind in "qp" for t in sentence.tokens)


def _in_quotation(span: Span, marks: Marks) -> bool:
    return any(q.start >= span[0] and q.end <= span[1] for q in _overlapping(marks.quotations, span))


def _overlapping(quotations: Sequence[Quotation], span: Span) -> list[Quotation]:
    k = bisect_right(quotations, span[1], key=lambda q: q.start)
    found = []
    while k > 0:
        k -= 1
        if quotations[k].parent is None:
            if quotations[k].end <= span[0]:
                break
            if quotations[k].start < span[1]:
                found.append(quotations[k])
    return found[::-1]


def _with_uncued(article: Article, found: list[Attribution], roles: Roles) -> list[Attribution]:
    """Quotations that stand alone after an attributed one belong to the same speaker."""
    covered = _Cover([span for a in found for span in a.content])
    result = list(found)
    order = sorted(range(len(found)), key=lambda n: found[n].content[-1][1])
    ends = [found[n].content[-1][1] for n in order]
    blocks = {s.block for s in roles.sentences}
    spans = {b: (min(s.start for s in g), max(s.end for s in g)) for b, g in _by_block(roles.sentences, blocks).items()}
    for sentence in roles.sentences:
        if not _bare(sentence) or sentence.headline or covered.holds(sentence.start):
            continue
        if not any(t.kind == "q" and t.end - t.start > 25 for t in sentence.tokens):
            continue
        k = bisect_right(ends, sentence.start) - 1
        previous = order[k] if k >= 0 else None
        alone = spans[sentence.block][0] == sentence.start
        follows: int | None = None
        score = 0.3
        if previous is not None:
            gap = article.text[found[previous].content[-1][1] : sentence.start]
            near = found[previous].content[-1][1] >= spans[sentence.block][0] or (
                sentence.block - 1 in spans and found[previous].content[-1][1] >= spans[sentence.block - 1][0]
            )
            quoted = any(_in_quotation(s, roles.marks) for s in found[previous].content)
            if near and len(gap) < 400:
                follows, score = previous, (0.55 if alone else 0.45) if quoted else 0.3
        if follows is None:
            continue
        result.append(
            Attribution(((sentence.start, sentence.end),), (), None, None, "unattributed-after", score, follows=follows)
        )
    return _sorted_with_links(result)


def _by_block(sentences: Sequence[Sentence], blocks: set[int]) -> dict[int, list[Sentence]]:
    grouped: dict[int, list[Sentence]] = {b: [] for b in blocks}
    for sentence in sentences:
        grouped[sentence.block].append(sentence)
    return grouped


def _sorted_with_links(found: Sequence[Attribution]) -> list[Attribution]:
    order = sorted(range(len(found)), key=lambda n: (found[n].content[0][0], -found[n].content[-1][1], n))
    place = {old: new for new, old in enumerate(order)}
    return [
        found[n] if found[n].follows is None else replace(found[n], follows=place[found[n].follows or 0]) for n in order
    ]


class _Cover:
    """Which offsets lie in any of some spans."""

    def __init__(self, spans: Sequence[Span]) -> None:
        merged: list[list[int]] = []
        for start, end in sorted(spans):
            if merged and start <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], end)
            else:
                merged.append([start, end])
        self._starts = [m[0] for m in merged]
        self._ends = [m[1] for m in merged]

    def holds(self, at: int) -> bool:
        k = bisect_right(self._starts, at) - 1
        return k >= 0 and at < self._ends[k]


def _quoted(content: Sequence[Span], marks: Marks) -> tuple[Span, ...]:
    """Within the marks, clipped to the content."""
    parts: list[Span] = []
    for span in content:
        for q in _overlapping(marks.quotations, span):
            start, end = max(q.inner[0], span[0]), min(q.inner[1], span[1])
            if start < end:
                parts.append((start, end))
    return tuple(parts)


def _nested(found: Sequence[Attribution]) -> list[Attribution]:
    """Mark an attribution whose cue and content lie inside another's content."""
    result = list(found)
    open_: list[int] = []
    for n, one in enumerate(found):
        first, last = one.content[0][0], one.content[-1][1]
        open_ = [m for m in open_ if found[m].content[-1][1] > first]
        for m in reversed(open_):
            around = found[m].content
            inside = any(a <= first and last <= b and (b - a) > (last - first) for a, b in around)
            if inside and one.cue is not None and any(a <= one.cue[0] and one.cue[1] <= b for a, b in around):
                result[n] = replace(one, within=m)
                break
        open_.append(n)
        open_ = open_[-8:]
    return result


def _left_out(article: Article, found: Sequence[Attribution], roles: Roles) -> list[LeftOut]:
    cover = _Cover([span for a in found for span in a.content])
    kinds = [(b.start, b.kind) for b in article.blocks]
    starts = [s for s, _ in kinds]
    left: list[LeftOut] = []
    for q in roles.marks.quotations:
        if q.parent is not None and (roles.marks.quotations[q.parent].start <= q.start):
            if cover.holds(q.start) and cover.holds(q.end - 1):
                continue
            if not cover.holds(roles.marks.quotations[q.parent].start):
                continue
        if cover.holds(q.start) and cover.holds(q.end - 1):
            continue
        k = bisect_right(starts, q.start) - 1
        kind = kinds[k][1] if k >= 0 else "body"
        left.append(LeftOut(article.id, (q.start, q.end), _reason(article.text, q, kind)))
    left += [LeftOut(article.id, m, "unbalanced mark") for m in roles.marks.stray if not cover.holds(m[0])]
    return sorted(left, key=lambda x: x.span)


def _reason(text: str, quotation: Quotation, kind: str) -> LeftOutReason:
    if kind in ("caption", "credit"):
        return "caption"
    if kind in ("teaser", "label"):
        return "teaser"
    lists = words()
    inner = text[quotation.inner[0] : quotation.inner[1]]
    before = text[max(0, quotation.start - 40) : quotation.start].lower().split()
    after = text[quotation.end : quotation.end + 20].lower().split()
    capital = sum(w[:1].isupper() for w in inner.split())
    maker = lists.verbs.get(before[-1]) if before else None
    made = maker is not None and maker.verb.lemma in lists["making"]
    beside = made or set(before[-2:]) & lists["works"] or set(after[:1]) & lists["works"]
    if capital >= max(1, len(inner.split()) * 0.6) and beside:
        return "title of a work"
    if before and before[-1].strip(",") in lists["nicknames"]:
        return "nickname"
    if (
        capital == len(inner.split()) <= 2
        and after
        and before
        and before[-1].isalpha()
        and text[quotation.end :][1:2].isupper()
    ):
        return "nickname"
    if len(inner.split()) > 8 or inner.rstrip()[-1:] in ".?!":
        return "no speaker"
    return "scare quote"
