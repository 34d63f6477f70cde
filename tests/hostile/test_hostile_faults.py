"""Killed, no room, an article that changes or is gone: a clear message, and the next run is right."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from mkdocs_briefing import writing
from mkdocs_briefing.reading import read_folder

ROOT = Path(__file__).resolve().parents[2]
CONFIG = "site_name: x\nsite_url: https://example.org/x/\nplugins:\n  - briefing: {articles: articles}\n"
FILES = {f"pages/{n}.md": f"page {n}\n" * 50 for n in range(40)}


def project(place: Path) -> Path:
    shutil.copytree(ROOT / "tests/stories/tram", place / "articles")
    (place / "docs").mkdir()
    (place / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return place


def written(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


class StoppedError(BaseException):
    """Stands for a kill between two steps."""


@pytest.mark.parametrize("after", [0, 1, 2, 7, 30, 41])
def test_a_write_that_stops_anywhere_is_made_good(after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, clean = tmp_path / "out", tmp_path / "clean"
    old = {"pages/old.md": "old\n", "pages/3.md": "before\n"}
    writing.write(target, old)
    writing.write(clean, FILES)
    done = 0
    kept = Path.replace

    def replace(self: Path, to: Any) -> Path:
        nonlocal done
        if done == after:
            raise StoppedError
        done += 1
        return kept(self, to)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        with pytest.raises(StoppedError):
            writing.write(target, FILES)
    for name, raw in written(target).items():
        if name in FILES:  # whole, old or new
            assert raw.decode() in (FILES[name], old.get(name))
    writing.write(target, FILES)
    assert written(target) == written(clean)


def test_no_room_is_told_with_the_file_and_made_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out"
    kept = Path.write_bytes

    def full(self: Path, raw: Any) -> int:
        if "7.md" in self.name:
            raise OSError(28, "No space left on device", str(self))
        return kept(self, raw)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(OSError, match="No space left") as told:
            writing.write(target, FILES)
    assert str(told.value.filename).endswith("pages/17.md")
    writing.write(target, FILES)
    assert {name: raw for name, raw in written(target).items() if name != writing.MANIFEST} == {
        name: text.encode() for name, text in FILES.items()
    }


def run(folder: Path, *words: str, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    def small() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit or 0, limit or 0))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    command = [sys.executable, "-m", "mkdocs_briefing", *words]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, preexec_fn=small if limit else None
    )


@pytest.mark.posix
@pytest.mark.slow
def test_a_full_disk_ends_with_one_line(tmp_path: Path) -> None:
    folder = project(tmp_path)
    done = run(folder, "write", "out", limit=4000)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert re.fullmatch(r"Error: .*: File too large.*", done.stderr.strip())
    again = run(folder, "write", "out")
    assert again.returncode == 0, again.stderr
    clean = run(folder, "write", "clean")
    assert clean.returncode == 0, clean.stderr
    assert written(folder / "out") == written(folder / "clean")


@pytest.mark.posix
@pytest.mark.slow
def test_a_killed_run_is_made_good(tmp_path: Path) -> None:
    folder = project(tmp_path)
    start = time.monotonic()
    clean = run(folder, "write", "clean")
    assert clean.returncode == 0, clean.stderr
    whole = time.monotonic() - start
    for share in (0.5, 0.9, 0.97):
        running = subprocess.Popen(
            [sys.executable, "-m", "mkdocs_briefing", "write", "out"], cwd=folder, stderr=subprocess.DEVNULL
        )
        time.sleep(whole * share)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
    again = run(folder, "write", "out")
    assert again.returncode == 0, again.stderr
    assert {n: r for n, r in written(folder / "out").items() if "unfinished" not in n} == written(folder / "clean")


@pytest.mark.posix
@pytest.mark.slow
def test_a_killed_build_is_made_good(tmp_path: Path) -> None:
    folder = project(tmp_path)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    start = time.monotonic()
    subprocess.run([*command, "-d", "clean"], cwd=folder, env=environment, check=True)
    whole = time.monotonic() - start
    for share in (0.6, 0.95):
        running = subprocess.Popen([*command, "-d", "out"], cwd=folder, env=environment)
        time.sleep(whole * share)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
    subprocess.run([*command, "-d", "out"], cwd=folder, env=environment, check=True)
    assert written(folder / "out") == written(folder / "clean")


def test_an_article_that_vanishes_or_cannot_be_read_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "tests/stories/tram", tmp_path / "articles")
    names = sorted(path.name for path in (tmp_path / "articles").glob("*.txt"))
    kept = os.open

    def gone(path: Any, *rest: Any, **more: Any) -> int:
        if str(path).endswith(names[0]):
            raise FileNotFoundError(2, "No such file or directory", str(path))
        if str(path).endswith(names[1]):
            raise PermissionError(13, "Permission denied", str(path))
        return kept(path, *rest, **more)

    monkeypatch.setattr(os, "open", gone)
    articles, problems = read_folder(tmp_path / "articles")
    assert {a.file for a in articles} == set(names[2:])
    told = {p.file: p.message for p in problems if p.severity == "error"}
    assert told[names[0]] == "not readable (No such file or directory); check its rights"
    assert told[names[1]] == "not readable (Permission denied); check its rights"


def test_an_article_that_changes_while_it_is_read_ends_the_build_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mkdocs.config import load_config
    from mkdocs.exceptions import PluginError

    from mkdocs_briefing import audit, plugin

    folder = project(tmp_path)
    name = sorted(path.name for path in (folder / "articles").glob("*.txt"))[0]
    kept = audit.reread

    def later(*given: Any) -> Any:
        with (folder / "articles" / name).open("a", encoding="utf-8") as file:
            file.write("One more line.\n")
        return kept(*given)

    monkeypatch.setattr(plugin, "reread", later)
    config = load_config(str(folder / "mkdocs.yml"))
    with pytest.raises(PluginError, match=rf"{name}: has changed since it was read; build again"):
        config.plugins.on_config(config)
