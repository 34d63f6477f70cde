"""Reading: file -> `Article`. Its text, what is known of it, and its layout; one article is all that it sees.

`read_folder` is the stage; `read_file` reads the bytes of one file, `again` its articles' texts for the audit.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs_briefing.model import Article, Block, Problem, Span
from mkdocs_briefing.reading import kept, languages, naming
from mkdocs_briefing.reading.facts import LEAVE_OUT, Fact, Facts
from mkdocs_briefing.reading.files import article_files, contents, name_of
from mkdocs_briefing.reading.formats import FORMATS, Item, RefusedError, format_of
from mkdocs_briefing.reading.formats import LARGEST as LARGEST_OF
from mkdocs_briefing.reading.formats import read as read_format
from mkdocs_briefing.reading.layout import lay_out
from mkdocs_briefing.reading.metadata import date_line, date_tag
from mkdocs_briefing.reading.sources import NAME as SOURCES
from mkdocs_briefing.reading.sources import Sources, read_sources, unknown_files

__all__ = ["LARGEST", "again", "read_article", "read_file", "read_folder"]

LARGEST = LARGEST_OF["text"]
"""The largest text file that is read, in bytes."""

EDITOR = "sources.yml"
_PLAIN = ("outlet", "url", "author", "retrieved", "credit", "translated_from", "rights")


@dataclass(frozen=True, slots=True)
class _Folder:
    """What reading one file may look at beside its bytes: its folder (for kept texts) and what the editor knows."""

    path: Path | None
    sources: Sources


def read_folder(folder: Path, *, keep: bool = False, largest: int | None = None) -> tuple[list[Article], list[Problem]]:
    """Read every article of a folder and its subfolders.

    In: a folder with files of the known formats and, if wanted, `sources.yml`; ``keep``: write the extracted texts
    into it; ``largest``, the bytes of the largest file that is read (default: by its format). Out: the articles sorted
    by id, and what the editor should know. Raises nothing: a file that can't be read is one problem, and the others are
    read.
    """
    problems: list[Problem] = []
    if not folder.is_dir():
        message = "no such folder; name one that holds articles"
        return [], [Problem(naming.printable(str(folder)), message, severity="error")]
    raw: dict[str, bytes] = {}
    for path in article_files(folder, problems):
        name = name_of(folder, path)
        content = contents(path, name, problems, largest)
        if content is not None and name in raw:
            message = "another file’s name differs from this in nothing that can be shown; rename one"
            problems.append(Problem(name, message, severity="error"))
        elif content is not None:
            raw[name] = content
    sources = _sources(folder, problems)
    ids = naming.ids({name: hashlib.sha256(content).hexdigest() for name, content in raw.items()})
    articles: list[Article] = []
    parts: list[tuple[str, int]] = []
    for name, content in raw.items():
        found, told = _read(content, name, ids[name], _Folder(folder, sources))
        problems.extend(told)
        articles.extend(found.articles)
        parts.extend((name, part) for part in found.parts)
    problems.extend(unknown_files(sources, {*raw, *(problem.file for problem in problems)}, parts))
    problems.extend(_one_label(articles, sources))
    if not articles:
        known = ", ".join(FORMATS)
        problems.append(
            Problem(naming.printable(folder.name), f"no article; put files in it that end in {known}", severity="error")
        )
    if keep:
        problems.extend(kept.keep(folder, articles))
    named = [replace(a, id=i) for a, i in zip(articles, naming.apart(articles), strict=True)]
    return sorted(_labelled(named, sources), key=lambda article: article.id), problems


def read_file(
    raw: bytes, *, file: str, article_id: str | None = None, sources: Sources | None = None
) -> tuple[list[Article], list[Problem]]:
    """Read the bytes of one file of any format.

    In: the bytes; ``file``, its path in the folder, whose ending gives the format; ``article_id`` (default: from the
    path); ``sources``, what the editor knows. Out: its articles, not labelled yet, and problems. Raises nothing.
    """
    identity = article_id or naming.ids({file: hashlib.sha256(raw).hexdigest()})[file]
    found, problems = _read(raw, file, identity, _Folder(None, sources or Sources()))
    return found.articles, problems


def read_article(
    raw: bytes,
    *,
    file: str,
    article_id: str | None = None,
    known: Mapping[str, str] | None = None,
) -> tuple[Article | None, list[Problem]]:
    """Read the bytes of a file with one article.

    In: the bytes; ``file``, its path in the folder; ``article_id`` (default: from the path); ``known``, what
    `sources.yml` states of it. Out: the article, or ``None`` when there is no text in it, and problems. Raises nothing.
    """
    sources = Sources({file: dict(known or {})})
    articles, problems = read_file(raw, file=file, article_id=article_id, sources=sources)
    return (articles[0] if articles else None), problems


def again(folder: Path, file: str, raw: bytes, articles: Iterable[Article]) -> dict[str, str]:
    """The texts of a file's articles, by id, read from its bytes or from the texts kept beside it.

    For the audit. An article whose text is not there, or is another than it was, has none. Raises nothing.
    """
    wanted = list(articles)
    digest = hashlib.sha256(raw).hexdigest()
    texts = {a.id: kept.load(folder, file, a.part, digest).text for a in wanted if a.format != "text"}
    missing = [a for a in wanted if texts.get(a.id) is None]
    if missing:
        try:
            opened = read_format(missing[0].format, raw)
        except RefusedError:
            return {}
        by_part = {item.part: item for item in opened.items}
        for article in missing:
            item = by_part.get(article.part)
            try:
                texts[article.id] = None if item is None else item.text()
            except RefusedError:
                texts[article.id] = None
    hashes = {a.id: a.text_sha256 for a in wanted}
    return {name: text for name, text in texts.items() if text is not None and kept.digest(text) == hashes[name]}


# ------------------------------------------------------------------------------------------------------ one file


@dataclass(frozen=True, slots=True)
class _File:
    """The articles of a file, and the parts that it has, read or left out."""

    articles: list[Article]
    parts: list[int]


def _read(raw: bytes, file: str, identity: str, folder: _Folder) -> tuple[_File, list[Problem]]:
    problems: list[Problem] = []
    reason = folder.sources.of(file).get(LEAVE_OUT)
    if reason is not None:
        return _File([], []), [_left_out(file, None, reason)]
    kind = format_of(file) or "text"
    try:
        opened = read_format(kind, raw)
    except RefusedError as refused:
        return _File([], []), [Problem(file, str(refused), refused.line, "error")]
    problems.extend(Problem(file, told.message, told.line, told.severity) for told in opened.told)
    digest = hashlib.sha256(raw).hexdigest()
    articles: list[Article] = []
    for item in opened.items:
        known = folder.sources.entry(file, item.part)
        if known.get(LEAVE_OUT):
            problems.append(_left_out(file, item.line, known[LEAVE_OUT]))
            continue
        try:
            text = item.text() if kind == "text" else _text(item, file, digest, folder, problems)
        except RefusedError as refused:
            problems.append(Problem(file, str(refused), refused.line or item.line, "error"))
            continue
        except RecursionError:
            problems.append(Problem(file, "nested too deeply; save the article as text", item.line, "error"))
            continue
        if not text.strip():
            problems.append(Problem(file, "no text in it; put the article in it or remove it", item.line, "error"))
            continue
        name = identity if item.part is None else f"{naming.slug(file) or 'article'}-{kept.digest(text)[:8]}"
        article, told = _article(text, item, known)
        problems.extend(Problem(file, message, line if item.part is None else item.line) for message, line in told)
        articles.append(replace(article, id=name, file=file, sha256=digest, format=kind))
    return _File(articles, [item.part for item in opened.items if item.part is not None]), problems


def _left_out(file: str, line: int | None, reason: str) -> Problem:
    return Problem(file, f"left out, as {SOURCES} asks: {reason}", line, "info")


def _text(item: Item, file: str, digest: str, folder: _Folder, problems: list[Problem]) -> str:
    """The text of an article that is no plain text: the one that is kept, or what is extracted now."""
    if folder.path is None:
        return item.text()
    found = kept.load(folder.path, file, item.part, digest)
    if found.changed:
        told = f"changed since it was kept; the text of {file} is extracted anew, so change that file instead"
        problems.append(Problem(kept.place(file, item.part), told))
    return item.text() if found.text is None else found.text


def _article(text: str, item: Item, known: Mapping[str, str]) -> tuple[Article, list[tuple[str, int | None]]]:
    """The article of a text: what is stated of it, the surest first, and its layout. ``known`` is the editor's part."""
    told: list[tuple[str, int | None]] = []
    facts: Facts = {**item.facts, **{key: Fact(value, EDITOR) for key, value in known.items()}}
    facts = {key: fact for key, fact in facts.items() if fact.value}
    tag = date_tag(text)
    if tag is not None and tag.date is None:
        written = text[slice(*tag.date_span)]
        told.append((f"“{written}” is no date of the calendar and is ignored; correct the tag", 1))
    layout = lay_out(text, tag.span[1] if tag else 0, facts["title"].value if "title" in facts else None)
    blocks = (Block("label", *tag.span), *layout.blocks) if tag else layout.blocks
    date, date_span = _dated(text, blocks) if tag is None or tag.date is None else (tag.date, tag.date_span)
    dated = date is not None and "published" not in facts and "published" not in known
    if dated and date is not None:
        facts["published"] = Fact(date, "date tag" if tag is not None and tag.date is not None else "text")
    if layout.title and "title" not in facts and "title" not in known:
        facts["title"] = Fact(text[slice(*layout.title)], "text")
    _add_language(facts, text)
    values = {key: fact.value for key, fact in facts.items()}
    title = values.get("title")
    article = Article(
        id="",
        file="",
        sha256="",
        text=text,
        encoding=item.encoding,
        label=values.get("label", ""),
        language=values.get("language"),
        title=title,
        title_span=layout.title if layout.title and title == text[slice(*layout.title)] else None,
        published=values.get("published"),
        published_span=date_span if dated else None,
        published_from=facts["published"].origin if "published" in facts else None,
        blocks=blocks,
        credits=layout.credits,
        part=item.part,
        text_sha256=kept.digest(text),
        archived=values.get("archive"),
        origins=_origins(facts),
        **{key: values.get(key) for key in _PLAIN},  # type: ignore[arg-type]
    )
    return article, told


def _add_language(facts: Facts, text: str) -> None:
    """The language of the text where nobody states one, or where a page's template states another than it is in."""
    stated = facts.get("language")
    if stated is not None and stated.origin != "page metadata":
        return
    found = languages.language(text)
    if found is not None and (stated is None or stated.value.partition("-")[0] != found):
        facts["language"] = Fact(found, "text")


def _origins(facts: Facts) -> tuple[tuple[str, str], ...]:
    names = {"archive": "archived"}
    return tuple(sorted((names.get(key, key), fact.origin) for key, fact in facts.items() if key != LEAVE_OUT))


def _dated(text: str, blocks: Sequence[Block]) -> tuple[str | None, Span | None]:
    """The date of publication that a line of its own above the text states, and its span."""
    for block in itertools.takewhile(lambda block: block.kind not in ("lead", "body"), blocks):
        found = date_line(text[block.start : block.end]) if block.kind == "label" else None
        if found is not None and found.date is not None:
            return found.date, (block.start + found.span[0], block.start + found.span[1])
    return None, None


def _sources(folder: Path, problems: list[Problem]) -> Sources:
    path = folder / SOURCES
    if path.is_symlink() or not path.is_file():
        if path.is_symlink() or path.exists():
            problems.append(Problem(SOURCES, "not a file; put what is known of the articles into a file of this name"))
        return Sources()
    content = contents(path, SOURCES, problems)
    if content is None:
        return Sources()
    sources, found = read_sources(content)
    problems.extend(found)
    return sources


# -------------------------------------------------------------------------------------------------------- labels


def _labelled(articles: list[Article], sources: Sources) -> list[Article]:
    """Give every article a label that no other has: the one stated, else outlet and date, else from its file name."""
    if not articles:
        return []
    short = naming.file_labels([naming.handle(article) for article in articles])
    by_name = [short[naming.handle(article)] for article in articles]
    made = [article.label or _outlet_label(article) or name for article, name in zip(articles, by_name, strict=True)]
    often = Counter(made)
    labelled: list[Article] = []
    for article, label, name in zip(articles, made, by_name, strict=True):
        stated = bool(sources.of(article.file, article.part).get("label"))
        whole = label if often[label] == 1 or stated else f"{label} ({name})"
        labelled.append(replace(article, label=whole, origins=_with_label(article)))
    return labelled


def _one_label(articles: Sequence[Article], sources: Sources) -> list[Problem]:
    """One problem for each article whose label in `sources.yml` is another's too: tables could not tell them apart."""
    stated: list[tuple[int, str, str]] = []
    for article in articles:
        name = article.file if article.part is None else f"{article.file}#{article.part}"
        line = sources.lines.get(name, sources.lines.get(article.file))
        stated.append((line or 0, name, sources.of(article.file, article.part).get("label", "")))
    first: dict[str, str] = {}
    return [
        Problem(SOURCES, f"label “{label}” is that of {first[label]} too; give {name} another", line or None)
        for line, name, label in sorted(stated)
        if label and first.setdefault(label, name) != name
    ]


def _with_label(article: Article) -> tuple[tuple[str, str], ...]:
    if article.label:
        return article.origins
    origin = "outlet and date" if article.outlet else "file name"
    return tuple(sorted((*article.origins, ("label", origin))))


def _outlet_label(article: Article) -> str:
    return ", ".join(filter(None, (article.outlet, article.published))) if article.outlet else ""
