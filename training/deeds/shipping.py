"""Yields the files that the package ships: weights in eight bits, settings, licence and notice, and the manifest that pins them."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from dragoman.models.deed_model import FOLDER, MANIFEST
from dragoman.models.manifest import digest_files
from training.deeds.data import Item
from training.deeds.network import KEY, Network
from training.deeds.rows import MODALITIES, TYPES

VERSION = "1"
FROM_SHARE = 0.3
"""How likely a word must tell a deed to be given at all."""
NOTICE = """The weights in model.onnx were made by the Dragoman authors by fine-tuning all-MiniLM-L6-v2
(by sentence-transformers, Apache License 2.0),
and were reduced to eight bits. What they were trained on: docs/models/deed.md in Dragoman's sources.
"""
OUTPUTS = ["types", "modalities", "asks", "keys", "alike"]


def ship(network: Network, items: Sequence[Item]) -> None:
    """Writes the folder of the model and its manifest over what was there, and prints how near the small weights come."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        shown = torch.tensor([[101, 1, 2, 102]]), torch.tensor([[0, 1, 2, 0]])
        axes = {"ids": {1: "pieces"}, "ranks": {1: "pieces"}}
        names = {"input_names": ["ids", "ranks"], "output_names": OUTPUTS}
        torch.onnx.export(network.eval(), shown, str(whole), dynamo=False, opset_version=17, dynamic_axes=axes, **names)
        quantize_dynamic(whole, FOLDER / "model.onnx", per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    shutil.copyfile(Path("LICENSE"), FOLDER / "LICENSE")
    (FOLDER / "NOTICE").write_text(NOTICE, encoding="utf-8")
    settings = {"types": TYPES, "modalities": MODALITIES, "key": KEY, "from_share": FROM_SHARE}
    (FOLDER / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    MANIFEST.write_text(json.dumps({"name": "deed", "version": VERSION, "files": digest_files(FOLDER)}, indent=1) + "\n", encoding="utf-8")
    print(f"{sum(path.stat().st_size for path in FOLDER.iterdir()) / 1e6:.1f} MB; same type at {compare(network, items):.4f} of the words that tell")


def compare(network: Network, items: Sequence[Item]) -> float:
    """Share of the words that tell something at which shipped and whole weights say the same."""
    session = onnxruntime.InferenceSession(str(FOLDER / "model.onnx"), providers=["CPUExecutionProvider"])
    same, count = 0, 0
    for item in items:
        fed = {"ids": numpy.array([item.pieces.ids]), "ranks": numpy.array([item.pieces.ranks])}
        small = session.run(["types"], fed)[0][0].argmax(1)
        with torch.no_grad():
            whole = network(torch.tensor([item.pieces.ids]), torch.tensor([item.pieces.ranks]))[0][0].argmax(1)
        same += sum(int(small[told.at] == whole[told.at]) for told in item.told)
        count += len(item.told)
    return same / max(1, count)
