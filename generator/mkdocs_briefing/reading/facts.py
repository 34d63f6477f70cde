"""What can be known of an article, and what a written value must look like: one table for all that state it.

A *fact* is a member's value with its origin. `sources.yml` uses the members' own names; front matter, JSON objects and
pages have other names for the same, which `member` knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

from mkdocs_briefing.reading.metadata import date_of, real_date

MEMBERS = (
    "label",
    "outlet",
    "url",
    "published",
    "retrieved",
    "author",
    "credit",
    "language",
    "translated_from",
    "archive",
    "rights",
    "title",
)
LEAVE_OUT = "leave_out"

_LONGEST = 500

# Names in data that mean a member; compared in lower case without anything but letters. The first that holds wins.
_SYNONYMS: dict[str, str] = {
    "title": "title headline name",
    "published": "published date datepublished publishedat publisheddate publishdate publicationdate publishtime "
    "pubdate publishedtime publishedon dateposted",
    "outlet": "outlet source publisher publication newspaper sitename site sourcename medium paper",
    "url": "url link canonical canonicalurl permalink weburl address uri sourceurl",
    "author": "author authors byline creator by writer writers",
    "language": "language lang inlanguage locale",
    "credit": "credit agency",
    "retrieved": "retrieved retrievedat accessed accessdate accessedat downloaded datedownload crawledat scrapedat",
    "rights": "rights copyright license licence",
    "archive": "archive archived archiveurl archivedat",
    "translated_from": "translatedfrom originallanguage",
    "label": "label",
    "text": "text body content articlebody fulltext maintext bodytext contenttext article story articletext "
    "contenthtml html paragraphs",
}
_MEANT = {name: (member, rank) for member, names in _SYNONYMS.items() for rank, name in enumerate(names.split())}


class Fact(NamedTuple):
    """A member's value and where it comes from."""

    value: str
    origin: str


Facts = dict[str, Fact]


def _date(value: str) -> str | None:
    return None if real_date(value) else f"“{value}” is no date of the calendar; write it as YYYY-MM-DD"


def _address(value: str) -> str | None:
    good = re.fullmatch(r"https?://[^\s<>\"']+", value)
    return None if good else f"“{value}” is no web address; write it in full, beginning with https://"


def _code(value: str) -> str | None:
    return None if re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*", value) else f"“{value}” is no language code such as en"


_CHECKS: dict[str, Callable[[str], str | None]] = {
    "published": _date,
    "retrieved": _date,
    "url": _address,
    "archive": _address,
    "language": _code,
    "translated_from": _code,
}


def fault(member: str, value: str) -> str | None:
    """What is wrong with a value, and what to write; ``None`` for a good one."""
    return _CHECKS[member](value) if member in _CHECKS else None


def member(name: str) -> tuple[str, int] | None:
    """The member that a name in data means, and its rank among the names for it (0 is best); ``None`` if none."""
    return _MEANT.get(re.sub(r"[^a-z]", "", name.lower()))


def stated(given: Mapping[str, Any], origin: str) -> tuple[Facts, list[tuple[str, str, str]]]:
    """The facts that a mapping of data states, by whatever names, and (name, member, what is wrong) of the rest.

    The value of ``text`` is left to the caller. Names that mean nothing here are passed over: data has its own.
    """
    best: dict[str, tuple[int, str, Any]] = {}
    for name, value in given.items():
        meant = member(name)
        if meant is None or meant[0] == "text" or value in (None, "", [], {}):
            continue
        if name.lower() == "source" and isinstance(value, str) and _address(value) is None:
            meant = ("url", len(_SYNONYMS["url"]))
        if meant[0] not in best or meant[1] < best[meant[0]][0]:
            best[meant[0]] = (meant[1], name, value)
    facts: Facts = {}
    wrong: list[tuple[str, str, str]] = []
    for key, (_, name, value) in best.items():
        plain = spelled(key, _flat(value))
        if not plain:
            continue
        told = fault(key, plain)
        if told is None:
            facts[key] = Fact(plain, origin)
        else:
            wrong.append((name, key, told))
    return facts, wrong


def _flat(value: Any) -> str:
    """Data as one line: a list joined by commas, an object by its name, markup in neither."""
    if isinstance(value, Mapping):
        return next((_flat(value[key]) for key in ("name", "title", "@id", "url") if value.get(key)), "")
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_flat, value)))
    if isinstance(value, bool) or value is None:
        return ""
    return " ".join(str(value).split())[:_LONGEST]


def spelled(key: str, value: str) -> str:
    """A value as this program writes it: an ISO day of a time, ``en`` of ``EN`` and ``en-GB`` of ``en_GB``."""
    if key in ("published", "retrieved"):
        return day(value) or value
    if key in ("language", "translated_from"):
        code, _, rest = value.replace("_", "-").partition("-")
        return "-".join(filter(None, (code.lower(), rest)))
    if key == "author":
        names = (re.sub(r"^by\s+", "", name.strip(), flags=re.IGNORECASE) for name in value.split(","))
        return ", ".join(dict.fromkeys(name for name in names if name and _address(name) is not None))
    return value


def day(written: str) -> str | None:
    """The day of a date or time as data has it (ISO 8601, RFC 2822, "4 March 2031"), as it is written there.

    No time zone is reckoned with: the day is the one that the outlet states.
    """
    iso = re.match(r"(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?=$|[T\s,])", written)
    if iso:
        found = "-".join(iso.groups())
        return found if real_date(found) else None
    plain = date_of(written)
    if plain is not None:
        return plain
    if re.match(r"(?:[A-Za-z]{3},\s)?\d{1,2}\s[A-Za-z]{3}\s\d{4}\s\d{2}:", written):
        try:
            return parsedate_to_datetime(written).date().isoformat()
        except ValueError:
            return None
    return None
