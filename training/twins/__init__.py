"""Trains the twin model: do two tellings, of two reports, tell one deed? See training/README.md."""
