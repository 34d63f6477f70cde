"""`briefing explain`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from mkdocs_briefing.cli.shared import CONFIG, build, end, lenient, put


@click.command()
@click.argument("what", metavar="ID")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@CONFIG
@click.option("--json", "as_json", is_flag=True, help="Write it as one JSON document, for other tools.")
def explain(what: str, folder: Path | None, config: Path | None, as_json: bool) -> None:
    """Say which rules and evidence gave a passage its speaker, kind, topic and statement.

    ID is the id of a passage or a statement, or its beginning where that is unique; or words of the passage as printed.
    Without FOLDER and --config, the mkdocs.yml of this folder is used.

    Status 0: told. 1: no passage or several are meant. 2: nothing could be read.
    """
    from mkdocs_briefing.why import telling

    lenient()
    if config is None and folder is None and Path("mkdocs.yml").is_file():
        config = Path("mkdocs.yml")
    _, _, briefing, problems = build(folder, config)
    if not briefing.articles:
        end(briefing, problems, strict=False)
    try:
        found = telling.tell(briefing, what)
    except telling.NotFoundError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    if as_json:
        put(None, json.dumps(telling.as_data(found), ensure_ascii=False, indent=1) + "\n")
    else:
        click.echo(telling.shown(found), nl=False)
