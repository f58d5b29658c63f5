"""The agreement holder convenes the meeting."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.roles import Role
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import ChangedMeanwhile
from meetings.convening.convene import AlreadyConvened, MeetingNotReady, convene
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from tests import factories
from tests.queued_mails import queued_mails

pytestmark = pytest.mark.django_db
NOW = timezone.now()
ALL = [role for role in Role if role is not Role.AGREEMENT_HOLDER]


def planned(furnished, *without, **fields):
    fields = {"starts_at": NOW + timedelta(days=30), "room": "Biblioteket", **fields}
    meeting = factories.meeting(unit=furnished.unit, **fields)
    furnished.invited(meeting, *without)
    return meeting


def called(meeting, by, **more):
    return convene(meeting=meeting, by=by, now=NOW, **more)


def test_each_participant_gets_one_mail(school, holder):
    meeting = planned(school)
    guest = factories.participant(meeting, Role.BOARD_REPRESENTATIVE, requirement="may")
    called(meeting, holder)
    stored = MeetingPage.objects.get(pk=meeting.pk)
    assert (stored.state, stored.invited_by, stored.invited_at) == (MeetingState.INVITED, holder, NOW)
    addresses = [mail.to for mail in queued_mails()]
    assert sorted(addresses) == sorted([person.email for person in school.people.values()] + [guest.email])
    assert set(meeting.participants.values_list("invited_at", flat=True)) == {NOW}
    assert AuditEvent.objects.get(action="meeting.convened").data == {"participants": 7, "of_the_board": 2}


MISSING = [
    ({"starts_at": None}, (), ["date"]),
    ({"starts_at": NOW - timedelta(hours=1)}, (), ["past"]),
    ({"room": ""}, (), ["room"]),
    ({}, (Role.STAFF_REPRESENTATIVE, Role.CONSULTANT), ["role:staff_representative", "role:consultant"]),
    ({}, (Role.AGREEMENT_HOLDER,), ["role:agreement_holder"]),
    ({}, (Role.BOARD_REPRESENTATIVE,), ["board"]),
    ({"starts_at": None, "room": ""}, (Role.HEAD_OF_AREA,), ["date", "room", "role:head_of_area"]),
]


@pytest.mark.parametrize(("fields", "without", "expected"), MISSING)
def test_each_unmet_requirement_is_named_and_nothing_is_sent(school, holder, fields, without, expected):
    meeting = planned(school, *without, **fields)
    with pytest.raises(MeetingNotReady) as refusal:
        called(meeting, holder)
    assert [thing.what for thing in refusal.value.missing] == expected
    assert MeetingPage.objects.get(pk=meeting.pk).state == MeetingState.PLANNED
    assert not queued_mails()


def test_the_message_names_the_missing_role(school, holder):
    with pytest.raises(MeetingNotReady, match="Tilføj en deltager som medarbejderrepræsentant"):
        called(planned(school, Role.STAFF_REPRESENTATIVE), holder)


def test_a_school_may_state_that_its_board_has_no_representative(school, holder):
    meeting = called(planned(school, Role.BOARD_REPRESENTATIVE), holder, board_has_nobody=True)
    assert meeting.state == MeetingState.INVITED


def test_a_daycare_needs_no_board_representative(daycare):
    assert called(planned(daycare), daycare[Role.AGREEMENT_HOLDER]).state == MeetingState.INVITED


def test_a_sole_leader_counts_as_the_leadership_team(daycare):
    daycare[Role.LEADERSHIP_TEAM].memberships.update(ends_on=timezone.localdate())
    meeting = planned(daycare, Role.LEADERSHIP_TEAM)
    assert called(meeting, daycare[Role.AGREEMENT_HOLDER]).state == MeetingState.INVITED


def test_a_leadership_team_must_be_represented(daycare):
    with pytest.raises(MeetingNotReady) as refusal:
        called(planned(daycare, Role.LEADERSHIP_TEAM), daycare[Role.AGREEMENT_HOLDER])
    assert [thing.what for thing in refusal.value.missing] == ["role:leadership_team"]


@pytest.mark.parametrize("state", [state for state in MeetingState if state is not MeetingState.PLANNED])
def test_convening_twice_sends_nothing(school, holder, state):
    meeting = planned(school, state=state)
    with pytest.raises(AlreadyConvened):
        called(meeting, holder)
    assert not queued_mails()


def test_an_older_version_is_a_conflict(school, holder):
    meeting = planned(school)
    with pytest.raises(ChangedMeanwhile):
        called(meeting, holder, expected_version=7)
    assert not queued_mails()


@pytest.mark.parametrize("role", ALL)
def test_other_roles_may_not_convene(school, role):
    with pytest.raises(NotAllowed):
        called(planned(school), factories.user(role=role, unit=school.unit))


def test_the_leader_of_another_unit_may_not_convene(school):
    with pytest.raises(NotAllowed):
        called(planned(school), factories.user(role=Role.AGREEMENT_HOLDER))


def test_the_sequence_continues_after_a_cancellation(school, holder):
    called(planned(school, invitation_sequence=4), holder)
    assert all("SEQUENCE:5" in mail.calendar for mail in queued_mails())


@pytest.mark.django_db(transaction=True)
def test_two_simultaneous_requests_send_each_participant_one_mail(school, holder):
    meeting = planned(school)
    barrier, answers = threading.Barrier(2), []

    def press():
        mine = MeetingPage.objects.select_related("unit__area", "cycle").get(pk=meeting.pk)
        barrier.wait(timeout=10)
        try:
            called(mine, holder)
            answers.append("convened")
        except AlreadyConvened:
            answers.append("already")
        finally:
            connection.close()

    both = [threading.Thread(target=press) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(timeout=60)
    assert sorted(answers) == ["already", "convened"]
    assert len(queued_mails()) == 6
