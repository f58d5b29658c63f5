"""Choose the main meeting of a unit, which its pages show first, while meetings of two years are open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from meetings.meeting.current_meetings import is_current_meeting
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState


@dataclass(frozen=True)
class UnitYears:
    """The meetings of one unit: the main one, those of later years (nearest first), those of earlier years (latest
    first)."""

    leading: MeetingPage
    later: Sequence[MeetingPage]
    earlier: Sequence[MeetingPage]

    @property
    def beside(self) -> list[MeetingPage]:
        """The meetings linked to beside the main one: all later years, and the year before."""
        return [*self.later, *self.earlier[:1]]


def years_of_unit(meetings: Sequence[MeetingPage], today: date) -> UnitYears | None:
    """The main meeting is the earliest unfinished one: its minutes are not approved, and it is of this school year, of
    a later one, or ahead or not long ago. If all are finished, it is the latest. None without meetings.

    The meetings should be loaded with their cycle and `minutes_page`.
    """
    in_order = sorted(meetings, key=lambda meeting: meeting.school_year)
    if not in_order:
        return None
    unfinished = [meeting for meeting in in_order if not _is_approved(meeting) and is_current_meeting(meeting, today)]
    place = in_order.index(unfinished[0] if unfinished else in_order[-1])
    return UnitYears(in_order[place], in_order[place + 1 :], in_order[:place][::-1])


def _is_approved(meeting: MeetingPage) -> bool:
    minutes = getattr(meeting, "minutes_page", None)
    return minutes is not None and minutes.state == MinutesState.APPROVED
