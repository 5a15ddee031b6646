"""Records to formats of other programs; each format is one module with `PLUGIN`, but `interchange`, which `dump` writes."""
