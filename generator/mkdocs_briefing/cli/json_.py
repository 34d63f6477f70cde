"""`briefing json`."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_briefing.cli.shared import CONFIG, STRICT, build, end, put


@click.command("json")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of the screen.")
@CONFIG
@STRICT
def json_(folder: Path | None, output: Path | None, config: Path | None, strict: bool) -> None:
    """Write what was found in FOLDER as one JSON document.

    Without --config there are no topics; with it, the result is what the site publishes as data/briefing.json.
    """
    from mkdocs_briefing import exports

    settings, _, briefing, problems = build(folder, config)
    put(output, exports.dumps(briefing))
    end(briefing, problems, strict or settings.strict)
