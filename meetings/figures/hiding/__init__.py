"""Hides what is under the minimum count, and as much more as it takes that nobody can compute it."""

from meetings.figures.hiding.hide import hide

__all__ = ["hide"]
