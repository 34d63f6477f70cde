"""`briefing new`: a site that builds at once; nothing overwritten; what to install is taken from what is installed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from mkdocs_briefing.cli import main
from mkdocs_briefing.desk import examples, installed, starting

ROOT = Path(__file__).resolve().parents[2]
STORIES = ROOT / "tests/stories"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, [str(a) for a in arguments])


def tree(folder: str) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(Path(folder).rglob("*")) if p.is_file()}


def test_a_new_site_has_its_files_and_nothing_wrong(run: Run) -> None:
    done = run("new", "tram-line_2031")
    assert done.exit_code == 0, done.output
    assert set(tree("tram-line_2031")) == {*starting.FILES, *(f"articles/{name}" for name in examples.NAMES)}
    checked = run("check", "--config", "tram-line_2031/mkdocs.yml", "--strict")
    assert checked.exit_code == 0, checked.output
    assert re.fullmatch(r"2 articles, \d+ statements, 0 corrections, 0 problems\n", checked.output)


@pytest.mark.parametrize("story", ["none", "tram", "alone", "silent"])
def test_it_builds_at_once(story: str, run: Run) -> None:
    options = [] if story == "none" else ["--articles", STORIES / story]
    assert run("new", "site-of-mine", *options).exit_code == 0
    done = mkdocs("site-of-mine", "--strict")
    assert done.returncode == 0, done.stderr
    page = Path("site-of-mine/site/index.html").read_text(encoding="utf-8")
    assert "Site of mine" in page


def mkdocs(folder: str, *options: str) -> subprocess.CompletedProcess[str]:
    import sys

    command = [sys.executable, "-m", "mkdocs", "build", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_an_empty_folder_of_articles_is_told_with_what_to_do(run: Run) -> None:
    run("new", "site")
    for name in examples.NAMES:
        (Path("site/articles") / name).unlink()
    done = run("check", "--config", "site/mkdocs.yml")
    assert done.exit_code == 2
    assert "site/articles: error: no article; put " in done.output


TITLES = [
    ("tram-line", [], "Tram line"),
    ("my_own.news", [], "My own.news"),
    ("x", ["--title", 'Tram: “late” & "dear"'], 'Tram: “late” & "dear"'),
    ("x", ["--title", " a\n\tb\x07 "], "a b"),
    ("x", ["--title", "  "], "X"),
    ("x", ["--title", "{{ page }} # no: comment"], "{{ page }} # no: comment"),
]


@pytest.mark.parametrize(("folder", "options", "title"), TITLES)
def test_the_title(folder: str, options: list[str], title: str, run: Run) -> None:
    assert run("new", folder, *options).exit_code == 0
    text = Path(folder, "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", "")
    settings = yaml.safe_load(text)
    assert settings["site_name"] == title
    assert settings["plugins"][1]["briefing"]["title"] == title


def test_articles_of_ones_own_are_copied_and_their_notes_kept(run: Run) -> None:
    Path("mine/deep/.git").mkdir(parents=True)
    Path("mine/a.txt").write_text("Mayor Ada Orm said it was late.", encoding="utf-8")
    Path("mine/deep/b.txt").write_text("Ada Orm said it was early.", encoding="utf-8")
    Path("mine/deep/.git/x").write_text("no", encoding="utf-8")
    Path("mine/link.txt").symlink_to(Path("mine/a.txt").resolve())
    Path("mine/sources.yml").write_text("defaults: {language: en}\n", encoding="utf-8")
    done = run("new", "site", "--articles", "mine")
    assert done.exit_code == 0, done.output
    assert "3 files copied into site/articles" in done.output
    copied = tree("site/articles")
    assert set(copied) == {"a.txt", "deep/b.txt", "sources.yml", "overrides.yml", "README.md"}
    assert copied["sources.yml"] == b"defaults: {language: en}\n"


def test_articles_that_are_there_already_stay_and_no_example_comes(run: Run) -> None:
    Path("site/articles").mkdir(parents=True)
    Path("site/articles/a.txt").write_text("Ada Orm said it was late.", encoding="utf-8")
    assert run("new", "site", "--articles", "site/articles").exit_code == 0
    assert not set(examples.NAMES) & set(tree("site/articles"))


@pytest.mark.parametrize("blocking", ["mkdocs.yml", "README.md", ".github/workflows/pages.yml", "articles/sources.yml"])
def test_nothing_is_overwritten(blocking: str, run: Run) -> None:
    path = Path("site", blocking)
    path.parent.mkdir(parents=True)
    path.write_text("mine", encoding="utf-8")
    before = tree("site")
    done = run("new", "site")
    assert done.exit_code == 1
    assert f"{path}: is there already" in done.output
    assert "Nothing was written" in done.output
    assert tree("site") == before
    kept = run("new", "site", "--keep")
    assert kept.exit_code == 0, kept.output
    assert f"kept as it was: {path}" in kept.output
    after = tree("site")
    assert after[blocking] == b"mine"
    assert set(starting.FILES) <= set(after)


def test_a_file_where_a_folder_is_needed(run: Run) -> None:
    Path("file").write_text("x", encoding="utf-8")
    Path("site").mkdir()
    Path("site/docs").write_text("x", encoding="utf-8")
    for folder, named in (("file", "file"), ("site", "site/docs")):
        done = run("new", folder)
        assert done.exit_code == 1
        assert f"{named}: is there already" in done.output
    assert tree("site") == {"docs": b"x"}


def test_a_folder_of_articles_that_is_not_there(run: Run) -> None:
    done = run("new", "site", "--articles", "nowhere")
    assert done.exit_code == 1
    assert "nowhere: no such folder; name one that holds articles" in done.output
    assert not Path("site").exists()


def test_an_example_among_own_articles_is_told(run: Run) -> None:
    run("new", "site")
    Path("site/articles/own.txt").write_text("Mayor Ada Orm said it was late.", encoding="utf-8")
    done = run("check", "--config", "site/mkdocs.yml", "--strict")
    assert done.exit_code == 1
    for name in examples.NAMES:
        assert f"site/articles/{name}:1: is an invented example and would be published; remove the file" in done.output


def test_in_another_repository_the_workflows_would_not_run_and_that_is_told(run: Run) -> None:
    Path(".git").mkdir()
    assert "It lies in another repository" in run("new", "site").output


# ------------------------------------------------------------------------------------- like the example of this project


def test_the_theme_is_that_of_the_example_site() -> None:
    ours = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", ""))
    text = starting.filled("mkdocs.yml", {"title": '"x"'}).replace("!ENV", "")
    theirs = yaml.safe_load(text)
    for part in ("theme", "extra", "validation", "markdown_extensions", "extra_css", "extra_javascript"):
        assert theirs.get(part) == ours.get(part), part


def flow(name: str) -> str:
    values = {"python": "3.11", "watched": starting.WATCHED, "install": starting.INSTALL}
    return starting.filled(name, values)


@pytest.mark.parametrize("name", ["pages.yml", "briefing-changes.yml"])
def test_workflows_use_the_actions_of_this_project_and_may_do_no_more(name: str) -> None:
    ours = (ROOT / ".github/workflows" / name).read_text(encoding="utf-8")
    theirs = flow(name)
    assert re.findall(r"uses: (.+)", theirs) == re.findall(r"uses: (.+)", ours)
    own, other = yaml.safe_load(ours), yaml.safe_load(theirs)
    assert other["permissions"] == own["permissions"] == {"contents": "read"}
    assert {key: job.get("permissions") for key, job in other["jobs"].items()} == {
        key: job.get("permissions") for key, job in own["jobs"].items()
    }


def test_no_expression_of_a_workflow_holds_what_a_stranger_wrote() -> None:
    """An expression in a command is put there before the shell reads it: a branch's name could be a command."""
    for path in (ROOT / ".github/workflows").glob("*.yml"):
        for command in re.findall(r"run: (.+)", path.read_text(encoding="utf-8")):
            assert "${{" not in command, (path.name, command)


def test_every_comment_in_the_settings_could_be_used(tmp_path: Path) -> None:
    """The commented settings are valid: with the signs taken away they are read without a problem."""
    from mkdocs_briefing.settings import read_config

    text = starting.filled("mkdocs.yml", {"title": '"x"'})
    head, found, tail = text.partition("      title:")
    opened = re.sub(r"^( +)# (?=(?:  )*(?:line|editor|topics|speakers|- |  ))", r"\1", tail, flags=re.MULTILINE)
    (tmp_path / "mkdocs.yml").write_text(head + found + opened, encoding="utf-8")
    settings, _, problems = read_config(tmp_path / "mkdocs.yml")
    assert problems == []
    assert settings.line
    assert [t.title for t in settings.topics] == ["Cost"]
    assert [s.name for s in settings.speakers] == ["Ada Orm"]


# --------------------------------------------------------------------------------------------------- requirements


class Told:
    version = "1.2"

    def __init__(self, direct: object) -> None:
        self.direct = direct

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return self.direct if isinstance(self.direct, str) else json.dumps(self.direct)


def clone(tmp_path: Path, remote: str) -> str:
    (tmp_path / "clone/.git").mkdir(parents=True)
    text = f'[remote "origin"]\n\turl = {remote}\n' if remote else "[core]\n"
    (tmp_path / "clone/.git/config").write_text(text, encoding="utf-8")
    return (tmp_path / "clone").as_uri()


REMOTES = [
    ("https://github.com/o/r.git", "git+https://github.com/o/r.git"),
    ("https://name:secret@github.com/o/r.git", "git+https://github.com/o/r.git"),
    ("git@github.com:o/r.git", "git+https://github.com/o/r.git"),
    ("ssh://git@example.org/o/r", "git+https://example.org/o/r"),
    ("", None),
    ("../elsewhere", None),
    ("ext::sh -c true", None),
]


@pytest.mark.parametrize(("remote", "expected"), REMOTES)
def test_a_clone_is_named_by_its_remote(
    remote: str, expected: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = clone(tmp_path, remote)
    monkeypatch.setattr(metadata, "distribution", lambda name: Told({"url": url, "dir_info": {}}))
    line = installed.source()
    assert line == f"mkdocs-briefing @ {expected or url}"
    assert installed.is_local(line) is (expected is None)
    assert "secret" not in line


DIRECT = [
    (
        {"url": "https://t:s@h.org/r.git", "vcs_info": {"vcs": "git", "commit_id": "ab12"}},
        " @ git+https://h.org/r.git@ab12",
    ),
    ({"url": "https://h.org/a.whl", "archive_info": {}}, " @ https://h.org/a.whl"),
    (None, "==1.2"),
    ("{not json", "==1.2"),
    ({"url": 3}, "==1.2"),
]


@pytest.mark.parametrize(("direct", "expected"), DIRECT)
def test_where_it_was_installed_from(direct: object, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "distribution", lambda name: Told(direct))
    assert installed.source() == f"mkdocs-briefing{expected}"


def test_a_line_of_ones_own(run: Run) -> None:
    run("new", "site", "--install", "mkdocs-briefing @ git+https://example.org/r@v1")
    lines = Path("site/requirements.txt").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "mkdocs-briefing @ git+https://example.org/r@v1"
    assert not any("this machine" in line for line in lines)


def test_versions_are_those_installed_and_hold_what_the_site_needs() -> None:
    pinned = dict(line.split("==") for line in installed.constraints().splitlines() if not line.startswith("#"))
    assert {"mkdocs", "mkdocs-material", "pyyaml", "markdown", "click"} <= set(pinned)
    assert not {"pytest", "mypy", "mkdocs-briefing"} & set(pinned)
    assert all(re.fullmatch(r"[\w.+!\-]+", version) for version in pinned.values())


def test_the_templates_are_in_the_package() -> None:
    assert {t for t in starting.FILES.values() if t} <= {p.name for p in starting.TEMPLATES.iterdir()}
    assert shutil.which("git") is None or not any(p.name.startswith(".") for p in starting.TEMPLATES.iterdir())
