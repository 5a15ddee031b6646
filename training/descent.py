"""Yields Descent, the steps by which a network learns: two rates, which warm up and then fall to nothing."""

from __future__ import annotations

from collections.abc import Collection

import torch
from torch import Tensor, nn


class Descent:
    """AdamW over the parameters of a network that are trained, those named apart at a rate of their own."""

    def __init__(self, network: nn.Module, apart: Collection[str], rates: tuple[float, float], *, warm_up: float, clip: float, decay: float) -> None:
        """rates: of the others, of those apart. warm_up: share of all steps until a rate is whole. clip: longest gradient. decay: of weights."""
        trained = {name: p for name, p in network.named_parameters() if p.requires_grad}
        self._trained, self._rates, self._warm_up, self._clip = list(trained.values()), rates, warm_up, clip
        groups = [p for name, p in trained.items() if name not in apart], [p for name, p in trained.items() if name in apart]
        self._optimizer = torch.optim.AdamW([{"params": group, "lr": rate} for group, rate in zip(groups, rates, strict=True)], weight_decay=decay)

    def step(self, loss: Tensor, done: float) -> None:
        """One step down; done: share of all steps that lie behind, 0 to 1."""
        for group, rate in zip(self._optimizer.param_groups, self._rates, strict=True):
            group["lr"] = rate * min(1.0, done / self._warm_up) * max(0.0, 1 - done)
        self._optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self._trained, self._clip)
        self._optimizer.step()
