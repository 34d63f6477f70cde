"""Write a trained network as the package's two 8-bit ONNX files: ``python training/export.py BASE NETWORK.pt OUT``.

Weights are signed 7-bit numbers in 8 bits, one scale a channel: with the full range, processors without VNNI
instructions overflow and give other spans.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch
from network import Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional


class Layer(nn.Module):
    """A layer of the encoder for one window without padding: one product for query, key and value, and no mask."""

    def __init__(self, layer: nn.Module, heads: int) -> None:
        super().__init__()
        own = layer.attention.self
        self.heads = heads
        size = own.query.weight.shape[0]
        scale = (size // heads) ** -0.5
        self.mixed = nn.Linear(size, 3 * size)
        self.mixed.weight.data = torch.cat([own.query.weight * scale, own.key.weight, own.value.weight])
        self.mixed.bias.data = torch.cat([own.query.bias * scale, own.key.bias, own.value.bias])
        self.joined, self.first_norm = layer.attention.output.dense, layer.attention.output.LayerNorm
        self.wide, self.narrow = layer.intermediate.dense, layer.output.dense
        self.second_norm = layer.output.LayerNorm

    def forward(self, states: Tensor) -> Tensor:
        """States (piece, size) before and after."""
        query, key, value = (
            self.mixed(states).view(-1, 3, self.heads, states.shape[-1] // self.heads).permute(1, 2, 0, 3)
        )
        met = torch.softmax(query @ key.transpose(1, 2), -1) @ value
        states = self.first_norm(states + self.joined(met.transpose(0, 1).reshape(states.shape)))
        normed: Tensor = self.second_norm(states + self.narrow(functional.gelu(self.wide(states))))
        return normed


class Tagger(nn.Module):
    """One window: log-probabilities (word, role, O/B/I) and the words' states."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        embeddings = network.bert.embeddings
        self.places = nn.Parameter(embeddings.position_embeddings.weight + embeddings.token_type_embeddings.weight[0])
        self.layers = nn.ModuleList(
            Layer(layer, network.bert.config.num_attention_heads) for layer in network.bert.encoder.layer
        )

    def forward(self, ids: Tensor, case: Tensor, place: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """Features of one window, as the package feeds them."""
        embeddings = self.network.bert.embeddings
        states = embeddings.word_embeddings(ids) + self.network.case(case) + self.network.place(place)
        states = embeddings.LayerNorm(states + self.places[: ids.shape[0]])
        for layer in self.layers:
            states = layer(states)
        words = states.index_select(0, first)
        return self.network.tags(words).log_softmax(-1), words


class Linker(nn.Module):
    """The cues of one window: shares (cue, word, content/source), 0 to 1."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, states: Tensor, begin: Tensor, end: Tensor) -> Tensor:
        """States of the words, and where the cues begin and end."""
        return self.network.shares(states[None], torch.zeros_like(begin), begin, end).sigmoid()


def layers_in(saved: dict[str, Tensor]) -> int:
    """How many layers a saved network has."""
    return 1 + max(int(m[1]) for key in saved if (m := re.search(r"encoder\.layer\.(\d+)\.", key)))


def main() -> None:
    """Export, quantize and compare with the network itself."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("network", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    saved = torch.load(options.network)
    network = Network(options.base, tuple(range(layers_in(saved)))).eval()
    network.load_state_dict(saved)
    zeros = torch.zeros(64, dtype=torch.long)
    window = (torch.arange(1000, 1064), zeros, zeros, torch.arange(1, 50))
    with torch.no_grad():
        states = network.states(*(x[None] for x in window[:3]), torch.ones(1, 64, dtype=torch.long))
        wanted = network.tags(states[0, window[3]]).log_softmax(-1)
        print(f"the plain encoder is the trained one to {(Tagger(network)(*window)[0] - wanted).abs().max():.1e}")
    cues = (torch.randn(50, network.bert.config.hidden_size), torch.tensor([3, 20]), torch.tensor([5, 21]))
    words, pieces, pairs = {0: "word"}, {0: "piece"}, {0: "cue"}
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, module, given, inputs, outputs in (
            (
                "tagger",
                Tagger(network),
                window,
                {"ids": pieces, "case": pieces, "place": pieces, "first": words},
                {"scores": words, "states": words},
            ),
            (
                "linker",
                Linker(network),
                cues,
                {"states": words, "begin": pairs, "end": pairs},
                {"shares": {0: "cue", 1: "word"}},
            ),
        ):
            full = Path(folder) / f"{name}.onnx"
            torch.onnx.export(
                module,
                given,
                str(full),
                input_names=list(inputs),
                output_names=list(outputs),
                dynamic_axes=inputs | outputs,
                opset_version=17,
                dynamo=False,
            )
            small = options.out / f"{name}.onnx"
            quantize_dynamic(
                full,
                small,
                weight_type=QuantType.QInt8,
                per_channel=True,
                reduce_range=True,
                extra_options={"DefaultTensorType": 1},
            )
            feed = {key: value.numpy() for key, value in zip(inputs, given, strict=True)}
            exact, less = (ort.InferenceSession(str(path)).run(None, feed)[0] for path in (full, small))
            size, step = small.stat().st_size / 1e6, np.abs(exact - less).max()
            print(f"{name}: {size:.1f} MB, largest step from the full network {step:.3f}")
    shutil.copy(options.base / "vocab.txt", options.out / "vocab.txt")


if __name__ == "__main__":
    main()
