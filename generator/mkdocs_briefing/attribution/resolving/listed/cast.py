"""Who is named in an article: full names with their roles and genders, and every place where one of them stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_briefing.attribution.finding.listed.phrases import Line, Range, role_of, role_phrase, verb_at
from mkdocs_briefing.attribution.languages import Gender, Language
from mkdocs_briefing.attribution.tokens import Sentence
from mkdocs_briefing.model import SpeakerKind

_BEFORE = 10
"""A role stands at most so many words before its name."""
_MANY = 20


@dataclass(slots=True, eq=False)
class Bearer:
    """Who bears a name: the fullest printed form, the words of it, and what the article tells of gender and roles."""

    name: str
    words: tuple[str, ...]
    kind: SpeakerKind | None = None
    gender: Gender = ""
    roles: list[tuple[int, frozenset[str]]] = field(default_factory=list)
    """Each role noun's line, and the words of what it is a role in."""
    sure: bool = False
    """Whether the article shows that a person bears the name; a place may have one of two words as well."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, or a role without one, in a sentence: its tokens, its bearer if it has one here, its gender if not."""

    sentence: int
    tokens: Range
    bearer: Bearer | None
    gender: Gender = ""
    tied: bool = False
    """Whether it stands in the complement of another noun ("the wife of A"), so that the phrase is not about it."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The sentences, the mentions in each in the order of the text, and who has which role."""

    lines: tuple[Line, ...]
    mentions: tuple[tuple[Mention, ...], ...]
    by_role: Mapping[int, Sequence[Bearer]]


@dataclass(frozen=True, slots=True)
class _Run:
    sentence: int
    tokens: Range
    tied: bool
    gender: Gender
    titled: bool


def cast_of(text: str, sentences: Sequence[Sentence], language: Language, sources: frozenset[int]) -> Cast:
    """The cast of an article; words inside quotation marks are not looked at.

    ``sources`` are the offsets at which sources of attributions begin: a name that opens one is a speaker's.
    """
    lines = tuple(Line(text, sentence.tokens, language) for sentence in sentences)
    runs = [run for n, line in enumerate(lines) for run in _runs(n, line)]
    known: dict[tuple[str, ...], Bearer] = {}
    by_ends: dict[tuple[str, str], list[Bearer]] = {}
    of: dict[_Run, Bearer] = {}
    for run in sorted(runs, key=lambda r: (-len(_words(lines[r.sentence], r.tokens)), r.sentence, r.tokens)):
        line = lines[run.sentence]
        words = _words(line, run.tokens)
        kind = _body(line, run.tokens)
        if len(words) < 2 and kind is None:
            continue
        ends = by_ends.setdefault((words[0], words[-1]), [])
        bearer = known.get(words) or (None if kind else _fuller(words, ends))
        if bearer is None:
            start, end = line.tokens[run.tokens[0]].start, line.tokens[run.tokens[1] - 1].end
            bearer = Bearer(" ".join(text[start:end].split()), words, kind)
            ends.append(bearer)
        of[run] = known[words] = bearer
        if kind is None:
            _tell(bearer, line, run, language, sources)
    bearers = list({id(b): b for b in known.values()}.values())
    _join_single(runs, lines, of, bearers, language, sources)
    by_role: dict[int, list[Bearer]] = {}
    for bearer in bearers:
        for noun in {noun for noun, _ in bearer.roles}:
            by_role.setdefault(noun, []).append(bearer)
    return Cast(lines, _mentions(lines, runs, of, language), by_role)


def _join_single(
    runs: Sequence[_Run],
    lines: Sequence[Line],
    of: dict[_Run, Bearer],
    bearers: list[Bearer],
    language: Language,
    sources: frozenset[int],
) -> None:
    """Give single words to the one full name that has them; a person's one word is a name of its own."""
    by_word: dict[str, list[Bearer]] = {}
    for bearer in bearers:
        if bearer.kind in (None, "person"):
            for word in set(bearer.words):
                by_word.setdefault(word, []).append(bearer)
    inside = {_words(lines[r.sentence], r.tokens) for r in runs if r.tokens[0] > 0}
    alone: dict[str, Bearer] = {}
    for run in runs:
        if run in of:
            continue
        line = lines[run.sentence]
        (word,) = _words(line, run.tokens)
        full = by_word.get(word, [])
        if len(full) == 1 and full[0].sure:
            of[run] = full[0]
        elif not any(bearer.sure for bearer in full):
            token = line.tokens[run.tokens[0]]
            one = Bearer(line.printed(run.tokens[0]), (word,))
            _tell(one, line, run, language, frozenset())
            if one.sure or word in alone:
                held = alone.setdefault(word, one)
                if held is not one:
                    _tell(held, line, run, language, frozenset())
                of[run] = held
                continue
            if token.start in sources and (run.tokens[0] > 0 or (word,) in inside):
                of[run] = alone.setdefault(word, one)
    bearers.extend(alone.values())


def _runs(number: int, line: Line) -> Iterator[_Run]:
    """Runs of words written as names, without titles and roles before them, each complement apart from the name."""
    k = 0
    while k < len(line.tokens):
        if not line.named(k):
            k += 1
            continue
        end = k + 1
        while line.named(end) or (line.has(end, "of") and line.named(end + 1)):
            end += 1
        start, gender, titled = k, "", False
        while start < end and (_title(line, start) or role_of(line.word(start), line.language)):
            gender = line.language.titles.get(line.word(start), gender)
            titled = titled or _title(line, start)
            start += 1
        if start == 0 and end > 1 and not _first(line, 0) and _first(line, 1):
            start = 1  # "Questioned Ana Lima": any word has a capital at the head of a sentence
        if _title(line, start - 1):
            gender, titled = line.language.titles.get(line.word(start - 1), ""), True
        if start < end and not line.has(start, "of"):
            complement = tied(line, start)
            parted = _parted(line, start, end) if complement else None
            if parted is not None:
                yield _Run(number, (start, parted), True, "", False)
                yield _Run(number, (parted, end), False, "", False)
            else:
                yield _Run(number, (start, end), complement, _gender(gender), titled)
        k = end


def _gender(value: str) -> Gender:
    return "m" if value == "m" else "f" if value == "f" else ""


def _title(line: Line, k: int) -> bool:
    return line.kind(k) == "w" and line.word(k) in line.language.titles


def _first(line: Line, k: int) -> bool:
    return line.kind(k) == "w" and line.tokens[k].capital and line.word(k) in line.language.first_names


def tied(line: Line, k: int, low: int = 0) -> bool:
    """Whether a name stands behind what ties it to a noun before it, from ``low`` on, with nouns between or not."""
    j = k - 1
    while j >= low and line.kind(j) == "w" and not line.named(j):
        if line.has(j, "of"):
            return True
        if line.closed(j) or line.determiner(j) or line.has(j, "prepositions", "conjunctions"):
            return False
        j -= 1
    return False


def _parted(line: Line, start: int, end: int) -> int | None:
    """Where a name begins behind the complement of its role ("minister of Health | Ana Lima")."""
    for k in range(start + 1, end - 1):
        if line.named(k - 1) and _first(line, k) and not _first(line, k - 1):
            return k
        if line.named(k - 1) and _acronym(line, k - 1) and not _acronym(line, k):
            return k
    return None


def _acronym(line: Line, k: int) -> bool:
    return line.kind(k) == "w" and len(line.printed(k)) > 1 and line.printed(k).isupper()


def _words(line: Line, tokens: Range) -> tuple[str, ...]:
    return tuple(line.word(k) for k in range(*tokens) if not line.has(k, "of"))


def _body(line: Line, tokens: Range) -> SpeakerKind | None:
    """What a name is by the nouns in it or right before it; ``None`` for what may be a person."""
    for k in (*range(*tokens), tokens[0] - 1):
        if line.has(k, "publications") and (k < tokens[0] or k == tokens[0]):
            return "publication"
        if line.has(k, "bodies"):
            return "body"
    one = tokens[1] - tokens[0] == 1
    return "body" if one and _acronym(line, tokens[0]) else None


def _fuller(words: tuple[str, ...], ends: Sequence[Bearer]) -> Bearer | None:
    """The one bearer with the same first and last word whose name has all of these words."""
    fits = [b for b in ends[:_MANY] if b.kind is None and set(words) <= set(b.words)]
    return fits[0] if len(words) > 1 and len(fits) == 1 else None


# ---------------------------------------------------------------------------------------------- roles and genders


def _tell(bearer: Bearer, line: Line, run: _Run, language: Language, sources: frozenset[int]) -> None:
    """Note what stands beside a name: title, role before it or behind it, first name."""
    start, end = run.tokens
    genders: list[Gender] = [run.gender, language.first_names.get(line.word(start), "")]
    if run.titled or _first(line, start) or line.tokens[start].start in sources:
        bearer.sure = True
    for role in (_role_before(line, run), _role_behind(line, end)):
        if role is not None:
            noun, complement, gender = role
            bearer.sure = True
            bearer.roles.append((noun, complement))
            genders.append(gender)
    told = {g for g in (bearer.gender, *genders) if g}
    bearer.gender = told.pop() if len(told) == 1 else ""


def _role_before(line: Line, run: _Run) -> tuple[int, frozenset[str], Gender] | None:
    """``the minister of health Ana Lima``, ``the minister of health, Ana Lima,``: line, complement, gender."""
    start, end = run.tokens
    j = start - 1
    while _title(line, j):
        j -= 1
    comma = line.word(j) == ","
    if comma:
        closed = line.word(end) in ("", ",", ".", ")") or line.kind(end) == "q" or verb_at(line, end) is not None
        if not closed:
            return None
        j -= 1
    elif run.tied:
        return None
    until = j
    while j >= 0 and until - j < _BEFORE and line.kind(j) == "w":
        if (role := role_of(line.word(j), line.language)) is not None:
            article = line.determiner(j - 1)
            first = j - 1 if article else j
            if line.has(j - 1, "of") or (comma and role_phrase(line, first) != start - 1):
                return None
            told = _gender(role[1]) or line.language.determiners.get(line.word(j - 1), "")
            return role[0], _complement(line, j + 1, until + 1), told
        if line.closed(j) or line.determiner(j) or line.has(j, "conjunctions", "prepositions"):
            return None
        j -= 1
    return None


def _role_behind(line: Line, k: int) -> tuple[int, frozenset[str], Gender] | None:
    """``Ana Lima, minister of health,``."""
    if line.word(k) != ",":
        return None
    end = role_phrase(line, k + 1)
    if end is None or not (line.word(end) in ("", ",", ".", ")", "!", "?") or line.kind(end) == "q"):
        return None
    noun = k + 2 if line.determiner(k + 1) else k + 1
    role = role_of(line.word(noun), line.language)
    if role is None:
        return None
    told = _gender(role[1]) or line.language.determiners.get(line.word(k + 1), "")
    return role[0], _complement(line, noun + 1, end), told


def _complement(line: Line, start: int, end: int) -> frozenset[str]:
    small = ("of", "prepositions", "conjunctions")
    return frozenset(line.word(k) for k in range(start, end) if not (line.has(k, *small) or line.determiner(k)))


def role_in(line: Line, tokens: Range) -> tuple[int, frozenset[str], Gender] | None:
    """The role that a phrase without a name begins with: line, complement, gender."""
    start, end = tokens
    noun = start + 1 if line.determiner(start) else start
    role = role_of(line.word(noun), line.language) if noun < end else None
    if role is None:
        return None
    told = _gender(role[1]) or line.language.determiners.get(line.word(start), "")
    return role[0], _complement(line, noun + 1, end), told


def bearers_of(role: tuple[int, frozenset[str], Gender], cast: Cast) -> list[Bearer]:
    """Who has a role here: the same noun, no other complement, no other gender."""
    noun, complement, gender = role
    return [
        b
        for b in cast.by_role.get(noun, ())
        if not (gender and b.gender and gender != b.gender)
        and any(n == noun and (not c or not complement or c & complement) for n, c in b.roles)
    ]


def _mentions(
    lines: Sequence[Line], runs: Sequence[_Run], of: dict[_Run, Bearer], language: Language
) -> tuple[tuple[Mention, ...], ...]:
    found: list[list[Mention]] = [[] for _ in lines]
    for run in runs:
        found[run.sentence].append(Mention(run.sentence, run.tokens, of.get(run), tied=run.tied))
    for n, line in enumerate(lines):
        for k in range(len(line.tokens)):
            role = role_of(line.word(k), language) if line.kind(k) == "w" else None
            if role is not None:
                gender = _gender(role[1]) or language.determiners.get(line.word(k - 1), "")
                found[n].append(Mention(n, (k, k + 1), None, gender))
    return tuple(tuple(sorted(some, key=lambda m: m.tokens)) for some in found)
