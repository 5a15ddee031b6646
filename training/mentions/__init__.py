"""Yields the weights of the coreference model of events, which tells what mentions are of one event, and the figures that say what they are worth."""
