"""Dates of the calendar as this project writes them: ISO to the day, the month or the year, and in words."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_of(value: str | None) -> date | None:
    """The day that an ISO date or time begins with; ``None`` where it names no day of the calendar."""
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def worded(iso: str) -> str:
    """``2023-09-13`` as ``13 September 2023``, ``2023-09`` as ``September 2023``; anything else as it stands."""
    try:
        numbers = [int(part) for part in iso.split("-")]
        year, month, day = [*numbers, 1, 1][:3]
        value = date(year, month, day)
    except ValueError:
        return iso
    if len(numbers) == 1:
        return iso
    name = f"{MONTHS[value.month - 1]} {value.year}"
    return name if len(numbers) == 2 else f"{value.day} {name}"


def span_worded(first: str, last: str | None) -> str:
    """A span in words: ``4 to 10 September 2023``, ``1990 to 1999``; one date where ``last`` is none."""
    if last is None or last == first:
        return worded(first)
    one, two = first.split("-"), last.split("-")
    if len(one) == len(two) == 3 and one[:2] == two[:2]:
        return f"{int(one[2])} to {worded(last)}"
    if len(one) == len(two) == 3 and one[0] == two[0]:
        return f"{worded(first).rpartition(' ')[0]} to {worded(last)}"
    if len(one) == len(two) == 2 and one[0] == two[0]:
        return f"{MONTHS[int(one[1]) - 1]} to {worded(last)}"
    return f"{worded(first)} to {worded(last)}"
