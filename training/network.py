"""The two networks: an encoder that tags words, and a small one that says what a cue governs."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from mkdocs_briefing.attribution.finding.tagger.features import CASES, PLACES
from mkdocs_briefing.attribution.roles import ROLES

EDGES = (-100, -60, -40, -25, -15, -10, -7, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 7, 10, 15, 25, 40, 60, 100)
"""Distances from a cue, in words, at which a word counts as farther."""

WIDTH = 128


class Network(nn.Module):
    """A BERT encoder with two more embeddings, tag scores for each word, and a scorer of (cue, word) pairs."""

    def __init__(self, base: Path, keep: tuple[int, ...] = ()) -> None:
        """``base`` is a folder with a BERT model; ``keep`` are the layers to keep, all when empty."""
        super().__init__()
        self.bert = BertModel.from_pretrained(
            base, add_pooling_layer=False, attn_implementation="sdpa", attention_probs_dropout_prob=0.0
        )
        if keep:
            self.bert.encoder.layer = nn.ModuleList(self.bert.encoder.layer[n] for n in keep)
        size = self.bert.config.hidden_size
        self.case = nn.Embedding(CASES, size)
        self.place = nn.Embedding(PLACES, size)
        self.drop = nn.Dropout(0.1)
        self.tag = nn.Linear(size, 3 * len(ROLES))
        self.word = nn.Linear(size, 2 * WIDTH)
        self.cue = nn.Linear(2 * size, 2 * WIDTH)
        self.distance = nn.Embedding(len(EDGES) + 1, WIDTH)
        self.share = nn.Linear(WIDTH, 2)
        self.register_buffer("edges", torch.tensor(EDGES), persistent=False)
        for table, spread in ((self.case, 0.02), (self.place, 0.02), (self.distance, 0.1)):
            nn.init.normal_(table.weight, std=spread)

    def states(self, ids: Tensor, case: Tensor, place: Tensor, mask: Tensor) -> Tensor:
        """States of pieces (batch, piece, size)."""
        embedded = self.bert.embeddings.word_embeddings(ids) + self.case(case) + self.place(place)
        states: Tensor = self.bert(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return states

    def tags(self, words: Tensor) -> Tensor:
        """Scores (…, role, O/B/I) of words by the state of their first piece."""
        scores: Tensor = self.tag(self.drop(words))
        return scores.unflatten(-1, (len(ROLES), 3))

    def shares(self, words: Tensor, row: Tensor, begin: Tensor, end: Tensor) -> Tensor:
        """Scores (cue, word, content/source): whether the cue at words ``begin`` to ``end`` of a row governs a word."""
        words = self.drop(words)
        cue = self.cue(torch.cat([words[row, begin], words[row, end - 1]], -1))
        added, weighed = cue.split(WIDTH, -1)
        own, met = self.word(words).split(WIDTH, -1)
        at = torch.arange(words.size(1))[None]
        zero = torch.zeros_like(at)
        far = torch.minimum(at - begin[:, None], zero) + torch.maximum(at - end[:, None] + 1, zero)
        step = (far[:, :, None] > self.edges).long().sum(-1)
        met_here = functional.relu(added[:, None] + own[row] + weighed[:, None] * met[row] + self.distance(step))
        shares: Tensor = self.share(met_here)
        return shares
