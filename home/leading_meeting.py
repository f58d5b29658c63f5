"""Which meeting of a unit leads its pages while two years are under way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from meetings.meeting.current_meetings import is_of_this_year
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState


@dataclass(frozen=True)
class UnitYears:
    """The meetings of one unit: the one that leads, those of later years (nearest first), those of earlier years
    (latest first)."""

    leading: MeetingPage
    later: Sequence[MeetingPage]
    earlier: Sequence[MeetingPage]

    @property
    def beside(self) -> list[MeetingPage]:
        """What is one click away from the leading one: every later year, and the year before."""
        return [*self.later, *self.earlier[:1]]


def years_of_unit(meetings: Sequence[MeetingPage], today: date) -> UnitYears | None:
    """The nearest meeting that is not finished leads: its minutes are not approved, and it is of this school year, of a
    later one, or lies ahead or a short time back. Where all are finished, the latest leads. None without meetings.

    Load the meetings with their cycle and `minutes_page`.
    """
    in_order = sorted(meetings, key=lambda meeting: meeting.school_year)
    if not in_order:
        return None
    unfinished = [meeting for meeting in in_order if not _is_approved(meeting) and is_of_this_year(meeting, today)]
    place = in_order.index(unfinished[0] if unfinished else in_order[-1])
    return UnitYears(in_order[place], in_order[place + 1 :], in_order[:place][::-1])


def _is_approved(meeting: MeetingPage) -> bool:
    minutes = getattr(meeting, "minutes_page", None)
    return minutes is not None and minutes.state == MinutesState.APPROVED
