"""Words of time in English sentences: where they stand, and what kind of expression they are.

A table of patterns, the longest match first at every place. What each means is told by `reckoning`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from mkdocs_briefing.briefing.timeline.names import months_in, ways, words_of
from mkdocs_briefing.model import Span

_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_NO_NUMBER = r"(?![\d%]|[.,:/]\d|[-–]?(?:year|seat|page|mile|strong|foot|acre|meter|pound|odd)\b)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[.,:]\d|%)"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SHORT_DAY = rf"(?:{_WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?)"
_WD = rf"(?:(?P<wd>{_SHORT_DAY})(?:\s{{1,3}}(?i:morning|afternoon|evening|night))?\s{{0,3}},?\s{{0,3}}\(?)?"
_TIME = r"(?:\s{1,3}(?P<time>(?i:morning|afternoon|evening|night|lunchtime|nights)))?"
_DASH = r"\s?(?:-|–|—|to|through|until|and)\s?"
_UNIT = r"(?P<unit>day|week|fortnight|month|year|decade|century|centurie|weekend)s?"
_COUNT = r"(?P<count>\d{1,3}|[a-z]+(?:-[a-z]+)?)"
_NEAR = (
    r"(?i:in|on|since|by|until|till|from|during|before|after|around|circa|through|throughout|of|late|early|mid|as\sof)"
)


class Expression(NamedTuple):
    """Words of time: their span, the kind of rule that found them, and what the rule's groups hold."""

    span: Span
    kind: str
    parts: dict[str, str]


_TO = r"(?:\s?(?:-|–|—)\s?|\s(?:to|and|through|until)\s)"
_SEASON = r"(?P<season>(?i:spring|summer|fall|autumn|winter))"


def _rule(kind: str, pattern: str, flags: int = 0) -> tuple[str, re.Pattern[str]]:
    return kind, re.compile(rf"(?<![\w$£€]){pattern}(?!\w)", flags)


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    fold = re.IGNORECASE
    month1, month2 = _MONTH.replace("(?:", "(?P<m>", 1), _MONTH.replace("(?:", "(?P<m2>", 1)
    return (
        _rule("full", r"(?P<iso>\d{4}-\d{2}-\d{2})(?:T[\d:.Z+-]+)?"),
        _rule("digits", rf"(?P<a>\d{{1,2}})(?P<sep>[/.])(?P<b>\d{{1,2}})(?P=sep)(?P<y>{_YEAR})"),
        _rule("full", rf"{_WD}{month1}\s(?P<d>{_DAY}),?\s(?:of\s)?(?P<y>{_YEAR}){_NO_NUMBER}"),
        _rule("full", rf"{_WD}(?:the\s)?(?P<d>{_DAY})(?:\sof)?[\s-]{month1},?[\s-](?P<y>{_YEAR}){_NO_NUMBER}"),
        _rule("days", rf"{month1}\s(?P<d>{_DAY}){_DASH}(?:{month2}\s)?(?P<d2>{_DAY})(?:,?\s(?P<y>{_YEAR}))?(?!\d)"),
        _rule("days", rf"(?P<d>{_DAY})(?:\s{month1})?{_DASH}(?P<d2>{_DAY})\s{month2}(?:,?\s(?P<y>{_YEAR}))?(?!\d)"),
        _rule("day", rf"{_WD}{month1}\s(?P<d>{_DAY})"),
        _rule("day", rf"{_WD}(?:the\s)?(?P<d>{_DAY})(?:\sof)?\s{month1}"),
        _rule("numbered", rf"(?:(?i:this|last|next|on)\s)?(?P<wd>{_WEEKDAY})\s\((?P<d>{_DAY})\)?"),
        _rule("months", rf"(?:(?i:from|between)\s)?{month1}(?:\s(?P<y1>{_YEAR}))?{_DASH}{month2},?\s(?P<y>{_YEAR})"),
        _rule("month year", rf"{month1},?\s(?:of\s)?(?P<y>{_YEAR}){_NO_NUMBER}"),
        _rule("month year", rf"{month1}\sof\s(?P<rel>last|this|next)\syear"),
        _rule(
            "month",
            rf"(?:{_NEAR}|(?P<rel>(?i:last|next|this|past|this\spast)))[\s-](?:{_NEAR}[\s-])?{month1}(?![.,]*\s(?:of\s)?\d)",
        ),
        _rule("years", rf"(?:(?i:from|between|in|for|during)\s)?(?P<y>{_YEAR}){_TO}(?P<y2>{_YEAR}|\d\d){_NO_NUMBER}"),
        _rule("season", rf"(?:(?i:early|late|mid)[\s-])?{_SEASON}\s(?:of\s)?(?P<y>{_YEAR}){_NO_NUMBER}"),
        _rule("season", rf"(?P<rel>last|this|next|this past|that)\s{_SEASON}", fold),
        _rule("decade", r"(?:the\s)?(?:(?i:early|late|mid)[\s-])?(?P<y>1[5-9]\d0|20\d0)[’']?s"),
        _rule(
            "year",
            rf"{_NEAR}[\s-](?:(?i:early|late|mid|the|at\sleast|about|around)[\s-]){{0,3}}(?P<y>{_YEAR}){_NO_NUMBER}",
        ),
        _rule("year", rf"(?i:spring|summer|fall|autumn|winter|year)\s(?P<y>{_YEAR}){_NO_NUMBER}"),
        _rule(
            "attributive",
            rf"(?:(?:(?i:the|a|an|his|her|its|their|our|my|that|this)|\w+[’']s?)\s(?:(?i:late|early|mid)[\s-])?)(?P<y>{_YEAR})(?=\s[\w‘“\"])",
        ),
        _rule("short year", r"(?:in|since|of|by|until|from|back in)\s[’'‘](?P<yy>\d\d)"),
        _rule(
            "weekday",
            rf"(?:(?P<rel>(?i:last|this\spast|past|this\scoming|coming|this|next|upcoming|earlier\son|later\son|earlier|later|late\son|"
            rf"early\son|late|early|by|until|before|since|during|after|following|from|at|ahead\sof|previous|the\sfollowing|the\sprevious))\s)?(?P<wd>{_WEEKDAY})(?P<own>[’']s)?{_TIME}",
        ),
        _rule("today", r"(?:(?P<rel>earlier|later)\s)?(?P<word>today)(?P<own>[’']s)?", fold),
        _rule(
            "near",
            r"(?P<word>the\sday\sbefore\syesterday|the\sday\safter\stomorrow|yesterday|tomorrow|tonight|last\snight|"
            r"(?:earlier\s|late\s|early\s)?this\s(?:morning|afternoon|evening))(?:[’']s)?"
            r"(?:\s(?:morning|afternoon|evening|night))?",
            fold,
        ),
        _rule(
            "period",
            r"(?:(?P<part>earlier|later|early|late)\s)?(?P<rel>this\spast|this\scoming|the\scoming|this|last|next|the\spast)\s"
            r"(?P<unit>week|weekend|month|year)(?P<own>[’']s)?",
            fold,
        ),
        _rule("period", r"(?P<rel>over)\sthe\s(?P<unit>weekend)", fold),
        _rule("ago", rf"(?:(?P<round>{ways('rounding')})\s)?{_COUNT}(?P<half>\sand\sa\shalf)?\s{_UNIT}\sago", fold),
        _rule("ago", rf"(?P<round>several|a\sfew|some|many|a\scouple\sof|half\sa)\s{_UNIT}\sago", fold),
        _rule(
            "counted",
            rf"(?:(?:(?:\d{{1,3}}|{ways('numbers')}|{ways('vague')})\s)?(?:days|weeks|months|years|decades|hours)|"
            r"(?:a|one)\s(?:day|week|month|year|decade))\s(?:after|before|following|prior\sto|later|earlier)",
            fold,
        ),
        _rule(
            "counted",
            r"(?:shortly|soon|immediately|right|just|long)\s(?:after|before|following|prior\sto)\sthe\s\w+",
            fold,
        ),
        _rule(
            "counted",
            r"(?:the\s(?:day|week|month|year|night|evening|morning)\s(?:after|before)|"
            r"(?:on\s)?(?:the\ssame|that|the\sfollowing|the\snext|the\sprevious|the\spreceding)\s"
            r"(?:day|week|weekend|month|year|night|evening|morning|afternoon))",
            fold,
        ),
    )  # fmt: skip


@cache
def _listed(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Day, month and year, and month and year, by the month names of a language."""
    names = sorted(months_in(language), key=lambda name: (-len(name), name))
    if not names:
        return ()
    month = f"(?P<m>{'|'.join(map(re.escape, names))})"
    of = r"(?:\s(?:de|del|di|du|d’|do|d'))?"
    return (
        _rule("full", r"(?P<iso>\d{4}-\d{2}-\d{2})"),
        _rule("full", rf"(?P<d>\d{{1,2}})(?:\.|º|er)?{of}\s{month}{of},?\s(?P<y>{_YEAR})(?!\d)", re.IGNORECASE),
        _rule("full", rf"{month}\s(?P<d>\d{{1,2}}),?\s(?P<y>{_YEAR})(?!\d)", re.IGNORECASE),
        _rule("month year", rf"{month}{of},?\s(?P<y>{_YEAR})(?!\d)", re.IGNORECASE),
    )


def expressions(text: str, start: int, end: int, language: str | None = "en") -> Iterator[Expression]:
    """The words of time in ``text[start:end]``, in order, none overlapping another.

    English is read in full; of another language, dates in full alone.
    """
    english = language is None or language.split("-")[0] == "en"
    found = [
        Expression(
            match.span("y" if kind == "attributive" else 0),
            kind,
            {k: v for k, v in match.groupdict().items() if v is not None},
        )
        for kind, pattern in (_rules() if english else _listed(language or ""))
        for match in pattern.finditer(text, start, end)
    ]
    at = start
    for one in sorted(found, key=lambda e: (e.span[0], -e.span[1])):
        if one.span[0] < at or (english and not _is_time(text, one, start, end)):
            continue
        at = one.span[1]
        yield one


def _is_time(text: str, one: Expression, start: int, end: int) -> bool:
    """Whether the words tell a time: no name that holds a day, no number that counts something."""
    check = _CHECKS.get(one.kind)
    return check is None or check(text[max(start, one.span[0] - 24) : one.span[0]], text[one.span[1] : end], one)


def _after(behind: str, name: str) -> bool:
    return bool(re.match(rf"\s(?:{ways(name)})(?!\w)", behind))


def _day(before: str, behind: str, one: Expression) -> bool:
    told = re.search(rf"(?<!\w)(?:{ways('day_name_before')}|{ways('program_before')})\s$", before)
    show = one.parts.get("time", "").endswith("Night") and re.match(r"\s[A-Z]", behind)
    return not told and not show and not _after(behind, "day_name_after")


def _year(before: str, behind: str, _one: Expression) -> bool:
    following = re.match(r"\s?([^\W\d_]+)", behind)
    counted = following and following.group(1).casefold() in words_of("counted")
    return not counted and not before.endswith(("No. ", "number ", "Route ", "room "))


def _now(before: str, behind: str, one: Expression) -> bool:
    """No part of a name ("Russia Today")."""
    named = one.parts["word"][0].isupper() and re.search(r"(?<![\w.])[A-Z][\w.]*\s$", before)
    return not named and not _after(behind, "nowadays_after")


_CHECKS = {"today": _now, "weekday": _day, "numbered": _day, "year": _year, "attributive": _year}
