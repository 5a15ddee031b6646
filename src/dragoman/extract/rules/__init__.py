"""Yields mentions by rules over the parse: entities, attributions, events, claims, attributes."""
