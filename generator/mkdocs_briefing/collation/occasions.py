"""When something was said, as far as it is printed: enough to tell two occasions apart, never to put them together."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from mkdocs_briefing.collation.lexicon import months, past_phrases, weekdays
from mkdocs_briefing.model import Article, Passage

_YEAR = re.compile(r"(?<![\d,.])(1[89]\d\d|20\d\d)(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)")
_WORD = re.compile(r"[a-z]+")


class Occasion(NamedTuple):
    """What is printed of the time: a year, a month, a day of the month; ``past`` for "last year" and the like."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    past: bool = False

    @property
    def exact(self) -> bool:
        """Whether a whole date is known."""
        return self.day is not None and self.month is not None


def occasion(passage: Passage, article: Article) -> Occasion | None:
    """The time printed with a passage; ``None`` where nothing is printed or nothing is understood.

    A bare weekday is counted back from the article's date, where there is one.
    """
    if passage.when is None:
        return None
    said = article.text[passage.when[0] : passage.when[1]].casefold()
    published = _iso(article.published)
    words = _WORD.findall(said)
    year = next((int(m.group()) for m in _YEAR.finditer(said)), None)
    month = next((months()[w] for w in words if w in months()), None)
    numbers = [int(m.group(1)) for m in _DAY.finditer(said)]
    day = next((n for n in numbers if 1 <= n <= 31), None) if month else None
    if any(phrase in said for phrase in past_phrases()):
        return Occasion(year, month, day, past=True)
    if year and published and year < published.year and month is None:
        return Occasion(year, past=True)
    if month or year:
        return Occasion(year or (published.year if published else None), month, day)
    if published:
        if "today" in words:
            return Occasion(published.year, published.month, published.day)
        if "yesterday" in words:
            return _of(published - timedelta(days=1))
        weekday = next((weekdays()[w] for w in words if w in weekdays()), None)
        if weekday is not None:
            return _of(published - timedelta(days=(published.weekday() - weekday) % 7))
    return None


def apart(one: Occasion | None, two: Occasion | None) -> bool:
    """Whether the two can't be one occasion by what is printed."""
    if one is None or two is None:
        return False
    if one.past != two.past and (one.exact or two.exact):
        return True
    pairs = ((one.year, two.year), (one.month, two.month), (one.day, two.day))
    if any(a is not None and b is not None and a != b for a, b in pairs):
        near = one.exact and two.exact and one.year == two.year and abs(_ordinal(one) - _ordinal(two)) <= 1
        return not near  # outlets far from one another print one evening under two dates
    return False


def earlier(one: Occasion | None, two: Occasion | None) -> bool:
    """Whether one is told of as past and nothing is printed of the other."""
    return bool(one and one.past and two is None) or bool(two and two.past and one is None)


def together(one: Occasion | None, two: Occasion | None) -> bool:
    """Whether both print one and the same date."""
    return one is not None and one == two and one.month is not None


def _of(day: date) -> Occasion:
    return Occasion(day.year, day.month, day.day)


def _iso(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _ordinal(o: Occasion) -> int:
    try:
        return date(o.year or 2000, o.month or 1, o.day or 1).toordinal()
    except ValueError:
        return 0
