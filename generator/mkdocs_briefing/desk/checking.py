"""Everything that a build finds wrong, without building a site."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs_briefing import pipeline, writing
from mkdocs_briefing.desk import examples, links
from mkdocs_briefing.desk.repository import counted
from mkdocs_briefing.model import Briefing, Problem
from mkdocs_briefing.settings import Settings


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found. ``unfit`` holds what would end a build: a printed word that is not the file's, a dead link."""

    briefing: Briefing
    problems: tuple[Problem, ...]
    unfit: tuple[Problem, ...]

    @property
    def all(self) -> tuple[Problem, ...]:
        """All problems, those that would end a build first."""
        return (*self.unfit, *self.problems)


def summary(briefing: Briefing | None, problems: Sequence[Problem]) -> str:
    """``10 articles, 41 statements, 3 corrections, 2 problems``; what is only told is not counted as a problem."""
    told = counted(sum(p.severity != "info" for p in problems), "problem")
    if briefing is None or not briefing.articles:
        return f"nothing read, {told}"
    parts = [
        counted(len(briefing.articles), "article"),
        counted(len(briefing.statements), "statement"),
        counted(len(briefing.corrections), "correction"),
        told,
    ]
    return ", ".join(parts)


def _copies(briefing: Briefing) -> list[Problem]:
    """What articles print one text, as information; files with the same bytes are a problem already."""
    files = {article.id: article.file for article in briefing.articles}
    told = {problem.file for problem in briefing.problems}
    return [
        Problem(last, f"{copy.evidence}; both are used, “leave_out” in sources.yml drops one", severity="info")
        for copy in briefing.copies
        if (last := max(files[name] for name in copy.articles)) not in told or copy.kind != "exact"
    ]


def check(
    folder: Path, settings: Settings, config: Path | None, *, progress: Callable[[int, int], None] | None = None
) -> Checked:
    """Read the articles, make every page in memory, and compare each printed word with its file.

    In: the folder of articles, settings, and the configuration with whose hand-written pages the links are checked
    (none: those are not looked at). Raises nothing for anything in the folder.
    """
    briefing = pipeline.build(folder, settings, keep=config is not None, progress=progress)
    problems = [*briefing.problems, *_copies(briefing), *examples.left_among(briefing.articles)]
    if not briefing.articles:
        return Checked(briefing, tuple(problems), ())
    site = pipeline.publish(briefing, settings)
    try:
        own = {} if config is None else writing.hand_written(writing.docs_dir(config))
    except OSError as error:
        told = f"can't be read: {error.strerror}; check its rights"
        problems.append(Problem(str(error.filename), told))
        own = {}
    made = {path: text for path, text in site.files.items() if path.endswith(".md") and isinstance(text, str)}
    made = {path: text for path, text in made.items() if path not in own}
    others = frozenset({*site.files, *own} - set(made))
    unfit = pipeline.check(folder, briefing, made, others)
    problems += links.broken(own, made, others)
    return Checked(briefing, tuple(problems), tuple(unfit))
