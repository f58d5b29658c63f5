"""The agreement holder sets the participants."""

import pytest

from accounts.roles import Role
from foundation.errors import NotAllowed
from meetings.meeting.enums import MeetingState
from meetings.meeting.participants.participant_rules import candidates, rules_of
from meetings.meeting.participants.set_participants import (
    AlreadyOnTheList,
    BadAddress,
    BoardIsInvited,
    Guest,
    MustTakePart,
    NoSuchPerson,
    ParticipantsClosed,
    set_participants,
)
from tests import factories
from tests.queued_mails import queued_mails

pytestmark = pytest.mark.django_db
PARENT = Guest("Mor Petersen", "mor@example.dk", Role.BOARD_REPRESENTATIVE)


@pytest.fixture
def meeting(school):
    return factories.meeting(unit=school.unit)


def listed(meeting, by, people, *guests, today):
    return set_participants(meeting=meeting, people=people, guests=guests, by=by, today=today)


def suggestions(meeting, today):
    return {one.role: one for one in candidates(meeting, today, rules_of(meeting))}


def test_people_of_unit_and_area_are_suggested_by_the_template(meeting, school, today):
    found = suggestions(meeting, today)
    assert set(found) == set(school.people)
    assert found[Role.AGREEMENT_HOLDER].rule.must, "the agreement holder always takes part"
    assert found[Role.CONSULTANT].rule.must and not found[Role.BOARD_REPRESENTATIVE].rule.must


def test_people_without_a_current_role_are_not_suggested(meeting, school, today):
    factories.user(role=Role.STAFF_REPRESENTATIVE, name="Fra naboskolen")
    past = factories.user(name="Stoppet")
    factories.membership(past, Role.LEADERSHIP_TEAM, unit=school.unit, ended_on=today)
    inactive = factories.user(role=Role.LEADERSHIP_TEAM, unit=school.unit, is_active=False)
    people = {one.user.pk for one in candidates(meeting, today, rules_of(meeting))}
    assert people == set(school.ids()) and inactive.pk not in people


def test_people_with_two_roles_are_suggested_once(meeting, school, today):
    factories.membership(school[Role.AGREEMENT_HOLDER], Role.LEADERSHIP_TEAM, unit=school.unit)
    found = candidates(meeting, today, rules_of(meeting))
    assert [one.role for one in found if one.user == school[Role.AGREEMENT_HOLDER]] == [Role.AGREEMENT_HOLDER]


def test_a_template_without_participants_uses_the_default_rules(today):
    factories.template()
    meeting = factories.meeting()
    rules = rules_of(meeting)
    assert rules[Role.AGREEMENT_HOLDER].must and rules[Role.HEAD_OF_AREA].must
    assert Role.BOARD_REPRESENTATIVE in rules, "a school's board has a right to be there"


def test_the_list_is_saved(meeting, school, holder, today):
    rows = listed(meeting, holder, school.ids(), PARENT, today=today)
    assert len(rows) == 7
    guest = next(row for row in rows if row.user is None)
    assert (guest.name, guest.email, guest.role, guest.requirement) == (*PARENT.__dict__.values(), "may")
    assert next(row for row in rows if row.user == holder).requirement == "must"


def test_people_not_in_the_list_are_removed(meeting, school, holder, today):
    listed(meeting, holder, school.ids(), PARENT, today=today)
    rows = listed(meeting, holder, school.ids(Role.CONSULTANT), today=today)
    assert {row.user for row in rows} == set(school.people.values()) - {school[Role.CONSULTANT]}
    assert not queued_mails(), "nobody has been called yet"


def test_a_schools_board_representative_cannot_be_removed(meeting, school, holder, today):
    with pytest.raises(BoardIsInvited):
        listed(meeting, holder, school.ids(Role.BOARD_REPRESENTATIVE), today=today)


def test_another_board_parent_may_come_instead(meeting, school, holder, today):
    rows = listed(meeting, holder, school.ids(Role.BOARD_REPRESENTATIVE), PARENT, today=today)
    assert [row.name for row in rows if row.role == Role.BOARD_REPRESENTATIVE] == ["Mor Petersen"]


def test_a_daycares_board_representative_can_be_removed(daycare, today):
    factories.user(role=Role.BOARD_REPRESENTATIVE, unit=daycare.unit)
    meeting = factories.meeting(unit=daycare.unit)
    assert listed(meeting, daycare[Role.AGREEMENT_HOLDER], daycare.ids(), today=today)


def test_a_guest_is_not_listed_twice(meeting, school, holder, today):
    twin = Guest("Far Petersen", "MOR@example.dk", Role.BOARD_REPRESENTATIVE)
    with pytest.raises(AlreadyOnTheList, match=r"MOR@example\.dk"):
        listed(meeting, holder, school.ids(), PARENT, twin, today=today)


def test_a_guest_with_a_colleagues_address_is_that_colleague(meeting, school, holder, today):
    team = school[Role.LEADERSHIP_TEAM]
    disguised = Guest("En anden", team.email.upper(), Role.STAFF_REPRESENTATIVE)
    rows = listed(meeting, holder, school.ids(Role.LEADERSHIP_TEAM), disguised, today=today)
    row = next(row for row in rows if row.user == team)
    assert (row.name, row.role) == (team.name, Role.LEADERSHIP_TEAM)


@pytest.mark.parametrize(("guest", "field"), [(Guest("", "a@b.dk", "x"), "name"), (Guest("Mor", "mor", "x"), "email")])
def test_a_guest_needs_a_name_and_an_address(meeting, school, holder, today, guest, field):
    with pytest.raises(BadAddress) as refusal:
        listed(meeting, holder, school.ids(), guest, today=today)
    assert refusal.value.field == field


def test_a_stranger_is_refused(meeting, school, holder, today):
    stranger = factories.user(role=Role.STAFF_REPRESENTATIVE)
    with pytest.raises(NoSuchPerson):
        listed(meeting, holder, [*school.ids(), stranger.pk], today=today)


def test_a_listed_person_stays_when_the_role_ends(meeting, school, holder, today):
    listed(meeting, holder, school.ids(), today=today)
    school[Role.CONSULTANT].memberships.update(ends_on=today)
    rows = listed(meeting, holder, school.ids(), today=today)
    assert school[Role.CONSULTANT] in {row.user for row in rows}


class TestOfAConvenedMeeting:
    @pytest.fixture
    def meeting(self, school, holder):
        meeting = factories.meeting(
            unit=school.unit, state=MeetingState.INVITED, invitation_sequence=1, invited_by=holder
        )
        school.invited(meeting)
        return meeting

    def test_only_new_participants_are_invited(self, meeting, school, holder, today):
        listed(meeting, holder, school.ids(), PARENT, today=today)
        (mail,) = queued_mails()
        assert (mail.to, mail.calendar_method) == ("mor@example.dk", "REQUEST")
        assert "Agenda" not in mail.text and "Dagsorden:" in mail.text, "a guest reads the agenda in the mail"

    def test_removed_participants_are_notified(self, meeting, school, holder, today):
        colleague = factories.user(role=Role.STAFF_REPRESENTATIVE, unit=school.unit)
        factories.participant(meeting, person=colleague)
        listed(meeting, holder, school.ids(), today=today)
        (mail,) = queued_mails()
        assert (mail.to, mail.calendar_method) == (colleague.email, "CANCEL")
        assert "SEQUENCE:2" in mail.calendar
        assert mail.subject.startswith("Du deltager ikke længere")

    def test_a_required_participant_cannot_be_removed(self, meeting, school, holder, today):
        with pytest.raises(MustTakePart, match="medarbejderrepræsentant"):
            listed(meeting, holder, school.ids(Role.STAFF_REPRESENTATIVE), today=today)
        assert meeting.participants.count() == 6 and not queued_mails()


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.CANCELLED])
def test_the_list_of_a_held_or_cancelled_meeting_cannot_change(school, holder, today, state):
    with pytest.raises(ParticipantsClosed):
        listed(factories.meeting(unit=school.unit, state=state), holder, school.ids(), today=today)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AGREEMENT_HOLDER])
def test_other_roles_may_not_set_the_list(meeting, school, role, today):
    with pytest.raises(NotAllowed):
        listed(meeting, factories.user(role=role, unit=school.unit), school.ids(), today=today)
