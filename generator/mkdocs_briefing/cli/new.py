"""`briefing new`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", help="The title of the site (default: from the name of DIR).")
@click.option(
    "--articles",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder whose files are copied into DIR/articles, in place of the two examples.",
)
@click.option(
    "--install",
    "source",
    metavar="LINE",
    help="The line of requirements.txt that installs this program (default: from where it was installed here).",
)
@click.option("--keep", is_flag=True, help="Keep files that are there already, and write the others.")
def new(directory: Path, title: str | None, articles: Path | None, source: str | None, keep: bool) -> None:
    """Make a site for articles of your own in DIR: settings, folders, workflows for GitHub, a short README.

    It builds at once, with two invented articles to be replaced. Nothing is overwritten: when a file is in the way,
    nothing is written at all, unless --keep is given.
    """
    from mkdocs_briefing.desk import examples, installed, repository, starting

    own: dict[str, bytes] | None = None
    try:
        if articles is not None:
            if not articles.is_dir():
                raise click.ClickException(f"{articles}: no such folder; name one that holds articles with --articles")
            if articles.resolve() == (directory / "articles").resolve():
                articles, own = None, {}
            else:
                own = starting.gathered(articles)
        elif (directory / "articles").is_dir() and any((directory / "articles").iterdir()):
            own = {}  # articles are there: examples would only be in the way
        files = starting.files(directory, title, own, source)
        blocked = _in_the_way(directory, files)
        if blocked and not keep:
            told = "; ".join(f"{path}: is there already" for path in blocked)
            raise click.ClickException(
                f"{told}. Nothing was written; name another folder, move the file away, or add --keep"
            )
        for path, content in files.items():
            target = directory / path
            if not target.exists() and not target.is_symlink():
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
    except OSError as error:
        what = "can't be read or written"
        raise click.ClickException(
            f"{error.filename or directory}: {what}: {error.strerror}; check its rights"
        ) from None
    for kept in blocked:
        click.echo(f"kept as it was: {kept}")
    click.echo(f"{directory} is a site now.")
    if own is None:
        told = " and ".join(examples.NAMES)
        click.echo(f"Put your articles into {directory / 'articles'} and remove the examples there ({told}).")
    elif own:
        click.echo(f"{repository.counted(len(own), 'file')} copied into {directory / 'articles'}.")
    if any((parent / ".git").exists() for parent in directory.resolve().parents):
        click.echo("It lies in another repository: the workflows work only at the root of a repository of its own.")
    if installed.is_local(files["requirements.txt"].decode("utf-8").splitlines()[-1]):
        click.echo(
            "requirements.txt names a folder of this machine; give an address before GitHub is to build the site."
        )
    click.echo(f"Next: cd {directory} && briefing check && mkdocs serve")


def _in_the_way(directory: Path, files: dict[str, bytes]) -> list[Path]:
    """Files that are there already, and files where a folder is needed."""
    found = [directory] if directory.is_file() else []
    for path in sorted(files):
        target = directory / path
        found += [
            parent
            for parent in target.parents
            if parent != directory and _below(parent, directory) and parent.is_file()
        ]
        if target.exists() or target.is_symlink():
            found.append(target)
    return list(dict.fromkeys(found))


def _below(path: Path, directory: Path) -> bool:
    return path.is_relative_to(directory)
