"""Accuracy by kind and speed of finding and linking, on annotated articles that lie beside the repository.

``python benchmarks/attribution.py [dev|train] [--finders tagger,rules] [--scorer SCORER]``: reads
``../shared/corpora/polnear_<split>.jsonl`` (lines of ``{"id", "text", "statements"}``), writes what was found to a
temporary file and calls the scorer on both. Without the articles it says so and ends well: they are not part of the
repository. The speed is of this stage alone, on one core.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from phenomena import table

import mkdocs_briefing
from mkdocs_briefing.attribution import attribute
from mkdocs_briefing.attribution.finding import FINDERS, find
from mkdocs_briefing.model import Article, Block, Passage

SHARED = Path(__file__).resolve().parents[2] / "shared"
MODEL = Path(mkdocs_briefing.__file__).parent / "attribution/finding/tagger/model"


def article_of(row: dict[str, Any]) -> Article:
    """An article with its first line as headline and every other line as a paragraph."""
    lines = [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", row["text"])]
    blocks = tuple(Block("body" if n else "headline", *span, n or None) for n, span in enumerate(lines))
    return Article(id=row["id"], file=row["id"], sha256="", text=row["text"], blocks=blocks)


def published(passage: Passage) -> bool:
    """Whether a passage counts: attributed, not within another (annotation holds none of these), not held back."""
    return passage.kind != "narrated" and passage.within is None and passage.confidence != "low"


def statement_of(passage: Passage) -> dict[str, Any]:
    """What the scorer compares."""
    mention = passage.speaker.mention
    found: dict[str, Any] = {
        "content": passage.content,
        "cue": [passage.cue] if passage.cue else [],
        "source": [mention] if mention else [],
    }
    return found | ({"speaker": passage.speaker.name} if passage.speaker.name else {})


def main() -> int:
    """Print words per CPU second, then the scorer's table; 0 also where there is nothing to read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("split", nargs="?", choices=("dev", "train"), default="dev")
    parser.add_argument("--finders", default=",".join(FINDERS), help="which finders look, with commas between")
    parser.add_argument("--scorer", default=str(SHARED / "tools" / "score_attribution.py"))
    options = parser.parse_args()
    finders = tuple(finder for finder in FINDERS if finder in options.finders.split(","))
    gold = SHARED / "corpora" / f"polnear_{options.split}.jsonl"
    if not gold.is_file():
        print(f"no annotated articles at {gold.name}: nothing measured")
        return 0
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    articles = [article_of(row) for row in rows]
    find(articles[0], finders)  # the networks and word lists are read once
    begun = time.process_time()
    found = [attribute(article, finders) for article in articles]
    spent = time.process_time() - begun
    words = sum(len(row["text"].split()) for row in rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    weights = sum(path.stat().st_size for path in MODEL.iterdir()) / 1e6 if "tagger" in finders else 0.0
    print(f"{len(rows)} articles, {words} words, {', '.join(finders)}: {weights:.1f} MB of weights and vocabulary")
    print(f"{words / spent:,.0f} words per CPU second for the stage, peak {peak} MB")
    statements = [[statement_of(p) for p in one.passages if published(p)] for one in found]
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "found.jsonl"
        lines = [json.dumps({"id": a.id, "statements": s}) for a, s in zip(articles, statements, strict=True)]
        result.write_text("\n".join(lines) + "\n", encoding="utf-8")
        status = subprocess.run([sys.executable, options.scorer, str(gold), str(result)], check=False).returncode
    print(f"{'phenomenon':24s} {'gold':>5s} {'found':>6s} {'named':>6s}")
    for name, count in table(scorer_of(options.scorer), zip(rows, statements, strict=True)).items():
        whole = max(count.gold, 1)
        print(f"{name:24s} {count.gold:5d} {count.found / whole:6.3f} {count.named / whole:6.3f}")
    return status


def scorer_of(path: str) -> ModuleType:
    """The scorer as a module, for its own notion of words, matches and right speakers."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
