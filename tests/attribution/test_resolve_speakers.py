"""Speakers of invented articles: names, roles, pronouns, groups, unnamed sources; nobody rather than a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_briefing.attribution.resolving import resolve
from mkdocs_briefing.model import Article, Attributed, Attribution, Block, Passage, Span


def article(text: str) -> Article:
    blocks = tuple(Block("body", m.start(), m.end(), n + 1) for n, m in enumerate(re.finditer(r"[^\n]+", text)))
    return Article(id="a", file="a.txt", sha256="", text=text, blocks=blocks)


# a source in {braces}, its cue in <angles>, its content in |bars|; each attribution has one of each, in this order of
# appearance of the content
_MARKS = re.compile(r"[{}<>|]")


def marked(text: str) -> tuple[Article, list[Attribution]]:
    plain: list[str] = []
    spans: dict[str, list[Span]] = {"{": [], "<": [], "|": []}
    opened: dict[str, int] = {}
    at = 0
    for part in re.split(r"([{}<>|])", text):
        if not _MARKS.fullmatch(part):
            plain.append(part)
            at += len(part)
            continue
        kind = {"}": "{", ">": "<"}.get(part, part)
        if kind in opened:
            spans[kind].append((opened.pop(kind), at))
        else:
            opened[kind] = at
    whole = "".join(plain)
    quoted = [tuple(m.span(1) for m in re.finditer(r"[“\"]([^”\"]*)[”\"]", whole[s:e])) for s, e in spans["|"]]
    found = [
        Attribution((content,), tuple((content[0] + s, content[0] + e) for s, e in marks), cue, source, "test", 1.0)
        for content, marks, cue, source in zip(spans["|"], quoted, spans["<"], spans["{"], strict=True)
    ]
    return article(whole), found


def passages(text: str) -> list[Passage]:
    given_, found = marked(text)
    return [p for p in resolve(given_, found, ()).passages if p.kind != "narrated"]


def names(text: str) -> list[str | None]:
    return [p.speaker.name for p in passages(text)]


CASES: list[tuple[str, str, list[str | None]]] = [
    ("full name", "{Ngozi Adeyemi} <said> |the market was closed|.", ["Ngozi Adeyemi"]),
    ("role before the name", "{Kenyan president Amos Wekesa} <said> |rain would come|.", ["Amos Wekesa"]),
    ("role with capitals", "{Prime Minister Harriet Cole} <said> |taxes would fall|.", ["Harriet Cole"]),
    ("body before a role", "{Bank of Ardania Governor Lena Ruiz} <said> |rates would rise|.", ["Lena Ruiz"]),
    (
        "role of three words",
        "{Secretary of State John Marlow} <said> |talks went on|.",
        ["John Marlow"],
    ),
    ("role, comma, name", "{The leader of South Korea, Han Min Jae}, <said> |talks went on|.", ["Han Min Jae"]),
    ("role without article, comma, name", "{President of Peru, Ana Quispe}, <said> |all was well|.", ["Ana Quispe"]),
    ("name, comma, role", "{Tom Barker, the coach of Rovers}, <said> |we lost|.", ["Tom Barker"]),
    ("a bare role is no name", "{President} <said> |all was well|.", [None]),
    ("month for a first name", "{Jan Holt, a judge}, <said> |bail was refused|.", ["Jan Holt"]),
    ("surname that is a role", "Barbara Boxer arrived. {Ms. Boxer} <said> |she was tired|.", ["Barbara Boxer"]),
    (
        "surname later",
        "Priya Raman runs the lab. {Raman} <said> |the vaccine worked|.",
        ["Priya Raman"],
    ),
    (
        "surname of two: nobody",
        "Ian Webb and Carol Webb own the farm. {Webb} <said> |the barn burnt|.",
        [None],
    ),
    (
        "title tells which of two",
        "Ian Webb and Carol Webb own the farm. {Mrs Webb} <said> |the barn burnt|.",
        ["Carol Webb"],
    ),
    (
        "a first name is nobody's surname",
        "John Kerr left. Tom John stayed. {John} <said> |the vote was fair|.",
        ["Tom John"],
    ),
    (
        "a phrase with the name in it is no person",
        "The Trotter Train left town. {Trotter} <said> |he would win|.",
        ["Trotter"],
    ),
    (
        "namesakes by their suffix",
        "{Paul Reed Jr.} <said> |the church was full|. {Paul Reed III} <said> |it was cold|.",
        ["Paul Reed Jr", "Paul Reed III"],
    ),
    (
        "role of a place",
        "French president Louis Garnier met German chancellor Karl Weiss. {The French president} <said> |so|.",
        ["Louis Garnier"],
    ),
    (
        "role with two bearers: nobody",
        "Lawyer Ann Cole met lawyer Ruth Dean. {The lawyer} <said> |it went well|.",
        [None],
    ),
    (
        "nationality as a noun",
        "Ghanaian striker Kofi Mensah scored twice. {The Ghanaian} <said> |he was happy|.",
        ["Kofi Mensah"],
    ),
    (
        "nationality with two bearers: nobody",
        "Ghanaian striker Kofi Mensah met Ghanaian coach Yaw Boateng. {The Ghanaian} <said> |he was happy|.",
        [None],
    ),
    (
        "another Cole is president",
        "President Cole spoke. Her cousin Jane Cole sang. {The president} <said> |so|.",
        ["Cole"],
    ),
    (
        "a deputy is not the minister",
        "Deputy foreign minister Ann Cole came. {The foreign minister} <said> |so|.",
        [None],
    ),
    (
        "the newspaper, of two: nobody",
        "The Delhi Post and The Lagos Times were there. {The newspaper} <said> |so|.",
        [None],
    ),
    ("whose board", "{The Delhi Post’s editorial board} <said> |no|.", ["Delhi Post’s editorial board"]),
    ("initials", "{Chief executive T.V. Menon} <said> |no|.", ["T.V. Menon"]),
    ("a man of a county is no name", "Joe Reed batted. {The Yorkshireman} <said> |no|.", [None]),
    ("somebody's relative is not he", "Kofi Mensah scored. {His mother} <said> |she was proud|.", [None]),
    (
        "a company's person is not the company",
        "{A spokesman for Donald Pryce} <said> |no deal was made|.",
        ["spokesman for Donald Pryce"],
    ),
    ("country that is no pronoun", "{The US} <said> |the talks failed|.", ["US"]),
    ("seat of power", "{The Kremlin} <said> |the talks failed|.", ["the Kremlin"]),
    ("newspaper named with its kind", "{the newspaper The Lagos Times} <reported> |floods|.", ["The Lagos Times"]),
    ("name before its kind", "{the Interfax agency} <reported> |snow|.", ["Interfax"]),
    (
        "the news agency named last",
        "The news agency Reuters was first. The newspaper The Delhi Post was late. {The news agency} <said> |so|.",
        ["Reuters"],
    ),
    ("no news agency named", "{The news agency} <said> |so|.", [None]),
    (
        "the online giant is not the oil giant",
        "Oil giant Brentco fell. {The retail giant} <said> |sales rose|.",
        [None],
    ),
    ("group", "{Accra and Lagos} <denied> |such plans|.", ["Accra and Lagos"]),
    ("group with a shared noun", "US and {South Korean officials} <said> |no|.", ["US and South Korean officials"]),
    ("one person of two roles", "{founder and chief executive Jane Doe} <said> |we grow|.", ["Jane Doe"]),
    ("list of names", "{Ann Cole, Ruth Dean and Tom Barker} <said> |no|.", ["Ann Cole, Ruth Dean and Tom Barker"]),
    ("unnamed", "{Two officials} <said> |the road was shut|.", ["officials"]),
    ("unnamed at the start", "{Experts} <believe> |the ice is thin|.", ["Experts"]),
    ("a number is nobody", "{The 2} <said> |all was well|.", [None]),
    ("lost blank behind a name", "Ada Peskova came. {Ada Peskovawho} <said> |no|.", ["Ada Peskova"]),
    (
        "lost blank before a name",
        "Asha Rao arrived. {The newspaper The Delhi PostRao} <wants> |more trains|.",
        ["Asha Rao"],
    ),
    ("date and participle between", "Kim Soo Hyun, {Friday commenting on the war} <said> |no|.", ["Kim Soo Hyun"]),
    (
        "he",
        "Rafael Ortega won the final. |“I was lucky,”| {he} <said>.",
        ["Rafael Ortega"],
    ),
    (
        "she, not the man beside her",
        "Judge Mary Holt fined Peter Grant. |“You lied,”| {she} <said>.",
        ["Mary Holt"],
    ),
    (
        "he in two paragraphs",
        "|“We lost,”| {Tom Barker} <said>.\n|“We tried,”| {he} <added>.\n"
        "|“We won,”| {Rafael Ortega} <said>.\n|“It was late,”| {he} <added>.",
        ["Tom Barker", "Tom Barker", "Rafael Ortega", "Rafael Ortega"],
    ),
    (
        "two men as likely: nobody",
        "Tom Barker and Peter Grant arrived late. |“We lost,”| {he} <said>.",
        [None],
    ),
    (
        "not whom the words are about",
        "{Ruth Dean} <spoke> |late|. |Ann Cole had won|, {she} <said>.",
        ["Ruth Dean", "Ruth Dean"],
    ),
    ("nobody before", "|“We lost,”| {he} <said>.", [None]),
    ("it is nobody", "Acme Corp opened a plant. {It} <said> |jobs would come|.", [None]),
    ("a place is nobody's pronoun", "London was wet. |“We lost,”| {he} <said>.", [None]),
    ("they", "{Two officials} <said> |the road was shut|. {They} <said> |it was wet|.", ["officials", "officials"]),
    (
        "names of a line in title case",
        "Barker Taunts Grant Over Late Goal\n|“We lost,”| {Tom Barker} <said>. {Barker} <said> |so|.",
        ["Tom Barker", "Tom Barker"],
    ),
    (
        "who stands behind told is the hearer",
        "|“We lost,”| Senator Ann Ray, <told> {Politico}.",
        ["Ann Ray"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_speaker(text: str, expected: list[str | None]) -> None:
    assert names(text) == expected


WAYS = [
    ("{Ann Cole} <said> |no|.", "name", "stated", "person"),
    ("Judge Ann Cole rose. {The judge} <said> |no|.", "role", "inferred", "person"),
    ("Ann Cole rose. {She} <said> |no|.", "pronoun", "inferred", "person"),
    ("{Accra and Lagos} <said> |no|.", "group", "stated", "group"),
    ("{Two officials} <said> |no|.", "unnamed", "stated", "unnamed"),
    ("{The Ministry of Health} <said> |no|.", "name", "stated", "body"),
    ("{The Delhi Post} <said> |no|.", "name", "stated", "publication"),
]


@pytest.mark.parametrize(("text", "way", "basis", "kind"), WAYS)
def test_a_speaker_says_how_it_was_found(text: str, way: str, basis: str, kind: str) -> None:
    speaker = passages(text)[0].speaker
    assert (speaker.as_, speaker.basis, speaker.kind) == (way, basis, kind)


def test_a_worked_out_speaker_is_inferred_and_keeps_the_printed_word() -> None:
    given_, found = marked("Rafael Ortega won. |“I was lucky,”| {he} <said>.")
    speaker = resolve(given_, found, ()).passages[-1].speaker
    assert speaker.mention is not None
    assert given_.text[slice(*speaker.mention)] == "he"


def spans_of(result: Attributed) -> Sequence[Span]:
    out: list[Span] = []
    for p in result.passages:
        s = p.speaker
        out += [*p.content, *p.quoted, p.sentence, *(k.span for k in p.chain if k.span)]
        out += [x for x in (p.cue, p.hedge, p.to_span, p.when, p.asked, s.mention, s.head) if x]
    return out


_WORDS = [
    "Ann",
    "Cole",
    "said",
    "the",
    "president",
    "Kenyan",
    "he",
    "“",
    "”",
    ",",
    ".",
    "told",
    "and",
    "TimeCole",
    "of",
    "Kenya",
    "according",
    "to",
    "Mr",
    "on",
    "Friday",
    "’",
    "'s",
]
_WORDS.append("\n")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=40), st.data())
def test_spans_lie_inside_the_article_and_ids_are_unique(pieces: list[str], data: st.DataObject) -> None:
    text = " ".join(pieces)
    place = st.integers(0, len(text) - 1)

    def span() -> Span:
        start = data.draw(place)
        return start, data.draw(st.integers(start + 1, len(text)))

    found = [
        Attribution((span(),), (), span(), span() if data.draw(st.booleans()) else None, "test", 0.5)
        for _ in range(data.draw(st.integers(0, 4)))
    ]
    result = resolve(article(text), found, ())
    assert all(0 <= s <= e <= len(text) for s, e in spans_of(result))
    ids = [p.id for p in result.passages]
    assert len(ids) == len(set(ids))
