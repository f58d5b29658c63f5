"""Readers: one a format, each hands over lines."""
