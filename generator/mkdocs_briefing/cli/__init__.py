"""The command line door: `briefing` and its commands, one module each, with the settings of the MkDocs plugin."""

from __future__ import annotations

import os
from typing import Any

import click

from mkdocs_briefing import __version__
from mkdocs_briefing.cli.changes import changes
from mkdocs_briefing.cli.check import check
from mkdocs_briefing.cli.explain import explain
from mkdocs_briefing.cli.json_ import json_
from mkdocs_briefing.cli.new import new
from mkdocs_briefing.cli.review import review
from mkdocs_briefing.cli.topics import topics
from mkdocs_briefing.cli.write import write

__all__ = ["main"]

TRACEBACK = "BRIEFING_TRACEBACK"
"""Set in the environment: a fault of the program itself is shown in full."""


class FaultError(click.ClickException):
    """A fault of the program itself: one line, status 70."""

    exit_code = 70


class Group(click.Group):
    """Commands in the order of use; a fault of the program itself is one line too."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names in the order in which they were added."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it did not foresee ends it with status 70 and one line."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get(TRACEBACK):
                raise
            what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            told = f"the program failed ({what}); report this with what you ran, and set {TRACEBACK}=1 to see where"
            raise FaultError(told) from None


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="briefing")
def main() -> None:
    """Make a briefing from a folder of articles on one story.

    Status 0: done, problems are listed on the standard error. 1: problems, with --strict. 2: nothing could be read. 70:
    a fault of the program.
    """


for _command in (new, check, topics, review, explain, changes, json_, write):
    main.add_command(_command)
