"""Accuracy by kind and speed of finding and linking, on annotated articles that lie beside the repository.

``python benchmarks/attribution.py [dev|train] [SCORER]``: reads ``../shared/corpora/polnear_<split>.jsonl`` (lines of
``{"id", "text", "statements"}``), writes what was found to a temporary file and calls the scorer on both. Without the
articles it says so and ends well: they are not part of the repository. The speed is of this stage alone.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from mkdocs_briefing.attribution.finding import find
from mkdocs_briefing.attribution.linking import link
from mkdocs_briefing.model import Article, Attribution, Block

SHARED = Path(__file__).resolve().parents[2] / "shared"


def article_of(row: dict[str, Any]) -> Article:
    """An article with its first line as headline and every other line as a paragraph."""
    lines = [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", row["text"])]
    blocks = tuple(Block("body" if n else "headline", *span, n or None) for n, span in enumerate(lines))
    return Article(id=row["id"], file=row["id"], sha256="", text=row["text"], blocks=blocks)


def statement_of(one: Attribution, every: tuple[Attribution, ...]) -> dict[str, Any]:
    """What the scorer compares: an inherited source counts as the one it is inherited from."""
    speaker = one
    while speaker.source is None and speaker.follows is not None:
        speaker = every[speaker.follows]
    return {
        "content": one.content,
        "cue": [one.cue] if one.cue else [],
        "source": [speaker.source] if speaker.source else [],
        "rule": one.rule,
    }


def main(split: str = "dev", scorer: str = str(SHARED / "tools" / "score_attribution.py")) -> int:
    """Print words per CPU second, then the scorer's table; 0 also where there is nothing to read."""
    gold = SHARED / "corpora" / f"polnear_{split}.jsonl"
    if not gold.is_file():
        print(f"no annotated articles at {gold.name}: nothing measured")
        return 0
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    articles = [article_of(row) for row in rows]
    begun = time.process_time()
    found = [link(article, find(article)).attributions for article in articles]
    spent = time.process_time() - begun
    count = sum(len(row["text"].split()) for row in rows)
    print(f"{len(rows)} articles, {count} words, {count / spent:,.0f} words per CPU second")
    lines = [
        json.dumps({"id": article.id, "statements": [statement_of(one, every) for one in every]})
        for article, every in zip(articles, found, strict=True)
    ]
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "found.jsonl"
        result.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return subprocess.run([sys.executable, scorer, str(gold), str(result)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
