"""Plain text: the decoded file is the text, to the last blank."""

from __future__ import annotations

import unicodedata

from mkdocs_briefing.reading.decode import Decoded, decode
from mkdocs_briefing.reading.formats.shared import Item, Opened, RefusedError, lost

_LOOKED_AT = 100_000


def read(raw: bytes) -> Opened:
    """The article of a text file. Raises `RefusedError` for an empty file and for one that is no text."""
    decoded = decoded_text(raw)
    told = (lost(decoded.lost, decoded.encoding),) if decoded.lost else ()
    return Opened((Item(lambda: decoded.text, encoding=decoded.encoding),), told)


def decoded_text(raw: bytes) -> Decoded:
    """The bytes of any text format decoded. Raises `RefusedError` as `read` does."""
    decoded = decode(raw)
    if not decoded.text.strip():
        raise RefusedError("the file is empty; put the article in it or remove it")
    odd = sum(unicodedata.category(c) == "Cc" and c not in "\t\n\r\v\f\x85" for c in decoded.text[:_LOOKED_AT])
    if "\0" in decoded.text or odd > 0.05 * min(len(decoded.text), _LOOKED_AT):
        raise RefusedError("not a text file; save the article as plain text in UTF-8")
    return decoded
