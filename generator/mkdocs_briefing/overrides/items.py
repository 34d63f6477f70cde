"""What a correction is: the words it is about, what is done, and by whom; and what each action asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from mkdocs_briefing.model import LinkRole, PassageKind, Span

NAME = "overrides.yml"

State: TypeAlias = Literal["exact", "moved", "changed", "lost"]
"""How a target stands after a build. ``exact`` and ``moved`` are applied, ``changed`` and ``lost`` are not."""


@dataclass(frozen=True, slots=True)
class Target:
    """Words of an article, as in a W3C TextQuoteSelector. White space never matters in them.

    ``article`` is a file, label or id; ``sha256`` begins the hash of the article's file when the correction was made.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    article: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain that an editor sets."""

    name: str
    role: LinkRole


Value: TypeAlias = str | tuple[str, ...] | tuple[Step, ...] | None


@dataclass(frozen=True, slots=True)
class Override:
    """One item of the file; ``line`` is where it begins, 0 for one that is not in a file yet.

    ``value`` is a text; for ``place`` and ``unplace`` ids, for ``chain`` steps; ``None`` where the action has none, and
    for a speaker who is not resolved.
    """

    action: str
    target: Target
    with_: Target | None = None
    value: Value = None
    reason: str = ""
    editor: str | None = None
    date: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an override's target stands after a build: article id, span of the words, id of the passage with them.

    ``passage`` is ``None`` where the words are found and no passage has them. ``other`` is the same for ``with``.
    ``told`` says why it is not ``exact``, and what to do.
    """

    override: Override
    state: State
    article: str | None = None
    span: Span | None = None
    passage: str | None = None
    other: Placed | None = None
    told: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """What the members of an action must be."""

    value: Literal["none", "speaker", "kind", "chain", "ids", "text"] = "none"
    with_: bool = False
    reason: bool = False


FORMS: Mapping[str, Form] = {
    "speaker": Form("speaker"),
    "kind": Form("kind"),
    "chain": Form("chain"),
    "join": Form(with_=True),
    "split": Form(with_=True),
    "place": Form("ids"),
    "unplace": Form("ids"),
    "accept": Form(),
    "hide": Form(reason=True),
    "base": Form(),
    "note": Form("text"),
    "difference": Form(with_=True),
    "no-difference": Form(with_=True),
}
ACTIONS = tuple(FORMS)
MEMBERS = ("action", "target", "with", "value", "reason", "editor", "date")
TARGET_MEMBERS = ("article", "sha256", "exact", "prefix", "suffix")
KINDS: tuple[str, ...] = tuple(kind for kind in get_args(PassageKind) if kind != "narrated")
ROLES: tuple[str, ...] = get_args(LinkRole)
