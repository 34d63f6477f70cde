"""The verbs in order. The only module that knows every stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mkdocs_briefing import attribution, overrides, people
from mkdocs_briefing.briefing import brief
from mkdocs_briefing.collation import collate
from mkdocs_briefing.model import Article, Attributed, Briefing, Collated, LeftOut, Method, Passage, Problem
from mkdocs_briefing.reading import read_folder
from mkdocs_briefing.settings import Settings
from mkdocs_briefing.tongues import called

_UNTAGGED = (
    "the tagger has no runtime on this machine (the packages onnxruntime and curated-tokenizers): statements were "
    "found by rules alone, which find fewer; install these packages where there is a build of them"
)

__all__ = ["Site", "build", "check", "publish"]


def build(
    folder: Path,
    settings: Settings,
    *,
    raise_errors: bool = False,
    keep: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Briefing:
    """The briefing of a folder of articles.

    An article that a stage fails on is left out and told in one line of ``problems``, and the rest is published; with
    ``raise_errors`` (for tests) the exception is raised instead. A folder without an article gives an empty briefing
    and a problem of severity ``error``. ``keep`` writes the texts extracted from articles that are no plain text into
    ``.extracted`` in the folder, so that their offsets last. ``progress`` is told, before each article and at the end,
    how many of how many are read.
    """
    read, problems = read_folder(folder, keep=keep, largest=settings.limits.file_size)
    read, beyond = _first(folder, read, settings.limits.articles)
    problems += beyond
    articles: list[Article] = []
    passages: list[Passage] = []
    left_out: list[LeftOut] = []
    methods: list[tuple[str, Method]] = []
    for number, article in enumerate(read):
        if progress is not None:
            progress(number, len(read))
        try:
            found = _one(article, settings.limits.passages)
        except Exception as error:
            if raise_errors:
                raise
            told = f"left out: the program failed on it ({type(error).__name__}); report this with the file"
            problems.append(Problem(article.file, told, severity="error"))
            continue
        articles.append(article)
        passages.extend(found.passages)
        left_out.extend(found.left_out)
        methods.append((article.id, found.method))
        problems.extend(_language(article, found))
        if found.beyond:
            told = (
                f"{settings.limits.passages + found.beyond:,} statements, more than the {settings.limits.passages:,} "
                f"that are read of one article: {found.beyond:,} are left out; divide it, or set limits: passages"
            )
            problems.append(Problem(article.file, told))
    if progress is not None:
        progress(len(read), len(read))
    if any(method == "rules" for _, method in methods):
        problems.append(Problem(folder.name, _UNTAGGED, severity="info"))
    corrections, faults = overrides.read_overrides(folder)
    edited = overrides.apply(corrections, articles, passages, left_out, settings.topics)
    published, held_back = _by_confidence(edited.passages)
    uncertain = [LeftOut(p.article, span, "low confidence") for p in held_back for span in p.content]
    joined, persons = people.join(articles, published, settings.speakers)
    settled = overrides.settle(edited, joined, collate(articles, joined, edited.constraints))
    problems.extend(_alike(articles, settled.collated))
    briefing = brief(
        articles,
        joined,
        persons,
        settled.collated,
        settings,
        left_out=(*edited.left_out, *uncertain),
        held_back=held_back,
        corrections=settled.corrections,
        problems=(*problems, *faults, *edited.problems, *settled.problems),
        placings=edited.placings,
    )
    return replace(briefing, methods=tuple(methods))


def _alike(articles: Sequence[Article], collated: Collated) -> list[Problem]:
    """A warning for each file that is another file again: very likely nobody meant it to count twice."""
    of = {article.id: article for article in articles}
    told: list[Problem] = []
    for copy in collated.copies:
        first: dict[str, str] = {}
        whole = [of[name] for name in copy.articles if of[name].part is None and copy.kind == "exact"]
        for article in sorted(whole, key=lambda a: a.file):
            other = first.setdefault(article.sha256, article.file)
            if other != article.file:
                remedy = "remove one, or name one with “leave_out” in sources.yml, or it counts twice"
                told.append(Problem(article.file, f"the same bytes as {other}; {remedy}"))
    return told


def _first(folder: Path, articles: list[Article], most: int) -> tuple[list[Article], list[Problem]]:
    """At most so many articles, by their ids; the others are told."""
    if len(articles) <= most:
        return articles, []
    told = (
        f"{len(articles):,} articles, more than the {most:,} that are read: those from {articles[most].file} on are "
        "left out; divide the folder, or set limits: articles"
    )
    return articles[:most], [Problem(folder.name, told, severity="error")]


def _one(article: Article, most: int) -> Attributed:
    """All that is done to one article alone: its result depends on its bytes and the limit, and nothing else."""
    return attribution.attribute(article, most=most)


def _language(article: Article, found: Attributed) -> list[Problem]:
    """What the editor should know of an article in a language that cannot be read here."""
    if found.method != "none":
        return []
    told = f"in a language that is not read here ({called(article.language)}): statements in it are not attributed"
    return [Problem(article.file, f"{told}; if the language is wrong, set it in sources.yml", severity="info")]


def _by_confidence(passages: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """Passages to publish, and those of low confidence; no passage points to one that is not published with it."""
    held = [p for p in passages if p.confidence == "low"]
    kept = [p for p in passages if p.confidence != "low"]
    there = {p.id for p in kept}
    return [
        replace(
            p,
            within=p.within if p.within in there else None,
            continues=p.continues if p.continues in there else None,
        )
        for p in kept
    ], held


@dataclass(frozen=True, slots=True)
class Site:
    """A site: files by path (pages, style, downloads), its navigation, and the pages that this need not list."""

    files: dict[str, str | bytes]
    navigation: list[dict[str, Any]]
    apart: tuple[str, ...]


def publish(briefing: Briefing, settings: Settings) -> Site:
    """The site of a briefing. The same briefing and settings give the same bytes."""
    from mkdocs_briefing import exports, pages

    made = pages.render(briefing, settings)
    files: dict[str, str | bytes] = {path: page.content for path, page in made.items()}
    apart = tuple(path for path, page in sorted(made.items()) if path.endswith(".md") and not page.in_nav)
    return Site({**files, **exports.files(briefing)}, pages.navigation(briefing, settings), apart)


def check(folder: Path, briefing: Briefing, pages: Mapping[str, str], others: frozenset[str]) -> list[Problem]:
    """Problems of severity ``error``: printed words that differ from the articles' files, links that lead nowhere.

    ``pages`` are Markdown by path, ``others`` the paths of the other files of the site.
    """
    from mkdocs_briefing.audit import audit, reread
    from mkdocs_briefing.pages.addresses import broken

    texts, faults = reread(folder, briefing.articles)
    found = [problem for path, text in pages.items() for problem in audit(text, texts, path)]
    return [*faults, *found, *broken(pages, others)]
