"""`briefing topics`: what terms catch, terms that catch nothing or are needless, words worth a term."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mkdocs_briefing import pipeline
from mkdocs_briefing.cli import main
from mkdocs_briefing.desk.catches import Catch, Catches, Subject, catches
from mkdocs_briefing.settings import Settings, from_mapping

ROOT = Path(__file__).resolve().parents[2]
STORIES = ROOT / "tests/stories"

Run = Callable[..., Result]

A = """Mayor Ada Orm opened the market on Monday. The market is old.

“The weapons law is late, and the weapon tax is worse,” said Ada Orm.

“The harvest was poor, and the harvest matters,” said the farmer Tom Pell.
"""
B = """Ada Orm said the weapons law would come in May.

Tom Pell said that a poor harvest would follow.
"""
C = "Ada Orm said that she would not resign.\n"


def found_in(folder: Path, topics: list[dict[str, Any]]) -> Catches:
    settings, problems = from_mapping({"topics": topics}, "mkdocs.yml")
    assert problems == []
    return catches(pipeline.build(folder, settings, raise_errors=True), settings)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("a.txt", A), ("b.txt", B), ("c.txt", C)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def terms(subject: Subject) -> dict[str, Catch]:
    return {catch.term: catch for catch in subject.terms}


def test_counts_of_a_term(folder: Path) -> None:
    made = found_in(folder, [{"title": "Arms", "terms": ["weapon*", "law", "market", "cathedral"]}])
    (subject,) = made.subjects
    arms = terms(subject)
    assert (arms["weapon*"].passages, arms["weapon*"].articles, arms["weapon*"].alone) == (2, 2, 0)
    assert (arms["law"].passages, arms["law"].alone) == (2, 0)
    assert arms["weapon*"].shadowed_by is None
    assert (arms["cathedral"].passages, arms["cathedral"].elsewhere) == (0, 0)
    example = arms["law"].examples[0]
    assert example.hit == "law"
    assert example.place.startswith(("a,", "b,"))


def test_a_term_in_no_passage_but_in_the_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The market is wide.\n\n“It is late,” said Ada Orm.\n", encoding="utf-8")
    settings, _ = from_mapping({"topics": [{"title": "M", "terms": ["late"]}]}, "x")
    briefing = pipeline.build(tmp_path, settings)
    # the term is not asked of the briefing, so that nothing of the article's own voice stands on the topic
    wider, _ = from_mapping({"topics": [{"title": "M", "terms": ["late", "market"]}]}, "x")
    market = terms(catches(briefing, wider).subjects[0])["market"]
    assert (market.passages, market.elsewhere) == (0, 1)


SHADOWS = [
    (["weapon*", "weapons"], {"weapons": "weapon*", "weapon*": None}),
    (["weapons", "weapon*"], {"weapons": "weapon*", "weapon*": None}),
    (["weapons law", "law"], {"weapons law": None, "law": "weapons law"}),
    (["harvest", "harvest*"], {"harvest": None, "harvest*": "harvest"}),
    (["harvest", "law"], {"harvest": None, "law": None}),
    (["cathedral", "cathedral*"], {"cathedral": None, "cathedral*": None}),
]


@pytest.mark.parametrize(("given", "expected"), SHADOWS)
def test_a_needless_term(given: list[str], expected: dict[str, str | None], folder: Path) -> None:
    made = found_in(folder, [{"title": "T", "terms": given}])
    assert {catch.term: catch.shadowed_by for catch in made.subjects[0].terms} == expected


def test_taking_a_needless_term_away_changes_nothing(folder: Path) -> None:
    topics = [{"title": "T", "terms": ["weapon*", "weapons", "law"]}]
    with_it = found_in(folder, topics)
    needless = next(c.term for c in with_it.subjects[0].terms if c.shadowed_by)
    without = found_in(folder, [{"title": "T", "terms": [t for t in topics[0]["terms"] if t != needless]}])
    assert with_it.subjects[0].passages == without.subjects[0].passages
    assert with_it.unplaced == without.unplaced


def test_a_matter_is_looked_at_within_its_topic(folder: Path) -> None:
    matters = [{"title": "When", "terms": ["May", "harvest"]}]
    made = found_in(folder, [{"title": "Law", "terms": ["law"], "matters": matters}])
    _, matter = made.subjects
    assert (matter.id, matter.of) == ("when", "law")
    assert terms(matter)["May"].passages == 1
    assert terms(matter)["harvest"].passages == 0
    assert terms(matter)["harvest"].elsewhere > 0


def test_what_tells_the_rest(folder: Path) -> None:
    made = found_in(folder, [{"title": "Law", "terms": ["law"]}])
    words = [word.word for word in made.telling]
    assert words[0] == "harvest"
    assert "weapons" not in words
    assert "the" not in words
    assert {p.words for p in made.unplaced} >= {"“The harvest was poor, and the harvest matters,”"}
    assert "harvest" in next(p for p in made.unplaced if "matters" in p.words).telling


def test_a_word_is_offered_as_a_term_that_catches_its_forms(folder: Path) -> None:
    made = found_in(folder, [{"title": "Market", "terms": ["market"]}])
    weapon = next(word for word in made.telling if word.word.startswith("weapon"))
    assert weapon.term == "weapon*"
    again = found_in(folder, [{"title": "Weapons", "terms": [weapon.term]}])
    assert again.subjects[0].passages >= weapon.passages


@pytest.mark.parametrize("story", ["tram", "alone", "silent", "tarnholm"])
def test_every_attributed_passage_is_on_a_topic_or_listed(story: str) -> None:
    settings, _ = from_mapping({"topics": [{"title": "Cost", "terms": ["cost*", "crown*", "inquiry"]}]}, "x")
    briefing = pipeline.build(STORIES / story, settings)
    made = catches(briefing, settings)
    on = {w.passage for t in briefing.topics if t.id != "other" for w in _witnesses(briefing, t.statements)}
    on |= {p.id for p in briefing.passages if p.topics}
    attributed = {p.id for p in briefing.passages if p.kind != "narrated"}
    assert {p.passage for p in made.unplaced} == attributed - on
    assert made.attributed == len(attributed)


def _witnesses(briefing: Any, keys: Any) -> list[Any]:
    return [w for s in briefing.statements if s.id in keys for w in s.witnesses]


@pytest.mark.parametrize("story", ["tram", "alone", "silent", "tarnholm"])
def test_every_word_offered_catches_what_it_says(story: str) -> None:
    briefing = pipeline.build(STORIES / story, Settings())
    for word in catches(briefing, Settings()).telling:
        made = found_in(STORIES / story, [{"title": "T", "terms": [word.term]}])
        assert made.subjects[0].passages >= word.passages, word


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(STORIES / "tram", "articles")
    return lambda *arguments: CliRunner().invoke(main, [str(a) for a in arguments])


CONFIG = """\
plugins:
  - briefing:
      articles: articles
      topics:
        - title: Money
          terms: [crown*, crowns, zebra]
          matters:
            - title: How much
              terms: [million]
"""


def test_lines(run: Run) -> None:
    Path("mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    done = run("topics")
    assert done.exit_code == 0, done.output
    assert "Topic “Money” (money): " in done.stdout
    assert "Matter of money “How much” (how-much): " in done.stdout
    assert "catches nothing; change it or remove it" in done.stdout
    assert "needless beside “crown*”" in done.stdout
    assert "On no topic: " in done.stdout
    assert "[crowns]" in done.stdout


def test_without_topics_words_are_offered(run: Run) -> None:
    done = run("topics", "articles")
    assert done.stdout.startswith("No topics are set.")
    assert "words that tell them from the rest" in done.stdout


def test_json(run: Run) -> None:
    Path("mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    found = json.loads(run("topics", "--json").stdout)
    assert found["schema"] == "briefing-topics/1"
    assert [s["id"] for s in found["subjects"]] == ["money", "how-much"]
    assert found["subjects"][0]["terms"][2] == {
        "term": "zebra",
        "passages": 0,
        "articles": 0,
        "alone": 0,
        "elsewhere": 0,
        "shadowed_by": None,
        "examples": [],
    }


def test_nothing_to_read(run: Run) -> None:
    done = run("topics", "nowhere")
    assert (done.exit_code, done.stdout) == (2, "")


def test_what_a_terminal_would_act_on_is_not_printed(run: Run) -> None:
    text = "“The line \x1b]0;owned\x07 is \u202elate,” said Ada Orm.\n\n“The line is \x1b[31mlate,” said Tom Pell.\n"
    Path("articles/evil.txt").write_text(text, encoding="utf-8")
    done = run("topics", "articles", "--all")
    assert not {"\x1b", "\x07", "\u202e"} & set(done.output)
