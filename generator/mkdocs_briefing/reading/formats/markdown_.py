"""Markdown: front matter to facts, the rest to words without their markup, through markdown-it-py."""

from __future__ import annotations

import re

import yaml

from mkdocs_briefing.reading.facts import Fact, Facts, stated
from mkdocs_briefing.reading.formats.plain import decoded_text
from mkdocs_briefing.reading.formats.shared import Item, Opened, RefusedError, Told, article_text, lost
from mkdocs_briefing.reading.nodes import compose, is_null, pairs

ORIGIN = "front matter"
_FRONT = re.compile(r"\s*?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_LONGEST_CHUNK = 30_000
_HEADED = re.compile(r"\s*+(?:#\s|[^\n]+\n=+[ \t]*(?:\n|\Z))")


def read(raw: bytes) -> Opened:
    """The article of a Markdown file. Raises `RefusedError` for a file without text."""
    decoded = decoded_text(raw)
    told: list[Told] = [lost(decoded.lost, decoded.encoding)] if decoded.lost else []
    facts, start = front_matter(decoded.text, told)
    body = decoded.text[start:]

    def text() -> str:
        title = facts["title"].value if "title" in facts else None
        return words(body, title)

    if not body.strip():
        raise RefusedError("no text below the front matter; put the article there")
    return Opened((Item(text, facts, decoded.encoding),), tuple(told))


def words(body: str, title: str | None = None) -> str:
    """The text of Markdown without its markup. Raises `RefusedError` when nothing is left."""
    from markdown_it import MarkdownIt

    from mkdocs_briefing.reading.formats.markup import paragraphs, tree

    chunks = re.split(r"\n[ \t]*\n", body.replace("\r\n", "\n"))
    if max(map(len, chunks)) > _LONGEST_CHUNK:
        # Markup is looked for at a cost that grows with the square of a paragraph.
        return article_text(title, chunks)
    try:
        root = tree(MarkdownIt("commonmark").enable("table").render(body))
    except RecursionError:
        raise RefusedError("marked up too deeply to be read; save it as plain text") from None
    found = [] if root is None else paragraphs(root)
    if not found:
        raise RefusedError("no text in it; put the article in it or remove it")
    return article_text(title, found, headed=_HEADED.match(body) is not None)


def front_matter(text: str, told: list[Told]) -> tuple[Facts, int]:
    """The facts of the YAML between two lines ``---`` at the top, and where the text below begins.

    In: the decoded text; ``told`` gets a message for each mistake. Without front matter: nothing, and 0.
    """
    found = _FRONT.match(text)
    if found is None:
        return {}, 0
    before = text.count("\n", 0, found.start(1))

    def tell(message: str, line: int | None) -> None:
        told.append(Told(f"front matter: {message}", None if line is None else line + before))

    root = compose(found.group(1), tell)
    if root is None:
        return {}, found.end()
    if not isinstance(root, yaml.MappingNode):
        # A rule, a line of text and a rule are no front matter.
        return {}, 0
    given: dict[str, object] = {}
    lines: dict[str, int] = {}
    for key, node, line in pairs(root, tell):
        lines[key] = line
        if not is_null(node):
            given[key] = _plain(node)
    facts, wrong = stated(given, ORIGIN)
    for name, _, message in wrong:
        tell(f"“{name}”: {message}; it is ignored", lines[name])
    return {key: Fact(*fact) for key, fact in facts.items()}, found.end()


def _plain(node: yaml.Node) -> object:
    """The value of a node as written: text, or a list or mapping of texts, one level deep."""
    if isinstance(node, yaml.SequenceNode):
        return [item.value for item in node.value if isinstance(item, yaml.ScalarNode)]
    if isinstance(node, yaml.MappingNode):
        return {
            key.value: value.value
            for key, value in node.value
            if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)
        }
    return str(node.value)
