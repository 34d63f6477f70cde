"""What is listed for a person to look at: kinds, order, context, choices; and that nothing is asked twice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from mkdocs_briefing import pipeline
from mkdocs_briefing.attribution.resolving import because
from mkdocs_briefing.model import Briefing
from mkdocs_briefing.overrides import Override, Target, append, dump, read_overrides, target_of
from mkdocs_briefing.review import KINDS, Choice, Item, review
from mkdocs_briefing.review.answering import Pen, answer
from mkdocs_briefing.review.doubt import doubt
from mkdocs_briefing.settings import Settings

STORIES = Path(__file__).resolve().parents[1] / "stories"
NAMES = ("tram", "quarry", "surgery", "regatta")


@cache
def built(story: str) -> Briefing:
    return pipeline.build(STORIES / story, Settings(), raise_errors=True)


@cache
def items(story: str) -> tuple[Item, ...]:
    return tuple(review(built(story), [], "A. Editor", "2031-03-05"))


def words(item: Item, place: int = 0) -> str:
    return " ".join(item.places[place].words[1].split())


def item(story: str, kind: str, said: str) -> Item:
    return next(i for i in items(story) if i.kind == kind and any(said in words(i, n) for n in range(len(i.places))))


LISTED = [
    ("tram", "speaker", "three in four traders", "“the shopkeepers’ association” is not resolved", ()),
    ("tram", "difference", "84 million", "a number: “84 million” / “86 million”", ()),
    (
        "tram",
        "worked-out",
        "she would take the council to court",
        "“She” is taken to be Petra Okoye",
        (because.NEAREST,),
    ),
    ("tram", "joined", "waited forty years", "one statement", ("same speaker",)),
    (
        "quarry",
        "silent-cut",
        "to close the quarry and let",
        "“with all of its sheds and engines and the old railway”",
        (),
    ),
    ("quarry", "near-miss", "the pay agreement", "of one the speaker is not known", ("6 words in a row",)),
    ("quarry", "low", "buy our bread", "unsure, and so on no page", ()),
    ("quarry", "worked-out", "a blow to every street", "Petra Sloane", (because.LIKELIEST,)),
    ("surgery", "speaker", "I did not think", "“she” is not resolved", (because.TWO_FIT,)),
    ("surgery", "speaker", "the drawings had been changed", "“He” is not resolved", (because.NONE_FITS,)),
    ("surgery", "speaker", "three million crowns", "nobody is named", (because.NO_SOURCE,)),
    ("surgery", "low", "Waiting was the worst", "unsure", ()),
    ("regatta", "no-speaker", "Fast and cheerful", "it is left out", ()),
    ("regatta", "no-speaker", "A rock", "it is left out", ()),
    ("regatta", "worked-out", "never been so nervous", "“who” is taken to be Tilda Holm", (because.STANDS_BEFORE,)),
]


@pytest.mark.parametrize(("story", "kind", "said", "thinks", "why"), LISTED)
def test_what_is_doubtful_is_listed_with_what_is_thought_and_why(
    story: str, kind: str, said: str, thinks: str, why: tuple[str, ...]
) -> None:
    one = item(story, kind, said)
    assert thinks in one.thinks
    assert set(why) <= set(one.because)


def test_every_kind_is_in_the_stories_but_overrides_of_which_there_are_none() -> None:
    assert {i.kind for story in NAMES for i in items(story)} == {*KINDS} - {"override"}


@pytest.mark.parametrize("story", NAMES)
def test_what_needs_a_look_is_all_there(story: str) -> None:
    """Every near miss, candidate, passage held back, speaker open or worked out is listed once."""
    briefing, listed = built(story), items(story)
    attributed = [p for p in briefing.passages if p.kind != "narrated"]
    count = {kind: sum(i.kind == kind for i in listed) for kind in KINDS}
    assert count["speaker"] == sum(p.speaker.name is None for p in attributed)
    assert count["worked-out"] == sum(p.speaker.basis == "inferred" and p.speaker.name is not None for p in attributed)
    assert count["low"] == len(briefing.held_back)
    assert count["no-speaker"] == sum(x.reason == "no speaker" for x in briefing.left_out)
    assert count["near-miss"] == len(briefing.near_misses)
    assert count["difference"] == len(briefing.differences)


@pytest.mark.parametrize("story", NAMES)
def test_the_most_doubtful_is_first_and_ids_are_unique(story: str) -> None:
    listed = items(story)
    assert [i.doubt for i in listed] == sorted((i.doubt for i in listed), reverse=True)
    assert all(0 < i.doubt <= 1 for i in listed)
    assert len({i.id for i in listed}) == len(listed)


@pytest.mark.parametrize(
    ("story", "more", "less"),
    [
        ("surgery", "I did not think", "the backbone of Tarn Street"),  # nobody clear before somebody clear
        ("quarry", "a blow to every street", "The company promised me"),  # two came up before one did
        ("regatta", "Fast and cheerful", "A rock"),  # a sentence before two words
        ("regatta", "It will be a fine day", "asked for a second day"),  # a printed "he" before nobody printed
    ],
)
def test_what_is_less_sure_is_asked_first(story: str, more: str, less: str) -> None:
    order = [words(i) for i in items(story)]
    places = [next(n for n, said in enumerate(order) if one in said) for one in (more, less)]
    assert places == sorted(places)


def test_more_articles_are_more_doubtful_at_the_same_evidence() -> None:
    found = [doubt("worked_out", because.NEAREST, count) for count in range(1, 9)]
    assert found == sorted(found)
    assert found[0] < found[3]
    assert found[-1] == found[-2]


@pytest.mark.parametrize("phrase", [v for k, v in vars(because).items() if k.isupper() and not v.startswith("not ")])
def test_the_table_knows_every_reason_for_a_worked_out_speaker(phrase: str) -> None:
    given = {because.NAMED, because.GROUP, because.UNNAMED, because.NO_SOURCE}
    from mkdocs_briefing import wordlists

    table = wordlists.read("mkdocs_briefing.review", "doubt.yml")["worked_out"]
    assert (phrase in table) != (phrase in given)


@pytest.mark.parametrize("story", NAMES)
def test_words_stand_in_their_context(story: str) -> None:
    texts = {a.id: a.text for a in built(story).articles}
    for one in items(story):
        for place in one.places:
            text = texts[place.article]
            low, high = place.around
            assert "".join(place.words) == text[low:high]
            assert place.words[1] == text[slice(*place.span)]
            assert place.before == "" or text[:low].rstrip().endswith(place.before)
            assert place.after == "" or text[high:].lstrip().startswith(place.after)


def test_the_sentence_before_is_found_over_a_paragraph_and_the_one_after() -> None:
    (place,) = item("surgery", "speaker", "the drawings had been changed").places
    assert place.before == "The builder was blamed for the delay."
    assert place.after == '"Waiting was the worst of it."'
    assert place.where == "paragraph 4"


def test_ids_depend_on_words_alone(tmp_path: Path) -> None:
    """Renamed files and another article beside them leave the ids as they are."""
    for n, path in enumerate(sorted((STORIES / "quarry").iterdir(), reverse=True)):
        shutil.copy(path, tmp_path / f"{n}.txt")
    shutil.copy(STORIES / "tram/harbour-post.txt", tmp_path)
    renamed = review(pipeline.build(tmp_path, Settings()), [])
    assert {i.id for i in items("quarry")} <= {i.id for i in renamed}


def test_articles_in_another_order_give_the_same_list(tmp_path: Path) -> None:
    briefing = built("quarry")
    turned = Briefing(
        **{
            **{name: getattr(briefing, name) for name in Briefing.__dataclass_fields__},
            "articles": briefing.articles[::-1],
            "passages": briefing.passages[::-1],
            "statements": briefing.statements[::-1],
        }
    )
    assert [i.id for i in review(turned, [])] == [i.id for i in items("quarry")]


def test_the_same_words_in_two_files_are_two_items(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        shutil.copy(STORIES / "surgery/morning-ledger.txt", tmp_path / name)
    found = review(pipeline.build(tmp_path, Settings()), [])
    assert len({i.id for i in found}) == len(found)
    assert any(i.id.endswith("-2") for i in found)


# -------------------------------------------------------------------------------------------------- the choices


def given(choice: Choice) -> Override:
    """The override of a choice with what a person has to say filled in."""
    o = choice.override
    assert o is not None
    if choice.needs == "name":
        return replace(o, value="Nora Fell")
    return replace(o, reason="Because.") if choice.needs == "reason" else o


def choices(story: str) -> Iterator[tuple[Item, Choice]]:
    for one in items(story):
        for choice in one.choices:
            yield one, choice


@pytest.mark.parametrize("story", NAMES)
def test_the_override_of_every_choice_can_be_read_back(story: str, tmp_path: Path) -> None:
    made = [given(choice) for _, choice in choices(story)]
    (tmp_path / "overrides.yml").write_text("".join(dump(o) for o in made), encoding="utf-8")
    read, problems = read_overrides(tmp_path)
    assert problems == []
    assert [(o.action, o.target, o.with_, o.value, o.reason, o.editor, o.date) for o in read] == [
        (o.action, o.target, o.with_, o.value, o.reason, o.editor, o.date) for o in made
    ]


@pytest.mark.parametrize("story", NAMES)
def test_any_choice_settles_its_item(story: str) -> None:
    for one, choice in choices(story):
        left = review(built(story), [given(choice)])
        assert one.id not in {i.id for i in left}, (one, choice.name)


@pytest.mark.parametrize("story", NAMES)
def test_a_choice_about_one_passage_leaves_the_others(story: str) -> None:
    for one in items(story):
        if one.kind in ("speaker", "worked-out", "no-speaker"):
            left = {i.id for i in review(built(story), [given(one.choices[0])])}
            same = {i.id for i in items(story) if i.places[0].passage == one.places[0].passage is not None}
            assert {i.id for i in items(story)} - left <= same | {one.id}


_PAIRS = sorted(
    {(i.kind, c.name): (story, i.id) for story in NAMES for i, c in choices(story)}.items(),
    key=lambda pair: pair[0],
)


@pytest.mark.parametrize(("pair", "place"), _PAIRS, ids=["-".join(pair) for pair, _ in _PAIRS])
def test_what_is_answered_is_not_asked_again_after_a_build(
    pair: tuple[str, str], place: tuple[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    shutil.copytree(STORIES / place[0], folder)
    one = next(i for i in items(place[0]) if i.id == place[1])
    choice = next(c for c in one.choices if c.name == pair[1])
    append(folder, [given(choice)])
    overrides, problems = read_overrides(folder)
    assert problems == []
    after = review(pipeline.build(folder, Settings(), raise_errors=True), overrides)
    assert one.id not in {i.id for i in after}
    mine = {p.passage or str(p.span) for p in one.places}
    same = [i for i in after if i.kind == one.kind and {p.passage or str(p.span) for p in i.places} == mine]
    assert same == []


def test_two_quotations_of_the_same_words_in_one_article_are_two_items(tmp_path: Path) -> None:
    asked = "Asked for a word on the rowers of the eight from Orme, she played along.\n\n"
    rower = "And what does the coach say of the fourth rower in the boat?\n\n“A rock.”\n\n"
    text = f"A word on each\n\n{asked}{rower * 3}That is what was said on the shore of the lake on Sunday.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    found = [i for i in review(pipeline.build(tmp_path, Settings()), []) if "rock" in words(i)]
    assert len(found) == 3
    assert len({i.id for i in found}) == 3


def done(tmp_path: Path, story: str, kind: str, said: str, name: str) -> Briefing:
    """What a build makes of a story after one answer."""
    shutil.copytree(STORIES / story, tmp_path / story)
    one = item(story, kind, said)
    Pen(tmp_path / story).write(answer(one, name, *_VALUES.get(name, ())))
    return pipeline.build(tmp_path / story, Settings(), raise_errors=True)


_VALUES = {"speaker": ("Nora Fell",), "hide": ("Because.",)}


def together(briefing: Briefing, *sayings: str) -> bool:
    """Whether one statement has passages with all of these words."""
    text = {a.id: a.text for a in briefing.articles}
    said = {p.id: text[p.article][p.content[0][0] : p.content[-1][1]] for p in briefing.passages}
    return any(
        all(any(words_ in said[w.passage] for w in s.witnesses) for words_ in sayings) for s in briefing.statements
    )


def test_answers_do_what_they_say(tmp_path: Path) -> None:
    """Not only is the question gone: what was answered holds after the next build."""
    named = done(tmp_path / "1", "surgery", "speaker", "I did not think", "speaker")
    assert "Nora Fell" in {p.speaker.name for p in named.passages}
    nobody = done(tmp_path / "2", "quarry", "worked-out", "a blow to every street", "nobody")
    assert "Petra Sloane" not in {p.speaker.name for p in nobody.passages if p.paragraph == 5}
    differ = done(tmp_path / "3", "tram", "difference", "84 million", "difference")
    assert [d.accepted for d in differ.differences] == [True]
    same = done(tmp_path / "4", "tram", "difference", "84 million", "no-difference")
    assert [d.dismissed for d in same.differences] == [True]
    joined = done(tmp_path / "5", "quarry", "near-miss", "pay agreement", "join")
    assert not joined.near_misses
    apart = done(tmp_path / "6", "surgery", "joined", "four rooms", "split")
    assert together(built("surgery"), "It has four rooms", "The clinic has four rooms")
    assert not together(apart, "It has four rooms", "The clinic has four rooms")
    shown = done(tmp_path / "7", "surgery", "low", "Waiting was", "accept")
    assert not shown.held_back
    spoken = done(tmp_path / "8", "regatta", "no-speaker", "A rock", "speaker")
    assert "Nora Fell" in {p.speaker.name for p in spoken.passages}
    off = done(tmp_path / "9", "surgery", "low", "Waiting was", "hide")
    assert "hidden by the editor" in {x.reason for x in off.left_out}


def test_accepting_a_cut_is_not_accepting_the_speaker_nor_the_other_way_round() -> None:
    cut = item("quarry", "silent-cut", "to close the quarry and let")
    place = cut.places[0]
    whole = next(p for p in built("quarry").passages if p.id == place.passage)
    article = next(a for a in built("quarry").articles if a.id == place.article)
    all_of_it = Override("accept", target_of(article, (whole.content[0][0], whole.content[-1][1])))
    assert cut.id in {i.id for i in review(built("quarry"), [all_of_it])}


def test_each_article_that_cuts_is_asked_about() -> None:
    cuts = [i for i in items("quarry") if i.kind == "silent-cut"]
    assert [i.places[0].label for i in cuts] == ["north", "the"]
    left = review(built("quarry"), [given(cuts[0].choices[0])])
    assert [i.id for i in left if i.kind == "silent-cut"] == [cuts[1].id]


# --------------------------------------------------------------------------------------- overrides not applied


def kept(folder: Path, *overrides: Override) -> list[Item]:
    """What is listed for a copy of the story of the clinic, with these overrides in its file."""
    append(folder, overrides)
    read, problems = read_overrides(folder)
    assert problems == []
    return review(pipeline.build(folder, Settings(), raise_errors=True), read, "E", "2031-03-06")


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    shutil.copytree(STORIES / "surgery", tmp_path / "surgery")
    return tmp_path / "surgery"


def reworded(folder: Path, old: str, new: str) -> None:
    path = folder / "morning-ledger.txt"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_correction_whose_words_have_changed_is_first_and_can_be_renewed(clinic: Path) -> None:
    one = item("surgery", "speaker", "I did not think")
    reworded(clinic, "I did not think I would see this day,", "I did not think I should see this day,")
    found = kept(clinic, given(one.choices[0]))
    assert [i.kind for i in found].count("override") == 1
    first = found[0]
    assert (first.kind, first.thinks) == ("override", "the correction “accept” is not applied: its words are changed")
    assert first.places[0].where == "line 1"
    assert "I should see this day" in words(first, 1)
    assert [c.name for c in first.choices] == ["drop", "renew"]
    assert "should see" in " ".join(words(i) for i in found if i.kind == "speaker")
    Pen(clinic).write(answer(first, "renew"))
    (renewed,) = read_overrides(clinic)[0]
    assert "I should see this day" in renewed.target.exact
    after = kept(clinic)
    assert "override" not in {i.kind for i in after}
    assert "should see" not in " ".join(words(i) for i in after)


def test_a_correction_whose_words_are_lost_can_be_taken_out(clinic: Path) -> None:
    gone = Override("note", Target("words that no article has"), value="A note.", reason="Kept.")
    here = given(item("surgery", "speaker", "I did not think").choices[0])
    found = kept(clinic, gone, here)
    first = found[0]
    assert (first.kind, [c.name for c in first.choices]) == ("override", ["drop"])
    Pen(clinic).write(answer(first, "drop"))
    assert [o.action for o in read_overrides(clinic)[0]] == ["accept"]
    assert "override" not in {i.kind for i in kept(clinic)}


FILES = [
    ("# notes\n- action: accept\n  target: nowhere at all\n# after\n", "# notes\n# after\n"),
    ("- action: accept\n  target: nowhere at all", ""),
    (
        "- action: hide\n  target: {exact: nowhere at all,\n    prefix: the}\n  reason: |\n    One.\n\n    Two.\n"
        "- action: accept\n  target: Waiting was the worst of it.\n",
        "- action: accept\n  target: Waiting was the worst of it.\n",
    ),
    (
        "- {action: accept, target: Waiting was the worst of it.}\r\n-\r\n  action: accept\r\n"
        "  target: nowhere at all\r\n",
        "- {action: accept, target: Waiting was the worst of it.}\r\n",
    ),
    (
        "- action: accept\n  target:\n    exact: nowhere at all\n\n# of the other\n- action: accept\n"
        "  target: Waiting was the worst of it.  # why\n",
        "\n# of the other\n- action: accept\n  target: Waiting was the worst of it.  # why\n",
    ),
]


@pytest.mark.parametrize(("before", "after"), FILES)
def test_what_is_taken_out_leaves_every_other_line(before: str, after: str, clinic: Path) -> None:
    file = clinic / "overrides.yml"
    file.write_bytes(before.encode())
    (first,) = [i for i in kept(clinic) if i.kind == "override"]
    pen = Pen(clinic)
    pen.write(answer(first, "drop"))
    assert file.read_bytes() == after.encode()
    pen.undo()
    assert file.read_bytes() == before.encode()


def test_several_are_taken_out_at_once(clinic: Path) -> None:
    lost = [Override("note", Target(f"nowhere at all {n}"), value="A note.") for n in range(3)]
    found = [i for i in kept(clinic, *lost) if i.kind == "override"]
    Pen(clinic).write(*(answer(one, "drop") for one in found[:2]))
    assert len(read_overrides(clinic)[0]) == 1


def test_an_override_whose_words_are_ambiguous_settles_nothing() -> None:
    vague = Override("accept", Target("the"))
    first, *others = review(built("surgery"), [vague])
    assert (first.kind, first.thinks) == ("override", "the correction “accept” is not applied: its words are lost")
    assert [i.id for i in others] == [i.id for i in items("surgery")]
