"""Files to documents: importers by format, zones of a text, publication day, outlet and author."""

from dragoman.ingest.base import Importer, InputFile
from dragoman.ingest.read import find_inputs, read_input

__all__ = ["Importer", "InputFile", "find_inputs", "read_input"]
