"""What runs a stage over many documents: `base` is the boundary, `local` uses the cores of this machine."""
