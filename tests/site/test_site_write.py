"""``briefing write`` and plain MkDocs, the plugin off, give the site that the plugin gives."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from sites import bytes_of, mkdocs, project


def test_plain_mkdocs_gives_the_same_site(seeds_site: Path, tmp_path: Path) -> None:
    folder = project(tmp_path / "plain")
    command = [sys.executable, "-m", "mkdocs_briefing", "write", "written", "--config", "mkdocs.yml"]
    subprocess.run([*command, "--site-config", "plain.yml"], cwd=folder, check=True, capture_output=True)
    assert "briefing:" not in (folder / "plain.yml").read_text(encoding="utf-8")
    done = mkdocs(folder, "--strict", "--config-file", "plain.yml")
    assert done.returncode == 0, done.stderr
    first, second = bytes_of(seeds_site), bytes_of(folder / "site")
    assert first.keys() == second.keys()
    policy = re.compile(rb'\n *<meta http-equiv="Content-Security-Policy"[^>]*>')  # the plugin's, on finished pages
    assert [name for name in first if policy.sub(b"", first[name]) != second[name]] == []
