"""The desk: the record as pages that an analyst reads, asks and corrects, served on the machine of whoever owns it."""
