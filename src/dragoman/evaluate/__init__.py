"""How well and how fast it does: figures on gold sets, the gate with pinned floors, the cost of each stage."""
