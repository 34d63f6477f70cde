"""`briefing write`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mkdocs_briefing.cli.shared import STRICT, build, end, put, tell


@click.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="A MkDocs configuration: its settings under “briefing” and its pages are used.",
)
@click.option(
    "--site-config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a MkDocs configuration here that builds the same site from DIR without the plugin.",
)
@STRICT
def write(directory: Path, config: Path, site_config: Path | None, strict: bool) -> None:
    """Write the pages of the site into DIR as Markdown, with the hand-written pages and the downloads.

    Only files that an earlier run wrote are overwritten or removed. Nothing is written, and the status is 1, when a
    printed word does not agree with its article.
    """
    from mkdocs_briefing import pipeline, writing

    settings, folder, briefing, problems = build(None, config)
    docs = writing.docs_dir(config)
    refused = writing.refuse_place(directory, {"the folder of the articles": folder, "the docs folder": docs})
    if refused or not briefing.articles:
        tell([*refused, *problems])
        sys.exit(2 if not briefing.articles else 1)
    site = pipeline.publish(briefing, settings)
    own = writing.hand_written(docs)
    pages = {path: text for path, text in site.files.items() if path.endswith(".md") and isinstance(text, str)}
    pages = {path: text for path, text in pages.items() if path not in own}
    faults = pipeline.check(folder, briefing, pages, frozenset({*site.files, *own} - set(pages)))
    if faults:
        tell(faults)
        sys.exit(1)
    try:
        theme = writing.site_files(config) if site_config is not None else {}
        writing.write(directory, {**site.files, **own, **theme})
        if site_config is not None:
            *front, last = site.navigation
            navigation = [*front, {name: [*paths, *writing.about(own)] for name, paths in last.items()}]
            assets = [path for path in sorted(site.files) if path.endswith((".css", ".js"))]
            put(site_config, writing.site_config(config, site_config, directory, navigation, assets, site.apart))
    except writing.RefusedError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename or directory}: can't be written: {error.strerror}") from None
    end(briefing, problems, strict or settings.strict)
