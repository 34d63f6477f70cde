"""What a person should look at: an item, the words it is about, and the choices with what each would write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from mkdocs_briefing.model import Span
from mkdocs_briefing.overrides import Override

Kind: TypeAlias = Literal[
    "override", "speaker", "worked-out", "low", "no-speaker", "silent-cut", "difference", "near-miss", "joined"
]
KINDS: tuple[str, ...] = get_args(Kind)
Name: TypeAlias = Literal[
    "accept", "speaker", "nobody", "join", "split", "difference", "no-difference", "hide", "renew", "drop"
]
Needs: TypeAlias = Literal["name", "reason"]


@dataclass(frozen=True, slots=True)
class Place:
    """Words of an article in their surroundings: the sentence before, the sentence around them, the one after.

    ``span`` holds the words themselves (in ``article``), ``around`` the sentence or sentences that hold them.
    """

    article: str
    file: str
    label: str
    where: str
    paragraph: int | None
    span: Span
    around: Span
    before: str
    words: tuple[str, str, str]
    """``around`` as printed, in three parts: up to ``span``, in it, behind it."""
    after: str
    passage: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: what it says, and the override that says it; ``None`` where one is only taken out of the file.

    ``needs`` is set where the person has to give the name or the reason; the override then has a word in its place.
    ``drops`` is an override that is taken out of the file.
    """

    name: Name
    words: str
    override: Override | None
    needs: Needs | None = None
    drops: Override | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """Something to look at. ``doubt`` is between 0 and 1, ``articles`` how many articles it touches.

    ``id`` is made from the kind and the words, so that it is the same after articles are added or files renamed.
    """

    id: str
    kind: Kind
    doubt: float
    articles: int
    places: tuple[Place, ...]
    thinks: str
    because: tuple[str, ...]
    choices: tuple[Choice, ...]
