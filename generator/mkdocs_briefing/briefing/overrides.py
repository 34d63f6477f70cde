"""An editor's corrections: ``overrides.yml`` beside the articles. What does not fit is told and not applied.

A list of items such as::

    - quote: "the offer was accepted"      # the words as printed, in one article; white space may differ
      prefix: "claiming that "             # what stands right before or after, where the words alone are not enough
      article: first.txt                   # file or label, where several articles have the words
      action: speaker                      # speaker | topic | hide | accept | difference
      value: Korean Central News Agency    # the speaker's name, the topics' ids (a list; [] for none), the other words
      reason: The agency says so itself, see paragraph 9.
      editor: A. Editor
      date: 2023-09-20

``speaker`` sets who said it, ``topic`` the topics that it stands on, ``hide`` takes it off the pages (with a reason),
``accept`` publishes a passage of low confidence. ``difference`` publishes a difference candidate: ``quote`` has words
of one of its passages, ``value`` of another.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from mkdocs_briefing.model import Article, Correction, Difference, LeftOut, Passage, Problem, Span, TopicHit
from mkdocs_briefing.settings import TopicSetting

NAME = "overrides.yml"
ACTIONS = ("speaker", "topic", "hide", "accept", "difference")
_ONE_VALUE = {"speaker": "one name", "difference": "words of the other passage"}
KEYS = ("quote", "prefix", "suffix", "article", "action", "value", "reason", "editor", "date")


@dataclass(frozen=True, slots=True)
class Override:
    """One item of the file, as written; ``line`` is where it begins."""

    line: int
    quote: str
    action: str
    prefix: str = ""
    suffix: str = ""
    article: str | None = None
    value: str | tuple[str, ...] | None = None
    reason: str = ""
    editor: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """Passages after the corrections; ``topics`` holds the topics that an editor set, by passage id."""

    passages: tuple[Passage, ...]
    topics: Mapping[str, tuple[str, ...]]
    left_out: tuple[LeftOut, ...]
    corrections: tuple[Correction, ...]
    problems: tuple[Problem, ...]


# ---------------------------------------------------------------------------------------------- the file


def read_overrides(folder: Path) -> tuple[list[Override], list[Problem]]:
    """The corrections of a folder of articles, in file order, and what is wrong with the file. Raises nothing."""
    path = folder / NAME
    try:
        if not path.is_file():
            return [], []
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except OSError as error:
        return [], [Problem(NAME, f"can't be read: {error.strerror}; check its rights")]
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        told = getattr(error, "problem", None) or "it isn't UTF-8"
        return [], [Problem(NAME, f"isn't valid YAML: {told}; correct that line", mark.line + 1 if mark else None)]
    if root is None or (isinstance(root, yaml.ScalarNode) and root.value in ("", "null", "~")):
        return [], []
    if not isinstance(root, yaml.SequenceNode):
        return [], [Problem(NAME, "must be a list; begin each correction with “- quote:”", root.start_mark.line + 1)]
    overrides: list[Override] = []
    problems: list[Problem] = []
    for node in root.value:
        item = _item(node, problems)
        if item is not None:
            overrides.append(item)
    return overrides, problems


def _item(node: yaml.Node, problems: list[Problem]) -> Override | None:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        problems.append(Problem(NAME, "a correction must have named parts; begin it with “- quote:”", line))
        return None
    given: dict[str, Any] = {}
    at: dict[str, int] = {}
    faults: list[Problem] = []
    for key_node, value_node in node.value:
        key = str(key_node.value)
        at[key] = key_node.start_mark.line + 1
        if key not in KEYS:
            faults.append(Problem(NAME, f"unknown part “{key}”; {_advice(key, KEYS)}", at[key]))
            continue
        value = _plain(value_node)
        if isinstance(value, tuple) and key != "value":
            faults.append(Problem(NAME, f"“{key}” must be a text", at[key]))
        elif value is not None:
            given[key] = value
    quote, action = given.get("quote", ""), given.get("action", "")
    if not quote.strip():
        faults.append(Problem(NAME, "a correction needs “quote:” with words of the article as printed", line))
    if action not in ACTIONS:
        told = f"unknown action “{action}”; {_advice(action, ACTIONS)}" if action else "a correction needs “action:”"
        faults.append(Problem(NAME, told, at.get("action", line)))
    elif action in ("speaker", "topic", "difference") and "value" not in given:
        faults.append(Problem(NAME, f"action “{action}” needs “value:”", at["action"]))
    elif action in _ONE_VALUE and isinstance(given["value"], tuple):
        faults.append(Problem(NAME, f"“value” must be {_ONE_VALUE[action]} for action “{action}”", at["value"]))
    elif action == "hide" and not given.get("reason", "").strip():
        faults.append(Problem(NAME, "action “hide” needs “reason:”; readers see it on the method page", at["action"]))
    problems.extend(faults)
    return None if faults else Override(line=line, **given)


def _plain(node: yaml.Node) -> str | tuple[str, ...] | None:
    """Texts as written (a date stays a text), lists of texts; anything else is nothing."""
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag == "tag:yaml.org,2002:null" else str(node.value).strip("\n")
    if isinstance(node, yaml.SequenceNode):
        return tuple(str(item.value) for item in node.value if isinstance(item, yaml.ScalarNode))
    return None


def _advice(word: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(word, known, 1)
    return f"did you mean “{near[0]}”?" if near else f"use one of: {', '.join(known)}"


# -------------------------------------------------------------------------------------------- applying them


def apply(
    overrides: Sequence[Override],
    articles: Sequence[Article],
    passages: Sequence[Passage],
    topics: Sequence[TopicSetting],
) -> Applied:
    """Apply corrections in file order, each to the one passage that has its words.

    A correction whose words are not found, stand in several places or in no passage, or that names an unknown article
    or topic, is a problem with file, line and remedy, and changes nothing.
    """
    now = {p.id: p for p in passages}
    gone: set[str] = set()
    by_hand: dict[str, tuple[str, ...]] = {}
    left_out: list[LeftOut] = []
    corrections: list[Correction] = []
    problems: list[Problem] = []
    known = {article.id: article for article in articles}
    for override in overrides:
        if override.action == "difference":
            continue  # after collation: `accept`
        found = _passage(override, articles, [p for p in now.values() if p.id not in gone])
        if isinstance(found, str):
            problems.append(Problem(NAME, found, override.line))
            continue
        value: str | None = None
        needless = _needless(override, found)
        if needless is not None:
            problems.append(Problem(NAME, needless, override.line))
            continue
        if override.action == "speaker":
            value = str(override.value).strip()
            now[found.id] = _spoken_by(found, value)
        elif override.action == "accept":
            now[found.id] = replace(found, confidence="medium")
        elif override.action == "hide":
            gone.add(found.id)
            left_out += [LeftOut(found.article, span, "hidden by the editor") for span in found.content]
        else:
            wanted = _topics(override.value, topics)
            if isinstance(wanted, str):
                problems.append(Problem(NAME, wanted, override.line))
                continue
            by_hand[found.id] = tuple(topic.id for topic in wanted)
            value = ", ".join(topic.title for topic in wanted) or "none"
        corrections.append(
            Correction(
                place(known[found.article], found),
                override.action,
                override.reason,
                override.editor,
                override.date,
                passage=None if override.action == "hide" else found.id,
                value=value,
            )
        )
    kept = tuple(_unlinked(p, gone) for p in now.values() if p.id not in gone)
    return Applied(kept, by_hand, tuple(left_out), tuple(corrections), tuple(problems))


@dataclass(frozen=True, slots=True)
class Accepted:
    """Differences with those marked that an editor accepted."""

    differences: tuple[Difference, ...]
    corrections: tuple[Correction, ...]
    problems: tuple[Problem, ...]


def accept(
    overrides: Sequence[Override],
    articles: Sequence[Article],
    passages: Sequence[Passage],
    differences: Sequence[Difference],
) -> Accepted:
    """Mark the differences that the file accepts; what names none is a problem with line and remedy."""
    known = {article.id: article for article in articles}
    held = {passage.id: passage for passage in passages}
    now = list(differences)
    corrections: list[Correction] = []
    problems: list[Problem] = []

    def says(key: str, said: str) -> bool:
        passage = held[key]
        text = " ".join(known[passage.article].text[passage.content[0][0] : passage.content[-1][1]].split())
        return " ".join(said.split()) in text

    for override in (o for o in overrides if o.action == "difference"):
        found = _passage(override, articles, passages)
        if isinstance(found, str):
            problems.append(Problem(NAME, found, override.line))
            continue
        value = str(override.value)
        meant = [
            (n, key)
            for n, difference in enumerate(now)
            for key in difference.passages
            if found.id in difference.passages and key != found.id and says(key, value)
        ]
        if not meant:
            told = "no difference is listed between these passages; see “differences” in the JSON result"
            problems.append(Problem(NAME, told, override.line))
            continue
        for n, _ in meant:
            now[n] = replace(now[n], accepted=True)
        corrections.append(
            Correction(
                place(known[found.article], found),
                override.action,
                override.reason,
                override.editor,
                override.date,
                passage=found.id,
                value=place(known[held[meant[0][1]].article], held[meant[0][1]]),
            )
        )
    return Accepted(tuple(now), tuple(corrections), tuple(problems))


def set_topics(passages: Sequence[Passage], by_hand: Mapping[str, tuple[str, ...]]) -> list[Passage]:
    """The passages with the topics that an editor set."""
    return [
        replace(p, topics=tuple(TopicHit(topic, (), "editor") for topic in by_hand[p.id])) if p.id in by_hand else p
        for p in passages
    ]


def place(article: Article, passage: Passage) -> str:
    """Where a passage stands, in words that hold none of it: ``000, paragraph 2``."""
    name = article.label or article.id
    return f"{name}, {passage.block}" if passage.paragraph is None else f"{name}, paragraph {passage.paragraph}"


def _needless(override: Override, passage: Passage) -> str | None:
    """Why a correction can't bear on its passage."""
    if override.action == "accept" and passage.confidence != "low":
        return "the passage is published without it; remove this correction"
    if override.action == "speaker" and passage.kind == "narrated":
        return "the article itself says this, nobody is quoted; quote words that are attributed to somebody"
    return None


def _spoken_by(passage: Passage, name: str) -> Passage:
    speaker = replace(passage.speaker, name=name, id=None, basis="stated")
    speaker = replace(speaker, as_="inherited" if speaker.as_ == "none" else speaker.as_)
    confidence = "medium" if passage.confidence == "low" else passage.confidence
    return replace(passage, speaker=speaker, confidence=confidence)


def _unlinked(passage: Passage, gone: set[str]) -> Passage:
    if passage.within not in gone and passage.continues not in gone:
        return passage
    return replace(
        passage,
        within=None if passage.within in gone else passage.within,
        continues=None if passage.continues in gone else passage.continues,
    )


def _topics(value: str | tuple[str, ...] | None, topics: Sequence[TopicSetting]) -> list[TopicSetting] | str:
    names = {topic.id: topic for topic in topics} | {topic.title.casefold(): topic for topic in topics}
    found: list[TopicSetting] = []
    for name in (value,) if isinstance(value, str) else value or ():
        topic = names.get(name) or names.get(name.casefold())
        if topic is None:
            return (
                f"there is no topic “{name}”; {_advice(name, [t.id for t in topics]) if topics else 'set topics first'}"
            )
        found.append(topic)
    return found


def _passage(override: Override, articles: Sequence[Article], passages: Sequence[Passage]) -> Passage | str:
    """The passage that a correction means, or why there is none."""
    chosen = list(articles)
    if override.article is not None:
        chosen = [a for a in articles if override.article in (a.file, a.label, a.id)]
        if not chosen:
            return f"there is no article “{override.article}”; {_advice(override.article, [a.file for a in articles])}"
    places = [(a, span) for a in chosen for span in _find(a.text, override)]
    short = override.quote if len(override.quote) <= 40 else override.quote[:39] + "…"
    if not places:
        return f"the words “{short}” are not found; copy them from the article as printed"
    held: dict[str, Passage] = {}
    for article, span in places:
        best = _holding(span, [p for p in passages if p.article == article.id])
        if best is not None:
            held[best.id] = best
    if not held:
        return f"no passage has the words “{short}”; quote words that a page shows"
    if len(held) > 1:
        return f"the words “{short}” stand in {len(held)} passages; add “article:”, “prefix:” or “suffix:”"
    return next(iter(held.values()))


def _find(text: str, override: Override) -> list[Span]:
    def loose(words: str) -> str:
        return r"\s+".join(map(re.escape, words.split()))

    before = rf"(?:{loose(override.prefix)}\s*)" if override.prefix.strip() else ""
    after = rf"(?:\s*{loose(override.suffix)})" if override.suffix.strip() else ""
    return [match.span(1) for match in re.finditer(rf"{before}({loose(override.quote)}){after}", text)]


def _holding(span: Span, passages: Sequence[Passage]) -> Passage | None:
    """The passage with most of the words in its content, the shortest first; attributed before narrated."""

    def overlap(passage: Passage) -> int:
        return sum(max(0, min(span[1], end) - max(span[0], start)) for start, end in passage.content)

    having = [p for p in passages if overlap(p) > 0]
    return min(
        having,
        key=lambda p: (-overlap(p), p.kind == "narrated", sum(end - start for start, end in p.content), p.id),
        default=None,
    )
