"""Resolve linked roles into passages by word lists alone, at a modest level: what is not clear has no name.

A name in full, or a part of it that only one full name here has; a role that one person here has; "he" or "she" where
only one can be meant. Confidence is at most medium, and nothing is said of hearer, time or hedge.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from mkdocs_briefing.attribution.finding.listed.phrases import Line, Range, noun_phrase
from mkdocs_briefing.attribution.languages import Language
from mkdocs_briefing.attribution.resolving import because, kind_of, told_apart
from mkdocs_briefing.attribution.resolving.listed.cast import Bearer, Cast, Mention, bearers_of, cast_of, role_in, tied
from mkdocs_briefing.attribution.tokens import Sentence
from mkdocs_briefing.identity import passage_id
from mkdocs_briefing.model import (
    Article,
    Attributed,
    Attribution,
    Block,
    Confidence,
    LeftOut,
    Link,
    LinkRole,
    Manner,
    Passage,
    Span,
    Speaker,
    SpeakerKind,
)

__all__ = ["resolve"]

_BACK = 3
"""A pronoun stands for somebody named in its sentence or in so many before it."""
_LOW = 0.35
_LINKS: dict[SpeakerKind | None, LinkRole] = {"publication": "publication", "body": "institution"}


def resolve(
    article: Article,
    attributions: Sequence[Attribution],
    left_out: Sequence[LeftOut],
    sentences: Sequence[Sentence],
    language: Language,
) -> Attributed:
    """Passages of ``article`` in the order of the text, one for each attribution; none is narrated.

    ``attributions`` are linked roles (``within`` is an index into the sequence; ``follows`` is not taken up, for in a
    dialogue the next quotation is another's), ``sentences`` those they were found in; ``left_out`` is passed on. All
    spans of the result lie within ``article.text``.
    """
    sources = frozenset(a.source[0] for a in attributions if a.source is not None)
    cast = cast_of(article.text, sentences, language, _heads(sentences, sources, language, article.text))
    speakers: list[Speaker] = []
    said: dict[int, Bearer] = {}
    for one in attributions:
        speaker, bearer = _speaker(article.text, cast, sentences, one, said)
        speaker = replace(speaker, because=because.told(speaker))
        if bearer is not None and one.source is not None:
            said[one.source[0]] = bearer
        speakers.append(speaker)
    ids = [passage_id(article, one.content) for one in attributions]
    passages = [_passage(article, one, speakers[n], ids[n], sentences, language) for n, one in enumerate(attributions)]
    for n, one in enumerate(attributions):
        if one.within is not None:
            passages[n] = replace(
                passages[n],
                within=ids[one.within],
                chain=_chain(attributions[one.within], speakers[one.within], speakers[n]),
            )
    return Attributed(told_apart(passages), tuple(left_out), "lists")


# ------------------------------------------------------------------------------------------------------- speakers


def _heads(sentences: Sequence[Sentence], sources: frozenset[int], language: Language, text: str) -> frozenset[int]:
    """Where the names begin that sources open with, an article before them or not."""
    found: set[int] = set()
    for sentence in sentences:
        line = Line(text, sentence.tokens, language)
        for k, token in enumerate(sentence.tokens):
            if token.start in sources:
                found.add(sentence.tokens[k + 1].start if line.determiner(k) and line.named(k + 1) else token.start)
    return frozenset(found)


def _speaker(
    text: str, cast: Cast, sentences: Sequence[Sentence], one: Attribution, said: dict[int, Bearer]
) -> tuple[Speaker, Bearer | None]:
    if one.source is None:
        return Speaker(), None
    number = _sentence_at(sentences, one.source[0])
    line = cast.lines[number]
    tokens = _tokens(line, one.source)
    word = line.word(tokens[0])
    if word in line.language.pronouns:
        return _pronoun(cast, sentences, one, number, tokens, line.language.pronouns[word], said)
    if _several(line, tokens):
        return Speaker(None, None, one.source, one.source, "group"), None
    named = [m for m in cast.mentions[number] if tokens[0] <= m.tokens[0] and m.tokens[1] <= tokens[1]]
    free = [m for m in named if _is_name(line, m) and not (m.tied and tied(line, m.tokens[0], tokens[0]))]
    if free:
        mention = free[0]
        head = line.tokens[mention.tokens[0]].start, line.tokens[mention.tokens[1] - 1].end
        if mention.bearer is None or len({m.bearer for m in free}) > 1:
            return Speaker(None, None, one.source, head, "name"), None
        bearer = mention.bearer
        return Speaker(bearer.name, None, one.source, head, "name", "stated", _kind(bearer)), bearer
    return _noun(text, cast, line, one.source, tokens)


def _is_name(line: Line, mention: Mention) -> bool:
    return mention.bearer is not None or line.named(mention.tokens[0])


def _kind(bearer: Bearer) -> SpeakerKind | None:
    return bearer.kind or ("person" if bearer.sure else None)


def _several(line: Line, tokens: Range) -> bool:
    """Whether a source names several, so that none of them alone is its speaker."""
    return any(line.has(k, "conjunctions") for k in range(*tokens))


def _noun(text: str, cast: Cast, line: Line, source: Span, tokens: Range) -> tuple[Speaker, Bearer | None]:
    """A source without a name: a role that one person here has, unnamed sources, or nobody for sure."""
    start, end = tokens
    end = min(end, noun_phrase(line, start, left=True) or end)
    head = line.tokens[start].start, line.tokens[end - 1].end
    noun = start + 1 if line.determiner(start) else start
    plural = line.word(noun).endswith(line.language.plural)
    bare = not line.determiner(start) and (plural or line.has(start, "people"))
    if line.has(start, "indefinite") or bare:
        first = start + 1 if line.determiner(start) and start + 1 < end else start
        name = " ".join(text[line.tokens[first].start : head[1]].split())
        return Speaker(name, None, source, head, "unnamed", "stated", "unnamed"), None
    role = role_in(line, (start, end)) if not plural and not line.has(start, "possessives") else None
    fits = bearers_of(role, cast) if role is not None else []
    if len(fits) == 1:
        one = Speaker(fits[0].name, None, source, head, "role", "inferred", _kind(fits[0]), because.ROLE)
        return one, fits[0]
    return Speaker(None, None, source, head, "role"), None


def _pronoun(
    cast: Cast,
    sentences: Sequence[Sentence],
    one: Attribution,
    number: int,
    tokens: Range,
    gender: str,
    said: dict[int, Bearer],
) -> tuple[Speaker, Bearer | None]:
    """The one person of that gender named close before; nobody where two may be meant, or a gender is not known."""
    source = one.source
    if not gender:
        return Speaker(None, None, source, source, "pronoun"), None
    fits: set[Bearer] = set()
    block = sentences[number].block
    for n in range(max(0, number - _BACK), number + 1):
        if sentences[n].block < block - 1 or sentences[n].headline:
            continue
        line = cast.lines[n]
        for k, token in enumerate(line.tokens):  # pronouns resolved before this one
            before = said.get(token.start) if n < number or k < tokens[0] else None
            if before is not None and before.kind in (None, "person") and before.gender in ("", gender):
                fits.add(before)
        for mention in cast.mentions[n]:
            start, end = line.tokens[mention.tokens[0]].start, line.tokens[mention.tokens[1] - 1].end
            if (n == number and mention.tokens[0] >= tokens[0]) or any(s <= start and end <= e for s, e in one.content):
                continue
            bearer = mention.bearer
            if bearer is None and not line.named(mention.tokens[0]):
                role = role_in(line, _with_article(line, mention.tokens))
                known = bearers_of(role, cast) if role is not None else []
                if mention.gender in ("", gender) and len(known) != 1:
                    return Speaker(None, None, source, source, "pronoun"), None
                fits.update(b for b in known if b.gender in ("", gender))
            elif bearer is not None and bearer.kind in (None, "person") and bearer.gender in ("", gender):
                fits.add(bearer)
    if len(fits) == 1:
        bearer = fits.pop()
        if bearer.gender == gender:
            found = Speaker(bearer.name, None, source, source, "pronoun", "inferred", _kind(bearer), because.ONLY_ONE)
            return found, bearer
    return Speaker(None, None, source, source, "pronoun"), None


def _with_article(line: Line, tokens: Range) -> Range:
    start = tokens[0] - 1 if line.determiner(tokens[0] - 1) else tokens[0]
    return start, noun_phrase(line, start) or tokens[1]


# ------------------------------------------------------------------------------------------------------- passages


def _passage(
    article: Article, one: Attribution, speaker: Speaker, name: str, sentences: Sequence[Sentence], language: Language
) -> Passage:
    spans = [*one.content, *(span for span in (one.cue, one.source) if span is not None)]
    low, high = min(start for start, _ in spans), max(end for _, end in spans)
    first, last = _sentence_at(sentences, low), _sentence_at(sentences, high - 1)
    blocks = article.blocks or (Block("body", 0, len(article.text), 1),)
    at = max(0, bisect_right(blocks, one.content[0][0], key=lambda b: b.start) - 1)
    cue = article.text[slice(*one.cue)].lower().split() if one.cue else []
    return Passage(
        id=name,
        article=article.id,
        kind=kind_of(article.text, one.content, one.quoted),
        block=blocks[at].kind,
        paragraph=blocks[at].number,
        content=one.content,
        quoted=one.quoted,
        sentence=(min(low, sentences[first].start), max(high, sentences[last].end)),
        speaker=speaker,
        cue=one.cue,
        negated=any(word in language["negations"] for word in cue),
        manner=_manner(cue, language),
        rule=one.rule,
        confidence=_confidence(one),
    )


def _confidence(one: Attribution) -> Confidence:
    """``medium`` at most; ``low`` for a quotation that nothing attributes: who spoke before may be answered in it."""
    return "low" if one.score < _LOW or one.cue is None else "medium"


def _manner(cue: Sequence[str], language: Language) -> Manner:
    for word in reversed(cue):
        stem = word.partition("-")[0]
        for form in (word, stem):
            if (found := language.verbs.get(form) or language.participles.get(form)) is not None:
                return found
    return "said"


def _chain(outer: Attribution, reporter: Speaker, speaker: Speaker) -> tuple[Link, ...]:
    """Who reports what another said: a link of the chain, where its name is known."""
    if reporter.name is None or reporter.name == speaker.name or outer.source is None:
        return ()
    span = reporter.head or outer.source
    return (Link(reporter.name, _LINKS.get(reporter.kind, "person"), span, reporter.basis),)


def _sentence_at(sentences: Sequence[Sentence], at: int) -> int:
    return max(0, bisect_right(sentences, at, key=lambda s: s.start) - 1)


def _tokens(line: Line, span: Span) -> Range:
    start = bisect_right(line.tokens, span[0], key=lambda t: t.start) - 1
    end = bisect_right(line.tokens, span[1] - 1, key=lambda t: t.start)
    return max(0, start), end
