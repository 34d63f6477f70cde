"""Lines that state the date of an article: the tag `` date 2023-09-13 `` in front of a text, "Published 3 May 2024"."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from mkdocs_briefing.model import Span

_TAG = re.compile(r"\s{0,20}(date:?[ \t]{1,4}(\d{4}-\d{1,2}-\d{1,2}))(?=\s|$)", re.IGNORECASE)


_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = (
    r"(?:(?P<iso>\d{4}-\d{2}-\d{2})|(?P<day>\d{1,2})\s(?P<month>[A-Z][a-z]{2,8})\.?,?\s(?P<year>\d{4})"
    r"|(?P<month2>[A-Z][a-z]{2,8})\.?\s(?P<day2>\d{1,2}),?\s(?P<year2>\d{4}))"
)
_DATE_LINE = re.compile(
    rf"(?P<word>(?:first\s|last\s)?(?:published|posted|date|dated|updated|modified)(?:\s(?:on|at))?\s?:?\s)?"
    rf"(?:[A-Z][a-z]{{2,8}}day,?\s)?{_DAY}(?P<time>[T,\s|·–-]{{1,3}}[\d:.apmAPMZ+\s]{{2,14}}(?:[A-Z]{{2,4}})?)?\.?",
    re.IGNORECASE,
)


def real_date(value: str) -> bool:
    """Whether ``value`` is a date of the calendar, written YYYY-MM-DD."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII) is None:
        return False
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


class DateTag(NamedTuple):
    """The tag's span, the span of its date, and the date; ``None`` when the calendar has no such day."""

    span: Span
    date_span: Span
    date: str | None


def date_tag(text: str) -> DateTag | None:
    """The date tag that opens ``text``, or ``None``. What stands behind it on its line belongs to the text."""
    found = _TAG.match(text)
    if found is None:
        return None
    written = found.group(2)
    return DateTag(found.span(1), found.span(2), written if real_date(written) else None)


class DateLine(NamedTuple):
    """A line that holds nothing but a date; ``date`` is set where it says that the article was published then."""

    span: Span
    date: str | None


def date_line(line: str) -> DateLine | None:
    """What a line states of the date of publication, or ``None`` when it holds more than a date.

    A date alone, or that of an update, is no statement of when the article was published.
    """
    found = _DATE_LINE.fullmatch(line) if len(line) <= 80 else None
    if found is None:
        return None
    for day in (found.group("iso"), _iso(found, ""), _iso(found, "2")):
        if day is not None and real_date(day):
            word = (found.group("word") or "").lower()
            published = any(stem in word for stem in ("publish", "post", "date")) and "updated" not in word
            names = ("iso", "day", "month", "year", "day2", "month2", "year2")
            places = [found.span(name) for name in names if found.group(name)]
            span = (min(start for start, _ in places), max(end for _, end in places))
            return DateLine(span, day if published else None)
    return None


def date_of(line: str) -> str | None:
    """The ISO day of a line that holds nothing but a date, whatever it is the date of; ``None`` for any other."""
    found = _DATE_LINE.fullmatch(line) if len(line) <= 80 else None
    days = (found.group("iso"), _iso(found, ""), _iso(found, "2")) if found is not None else ()
    return next((day for day in days if day is not None and real_date(day)), None)


def _iso(found: re.Match[str], which: str) -> str | None:
    month = (found.group("month" + which) or "")[:3].lower()
    if month not in _ENGLISH:
        return None
    return f"{found.group('year' + which)}-{_ENGLISH.index(month) + 1:02}-{int(found.group('day' + which)):02}"
