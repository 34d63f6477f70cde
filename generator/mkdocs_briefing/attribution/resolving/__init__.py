"""Resolve linked roles into passages: extent, speaker, chain and what stands beside the cue.

``resolve`` is the third step of the attribution stage. It works through one article in the order of its text; what it
cannot tell with confidence it leaves open: a speaker's ``name`` is ``None`` rather than a guess.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from mkdocs_briefing.attribution.resolving import because
from mkdocs_briefing.attribution.resolving.chain import link_of, links_in, reported_behind
from mkdocs_briefing.attribution.resolving.confidence import confidence
from mkdocs_briefing.attribution.resolving.coreference import Resolver
from mkdocs_briefing.attribution.resolving.details import (
    addressee_in,
    brings_in_words,
    hedge_in,
    manner_of,
    negated_in,
    when_in,
)
from mkdocs_briefing.attribution.resolving.names import cast_of
from mkdocs_briefing.attribution.resolving.scene import is_agency
from mkdocs_briefing.attribution.resolving.sources import TELLS, mended, not_speaking, stripped
from mkdocs_briefing.identity import passage_id
from mkdocs_briefing.model import (
    Article,
    Attributed,
    Attribution,
    Block,
    LeftOut,
    Link,
    Passage,
    PassageKind,
    Span,
    Speaker,
)
from mkdocs_briefing.text import sentences, words

_BESIDE = 800
_MANY = 40
_NOT = re.compile(r"\b(?:not|never)\b|n[’']t\b")
_LONG = 4000
_CLAUSE = re.compile(r"[,;:–—()\n]|\s-\s")
_NOT_THE_OUTLETS = re.compile(
    r"\W*(?:and |but |or )?(?:that|because|which|who|whom|whose|to|of|for|by|with|in|on|from|as if|than|if|whether)\b",
    re.I,
)
_OPEN_WITH = re.compile(r"(?:where|which|who|whom|whose|that|because|if|whether|than|and|but|or|so|to|of)\b", re.I)
# words that a cut leaves hanging, and participles whose subject is in the part cut away
_DANGLING = re.compile(
    r"[\s,;:–—-]+(?:by|with|among|of|to|in|on|at|for|from|and|but|or|that|which|who|as|than|while|when|where|after|whether|if)$"
)
_LOOSE_PART = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day )[a-z]+ing\b"
    r"|(?:when |while )?(?:asked|told|pressed|quoted)\b",
    re.I,
)
_CLAUSE_OPENS = re.compile(r"\W*(?:as|while|when|during|after|before|at|where|in|on) ", re.I)


def resolve(article: Article, attributions: Sequence[Attribution], left_out: Sequence[LeftOut]) -> Attributed:
    """Passages of ``article`` in the order of the text: one for each attribution, and narrated candidates.

    ``attributions`` are the linked roles in any order (``follows`` and ``within`` are indices into the sequence);
    ``left_out`` is passed on. All spans of the result lie within ``article.text``.
    """
    return _Work(article, list(attributions)).attributed(tuple(left_out))


class _Work:
    """The state of one article while it is resolved."""

    def __init__(self, article: Article, attributions: list[Attribution]) -> None:
        self.article = article
        self.attributions = attributions
        self.blocks = sorted(article.blocks, key=lambda b: b.start) or [Block("body", 0, len(article.text), 1)]
        self.block_starts = [b.start for b in self.blocks]
        self.sentences = [s for b in self.blocks for s in sentences(article.text, b.start, b.end)]
        self.sentence_starts = [s for s, _ in self.sentences]
        quoted = sorted({q for a in attributions for q in a.quoted})
        self.resolver = Resolver(
            article, cast_of(article), quoted, sentence_starts=self.sentence_starts, paragraph_starts=self.block_starts
        )
        self.attributions = attributions = [self._unstuck(a) for a in attributions]
        self.contents = sorted((s, e, n) for n, a in enumerate(attributions) for s, e in a.content)
        self.by_sentence: dict[int, list[Attribution]] = {}
        self.speakers: dict[int, tuple[Speaker, str]] = {}

    def attributed(self, left_out: tuple[LeftOut, ...]) -> Attributed:
        order = sorted(range(len(self.attributions)), key=lambda n: (self.attributions[n].content[0], n))
        for n in sorted(order, key=lambda n: (self._place(self.attributions[n]), n)):
            self._speaker(n)
        over = {n: self._reporter_of(n) for n in order}
        inner: dict[int, list[int]] = {}
        for n in order:
            if (reporter := over[n]) is not None:
                inner.setdefault(reporter, []).append(n)
        dropped = {reporter for reporter, some in inner.items() if self._exhausted(reporter, some)}
        echoes = {n for n in order if n not in dropped and self._echoes(n, over[n])}
        ids = {n: passage_id(self.article, self.attributions[n].content) for n in order}
        passages: list[Passage] = []
        last: tuple[int, Passage] | None = None
        for n in order:
            if n in dropped or n in echoes:
                continue
            passage = self._passage(n, ids, over[n], dropped)
            if last is not None and self._continues(last[1], passage):
                passage = replace(passage, continues=last[1].id)
                if not passage.chain:
                    carried = tuple(replace(k, basis="inferred") for k in last[1].chain if k.basis != "article")
                    passage = replace(passage, chain=carried)
            passages.append(passage)
            if passage.within is None:
                last = (n, passage)
        if self.article.credits:
            credit = tuple(Link(c.name, "agency", c.span, "article") for c in self.article.credits)
            passages = [replace(p, chain=p.chain + credit) for p in passages]
        passages = passages + self._narrated(passages, dropped)
        return Attributed(told_apart(passages), left_out)

    def _unstuck(self, a: Attribution) -> Attribution:
        """Give a source back the name that a lost blank joined to the content: "the newspaper The TimesRates rose"."""
        if a.source is None:
            return a
        if a.cue is not None and not_speaking(self.article.text, a.cue, a.source):
            return replace(a, source=None)
        if a.cue is not None and a.source[0] >= a.cue[1] and TELLS.fullmatch(self.article.text[slice(*a.cue)]):
            # "…," Senator Ray told the paper: who stands behind "told" is the hearer
            before = max((e for _, e in a.content if e <= a.cue[0]), default=a.cue[0])
            start, end = stripped(self.article.text, before, a.cue[0])
            return replace(a, source=(start, end) if 1 < end - start < 160 else None)
        joint = next((t for t in self.resolver.within(a.source)[1:] if t.glued and t.cap), None)
        if joint is not None:
            behind = a.cue is not None and a.cue[0] >= a.source[1]
            a = replace(a, source=(joint.start, a.source[1]) if behind else (a.source[0], joint.start))
        if a.source is None or not 0 < a.content[0][0] - a.source[1] < 3:
            return a
        start, end = a.content[0]
        name = self.resolver.mention_from(start)
        if name is None or not name.span[1] < end or not self.article.text[name.span[1]].isalnum():
            return a
        if name.bearer is None or name.bearer.kind not in ("publication", "body"):
            return a
        return replace(a, source=(a.source[0], name.span[1]), content=((name.span[1], end), *a.content[1:]))

    # ------------------------------------------------------------------------------------------------ speakers

    def _place(self, a: Attribution) -> int:
        return a.source[0] if a.source else a.content[0][0]

    def _speaker(self, n: int) -> tuple[Speaker, str]:
        if n in self.speakers:
            return self.speakers[n]
        a = self.attributions[n]
        self.speakers[n] = (Speaker(), "open")  # against circles of ``follows``
        if a.source is not None:
            found = self.resolver.speaker(mended(self.article.text, a.source, self.resolver, a.cue), a.content)
            bearer = self.resolver.bearer_named(found[0].name)
            found = replace(found[0], kind=self.resolver.kind_of(found[0])), found[1]
            self.resolver.remember(found[0], a.content[0][0], bearer, told=self._reporter_of(n) is not None)
        elif a.follows is not None and 0 <= a.follows < len(self.attributions) and a.follows != n:
            before = self._speaker(a.follows)[0]
            found = Speaker(before.name, None, None, None, "inherited", "inferred", before.kind), "inherited"
        else:
            found = Speaker(), "none"
        found = replace(found[0], because=because.told(found[0])), found[1]
        self.speakers[n] = found
        return found

    # --------------------------------------------------------------------------------------------------- chain

    def _reporter_of(self, n: int) -> int | None:
        """The attribution inside whose content this one stands with its cue, if it is another's."""
        a = self.attributions[n]
        if a.within is not None and 0 <= a.within < len(self.attributions) and a.within != n:
            return a.within
        if a.cue is None:
            return None
        best: tuple[int, int] | None = None
        low, high = a.content[0][0], a.content[-1][1]
        at = bisect_right(self.contents, (low, len(self.article.text), 0))
        # contents that begin before; only near ones, so that hostile text costs no more than linear time
        for s, e, m in reversed(self.contents[max(0, at - 40) : at]):
            b = self.attributions[m]
            if m != n and high <= e and s <= a.cue[0] and a.cue[1] <= e and a.content != b.content:
                size = b.content[-1][1] - b.content[0][0]
                best = min(best or (size, m), (size, m))
        return best[1] if best else None

    def _exhausted(self, n: int, inner: list[int]) -> bool:
        """Whether all that an attribution's content says is that others said something."""
        a = self.attributions[n]
        if any(self._speaker(k)[0].name == self._speaker(n)[0].name or self._turned(k) for k in inner):
            return False
        if (
            a.content[-1][1] - a.content[0][0] > _LONG
            or not self._reports(n)
            or not (self._vouched(n) or all(self._reports(k) for k in inner))
        ):
            return False
        used: list[Span] = []
        for k in inner:
            b = self.attributions[k]
            used += [*b.content, *([b.cue] if b.cue else []), *([b.source] if b.source else [])]
        rest = [
            w
            for s, e in a.content
            for w in words(self.article.text, s, e)
            if not any(x <= w.start < y for x, y in used)
        ]
        return len(rest) <= 4

    def _echoes(self, n: int, reporter: int | None) -> bool:
        """Whether somebody says, within his own words, what he himself wants or thinks: "Rao said he feared C"."""
        cue = self.attributions[n].cue
        if reporter is None or cue is None or manner_of(self.article.text[slice(*cue)]) not in ("thought", "feared"):
            return False
        name = self._speaker(n)[0].name
        return name is not None and name == self._speaker(reporter)[0].name

    def _turned(self, n: int) -> bool:
        """Whether a cue says that somebody did not say it: that is what the one around it vouches for."""
        cue = self.attributions[n].cue
        return cue is not None and _NOT.search(self.article.text, max(0, cue[0] - 10), cue[1]) is not None

    def _reports(self, n: int) -> bool:
        cue = self.attributions[n].cue
        return cue is not None and brings_in_words(self.article.text[slice(*cue)])

    def _trails(self, n: int) -> bool:
        """Whether a cue stands behind its whole content: "Bell expects rain, Rao said"."""
        a = self.attributions[n]
        return a.cue is not None and a.cue[0] >= a.content[-1][1]

    def _vouched(self, n: int) -> bool:
        """Whether an attribution is a publication's or an agency's own: nobody stands between it and the outlet."""
        bearer = self.resolver.bearer_named(self._speaker(n)[0].name)
        return bearer is not None and (bearer.kind == "publication" or is_agency(bearer))

    def _passage(self, n: int, ids: dict[int, str], reporter: int | None, dropped: set[int]) -> Passage:
        a, text = self.attributions[n], self.article.text
        speaker, evidence = self._speaker(n)
        block = self.blocks[max(0, bisect_right(self.block_starts, a.content[0][0]) - 1)]
        sentence = self._sentence(a)
        near = self._near(a, sentence)
        used = sorted([*a.content, *(s for b in near for s in b.content if s != a.content[0])])
        spans = [*a.content, *(s for s in (a.cue, a.source) if s)]
        low, high = min(s for s, _ in spans) - _BESIDE, max(e for _, e in spans) + _BESIDE
        free = _outside((max(sentence[0], low), min(sentence[1], high)), used)
        own = [s for b in near for s in (b.cue, b.source) if s and b.rule == a.rule and b is a]
        chain = [] if a.cue is None else links_in(self.resolver, free, own, speaker.name)
        # an agency that vouches for another clause of the sentence itself is no link of this one
        mine = {k.span for k in chain}
        for b in near:
            if b is not a and b.source and not self._shares(a, b):
                mine -= {k.span for k in chain if k.span and k.span[0] < b.source[1] and b.source[0] < k.span[1]}
        chain = [k for k in chain if k.span in mine]
        behind = reported_behind(self.resolver, a.content[-1], sentence[1], speaker.name) if a.cue else None
        if behind and behind.name not in {k.name for k in chain} and (a.source is None or a.source != behind.span):
            chain.append(behind)
        within = ids[reporter] if reporter is not None and reporter not in dropped else None
        above = reporter
        for _ in range(4):
            if above is None:
                break
            who = self._speaker(above)[0]
            link = link_of(self.resolver, who.mention, who.name) if who.mention else None
            told = self._reports(n) or self._trails(above)
            mine_too = self._reports(above) and told and not self._vouched(n)
            if link and mine_too and link.name != speaker.name and all(link.name != k.name for k in chain):
                chain.append(link)
            above = self._reporter_of(above) if above in dropped else None
        to = addressee_in(text, a.cue, sentence[1]) if a.cue else None
        if to and any(s < to[1] and to[0] < e for s, e in a.content):
            to = None
        return Passage(
            id=ids[n],
            article=self.article.id,
            kind=kind_of(text, a.content, a.quoted),
            block=block.kind,
            paragraph=block.number,
            content=a.content,
            quoted=a.quoted,
            sentence=sentence,
            speaker=speaker,
            cue=a.cue,
            negated=a.cue is not None and negated_in(text, a.cue, self._since(a.cue, sentence[0], used)),
            manner=manner_of(text[slice(*a.cue)]) if a.cue else "said",
            hedge=hedge_in(text, free),
            to=text[slice(*to)] if to else None,
            to_span=to,
            when=when_in(text, a.cue, free) if a.cue else None,
            asked=a.asked,
            chain=tuple(chain),
            within=within,
            rule=a.rule,
            confidence=confidence(text, a, speaker, evidence, kind_of(text, a.content, a.quoted)),
        )

    def _since(self, cue: Span, start: int, used: list[Span]) -> int:
        """Where the cue's own words begin: behind the last content before it."""
        return max([start, *(e for _, e in used if e <= cue[0])])

    def _near(self, a: Attribution, sentence: Span) -> list[Attribution]:
        """The attributions of the same sentence; of very many the nearest, so that cost stays linear."""
        if not self.by_sentence:
            for b in sorted(self.attributions, key=lambda b: b.content[0]):
                self.by_sentence.setdefault(self._sentence(b)[0], []).append(b)
        some = self.by_sentence.get(sentence[0], [])
        if len(some) <= _MANY:
            return some
        at = bisect_left(some, a.content[0], key=lambda b: b.content[0])
        return some[max(0, at - _MANY // 2) : at + _MANY // 2]

    def _shares(self, a: Attribution, b: Attribution) -> bool:
        """Whether ``b`` (an "according to" at the sentence's edge) stands over ``a`` as well."""
        return any(s <= a.content[0][0] and a.content[-1][1] <= e for s, e in b.content)

    def _sentence(self, a: Attribution) -> Span:
        spans = [*a.content, *([a.cue] if a.cue else []), *([a.source] if a.source else [])]
        low, high = min(s for s, _ in spans), max(e for _, e in spans)
        first = max(0, bisect_right(self.sentence_starts, low) - 1)
        last = max(first, bisect_right(self.sentence_starts, high - 1) - 1)
        if not self.sentences:
            return (low, high)
        return (min(low, self.sentences[first][0]), max(high, self.sentences[last][1]))

    def _continues(self, before: Passage, now: Passage) -> bool:
        if not before.quoted or not now.quoted or before.speaker.name is None or now.within:
            return False
        if before.speaker.name != now.speaker.name or before.block == "headline":
            return False
        gap = bisect_right(self.block_starts, now.content[0][0]) - bisect_right(
            self.block_starts, before.content[-1][1] - 1
        )
        return (gap <= 1 and now.speaker.as_ in ("pronoun", "inherited")) or now.sentence == before.sentence

    # ------------------------------------------------------------------------------------------------ narrated

    def _narrated(self, passages: list[Passage], dropped: set[int]) -> list[Passage]:
        text = self.article.text
        used: list[Span] = []
        for p in passages:
            used += [*p.content, *(s for s in (p.cue, p.speaker.mention, p.asked, p.to_span) if s)]
            used += [k.span for k in p.chain if k.span and k.basis != "article"]
        used += [a.source for a in self.attributions if a.source]
        for n in dropped:
            a = self.attributions[n]
            used += [*a.content, *([a.cue] if a.cue else [])]
        used.sort()
        starts = [s for s, _ in used]
        longest = max((e - s for s, e in used), default=0)
        out: list[Passage] = []
        for block in self.blocks:
            if block.kind not in ("lead", "body"):
                continue
            for s, e in sentences(text, block.start, block.end):
                here = [u for u in used[_left(starts, s - longest) : _left(starts, e)] if u[1] > s]
                spans = [(s, e)] if not here else list(self._remainders((s, e), here))
                for span in spans:
                    if not words(text, *span) or not own_voice(text, span):
                        continue
                    out.append(
                        Passage(
                            id=passage_id(self.article, (span,)),
                            article=self.article.id,
                            kind="narrated",
                            block=block.kind,
                            paragraph=block.number,
                            content=(span,),
                            sentence=(s, e),
                            rule="narrated",
                            confidence="medium",
                        )
                    )
        return out

    def _remainders(self, sentence: Span, used: list[Span]) -> list[Span]:
        """Clauses of at least six words that no attribution covers; never one that may go on with its content."""
        text = self.article.text
        out: list[Span] = []
        for s, e in _outside(sentence, used):
            start, end = s, e
            while start < end and not text[start].isalnum():
                start += 1
            while end > start and not (text[end - 1].isalnum() or text[end - 1] in ')”"'):
                end -= 1
            clean = (
                s == sentence[0]
                or bool(_CLAUSE.match(text[s:].lstrip()[:1]))
                or bool(_CLAUSE_OPENS.match(text[s : s + 12]))
            )
            while m := _DANGLING.search(text, max(start, end - 12), end):
                end = m.start()
            if _OPEN_WITH.match(text, start, end) or _LOOSE_PART.match(text, start, end):
                continue
            if len(words(text, start, end)) < 6:
                continue
            if s != sentence[0] and (not clean or _NOT_THE_OUTLETS.match(text[start:end])):
                continue
            out.append((start, end))
        return out


_OTHERS_VOICE = re.compile(
    r"\b(?:according to|said|says|saying|told|tells|reportedly|allegedly|claim(?:s|ed|ing)?|"
    r"alleg(?:es|ed|ing)|accus(?:es|ed|ing)|"
    r"den(?:y|ies|ied|ying)|insist(?:s|ed|ing)|"
    r"announc(?:es|ed|ing)|argu(?:es|ed|ing)|warn(?:s|ed|ing)|asked (?:if|whether)|"
    r"admit(?:s|ted|ting)|acknowledg(?:es|ed|ing)|conced(?:es|ed|ing)|complain(?:s|ed|ing)|explain(?:s|ed|ing)|"
    r"confirm(?:s|ed|ing)|testif(?:ies|ied|ying)|reiterat(?:es|ed|ing)|"
    r"(?:ruled|found|noted|stated|added|agreed|decided) that|"
    r"believe[sd]?|reported (?:to|that)|fear(?:s|ed) that|denial)\b",
    re.I,
)
_QUOTED_WORDS = re.compile(r"[“\"][^“”\"\n]{25,}")


def own_voice(text: str, span: Span) -> bool:
    """Whether a stretch without attribution may pass for the outlet's own: no cue, no long quotation in it."""
    return not _OTHERS_VOICE.search(text, *span) and not _QUOTED_WORDS.search(text, *span)


def _left(starts: list[int], at: int) -> int:
    return bisect_right(starts, at - 1)


def _outside(span: Span, used: list[Span]) -> list[Span]:
    out: list[Span] = []
    at = span[0]
    for s, e in sorted(used):
        if s > at:
            out.append((at, min(s, span[1])))
        at = max(at, e)
    if at < span[1]:
        out.append((at, span[1]))
    return [x for x in out if x[0] < x[1]]


def told_apart(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages in order of their text, each with an id of its own.

    Where an article prints the same words in the same surroundings again, the second gets ``-2`` behind its id, and
    what lies within it or goes on from it is linked to the second.
    """
    count: Counter[str] = Counter()
    latest: dict[str, str] = {}
    out: list[Passage] = []
    seen: set[tuple[tuple[Span, ...], Span | None]] = set()
    for p in sorted(passages, key=lambda p: (p.content[0][0], -p.content[-1][1], p.cue or (0, 0), p.id)):
        if (p.content, p.cue) in seen:
            continue
        seen.add((p.content, p.cue))
        count[p.id] += 1
        name = p.id if count[p.id] == 1 else f"{p.id}-{count[p.id]}"
        latest[p.id] = name
        out.append(
            replace(
                p,
                id=name,
                within=latest.get(p.within, p.within) if p.within else None,
                continues=latest.get(p.continues, p.continues) if p.continues else None,
            )
        )
    return tuple(sorted(out, key=lambda p: (p.content[0], p.id)))


def kind_of(text: str, content: tuple[Span, ...], quoted: tuple[Span, ...]) -> PassageKind:
    """``direct`` where every word of the content lies within marks, ``mixed`` where some do, else ``indirect``."""
    if not quoted:
        return "indirect"
    said = [w for s, e in content for w in words(text, s, e)]
    marked = sum(any(s <= w.start and w.end <= e for s, e in quoted) for w in said)
    return "indirect" if not marked else "direct" if marked == len(said) else "mixed"
