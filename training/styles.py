"""Other quotation marks in the same places: annotated news mostly prints one kind, readers' folders hold all kinds."""

from __future__ import annotations

import random

from mkdocs_briefing.attribution.marks import Marks

STYLES = (("“", "”", "‘", "’"), ('"', '"', "'", "'"), ("‘", "’", "“", "”"), ("'", "'", '"', '"'), ("«", "»", "“", "”"))
"""Outer opening and closing mark, inner opening and closing mark."""


def restyled(text: str, marks: Marks, chance: random.Random) -> str:
    """``text`` with the marks of its paired quotations in another style.

    The result has the same length: marks of two signs (two grave accents, two apostrophes) stay.
    """
    style = chance.choice(STYLES)
    signs = list(text)
    for quotation in marks.quotations:
        inner = 0 if quotation.parent is None else 2
        for start, end, sign in (
            (quotation.start, quotation.inner[0], style[inner]),
            (quotation.inner[1], quotation.end, style[inner + 1]),
        ):
            if end - start == 1:
                signs[start] = sign
    return "".join(signs)
