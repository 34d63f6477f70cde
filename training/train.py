"""Train the tagger: ``python training/train.py BASE ARTICLES.jsonl OUT.pt [--teacher TEACHER.pt]``.

``BASE`` is a folder with a MiniLM model (``config.json``, ``model.safetensors``). With a teacher, a network trained
before on the same articles, the new one also learns what the teacher thinks of every word. Seeded; on two cores a
network of six layers takes some eight minutes an epoch.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import torch
from articles import examples
from batches import IGNORED, Batch, batch, planned
from network import Network
from torch import Tensor
from torch.nn import functional


def looked(network: Network, some: Batch) -> tuple[Tensor, Tensor]:
    """Tag scores and shares of a batch, for the gold cues."""
    states = network.states(some.ids, some.case, some.place, some.mask)
    words = torch.gather(states, 1, some.first.unsqueeze(-1).expand(-1, -1, states.size(-1)))
    return network.tags(words).float(), network.shares(words, some.row, some.begin, some.end).float()


def losses(tags: Tensor, shares: Tensor, some: Batch, smoothing: float) -> tuple[Tensor, Tensor]:
    """Cross entropy of the tags, summed over the roles, and of the shares; both means over words."""
    of_tags = torch.stack(
        [
            functional.cross_entropy(
                tags[:, :, role].flatten(0, 1),
                some.tags[:, role].flatten(),
                ignore_index=IGNORED,
                label_smoothing=smoothing,
            )
            for role in range(tags.size(2))
        ]
    ).sum()
    there = some.there[some.row]
    each = functional.binary_cross_entropy_with_logits(shares, some.governed, reduction="none").sum(-1)
    return of_tags, (each * there).sum() / there.sum().clamp(min=1)


def told(tags: Tensor, shares: Tensor, taught: tuple[Tensor, Tensor], some: Batch) -> Tensor:
    """How far tags and shares are from a teacher's: cross entropy against its probabilities."""
    own = some.tags[:, 0] != IGNORED
    far = -(taught[0].softmax(-1) * tags.log_softmax(-1)).sum(-1).sum(-1)
    there = some.there[some.row]
    each = functional.binary_cross_entropy_with_logits(shares, taught[1].sigmoid(), reduction="none").sum(-1)
    return far[own].mean() + 2 * (each * there).sum() / there.sum().clamp(min=1)


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--teacher", type=Path)
    parser.add_argument("--start", type=Path, help="a network to go on from")
    parser.add_argument("--keep", type=int, nargs="*", default=[], help="layers to keep of the base, or of the teacher")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--pieces", type=int, default=3200, help="pieces in a batch")
    parser.add_argument("--smoothing", type=float, default=0.05)
    parser.add_argument("--styles", type=float, default=0.0, help="share of articles in other quotation marks")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    network, teacher = Network(options.base), None
    if options.start:
        network.load_state_dict(torch.load(options.start))
    if options.teacher:
        teacher = Network(options.base).eval()
        teacher.load_state_dict(torch.load(options.teacher))
        network.load_state_dict(teacher.state_dict())
    if options.keep:
        network.bert.encoder.layer = torch.nn.ModuleList(network.bert.encoder.layer[n] for n in options.keep)
    run(network, teacher, chance, options)


def run(
    network: Network,
    teacher: Network | None,
    chance: random.Random,
    options: argparse.Namespace,
) -> None:
    """All epochs; the network is saved after each."""
    body = [p for name, p in network.named_parameters() if name.startswith("bert.")]
    heads = [p for name, p in network.named_parameters() if not name.startswith("bert.")]
    fresh = teacher is None and options.start is None
    rates = [options.rate, (5 if fresh else 2) * options.rate]
    optimizer = torch.optim.AdamW(
        [{"params": p, "lr": r} for p, r in zip((body, heads), rates, strict=True)],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )
    some = list(examples(options.articles, chance, options.styles))
    length = len(planned(some, options.pieces, None)) * options.epochs
    warm = max(1, length * 6 // 100)
    begun = time.monotonic()
    seen = [0.0, 0.0, 0.0]
    network.train()
    step = 0
    for epoch in range(options.epochs):
        if epoch and options.styles:
            some = list(examples(options.articles, chance, options.styles))
        for rows in planned(some, options.pieces, chance):
            step += 1
            share = max(0.01, min(step / warm, (length - step + 1) / (length - warm + 1)))
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * share
            data = batch(some, rows)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                tags, shares = looked(network, data)
                with torch.inference_mode():
                    taught = looked(teacher, data) if teacher else None
            of_tags, of_shares = losses(tags, shares, data, options.smoothing if teacher is None else 0.0)
            far = told(tags, shares, taught, data) if taught else torch.zeros(())
            loss = of_tags + 2 * of_shares if taught is None else 0.3 * (of_tags + 2 * of_shares) + far
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            seen = [
                a + float(b) for a, b in zip(seen, (of_tags.detach(), of_shares.detach(), far.detach()), strict=True)
            ]
            if step % 50 == 0:
                tagged, governed, away = (value / 50 for value in seen)
                spent = time.monotonic() - begun
                print(
                    f"{step}/{length} tags {tagged:.4f} shares {governed:.4f} far {away:.4f} {spent:.0f} s", flush=True
                )
                seen = [0.0, 0.0, 0.0]
        torch.save(network.state_dict(), options.out.with_stem(f"{options.out.stem}-{epoch + 1}"))


if __name__ == "__main__":
    main()
