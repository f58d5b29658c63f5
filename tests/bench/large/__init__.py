"""A municipality with many years behind it: the demo, and copies of its units and years."""
