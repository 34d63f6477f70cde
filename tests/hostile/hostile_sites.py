"""A project of the hostile set with every Markdown extension on, and its site."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import hostile_files
import yaml

TRICK = "<img src=x onerror=window.__pwned=40>`{{ 7 * 191 }}`"
_NAMES = """
abbr admonition attr_list def_list footnotes legacy_attrs legacy_em md_in_html meta nl2br sane_lists smarty tables toc
wikilinks pymdownx.arithmatex pymdownx.b64 pymdownx.betterem pymdownx.blocks.admonition pymdownx.blocks.caption
pymdownx.blocks.definition pymdownx.blocks.details pymdownx.blocks.html pymdownx.blocks.tab pymdownx.caret
pymdownx.critic pymdownx.details pymdownx.emoji pymdownx.escapeall pymdownx.fancylists pymdownx.highlight
pymdownx.inlinehilite pymdownx.keys pymdownx.magiclink pymdownx.mark pymdownx.pathconverter pymdownx.progressbar
pymdownx.saneheaders pymdownx.smartsymbols pymdownx.snippets pymdownx.striphtml pymdownx.superfences pymdownx.tabbed
pymdownx.tasklist pymdownx.tilde
"""
EXTENSIONS = _NAMES.split()
CONFIG = {
    "site_name": "The harbour",
    "site_url": "https://example.org/repo/",
    "theme": {"name": "material", "font": False},
    "markdown_extensions": EXTENSIONS,
    "plugins": [
        "search",
        {
            "briefing": {
                "articles": "articles",
                "text": "full",
                "title": f"Harbour {TRICK}",
                "line": f"It was heard {TRICK}",
                "editor": f"E {TRICK}",
                "topics": [
                    {"title": f"Boats {TRICK}", "id": "boats", "description": TRICK, "terms": ["ferry", "boat*"]}
                ],
            }
        },
    ],
}
OPTIONS = {
    "pymdownx.snippets": {"base_path": [".", "/"], "url_download": False},
    "pymdownx.magiclink": {"repo_url_shortener": True, "social_url_shorthand": True, "user": "u", "repo": "r"},
    "pymdownx.superfences": {"custom_fences": [{"name": "mermaid", "class": "mermaid"}]},
    "pymdownx.critic": {"mode": "accept"},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.b64": {"base_path": "/"},
}
SOURCES = f"""\
defaults: {{outlet: null}}
articles:
  markup/script-title.txt: {{label: '{TRICK}', outlet: '{TRICK}', title: '{TRICK}'}}
  markup/style-title.txt: {{url: 'https://elsewhere.example/?a={{{{7*191}}}}&b=`x`', outlet: '</title><svg onload=x>'}}
  front/front-matter.txt: {{label: '=cmd|x', published: 2031-03-04}}
"""


@dataclass(frozen=True, slots=True)
class Built:
    """A site with what it was made from: the cases, what MkDocs printed, the seconds that it took."""

    site: Path
    cases: list[hostile_files.Case]
    log: str
    seconds: float


def build(place: Path, *, large: bool) -> Built:
    """Make a project of the hostile set, and its site."""
    outside = place / "outside" / "secret.txt"
    outside.parent.mkdir(parents=True)
    outside.write_text(hostile_files.OUTSIDE + "\n", encoding="utf-8")
    (place / "secret.txt").write_text(hostile_files.OUTSIDE + "\n", encoding="utf-8")
    (place / "docs").mkdir()
    cases = hostile_files.fill(place / "articles", outside, large=large)
    (place / "articles" / "sources.yml").write_text(SOURCES, encoding="utf-8")
    config = {**CONFIG, "markdown_extensions": [{n: OPTIONS[n]} if n in OPTIONS else n for n in EXTENSIONS]}
    (place / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1700000000"}
    start = time.monotonic()
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, check=False)
    log = done.stderr.decode("utf-8", "replace")
    assert done.returncode == 0, log[-3000:]
    return Built(place / "site", cases, log, time.monotonic() - start)
