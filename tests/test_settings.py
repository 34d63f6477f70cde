"""Settings: one schema; each mistake is told with its line and leaves the rest as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefing.settings import Settings, SpeakerSetting, from_mapping, read_config, read_options, slugify

HEAD = "site_name: x\nplugins:\n  - search\n  - briefing:\n"


def read(tmp_path: Path, text: str) -> tuple[Settings, list[tuple[int | None, str]]]:
    path = tmp_path / "mkdocs.yml"
    path.write_text(text, encoding="utf-8")
    settings, _, problems = read_config(path)
    assert all(Path(p.file).name == "mkdocs.yml" for p in problems)
    return settings, [(p.line, p.message) for p in problems]


FULL: dict[str, Any] = {
    "articles": "texts",
    "title": "The tram",
    "line": "It came.",
    "editor": "E",
    "text": "full",
    "text_share": 0.25,
    "report_url": "https://example.org/?id={id}",
    "strict": True,
    "topics": [
        {
            "title": "Cost & time",
            "description": "What it costs.",
            "terms": ["cost", "crown*", "North Shore", 2019],
            "matters": [{"title": "How much", "terms": ["million"]}],
        }
    ],
    "speakers": [
        {"name": "Ada Orm", "aliases": ["Orm"], "language": "ko", "role": "mayor of Wend", "not": ["Ida Orm"]}
    ],
}


def test_everything_set() -> None:
    settings, problems = from_mapping(FULL, "mkdocs.yml")
    assert problems == []
    assert (settings.articles, settings.title, settings.text, settings.text_share) == (
        "texts",
        "The tram",
        "full",
        0.25,
    )
    assert settings.strict
    (topic,) = settings.topics
    assert (topic.id, topic.terms) == ("cost-time", ("cost", "crown*", "North Shore", "2019"))
    assert [(m.id, m.title, m.terms) for m in topic.matters] == [("how-much", "How much", ("million",))]
    assert settings.speakers == (SpeakerSetting("Ada Orm", ("Orm",), "ko", "mayor of Wend", ("Ida Orm",)),)


@pytest.mark.parametrize("given", [None, {}, {"articles": None, "topics": None, "text": None}], ids=str)
def test_nothing_set_is_the_defaults(given: dict[str, Any] | None) -> None:
    assert from_mapping(given, "mkdocs.yml") == (Settings(), [])


FAULTS = [
    ("unknown option", "      topcis: []\n", 5, "did you mean “topics”"),
    ("unknown part", "      topics:\n        - title: A\n          term: [a]\n", 7, "did you mean “terms”"),
    ("no terms", "      topics:\n        - title: A\n", 6, "has no terms"),
    ("no title", "      topics:\n        - terms: [a]\n", 6, "“title” must be a text"),
    ("not a list", "      topics: arms\n", 5, "must be a list"),
    ("no names in a list", "      topics:\n        - arms\n", 6, "must have named parts"),
    ("a term that is a pattern", "      topics:\n        - title: A\n          terms: ['*a(']\n", 7, "isn't a word"),
    ("a term twice", "      topics:\n        - title: A\n          terms: [a, A]\n", 7, "stands there twice"),
    ("two ids", "      topics:\n        - {title: A, terms: [a]}\n        - {title: a, terms: [b]}\n", 7, "two topics"),
    ("the id of the rest", "      topics:\n        - {title: Other, terms: [a]}\n", 6, "is kept for"),
    ("a title without letters", "      topics:\n        - {title: '北', terms: [a]}\n", 6, "gives no address"),
    ("nearly a part", "      speakers:\n        - name: Orm\n          roll: x\n", 7, "did you mean “role”?"),
    ("no language", "      speakers:\n        - name: Orm\n          language: Korean!\n", 7, "is no language code"),
    ("a role of two lines", "      speakers:\n        - name: Orm\n          role: [a]\n", 7, "must be a text"),
    ("no list of others", "      speakers:\n        - name: Orm\n          not: Ek\n", 7, "must be a list"),
    ("not oneself", "      speakers:\n        - name: Orm\n          not:\n            - orm\n", 8, "and not to be"),
    (
        "an alias of two",
        "      speakers:\n        - {name: Orm, aliases: [a lord]}\n        - name: Ek\n          aliases: [A lord]\n",
        8,
        "is an alias of “Orm” too",
    ),
    ("a speaker twice", "      speakers:\n        - name: Orm\n        - name: orm\n", 7, "is set twice"),
    ("text", "      text: all\n", 5, "write “text: passages” or"),
    ("share", "      text_share: 60\n", 5, "between 0 and 1"),
    ("address", "      report_url: javascript:alert(1)\n", 5, "begins with https://"),
    ("flag", "      strict: 'yes'\n", 5, "write true or false"),
]


@pytest.mark.parametrize(("title", "options", "line", "message"), FAULTS, ids=[row[0] for row in FAULTS])
def test_a_mistake_is_told_with_its_line(title: str, options: str, line: int, message: str, tmp_path: Path) -> None:
    settings, problems = read(tmp_path, HEAD + options + "      editor: E\n")
    assert any(at == line and message in text for at, text in problems), problems
    assert settings.editor == "E"


OPTIONS = [
    ("no plugins", "site_name: x\n", "names no plugin “briefing”"),
    ("another plugin", "plugins: [search]\n", "names no plugin “briefing”"),
    ("not YAML", "plugins: [\n", "isn't valid YAML"),
    ("options without names", "plugins:\n  - briefing: arms\n", "must have names"),
    ("itself", "INHERIT: mkdocs.yml\n", "inherits from itself"),
]


@pytest.mark.parametrize(("title", "text", "message"), OPTIONS, ids=[row[0] for row in OPTIONS])
def test_a_file_without_options_is_told(title: str, text: str, message: str, tmp_path: Path) -> None:
    settings, problems = read(tmp_path, text)
    assert settings == Settings()
    assert any(message in told for _, told in problems)


@pytest.mark.parametrize("text", ["plugins: [briefing]\n", "plugins:\n  - briefing\n", "plugins: {briefing: }\n"])
def test_the_plugin_without_options(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, text) == (Settings(), [])


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (problem,) = read_config(tmp_path / "no.yml")[2]
    assert problem.severity == "error"


def test_tags_run_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_EDITOR", "From outside")
    text = (
        "theme: {icon: !!python/name:os.system }\n"
        + HEAD
        + "      editor: !ENV BRIEFING_EDITOR\n      line: !ENV [NOT_SET, A line]\n"
        + "      title: !!python/object/apply:os.getcwd []\n"
    )
    settings, _ = read(tmp_path, text)
    assert (settings.editor, settings.line) == ("From outside", "A line")
    assert str(Path.cwd()) not in repr(settings)


def test_plugins_of_the_file_it_inherits_from(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text(HEAD + "      editor: E\n", encoding="utf-8")
    assert read(tmp_path, "INHERIT: base.yml\nsite_name: y\n")[0].editor == "E"


def test_articles_lie_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(HEAD + "      articles: texts\n", encoding="utf-8")
    assert read_config(tmp_path / "mkdocs.yml")[1] == tmp_path / "texts"


def test_every_value_has_its_line(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(HEAD + "      topics:\n        - title: A\n", encoding="utf-8")
    _, lines, _ = read_options(tmp_path / "mkdocs.yml")
    assert (lines[("topics",)], lines[("topics", 0)], lines[("topics", 0, "title")]) == (5, 6, 6)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*FULL, "other"]), JUNK, max_size=5))
def test_nothing_that_is_given_raises(options: dict[str, Any]) -> None:
    settings, problems = from_mapping(options, "mkdocs.yml")
    assert isinstance(settings, Settings)
    assert all(p.message for p in problems)
    assert 0 <= settings.text_share <= 1


@given(st.text(max_size=30))
def test_an_address_holds_plain_letters(title: str) -> None:
    assert set(slugify(title)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slugify(slugify(title)) == slugify(title)
