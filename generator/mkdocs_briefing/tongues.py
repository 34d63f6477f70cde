"""What languages are called, for pages and messages."""

from __future__ import annotations

from functools import cache


def called(code: str | None) -> str:
    """The English name of a language by its code (``pt-BR``: "Portuguese"), or the code; "not known" for none."""
    if code is None:
        return "not known"
    if code == "und":
        return "undetermined"
    return _names().get(code.split("-")[0].lower(), code)


@cache
def _names() -> dict[str, str]:
    # imported only here: most builds name no language but on the method page
    from babel import Locale

    return {str(code): str(name) for code, name in Locale("en").languages.items()}
