"""Objections to evidence and its files: taken, upheld, closed, listed."""
