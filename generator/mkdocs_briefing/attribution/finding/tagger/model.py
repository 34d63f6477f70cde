"""The tagger's two small networks, run by onnxruntime: tags for each word, and what each cue governs.

Both files lie in ``model/``; ``model/README.md`` says what they learned from. One thread and one window at a time: the
same window gives the same numbers whatever else is in the folder, and articles are spread over cores elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from mkdocs_briefing.attribution.finding.tagger.windows import Window

Floats = NDArray[np.float32]
Reach = tuple[int, int]
"""A run of words of a window: index of the first, index behind the last."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What the first network makes of a window: log-probabilities (word, role, O/B/I), and states for the second."""

    scores: Floats
    states: Floats


@cache
def _session(name: str) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    data = files(__package__).joinpath(f"model/{name}.onnx").read_bytes()
    return ort.InferenceSession(data, options, providers=["CPUExecutionProvider"])


def tags(window: Window) -> Tags:
    """Tags of every word of ``window``; the roles in the order of ``roles.ROLES``."""
    feed = {
        "ids": np.asarray(window.ids, np.int64),
        "case": np.asarray(window.case, np.int64),
        "place": np.asarray(window.place, np.int64),
        "first": np.asarray(window.first, np.int64),
    }
    scores, states = _session("tagger").run(None, feed)
    return Tags(scores, states)


def governed(states: Floats, cues: list[Reach]) -> Floats:
    """For each of ``cues`` and each word, how likely the word is content, and source, of that cue (cue, word, 2)."""
    if not cues:
        return np.zeros((0, len(states), 2), np.float32)
    feed = {
        "states": states,
        "begin": np.asarray([start for start, _ in cues], np.int64),
        "end": np.asarray([end for _, end in cues], np.int64),
    }
    shares: Floats = _session("linker").run(None, feed)[0]
    return shares
