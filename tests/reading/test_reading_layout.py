"""Layout by form and place, on invented texts of other subjects."""

import textwrap

import pytest

from mkdocs_briefing.reading.headlines import is_headline
from mkdocs_briefing.reading.layout import lay_out
from mkdocs_briefing.reading.paragraphs import paragraphs

A = "The city council of Harlow voted on Tuesday to close the old swimming pool at the end of the summer."
B = "“We have looked at every other way to save it,” the mayor, Ada Brandt, told residents after the vote."
C = "Residents had collected four thousand signatures, and some of them left the hall in tears that evening."
D = "The pool was opened in 1931 and last repaired in 1987, according to a report of the council."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in lay_out(text).blocks]


LAYOUTS: list[tuple[str, str, list[str]]] = [
    ("lead alone", f"{A}\n\n{B}\n\n{C}", ["lead", "body", "body"]),
    ("one paragraph is no headline", "Harlow council closes swimming pool", ["lead"]),
    ("headline without a stop", f"Harlow council to close swimming pool\n\n{A}\n\n{B}", ["headline", "lead", "body"]),
    (
        "headline with a stop",
        f"Harlow Council Votes to Close Swimming Pool.\n\n{A}\n\n{B}",
        ["headline", "lead", "body"],
    ),
    (
        "section above headline",
        f"Local\n\nHarlow council to close pool\n\n{A}\n\n{B}",
        ["label", "headline", "lead", "body"],
    ),
    ("single line ends", f"{A}\n{B}\n{C}", ["lead", "body", "body"]),
    ("four line ends", f"{A}\n\n\n\n{B}\n\n\n\n{C}\n\n\n", ["lead", "body", "body"]),
    ("carriage returns", f"{A}\r\r{B}\r\r{C}", ["lead", "body", "body"]),
    ("agency dateline", f"HARLOW, England (Reuters) — {A}\n\n{B}", ["dateline", "lead", "body"]),
    ("dated dateline", f"HARLOW, May 3 - {A}\n\n{B}", ["dateline", "lead", "body"]),
    ("bracketed dateline", f"Harlow Old Town (Essex): {A}\n\n{B}", ["dateline", "lead", "body"]),
    ("weekday dateline", f"Harlow, Tuesday — {B}\n\n{C}", ["dateline", "lead", "body"]),
    ("capitals above a byline", f"HARLOW: POOL TO CLOSE\n\nBy our reporter\n\n{A}", ["headline", "credit", "lead"]),
    ("four words in capitals", f"HARLOW POOL TO CLOSE\n\n{A}\n\n{B}", ["headline", "lead", "body"]),
    ("a date alone", f"Harlow pool to close\n\n4 March 2031\n\n{A}\n\n{B}", ["headline", "label", "lead", "body"]),
    ("speaker before a colon", f"BRANDT: {A}\n\nRIVERS: {B}", ["lead", "body"]),
    (
        "name before a dash",
        f"Brandt – who won the vote in May – spoke first, and she did so at length and in anger.\n\n{B}\n\n{C}",
        ["lead", "body", "body"],
    ),
    (
        "picture credit in brackets",
        f"{A}\n\n{B}\n\nAda Brandt leaves the hall. (Jo Field, Essex Photo Pool via AP)\n\n{C}",
        ["lead", "body", "caption", "body"],
    ),
    (
        "picture credit behind a colon",
        f"{A}\n\n{B}\n\nThe pool in winter. Photo: Jo Field\n\n{C}",
        ["lead", "body", "caption", "body"],
    ),
    ("picture credit alone", f"{A}\n\nJo Field/Getty Images\n\n{B}\n\n{C}", ["lead", "caption", "body", "body"]),
    (
        "lines close around a label",
        f"{A}\n\n{B}\n\nSwimmers gather outside the hall\nPicture:\nSwimmers gather outside the town hall\n\n{C}",
        ["lead", "body", "caption", "label", "caption", "body"],
    ),
    (
        "a line that repeats its neighbour",
        f"{A}\n{B}\nResidents left the hall in tears on Tuesday evening\n{C}\n{D}",
        ["lead", "body", "caption", "body", "body"],
    ),
    (
        "left and right",
        f"{A}\n\nAda Brandt, left, and Jo Rivers shake hands outside the hall.\n\n{B}",
        ["lead", "caption", "body"],
    ),
    ("a colon before a quotation", f"{A}\n\nThe mayor said:\n\n{B}\n\n{C}", ["lead", "body", "body", "body"]),
    ("a crosshead", f"{A}\n\n{B}\n\nA long decline\n\n{C}\n\n{D}", ["lead", "body", "label", "body", "body"]),
    ("bullets", f"{A}\n\n- closed pools in Essex\n- open pools in Essex\n\n{B}", ["lead", "body", "body", "body"]),
    (
        "links behind a heading",
        f"{A}\n\n{B}\n\nYou Might Also Like\n\nTen soups for a cold week\nWhy cats ignore their owners",
        ["lead", "body", "label", "teaser", "teaser"],
    ),
    (
        "links without a heading",
        f"{A}\n\n{B}\n\n{C}\n\n{D}\n\nTen soups for a cold winter week\n"
        "Why cats ignore their owners at night\nRockets grow cheaper as makers compete",
        ["lead", "body", "body", "body", "teaser", "teaser", "teaser"],
    ),
    ("heading at the end", f"{A}\n\n{B}\n\nSee also:", ["lead", "body", "label"]),
    (
        "a link between paragraphs",
        f"{A}\n\nRELATED: Ten things to know about public pools\n\n{B}",
        ["lead", "teaser", "body"],
    ),
    (
        "who reported",
        f"{A}\n\n{B}\n\n(Reporting by Jo Field in Harlow; Editing by Ada Stone)",
        ["lead", "body", "credit"],
    ),
    ("who contributed", f"{A}\n\n{B}\n\nJo Field contributed to this report.", ["lead", "body", "credit"]),
    ("a signature", f"{A}\n\n{B}\n\n— Reuters", ["lead", "body", "credit"]),
    ("a credit in the last sentence", f"{A}\n\n{B} (With reporting by the ANSA agency).", ["lead", "body", "credit"]),
    ("an address alone", f"{A}\n\nhttps://example.org/pool\n\n{B}", ["lead", "label", "body"]),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in LAYOUTS], ids=[c[0] for c in LAYOUTS])
def test_layout(text: str, expected: list[str]) -> None:
    assert [kind for kind, _ in kinds(text)] == expected, kinds(text)


def test_credits_name_the_source_and_its_span() -> None:
    for text, name in [
        (f"HARLOW (AFP) — {A}\n\n{B}", "AFP"),
        (f"{A}\n\n{B} (With inputs from PTI)", "PTI"),
        (f"{A}\n\n{B}\n\n— Reuters", "Reuters"),
    ]:
        credits_ = lay_out(text).credits
        assert [(c.name, text[slice(*c.span)]) for c in credits_] == [(name, name)]


HEADLINES: list[tuple[str, str, bool]] = [
    ("title case with a stop", "Harlow Council Votes to Close Swimming Pool.", True),
    ("sentence case without a stop", "Harlow council votes to close swimming pool", True),
    ("a lead", A, False),
    ("a quotation", B, False),
    ("a question in title case", "Did Harlow Council Have to Close Its Swimming Pool?", True),
]


@pytest.mark.parametrize(("line", "expected"), [c[1:] for c in HEADLINES], ids=[c[0] for c in HEADLINES])
def test_headline_by_form(line: str, expected: bool) -> None:
    assert is_headline(line, C if line == A else A, prose=True) is expected


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_hard_wrapped_lines_are_one_paragraph(width: int, end: str) -> None:
    whole = [f"{A} {C}", B, f"{D} {A}", C]
    text = "\n\n".join("\n".join(textwrap.wrap(one, width)) for one in whole).replace("\n", end)
    assert [" ".join(text[p.start : p.end].split()) for p in paragraphs(text)] == whole


def test_wrapped_lines_with_single_line_ends_part_at_short_lines() -> None:
    whole = [f"{A} {C}", f"{B} {C}", f"{D} {A}"]
    text = "\n".join("\n".join(textwrap.wrap(one, 64)) for one in whole)
    assert [" ".join(text[p.start : p.end].split()) for p in paragraphs(text)] == whole


def test_short_lines_that_are_not_filled_stay_apart() -> None:
    text = "Ten soups for a cold week\nWhy cats ignore us\nRockets grow cheaper every year now\nA pool closes"
    assert len(paragraphs(text)) == 4


def test_form_feed_and_trailing_blanks_are_no_text() -> None:
    text = f"{A}  \t\n\f\n{B} \n \n"
    assert kinds(text) == [("lead", A), ("body", B)]
