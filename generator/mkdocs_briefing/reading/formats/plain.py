"""Plain text: the decoded file is the text, to the last blank."""

from __future__ import annotations

import re

from mkdocs_briefing.reading.decode import Decoded, decode
from mkdocs_briefing.reading.formats.shared import Item, Opened, RefusedError, Told, lost

_LOOKED_AT = 100_000
_NO_TEXT = 0.3
"""The share of control and unreadable characters above which a file is no text."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def read(raw: bytes) -> Opened:
    """The article of a text file. Raises `RefusedError` for an empty file and for one that is no text."""
    decoded = decoded_text(raw)
    told = [lost(decoded.lost, decoded.encoding)] if decoded.lost else []
    control = len(_CONTROL.findall(decoded.text))
    if control:
        many = "1 control character is" if control == 1 else f"{control:,} control characters are"
        told.append(Told(f"{many} shown as “\ufffd”; remove them from the file"))
    return Opened((Item(lambda: decoded.text, encoding=decoded.encoding),), tuple(told))


def decoded_text(raw: bytes) -> Decoded:
    """The bytes of any text format decoded. Raises `RefusedError` as `read` does."""
    decoded = decode(raw)
    if not decoded.text.strip():
        raise RefusedError("the file is empty; put the article in it or remove it")
    some = decoded.text[:_LOOKED_AT]
    if len(_CONTROL.findall(some)) + some.count("\ufffd") > _NO_TEXT * len(some):
        raise RefusedError("not a text file; save the article as plain text in UTF-8")
    return decoded
