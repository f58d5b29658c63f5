"""Telling people what they must do and what has happened: combined, at most one mail a day (decision 0034)."""
