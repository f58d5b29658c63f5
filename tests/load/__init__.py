"""Many people at once: a municipality at work for some minutes. `python -m tests.load`."""
