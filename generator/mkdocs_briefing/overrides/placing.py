"""Where each target stands now: exact, moved, changed or lost, and what the editor is told of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from mkdocs_briefing.model import Article, Span
from mkdocs_briefing.overrides.items import Override, Placed, State, Target
from mkdocs_briefing.overrides.quoting import occurrences
from mkdocs_briefing.overrides.reading import advice, short
from mkdocs_briefing.overrides.similar import now_there

_ORDER: tuple[State, ...] = ("exact", "moved", "changed", "lost")
_BESIDE = 40
_LOOKED_AT, _LOOKED_FOR = 4, 5
"""In so many articles at most is looked for what became of words, and these are chosen by so many of the words."""

Holder = Callable[[str, Span], str | None]
"""From an article's id and a span to the id of what has its words."""


class Found(NamedTuple):
    """A target's place; ``told`` is empty for one that is as it was."""

    state: State
    article: str | None = None
    span: Span | None = None
    told: str = ""


class _Chosen(NamedTuple):
    """The articles to look in, whether something about them has changed, and what is told of it."""

    articles: Sequence[Article]
    moved: bool = False
    told: str = ""
    strict: bool = False
    """Whether the context must be there to say which article is meant."""


class Shelf:
    """The articles of a build, and what of them has which words."""

    def __init__(self, articles: Sequence[Article], holder: Holder) -> None:
        self.articles, self.holder = articles, holder
        self.by_name: dict[str, list[Article]] = defaultdict(list)
        for article in articles:
            for name in dict.fromkeys((article.file, article.label, article.id)):
                if name:
                    self.by_name[name].append(article)

    def place(self, override: Override) -> Placed:
        """Where an override stands; the worse of its two targets decides."""
        found = self.find(override.target, override.action == "hide")
        if override.with_ is None:
            return Placed(override, found.state, found.article, found.span, None, None, found.told)
        second = self.find(override.with_, override.action == "hide")
        other = Placed(override, second.state, second.article, second.span, None, None, second.told)
        state = max(found.state, second.state, key=_ORDER.index)
        told = "; ".join(dict.fromkeys(t for t in (found.told, second.told) if t))
        return Placed(override, state, found.article, found.span, None, other, told)

    def find(self, target: Target, secret: bool = False) -> Found:
        """The place of one target. ``secret`` words are never told."""
        words = "the words of this correction" if secret else f"the words “{short(target.exact)}”"
        chosen = self._chosen(target)
        places = [(a, span) for a in chosen.articles for span in occurrences(a.text, target)]
        if chosen.strict and not (target.prefix.strip() or target.suffix.strip()):
            near = f"; the words stand in “{places[0][0].file}”: write that" if len(places) == 1 else ""
            return Found("lost", None, None, f"{chosen.told}{near or '; ' + self._files(target)}")
        if len(places) > 1:
            held: dict[tuple[str, str | Span], tuple[Article, Span]] = {}
            for article, span in places:
                held.setdefault((article.id, self.holder(article.id, span) or span), (article, span))
            having = [place for key, place in held.items() if isinstance(key[1], str)]
            if len(held) > 1 and (chosen.moved or len(having) != 1):
                return Found("lost", None, None, self._ambiguous(target, words, places))
            places = having or places
        if places:
            article, span = places[0]
            if not chosen.moved:
                return Found("exact", article.id, span)
            told = chosen.told or f"“{article.file}” has changed since this correction was made"
            update = f"write “article: {article.file}”, “sha256: {article.sha256[:12]}” when you have checked it"
            return Found("moved", article.id, span, f"{told}; {words} stand once, {_where(article, span)}; {update}")
        return self._missing(target, chosen, words, secret)

    def _chosen(self, target: Target) -> _Chosen:
        same = [a for a in self.articles if target.sha256 and a.sha256.startswith(target.sha256.lower())]
        if target.article is None:
            return _Chosen(same) if same else _Chosen(self.articles, moved=target.sha256 is not None)
        named = self.by_name.get(target.article.strip(), [])
        if named:
            kept = [a for a in named if a in same] if same else []
            if kept or not target.sha256:
                return _Chosen(kept or named)
            if same:
                return _Chosen(same, True, f"the article was “{short(target.article)}” and is “{same[0].file}” now")
            return _Chosen(named, True)
        if same:
            return _Chosen(same, True, f"the article was “{short(target.article)}” and is “{same[0].file}” now")
        return _Chosen(self.articles, True, f"there is no article “{short(target.article)}”", strict=True)

    def _missing(self, target: Target, chosen: _Chosen, words: str, secret: bool) -> Found:
        where = f"“{chosen.articles[0].file}”" if len(chosen.articles) == 1 else "the articles"
        bare = Target(target.exact)
        alone = [(a, span) for a in chosen.articles for span in occurrences(a.text, bare)]
        if chosen.strict:
            files = ", ".join(f"“{name}”" for name in list(dict.fromkeys(a.file for a, _ in alone))[:4])
            near = (
                f"{words} stand beside other words in {files}: check and write that" if alone else self._files(target)
            )
            return Found("lost", None, None, f"{chosen.told}; {near}")
        if alone and len(alone) == 1:
            article, (start, end) = alone[0]
            before = short(article.text[max(0, start - _BESIDE) : start])
            behind = short(article.text[end : end + _BESIDE])
            now = "" if secret else f": “{before}” before them, “{behind}” behind"
            told = f"{words} stand in “{article.file}” beside other words now{now}"
            return Found(
                "changed", article.id, (start, end), f"{told}; correct “prefix:” and “suffix:” if it still holds"
            )
        likely = [(found, a) for a in _likely(chosen.articles, target) if (found := now_there(a.text, target))]
        if likely:
            (_, span), article = max(likely, key=lambda row: (row[0][0], -len(row[1].text), row[1].sha256))
            now = "other words stand" if secret else f"“{short(article.text[slice(*span)])}” stands"
            gone = f"{words} are not in {where} now; {now} in “{article.file}”, {spot(article, span)}"
            return Found("changed", article.id, span, f"{gone}; write these words if it still holds, or remove it")
        told = f"{words} are not found in {where}; copy them from the article as printed, or remove this correction"
        article_id = chosen.articles[0].id if len(chosen.articles) == 1 else None
        return Found("lost", article_id, None, told)

    def _files(self, target: Target) -> str:
        names = list(dict.fromkeys(a.file for a in self.articles))
        if len(names) > 12:
            near = advice(target.article or "", names)
            return near if near.startswith("did") else "write the file or the label of one"
        return advice(target.article or "", names)

    def _ambiguous(self, target: Target, words: str, places: Sequence[tuple[Article, Span]]) -> str:
        files = list(dict.fromkeys(a.file for a, _ in places))
        count = f"{len(places)} places" if len(places) < 50 else "many places"
        if len(files) > 1:
            some = ", ".join(f"“{f}”" for f in files[:4]) + (" and more" if len(files) > 4 else "")
            return f"{words} stand in {count}, in {some}; add “article:”, or “prefix:” and “suffix:”"
        given = bool(target.prefix or target.suffix)
        add = "make “prefix:” and “suffix:” longer" if given else "add “prefix:” and “suffix:”"
        return f"{words} stand in {count} of “{files[0]}”; {add}"


def _likely(articles: Sequence[Article], target: Target) -> Sequence[Article]:
    """Of many articles those with most of the words, told from the rest by a plain search."""
    if len(articles) <= _LOOKED_AT:
        return articles
    sought = sorted({word for word in target.exact.split() if word.isalnum()}, key=lambda w: (-len(w), w))[:_LOOKED_FOR]
    return sorted(articles, key=lambda a: (-sum(word in a.text for word in sought), a.sha256))[:_LOOKED_AT]


def _where(article: Article, span: Span) -> str:
    return "in " + spot(article, span)


def spot(article: Article, span: Span) -> str:
    """The layout part of a place, in words: ``paragraph 2``, ``headline``."""
    block = next((b for b in article.blocks if b.start <= span[0] < b.end), None)
    if block is None:
        return "the text"
    return block.kind if block.number is None else f"paragraph {block.number}"
