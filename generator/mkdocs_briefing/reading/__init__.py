"""Reading: file -> `Article`. Decoding, what is known of it, and its layout; one article is all that it sees.

`read_folder` is the stage; `read_article` reads the bytes of one file.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from mkdocs_briefing.model import Article, Block, Problem, Span
from mkdocs_briefing.reading import languages, naming
from mkdocs_briefing.reading.decode import Decoded, decode
from mkdocs_briefing.reading.layout import lay_out
from mkdocs_briefing.reading.metadata import date_line, date_tag
from mkdocs_briefing.reading.sources import NAME as SOURCES
from mkdocs_briefing.reading.sources import Sources, read_sources, unknown_files

__all__ = ["LARGEST", "read_article", "read_folder"]

LARGEST = 5_000_000
"""The largest file that is read, in bytes."""

_SUFFIX = ".txt"
_NOT_ARTICLES = frozenset({SOURCES, "overrides.yml"})


def read_folder(folder: Path) -> tuple[list[Article], list[Problem]]:
    """Read every article of a folder and its subfolders.

    In: a folder with ``.txt`` files and, if wanted, `sources.yml`. Out: the articles sorted by id, and what the editor
    should know. Raises nothing: a file that can't be read is one problem, and the others are read.
    """
    problems: list[Problem] = []
    if not folder.is_dir():
        return [], [Problem(_printable(str(folder)), "no such folder; name one that holds articles", severity="error")]
    raw: dict[str, bytes] = {}
    for path in _files(folder, problems):
        name = _name(folder, path)
        content = _read(path, name, problems)
        if content is not None:
            raw[name] = content
    sources = _sources(folder, problems)
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in raw.items()}
    ids = naming.ids(digests)
    articles: list[Article] = []
    for name, content in raw.items():
        article, found = read_article(content, file=name, article_id=ids[name], known=sources.of(name))
        problems.extend(found)
        if article is not None:
            articles.append(article)
    problems.extend(unknown_files(sources, {*raw, *(problem.file for problem in problems)}))
    problems.extend(_alike(articles))
    if not articles:
        problems.append(Problem(_printable(folder.name), f"no article; put {_SUFFIX} files in it", severity="error"))
    return sorted(_labelled(articles, sources), key=lambda article: article.id), problems


def read_article(
    raw: bytes,
    *,
    file: str,
    article_id: str | None = None,
    known: Mapping[str, str] | None = None,
) -> tuple[Article | None, list[Problem]]:
    """Read the bytes of one file.

    In: the bytes; ``file``, its path in the folder; ``article_id`` (default: from the path); ``known``, what
    `sources.yml` states of it. Out: the article, or ``None`` when there is no text in it, and problems. Raises nothing.
    """
    known = known or {}
    problems: list[Problem] = []
    decoded = decode(raw)
    refused = _refusal(decoded)
    if refused is not None:
        return None, [Problem(file, refused, severity="error")]
    text = decoded.text
    if decoded.lost:
        many = "1 byte is" if decoded.lost == 1 else f"{decoded.lost} bytes are"
        problems.append(Problem(file, f"{many} not readable as {decoded.encoding}; save the file as UTF-8"))
    tag = date_tag(text)
    if tag is not None and tag.date is None:
        written = text[slice(*tag.date_span)]
        problems.append(Problem(file, f"“{written}” is no date of the calendar and is ignored; correct the tag", 1))
    layout = lay_out(text, tag.span[1] if tag else 0, known.get("title"))
    blocks = (Block("label", *tag.span), *layout.blocks) if tag else layout.blocks
    date, date_span = _dated(text, blocks) if tag is None or tag.date is None else (tag.date, tag.date_span)
    dated = date is not None and "published" not in known
    title = known.get("title") or (text[slice(*layout.title)] if layout.title else None)
    digest = hashlib.sha256(raw).hexdigest()
    article = Article(
        id=article_id or naming.ids({file: digest})[file],
        file=file,
        sha256=digest,
        text=text,
        encoding=decoded.encoding,
        label=known.get("label", ""),
        language=known.get("language") or languages.language(text),
        title=title,
        title_span=layout.title if layout.title and title == text[slice(*layout.title)] else None,
        published=date if dated else known.get("published"),
        published_span=date_span if dated else None,
        published_from="date tag" if dated else "sources.yml" if known.get("published") else None,
        outlet=known.get("outlet"),
        url=known.get("url"),
        blocks=blocks,
        credits=layout.credits,
    )
    return article, problems


def _dated(text: str, blocks: Sequence[Block]) -> tuple[str | None, Span | None]:
    """The date of publication that a line of its own above the text states, and its span."""
    for block in itertools.takewhile(lambda block: block.kind not in ("lead", "body"), blocks):
        found = date_line(text[block.start : block.end]) if block.kind == "label" else None
        if found is not None and found.date is not None:
            return found.date, (block.start + found.span[0], block.start + found.span[1])
    return None, None


def _files(folder: Path, problems: list[Problem]) -> list[Path]:
    """Regular files that may be articles, in the order of their names; links are not followed."""
    found: list[Path] = []
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(here.iterdir(), key=lambda path: os.fsencode(path.name))
        except OSError as error:
            problems.append(Problem(_name(folder, here), f"folder not readable ({error.strerror}); check its rights"))
            continue
        for path in entries:
            name = _name(folder, path)
            if path.name.startswith(".") or path.name.upper().startswith("README") or name in _NOT_ARTICLES:
                continue
            try:
                mode = path.lstat().st_mode
            except OSError as error:
                problems.append(Problem(name, f"not readable ({error.strerror}); check its rights", severity="error"))
                continue
            if stat.S_ISDIR(mode):
                waiting.append(path)
            elif not stat.S_ISREG(mode):
                problems.append(Problem(name, "not a regular file; put a copy of the text in its place"))
            elif path.suffix.lower() != _SUFFIX:
                problems.append(Problem(name, f"not an article, left alone; articles are {_SUFFIX} files"))
            else:
                found.append(path)
    return sorted(found, key=lambda path: _name(folder, path))


def _read(path: Path, name: str, problems: list[Problem]) -> bytes | None:
    try:
        size = path.lstat().st_size
        if size > LARGEST:
            message = f"{size:,} bytes, more than the {LARGEST:,} that are read; divide it into articles"
            problems.append(Problem(name, message, severity="error"))
            return None
        return path.read_bytes()
    except OSError as error:
        problems.append(Problem(name, f"not readable ({error.strerror}); check its rights", severity="error"))
        return None


def _refusal(decoded: Decoded) -> str | None:
    if not decoded.text.strip():
        return "the file is empty; put the article in it or remove it"
    odd = sum(unicodedata.category(c) == "Cc" and c not in "\t\n\r\v\f\x85" for c in decoded.text[:100_000])
    if "\0" in decoded.text or odd > 0.05 * min(len(decoded.text), 100_000):
        return "not a text file; save the article as plain text in UTF-8"
    return None


def _sources(folder: Path, problems: list[Problem]) -> Sources:
    path = folder / SOURCES
    if path.is_symlink() or not path.is_file():
        return Sources()
    content = _read(path, SOURCES, problems)
    if content is None:
        return Sources()
    sources, found = read_sources(content)
    problems.extend(found)
    return sources


def _alike(articles: list[Article]) -> list[Problem]:
    first: dict[str, str] = {}
    problems: list[Problem] = []
    for article in articles:
        other = first.setdefault(article.sha256, article.file)
        if other != article.file:
            problems.append(Problem(article.file, f"the same bytes as {other}; remove one, or it counts twice"))
    return problems


def _labelled(articles: list[Article], sources: Sources) -> list[Article]:
    """Give every article a label that no other has: the editor's, else outlet and date, else from its file name."""
    if not articles:
        return []
    by_file = naming.file_labels([article.file for article in articles])
    made = {article.file: article.label or _outlet_label(article) or by_file[article.file] for article in articles}
    often = Counter(made.values())
    stated = {article.file for article in articles if sources.of(article.file).get("label")}
    return [
        replace(
            article,
            label=made[article.file]
            if often[made[article.file]] == 1 or article.file in stated
            else f"{made[article.file]} ({by_file[article.file]})",
        )
        for article in articles
    ]


def _outlet_label(article: Article) -> str:
    return ", ".join(filter(None, (article.outlet, article.published))) if article.outlet else ""


def _name(folder: Path, path: Path) -> str:
    return _printable(path.relative_to(folder).as_posix()) or _printable(folder.name)


def _printable(name: str) -> str:
    """A file name as one line of valid Unicode, whatever its bytes are."""
    valid = os.fsencode(name).decode("utf-8", "replace")
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) == "Cc" else c for c in valid)
