"""The words and marks of an article's text, as the resolve step reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mkdocs_briefing.attribution.resolving.lexicon import Lexicon, folded, key_of, lexicon
from mkdocs_briefing.model import Span

_TOKEN = re.compile(r"[^\W_]+(?:['’.&\-][^\W_]+)*|[^\w\s]")


_POSSESSIVE = re.compile(r"['’]s$")


# "al-Bashir", "d'Arcy": a small particle with a name stuck to it
_PARTICLE = re.compile(r"(?:[a-z]{2,3}-|[dlo]['’])[A-Z]")
_ODD_HE = re.compile(r"[^aeioucgkpsthlnrdb]he$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of the text; ``key`` is folded, ``cap`` says that a capital begins it."""

    start: int
    end: int
    text: str
    key: str
    cap: bool
    possessive: bool
    glued: bool = False


def tokens_of(text: str, spans: list[Span]) -> list[Token]:
    """Tokens of the spans; a word stuck to a name by a lost blank ("Putinmet") ends where the name does."""
    lex = lexicon()
    raw = [m for s, e in spans for m in _TOKEN.finditer(text, s, e)]
    printed = {_POSSESSIVE.sub("", m.group()) for m in raw if m.group()[0].isupper()}
    out: list[Token] = []
    for n, m in enumerate(raw):
        word, start, end = m.group(), m.start(), m.end()
        cap = word[0].isupper()
        if cap and 4 < len(word) < 60:
            word, end = _unglued(word, start, end, printed, lex, raw[n + 1].group() if n + 1 < len(raw) else "")
        out.append(_token(word, start, end, lex))
        if end < m.end():
            out.append(replace(_token(text[end : m.end()], end, m.end(), lex), glued=True))
    return out


def _token(word: str, start: int, end: int, lex: Lexicon) -> Token:
    key = key_of(word)
    if key.isupper() and key not in lex.places:
        key = folded(word)
    cap = word[0].isupper() or bool(_PARTICLE.match(word))
    return Token(start, end, word, key or word, cap, bool(_POSSESSIVE.search(word)))


def _unglued(word: str, start: int, end: int, printed: set[str], lex: Lexicon, after: str) -> tuple[str, int]:
    for cut in range(len(word) - 2, 1, -1):
        left, right = word[:cut], word[cut:]
        if right[0].isupper() and word[cut - 1].islower() and right in printed and cut >= 4:
            return left, start + cut
        known = left in printed or left.casefold() in lex.publications or left.casefold() in lex.places
        if right.islower() and right in lex.glued and known:
            return left, start + cut
    if _ODD_HE.search(word) and after.islower() and after.endswith(("ed", "d", "s")):
        return word[:-2], end - 2
    return word, end


def beside(text: str, a: Token, b: Token) -> bool:
    """Whether nothing but one blank stands between two tokens."""
    return b.start - a.end == 1 and text[a.end] in " \u00a0"


def opens(tokens: list[Token], n: int) -> bool:
    """Whether a token begins a sentence or stands behind a mark."""
    return n == 0 or not tokens[n - 1].text[-1].isalnum()


def plural_of(key: str) -> str:
    """The noun that a plural is of: "shoppers", "deputies"."""
    return key[:-3] + "y" if key.endswith("ies") else key.removesuffix("s") if key.endswith("s") else ""
