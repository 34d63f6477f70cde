"""Corrections on pages and in the data: said openly, with the editor's name, and never with hidden words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Literal

import pytest

from mkdocs_briefing import exports, pipeline
from mkdocs_briefing.model import Briefing
from mkdocs_briefing.settings import Settings, SpeakerSetting

STORY = Path(__file__).parent.parent / "stories" / "millrace"
OVERRIDES = """\
- action: speaker
  target: {article: messenger.txt, exact: '"It is a sad day for the town,"'}
  value: Olive Penn
  reason: She is the mayor.
  editor: A. Editor
  date: 2031-03-05
- {action: kind, target: We shall not send another bus across, value: mixed, reason: The rest is told.}
- {action: chain, target: his office had known, value: [{name: Northern Wire, role: agency}]}
- action: note
  target: Repairs will cost three million crowns
  value: "The council's minutes have <b>two</b> million."
  editor: A. Editor
  date: 2031-03-06
- {action: hide, target: he would visit the bridge, reason: A slip of ours.}
- {action: accept, target: nobody ever said this}
- {action: place, target: the letters had never reached him, value: nowhere}
- {action: join, target: Repairs will cost three million crowns, with: the letters had never reached him}
- {action: accept, target: “Nobody asked the people who sell bread}
"""
SETTINGS = Settings(speakers=(SpeakerSetting("Olive Penn", role="mayor of <Tarnbrook>"),), text="full")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Briefing, dict[str, str]]:
    folder = tmp_path_factory.mktemp("millrace")
    for path in STORY.glob("*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "overrides.yml").write_text(OVERRIDES, encoding="utf-8")
    briefing = pipeline.build(folder, SETTINGS, raise_errors=True)
    files = pipeline.publish(briefing, SETTINGS).files
    pages = {path: str(text) for path, text in files.items() if path.endswith(".md")}
    assert pipeline.check(folder, briefing, pages, frozenset(files) - frozenset(pages)) == []
    return briefing, pages


def plain(markup: str) -> str:
    """Markup as a reader has it: without tags, entities as characters."""
    text = re.sub(r"<[^>]+>", "", markup)
    return " ".join(re.sub(r"&#(\d+);", lambda m: chr(int(m.group(1))), text).replace("&amp;", "&").split())


def test_every_correction_is_on_the_method_page(made: tuple[Briefing, dict[str, str]]) -> None:
    page = made[1]["method.md"]
    rows = [plain(row) for row in re.findall(r'<tr id="c-[0-9a-f]{8}">(.*?)</tr>', page)]
    expected = [
        "messenger, paragraph 4 speaker set: Olive Penn She is the mayor. A. Editor, 2031-03-05 applied",
        "messenger, paragraph 2 form set: partly quoted The rest is told. the editor, no name stated applied",
        "gazette, paragraph 3 came through, set: Northern Wire (agency) none given the editor, no name stated applied",
        "messenger, paragraph 3 note: The council's minutes have <b>two</b> million. none given A. Editor, 2031-03-06 "
        "applied",
        "evening, paragraph 3 hidden A slip of ours. the editor, no name stated applied",
        "place not found accepted as it stands none given the editor, no name stated not applied: the words are not "
        "found",
        "evening, paragraph 3 put on none given the editor, no name stated not applied; see the problems below",
        "messenger, paragraph 3 made one statement with: evening, paragraph 3 none given the editor, no name stated "
        "applied",
        "gazette, paragraph 4 accepted as it stands none given the editor, no name stated applied",
    ]
    assert [row.replace(" ", "") for row in rows] == [row.replace(" ", "") for row in expected]


def test_hidden_words_are_in_no_list(made: tuple[Briefing, dict[str, str]]) -> None:
    briefing, pages = made
    assert "visit the bridge" not in plain(pages["method.md"])
    assert "visit" not in repr(briefing.corrections)
    assert "visit" not in exports.dumps(briefing)
    assert not any("visit the bridge" in plain(page) for page in pages.values())
    assert "Hugh Lorne, the minister of roads, said" in plain(pages["articles/evening-bell.md"])


@pytest.mark.parametrize("text", ["passages", "full"])
def test_a_hidden_quotation_is_on_no_page(text: Literal["passages", "full"], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A fair\n\nAda Orm said the fair was wet. “It rained on us,” Orm said, and left.\n")
    (tmp_path / "overrides.yml").write_text("- {action: hide, target: It rained on us, reason: A slip.}\n")
    settings = Settings(text=text)
    files = pipeline.publish(pipeline.build(tmp_path, settings, raise_errors=True), settings).files
    assert "the fair was wet" in plain(str(files["articles/a.md"]))
    assert not any("It rained" in plain(str(file)) for file in files.values())


def test_a_card_says_what_the_editor_set_and_leads_there(made: tuple[Briefing, dict[str, str]]) -> None:
    briefing, pages = made
    card = pages["topics/other.md"]
    for action, word in (("speaker", "speaker"), ("kind", "form"), ("chain", "came through")):
        (correction,) = [c for c in briefing.corrections if c.action == action]
        assert f'<a href="../../method/#{correction.id}">{word}</a>' in card
        assert f'id="{correction.id}"' in pages["method.md"]
    assert "the mayor of Tarnbrook set by the editor: Olive Penn" in plain(card)
    assert "set by the editor: Northern Wire" in plain(card)
    assert card.count("corrected by the editor:") == 3


def test_a_note_is_the_editors_and_stands_on_its_statement(made: tuple[Briefing, dict[str, str]]) -> None:
    briefing, pages = made
    (correction,) = [c for c in briefing.corrections if c.action == "note"]
    (statement,) = correction.statements
    (card,) = [c for c in re.split(r"\n(?=#+ )", pages["topics/other.md"]) if "bf-note" in c]
    assert f"{{: #s-{statement}" in card.splitlines()[0]
    note = re.search(r'<p class="bf-note">.*?</p>', card)
    assert note is not None
    told = plain(note.group())
    assert told == "Editor’s note: The council's minutes have <b>two</b> million. A. Editor, 2031-03-06"
    assert f"method/#{correction.id}" in note.group()
    assert sum(page.count('class="bf-note"') for page in pages.values()) == 1


def test_joined_wordings_are_compared_and_the_join_is_said_to_be_the_editors(
    made: tuple[Briefing, dict[str, str]],
) -> None:
    briefing, _ = made
    (correction,) = [c for c in briefing.corrections if c.action == "join"]
    (statement,) = [s for s in briefing.statements if s.id in correction.statements]
    assert {w.passage for w in statement.witnesses} >= set(correction.passages)
    assert any(e.endswith("put here by the editor") for e in statement.evidence)
    assert any(v.kind == "detail" for v in statement.variations), "two million and three million"


def test_the_speakers_page_shows_the_role_and_not_the_corrected_words(made: tuple[Briefing, dict[str, str]]) -> None:
    page = plain(made[1]["speakers/olive-penn.md"])
    assert "Role, as the editor states it: mayor of <Tarnbrook>" in page
    assert "speaker set by the editor" in page
    assert "worked out: no speaker" not in page


def test_the_data_have_state_place_and_passages(made: tuple[Briefing, dict[str, str]]) -> None:
    document = json.loads(exports.dumps(made[0]))
    found = {c["action"]: c for c in document["corrections"]}
    assert (found["speaker"]["state"], found["speaker"]["applied"]) == ("exact", True)
    assert (found["join"]["other"], len(found["join"]["passages"])) == ("evening, paragraph 3", 2)
    assert (found["hide"]["passage"], found["hide"]["passages"]) == (None, [])
    assert (found["place"]["state"], found["place"]["applied"]) == ("exact", False)
    known = {p["id"]: p for p in document["passages"]}
    assert known[found["speaker"]["passage"]]["speaker"]["basis"] == "editor"
    assert {p["name"]: p["role"] for p in document["speakers"]}["Olive Penn"] == "mayor of <Tarnbrook>"


def test_counts_say_how_many_speakers_the_editor_set(made: tuple[Briefing, dict[str, str]]) -> None:
    assert "set by the editor</th><td>1</td>" in made[1]["method.md"]
