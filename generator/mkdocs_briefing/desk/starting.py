"""A new site: the files it begins with, from templates, and what to install to build it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from mkdocs_briefing.desk import examples, installed

TEMPLATES = examples.FOLDER
FILES = {
    "mkdocs.yml": "mkdocs.yml",
    "requirements.txt": None,
    "constraints.txt": None,
    "README.md": "readme.md",
    ".gitignore": "gitignore",
    "docs/about.md": "about.md",
    "articles/README.md": "articles.md",
    "articles/sources.yml": "sources.yml",
    "articles/overrides.yml": "overrides.yml",
    ".github/workflows/pages.yml": "pages.yml",
    ".github/workflows/briefing-changes.yml": "briefing-changes.yml",
}
"""What is written, by its path in the new folder, and from which template; ``None``: made by the program."""

WATCHED = "articles/**, docs/**, mkdocs.yml, requirements.txt, constraints.txt"
INSTALL = "-r requirements.txt"


def title_of(folder: Path) -> str:
    """A title from a folder's name: ``tram-line`` gives ``Tram line``."""
    words = re.sub(r"[^\w.,'’&()]+|_", " ", folder.resolve().name).strip()
    return words[:1].upper() + words[1:] if words else "Briefing"


def filled(template: str, values: Mapping[str, str]) -> str:
    """A template's text with each ``<<name>>`` replaced. Raises ``KeyError`` for a name without a value."""
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    return re.sub(r"<<(\w+)>>", lambda match: values[match.group(1)], text)


def files(
    folder: Path, title: str | None, articles: Mapping[str, bytes] | None, source: str | None
) -> dict[str, bytes]:
    """The files of a new site by path.

    In: where it will lie; its title (default: from the folder's name); the editor's own files for ``articles/`` by
    path there (none: the examples); the line that installs this program (default: from where it was installed).
    """
    title = "".join(c if c.isprintable() else " " for c in title or "")
    title = " ".join(title.split()) or title_of(folder)
    values = {
        "title": json.dumps(title, ensure_ascii=False),
        "heading": re.sub(r"([\\`*_{}\[\]<>#+!|&])", r"\\\1", title),
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "watched": WATCHED,
        "install": INSTALL,
    }
    made = {
        "requirements.txt": installed.requirements(source),
        "constraints.txt": installed.constraints(),
    }
    written = {
        path: (made[path] if template is None else filled(template, values)).encode("utf-8")
        for path, template in FILES.items()
    }
    own = {name: (TEMPLATES / name).read_bytes() for name in examples.NAMES} if articles is None else articles
    return {**written, **{f"articles/{name}": content for name, content in own.items()}}


def gathered(folder: Path) -> dict[str, bytes]:
    """The files of a folder by path, hidden ones and links left out. Raises ``OSError``."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if any(part.startswith(".") for part in name.parts) or path.is_symlink() or not path.is_file():
            continue
        found[name.as_posix()] = path.read_bytes()
    return found
