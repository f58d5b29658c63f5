"""The agreement holder sets time and place."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import ChangedMeanwhile
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.meeting.set_appointment import (
    AppointmentClosed,
    AppointmentInPast,
    NeededOnceConvened,
    OutsideSchoolYear,
    set_appointment,
)
from meetings.template.school_years import school_year_of
from tests import factories
from tests.queued_mails import queued_mails

pytestmark = pytest.mark.django_db
NOW = timezone.now()
THEN = NOW + timedelta(days=30)
YEAR = school_year_of(timezone.localdate(THEN))


def set_to(meeting, by, *, starts_at=THEN, room="Biblioteket", **more):
    return set_appointment(meeting=meeting, starts_at=starts_at, room=room, by=by, now=NOW, **more)


def test_time_and_place_are_saved(school, holder):
    meeting = factories.meeting(unit=school.unit, school_year=YEAR)
    set_to(meeting, holder, room="  Biblioteket ")
    stored = MeetingPage.objects.get(pk=meeting.pk)
    assert (stored.starts_at, stored.room, stored.version) == (THEN, "Biblioteket", 2)
    assert stored.latest_revision.user == holder
    assert not queued_mails(), "nobody has been called yet"


def test_a_planned_meeting_needs_neither(school, holder):
    meeting = factories.meeting(unit=school.unit, starts_at=THEN, room="Biblioteket")
    stored = set_to(meeting, holder, starts_at=None, room="")
    assert (stored.starts_at, stored.room) == (None, "")


def test_all_are_notified_of_a_moved_meeting_with_a_higher_sequence(school, holder):
    meeting = factories.meeting(
        unit=school.unit, school_year=YEAR, state=MeetingState.INVITED, invitation_sequence=1, invited_by=holder
    )
    school.invited(meeting)
    set_to(meeting, holder)
    mails = queued_mails()
    assert len(mails) == 6 and {mail.calendar_method for mail in mails} == {
        "REQUEST",
        "PUBLISH",
    }  # the organiser is not asked
    assert all("SEQUENCE:2" in mail.calendar for mail in mails)
    assert mails[0].subject.startswith("Ny tid: dialogmøde for Skovskolen")
    assert "Før: " in mails[0].body and "Lærerværelset" in mails[0].body


def test_the_mail_about_another_room_mentions_only_that(school, holder):
    meeting = factories.meeting(unit=school.unit, state=MeetingState.PREPARING)
    school.invited(meeting)
    set_to(meeting, holder, starts_at=meeting.starts_at)
    assert queued_mails()[0].subject.startswith("Nyt lokale: ")
    assert "Tiden er den samme" in queued_mails()[0].body


@pytest.mark.parametrize("day", ["2026-07-31", "2027-08-01"])
def test_a_day_outside_the_school_year_must_be_confirmed(school, holder, day):
    meeting = factories.meeting(unit=school.unit)
    then = timezone.make_aware(datetime.fromisoformat(f"{day}T09:00"))
    long_before = then - timedelta(days=400)
    with pytest.raises(OutsideSchoolYear):
        set_appointment(meeting=meeting, starts_at=then, room="", by=holder, now=long_before)
    said = set_appointment(meeting=meeting, starts_at=then, room="", by=holder, now=long_before, outside_year=True)
    assert said.starts_at == then


@pytest.mark.parametrize("day", ["2026-08-01", "2027-07-31"])
def test_the_school_year_is_from_august_to_july(school, holder, day):
    then = timezone.make_aware(datetime.fromisoformat(f"{day}T23:30"))
    meeting = factories.meeting(unit=school.unit)
    assert (
        set_appointment(meeting=meeting, starts_at=then, room="", by=holder, now=then - timedelta(days=400)).starts_at
        == then
    )


def test_unchanged_values_send_nothing(school, holder):
    meeting = factories.meeting(unit=school.unit, state=MeetingState.INVITED)
    school.invited(meeting)
    stored = set_to(meeting, holder, starts_at=meeting.starts_at, room=meeting.room)
    assert stored.invitation_sequence == 0 and not queued_mails()


def test_a_time_in_the_past_is_refused(school, holder):
    with pytest.raises(AppointmentInPast):
        set_to(factories.meeting(unit=school.unit), holder, starts_at=NOW - timedelta(minutes=1))


def test_the_room_can_change_after_the_meetings_time(school, holder):
    meeting = factories.meeting(unit=school.unit, state=MeetingState.INVITED, starts_at=NOW - timedelta(minutes=5))
    assert set_to(meeting, holder, starts_at=meeting.starts_at).room == "Biblioteket"


@pytest.mark.parametrize("empty", [{"starts_at": None}, {"room": " "}])
def test_time_and_place_of_a_convened_meeting_cannot_be_removed(school, holder, empty):
    with pytest.raises(NeededOnceConvened):
        set_to(factories.meeting(unit=school.unit, state=MeetingState.INVITED), holder, **empty)


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.CANCELLED])
def test_a_held_or_cancelled_meeting_cannot_be_moved(school, holder, state):
    with pytest.raises(AppointmentClosed):
        set_to(factories.meeting(unit=school.unit, state=state), holder)


def test_the_second_of_two_writers_gets_a_conflict(school, holder):
    meeting = factories.meeting(unit=school.unit, school_year=YEAR)
    set_to(meeting, holder, expected_version=1)
    with pytest.raises(ChangedMeanwhile):
        set_to(meeting, holder, room="Gymnastiksalen", expected_version=1)
    assert MeetingPage.objects.get(pk=meeting.pk).room == "Biblioteket"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AGREEMENT_HOLDER])
def test_other_roles_may_not_set_it(school, role):
    somebody = factories.user(role=role, unit=school.unit)
    with pytest.raises(NotAllowed):
        set_to(factories.meeting(unit=school.unit), somebody)


def test_the_leader_of_another_unit_may_not_set_it(school):
    with pytest.raises(NotAllowed):
        set_to(factories.meeting(unit=school.unit), factories.user(role=Role.AGREEMENT_HOLDER))
