"""The command line door: `briefing` and its commands, one module each, with the settings of the MkDocs plugin."""

from __future__ import annotations

import click

from mkdocs_briefing import __version__
from mkdocs_briefing.cli.explain import explain
from mkdocs_briefing.cli.json_ import json_
from mkdocs_briefing.cli.review import review
from mkdocs_briefing.cli.write import write

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="briefing")
def main() -> None:
    """Make a briefing from a folder of articles on one story.

    Status 0: done, problems are listed on the standard error. 1: problems, with --strict. 2: nothing could be read.
    """


for _command in (explain, json_, review, write):
    main.add_command(_command)
