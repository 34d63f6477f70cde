"""Workflow commands of GitHub Actions: a problem as an annotation on the line of a pull request."""

from __future__ import annotations

from mkdocs_briefing.model import Problem

LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
"""What GitHub calls a severity."""


def annotation(problem: Problem) -> str:
    """``::warning file=articles/a.txt,line=3,title=briefing::What is wrong``, with nothing in it that acts.

    ``file`` should be a path from the root of the repository. Raises nothing.
    """
    place = f"file={_property(problem.file)}"
    if problem.line is not None:
        place += f",line={problem.line}"
    return f"::{LEVELS[problem.severity]} {place},title=briefing::{_data(' '.join(problem.message.split()))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
