"""What remembers: `base` is the boundary, `sqlite` the one implementation; nothing above knows SQL."""
