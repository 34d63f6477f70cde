"""Text -> blocks: headline, dateline, lead, body, caption, label, teaser and credit, told apart by form and place.

Every character that is not white space lies in exactly one block; blocks are in order. The word lists in `words.yml`
only support what length, final stop, place in the file and repetition say. Nothing is raised.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from mkdocs_briefing.model import Block, BlockKind, Credit, Span
from mkdocs_briefing.reading import headlines, lexicon
from mkdocs_briefing.reading.headlines import is_headline
from mkdocs_briefing.reading.metadata import date_line
from mkdocs_briefing.reading.paragraphs import Paragraph, paragraphs
from mkdocs_briefing.text import stem, words

_OPENING = "\"“‘«„'"
_STOP = re.compile(r"[.!?…][)\]\"'”’»“]*$")
_CLOSED = re.compile(r"(?:[.!?…:;][)\]\"'”’»“]*|[\"”»“])$")
_BULLET = re.compile(r"[-*•·–—~▪●]\s|\d{1,2}[.)]\s")
_CAPS = r"[A-ZÀ-Þ]"
_LAST_BRACKET = re.compile(r"\(([^()]{2,160})\)[.\s]*$")
_PICTURE_TAIL = re.compile(
    r"(?:^|[.!?]\s|\s[-–|]\s?)([A-Za-z]{3,12})(?:\s(?:credit|courtesy|by|from))?\s?[:/]\s?([^.!?]{2,60})\.?$"
)
_PICTURE_HEAD = re.compile(
    r"([A-Za-z]{3,12})(?:\s(?:photo|image|credit|caption))?(?:\s[–—-]{1,2}|\s?:)\s", re.IGNORECASE
)
_POSITION = re.compile(
    r"(?:,|\()\s?(?:(?:far|top|bottom|front|second|third|fourth|back|from|at)\s(?:row\s)?)?"
    r"(?:left|right|cent(?:er|re))(?:,|\)|\sand\s|\sin\s)",
    re.IGNORECASE,
)
_CREDIT_WORDS = re.compile(
    r"^[(\[—–-]{0,3}\s?(?:additional\s|with\s|further\s)?(?:reporting|writing|editing|compiled|edited|written|research)\s"
    r"(?:(?:and|or)\s\w+\s)?(?:by|from)\b",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(r"\bcontributed(?:\s(?:reporting|to\sthis\s\w+|from\s[\w .]+))?[.)\s]*$")
_BYLINE = re.compile(rf"(?:By|BY)\s{_CAPS}[\w.’'-]+(?:\s(?:and\s)?{_CAPS}[\w.’'-]*){{1,7}}\.?$")
_BY = re.compile(r"(?:By|BY)\s[\w]")
_FOLLOW = re.compile(r"^\(?(?:h/t\s|Follow\s.{2,60}\son\s)", re.IGNORECASE)
_SIGNED = re.compile(rf"[—–-]{{1,2}}\s?({_CAPS}[\w.&’'-]*(?:\s{_CAPS}[\w.&’'-]*){{0,3}})\.?$")
_SOURCED = re.compile(
    r"^(?:with\s)?(?:additional\s|some\s)?(?:information|reporting|material|inputs?|reports?|content|files|contributions?)\s"
    r"(?:from|by|of)\s(?:the\s)?(.+)$|^(?:source|sources|via|courtesy(?:\sof)?)\s?:?\s(?:the\s)?(.+)$",
    re.IGNORECASE,
)
_GENERIC_TAIL = re.compile(r"\s(?:(?:news|press)\s)?(?:agency|agencies|newswire|service|wires?)$", re.IGNORECASE)
_PLACE = rf"{_CAPS}[\w.’'-]*(?:\s(?:(?:of|de|la|el|al|del|upon|on)\s)?{_CAPS}[\w.’'-]*){{0,4}}"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})(?P<region>(?:,\s[A-Za-z.’' ]{{2,25}}){{0,2}}?)"
    r"(?P<date>,?\s\(?(?:[A-Z][a-z]{2,5}day|[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8})(?:,?\s\d{4})?\)?)?"
    r"(?P<bracket>\s\((?P<agency>[^()]{2,40})\))?"
    r"(?P<mark>\s?[—―–]{1,2}\s?|\s?--\s?|\s-\s|:\s)(?=\S)"
)
_LONGEST_CAPTION = 1200
_TOP = 5


class _Part(NamedTuple):
    """A paragraph with what the rules look at; ``bare`` is clipped for those that are longer than any boilerplate."""

    start: int
    end: int
    chunk: int
    bare: str
    tokens: tuple[str, ...]

    @property
    def size(self) -> int:
        return len(self.tokens)

    @property
    def stopped(self) -> bool:
        return _STOP.search(self.bare[-6:]) is not None

    @property
    def closed(self) -> bool:
        """Whether the line ends as running text does: with a stop, a colon or a quotation mark."""
        return _CLOSED.search(self.bare[-6:]) is not None


class Layout(NamedTuple):
    """The blocks of a text, the agencies and papers credited for the whole, and the headline's span."""

    blocks: tuple[Block, ...]
    credits: tuple[Credit, ...]
    title: Span | None


class _Page(NamedTuple):
    """All parts of a text, and what has been decided of them so far."""

    parts: tuple[_Part, ...]
    kinds: dict[int, BlockKind]
    chunked: bool
    """Whether empty lines part paragraphs, so that single line ends mean something else."""
    prose: bool
    """Whether running text here ends with stops, so that a line without one stands out."""

    def at(self, n: int) -> _Part | None:
        return self.parts[n] if 0 <= n < len(self.parts) else None


def lay_out(text: str, start: int = 0, title: str | None = None) -> Layout:
    """Find the blocks of ``text`` from ``start``; ``title`` is the headline where the editor states it."""
    parts = tuple(_part(text, paragraph) for paragraph in paragraphs(text, start))
    long = [part for part in parts if part.size >= 12]
    page = _Page(
        parts=parts,
        kinds={},
        chunked=len({part.chunk for part in parts}) > len(parts) / 2,
        prose=bool(long) and sum(part.closed for part in long) >= 0.6 * len(long),
    )
    for rule in _RULES:
        rule(page)
    _head(page, title)
    return _blocks(text, page)


def _part(text: str, paragraph: Paragraph) -> _Part:
    size = paragraph.end - paragraph.start
    bare = text[paragraph.start : paragraph.end]
    if size > 2 * _LONGEST_CAPTION:
        # Rules look at both ends only; the middle of a very long paragraph is text whatever it says.
        bare = bare[:_LONGEST_CAPTION] + bare[-_LONGEST_CAPTION:]
    tokens = tuple(word.lower for word in words(bare))
    return _Part(paragraph.start, paragraph.end, paragraph.chunk, bare, tokens)


# ----------------------------------------------------------------------------------------------- rules


def _marks_alone(page: _Page) -> None:
    """A line without a letter or digit (rules, stars), or with an address alone, is a label."""
    for n, part in enumerate(page.parts):
        if not part.tokens or re.fullmatch(r"(?:https?://|www\.)\S+", part.bare):
            page.kinds[n] = "label"


def _dates(page: _Page) -> None:
    """A line that holds nothing but a date, above the text, is a label."""
    for n, part in enumerate(page.parts[:_TOP]):
        if n not in page.kinds and date_line(part.bare) is not None:
            page.kinds[n] = "label"


def _credits(page: _Page) -> None:
    """Lines that name who reported, wrote or edited; bylines; a signature behind a dash at the end."""
    last = len(page.parts) - 1
    for n, part in enumerate(page.parts):
        if n in page.kinds or part.size > 90:
            continue
        small = part.size <= 40
        signed = n >= last - 2 and n > 0 and part.size <= 5 and _SIGNED.match(part.bare) is not None
        if (
            _CREDIT_WORDS.match(part.bare)
            or (small and part.bare[0] not in _OPENING and _CONTRIBUTED.search(part.bare[-90:]) and part.size <= 25)
            or (n <= 3 and part.size <= 12 and not part.closed and _BY.match(part.bare))
            or (small and n <= 3 and _BYLINE.match(part.bare))
            or (part.size <= 14 and n > 0 and _FOLLOW.match(part.bare))
            or signed
        ):
            page.kinds[n] = "credit"


def _picture_credits(page: _Page) -> None:
    """A line that ends with a picture's credit, begins as one, or is nothing else; left and right beside names."""
    for n, part in enumerate(page.parts):
        if n not in page.kinds and len(part.bare) <= _LONGEST_CAPTION and _is_caption(part):
            page.kinds[n] = "caption"


def _is_caption(part: _Part) -> bool:
    if part.bare[0] in _OPENING:
        return False
    bracket = _LAST_BRACKET.search(part.bare[-180:])
    if bracket is not None and _is_picture_credit(bracket.group(1)):
        return True
    tail = _PICTURE_TAIL.search(part.bare[-90:])
    if tail is not None and tail.group(1).lower() in lexicon.of("picture") | lexicon.of("agency"):
        shape = tail.group(2).split()
        if len(shape) <= 8 and shape[0][0].isupper():
            return True
    head = _PICTURE_HEAD.match(part.bare)
    if head is not None and head.group(1).lower() in lexicon.of("picture") and part.size > 2:
        return True
    if part.size <= 8 and part.bare[-1] != ":" and _is_picture_credit(part.bare.rstrip("."), alone=True):
        return True
    return part.size <= 80 and _POSITION.search(part.bare) is not None and not _speaks(part)


def _is_picture_credit(inside: str, alone: bool = False) -> bool:
    """Names alone, joined by commas, strokes or "via", with a word of pictures or an agency among them.

    ``alone``: they are a whole line, which may as well be a headline, so that an agency must be among them.
    """
    pieces = [piece for piece in re.split(r"[\s,/|]+", inside) if piece]
    loose = {"via", "for", "of", "and", "by", "the", "from"}
    named = all(piece[0].isupper() or piece.lower() in loose | lexicon.of("picture") for piece in pieces)
    lower = [piece.lower().strip(".:") for piece in pieces]
    pictured = any(piece in lexicon.of("picture") for piece in lower)
    credited = any(piece in lexicon.of("agency") for piece in lower)
    joined = "/" in inside or "via" in lower or "," in inside
    if alone:
        return named and credited and (joined or len(pieces) <= 2)
    small = joined or credited or len(pieces) <= 6
    return named and bool(pieces) and ((pictured and small) or (credited and joined))


def _speaks(part: _Part) -> bool:
    return any(token in ("said", "says", "told", "added", "according") for token in part.tokens) or any(
        mark in part.bare for mark in '"“”'
    )


def _labels(page: _Page) -> None:
    """Short lines that are headings: a colon at the end, capitals throughout, or one capitalised word alone."""
    first = next((n for n in range(len(page.parts)) if n not in page.kinds), -1)
    for n, part in enumerate(page.parts):
        if n == first and part.size >= 3 and not part.closed:
            # The first line of the text may be its headline, in capitals or not.
            continue
        if n in page.kinds or part.size > 6 or len(part.bare) > 60 or part.bare[0] in _OPENING:
            continue
        following = page.at(n + 1)
        if part.bare.endswith(":"):
            quoted = following is not None and following.bare[0] in _OPENING
            spoken = any(token in lexicon.of("speech") for token in part.tokens) and not _more(part)
            known = any(token in lexicon.of("heading") | lexicon.of("more") for token in part.tokens)
            if not quoted and not spoken and (part.size == 1 or known or following is None):
                page.kinds[n] = "label"
        elif _shouts(part) or (part.size <= 2 and not part.closed and _titled(part)):
            page.kinds[n] = "label"


def _shouts(part: _Part) -> bool:
    letters = [c for c in part.bare if c.isalpha()]
    ends = part.bare[-1].isalnum() or part.bare[-1] == "."
    return part.size <= 4 and len(letters) > 1 and all(c.isupper() for c in letters) and ends


def _titled(part: _Part) -> bool:
    return all(word[0].isupper() for word in part.bare.split() if word.lower() not in lexicon.of("small"))


def _more(part: _Part) -> bool:
    """Whether a short line reads like a heading above links: all its words are general ones of such headings."""
    known = lexicon.of("more") | lexicon.of("small") | lexicon.of("heading")
    return (
        part.size > 0
        and all(token in known for token in part.tokens)
        and any(token in lexicon.of("more") for token in part.tokens)
    )


def _chunk_captions(page: _Page) -> None:
    """Where empty lines part paragraphs, lines close around a label that ends with a colon belong to a picture.

    Elsewhere the line behind a label that names a picture does, unless it ends like running text.
    """
    pictures = lexicon.of("picture")
    for n, part in enumerate(page.parts):
        if page.kinds.get(n) != "label" or not part.bare.endswith(":") or _more(part):
            continue
        named = any(token in pictures for token in part.tokens)
        for m in (n - 1, n + 1):
            other = page.at(m)
            if other is None or m in page.kinds or other.size > 120:
                continue
            close = page.chunked and other.chunk == part.chunk
            if (close and (named or not other.closed)) or (named and m > n and not other.closed):
                page.kinds[m] = "caption"


def _repeated_captions(page: _Page) -> None:
    """A line without a final stop amid running text that repeats the words of a neighbour, or is printed twice."""
    if not page.prose:
        return
    first = next((n for n in range(len(page.parts)) if n not in page.kinds), len(page.parts))
    for n, part in enumerate(page.parts):
        # The first line of the text may be its headline, which repeats the lead by nature.
        if n <= first or n in page.kinds or part.closed or not 5 <= part.size <= 60 or _BULLET.match(part.bare):
            continue
        before, after = page.at(n - 1), page.at(n + 1)
        if before is None or (n - 1 not in page.kinds and not before.closed):
            continue
        if after is not None and n + 1 not in page.kinds and not after.closed:
            continue
        own = _content(part)
        around = range(max(1, n - 4), min(len(page.parts), n + 5))
        near = [page.parts[m] for m in around if m != n and page.kinds.get(m) != "label"]
        if len(own) >= 3 and any(len(own & _content(other)) >= 0.6 * len(own) for other in near):
            page.kinds[n] = "caption"


def _content(part: _Part) -> set[str]:
    return {stem(token) for token in part.tokens if token not in lexicon.of("small")}


def _twins(page: _Page) -> None:
    """Lines that are alike apart from the style of their marks are one caption printed twice."""
    for n, part in enumerate(page.parts):
        if not 5 <= part.size <= 120:
            continue
        for m in (n + 1, n + 2):
            other = page.at(m)
            if (
                other is not None
                and other.tokens == part.tokens
                and "caption" in (page.kinds.get(n), page.kinds.get(m))
            ):
                page.kinds[n] = page.kinds[m] = "caption"


def _teasers(page: _Page) -> None:
    """Lines of headline form at the end, behind a heading or with words that the article does not have.

    Walking back from the end: lines without a final stop, of headline length. Then the heading above them, if any.
    """
    last = len(page.parts)
    first = last
    while first > 1 and _is_linked(page, first - 1):
        first -= 1
    run = [n for n in range(first, last) if page.kinds.get(n) not in ("label", "caption", "credit")]
    heading = first - 1
    above = page.at(heading)
    titled = above is not None and heading > 0 and above.size <= 7 and not above.stopped
    titled = titled and above is not None and above.bare[0] not in _OPENING
    # The heading itself has the form of a short headline and may have been walked over.
    inner = next((n for n in range(first, last) if _heads_links(page, n)), None)
    if inner is not None and inner > 0:
        _mark_tail(page, inner, last)
    elif titled and run and above is not None and (_more(above) or (len(run) >= 2 and above.bare.endswith(":"))):
        _mark_tail(page, heading, last)
    elif page.prose and len(run) >= 3 and len(run) * 2 <= len(page.parts) and _foreign(page, run):
        for n in run:
            page.kinds[n] = "teaser"
    elif last > 1 and _more(page.parts[-1]) and not page.parts[-1].stopped:
        page.kinds[last - 1] = "label"
    for n, part in enumerate(page.parts):
        related = re.match(r"(?:[A-Z]{4,}(?:\s[A-Z]{2,}){0,2}|[A-Z][a-z]+(?:\s[a-z]+){0,2}):\s", part.bare)
        if n > 0 and n not in page.kinds and related is not None and not part.closed and 4 <= part.size <= 25:
            heading_words = [word.lower for word in words(related.group())]
            if all(word in lexicon.of("more") for word in heading_words):
                page.kinds[n] = "teaser"


def _is_linked(page: _Page, n: int) -> bool:
    part = page.parts[n]
    if page.kinds.get(n) in ("label", "credit"):
        return True
    question = part.bare.endswith("?") and part.size <= 20
    return (
        1 <= part.size <= 28
        and len(part.bare) <= 200
        and (not part.closed or question)
        and not _BULLET.match(part.bare)
    )


def _heads_links(page: _Page, n: int) -> bool:
    part = page.parts[n]
    return part.size <= 7 and _more(part) and not part.stopped


def _mark_tail(page: _Page, heading: int, last: int) -> None:
    page.kinds[heading] = "label"
    for n in range(heading + 1, last):
        if page.kinds.get(n) != "label" or page.parts[n].size > 3:
            page.kinds[n] = "label" if _heads_links(page, n) else "teaser"


def _foreign(page: _Page, run: Sequence[int]) -> bool:
    """Whether lines share little with the article above: links to others do, its own last words don't."""
    body: set[str] = set()
    for n in range(run[0]):
        body |= _content(page.parts[n])
    own = [_content(page.parts[n]) for n in run]
    known = sum(len(some & body) for some in own)
    return known <= 0.35 * sum(map(len, own)) and sum(page.parts[n].size >= 5 for n in run) >= 3


def _crossheads(page: _Page) -> None:
    """A short line without a stop between two paragraphs of running text is a heading inside the article."""
    if not page.prose:
        return
    for n, part in enumerate(page.parts):
        before, after = page.at(n - 1), page.at(n + 1)
        if n < 2 or n in page.kinds or before is None or after is None:
            continue
        form = part.size <= 7 and not part.closed and part.bare[0].isupper()
        form = form and not re.search(r"\d\s*$|[,;–—-]$", part.bare)
        if form and before.stopped and after.closed and after.size >= 12 and n + 1 not in page.kinds:
            page.kinds[n] = "label"


_RULES: tuple[Callable[[_Page], None], ...] = (
    _marks_alone,
    _dates,
    _credits,
    _picture_credits,
    _labels,
    _chunk_captions,
    _teasers,
    _repeated_captions,
    _twins,
    _crossheads,
)


def _head(page: _Page, title: str | None) -> None:
    """The headline and the line under it; what stands above them is a label."""
    text = [n for n in range(len(page.parts)) if n not in page.kinds]
    stated = tuple(word.lower for word in words(title)) if title else None
    if not text:
        return
    first = text[0]
    part = page.parts[first]
    following = page.parts[text[1]] if len(text) > 1 else None
    section = (
        following is not None
        and part.size <= 3
        and not part.closed
        and _titled(part)
        and len(text) > 2
        and is_headline(following.bare, page.parts[text[2]].bare, page.prose)
    )
    if section:
        page.kinds[first] = "label"
        text, first, part = text[1:], text[1], page.parts[text[1]]
        following = page.parts[text[1]] if len(text) > 1 else None
    if (stated and part.tokens == stated) or (following is not None and _opens(page, first, following)):
        page.kinds[first] = "headline"
    if page.kinds.get(first) == "headline" and len(text) > 2 and following is not None:
        under = page.parts[text[2]]
        if part.bare.endswith(";") and following.chunk == part.chunk and following.size <= 20:
            page.kinds[text[1]] = "headline"
        close = following.size <= 30 and not _dateline(page, text[1])
        if close and is_headline(following.bare, under.bare, page.prose, strict=True):
            page.kinds[text[1]] = "headline"


def _opens(page: _Page, n: int, following: _Part) -> bool:
    """Whether paragraph ``n``, the first of the text, is a headline over ``following``."""
    part = page.parts[n]
    if part.bare.endswith(";") and part.size <= 25 and following.chunk == part.chunk:
        # A semicolon at the end of a line parts a headline from the line under it.
        return True
    place = _dateline(page, n)
    if place is not None:
        # "EXCLUSIVE: …" and the like look like a place; a text in title case throughout is a headline all the same.
        stated = place.group("bracket") or place.group("date")
        if stated or part.size > 20 or not headlines.features(part.bare[place.end() :], "")["title_case"]:
            return False
    return is_headline(part.bare, following.bare, page.prose)


def _dateline(page: _Page, n: int) -> re.Match[str] | None:
    """A place, perhaps a date or an agency, and a dash or colon in front of the first words of the text."""
    part = page.parts[n]
    found = _DATELINE.match(part.bare[:120])
    if found is None or part.bare[found.end() : found.end() + 80].isupper():
        return None
    colon = found.group("mark").startswith(":")
    shouted = found.group("place").upper() == found.group("place") and len(found.group("place")) > 2
    dated = found.group("date") is not None and any(
        word.lower.rstrip(".") in lexicon.of("month") | lexicon.of("when") for word in words(found.group("date"))
    )
    if found.group("date") is not None and not dated:
        return None
    stated = dated or found.group("bracket") is not None
    if colon:
        others = sum(re.match(r"[A-Z][A-Z .’'-]{2,40}:\s", other.bare[:60]) is not None for other in page.parts)
        return found if found.group("bracket") or dated or (shouted and others == 1) else None
    spaced = found.group("mark").strip() in ("—", "―", "–", "--", "-")
    upper = part.bare[found.end()] in _OPENING or part.bare[found.end()].isupper()
    if stated or shouted:
        return found if upper or shouted else None
    plain = len(found.group("place").split()) <= 2 and found.group("mark").startswith(" ") and spaced and upper
    return found if plain and found.group("mark").strip() != "-" else None


# ---------------------------------------------------------------------------------------------- blocks


def _blocks(text: str, page: _Page) -> Layout:
    blocks: list[Block] = []
    credited: list[Credit] = []
    titles: list[Span] = []
    number = 0
    running = [n for n in range(len(page.parts)) if n not in page.kinds]
    closing = set(running[-2:])
    for n, part in enumerate(page.parts):
        kind = page.kinds.get(n)
        if kind is not None:
            blocks.append(Block(kind, part.start, part.end))
            if kind == "headline":
                titles.append((part.start, part.end))
            elif kind == "credit":
                credited.extend(_signed(text, part))
            continue
        start, end = part.start, part.end
        if number == 0:
            found = _dateline(page, n)
            if found is not None:
                mark = part.start + len(found.group().rstrip())
                blocks.append(Block("dateline", part.start, mark))
                credited.extend(_agency(part.start, found))
                start = mark + len(found.group()) - len(found.group().rstrip())
        bracket = _credit_bracket(text, start, end) if n in closing else None
        stop = end if bracket is None else _trimmed(text, start, bracket[0])
        if start < stop:
            number += 1
            blocks.append(Block("lead" if number == 1 else "body", start, stop, number))
        if bracket is not None:
            blocks.append(Block("credit", bracket[0], end))
            credited.append(bracket[1])
    return Layout(tuple(blocks), tuple(credited), titles[0] if titles else None)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _agency(offset: int, found: re.Match[str]) -> list[Credit]:
    name = found.group("agency")
    if name is None or name.lower() not in lexicon.of("agency"):
        return []
    return [Credit(name, (offset + found.start("agency"), offset + found.end("agency")))]


def _signed(text: str, part: _Part) -> list[Credit]:
    """The agency that signs a text behind a dash ("— Reuters")."""
    found = _SIGNED.match(text, part.start, part.end)
    if found is None or found.group(1).rstrip(".").lower() not in lexicon.of("agency"):
        return []
    return [Credit(found.group(1).rstrip("."), (found.start(1), found.start(1) + len(found.group(1).rstrip("."))))]


def _credit_bracket(text: str, start: int, end: int) -> tuple[int, Credit] | None:
    """The bracket at the end of a paragraph that credits a source for the whole article: its start and the credit."""
    begin = max(start, end - 200)
    found = _LAST_BRACKET.search(text[begin:end])
    if found is None:
        return None
    inside = found.group(1)
    sourced = _SOURCED.match(inside)
    if sourced is not None:
        group = 1 if sourced.group(1) else 2
        name, at = sourced.group(group), sourced.start(group)
    elif inside.lower() in lexicon.of("agency"):
        name, at = inside, 0
    else:
        return None
    name = _GENERIC_TAIL.sub("", name.rstrip(" ."))
    if not name[:1].isupper():
        return None
    at += begin + found.start(1)
    return begin + found.start(), Credit(name, (at, at + len(name)))
