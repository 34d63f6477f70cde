"""`briefing check`: all that is wrong, without a site; statuses; annotations with nothing in them that acts."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefing import pipeline
from mkdocs_briefing.cli import main
from mkdocs_briefing.desk import links
from mkdocs_briefing.desk.annotations import annotation
from mkdocs_briefing.model import Problem

ROOT = Path(__file__).resolve().parents[2]
CONFIG = "site_name: Tram\ntheme: {name: mkdocs}\nplugins:\n  - briefing:\n      articles: articles\n"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    shutil.copytree(ROOT / "tests/stories/tram", "articles")
    Path("docs").mkdir()
    Path("mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.mark.parametrize("story", ["tram", "alone", "silent"])
def test_stories_without_a_problem(story: str, run: Run) -> None:
    shutil.rmtree("articles")
    shutil.copytree(ROOT / "tests/stories" / story, "articles")
    count = len(list(Path("articles").glob("*.txt")))
    for arguments in ((), ("articles",), ("--config", "mkdocs.yml"), ("--strict",)):
        done = run("check", *arguments)
        assert done.exit_code == 0, done.output
        assert re.fullmatch(rf"{count} articles?, \d+ statements, 0 corrections, 0 problems\n", done.output)


def test_the_example_of_this_project_has_no_problem() -> None:
    done = CliRunner().invoke(main, ["check", "--config", str(ROOT / "mkdocs.yml"), "--strict"])
    assert done.exit_code == 0, done.output


def test_a_problem_has_its_path_from_here_and_strict_fails(run: Run) -> None:
    Path("articles/sources.yml").write_text("articles:\n  gone.txt: {label: G}\n", encoding="utf-8")
    plain, strict = run("check"), run("check", "--strict")
    assert (plain.exit_code, strict.exit_code) == (0, 1)
    assert plain.output.startswith("articles/sources.yml:2: no article “gone.txt”")
    assert plain.output.endswith("1 problem\n")
    assert plain.output == strict.output


def test_strict_in_the_settings_counts_too(run: Run) -> None:
    Path("mkdocs.yml").write_text(CONFIG + "      strict: true\n      topcis: []\n", encoding="utf-8")
    done = run("check")
    assert done.exit_code == 1
    assert done.output.startswith("mkdocs.yml:7: unknown option “topcis”")


NOTHING = [
    ([], "", "name a FOLDER of articles, or a configuration with --config"),
    (["nowhere"], "", "nowhere: error: no such folder"),
    (["docs"], "", "docs: error: no article"),
    (["--config", "no.yml"], "", "no.yml: error: can't be read"),
    ([], "plugins: [\n", "mkdocs.yml:2: error: isn't valid YAML"),
    ([], "plugins: [search]\n", "mkdocs.yml:1: error: names no plugin “briefing”"),
]


@pytest.mark.parametrize(("arguments", "config", "message"), NOTHING)
def test_nothing_to_read_is_status_2(arguments: list[str], config: str, message: str, run: Run) -> None:
    Path("mkdocs.yml").unlink()
    if config:
        Path("mkdocs.yml").write_text(config, encoding="utf-8")
    done = run("check", *arguments)
    assert done.exit_code == 2
    assert message in done.output


def test_a_printed_word_that_is_not_the_files_is_status_1(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = Problem("topics/other.md", "a:1-2: the page has 'x', the file 'y'", 3, "error")
    monkeypatch.setattr(pipeline, "check", lambda *_: [fault])
    done = run("check")
    assert done.exit_code == 1
    assert done.output.startswith("topics/other.md:3: error: a:1-2: the page has")


def test_json(run: Run) -> None:
    Path("articles/note.odt").write_text("x", encoding="utf-8")
    found = json.loads(run("check", "--format", "json", "--strict").output)
    assert (found["schema"], found["status"], found["articles"]) == ("briefing-check/1", 1, 3)
    (problem,) = found["problems"]
    assert (problem["file"], problem["line"], problem["severity"]) == ("articles/note.odt", None, "warning")


def test_github_paths_are_from_the_root_of_the_repository(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("sub").mkdir()
    for name in ("articles", "docs", "mkdocs.yml"):
        shutil.move(name, "sub")
    Path(".git").mkdir()
    Path("sub/articles/sources.yml").write_text("articles:\n  gone.txt: {label: G}\n", encoding="utf-8")
    Path("sub/docs/own.md").write_text("# Own\n\n[x](gone.md)\n", encoding="utf-8")
    monkeypatch.chdir("sub")
    lines = run("check", "--format", "github").output.splitlines()
    assert lines[0].startswith("::warning file=sub/articles/sources.yml,line=2,title=briefing::no article “gone.txt”")
    assert lines[1].startswith("::warning file=sub/docs/own.md,line=3,title=briefing::the link “gone.md” leads to no")
    assert lines[2].endswith("2 problems")


ESCAPED = [
    (Problem("a,b:c%.txt", "100 % : , x", 3), "::warning file=a%2Cb%3Ac%25.txt,line=3,title=briefing::100 %25 : , x"),
    (Problem("a\n::error::b", "x\r\n::error::y"), "::warning file=a%0A%3A%3Aerror%3A%3Ab,title=briefing::x ::error::y"),
    (Problem("a", "b", severity="error"), "::error file=a,title=briefing::b"),
    (Problem("a", "b", severity="info"), "::notice file=a,title=briefing::b"),
]


@pytest.mark.parametrize(("problem", "line"), ESCAPED)
def test_what_github_would_act_on_is_escaped(problem: Problem, line: str) -> None:
    assert annotation(problem) == line


@given(st.text(), st.text())
def test_an_annotation_is_one_command_on_one_line(file: str, message: str) -> None:
    line = annotation(Problem(file, message))
    assert not re.search(r"[\r\n]", line)
    head, _, _ = line.removeprefix("::warning file=").partition(",title=briefing::")
    assert not re.search("[,:]", head)


# ------------------------------------------------------------------------------------------ links of written pages

LINKS = [
    ("[x](other.md)", None),
    ("[x](other.md#part-two)", None),
    ("[x](#here)\n\n## Here", None),
    ("[x](deep/page.md)", None),
    ("![x](picture.png)", None),
    ("[x](made.md#m)", None),
    ("[x](data/briefing.json)", None),
    ("[x](https://example.org/gone.md)", None),
    ("[x](mailto:a@example.org)", None),
    ("```\n[x](gone.md)\n```", None),
    ("[x](gone.md)", "the link “gone.md” leads to no page or file"),
    ("![x](gone.png)", "the link “gone.png” leads to no page or file"),
    ("[x](other.md#part-three)", "leads to no heading of that page"),
    ("[x](made.md#none)", "leads to no heading of that page"),
    ("[x](#nowhere)", "leads to no heading of that page"),
    ("[x](../outside.md)", "leads to no page or file"),
]


@pytest.mark.parametrize(("text", "message"), LINKS)
def test_links_of_hand_written_pages(text: str, message: str | None) -> None:
    own = {
        "page.md": f"---\ntitle: Page\n---\n\n# Page\n\n{text}\n".encode(),
        "other.md": b"# Other\n\n## Part two\n",
        "deep/page.md": b"# Deep\n\n[up](../other.md)\n",
        "picture.png": b"\x89PNG",
    }
    found = links.broken(own, {"made.md": "# M {#m}\n"}, frozenset({"data/briefing.json"}))
    if message is None:
        assert found == []
    else:
        (problem,) = found
        assert (problem.file, problem.line) == ("page.md", 7)
        assert message in problem.message


def test_the_same_links_as_mkdocs_are_told(run: Run) -> None:
    """What `check` says of links and what `mkdocs build --strict` fails on are the same pages."""
    import subprocess
    import sys

    Path("docs/good.md").write_text("# Good\n\n[topic](topics/other.md)\n\n[method](method.md)\n", encoding="utf-8")
    Path("docs/bad.md").write_text("# Bad\n\n[gone](gone.md)\n", encoding="utf-8")
    told = [line for line in run("check").output.splitlines() if "link" in line]
    build = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    warned = set(re.findall(r"Doc file '([^']+)' contains a link", done.stderr))
    assert [line.partition(":")[0] for line in told] == [f"docs/{name}" for name in warned] == ["docs/bad.md"]
