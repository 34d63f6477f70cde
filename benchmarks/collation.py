"""What collation costs and how well it joins; run by hand: ``python benchmarks/collation.py``.

Cost: invented passages, 100 to 20,000, of many speakers; a third of them reworded copies of others, so that what should
be joined is known at every size. Accuracy: the annotated statements beside this clone
(``../shared/corpora/collation_dev``), where there are any, given as passages: quotations alone, then all.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import random
import re
import time
from collections import defaultdict
from pathlib import Path

from mkdocs_briefing.collation import collate
from mkdocs_briefing.model import Article, Passage, Span, Speaker

SIZES = (100, 1_000, 5_000, 10_000, 20_000)
_MARKED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
STORIES = Path(__file__).resolve().parents[2] / "shared/corpora/collation_dev"


def invented(count: int, seed: int = 1) -> tuple[list[Article], list[Passage], list[frozenset[str]]]:
    """``count`` passages in articles of ten, a speaker for every forty, words as frequent as in a language.

    The third part are the pairs of a passage and the reworded copy of it, where they stand in different articles.
    """
    rng = random.Random(seed)
    vowels, consonants = "aeiou", "bcdfgklmnprstv"
    words = ["".join(rng.choice(consonants) + rng.choice(vowels) for _ in range(3)) for _ in range(20_000)]
    weights = list(itertools.accumulate(1 / (n + 10) for n in range(len(words))))
    common = [
        "the",
        "of",
        "to",
        "and",
        "a",
        "in",
        "that",
        "is",
        "for",
        "it",
        "we",
        "will",
        "be",
        "with",
        "on",
        "not",
        "as",
        "this",
        "have",
        "at",
        "by",
        "are",
    ]
    lines: list[tuple[str, str]] = []
    copied: list[tuple[int, int]] = []
    for n in range(count):
        if n >= 10 and n % 3 == 0:
            source = rng.randrange(max(0, n - 400), n)
            copied.append((source, n))
            speaker, said = lines[source]
            parts = said.split()
            parts[rng.randrange(len(parts))] = rng.choice(words)
            lines.append((speaker, " ".join(parts[: rng.randint(max(4, len(parts) - 6), len(parts))])))
            continue
        size = rng.randint(8, 30)
        mixed = [
            rng.choice(common) if rng.random() < 0.45 else rng.choices(words, cum_weights=weights)[0]
            for _ in range(size)
        ]
        lines.append((f"speaker-{rng.randrange(max(1, count // 40))}", " ".join(mixed)))
    articles, passages = [], []
    for first in range(0, count, 10):
        name, text = f"a{first // 10:05d}", ""
        for speaker, said in lines[first : first + 10]:
            start = len(text)
            text += f"“{said}”\n\n"
            content = (start, start + len(said) + 2)
            ident = f"{name}-{hashlib.sha256(f'{start} {said}'.encode()).hexdigest()[:8]}"
            quoted = ((content[0] + 1, content[1] - 1),)
            who = Speaker(speaker, speaker, as_="name")
            passages.append(
                Passage(ident, name, "direct", "body", 1, (content,), quoted, content, who, confidence="high")
            )
        articles.append(Article(name, name + ".txt", hashlib.sha256(text.encode()).hexdigest(), text, label=name))
    ids = [p.id for p in passages]
    return articles, passages, [frozenset((ids[a], ids[b])) for a, b in copied if a // 10 != b // 10]


def cost(sizes: tuple[int, ...]) -> None:
    for size in sizes:
        articles, passages, wanted = invented(size)
        start = time.process_time()
        found = collate(articles, passages)
        spent = time.process_time() - start
        joined = [{w.passage for w in s.witnesses} for s in found.statements if len(s.witnesses) > 1]
        held = sum(any(pair <= some for some in joined) for pair in wanted)
        print(
            f"{size:6d} passages  {spent:7.2f} s  {1000 * spent / size:6.2f} ms each  "
            f"{len(joined)} statements of several, {held}/{len(wanted)} copies found"
        )


def accuracy(folder: Path, *, indirect: bool) -> None:
    """Pairs of statements from different articles: precision and recall, and look-alikes joined."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    joined: set[frozenset[str]] = set()
    stories = gold["indirect_triples"] if indirect else sorted({s["triple"] for s in gold["statements"]})
    content = "content_parts" if indirect else "quoted_parts"
    for story in stories:
        articles = []
        for file in sorted((folder / "articles" / story).glob("*.txt")):
            text = file.read_bytes().decode("utf-8")
            articles.append(
                Article(file.name, file.name, hashlib.sha256(text.encode()).hexdigest(), text, label=file.stem)
            )
        text_of = {a.id: a.text for a in articles}
        names: dict[str, str] = {}
        passages = []
        for s in gold["statements"]:
            if s["triple"] != story or not (s.get("quoted_parts") or (indirect and s.get(content))):
                continue
            spans: tuple[Span, ...] = tuple((int(a), int(b)) for a, b in s.get(content) or s["quoted_parts"])
            marks: tuple[Span, ...] = tuple((int(a), int(b)) for a, b in s.get("quoted_parts") or ())
            kind = s["type"]
            if kind == "indirect":  # as attribution has it: with words in marks it is a mixed one
                marks = tuple(m.span(1) for a, b in spans for m in _MARKED.finditer(text_of[s["file"]], a, b))
                kind = "mixed" if marks else kind
            ident = f"{s['file']}-{hashlib.sha256(s['id'].encode()).hexdigest()[:8]}"
            names[ident] = s["id"]
            slug = re.sub("[^a-z]+", "-", (s["speaker"] or "").lower()) or None
            who = Speaker(s["speaker"], slug, as_="name" if slug else "none")
            passages.append(Passage(ident, s["file"], kind, "body", 1, spans, marks, spans[0], who))
        for statement in collate(articles, passages).statements:
            ids = sorted(names[w.passage] for w in statement.witnesses)
            joined |= {frozenset(p) for p in itertools.combinations(ids, 2)}
    where = {s["id"]: s["file"] for s in gold["statements"] if s["triple"] in stories and s.get("quoted_parts")}
    if indirect:
        where |= {s["id"]: s["file"] for s in gold["statements"] if s["triple"] in stories and s.get(content)}
    wanted: set[frozenset[str]] = set()
    ignored: set[frozenset[str]] = {frozenset((p["a"], p["b"])) for p in gold["ignore_pairs"]}
    relations: dict[str, list[frozenset[str]]] = defaultdict(list)
    for cluster in gold["clusters"]:
        for pair in cluster["pairs"]:
            ends = frozenset((pair["a"], pair["b"]))
            if pair.get("ignore"):
                ignored.add(ends)
            elif pair["cross_source"] and all(e in where for e in ends):
                wanted.add(ends)
                relations[pair["relation"]].append(ends)
    across = {p for p in joined if len({where[e] for e in p}) == 2} - ignored
    right = len(across & wanted)
    print("with indirect statements" if indirect else "quotations")
    print(f"pairs   precision {right}/{len(across)}  recall {right}/{len(wanted)}")
    for relation, pairs in sorted(relations.items()):
        print(f"  {relation:12s} {len(joined & set(pairs))}/{len(pairs)}")
    near = {frozenset((p["a"], p["b"])) for p in gold["near_misses"]}
    print(f"look-alikes joined {len((near - ignored) & joined)}/{len(near - ignored)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=SIZES[-1], help="largest number of passages")
    parser.add_argument("--stories", type=Path, default=STORIES, help="annotated stories")
    args = parser.parse_args()
    cost(tuple(s for s in SIZES if s <= args.most))
    if (args.stories / "gold.json").is_file():
        accuracy(args.stories, indirect=False)
        accuracy(args.stories, indirect=True)
    else:
        print("no annotated stories beside this clone: cost only")


if __name__ == "__main__":
    main()
