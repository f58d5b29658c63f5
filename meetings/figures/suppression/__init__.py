"""Statistical disclosure control: primary and secondary cell suppression, in one table and in linked tables."""

from meetings.figures.suppression.suppress import suppress

__all__ = ["suppress"]
