"""The line that a collecting program puts in front of a text: `` date 2023-09-13 `` and the like."""

from __future__ import annotations

import re
from typing import NamedTuple

from mkdocs_briefing.model import Span
from mkdocs_briefing.reading.sources import real_date

_TAG = re.compile(r"\s{0,20}(date:?[ \t]{1,4}(\d{4}-\d{1,2}-\d{1,2}))(?=\s|$)", re.IGNORECASE)


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
