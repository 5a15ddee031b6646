"""Files to documents: importers by format, zones of a text, publication day, outlet and author."""

from dragoman.ingest.base import Importer, InputFile
from dragoman.ingest.read import find_inputs, read_input
from dragoman.ingest.told import Found, Given, Link, Part, Told

__all__ = ["Found", "Given", "Importer", "InputFile", "Link", "Part", "Told", "find_inputs", "read_input"]
