"""``briefing write`` and plain MkDocs, the plugin off, give the site that the plugin gives."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import yaml
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from sites import bytes_of, mkdocs, project

from mkdocs_briefing.plugin import THEME, BriefingPlugin


def settled(config_file: Path) -> tuple[list[object], list[str]]:
    """Navigation and style sheets as the plugin sets them."""
    config = load_config(str(config_file))
    plugin = config.plugins["briefing"]
    assert isinstance(plugin, BriefingPlugin)
    plugin.on_config(config)
    plugin.on_files(get_files(config), config=config)
    return list(config.nav or []), [str(sheet) for sheet in config.extra_css]


def test_plain_mkdocs_gives_the_same_site(seeds_site: Path, tmp_path: Path) -> None:
    folder = project(tmp_path / "plain")
    command = [sys.executable, "-m", "mkdocs_briefing", "write", "written", "--config", "mkdocs.yml"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    navigation, sheets = settled(folder / "mkdocs.yml")
    shutil.copytree(folder / "docs", folder / "written", dirs_exist_ok=True)
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    head = text.partition("\nplugins:")[0]
    plain = {
        "nav": navigation,
        "docs_dir": "written",
        "plugins": ["search"],
        "extra_css": sheets,
        "markdown_extensions": ["attr_list", "md_in_html"],
    }
    head = head.replace("  name: material\n", f"  name: material\n  custom_dir: {THEME}\n")
    (folder / "mkdocs.yml").write_text(head + "\n" + yaml.safe_dump(plain), encoding="utf-8")
    done = mkdocs(folder)
    assert done.returncode == 0, done.stderr
    first, second = bytes_of(seeds_site), bytes_of(folder / "site")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
