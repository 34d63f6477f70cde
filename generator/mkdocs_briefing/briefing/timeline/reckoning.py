"""What words of time mean: an expression, a day to count from and a direction give a date, or the reason for none."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from mkdocs_briefing.briefing.timeline.direction import Direction
from mkdocs_briefing.briefing.timeline.expressions import Expression
from mkdocs_briefing.briefing.timeline.names import months_in, numbered
from mkdocs_briefing.dates import MONTHS, WEEKDAYS
from mkdocs_briefing.model import DateBasis, DatePrecision

PRINTED = "as printed"
NO_DATE = "the date that it is counted from is not known"
FROM_EVENT = "counted from something whose date these words do not give"
ROUNDED = "a rounded number"
SEASON = "a season; which months it means depends on the place"
EITHER = "two dates fit the words"
ORDER = "the order of day and month cannot be told"
NOWADAYS = "may mean these days"
_FAR = 300
_SOON = 2
"""A weekday that no verb places lies ahead only within so many days; news tells of what was."""
NO_SUCH = "the calendar has no such day"


class Given(NamedTuple):
    """A date in ISO form as far as its precision goes, the end of a span, and how it was worked out, in words."""

    date: str
    precision: DatePrecision
    to: str | None
    basis: DateBasis
    how: str


class Missing(NamedTuple):
    """Why words of time give no date."""

    why: str


@dataclass(frozen=True, slots=True)
class Clock:
    """What relative words are counted from: a day, how exactly it is known, and what it is called on a page."""

    day: date
    precision: DatePrecision
    name: str


def reckon(one: Expression, clock: Clock | None, way: Direction, language: str | None = "en") -> Given | Missing | None:
    """The date of an expression; ``None`` where the words turn out to be no date at all.

    ``clock`` is what relative words are counted from, ``None`` where nothing is known; ``way`` is whether the day lies
    ahead.
    """
    return _TABLE[one.kind](_Case(one.parts, clock, way, language or "en"))


@dataclass(frozen=True, slots=True)
class _Case:
    parts: dict[str, str]
    clock: Clock | None
    way: Direction
    language: str

    def number(self, name: str) -> int:
        return int(re.sub(r"\D", "", self.parts[name]))

    def month(self, name: str = "m") -> int:
        word = self.parts[name].casefold().rstrip(".")
        names = numbered("months")
        return names[word] if word in names else months_in(self.language)[word]

    @property
    def weekday(self) -> int:
        word = self.parts["wd"].casefold()[:3]
        return next(number for name, number in numbered("weekdays").items() if name.startswith(word))

    @property
    def rel(self) -> str:
        return " ".join(self.parts.get("rel", "").casefold().split())

    def anchor(self, precision: DatePrecision = "day") -> Clock | None:
        """The clock, where it is known as exactly as ``precision`` asks."""
        order = ("year", "month", "day")
        clock = self.clock
        return clock if clock and order.index(clock.precision) >= order.index(precision) else None


# ------------------------------------------------------------------------------------------------- what is printed


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _stated(iso: str | None, how: str = PRINTED) -> Given | Missing:
    return Given(iso, "day", None, "stated", how) if iso else Missing(NO_SUCH)


def _full(case: _Case) -> Given | Missing:
    if "iso" in case.parts:
        year, month, day = map(int, case.parts["iso"].split("-"))
        return _stated(_iso(year, month, day))
    iso = _iso(case.number("y"), case.month(), case.number("d"))
    if iso and "wd" in case.parts and date.fromisoformat(iso).weekday() != case.weekday:
        return _stated(iso, f"{PRINTED}; the day of the week printed is not that of this date")
    return _stated(iso)


def _digits(case: _Case) -> Given | Missing:
    one, two, year = case.number("a"), case.number("b"), case.number("y")
    ways = {iso for iso in (_iso(year, two, one), _iso(year, one, two)) if iso}
    if case.parts["sep"] == ".":
        ways = {iso for iso in (_iso(year, two, one),) if iso}
    if len(ways) > 1:
        return Missing(ORDER)
    return _stated(next(iter(ways), None))


def _month_year(case: _Case) -> Given | Missing:
    if "y" in case.parts:
        return Given(f"{case.number('y')}-{case.month():02}", "month", None, "stated", PRINTED)
    clock = case.anchor("year")
    if clock is None:
        return Missing(NO_DATE)
    year = clock.day.year + {"last": -1, "this": 0, "next": 1}[case.rel]
    return _relative(f"{year}-{case.month():02}", "month", f"the year is counted from {clock.name}")


def _months(case: _Case) -> Given | Missing:
    last = case.number("y")
    first = case.number("y1") if "y1" in case.parts else last - (case.month() > case.month("m2"))
    return Given(f"{first}-{case.month():02}", "month", f"{last}-{case.month('m2'):02}", "stated", PRINTED)


def _year(case: _Case) -> Given:
    return Given(case.parts["y"], "year", None, "stated", PRINTED)


def _years(case: _Case) -> Given | None:
    first, last = case.parts["y"], case.parts["y2"]
    last = first[:2] + last if len(last) == 2 else last
    return Given(first, "year", last, "stated", PRINTED) if int(first) < int(last) else None


def _decade(case: _Case) -> Given:
    first = case.number("y")
    last = first + (99 if first % 100 == 0 and first < 2000 else 9)
    return Given(str(first), "year", str(last), "stated", PRINTED)


def _season(case: _Case) -> Given | Missing:
    return Given(case.parts["y"], "year", None, "stated", PRINTED) if "y" in case.parts else Missing(SEASON)


def _short_year(case: _Case) -> Given | Missing:
    clock = case.anchor("year")
    if clock is None:
        return Missing(NO_DATE)
    year = clock.day.year // 100 * 100 + case.number("yy")
    year -= 100 if year > clock.day.year + 10 else 0
    return _relative(str(year), "year", f"the century is counted from {clock.name}")


# ------------------------------------------------------------------------------------- what is counted from a date


def _relative(iso: str, precision: DatePrecision, how: str, to: str | None = None) -> Given:
    return Given(iso, precision, to, "relative", how)


def _pick(options: list[date], clock: Clock, way: Direction) -> date:
    """Of days in different years or weeks, the one that lies where the words point; else the nearest."""
    ahead = [d for d in options if d >= clock.day]
    behind = [d for d in options if d <= clock.day]
    near = min(options, key=lambda d: abs((d - clock.day).days))
    if way in ("future", "going on") and ahead:
        return min(ahead)
    if way == "past" and behind:
        return max(behind)
    return near


def _day(case: _Case) -> Given | Missing:
    """A month and a day without a year: the year that puts it nearest, where the verb or the weekday allows."""
    clock = case.anchor("year")
    if clock is None:
        return Missing(NO_DATE)
    isos = (_iso(clock.day.year + n, case.month(), case.number("d")) for n in (-1, 0, 1))
    options = [date.fromisoformat(iso) for iso in isos if iso]
    if not options:
        return Missing(NO_SUCH)
    if "wd" in case.parts:
        fitting = [d for d in options if d.weekday() == case.weekday]
        if not fitting:
            return Missing("the day of the week printed is not that of this date in any year near it")
        options = fitting
    found = _pick(options, clock, _not_far(options, clock, case.way))
    return _relative(found.isoformat(), "day", f"the year is counted from {clock.name}")


def _not_far(options: list[date], clock: Clock, way: Direction) -> Direction:
    """The direction, unless it leads more than ten months away while another year is near: a verb can mislead."""
    if way not in ("past", "future"):
        return "open"
    return way if abs((_pick(options, clock, way) - clock.day).days) <= _FAR else "open"


def _days(case: _Case) -> Given | Missing | None:
    """Some days in a row: "Sept. 12 to 14"."""
    one, two = case.number("d"), case.number("d2")
    last_month = case.month("m2") if "m2" in case.parts else case.month()
    first_month = case.month() if "m" in case.parts else last_month
    if (first_month, one) >= (last_month, two) and first_month <= last_month:
        return None
    if "y" in case.parts:
        year = case.number("y")
        first, last = _iso(year - (first_month > last_month), first_month, one), _iso(year, last_month, two)
        return Given(first, "day", last, "stated", PRINTED) if first and last else Missing(NO_SUCH)
    end = _day(_Case({"m": MONTHS[last_month - 1], "d": str(two)}, case.clock, case.way, "en"))
    if isinstance(end, Missing):
        return end
    first = _iso(int(end.date[:4]) - (first_month > last_month), first_month, one)
    return end._replace(date=first, to=end.date) if first else Missing(NO_SUCH)


def _numbered(case: _Case) -> Given | Missing:
    """A weekday with the day of the month, "Wednesday (13)": the nearest month in which the two go together."""
    clock = case.anchor()
    if clock is None:
        return Missing(NO_DATE)
    options = [clock.day + timedelta(days=n) for n in range(-62, 63)]
    options = [d for d in options if d.day == case.number("d") and d.weekday() == case.weekday]
    if not options:
        return Missing("the day of the week and the day of the month do not go together near the date counted from")
    found = _pick(options, clock, "open")
    return _relative(found.isoformat(), "day", f"month and year are counted from {clock.name}")


def _month(case: _Case) -> Given | Missing:
    """A month without a year: the last one up to the date counted from, or the next, as the verb tells."""
    clock = case.anchor("month")
    if clock is None:
        return Missing(NO_DATE)
    month, year, now = case.month(), clock.day.year, clock.day.month
    behind = f"{year if month <= now else year - 1}-{month:02}"
    ahead = f"{year if month >= now else year + 1}-{month:02}"
    if case.rel == "this":
        found = f"{year}-{month:02}"
    elif case.rel in ("last", "next"):
        # "last March", in November, is this year's or last year's
        if (case.rel == "last") == (month < now):
            return Missing(EITHER)
        found = f"{year + (-1 if case.rel == 'last' else 1)}-{month:02}"
        if month == now:
            return _relative(found, "month", f"the {MONTHS[month - 1]} {_BESIDE[case.rel]} that of {clock.name}")
    elif case.rel:
        found = behind
    elif case.way == "future":
        found = ahead
    elif case.way == "past" or behind == ahead:
        found = behind
    else:
        gap = (now - month) % 12
        found = behind if gap <= 6 else ahead
    return _relative(found, "month", f"the year is counted from {clock.name}")


_BESIDE = {"last": "before", "next": "after"}


def _weekday(case: _Case) -> Given | Missing:
    clock = case.anchor()
    if clock is None:
        return Missing(NO_DATE)
    wanted, name, rel = case.weekday, WEEKDAYS[case.weekday], case.rel
    back = (clock.day.weekday() - wanted) % 7
    on = (wanted - clock.day.weekday()) % 7
    if rel in ("the following", "the previous", "previous"):
        return Missing(FROM_EVENT)
    if rel == "next":
        if wanted > clock.day.weekday():
            return Missing(EITHER)
        return _at(clock, on or 7, f"the first {name} after {clock.name}")
    if rel in ("last", "past", "this past"):
        return _at(clock, -(back or 7), f"the last {name} before {clock.name}")
    if rel in ("coming", "upcoming", "this coming"):
        return _at(clock, on or 7, f"the first {name} after {clock.name}")
    past = f"the last {name} on or before {clock.name}"
    future = f"the first {name} on or after {clock.name}"
    if rel == "ahead of":
        return _at(clock, on, future)
    # what stands in "during Monday's debate" is told of as known, unless the verb looks ahead
    known = rel in ("during", "after", "following", "from", "at") or "own" in case.parts
    if (
        rel in ("since", "earlier", "earlier on")
        or case.way == "past"
        or (known and case.way in ("going on", "present"))
    ):
        return _at(clock, -back, past)
    if case.way in ("future", "going on"):
        return _at(clock, on, future)
    if on <= _SOON and on < back:
        return _at(clock, on, f"the {name} nearest to {clock.name}")
    return _at(clock, -back, past)


def _at(clock: Clock, days: int, how: str) -> Given | Missing:
    try:
        return _relative((clock.day + timedelta(days=days)).isoformat(), "day", how)
    except OverflowError:
        return Missing(NO_SUCH)


_NEAR = {
    "yesterday": (-1, "the day before"),
    "tomorrow": (1, "the day after"),
    "the day before yesterday": (-2, "two days before"),
    "the day after tomorrow": (2, "two days after"),
    "last night": (-1, "the night before"),
    "tonight": (0, "the night of"),
}


def _near(case: _Case) -> Given | Missing:
    clock = case.anchor()
    if clock is None:
        return Missing(NO_DATE)
    word = " ".join(case.parts["word"].casefold().split())
    days, how = _NEAR.get(word, (0, "the day of"))
    return _at(clock, days, f"{how} {clock.name}")


def _today(case: _Case) -> Given | Missing | None:
    clock = case.anchor()
    if not case.rel and case.way in ("present", "open"):
        return Missing(NOWADAYS)
    if clock is None:
        return Missing(NO_DATE)
    return _at(clock, 0, f"the day of {clock.name}")


def _period(case: _Case) -> Given | Missing | None:
    """This, last or next week, weekend, month or year."""
    unit = case.parts["unit"].casefold()
    rel, part = case.rel, case.parts.get("part", "").casefold()
    if rel in ("the past", "this past") and unit != "weekend":
        return None if rel == "the past" else _period(_with(case, "last"))
    step = {"last": -1, "next": 1, "this coming": 1, "the coming": 1}.get(rel, 0)
    grain: DatePrecision = {"week": "day", "weekend": "day", "month": "month", "year": "year"}[unit]  # type: ignore[assignment]
    clock = case.anchor(grain)
    if clock is None:
        return Missing(NO_DATE)
    whose = f"that of {clock.name}"
    if unit == "year":
        word = {-1: f"the year before {whose}", 0: f"the year of {clock.name}", 1: f"the year after {whose}"}[step]
        return _relative(str(clock.day.year + step), "year", word)
    if unit == "month":
        year, month = divmod(clock.day.year * 12 + clock.day.month - 1 + step, 12)
        word = {-1: f"the month before {whose}", 0: f"the month of {clock.name}", 1: f"the month after {whose}"}[step]
        return _relative(f"{year}-{month + 1:02}", "month", word)
    return _weekend(case, clock, step) if unit == "weekend" else _week(case, clock, step, part)


def _with(case: _Case, rel: str) -> _Case:
    return _Case({**case.parts, "rel": rel}, case.clock, case.way, case.language)


def _week(case: _Case, clock: Clock, step: int, part: str) -> Given | Missing:
    """A calendar week, Monday to Sunday. On a Sunday outlets differ on which week "this" and "last" mean."""
    sunday = clock.day.weekday() == 6
    if sunday and (step or case.way != "past"):
        return Missing(EITHER)
    monday = clock.day - timedelta(days=clock.day.weekday()) + timedelta(weeks=step)
    first, last = monday, monday + timedelta(days=6)
    how = {-1: "the week before that of", 0: "the week of", 1: "the week after that of"}[step]
    if step == 0 and (part in ("earlier",) or (case.way == "past" and part != "later")):
        last, how = clock.day, "the week up to"
    elif step == 0 and part == "later":
        first, how = clock.day, "the rest of the week from"
    if first == last:
        first, last, how = monday, monday + timedelta(days=6), "the week of"
    return _relative(first.isoformat(), "day", f"{how} {clock.name}", last.isoformat())


def _weekend(case: _Case, clock: Clock, step: int) -> Given | Missing:
    """A Saturday with its Sunday: "over" and "last" the one before, "next" and "coming" the one ahead."""
    weekday = clock.day.weekday()
    saturday = clock.day + timedelta(days=5 - weekday)
    if case.rel == "over" and case.way == "future" and weekday < 5:
        return _relative(
            saturday.isoformat(), "day", f"the weekend after {clock.name}", (saturday + timedelta(days=1)).isoformat()
        )
    if case.rel in ("over", "last", "the past", "this past") or (
        case.rel == "this" and case.way == "past" and weekday < 5
    ):
        if weekday >= 5 and case.rel != "over":
            return Missing(EITHER)
        saturday -= timedelta(weeks=1 if weekday < 5 else 0)
        how = f"the weekend before {clock.name}" if weekday < 5 else f"the weekend of {clock.name}"
    elif step == 1:
        if case.rel == "next" or weekday >= 5:
            return Missing(EITHER)
        how = f"the weekend after {clock.name}"
    else:
        how = f"the weekend of {clock.name}" if weekday >= 5 else f"the weekend after {clock.name}"
    return _relative(saturday.isoformat(), "day", how, (saturday + timedelta(days=1)).isoformat())


def _ago(case: _Case) -> Given | Missing | None:
    unit = case.parts["unit"].casefold()
    if "round" in case.parts or "half" in case.parts or unit in ("decade", "century", "centurie"):
        return Missing(ROUNDED)
    count = case.parts["count"].casefold()
    number = int(count) if count.isdigit() else _spelled(count)
    if number is None:
        return Missing(ROUNDED) if count in ("few", "many", "several", "couple") else None
    if number >= 10 and number % 5 == 0 and unit != "day":
        return Missing(ROUNDED)
    grain: DatePrecision = {"month": "month", "year": "year"}.get(unit, "day")  # type: ignore[assignment]
    clock = case.anchor(grain)
    if clock is None:
        return Missing(NO_DATE)
    how = f"{number} {unit}{'s' if number > 1 else ''} before {clock.name}"
    if unit == "year":
        year = clock.day.year - number
        return _relative(str(year), "year", how) if year > 0 else Missing(NO_SUCH)
    if unit == "month":
        year, month = divmod(clock.day.year * 12 + clock.day.month - 1 - number, 12)
        return _relative(f"{year}-{month + 1:02}", "month", how) if year > 0 else Missing(NO_SUCH)
    if unit == "day":
        return _at(clock, -number, how)
    if unit not in ("week", "fortnight"):
        return None
    day = clock.day - timedelta(weeks=number * (2 if unit == "fortnight" else 1))
    monday = day - timedelta(days=day.weekday())
    return _relative(monday.isoformat(), "day", f"the week that was {how}", (monday + timedelta(days=6)).isoformat())


def _spelled(word: str) -> int | None:
    names = numbered("numbers")
    if word in names:
        return names[word]
    tens, _, ones = word.partition("-")
    return names[tens] + names[ones] if tens in names and ones in names else None


def _counted(_case: _Case) -> Missing:
    return Missing(FROM_EVENT)


_TABLE: dict[str, Callable[[_Case], Given | Missing | None]] = {
    "full": _full,
    "digits": _digits,
    "days": _days,
    "day": _day,
    "numbered": _numbered,
    "months": _months,
    "month year": _month_year,
    "month": _month,
    "years": _years,
    "season": _season,
    "decade": _decade,
    "year": _year,
    "attributive": _year,
    "short year": _short_year,
    "weekday": _weekday,
    "today": _today,
    "near": _near,
    "period": _period,
    "ago": _ago,
    "counted": _counted,
}
