"""Windows of like length together, as tensors."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from articles import Example
from torch import Tensor

IGNORED = -100


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded features, gold tags (row, role, word), and the cues with the words they govern."""

    rows: tuple[int, ...]
    ids: Tensor
    case: Tensor
    place: Tensor
    mask: Tensor
    first: Tensor
    there: Tensor
    tags: Tensor
    row: Tensor
    begin: Tensor
    end: Tensor
    governed: Tensor


def planned(some: Sequence[Example], pieces: int, chance: random.Random | None) -> list[list[int]]:
    """Indices in batches of at most so many pieces, padding counted; in chance order when ``chance`` is given."""
    jitter = chance.random if chance else (lambda: 0.0)
    order = sorted(range(len(some)), key=lambda n: len(some[n].window.ids) + 60 * jitter())
    batches: list[list[int]] = []
    longest = 0
    for n in order:
        size = len(some[n].window.ids)
        if not batches or max(longest, size) * (len(batches[-1]) + 1) > pieces:
            batches.append([])
            longest = 0
        batches[-1].append(n)
        longest = max(longest, size)
    if chance:
        chance.shuffle(batches)
    return batches


def batch(some: Sequence[Example], rows: Sequence[int]) -> Batch:
    """The windows ``rows`` of ``some`` as one batch."""
    held = [some[n] for n in rows]
    pieces = max(len(e.window.ids) for e in held)
    words = max(len(e.window.first) for e in held)
    size = (len(held), pieces)
    ids, case, place, mask = (torch.zeros(size, dtype=torch.long) for _ in range(4))
    first = torch.zeros(len(held), words, dtype=torch.long)
    there = torch.zeros(len(held), words, dtype=torch.bool)
    tags = torch.full((len(held), held[0].tags.shape[0], words), IGNORED, dtype=torch.long)
    row, begin, end, governed = [], [], [], []
    for at, example in enumerate(held):
        window = example.window
        n, w = len(window.ids), len(window.first)
        ids[at, :n] = torch.tensor(window.ids)
        case[at, :n] = torch.tensor(window.case)
        place[at, :n] = torch.tensor(window.place)
        mask[at, :n] = 1
        first[at, :w] = torch.tensor(window.first)
        there[at, :w] = True
        tags[at, :, :w] = torch.from_numpy(example.tags).long()
        for one in example.governed:
            shares = torch.zeros(words, 2)
            for side, reaches in enumerate((one.content, one.source)):
                for start, stop in reaches:
                    shares[start:stop, side] = 1.0
            row.append(at)
            begin.append(one.cue[0])
            end.append(one.cue[1])
            governed.append(shares)
    return Batch(
        tuple(rows),
        ids,
        case,
        place,
        mask,
        first,
        there,
        tags,
        torch.tensor(row, dtype=torch.long),
        torch.tensor(begin, dtype=torch.long),
        torch.tensor(end, dtype=torch.long),
        torch.stack(governed) if governed else torch.zeros(0, words, 2),
    )
