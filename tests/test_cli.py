"""The command line: what it writes, its status, one line a problem, and what it leaves alone."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from mkdocs_briefing import __version__, exports, pipeline
from mkdocs_briefing.cli import main
from mkdocs_briefing.settings import read_config

ROOT = Path(__file__).resolve().parent.parent
CONFIG = "site_name: Tram\ntheme: {name: mkdocs}\nplugins:\n  - briefing:\n      articles: articles\n"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program in a folder with a story in ``articles``, a hand-written page and a ``mkdocs.yml``."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "tests/stories/tram", "articles")
    Path("docs/own").mkdir(parents=True)
    Path("docs/own/page.md").write_text("---\norder: 1\n---\n\n# Own\n", encoding="utf-8")
    Path("mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(main, [str(a) for a in arguments])


def tree(folder: str) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(Path(folder).rglob("*")) if p.is_file()}


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"briefing, version {__version__}\n"


def test_it_runs_as_a_module(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs_briefing", "json", str(ROOT / "tests/stories/tram")],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)["schema"] == "briefing/1"


def test_help_reads_no_stage() -> None:
    """A quick start: nothing is imported that help does not need."""
    code = (
        "import sys; from mkdocs_briefing.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print([m for m in sys.modules if m.startswith(('mkdocs.', 'jinja2', 'mkdocs_briefing.pipeline'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_json_to_the_screen_and_to_a_file_is_the_same(run: Run) -> None:
    screen = run("json", "articles")
    assert screen.exit_code == 0
    assert run("json", "articles", "-o", "out.json").exit_code == 0
    assert Path("out.json").read_bytes() == screen.stdout_bytes


def test_json_with_the_configuration_is_what_the_site_publishes(tmp_path: Path, run: Run) -> None:
    done = run("json", "--config", ROOT / "mkdocs.yml")
    settings, folder, _ = read_config(ROOT / "mkdocs.yml")
    assert done.stdout_bytes.decode() == exports.dumps(pipeline.build(folder, settings))
    assert json.loads(done.stdout_bytes)["topics"][0]["id"] == "arms-talks"


def test_problems_are_told_one_a_line_and_strict_fails(run: Run) -> None:
    Path("articles/overrides.yml").write_text("- {action: accept, target: nobody wrote this}\n", encoding="utf-8")
    plain, strict = run("json", "articles", "-o", "a.json"), run("json", "articles", "-o", "b.json", "--strict")
    assert (plain.exit_code, strict.exit_code) == (0, 1)
    assert plain.stderr.startswith("overrides.yml:1: ")
    assert plain.stderr.count("\n") == 1
    assert Path("a.json").read_bytes() == Path("b.json").read_bytes()


def test_a_wrong_setting_is_told_with_its_line(run: Run) -> None:
    Path("mkdocs.yml").write_text(CONFIG + "      topcis: []\n", encoding="utf-8")
    done = run("json", "--config", "mkdocs.yml", "-o", "a.json")
    assert done.stderr.startswith("mkdocs.yml:6: ")
    assert done.exit_code == 0


NOTHING = [
    (["json", "nowhere"], "nowhere: no such folder"),
    (["json", "empty"], "empty: no article"),
    (["json", "--config", "no.yml"], "no.yml: can't be read"),
    (["json"], "name a FOLDER"),
    (["write", "out", "--config", "no.yml"], "no.yml: can't be read"),
    (["write", "out", "--config", "bad.yml"], "isn't valid YAML"),
]


@pytest.mark.parametrize(
    ("arguments", "message"), NOTHING, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_nothing_to_read_is_status_2_and_no_traceback(arguments: list[str], message: str, run: Run) -> None:
    Path("bad.yml").write_text("plugins: [\n", encoding="utf-8")
    Path("empty").mkdir()
    done = run(*arguments)
    assert done.exit_code == 2
    assert message in done.stderr
    assert isinstance(done.exception, SystemExit)
    assert not Path("out").exists()


def test_a_file_that_cannot_be_written_is_told(run: Run) -> None:
    done = run("json", "articles", "-o", "nowhere/out.json")
    assert done.exit_code == 1
    assert "can't be written" in done.stderr


# --------------------------------------------------------------------------------------------------- write


def test_write_gives_pages_downloads_and_own_pages(run: Run) -> None:
    assert run("write", "out").exit_code == 0
    names = set(tree("out"))
    assert {"index.md", "own/page.md", "data/briefing.json", "data/passages.csv", ".briefing-files"} <= names
    assert (Path("out/own/page.md")).read_bytes() == Path("docs/own/page.md").read_bytes()
    listed = Path("out/.briefing-files").read_text(encoding="utf-8").splitlines()[1:]
    assert set(listed) == names - {".briefing-files"}


def test_write_twice_gives_the_same_bytes(run: Run) -> None:
    run("write", "out")
    first = tree("out")
    assert run("write", "out").exit_code == 0
    assert tree("out") == first
    run("write", "again")
    assert tree("again") == first


def test_a_hand_written_page_wins(run: Run) -> None:
    Path("docs/index.md").write_text("# By hand\n", encoding="utf-8")
    assert run("write", "out").exit_code == 0
    assert Path("out/index.md").read_text(encoding="utf-8") == "# By hand\n"


def test_what_is_no_longer_made_is_removed_and_nothing_else(run: Run) -> None:
    run("write", "out")
    Path("out/mine.md").write_text("mine", encoding="utf-8")
    Path("out/own/mine.md").write_text("mine", encoding="utf-8")
    shutil.rmtree("docs/own")
    before = set(tree("out"))
    assert run("write", "out").exit_code == 0
    assert before - set(tree("out")) == {"own/page.md"}


def test_an_empty_folder_is_removed_with_its_last_page(run: Run) -> None:
    run("write", "out")
    shutil.rmtree("docs/own")
    run("write", "out")
    assert not Path("out/own").exists()


def test_a_file_of_somebody_else_is_not_overwritten(run: Run) -> None:
    Path("out").mkdir()
    Path("out/method.md").write_text("mine", encoding="utf-8")
    done = run("write", "out")
    assert done.exit_code == 1
    assert "was not written by this program" in done.stderr
    assert tree("out") == {"method.md": b"mine"}


def test_a_manifest_cannot_name_files_outside(run: Run) -> None:
    Path("out").mkdir()
    Path("keep.txt").write_text("keep", encoding="utf-8")
    keep = str(Path("keep.txt").resolve())
    Path("out/.briefing-files").write_text(f"../keep.txt\n{keep}\n", encoding="utf-8")
    assert run("write", "out").exit_code == 0
    assert Path("keep.txt").is_file()


def test_a_link_does_not_lead_out(run: Run) -> None:
    Path("elsewhere").mkdir()
    Path("out").mkdir()
    Path("out/topics").symlink_to(Path("elsewhere").resolve())
    done = run("write", "out")
    assert done.exit_code == 1
    assert "link" in done.stderr
    assert list(Path("elsewhere").iterdir()) == []


@pytest.mark.parametrize("place", ["docs", "docs/out", "articles", "articles/out", "."])
def test_write_keeps_away_from_its_sources(place: str, run: Run) -> None:
    before = tree(".")
    done = run("write", place)
    assert done.exit_code == 1
    assert "name another folder" in done.stderr
    assert tree(".") == before


def test_a_folder_that_is_a_file(run: Run) -> None:
    Path("out").write_text("x", encoding="utf-8")
    assert "is a file" in run("write", "out").stderr


# ------------------------------------------------------------------------------- a configuration without the plugin


def written(run: Run, text: str, out: str = "plain.yml") -> str:
    Path("mkdocs.yml").write_text(text, encoding="utf-8")
    done = run("write", "out", "--site-config", out)
    assert done.exit_code == 0, done.stderr
    return Path(out).read_text(encoding="utf-8")


def test_site_config(run: Run) -> None:
    found = yaml.safe_load(written(run, CONFIG))
    assert (found["site_name"], found["docs_dir"], found["plugins"]) == ("Tram", "out", [])
    assert found["theme"] == {"name": "mkdocs", "custom_dir": "out/.briefing-theme"}
    assert Path("out/.briefing-theme/main.html").is_file()
    assert found["nav"][0] == {"Home": "index.md"}
    assert found["nav"][-1] == {"About": ["method.md", "data.md", "own/page.md"]}
    assert found["extra_css"]
    assert "attr_list" in found["markdown_extensions"]


KEPT = [
    ("tags", "site_url: !ENV [SITE, 'https://example.org/']\n" + CONFIG, "!ENV [SITE, 'https://example.org/']"),
    ("other plugins", CONFIG + "  - search:\n      lang: en\n", "lang: en"),
    ("a navigation", CONFIG + "nav: [{Mine: own/page.md}]\n", "{Mine: own/page.md}"),
    ("extensions", CONFIG + "markdown_extensions:\n  - toc: {permalink: true}\n  - admonition\n", "admonition"),
    ("plugins as a mapping", CONFIG.replace("  - briefing", "  briefing"), "plugins: {}"),
    ("a theme by its name", CONFIG.replace("{name: mkdocs}", "readthedocs"), "name: readthedocs"),
]


@pytest.mark.parametrize(("title", "text", "kept"), KEPT, ids=[row[0] for row in KEPT])
def test_the_editors_settings_stay(title: str, text: str, kept: str, run: Run) -> None:
    found = written(run, text)
    assert kept in found
    assert "briefing:\n" not in found
    assert found.count("toc:") == 1
    assert found.count("custom_dir") == 1


def test_a_theme_folder_of_the_editor_goes_over_ours(run: Run) -> None:
    Path("mine").mkdir()
    Path("mine/main.html").write_text("mine", encoding="utf-8")
    written(run, CONFIG.replace("{name: mkdocs}", "{name: mkdocs, custom_dir: mine}"))
    assert Path("out/.briefing-theme/main.html").read_text(encoding="utf-8") == "mine"


def test_paths_are_from_where_the_configuration_lies(run: Run) -> None:
    Path("sub").mkdir()
    Path("base.yml").write_text(CONFIG, encoding="utf-8")
    found = yaml.safe_load(written(run, "INHERIT: base.yml\nsite_name: Child\n", "sub/plain.yml"))
    assert (found["docs_dir"], found["INHERIT"], found["plugins"]) == ("../out", "../base.yml", [])
