"""Choose the main meeting of a unit, which its pages show first, while meetings of two years are open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from home.year_row import YearRow
from meetings.meeting.current_meetings import is_current_meeting


@dataclass(frozen=True)
class UnitYears:
    """The meetings of one unit: the main one, those of later years (nearest first), those of earlier years (latest
    first)."""

    leading: YearRow
    later: Sequence[YearRow]
    earlier: Sequence[YearRow]

    @property
    def beside(self) -> list[YearRow]:
        """The meetings linked to beside the main one: all later years, and the year before."""
        return [*self.later, *self.earlier[:1]]


def years_of_unit(meetings: Sequence[YearRow], today: date) -> UnitYears | None:
    """Return the years of the unit. The main meeting is the earliest unfinished one: its minutes are not approved, and
    it is of this school year, of a later one, or ahead or not long ago. If all are finished, it is the latest. None
    without meetings.
    """
    in_order = sorted(meetings, key=lambda meeting: meeting.school_year)
    if not in_order:
        return None
    unfinished = [meeting for meeting in in_order if not meeting.is_approved and is_current_meeting(meeting, today)]
    place = in_order.index(unfinished[0] if unfinished else in_order[-1])
    return UnitYears(in_order[place], in_order[place + 1 :], in_order[:place][::-1])
