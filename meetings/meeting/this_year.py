"""Meetings that are somebody's business now."""

from datetime import date

from django.db.models import Q

FIRST_MONTH = 8  # a school year begins on 1 August


def of_this_year(today: date, cycle: str = "cycle") -> Q:
    """A filter on meetings of the school year that `today` lies in, and of later ones."""
    first = today.year if today.month >= FIRST_MONTH else today.year - 1
    return Q(**{f"{cycle}__school_year__gte": f"{first}/{first + 1}"})
