"""Refuse numbers of persons and percents of them in one table: each discloses what is suppressed in the other.

14 % of 21 pupils are 3 pupils. So a table holds one of the two, and at most the number of answers behind it.
"""

from django.utils.translation import gettext as _

from meetings.figures.parsing.headings import names_a_count, names_percents, names_persons
from meetings.figures.parsing.read_cells import Problem
from meetings.figures.table import Table
from snippets.enums import Measure


def mixed_measure_problems(table: Table, measure: Measure, percents: frozenset[str]) -> list[Problem]:
    """Return problems with columns and rows that are not of `measure`. `percents`: columns in which a % sign was
    written."""
    names = [*(column.name for column in table.columns), *(row.name for row in table.rows)]
    if measure == Measure.COUNT:
        text = _(
            "“%(name)s” is percent, but you have said that the figures are numbers of persons. Leave it out, and bring "
            "it as figures of their own."
        )
        wrong = [name for name in names if name in percents or names_percents(name)]
    else:
        text = _(
            "“%(name)s” looks like a number of persons. Say that it is the number of answers behind the figures, or "
            "leave it out, and bring it as figures of their own."
        )
        wrong = [name for name in names if names_a_count(name)]
        if percents:
            wrong += [one.name for one in table.columns if one.name not in percents and names_persons(one.name)]
    return [Problem(text % {"name": name}) for name in dict.fromkeys(wrong)]
