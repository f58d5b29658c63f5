"""The preparation meetings of all units of a consultant."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q
from django.urls import reverse

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.meeting.current_meetings import current_meetings_q
from meetings.meeting.enums import OPEN_STATES
from meetings.meeting.list_columns import with_list_columns
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import PreparationStep
from meetings.preparation.forms import TimesForm
from meetings.units import access
from meetings.units.url_prefixes import meeting_url_kwargs


@dataclass(frozen=True)
class MeetingRow:
    """A meeting, the form for its preparation meetings that are not held yet, and where it is sent."""

    meeting: MeetingPage
    form: TimesForm
    url: str


def meetings_to_prepare(user: AnyUser, today: date) -> list[MeetingRow]:
    """Return the meetings ahead in the areas where `user` prepares, by the title of the unit. Two queries."""
    areas = access.of(user).area_ids(Right.PREPARE)
    open_steps = Prefetch("preparation_steps", PreparationStep.objects.filter(done_at=None), to_attr="open_steps")
    meetings = with_list_columns(
        MeetingPage.objects.filter(current_meetings_q(today), Q(unit__area__in=areas), state__in=OPEN_STATES)
    )
    return [
        MeetingRow(
            meeting, TimesForm(meeting=meeting, steps=meeting.open_steps),
            reverse("preparation_times", kwargs=meeting_url_kwargs(meeting)),
        )
        for meeting in meetings.prefetch_related(open_steps).order_by("unit__title", "cycle__school_year")
        if meeting.open_steps
    ]  # fmt: skip
