"""How this program was installed here, as a line of a requirements file that installs it elsewhere."""

from __future__ import annotations

import configparser
import json
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit
from urllib.request import url2pathname

NAME = "mkdocs-briefing"
_SSH = re.compile(r"(?:ssh://)?git@([\w.\-]+)[:/](.+)")


def source() -> str:
    """Where this program came from: ``mkdocs-briefing @ git+https://…@commit``, or its version from an index.

    A package installed from a git clone is named by the clone's remote ``origin``, if it has one, without any name or
    password in the address; else by the folder, which only this machine knows (see `is_local`).
    """
    try:
        distribution = metadata.distribution(NAME)
    except metadata.PackageNotFoundError:
        return NAME
    origin = _direct(distribution)
    if origin is None:
        return f"{NAME}=={distribution.version}"
    url = _plain(str(origin["url"]))
    control = origin.get("vcs_info")
    if isinstance(control, dict):
        return f"{NAME} @ {control.get('vcs', 'git')}+{url}@{control.get('commit_id', 'HEAD')}"
    if url.startswith("file:"):
        remote = _remote(Path(url2pathname(unquote(urlsplit(url).path))))
        if remote is not None:
            return f"{NAME} @ git+{remote}"
    return f"{NAME} @ {url}"


def is_local(line: str) -> bool:
    """Whether a line of requirements can be installed on this machine alone."""
    return " @ file:" in line or line.lstrip().startswith((".", "/", "-e"))


def requirements(line: str | None = None) -> str:
    """The text of a requirements file that installs this program and with it everything that builds the site."""
    line = line or source()
    head = "# The program that makes the briefing. It brings MkDocs and its theme.\n"
    if is_local(line):
        head += (
            "# A folder of this machine: GitHub can't install from it. Put the address of a repository in its place.\n"
        )
    return f"{head}{line}\n"


def constraints() -> str:
    """Exact versions of all that is installed here with this program, so that a build elsewhere is the same."""
    head = (
        f"# Exact versions: what lay beside {NAME} when this site was begun. Remove the file for the newest of each.\n"
    )
    return head + "".join(f"{name}=={version}\n" for name, version in sorted(_closure(NAME).items()))


def _direct(distribution: metadata.Distribution) -> dict[str, Any] | None:
    try:
        found = json.loads(distribution.read_text("direct_url.json") or "null")
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("url"), str) else None


def _plain(url: str) -> str:
    """An address without the name and the password that may stand in it."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _remote(folder: Path) -> str | None:
    """The https address of the remote ``origin`` of the clone in ``folder``; ``None`` when it has none."""
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    try:
        parser.read(folder / ".git" / "config", encoding="utf-8")
    except (OSError, UnicodeDecodeError, configparser.Error):
        return None
    url = parser.get('remote "origin"', "url", fallback="")
    if match := _SSH.fullmatch(url):
        return f"https://{match.group(1)}/{match.group(2)}"
    return _plain(url) if url.startswith("https://") else None


def _closure(name: str) -> dict[str, str]:
    """Versions by name of all that the package needs here, directly or not; without the package itself."""
    found: dict[str, str] = {}
    waiting = list(_needed(name))
    while waiting:
        wanted = waiting.pop()
        if wanted in found or wanted == NAME:
            continue
        try:
            found[wanted] = metadata.version(wanted)
        except metadata.PackageNotFoundError:
            continue  # for another system or another version of Python
        waiting.extend(_needed(wanted))
    return found


def _needed(name: str) -> Iterator[str]:
    try:
        lines = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return
    for line in lines:
        match = re.match(r"[\w.\-]+", line)
        if match and "extra ==" not in line.partition(";")[2]:
            yield re.sub(r"[-_.]+", "-", match.group()).lower()
