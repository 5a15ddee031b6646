"""Yields the file that the package ships beside the deed model: weights in eight bits, whose table of pieces lies in the deed model's own file."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from dragoman.models.deed_model import FOLDER, MANIFEST
from dragoman.models.manifest import digest_files
from dragoman.models.twin_model import FILE
from dragoman.models.twin_words import ShownPair
from training.twins.fitting import tensors
from training.twins.network import Network

WHOLE = "model.onnx"
"""The deed model's weights."""
FED = ("ids", "ranks", "marks", "sides", "at")
_TABLE = "pieces.weight_quantized"


def ship(network: Network, pairs: Sequence[ShownPair]) -> None:
    """Writes the weights and the manifest of the deed model anew, and prints how near the small weights come."""
    with tempfile.TemporaryDirectory() as scratch:
        whole, small = Path(scratch) / "whole.onnx", Path(scratch) / "small.onnx"
        axes = {name: {1: "pieces"} for name in FED[:-1]}
        torch.onnx.export(
            network.eval(), tensors(pairs[:1])[:-1], str(whole), dynamo=False, opset_version=17, input_names=list(FED), output_names=["odds"], dynamic_axes=axes
        )
        quantize_dynamic(whole, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
        model = onnx.load(small)
    _borrow(model, (FOLDER / WHOLE).read_bytes())
    (FOLDER / FILE).write_bytes(model.SerializeToString())
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    MANIFEST.write_text(json.dumps({**manifest, "files": digest_files(FOLDER)}, indent=1) + "\n", encoding="utf-8")
    print(f"{(FOLDER / FILE).stat().st_size / 1e6:.1f} MB; odds {compare(network, pairs):.3f} apart on average")


def _borrow(model: onnx.ModelProto, deeds: bytes) -> None:
    """Lets the table of pieces be read out of the deed model's file, where the same bytes lie."""
    table = next(tensor for tensor in model.graph.initializer if tensor.name == _TABLE)
    begins = deeds.find(table.raw_data)
    if begins < 0:
        raise SystemExit("the deed model has another table of pieces: train both from one base")
    values = {"location": WHOLE, "offset": begins, "length": len(table.raw_data)}
    table.ClearField("raw_data")
    table.data_location = onnx.TensorProto.EXTERNAL
    for key, value in values.items():
        table.external_data.add(key=key, value=str(value))


def compare(network: Network, pairs: Sequence[ShownPair]) -> float:
    """Mean difference of the odds by shipped and by whole weights."""
    session = onnxruntime.InferenceSession(str(FOLDER / FILE), providers=["CPUExecutionProvider"])
    apart = []
    for pair in pairs:
        with torch.no_grad():
            whole = float(network(*tensors([pair]))[0])
        (small,) = session.run(["odds"], {name: numpy.array([getattr(pair, name)], dtype=numpy.int64) for name in FED})
        apart.append(abs(whole - float(small[0])))
    return sum(apart) / max(1, len(apart))
