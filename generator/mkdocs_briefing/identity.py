"""The id of a passage, for every stage that makes one."""

from __future__ import annotations

import hashlib

from mkdocs_briefing.model import Article, Span
from mkdocs_briefing.text import words

_AROUND = 40
_LONG = 4000


def passage_id(article: Article, content: tuple[Span, ...]) -> str:
    """The article's id and eight hexadecimal digits of the content's words with their surroundings."""
    text = article.text
    start, end = content[0][0], content[-1][1]
    if end - start > _LONG:  # no statement; its text as it stands costs less
        said = " ".join(" ".join(text[s:e].split()) for s, e in content)
    else:
        said = " ".join(w.lower for s, e in content for w in words(text, s, e))
    around = text[max(0, start - _AROUND) : start] + "\0" + text[end : end + _AROUND]
    return f"{article.id}-{hashlib.sha256((said + chr(0) + around).encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
