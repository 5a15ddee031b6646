"""The flow of a run, the only place that knows the order: read, annotate, extract, store each document, then resolve and relate all."""

from dragoman.pipeline.adding import Added, Progress, add, note_models
from dragoman.pipeline.coding import Coded, Coding, Drawing, bare_document, code_documents, draw_attributions, draw_by_rules, draw_times, version_of
from dragoman.pipeline.forms import FORMS, Answered, Answering, Asked
from dragoman.pipeline.marked import answering_mentions, cluster_answers
from dragoman.pipeline.pairs import prepare_pairs
from dragoman.pipeline.part import MOST, Part, PartOf, read_part
from dragoman.pipeline.recoding import Recoding, recode
from dragoman.pipeline.resolving import assemble_record, latest_day, read_record, resolve_all, with_copies
from dragoman.pipeline.reviewing import Reviewing
from dragoman.pipeline.sources import Fetches, Wanted
from dragoman.pipeline.telling_days import rank_answers

__all__ = [
    "FORMS",
    "MOST",
    "Added",
    "Answered",
    "Answering",
    "Asked",
    "Coded",
    "Coding",
    "Drawing",
    "Fetches",
    "Part",
    "PartOf",
    "Progress",
    "Recoding",
    "Reviewing",
    "Wanted",
    "add",
    "answering_mentions",
    "assemble_record",
    "bare_document",
    "cluster_answers",
    "code_documents",
    "draw_attributions",
    "draw_by_rules",
    "draw_times",
    "latest_day",
    "note_models",
    "prepare_pairs",
    "rank_answers",
    "read_part",
    "read_record",
    "recode",
    "resolve_all",
    "version_of",
    "with_copies",
]
