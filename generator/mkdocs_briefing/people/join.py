"""Join the speakers of all articles by their names."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from mkdocs_briefing.model import Article, Passage, Person, SpeakerAs
from mkdocs_briefing.settings import SpeakerSetting

_Kind = Literal["person", "body", "publication", "group", "unnamed"]


def folded(name: str) -> tuple[str, ...]:
    """The words of a name for comparison: case, accents, hyphens and a leading "the" make no difference."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", plain).casefold())
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)


def join(
    articles: Sequence[Article], passages: Sequence[Passage], known: Sequence[SpeakerSetting]
) -> tuple[list[Passage], list[Person]]:
    """The passages with ``speaker.id`` and the shared display name set, and the persons, sorted by id.

    The editor's names (``known``) go first. A single word joins a full name only if exactly one full name in all
    articles ends in it or is spelt by its letters; unnamed sources are never joined with named ones.
    """
    editors = {folded(alias): s for s in known for alias in (s.name, *s.aliases)}
    forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    ways: dict[tuple[str, ...], set[SpeakerAs]] = defaultdict(set)
    for p in passages:
        if p.speaker.name:
            forms[folded(p.speaker.name)][p.speaker.name] += 1
            ways[folded(p.speaker.name)].add(p.speaker.as_)
    apart = {k for k, w in ways.items() if w & {"unnamed", "group"} and not w & {"name"}}
    home = {key: folded(editors[key].name) if key in editors else key for key in forms}
    full = [k for k in forms if len(k) > 1 and k not in apart and k not in editors]
    for key in forms:
        if len(key) == 1 and key not in editors and key not in apart:
            fits = [f for f in full if f[-1] == key[0] or (len(f) > 2 and "".join(w[0] for w in f) == key[0])]
            if len(fits) == 1:
                home[key] = fits[0]
    texts = {a.id: a.text for a in articles}
    printed: dict[tuple[str, ...], set[str]] = defaultdict(set)
    shown: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for p in passages:
        if not p.speaker.name:
            continue
        at = home[folded(p.speaker.name)]
        shown[at][p.speaker.name] += 1
        if p.speaker.mention and p.speaker.as_ != "pronoun" and p.article in texts:
            printed[at].add(texts[p.article][slice(*(p.speaker.head or p.speaker.mention))])
    settings = {folded(s.name): s for s in known}
    names = {at: settings[at].name if at in settings else _best(c) for at, c in shown.items()}
    ids = _ids(names)
    persons = [
        Person(
            ids[at],
            names[at],
            _kind(at, ways, home),
            _members(names[at]) if _kind(at, ways, home) == "group" else (),
            tuple(sorted(printed[at])),
            settings[at].language if at in settings else None,
        )
        for at in names
    ]
    joined = []
    for p in passages:
        if p.speaker.name:
            at = home[folded(p.speaker.name)]
            p = replace(p, speaker=replace(p.speaker, id=ids[at], name=names[at]))
        joined.append(p)
    return joined, sorted(persons, key=lambda x: x.id)


def _best(forms: Counter[str]) -> str:
    return min(forms, key=lambda f: (-len(folded(f)), -forms[f], f))


def _ids(names: dict[tuple[str, ...], str]) -> dict[tuple[str, ...], str]:
    out: dict[tuple[str, ...], str] = {}
    taken: set[str] = set()
    for at in sorted(names):
        slug = base = "-".join(folded(names[at])) or "speaker"
        n = 2
        while slug in taken:
            slug, n = f"{base}-{n}", n + 1
        taken.add(slug)
        out[at] = slug
    return out


def _kind(
    at: tuple[str, ...], ways: dict[tuple[str, ...], set[SpeakerAs]], home: dict[tuple[str, ...], tuple[str, ...]]
) -> _Kind:
    all_ways = {w for key, to in home.items() if to == at for w in ways[key]}
    if "name" not in all_ways and "group" in all_ways:
        return "group"
    return "unnamed" if "unnamed" in all_ways and "name" not in all_ways else "person"


def _members(name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r",|\band\b", name) if part.strip())
