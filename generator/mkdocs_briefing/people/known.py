"""What the editor knows of speakers, as look-ups by folded names: aliases, roles, and who is not who."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from mkdocs_briefing.model import Passage, Speaker
from mkdocs_briefing.settings import SpeakerSetting

Key: TypeAlias = tuple[str, ...]

GIVEN = "the editor gives this speaker the name or role that is printed"
BARRED = "not clear: the editor says that the words are not this speaker's"
"""Phrases that a speaker records."""
SMALL = frozenset(["of", "the", "and", "for", "de", "la"])


def folded(name: str) -> Key:
    """The words of a name for comparison: case, accents, hyphens and a leading "the" make no difference."""
    name = re.sub(r"\b((?:\w\.){2,})", lambda m: m.group(1).replace(".", ""), name)
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", plain).casefold())
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _office(key: Key) -> frozenset[str]:
    """A role whatever its order: "mayor of Rivermouth", "the Rivermouth mayor", "Rivermouth's mayor"."""
    return frozenset(key) - SMALL


class Editors:
    """The editor's settings for speakers.

    A name, alias or role that is given to two of them decides nothing, and neither does a role of one word, which
    anybody may have ("minister").
    """

    def __init__(self, known: Sequence[SpeakerSetting]) -> None:
        names: dict[Key, set[Key]] = defaultdict(set)
        roles: dict[frozenset[str], set[Key]] = defaultdict(set)
        self.settings = {folded(s.name): s for s in known}
        self.barred: dict[Key, frozenset[Key]] = {folded(s.name): frozenset(map(folded, s.not_)) for s in known}
        for setting in known:
            own = folded(setting.name)
            for alias in setting.aliases:
                names[folded(alias)].add(own)
            office = _office(folded(setting.role or ""))
            if len(office) > 1:
                roles[office].add(own)
        self.names = {key: next(iter(owners)) for key, owners in names.items() if len(owners) == 1}
        self.names.update({own: own for own in self.settings})
        self.roles = {role: next(iter(owners)) for role, owners in roles.items() if len(owners) == 1}

    def knows(self, key: Key) -> bool:
        """Whether a name is one of the editor's."""
        return self.home(key) != key or key in self.settings

    def home(self, key: Key) -> Key:
        """The editor's speaker of a name or a role; the name itself where there is none."""
        found = self.names.get(key) or (self.roles.get(_office(key), key) if self.roles else key)
        return key if key in self.barred.get(found, ()) and key != found else found

    def apart(self, one: Key, other: Key) -> bool:
        """Whether the editor says that two names are not one bearer's."""
        return any(a in self.barred.get(self.home(b), ()) for a, b in ((one, other), (other, one)))

    def told(self, passage: Passage, texts: Mapping[str, str]) -> Passage:
        """The passage with what the editor's settings say of its speaker.

        Words that are said not to be a speaker's are taken from him: a printed name is its own then, anything else is
        not resolved. An alias or a whole role that is printed for a speaker who is not resolved is the editor's one.
        """
        speaker = passage.speaker
        text = texts.get(passage.article)
        if speaker.basis == "editor" or speaker.mention is None or text is None or not self.settings:
            return passage
        printed = [" ".join(text[slice(*span)].split()) for span in (speaker.mention, speaker.head) if span]
        keys = [folded(words) for words in printed]
        if speaker.name is None:
            found = next((self.home(key) for key in keys if key and self.knows(key)), None)
            if found is None or passage.kind == "narrated":
                return passage
            named = replace(
                speaker, name=self.settings[found].name, as_="role", basis="inferred", kind="person", because=GIVEN
            )
            return replace(passage, speaker=named)
        at = self.home(folded(speaker.name))
        if not any(key in self.barred.get(at, ()) for key in keys):
            return passage
        if speaker.as_ == "name":
            return replace(passage, speaker=replace(speaker, name=printed[-1], id=None))
        nobody = Speaker(None, None, speaker.mention, speaker.head, "none", speaker.basis, because=BARRED)
        return self.told(replace(passage, speaker=nobody), texts)
