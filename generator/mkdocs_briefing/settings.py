"""Settings: one schema for the MkDocs plugin and the command line.

The same mapping stands in ``mkdocs.yml`` under ``plugins: - briefing:`` and is read by ``briefing`` with ``--config``.
"""

from __future__ import annotations

import difflib
import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias

import yaml

from mkdocs_briefing.model import Problem

OTHER = "other"
"""The id of the page for statements on no topic; no topic may take it."""

Where: TypeAlias = tuple[str | int, ...]
"""The way to a value in the options: ``("topics", 0, "title")``."""


def _told(meaning: str) -> dict[str, str]:
    """What a member of the schema means, in the words of the reference, which is made from them."""
    return {"told": meaning}


@dataclass(frozen=True, slots=True)
class MatterSetting:
    """An editor's question on a topic: a title and the terms that a passage must hold to stand under it."""

    id: str = field(metadata=_told("the last part of its address; made from the title if left out"))
    title: str = field(metadata=_told("the question as the page prints it; needed"))
    terms: tuple[str, ...] = field(
        metadata=_told("as for a topic; looked for in passages and statements of the topic alone")
    )


@dataclass(frozen=True, slots=True)
class TopicSetting:
    """An editor's subject. A term is a word, a beginning of words (``weapon*``) or a phrase of them."""

    id: str = field(metadata=_told("the last part of its address; made from the title if left out"))
    title: str = field(metadata=_told("the title of its page; needed"))
    description: str = field(default="", metadata=_told("a sentence for the head of the page"))
    terms: tuple[str, ...] = field(
        default=(), metadata=_told("words (`arms`), beginnings of words (`weapon*`) or phrases (`tram line`)")
    )
    matters: tuple[MatterSetting, ...] = field(default=(), metadata=_told("questions on the topic; see below"))


@dataclass(frozen=True, slots=True)
class SpeakerSetting:
    """What the editor knows of a speaker: the name to show, other printed names, the language spoken (``ko``), the
    role ("mayor of Rivermouth"), and names and words that are printed for somebody else (``not``)."""

    name: str = field(metadata=_told("the name to show; needed"))
    aliases: tuple[str, ...] = field(
        default=(),
        metadata=_told('other names as printed, and words that stand for this speaker in these articles ("the mayor")'),
    )
    language: str | None = field(
        default=None,
        metadata=_told(
            "the language spoken, as a code (`ko`); a page then says that other wordings may be other translations"
        ),
    )
    role: str | None = field(
        default=None,
        metadata=_told("what this speaker is, in full (`mayor of Rivermouth`); shown on the speaker's page"),
    )
    not_: tuple[str, ...] = field(
        default=(),
        metadata=_told(
            "names and words that are printed for somebody else; see [How to](how-to.md#tell-speakers-apart)"
        ),
    )


@dataclass(frozen=True, slots=True)
class LimitSettings:
    """How much is read: what is beyond is told, in one line for each file."""

    file_size: int | None = field(
        default=None,
        metadata=_told("bytes of the largest file that is read; by default as its format needs (5,000,000 for text)"),
    )
    articles: int = field(default=10_000, metadata=_told("articles of the folder"))
    passages: int = field(
        default=6_000,
        metadata=_told("statements of one article; of more, the quotations are kept first, then the first in the text"),
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """All options of the briefing, with their defaults and, for the reference, what each means."""

    articles: str = field(
        default="seeds", metadata=_told("the folder with the articles, from where `mkdocs.yml` stands")
    )
    title: str | None = field(default=None, metadata=_told("the title of the home page"))
    line: str | None = field(
        default=None,
        metadata=_told("the editor's line on what happened, shown first on the home page, signed with `editor`"),
    )
    editor: str | None = field(default=None, metadata=_told("who signs that line"))
    topics: tuple[TopicSetting, ...] = field(default=(), metadata=_told("the topics, in order; see below"))
    speakers: tuple[SpeakerSetting, ...] = field(default=(), metadata=_told("what is known of speakers; see below"))
    text: Literal["passages", "full"] = field(
        default="passages",
        metadata=_told(
            "`passages`: article pages show passages and at most a sentence around them; `full`: the whole text"
        ),
    )
    text_share: float = field(
        default=0.6,
        metadata=_told("with `text: passages`, the largest share of an article's words that its page shows (0 to 1)"),
    )
    report_url: str | None = field(
        default=None,
        metadata=_told("address for reports of errors; `{id}` and `{page}` stand for the statement and its page"),
    )
    limits: LimitSettings = field(
        default=LimitSettings(), metadata=_told("how much is read; what is beyond is told; see below")
    )
    content_security_policy: bool = field(
        default=True,
        metadata=_told(
            "each page tells browsers to load nothing from another host and to run no script but files of the site and "
            "those the theme prints; set it to `false` where your theme needs another host"
        ),
    )
    strict: bool = field(default=False, metadata=_told("the command line ends with status 1 when there are problems"))


# ------------------------------------------------------------------------------------------ from a mapping

_TERM = re.compile(r"\w[\w.'’\-–]*\*?(?:\s+\w[\w.'’\-–]*\*?)*")


def slugify(title: str) -> str:
    """An id for addresses: lower-case letters and digits of ``title`` with hyphens between; empty if it has none."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


class _Reader:
    """Collects problems while values are read; knows the line of each value when the file was read."""

    def __init__(self, file: str, lines: Mapping[Where, int]) -> None:
        self.file, self.lines = file, lines
        self.problems: list[Problem] = []

    def tell(self, where: Where, message: str) -> None:
        line = next((self.lines[where[:n]] for n in range(len(where), -1, -1) if where[:n] in self.lines), None)
        self.problems.append(Problem(self.file, message, line))

    def unknown(self, given: Mapping[Any, Any], known: tuple[str, ...], where: Where, place: str) -> None:
        for key in given:
            if key in known:
                continue
            near = difflib.get_close_matches(str(key), known, 1)
            advice = f"did you mean “{near[0]}”?" if near else f"remove it, or use one of: {', '.join(known)}"
            self.tell((*where, key), f"unknown option “{key}” {place}; {advice}")

    def text(self, value: Any, where: Where) -> str | None:
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        self.tell(where, f"“{_name(where)}” must be a text of at least one character; put it in quotation marks")
        return None

    def items(self, value: Any, where: Where) -> Iterator[tuple[Where, Any]]:
        if isinstance(value, list | tuple):
            for n, item in enumerate(value):
                yield (*where, n), item
        elif value is not None:
            self.tell(where, f"“{_name(where)}” must be a list; begin each item on its own line with “- ”")

    def mappings(
        self, value: Any, known: tuple[str, ...], where: Where, place: str
    ) -> Iterator[tuple[Where, Mapping[Any, Any]]]:
        for at, item in self.items(value, where):
            if isinstance(item, Mapping):
                self.unknown(item, known, at, place)
                yield at, item
            else:
                self.tell(at, f"an item {place} must have named parts; write “- {known[0]}: …”")

    def terms(self, given: Mapping[Any, Any], where: Where, owner: str) -> tuple[str, ...]:
        found: list[str] = []
        before = len(self.problems)
        for at, item in self.items(given.get("terms"), (*where, "terms")):
            term = self.text(item, at)
            if term is None:
                continue
            if not _TERM.fullmatch(term):
                self.tell(
                    at, f"term “{term}” of {owner} isn't a word, a beginning (weapon*) or words with blanks; rewrite it"
                )
            elif term.casefold() in (t.casefold() for t in found):
                self.tell(at, f"term “{term}” of {owner} stands there twice; remove one")
            else:
                found.append(term)
        if not found and len(self.problems) == before:
            self.tell((*where, "terms"), f"{owner} has no terms, so nothing can be found for it; add “terms:” with one")
        return tuple(found)

    def identity(self, given: Mapping[Any, Any], where: Where, taken: set[str], noun: str) -> tuple[str, str] | None:
        """The id and the title of a topic or matter; ``None`` when it can't be kept."""
        title = self.text(given.get("title"), (*where, "title"))
        if title is None:
            return None
        raw = given.get("id")
        own = None if raw is None else self.text(raw, (*where, "id"))
        identity = slugify(own or title)
        at = (*where, "id" if own else "title")
        if not identity:
            self.tell(at, f"{noun} “{title}” gives no address; add “id:” with letters a to z")
        elif own and own != identity:
            self.tell(at, f"id “{own}” can't stand in an address; “{identity}” is used, write it so")
        elif identity == OTHER and noun == "topic":
            self.tell(at, f"id “{OTHER}” is kept for statements on no topic; give topic “{title}” another id")
            return None
        if identity in taken:
            self.tell(at, f"two {noun}s have the id “{identity}”; the second is left out, give it another id")
            return None
        if not identity:
            return None
        taken.add(identity)
        return identity, title


def _name(where: Where) -> str:
    return next((part for part in reversed(where) if isinstance(part, str)), "briefing")


def _topics(reader: _Reader, value: Any) -> tuple[TopicSetting, ...]:
    topics: list[TopicSetting] = []
    taken: set[str] = set()
    matters_taken: set[str] = set()
    for at, given in reader.mappings(
        value, ("title", "id", "description", "terms", "matters"), ("topics",), "in a topic"
    ):
        identity = reader.identity(given, at, taken, "topic")
        if identity is None:
            continue
        raw = given.get("description")
        description = "" if raw in (None, "") else reader.text(raw, (*at, "description")) or ""
        matters: list[MatterSetting] = []
        for inner, matter in reader.mappings(
            given.get("matters"), ("title", "id", "terms"), (*at, "matters"), "in a matter"
        ):
            own = reader.identity(matter, inner, matters_taken, "matter")
            if own is not None:
                matters.append(MatterSetting(*own, reader.terms(matter, inner, f"matter “{own[1]}”")))
        terms = reader.terms(given, at, f"topic “{identity[1]}”")
        topics.append(TopicSetting(*identity, description, terms, tuple(matters)))
    return tuple(topics)


_SPEAKER = ("name", "aliases", "language", "role", "not")


def _speakers(reader: _Reader, value: Any) -> tuple[SpeakerSetting, ...]:
    speakers: list[SpeakerSetting] = []
    owners: dict[str, str] = {}
    for at, given in reader.mappings(value, _SPEAKER, ("speakers",), "in a speaker"):
        name = reader.text(given.get("name"), (*at, "name"))
        if name is None:
            continue
        if any(name.casefold() == s.name.casefold() for s in speakers):
            reader.tell((*at, "name"), f"speaker “{name}” is set twice; put both under one name")
            continue
        aliases: list[str] = []
        for inner, item in reader.items(given.get("aliases"), (*at, "aliases")):
            alias = reader.text(item, inner)
            if alias is None:
                continue
            owner = owners.setdefault(alias.casefold(), name)
            if owner != name:
                reader.tell(
                    inner, f"“{alias}” is an alias of “{owner}” too, so it tells nobody from nobody; remove one"
                )
            aliases.append(alias)
        others: list[str] = []
        for inner, item in reader.items(given.get("not"), (*at, "not")):
            other = reader.text(item, inner)
            if other is not None and other.casefold() in (a.casefold() for a in (name, *aliases)):
                reader.tell(inner, f"“{other}” is said to be “{name}” and not to be; remove one of the two")
            elif other is not None:
                others.append(other)
        language = None if given.get("language") is None else reader.text(given["language"], (*at, "language"))
        if language is not None and not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*", language):
            reader.tell((*at, "language"), f"“{language}” is no language code; write one such as en, ko or pt-BR")
            language = None
        role = None if given.get("role") is None else reader.text(given["role"], (*at, "role"))
        speakers.append(SpeakerSetting(name, tuple(aliases), language, role, tuple(others)))
    return tuple(speakers)


def _choice(reader: _Reader, value: Any) -> str | None:
    if value in ("passages", "full"):
        return str(value)
    reader.tell(("text",), f"“text” is {value!r}; write “text: passages” or “text: full”")
    return None


def _share(reader: _Reader, value: Any) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    reader.tell(("text_share",), f"“text_share” is {value!r}; write a number between 0 and 1, such as 0.6")
    return None


def _address(reader: _Reader, value: Any) -> str | None:
    address = reader.text(value, ("report_url",))
    if address is None or re.match(r"(?:https?://|mailto:)\S+$", address):
        return address
    reader.tell(("report_url",), f"“report_url” is {address!r}; write an address that begins with https:// or mailto:")
    return None


def _flag(name: str) -> Callable[[_Reader, Any], bool | None]:
    def read(reader: _Reader, value: Any) -> bool | None:
        if isinstance(value, bool):
            return value
        reader.tell((name,), f"“{name}” is {value!r}; write true or false")
        return None

    return read


def _limits(reader: _Reader, value: Any) -> LimitSettings | None:
    if not isinstance(value, Mapping):
        reader.tell(("limits",), "“limits” must have named parts; write them below it, such as “passages: 6000”")
        return None
    names = tuple(f.name for f in fields(LimitSettings))
    reader.unknown(value, names, ("limits",), "in limits")
    found: dict[str, int] = {}
    for name in names:
        given = value.get(name)
        if isinstance(given, int) and not isinstance(given, bool) and given > 0:
            found[name] = given
        elif given is not None:
            reader.tell(("limits", name), f"“{name}” is {given!r}; write a whole number above 0")
    return LimitSettings(**found)


_OPTIONS: dict[str, Callable[[_Reader, Any], Any]] = {
    "articles": lambda reader, value: reader.text(value, ("articles",)),
    "title": lambda reader, value: reader.text(value, ("title",)),
    "line": lambda reader, value: reader.text(value, ("line",)),
    "editor": lambda reader, value: reader.text(value, ("editor",)),
    "topics": _topics,
    "speakers": _speakers,
    "text": _choice,
    "text_share": _share,
    "report_url": _address,
    "limits": _limits,
    "content_security_policy": _flag("content_security_policy"),
    "strict": _flag("strict"),
}


def from_mapping(
    mapping: Mapping[str, Any] | None, file: str, lines: Mapping[Where, int] | None = None
) -> tuple[Settings, list[Problem]]:
    """Settings from the options under ``briefing``, and what is wrong with them; a wrong value leaves its default.

    ``file`` names the file in problems; ``lines`` gives the line of each value by the way to it (``read_config`` has
    it). Nothing is raised.
    """
    reader = _Reader(file, lines or {})
    if mapping is not None and not isinstance(mapping, Mapping):
        reader.tell((), "the options of “briefing” must have names; indent them below “- briefing:”")
        mapping = None
    given = dict(mapping or {})
    names = tuple(f.name for f in fields(Settings))
    reader.unknown(given, names, (), "under “briefing”")
    values = {name: _OPTIONS[name](reader, given[name]) for name in names if given.get(name) is not None}
    settings = Settings(**{name: value for name, value in values.items() if value is not None})
    return settings, sorted(reader.problems, key=lambda p: p.line or 0)


# ---------------------------------------------------------------------------------------------- from a file


_MOST_VALUES = 100_000
_DEEPEST = 50


def _value(node: yaml.Node, way: Where, lines: dict[Where, int], loader: yaml.SafeLoader) -> Any:
    """The plain value of a node, tags that run code or read objects left as text; ``lines`` is filled on the way."""
    lines[way] = node.start_mark.line + 1
    if len(lines) > _MOST_VALUES or len(way) > _DEEPEST:
        # Aliases of aliases come to any number of values, and one that holds itself to no end of them.
        msg = f"the options hold too much, from line {lines[way]} on; write values out instead of aliases (*name)"
        raise ValueError(msg)
    if isinstance(node, yaml.MappingNode):
        result: dict[Any, Any] = {}
        for key_node, item in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else str(key_node.start_mark.line)
            result[key] = _value(item, (*way, key), lines, loader)
            lines[(*way, key)] = key_node.start_mark.line + 1
        return result
    if isinstance(node, yaml.SequenceNode):
        if node.tag == "!ENV":
            return _environment([n.value for n in node.value if isinstance(n, yaml.ScalarNode)])
        return [_value(item, (*way, n), lines, loader) for n, item in enumerate(node.value)]
    if node.tag == "!ENV":
        return os.environ.get(str(node.value))
    if node.tag.startswith("tag:yaml.org,2002:python/") or node.tag.startswith("!"):
        return node.value
    return loader.construct_object(node)


def _environment(names: list[str]) -> str | None:
    *variables, default = names or [""]
    return next((os.environ[name] for name in variables if name in os.environ), default)


def _child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((v for k, v in node.value if isinstance(k, yaml.ScalarNode) and k.value == key), None)
    return None


def _options(plugins: yaml.Node | None) -> yaml.Node | Literal[False] | None:
    """The node of the plugin's options; ``None`` when it is named without any, ``False`` when it is not named."""
    if isinstance(plugins, yaml.MappingNode):
        found = _child(plugins, "briefing")
        return found if found is not None else False
    if isinstance(plugins, yaml.SequenceNode):
        for item in plugins.value:
            if isinstance(item, yaml.ScalarNode) and item.value == "briefing":
                return None
            if (found := _child(item, "briefing")) is not None:
                return found
    return False


def _line_of(root: yaml.Node | None, key: str) -> int | None:
    """The line of a key of the whole file; the first line without it."""
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return next((k.start_mark.line + 1 for k, _ in pairs if getattr(k, "value", None) == key), 1)


def read_options(path: Path) -> tuple[dict[str, Any], dict[Where, int], list[Problem]]:
    """The options under the plugin ``briefing`` in a MkDocs configuration, and the line of each, by the way to it.

    Only that part of the file is made into values, and no tag runs code (``!ENV`` reads the environment). ``INHERIT``
    is followed for a file without plugins. Nothing is raised for a file that can't be read: a problem of severity
    ``error`` says why.
    """
    seen: set[Path] = set()
    child: Problem | None = None
    while path.resolve() not in seen:
        seen.add(path.resolve())
        try:
            loader = yaml.SafeLoader(path.read_text(encoding="utf-8-sig"))
            root = loader.get_single_node()
        except OSError as error:
            if child is not None:
                told = f"inherits from “{path.name}”, which can't be read: {error.strerror}; correct INHERIT"
                return {}, {}, [replace(child, message=told)]
            return {}, {}, [Problem(str(path), f"can't be read: {error.strerror}; check the name", severity="error")]
        except UnicodeDecodeError:
            return {}, {}, [Problem(str(path), "isn't valid YAML: it isn't UTF-8; save it as UTF-8", severity="error")]
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            what = " ".join(str(getattr(error, "problem", None) or "it is nested too deeply").split())
            told, line = f"isn't valid YAML: {what}; correct that line", mark.line + 1 if mark else None
            return {}, {}, [Problem(str(path), told, line, "error")]
        plugins, parent = _child(root, "plugins"), _child(root, "INHERIT")
        if plugins is None and isinstance(parent, yaml.ScalarNode):
            told = "inherits from itself; correct INHERIT"
            child = Problem(path.name, told, _line_of(root, "INHERIT"), "error")
            path = path.parent / parent.value
            continue
        node = _options(plugins)
        if node is False:
            told, line = "names no plugin “briefing”; add “- briefing” under “plugins:”", _line_of(root, "plugins")
            return {}, {}, [Problem(path.name, told, line, "error")]
        lines: dict[Where, int] = {}
        try:
            value = None if node is None else _value(node, (), lines, loader)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            return {}, {}, [Problem(str(path), f"can't be understood: {error}".splitlines()[0], severity="error")]
        if value is not None and not isinstance(value, dict):
            told = "the options of “briefing” must have names; indent them below “- briefing:”"
            return {}, lines, [Problem(path.name, told, lines.get(()), "error")]
        return value or {}, lines, []
    return {}, {}, [child] if child is not None else []


def no_folder(path: Path) -> Problem:
    """That the folder of articles which the configuration ``path`` names is not there, with its line."""
    options, lines, _ = read_options(path)
    name = options.get("articles", Settings().articles)
    told = f"“articles” names “{name}”, which is no folder; correct the name, or make the folder"
    return Problem(path.name, told, lines.get(("articles",), lines.get((), 1)), "error")


def read_config(path: Path) -> tuple[Settings, Path, list[Problem]]:
    """Settings, folder of articles (beside ``path`` unless it is absolute) and problems of a MkDocs configuration."""
    options, lines, problems = read_options(path)
    settings, more = from_mapping(options, path.name, lines)
    return settings, path.parent / settings.articles, [*problems, *more]
