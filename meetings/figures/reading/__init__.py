"""Reads figures out of files and pasted text: what stands in each cell, and how it is understood. Stores nothing."""
