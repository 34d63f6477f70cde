"""Average networks of one run: ``python training/average.py OUT.pt FIRST.pt=0.4 SECOND.pt=0.6``.

The mean of points along one run lies in a flatter place than its end and does better on articles it has not seen
(stochastic weight averaging; Izmailov and others, 2018).
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch
from torch import Tensor


def averaged(parts: list[tuple[Path, float]]) -> dict[str, Tensor]:
    """The weighted mean of saved networks. Raises ``ValueError`` when the weights do not sum to one."""
    if abs(sum(weight for _, weight in parts) - 1) > 1e-6:
        raise ValueError("the weights must sum to one")
    mean: dict[str, Tensor] = {}
    for path, weight in parts:
        for name, value in torch.load(path).items():
            mean[name] = mean.get(name, torch.zeros_like(value, dtype=torch.float32)) + weight * value.float()
    return mean


def main(out: str, *given: str) -> None:
    """Save the mean of ``FILE=WEIGHT`` arguments."""
    split = [one.rsplit("=", 1) for one in given]
    torch.save(averaged([(Path(name), float(weight)) for name, weight in split]), out)


if __name__ == "__main__":
    main(*sys.argv[1:])
