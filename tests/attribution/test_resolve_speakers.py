"""Speakers of invented articles: names, roles, pronouns, groups, unnamed sources; nobody rather than a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_briefing.attribution.resolving import because, resolve
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
    (
        "Sir and Dame go with the first name",
        "|“We lost,”| <said> {Sir Martin Lee}.\n|“We tried,”| {Sir Martin} <said>.\n"
        "|“We won,”| <said> {Dame Ruth Hall}.\n|“Well done,”| {Dame Ruth} <said>.",
        ["Martin Lee", "Martin Lee", "Ruth Hall", "Ruth Hall"],
    ),
    ("who prints a quotation does not say it", "Ann Ray <was quoted by> {the Post} |“We lost.”|", [None]),
    (
        "Mr goes with the surname",
        "|“We lost,”| <said> {Sir Martin Lee}.\n|“We won,”| {Mr Martin} <said>.",
        ["Martin Lee", "Martin"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_speaker(text: str, expected: list[str | None]) -> None:
    assert names(text) == expected


# each table holds: what it shows, the text, the speakers in order
TITLES: list[tuple[str, str, list[str | None]]] = [
    ("councillor, short", "{Cllr Joan Pike (Lab)} <said> |no|.", ["Joan Pike"]),
    ("title after title", "The vote is on. {The Rt Revd Tom Ashe} <said> |no|.", ["Tom Ashe"]),
    (
        "district office",
        "{District Collector Meena Kuttan} <said> |no|. {The Collector} <said> |yes|.",
        ["Meena Kuttan"] * 2,
    ),
    (
        "office of a state, and its field",
        "{The Oyo State Commissioner for Works, Dr Bisi Lawal}, <said> |no|.",
        ["Bisi Lawal"],
    ),
    ("office with of", "{Director of Nursing Ruth Mbeki} <said> |no|.", ["Ruth Mbeki"]),
    ("letters behind the name", "{Huma Qureshi KC} <said> |no|. {Qureshi} <said> |yes|.", ["Huma Qureshi"] * 2),
    ("trade of no list", "{Astrophysicist Yuto Sakamoto} <said> |no|.", ["Yuto Sakamoto"]),
    ("role with a hyphen", "{Governor-General Sefa Leavai} <said> |no|.", ["Sefa Leavai"]),
    ("several of one title", "{Senators Ann Ray and Tom Cole} <said> |no|.", ["Ann Ray and Tom Cole"]),
    (
        "a word that the article uses as a title",
        "{Hetman Orlyk Bursa} <said> |no|. The vote is on. “The Hetman knows,” they sang; the Hetman, tired, left.",
        ["Orlyk Bursa"],
    ),
    (
        "the name without what stood before it",
        "{Kapitein Ansje Bos} <said> |no|. {Ansje Bos} <said> |yes|.",
        ["Ansje Bos"] * 2,
    ),
    (
        "small words in a name",
        "{Ana de la Cruz} <said> |no|. {Omar al-Rashid} <said> |no|.",
        ["Ana de la Cruz", "Omar al-Rashid"],
    ),
]

BODIES: list[tuple[str, str, list[str | None]]] = [
    ("plural owner in a body's name", "{The Bakers’ Guild} <said> |no|.", ["Bakers’ Guild"]),
    ("body for something", "{The Office for Fair Tides} <said> |no|.", ["Office for Fair Tides"]),
    (
        "body of two fields",
        "{The Department of Health and Social Care} <said> |no|.",
        ["Department of Health and Social Care"],
    ),
    ("body with &", "{Marsh & Daughters} <said> |no|.", ["Marsh & Daughters"]),
    ("number in a body's name", "{Local 40, the dockers’ union}, <said> |no|.", ["Local 40"]),
    ("hospital of a saint", "{St Olave’s Hospital} <said> |no|.", ["St Olave’s Hospital"]),
    ("company, short", "{Tarn Cement Plc} <said> |no|. {Tarn} <said> |so|.", ["Tarn Cement Plc"] * 2),
    ("it: the body that spoke", "{Tarn Cement Plc} <said> |no|. {It} <denied> |the claim|.", ["Tarn Cement Plc"] * 2),
    ("it: not a person", "{Ann Cole} <said> |no|. {It} <said> |so|.", ["Ann Cole", None]),
    (
        "the court among other bodies",
        "The Kano High Court sat. Reva Homes appealed. {The court} <said> |no|.",
        ["Kano High Court"],
    ),
    ("the court, of two: nobody", "The Kano High Court met the Lagos Crown Court. {The court} <said> |no|.", [None]),
    ("operator in apposition", "{The operator, Skerry Line}, <said> |no|.", ["Skerry Line"]),
    ("a party is not its members in one place", "The Ohio Democrats met. {Democrats} <said> |no|.", ["Democrats"]),
    ("a house is not its committee", "The House Budget Office met. {The House} <said> |no|.", ["House"]),
    ("a government by its country", "{The Chadian government} <said> |no|.", ["Chadian government"]),
]

APPOSITIONS: list[tuple[str, str, list[str | None]]] = [
    ("his agent, with a name", "Kofi Mensah scored. {His agent}, Luca Ray, <said> |no|.", ["Luca Ray"]),
    ("rival in a month", "Ann Cole won. {Her rival in May, state Sen. Bo Hatch}, <said> |no|.", ["Bo Hatch"]),
    ("one of them, with a name", "Miners left. {One of them}, Rui Costa, <said> |no|.", ["Rui Costa"]),
    ("one of them, without", "Miners left. {One of them} <said> |no|.", ["One of them"]),
    (
        "another body's leader",
        "{The Green group} <said> |no|. {Its leader, Cllr Asha Vane}, <said> |so|.",
        ["Green group", "Asha Vane"],
    ),
    ("name right behind the role", "Farmers left. {Their leader} Ivo Brandt <said> |no|.", ["Ivo Brandt"]),
    ("somebody's relative, unnamed", "Kofi Mensah scored. {His own brother-in-law} <said> |no|.", [None]),
    ("whose director", "{Acme Foods, whose director Ann Ray} <said> |no|, closed.", ["Ann Ray"]),
    ("two founders", "The co-founders Ann Ray and {Tom Cole} <said> |no|.", ["Ann Ray and Tom Cole"]),
]

ROLES: list[tuple[str, str, list[str | None]]] = [
    ("age", "Anton Reyl, 61, left. Ivo Brandt, 40, stayed. {The 61-year-old} <said> |no|.", ["Anton Reyl"]),
    (
        "age, told in a clause",
        "Hetty Bram, a ringer since girlhood, who is 71 and limps, met Ruth Auma. {The 71-year-old} <said> |no|.",
        ["Hetty Bram"],
    ),
    ("age, of the only one named", "Champion Mercy Jebet ran. {The 43-year-old} <said> |no|.", ["Mercy Jebet"]),
    ("age, of two: nobody", "Mercy Jebet met Ruth Auma. {The 43-year-old} <said> |no|.", [None]),
    ("age, of another", "Mercy Jebet, 50, ran. {The 43-year-old} <said> |no|.", [None]),
    (
        "a number behind a name that is no age",
        "Tom Cole left. {Ann Cole}, 61 per cent of whose land is wet, <said> |no|. {The 61-year-old} <said> |so|.",
        ["Ann Cole", None],
    ),
    (
        "noun of no list, behind the name",
        "Fred Ames, a steeplejack, fell. {The steeplejack} <said> |no|.",
        ["Fred Ames"],
    ),
    (
        "noun of no list, before the name",
        "The steeplejack Fred Ames fell. {The steeplejack} <said> |no|.",
        ["Fred Ames"],
    ),
    ("one trade is not another", "Jeweller Fred Ames left. {The plumber} <said> |no|.", [None]),
    ("seat in brackets", "Leela Varma (Nashik East) rose. {The Nashik East member} <said> |no|.", ["Leela Varma"]),
    (
        "a leader of another body",
        "The leader of Wexby Council, Ann Cole, spoke. Its rival, Ruth Dean, leader of Marsh Council, sat. "
        "{The leader of Wexby Council} <said> |no|.",
        ["Ann Cole"],
    ),
    ("the role of who is named later", "{The coroner} <said> |no|. Coroner Ann Ray left.", [None]),
    (
        "the role that a title tells",
        "Gov. Asa Hutch and former Gov. Bo Dean met. {The governor} <said> |no|.",
        ["Asa Hutch"],
    ),
    (
        "the official who is unnamed",
        "Vice President Ann Cole spoke. {A senior official} <said> |no|. {The official} <said> |so|.",
        ["senior official"] * 2,
    ),
    (
        "a chairman of something else",
        "Party chairman Rex Pribo sang. {The chairman of the Fen committee} <said> |no|.",
        [None],
    ),
    ("my manager", "{My manager} <said> |no|.", ["My manager"]),
    (
        "a lead's nameless speaker",
        "{A deckhand} <told> a court |it was wet|.\nRuan Pike, 24, said it was cold. {The deckhand} <said> |no|.",
        ["Ruan Pike", "Ruan Pike"],
    ),
    (
        "a lead's nameless speaker, behind a participle",
        "{A harbour pilot} of note <says> |it was wet|.\nSpeaking in Hull, Ruan Pike, who is 60, said it was cold.",
        ["Ruan Pike"],
    ),
    (
        "a lead's nameless speaker is not who has another role",
        "{A deckhand} <told> a court |it was wet|.\nDetective Ruan Pike said it was cold.",
        ["deckhand"],
    ),
    (
        "a lead's nameless speaker is not who was silent",
        "{A deckhand} <told> a court |it was wet|.\nRuan Pike, 24, drowned in May.",
        ["deckhand"],
    ),
    (
        "a lead's leader",
        "{The leader of Wexby Council} <denied> |waste|.\nCllr Ruan Pike (Con) told a meeting it was cold.",
        ["Ruan Pike"],
    ),
]

NAMESAKES: list[tuple[str, str, list[str | None]]] = [
    ("the only one so far", "Chief Ann Krill came. {Krill} <said> |no|. Farmer Bo Krill left.", ["Ann Krill"]),
    (
        "the one just named",
        "Paul Rono left.\nThe vote is on.\nLydia Rono, a nurse, stayed. {Rono} <said> |no|.",
        ["Lydia Rono"],
    ),
    (
        "the one who was called so before",
        "Mayor Ann Vance spoke. {Vance} <said> |no|.\n{Bo Vance}, her husband, <said> |so|.\n"
        "Rain fell.\n{Vance} <said> |no|.",
        ["Ann Vance", "Bo Vance", "Ann Vance"],
    ),
    (
        "two surnames with a hyphen are neither's",
        "Paul Rowan met Ann Cole. The Cole-Rowan plan is new. {Rowan} <said> |no|.",
        ["Paul Rowan"],
    ),
    ("a surname with a hyphen", "Ada Obi-Lyle sang. {Obi-Lyle} <said> |no|.", ["Ada Obi-Lyle"]),
    ("a first name before a shared surname", "David Eames sang. {David} and Jeanne Heid <said> |no|.", [None]),
    ("a place that is a surname", "Jim Jordan sang. {Jordan} <said> |no|.", ["Jim Jordan"]),
    ("a president is not his daughter", "His daughter Sasha Cole sang. {President Cole} <said> |no|.", ["Cole"]),
    (
        "by the title",
        "Ivan Gadd met Elsa Gadd. {Mr Gadd} <said> |no|. {Mrs Gadd} <said> |so|.",
        ["Ivan Gadd", "Elsa Gadd"],
    ),
]

PRONOUNS: list[tuple[str, str, list[str | None]]] = [
    ("gender by a pronoun in the sentence", "Okpara and her son Tobe Nnadi swim. {She} <said> |no|.", [None]),
    (
        "gender of a rare name by a pronoun behind it",
        "Zyx Whitcomb and her former student, Nestor Pires, dig. {She} <said> |no|.",
        ["Zyx Whitcomb"],
    ),
    (
        "the only man, far back",
        "Coach Balbir Rana died.\nRain fell.\nIt was cold.\nAll wept.\n{He} <opposed> |fees|.",
        ["Balbir Rana"],
    ),
    (
        "an unnamed one who spoke just before",
        "Ann Cole spoke.\n{A nurse at the clinic} <said> |no|. {She} <said> |so|.",
        ["nurse at the clinic", "nurse at the clinic"],
    ),
    ("not the hearer", "Ann Cole told Ruth Dean to leave. |“Go,”| {she} <said>.", ["Ann Cole"]),
    ("who, behind an apposition", "She met Arthur Venn, a watchmaker {who} <said> |no|.", ["Arthur Venn"]),
    (
        "who, behind a noun",
        "But a nurse at the General Hospital, {who} <said> |no|, left.",
        ["nurse at the General Hospital"],
    ),
    ("who, behind several", "Two former engineers {who} <said> |no| left.", ["former engineers"]),
    ("who, behind a group", "Ann Cole and her allies, {who} <said> |no|, left.", ["Ann Cole and her allies"]),
    ("which, behind a body", "Skerry Line, {which} <denies> |it|, left.", ["Skerry Line"]),
    ("they: two persons", "{Ann Ray and Tom Cole} <said> |no|. {They} <said> |so|.", ["Ann Ray and Tom Cole"] * 2),
]

NO_SPEAKERS: list[tuple[str, str, list[str | None]]] = [
    ("who is told", "{Farmers} <were told> |help would come|.", [None]),
    ("who is expected", "{Ann Cole} <is expected> |to resign|.", [None]),
    ("who hears", "|Ramp was rusty|, {inquest} <hears>.", [None]),
    ("whose claim", "{Ann Cole's} <claim> |the ramp was rusty|.", ["Ann Cole"]),
    ("who passes words on", "Ann Cole <was quoted as saying> by {the agency Lake Press} |no|.", [None]),
    ("a clause that begins with its pronoun", "Reva Homes, {which pays the fee}, <denied> |waste|.", ["Reva Homes"]),
    ("half a name", "Ann {Cole} <said> |no|.", ["Ann Cole"]),
    ("a title alone", "{Mr} Reyl’s daughter, Marta, <said>: |no|.", ["Marta"]),
    ("surnames of two", "Ann Ray met Tom Cole. {Ray and Cole} <said> |no|.", ["Ann Ray and Tom Cole"]),
]

# where somebody else may be meant the name stays open; where nobody else can be, it is told
DOUBTS: list[tuple[str, str, list[str | None]]] = [
    (
        "a surname of two before a pronoun",
        "Luc Webb met Ivo Webb.\nJudge Ann Cole asked Mr Webb whether he knew. {He} <said> |no|.",
        [None],
    ),
    (
        "somebody without a name has come up",
        "{Ivo Brandt} <said> |no|.\nOutside, the elder brother shook hands. |“It is only bread,”| {he} <said>.",
        ["Ivo Brandt", None],
    ),
    (
        "an apposition is nobody else",
        "In the view of Ivo Brandt, a modeler who was away, it rained. {He} <wants> |more|.",
        ["Ivo Brandt"],
    ),
    (
        "whoever spoke last unresolved",
        "{Ivo Brandt} <said> |no|. {The judge} <said> |yes|. {He} <added> |more|.",
        ["Ivo Brandt", None, None],
    ),
    (
        "somebody else of the paragraph",
        "{Ivo Brandt} <said> |no|.\nThe losses of Tom Cole stand out. {He} <voted> |no|.",
        ["Ivo Brandt", None],
    ),
    (
        "another one’s affairs in the next paragraph",
        "A study by Ivo Brandt came out. {Ivo Brandt} <concluded> |so|.\nIt tells of Tom Cole’s thinking.\n"
        "In 2008, {he} <complained> |of it|.",
        ["Ivo Brandt", None],
    ),
    (
        "whoever spoke last has a name of no gender",
        "Judge Ann Cole rose. {His opponent, Quil Zegers}, <said> |no|. {She} <said> |so|.",
        ["Quil Zegers", None],
    ),
    (
        "a city is nobody",
        "In downtown Port Hale, a group marched. {A walker} <left>|.| |“I wept,”| {he} <said>.",
        ["walker", "walker"],
    ),
    (
        "they: other people since",
        "{The officials} <said> |no|. He met people at a college. {They} <said> |so|.",
        ["officials", None],
    ),
    (
        "a mayor is a politician, unless another spoke since",
        "Mayor Tom Cole left. {Ulla Brandt} <said> |no|. {The politician} <warned> |of it|.",
        ["Ulla Brandt", None],
    ),
    (
        "of two ministers the one who has the paragraph",
        "Prime Minister Tom Cole and his finance minister, Ivo Brandt, met.\n"
        "{Brandt} <said> |no|. {The minister} <said> |so|.",
        ["Ivo Brandt", "Ivo Brandt"],
    ),
    (
        "an unnamed aide since",
        "Former aide Ann Ray left.\n{A party aide} <said> |no|.\n|“So be it,”| {the aide} <said>.",
        ["party aide", "party aide"],
    ),
    ("nationality of who just spoke", "{Ulla Lund} <said> |no|. |“Yes,”| {the Dane} <added>.", ["Ulla Lund"] * 2),
    ("a parent of so many", "{Ulla Lund} <said> |no|. |“Yes,”| {the mother of three} <added>.", ["Ulla Lund"] * 2),
    ("an office that may be another’s", "{Ulla Lund} <said> |no|. |“Yes,”| {the judge} <added>.", ["Ulla Lund", None]),
    (
        "the company that has the paragraph",
        "{The mine’s owner, Tarn Copper}, <said> |no|. {The company} <said> |so|.",
        ["Tarn Copper"] * 2,
    ),
    (
        "the head of a group in the council is no council",
        "{The head of the Green group in the city council, Ulla Brandt}, <said> |no|. {She} <said> |so|.",
        ["Ulla Brandt"] * 2,
    ),
    ("whom somebody represents", "{The senator representing Fen North, Tom Cole}, <said> |no|.", ["Tom Cole"]),
    ("an office of three words", "{Its Resident Electoral Commissioner, Prof. Tom Cole}, <said> |no|.", ["Tom Cole"]),
    ("letters within a party’s name", "{Fen Front (West) leader Ulla Brandt} <said> |no|.", ["Ulla Brandt"]),
    ("words of another in a source", "{Brandt “saw through it} <said> |no|.", [None]),
    ("no doubt is nobody", "{no doubt} <said> |so|.", [None]),
    ("a dateline", "{Port Hale - Mayor Ulla Brandt} <said> |no|.", ["Ulla Brandt"]),
    ("fellow", "{Her fellow Green Tom Cole} <said> |no|.", ["Tom Cole"]),
    ("a nickname in marks", "{Juan “Chico” Webb} <said> |no|. {He} <said> |so|.", ["Juan “Chico” Webb"] * 2),
    ("who, behind where he is from", "With Tom Cole of Texas, {who} <said> |no|, she left.", ["Tom Cole"]),
    ("who, behind a verb", "Those arguments didn’t sway lawmakers, {who} <say> |no|.", ["lawmakers"]),
]

MORE = [*TITLES, *BODIES, *APPOSITIONS, *ROLES, *NAMESAKES, *PRONOUNS, *NO_SPEAKERS, *DOUBTS]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in MORE], ids=[c[0] for c in MORE])
def test_speaker_of_each_kind(text: str, expected: list[str | None]) -> None:
    assert names(text) == expected


# the first line is a headline
HEADLINES: list[tuple[str, str, list[str | None]]] = [
    ("a role of one person", "No cause for panic, <says> {minister} |so|\nHealth Minister Ann Ray spoke.", ["Ann Ray"]),
    ("a role of two: nobody", "|No panic|, <says> {minister}\nMinister Ann Ray met minister Tom Cole.", [None]),
    ("a role of nobody named", "|No panic|, <says> {minister}\nAnn Ray spoke.", [None]),
    ("a noun that stays unnamed", "|No panic|, <says> {nurse}\nA nurse spoke to Ann Ray.", ["nurse"]),
    (
        "a lead's nameless speaker",
        "|Ramp rusted|, <says> {deckhand}\nA deckhand told of rust.\nRuan Pike, 24, said so.",
        ["Ruan Pike"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in HEADLINES], ids=[c[0] for c in HEADLINES])
def test_speaker_in_a_headline(text: str, expected: list[str | None]) -> None:
    plain, found = marked(text)
    blocks = (replace(plain.blocks[0], kind="headline", number=None), *plain.blocks[1:])
    result = resolve(replace(plain, blocks=blocks), found, ())
    assert [p.speaker.name for p in result.passages if p.kind != "narrated"] == expected


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


REASONS = [
    ("named", "{Ann Cole} <said> |no|.", because.NAMED),
    ("several", "{Accra and Lagos} <said> |no|.", because.GROUP),
    ("nobody named", "{Two officials} <said> |no|.", because.UNNAMED),
    ("a pronoun right behind", "Ann Cole rose. {She} <said> |no|.", because.NEAREST),
    (
        "a pronoun far behind",
        "Ann Cole rose.\n\nIt rained.\n\nIt blew.\n\nIt shone. {She} <said> |no|.",
        because.ONLY_ONE,
    ),
    ("a relative pronoun", "The prize went to Ann Cole, {who} <said> |it was late|.", because.STANDS_BEFORE),
    ("a role", "Judge Ann Cole rose. {The judge} <said> |no|.", because.ROLE_NEAR),
    ("an age", "Ann Cole, 61, rose. {The 61-year-old} <said> |no|.", because.AGE),
    ("two who fit", "Ann Cole and Mary Dean rose. {She} <said> |no|.", because.TWO_FIT),
    ("nobody who fits", "It rained. {She} <said> |no|.", because.NONE_FITS),
    ("a description of nobody", "It rained. {The judge} <said> |no|.", because.NO_BEARER),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in REASONS], ids=[c[0] for c in REASONS])
def test_a_speaker_says_why(text: str, expected: str) -> None:
    assert passages(text)[-1].speaker.because == expected


def test_an_inherited_speaker_and_no_speaker_say_why() -> None:
    plain, found = marked("{Ann Cole} <said> |no|. {X} <said> |never|.")
    told = [found[0], replace(found[1], source=None, cue=None, follows=0), replace(found[1], source=None, cue=None)]
    after = resolve(plain, told[:2], ()).passages
    assert [p.speaker.because for p in after if p.kind != "narrated"] == [because.NAMED, because.NONE_PRINTED]
    alone = resolve(plain, told[2:], ()).passages
    assert [p.speaker.because for p in alone if p.kind != "narrated"] == [because.NO_SOURCE]


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
