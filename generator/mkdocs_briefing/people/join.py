"""Join the speakers of all articles by their names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mkdocs_briefing.model import Article, Link, Passage, Person, SpeakerKind
from mkdocs_briefing.people.known import SMALL, Editors, Key, folded
from mkdocs_briefing.settings import SpeakerSetting

_ORDER: tuple[SpeakerKind, ...] = ("publication", "body", "person", "group", "unnamed")


@dataclass(slots=True)
class _Name:
    """What all passages say of one printed name."""

    forms: Counter[str] = field(default_factory=Counter)
    kinds: Counter[SpeakerKind] = field(default_factory=Counter)
    short: set[str] = field(default_factory=set)
    """Single words that some article prints for this name."""


def join(
    articles: Sequence[Article], passages: Sequence[Passage], known: Sequence[SpeakerSetting]
) -> tuple[list[Passage], list[Person]]:
    """The passages with ``speaker.id`` and the shared display name set, and the persons, sorted by id.

    The editor's settings (``known``) go first: names, roles, and who is not who. The same full name is one
    person everywhere. A single word joins a full name only if exactly one full name in all articles fits it; unnamed
    sources and groups join nothing but themselves. Depends on the content of the passages, not on their order.
    Passages without a speaker's name come back as they are, but for those whose role or alias the editor gave.
    """
    texts = {a.id: a.text for a in articles}
    editors = Editors(known)
    passages = [editors.told(p, texts) for p in passages]
    names = _names(passages, texts)
    home = _homes(names, editors)
    settings = {folded(s.name): s for s in known}
    persons: dict[Key, tuple[Counter[str], Counter[SpeakerKind], set[str]]] = {}
    for key, name in names.items():
        forms, kinds, _ = persons.setdefault(home[key], (Counter(), Counter(), set()))
        forms.update(name.forms)
        kinds.update(name.kinds)
    for p in passages:
        s = p.speaker
        printed = s.as_ in ("name", "role", "group", "unnamed") and s.basis != "editor"
        if s.name and folded(s.name) in home and printed and p.article in texts:
            where = s.head or s.mention
            if where:
                persons[home[folded(s.name)]][2].add(" ".join(texts[p.article][slice(*where)].split()))
    shown = {at: settings[at].name if at in settings else _display(forms) for at, (forms, _, _) in persons.items()}
    ids = _ids(shown)
    why: dict[Key, list[tuple[str, str]]] = {}
    for key, at in home.items():
        if key != at:
            why.setdefault(at, []).append((_display(names[key].forms), _because(key, at, editors)))
    people = []
    for at, (_, kinds, variants) in persons.items():
        kind: SpeakerKind = min(kinds, key=lambda k: (-kinds[k], _ORDER.index(k)), default="person")
        members = _members(shown[at]) if kind == "group" else ()
        own = settings.get(at)
        language, role = (own.language, own.role) if own else (None, None)
        because = tuple(sorted(why.get(at, ())))
        people.append(Person(ids[at], shown[at], kind, members, tuple(sorted(variants)), language, role, because))
    bodies = {at: shown[at] for at, (_, kinds, _) in persons.items() if set(kinds) & {"publication", "body"}}
    joined = []
    for p in passages:
        key = folded(p.speaker.name or "")
        if key in home:
            p = replace(p, speaker=replace(p.speaker, id=ids[home[key]], name=shown[home[key]]))
        joined.append(replace(p, chain=tuple(_named_alike(link, home, bodies) for link in p.chain)) if p.chain else p)
    return joined, sorted(people, key=lambda x: x.id)


def _named_alike(link: Link, home: dict[Key, Key], bodies: dict[Key, str]) -> Link:
    """A link of the chain under the name that the same publication or body has as a speaker ("KCNA" under its full)."""
    key = folded(link.name)
    at = home.get(key)
    if at is None and len(key) == 1 and link.name.isupper():
        fits = {k for k in bodies if len(k) > 2 and key[0] in _initials(k)}
        at = next(iter(fits)) if len(fits) == 1 else None
    return replace(link, name=bodies[at]) if at in bodies else link


def _initials(key: Key) -> set[str]:
    return {"".join(w[0] for w in key), "".join(w[0] for w in key if w not in SMALL)}


def _names(passages: Sequence[Passage], texts: dict[str, str]) -> dict[Key, _Name]:
    names: dict[Key, _Name] = defaultdict(_Name)
    for p in passages:
        key = folded(p.speaker.name or "")
        if not key or p.speaker.name is None:
            continue
        name = names[key]
        name.forms[p.speaker.name] += 1
        name.kinds[_kind(p)] += 1
        if p.speaker.as_ == "name" and p.speaker.head and p.speaker.basis != "editor" and p.article in texts:
            short = folded(texts[p.article][slice(*p.speaker.head)])
            if len(short) == 1:
                name.short.add(short[0])
    return dict(names)


def _kind(p: Passage) -> SpeakerKind:
    if p.speaker.kind is not None:
        return p.speaker.kind
    return "group" if p.speaker.as_ == "group" else "unnamed" if p.speaker.as_ == "unnamed" else "person"


def _homes(names: dict[Key, _Name], editors: Editors) -> dict[Key, Key]:
    """The name that each name is joined to; itself for most."""
    home = {key: editors.home(key) for key in names}
    free = [k for k, n in names.items() if not editors.knows(k) and not set(n.kinds) & {"group", "unnamed"}]
    full = [k for k in names if len(k) > 1 and not set(names[k].kinds) & {"group", "unnamed"}]
    by_ends: dict[tuple[str, str], list[Key]] = defaultdict(list)
    by_word: dict[str, set[Key]] = defaultdict(set)
    by_letters: dict[str, set[Key]] = defaultdict(set)
    for key in full:
        by_ends[key[0], key[-1]].append(key)
        for word in names[key].short | ({key[-1]} if "person" in names[key].kinds else set()):
            by_word[word].add(key)
        if len(key) > 2:
            for letters in _initials(key):
                by_letters[letters].add(key)
    for key in sorted(free):
        if len(key) > 1:
            fits = {k for k in by_ends[key[0], key[-1]] if len(k) > len(key) and _middle_fits(key, k)}
        else:
            fits = set(by_word[key[0]])
            if any(form.isupper() for form in names[key].forms):
                fits |= by_letters[key[0]]
            # two forms of one full name are one bearer
            fits = {_longest(k, by_ends) for k in fits}
        fits = {k for k in fits if not editors.apart(key, k)}
        if len(fits) == 1:
            home[key] = home[next(iter(fits))]
    return {key: _last(home, at) for key, at in home.items()}


def _because(key: Key, at: Key, editors: Editors) -> str:
    """Why a name is another's, in words of a fixed list."""
    if editors.knows(key):
        return "set by the editor"
    if len(key) > 1:
        return "the same first and last name"
    if key[0] in at:
        return "part of this name, and of no other here"
    if key[0] in _initials(at):
        return "first letters of this name, and of no other here"
    return "printed for this name, and for no other here"


def _longest(key: Key, by_ends: dict[tuple[str, str], list[Key]]) -> Key:
    fits = [k for k in by_ends[key[0], key[-1]] if len(k) > len(key) and _middle_fits(key, k)]
    return fits[0] if len(fits) == 1 else key


def _last(home: dict[Key, Key], at: Key) -> Key:
    for _ in range(4):
        if home.get(at, at) == at:
            break
        at = home[at]
    return at


def _middle_fits(short: Key, long: Key) -> bool:
    """Whether a longer name with the same ends may be the same bearer's: nothing between, or initials that agree."""
    middle = short[1:-1]
    return not middle or all(
        a == b or (len(a) == 1 and b.startswith(a)) for a, b in zip(middle, long[1:-1], strict=False)
    )


def _display(forms: Counter[str]) -> str:
    """The most frequent of the full forms; of equals the longest, then by the alphabet."""
    most = max(len(folded(f)) for f in forms)
    full = [f for f in forms if len(folded(f)) > 1] if most > 1 else list(forms)
    return min(full, key=lambda f: (-forms[f], -len(folded(f)), -len(f), f))


def _ids(names: dict[Key, str]) -> dict[Key, str]:
    out: dict[Key, str] = {}
    taken: set[str] = set()
    for at in sorted(names):
        slug = base = "-".join(re.findall(r"[a-z0-9]+", " ".join(folded(names[at])))) or "speaker"
        n = 2
        while slug in taken:
            slug, n = f"{base}-{n}", n + 1
        taken.add(slug)
        out[at] = slug
    return out


def _members(name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r",|\band\b", name) if part.strip())
