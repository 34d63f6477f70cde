"""Settings: one schema for the MkDocs plugin and the command line.

The same mapping stands in ``mkdocs.yml`` under ``plugins: - briefing:`` and is read by ``briefing --config mkdocs.yml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class MatterSetting:
    """An editor's question on a topic: a title and the terms that a passage must hold to stand under it."""

    id: str
    title: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicSetting:
    """An editor's subject. A term is a word, a beginning of words (``weapon*``) or a phrase of them."""

    id: str
    title: str
    description: str = ""
    terms: tuple[str, ...] = ()
    matters: tuple[MatterSetting, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerSetting:
    """What the editor knows of a speaker: the name to show, other printed names, the language spoken (``ko``)."""

    name: str
    aliases: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """All options of the briefing, with their defaults. ``docs/`` lists each; a test holds the two together."""

    articles: str = "seeds"
    title: str | None = None
    line: str | None = None
    """The editor's line on what happened, shown first on the home page, signed with ``editor``."""
    editor: str | None = None
    topics: tuple[TopicSetting, ...] = ()
    speakers: tuple[SpeakerSetting, ...] = ()
    text: Literal["passages", "full"] = "passages"
    text_share: float = 0.6
    """With ``text: passages``: the largest share of an article's words that its page shows."""
    report_url: str | None = None
    """Address of a form or issue tracker; ``{id}`` and ``{page}`` stand for the statement and its page."""
    strict: bool = False
