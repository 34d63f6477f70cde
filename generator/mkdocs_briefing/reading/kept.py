"""The kept text of articles that are no plain text: offsets outlive another version of an extraction library.

``.extracted/FILE.txt`` in the folder of the articles holds the text of ``FILE`` and ``.extracted/FILE.json`` the hashes
of both; of a file with several articles each has its part's number before the ending. A kept text is used while the
hash of the original is still the one beside it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path
from typing import NamedTuple

from mkdocs_briefing.model import Article, Problem

FOLDER = ".extracted"


class Found(NamedTuple):
    """A kept text, or ``None``; and whether there is one that is no longer what was kept."""

    text: str | None
    changed: bool = False


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def place(file: str, part: int | None, ending: str = ".txt") -> str:
    """The path of a kept text in the articles' folder, with "/"."""
    return f"{FOLDER}/{file}{'' if part is None else f'.{part}'}{ending}"


def load(folder: Path, file: str, part: int | None, sha256: str) -> Found:
    """The kept text of an article whose original has this hash. Raises nothing: what is not whole is not there."""
    try:
        hashes = json.loads((folder / place(file, part, ".json")).read_bytes())
        if not isinstance(hashes, dict) or hashes.get("original") != sha256:
            return Found(None)
        raw = (folder / place(file, part)).read_bytes()
    except (OSError, ValueError, RecursionError):
        return Found(None)
    if hashlib.sha256(raw).hexdigest() != hashes.get("text"):
        return Found(None, changed=True)
    try:
        return Found(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return Found(None, changed=True)


def keep(folder: Path, articles: list[Article]) -> list[Problem]:
    """Write the texts of articles that are not kept yet; what cannot be written is told as information.

    Nothing is written when all is there, so that a program that watches the folder sees no change.
    """
    told: list[Problem] = []
    for article in articles:
        if article.format == "text" or load(folder, article.file, article.part, article.sha256).text == article.text:
            continue
        hashes = {"original": article.sha256, "text": article.text_sha256}
        try:
            _write(folder / place(article.file, article.part), article.text.encode("utf-8", "surrogatepass"))
            _write(folder / place(article.file, article.part, ".json"), json.dumps(hashes, indent=1).encode() + b"\n")
        except OSError as error:
            why = error.strerror or type(error).__name__
            message = f"its text cannot be kept ({why}); it is extracted again at each build"
            told.append(Problem(place(article.file, article.part), message, severity="info"))
    return told


def _write(path: Path, content: bytes) -> None:
    """Put a file in its place whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
