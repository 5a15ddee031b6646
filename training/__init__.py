"""Makes the weights that the package ships, from gold sets that are no part of it; never imported by the package."""
