"""Yields what people do with a record: judgements made from their acts, what to look at next, who said what, and how far two agree."""
