"""What makes a JSON text safe to stand anywhere, in a file or inside a page."""

from __future__ import annotations

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029", "\x7f": "\\u007f"}
_TABLE = str.maketrans(_ESCAPES)


def embeddable(text: str) -> str:
    """A JSON text with the same meaning in which nothing closes a script element or begins markup.

    These characters stand in JSON inside texts only, where an escape means the same. A lone surrogate, which no UTF-8
    file can hold, becomes a question mark.
    """
    return text.translate(_TABLE).encode("utf-8", "replace").decode("utf-8")
