"""Set time and place of a meeting."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal, Refusals
from foundation.text.danish_formats import format_date
from meetings.meeting.enums import OPEN_STATES
from meetings.meeting.meeting_versions import StateHasChanged, bump_meeting_version, save_meeting_revision
from meetings.meeting.pages import MeetingPage
from meetings.meeting.signals import meeting_moved
from meetings.units import access


@dataclass(frozen=True)
class Appointment:
    """Time and place."""

    starts_at: datetime | None
    room: str


class AppointmentClosed(StateHasChanged):
    """The meeting has been held or is cancelled."""


class AppointmentInPast(Refusal):
    """The meeting would begin in the past."""


class OutsideSchoolYear(Refusal):
    """The day is outside the meeting's school year, which the user has not confirmed."""


class NeededOnceConvened(Refusal):
    """A convened meeting's time and place can be changed but not removed."""


def set_appointment(
    *,
    meeting: MeetingPage,
    starts_at: datetime | None,
    room: str,
    by: User,
    now: datetime,
    expected_version: int | None = None,
    outside_year: bool = False,
    steps: Collection[int] = (),
) -> MeetingPage:
    """Set time and room; both may be empty until the meeting is convened.

    `outside_year`: the user confirms a day outside the meeting's school year. `steps`: primary keys of the preparation
    steps that move with the meeting, where they are appointments. Participants of a convened meeting are notified of
    a change, with a higher SEQUENCE for their calendars (RFC 5545, 3.8.7.4).
    Raises NotAllowed, PlanClosed, AppointmentInPast, OutsideSchoolYear, NeededOnceConvened, ChangedMeanwhile.
    """
    if not access.of(by).may(Right.CONVENE, meeting.unit):
        raise NotAllowed(_("Only the agreement holder can set time and place."))
    wanted = Appointment(starts_at, room.strip())
    with transaction.atomic():
        fresh = bump_meeting_version(meeting, expected_version=expected_version, states=OPEN_STATES)
        if fresh is None:
            raise AppointmentClosed(
                _("Time and place can no longer be changed: the meeting is held or cancelled."), meeting
            )
        before = Appointment(fresh.starts_at, fresh.room)
        refusals = Refusals()
        _refuse(fresh, before, wanted, now, refusals)
        if wanted.starts_at and wanted.starts_at != before.starts_at and not outside_year:
            with refusals.collect():
                _within_the_year(fresh, timezone.localdate(wanted.starts_at))
        refusals.raise_any()
        if wanted == before:
            return fresh
        fresh.starts_at, fresh.room = wanted.starts_at, wanted.room
        if fresh.is_convened:
            fresh.invitation_sequence += 1
        save_meeting_revision(fresh, by=by)
        audit.record("meeting.planned", fresh, by=by, unit_id=fresh.unit_id, convened=fresh.is_convened)
        meeting_moved.send(sender=MeetingPage, meeting=fresh, by=by, before=before, steps=steps)
    return fresh


def _within_the_year(meeting: MeetingPage, day: date) -> None:
    if not meeting.cycle.covers(day):
        raise OutsideSchoolYear(
            _("%(day)s is not in the school year %(year)s. Choose another date, or tick that it is right.")
            % {"day": format_date(day), "year": meeting.school_year},
            field="outside_year",
        )


def _refuse(
    meeting: MeetingPage, before: Appointment, appointment: Appointment, now: datetime, refusals: Refusals
) -> None:
    if appointment.starts_at and appointment.starts_at != before.starts_at and appointment.starts_at <= now:
        refusals.add(
            AppointmentInPast(_("The meeting cannot begin in the past. Choose a later date or time."), field="day")
        )
    if meeting.is_convened and not appointment.starts_at:
        refusals.add(NeededOnceConvened(_("The meeting is convened and needs a date and a time."), field="day"))
    if meeting.is_convened and not appointment.room:
        refusals.add(NeededOnceConvened(_("The meeting is convened and needs a room."), field="room"))
