"""Quotations that no cue reaches: those that go on from an attributed one, and those that follow it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from mkdocs_briefing.attribution.linking.spans import Cover, holds_quotation
from mkdocs_briefing.attribution.marks import Marks
from mkdocs_briefing.attribution.roles import Roles
from mkdocs_briefing.attribution.tokens import Sentence
from mkdocs_briefing.model import Article, Attribution, Span


def with_following(article: Article, found: Sequence[Attribution], roles: Roles) -> list[Attribution]:
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
    covered = Cover([span for one in found for span in one.content])
    taken: set[int] = set()
    for at, n in sorted(last_in.items()):
        sentence = sentences[at]
        one = result[n]
        waiting = not one.content or article.text[sentence.end - 1] == ":"
        quoted = bool(one.content) and any(holds_quotation(span, roles.marks) for span in one.content)
        k = at + 1
        same_block = True
        extra: list[Span] = []
        while k < len(sentences) and k not in taken and k not in last_in and _bare(sentences[k]):
            if covered.holds(sentences[k].start):
                break
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


def with_preceding(found: Sequence[Attribution], roles: Roles) -> list[Attribution]:
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


def with_uncued(article: Article, found: list[Attribution], roles: Roles) -> list[Attribution]:
    """Quotations that stand alone after an attributed one belong to the same speaker."""
    covered = Cover([span for a in found for span in a.content])
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
            quoted = any(holds_quotation(s, roles.marks) for s in found[previous].content)
            if near and len(gap) < 400:
                follows, score = previous, (0.55 if alone else 0.45) if quoted else 0.3
        if follows is None:
            continue
        result.append(
            Attribution(((sentence.start, sentence.end),), (), None, None, "unattributed-after", score, follows=follows)
        )
    return _sorted_with_links(result)


def _speaks(one: Attribution, marks: Marks) -> bool:
    return not one.content or any(holds_quotation(span, marks) for span in one.content)


def _runs_on(marks: Marks, end: int) -> bool:
    """Whether a quotation that the next paragraph reopens ends at ``end``."""
    k = bisect_right(marks.quotations, end, key=lambda q: q.start) - 1
    while k >= 0 and marks.quotations[k].parent is not None:
        k -= 1
    return k >= 0 and marks.quotations[k].reopened and marks.quotations[k].end == end


def _bare(sentence: Sentence) -> bool:
    return any(t.kind == "q" for t in sentence.tokens) and all(t.kind in "qp" for t in sentence.tokens)


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
