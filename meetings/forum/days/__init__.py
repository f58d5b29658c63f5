"""Forum days: planned, invited to, shown on a projector, and what was shown noted on the examples."""
