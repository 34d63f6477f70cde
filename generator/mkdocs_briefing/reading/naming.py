"""Ids and labels of articles: from the name of the file, and unique whatever the order in which files are read."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from mkdocs_briefing.model import Article

_RESERVED = frozenset(
    ["index", "404", "search", "assets", "sitemap", "robots", "readme", "con", "prn", "aux", "nul"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)
_LONGEST = 80
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(name: str) -> str:
    """A file name as one line that can be printed: what has no form of its own is written as in Python, ``\\x07``.

    So are the marks that turn the direction of writing, and bytes that are not UTF-8 (``\\udce9``).
    """
    return _UNPRINTABLE.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), name)


def located(folder: Path, name: str) -> Path:
    """The file whose printable name is ``name``; where there is none, the path that the name would have."""
    here = folder
    for part in name.split("/"):
        there = here / part
        if "\\" in part and not os.path.lexists(there):
            try:
                names = sorted(path.name for path in here.iterdir())
            except OSError:
                names = []
            there = here / next((own for own in names if printable(own) == part), part)
        here = there
    return here


def slug(path: str) -> str:
    """ASCII letters, digits and ``_`` of a path without its suffix, in lower case, the rest as single hyphens."""
    stem = re.sub(r"\.[A-Za-z0-9]+$", "", path)
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")[:_LONGEST].strip("-_")


def ids(digests: Mapping[str, str]) -> dict[str, str]:
    """Ids of files from their paths and the SHA-256 of their bytes.

    A name that several files share, that the site needs itself or that holds no ASCII letter gets a piece of the
    content's hash; two files alike in both get a piece of the path's hash too.
    """
    plain = {file: slug(file) for file in digests}
    shared = Counter(plain.values())
    first = {
        file: name
        if name and shared[name] == 1 and name not in _RESERVED
        else f"{name or 'article'}-{digests[file][:8]}"
        for file, name in plain.items()
    }
    again = Counter(first.values())
    return {
        file: name if again[name] == 1 else f"{name}-{hashlib.sha256(file.encode('utf-8', 'replace')).hexdigest()[:8]}"
        for file, name in first.items()
    }


def apart(articles: Sequence[Article]) -> list[str]:
    """The ids of articles, in their order, made unique: of those that share one, each gets a piece of its place's hash.

    That happens only where a file of several articles holds one of them twice, or another file holds it as well.
    """
    often = Counter(article.id for article in articles)
    places = [f"{article.file}#{article.part}".encode("utf-8", "replace") for article in articles]
    return [
        article.id if often[article.id] == 1 else f"{article.id}-{hashlib.sha256(place).hexdigest()[:8]}"
        for article, place in zip(articles, places, strict=True)
    ]


def handle(article: Article) -> str:
    """What the label of an article is made from: its file, and its part without the file's ending."""
    if article.part is None:
        return article.file
    stem = re.sub(r"\.[A-Za-z0-9]+$", "", article.file)
    return f"{stem} {article.part}"


def file_labels(files: Sequence[str]) -> dict[str, str]:
    """The shortest unique part of each file's name: the first part that tells all apart, else as many as it takes."""
    stems = {file: re.sub(r"\.[A-Za-z0-9]+$", "", file) for file in files}
    parts = {file: re.findall(r"[^\W_]+", stem) or [stem] for file, stem in stems.items()}
    if len(files) == 1:
        file = files[0]
        return {file: parts[file][0] if any(c.isdigit() for c in parts[file][0]) else stems[file]}
    shortest = min(map(len, parts.values()), default=0)
    for place in range(shortest):
        here = [words[place] for words in parts.values()]
        if len(set(here)) == len(here):
            return {file: words[place] for file, words in parts.items()}
    begins = Counter(tuple(words[:n]) for words in parts.values() for n in range(1, len(words) + 1))
    labels: dict[str, str] = {}
    for file, words in parts.items():
        beginnings = (words[:n] for n in range(1, len(words) + 1))
        labels[file] = next((" ".join(some) for some in beginnings if begins[tuple(some)] == 1), stems[file])
    return labels if len(set(labels.values())) == len(labels) else dict(stems)
