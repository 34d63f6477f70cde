"""A Content-Security-Policy for each page: nothing from another host, and no script but files and the theme's own.

Themes print small scripts into their pages. They are known from a page of the same theme that holds no word of an
article (`404.html`) and are allowed by their hash; any other script in a page is not
(https://www.w3.org/TR/CSP3/#hash-usage).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from html.parser import HTMLParser

_RUNS = ("", "module", "text/javascript", "application/javascript")
_BASE = re.compile(r'"(?:\.|\.\.(?:/\.\.)*/?|(?:/[\w.~%-]+)*/)"')
_HEAD = (
    re.compile(r"<meta charset=[^>]{1,40}>", re.IGNORECASE),
    re.compile(r"<head(?:\s[^>]{0,200})?>", re.IGNORECASE),
)


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inside = tag == "script" and "src" not in given and (given.get("type") or "").strip().lower() in _RUNS
        if self.inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "script"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1] += data


def inline(html: str) -> list[str]:
    """The scripts that stand in a page itself and would run, as written, in order."""
    reader = _Scripts()
    reader.feed(html)
    reader.close()
    return reader.found


def known(html: str) -> frozenset[str]:
    """The scripts of a page without any article's words, whatever way leads from it to the site's root."""
    return frozenset(map(_anywhere, inline(html)))


def with_policy(html: str, scripts: frozenset[str], foreign: bool = False) -> str:
    """The page with the policy at the beginning of its head, behind the line that names the encoding.

    In: the finished page; ``scripts``, what `known` gave. A script that is not among them gets no hash and does not
    run; with ``foreign`` such a page is given back as it is (an editor's own page, with scripts of its own).
    """
    found = inline(html)
    own = [script for script in found if _anywhere(script) in scripts]
    if foreign and len(own) != len(found):
        return html
    head = next((at for at in (place.search(html) for place in _HEAD) if at), None)
    if head is None:
        return html
    meta = f'<meta http-equiv="Content-Security-Policy" content="{_policy(own)}">'
    return f"{html[: head.end()]}\n      {meta}{html[head.end() :]}"


def _policy(scripts: Iterable[str]) -> str:
    hashes = sorted({base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts})
    allowed = "".join(f" 'sha256-{digest}'" for digest in hashes)
    # Themes draw their icons from data: addresses in style sheets. Checkers of accessibility and reading aids put
    # styles into a page; no page has any of its own.
    return (
        f"default-src 'self'; script-src 'self'{allowed}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; form-action 'self'"
    )


def _anywhere(script: str) -> str:
    """A theme's script without the way to the site's root, which differs from page to page."""
    return _BASE.sub('"/"', script)
