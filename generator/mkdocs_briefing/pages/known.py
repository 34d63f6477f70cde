"""What is known of an article, each with where it comes from, in readers' words; and which articles are its copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_briefing.model import Article, Copy
from mkdocs_briefing.pages.addresses import relative
from mkdocs_briefing.pages.context import Context, article_path
from mkdocs_briefing.pages.markup import literal
from mkdocs_briefing.pages.words import day, outlet
from mkdocs_briefing.tongues import called

FROM = {
    "sources.yml": "set by the editor",
    "front matter": "from the head of its file",
    "JSON field": "from the data it came in",
    "page metadata": "from the data of its page",
    "document properties": "from the properties of its file",
    "date tag": "from a date in front of the text",
    "text": "from its text",
    "file name": "from the name of its file",
    "outlet and date": "from its outlet and date",
}
FORMATS = {
    "text": "plain text",
    "markdown": "Markdown, read without its marks",
    "html": "a saved page; the article was taken out of it",
    "json": "an article in a data file",
    "pdf": "PDF; its words were taken out of it",
    "docx": "a Word file; its words were taken out of it",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A row: what it is, its value, and where that comes from (empty where nothing is stated)."""

    name: str
    value: Markup
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Twin:
    """A group of copies as an article page or the method page shows it: its evidence, and links to its articles."""

    evidence: Markup
    articles: tuple[tuple[Markup, str], ...]


def known(article: Article, date: Markup) -> list[Known]:
    """The rows of an article page; label, outlet, date and language always, the rest where they are stated.

    In: ``date``, the date as the page words it.
    """
    origins = dict(article.origins)

    def row(name: str, member: str, value: str | Markup | None) -> Known:
        shown = value if isinstance(value, Markup) else literal(value or "not stated")
        return Known(name, shown, FROM.get(origins.get(member, ""), "") if value else "")

    always = [
        row("Label", "label", article.label or article.id),
        row("Outlet", "outlet", outlet(article)),
        row("Date", "published", date),
        row("Language", "language", called(article.language)),
    ]
    stated = [
        ("Title", "title", article.title if article.title_span is None else None),
        ("Author", "author", article.author),
        ("Credit", "credit", article.credit),
        ("Address", "url", article.url),
        ("Copy in an archive", "archived", article.archived),
        ("Retrieved", "retrieved", article.retrieved and day(article.retrieved)),
        ("Translated from", "translated_from", article.translated_from and called(article.translated_from)),
        ("Rights", "rights", article.rights),
    ]
    return [*always, *(row(*cells) for cells in stated if cells[2])]


def file_of(article: Article) -> str:
    """The file of an article, its place in it, and what kind of file it is."""
    place = "" if article.part is None else f", number or line {article.part}"
    return f"{article.file}{place}: {FORMATS[article.format]}"


def twins(context: Context, source: str, copies: Sequence[Copy], but: str = "") -> list[Twin]:
    """Groups of copies with links from the page ``source`` to their articles, less the one whose page it is."""
    return [
        Twin(
            literal(copy.evidence),
            tuple(
                (Markup(relative(source, article_path(name))), context.articles[name].label or name)
                for name in copy.articles
                if name != but and name in context.articles
            ),
        )
        for copy in copies
    ]
