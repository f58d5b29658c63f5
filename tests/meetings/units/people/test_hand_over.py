"""Handing over a function: who may, what goes along, and from when."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from accounts.roles import Right, Role
from foundation.audit import AuditEvent
from foundation.errors import Conflict, NotAllowed
from meetings.data_plan.models import DataPlanLine
from meetings.live.models import LiveMeeting
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord
from meetings.units import access
from meetings.units.membership import Membership
from meetings.units.people.grant_role import RoleAlreadyHeld
from meetings.units.people.hand_over_role import CannotTakeOver, HandoverDayOutOfRange, begin_handovers, hand_over_role
from meetings.units.people.handover import Handover, describe_succession
from meetings.units.url_prefixes import unit_url_kwargs
from tests import factories
from tests.meetings.furnished_unit import RULES, furnish
from tests.meetings.minutes import scene as minutes_scene
from tests.queued_mails import forget_mails, queued_mails

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 1)
LATER = date(2026, 11, 1)
HERE = ZoneInfo("Europe/Copenhagen")


@pytest.fixture
def school():
    factories.template(participants=RULES)
    factories.cycle()
    return furnish(factories.make_unit("Skovskolen"))


@pytest.fixture
def leader(school):
    return school[Role.AGREEMENT_HOLDER]


@pytest.fixture
def successor():
    return factories.user(name="Nanna Ny", email="nanna@egenby.dk")


@pytest.fixture
def administrator():
    return factories.user(role=Role.ADMINISTRATOR)


def role_of(person, role=Role.AGREEMENT_HOLDER):
    return Membership.objects.select_related("user", "unit__area", "area").get(user=person, role=role)


def hand_over(person, to, by, on=TODAY, role=Role.AGREEMENT_HOLDER, today=TODAY):
    return hand_over_role(membership=role_of(person, role), to=to, on=on, by=by, today=today)


def may_convene(person, unit, today):
    access.clear_cached_access(person)
    return access.of(person, today).may(Right.CONVENE, unit)


class TestTheDay:
    def test_the_role_is_the_successors_from_the_day_and_the_predecessors_until_then(
        self, school, leader, successor, administrator
    ):
        hand_over(leader, successor, administrator, on=LATER)
        for day, who in ((LATER - timedelta(days=1), leader), (LATER, successor)):
            assert [may_convene(one, school.unit, day) for one in (leader, successor)] == [
                who is leader,
                who is successor,
            ]

    def test_what_is_a_persons_own_moves_on_the_day_and_once(self, school, leader, successor, administrator):
        meeting = factories.meeting(unit=school.unit, state=MeetingState.PREPARING, on=date(2026, 12, 1))
        line = factories.plan_line(meeting, gatherer=leader, due_on=date(2026, 11, 20))
        hand_over(leader, successor, administrator, on=LATER)
        begin_handovers.func("2026-10-31")
        assert DataPlanLine.objects.get(pk=line.pk).gatherer == leader
        assert begin_handovers.func("2026-11-01") == 1 and begin_handovers.func("2026-11-02") == 0
        assert DataPlanLine.objects.get(pk=line.pk).gatherer == successor

    @pytest.mark.parametrize("on", [TODAY - timedelta(days=1), date(2019, 1, 1)])
    def test_is_not_over(self, leader, successor, administrator, on):
        with pytest.raises(HandoverDayOutOfRange):
            hand_over(leader, successor, administrator, on=on)

    def test_is_not_after_the_role_has_ended(self, leader, successor, administrator):
        Membership.objects.filter(user=leader).update(ends_on=LATER)
        with pytest.raises(HandoverDayOutOfRange):
            hand_over(leader, successor, administrator, on=LATER + timedelta(days=1))
        assert hand_over(leader, successor, administrator, on=TODAY).begun.ends_on == LATER


class TestWhatGoesAlong:
    @pytest.fixture
    def meeting(self, school, leader):
        found = factories.meeting(unit=school.unit, state=MeetingState.INVITED, on=date(2026, 11, 5), invited_by=leader)
        school.invited(found)
        step = factories.preparation_step(found, planned_on=date(2026, 10, 8), begins_at=time(10), ends_at=time(11))
        step.people.set([leader, school[Role.CONSULTANT]])
        factories.plan_line(found, gatherer=leader, due_on=date(2026, 10, 21))
        LiveMeeting.objects.create(meeting=found, chair=leader)
        return found

    def test_is_listed_and_moved(self, school, meeting, leader, successor, administrator):
        minutes = factories.minutes(
            meeting=factories.meeting(unit=school.unit, state=MeetingState.HELD, school_year="2025/2026")
        )
        MinutesPage.objects.filter(pk=minutes.pk).update(sender=leader)
        going = describe_succession(role_of(leader))
        assert sorted(going) == sorted([
            "1 linje i dataplanen at samle ind", "1 møde at lede på skærmen", "1 plads ved et kommende dialogmøde",
            "1 plads ved et forberedelsesmøde", "1 referat, der ikke er godkendt", "1 referat at sende til godkendelse",
        ])  # fmt: skip
        forget_mails()
        hand_over(leader, successor, administrator)
        people = set(meeting.participants.filter(role=Role.AGREEMENT_HOLDER).values_list("user", flat=True))
        assert people == {successor.pk}
        assert set(meeting.preparation_steps.get().people.all()) == {successor, school[Role.CONSULTANT]}
        assert LiveMeeting.objects.get().chair == successor
        assert MinutesPage.objects.get(pk=minutes.pk).sender == successor
        assert describe_succession(role_of(leader)) == ["1 referat, der ikke er godkendt"]
        told = [mail.to for mail in queued_mails()]
        assert told.count(successor.email) == 3, "handover, invitation and preparation"
        assert told.count(leader.email) == 3
        assert MeetingPage.objects.get(pk=meeting.pk).invitation_sequence == meeting.invitation_sequence + 1

    def test_places_before_the_day_and_held_meetings_stay(self, school, meeting, leader, successor, administrator):
        held = factories.meeting(unit=school.unit, state=MeetingState.HELD, school_year="2025/2026")
        school.invited(held)
        hand_over(leader, successor, administrator, on=date(2026, 11, 20))
        begin_handovers.func("2026-11-20")
        for one in (held, meeting):
            assert one.participants.filter(user=leader).exists()

    def test_a_successor_who_is_invited_already_is_invited_once(self, school, meeting, leader, administrator):
        team = school[Role.LEADERSHIP_TEAM]
        hand_over(leader, team, administrator)
        assert meeting.participants.filter(user=team).count() == 1
        assert not meeting.participants.filter(user=leader).exists()

    def test_a_chefs_wishes_are_answered_by_the_next(self, school, successor, administrator):
        chef, other = school[Role.HEAD_OF_AREA], school[Role.CONSULTANT]
        meeting = factories.meeting(unit=school.unit)
        mine, theirs = factories.wish(meeting, responsible=chef), factories.wish(meeting, responsible=other)
        assert "1 ønske at svare på" in describe_succession(role_of(chef, Role.HEAD_OF_AREA))
        hand_over(chef, successor, administrator, role=Role.HEAD_OF_AREA)
        for row in (mine, theirs):
            row.refresh_from_db()
        assert (mine.responsible, theirs.responsible) == (successor, other)

    def test_is_none_of_another_unit(self, meeting, leader):
        other = factories.user(role=Role.AGREEMENT_HOLDER, unit=factories.make_unit())
        assert describe_succession(role_of(other)) == []


class TestWhoMay:
    def test_the_administrator_any_and_a_leader_those_of_the_unit_and_the_own(
        self, school, leader, successor, administrator
    ):
        for role in (Role.LEADERSHIP_TEAM, Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE, Role.AGREEMENT_HOLDER):
            hand_over(school[role], successor, leader, role=role)
        hand_over(school[Role.HEAD_OF_AREA], successor, administrator, role=Role.HEAD_OF_AREA)
        assert access.of(successor, TODAY).roles() == {
            Role.LEADERSHIP_TEAM, Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE, Role.AGREEMENT_HOLDER,
            Role.HEAD_OF_AREA,
        }  # fmt: skip

    @pytest.mark.parametrize("role", [role for role in Role if role not in (Role.AGREEMENT_HOLDER, Role.ADMINISTRATOR)])
    def test_nobody_else_not_even_the_own(self, school, successor, role):
        person = school.people.get(role) or factories.user(role=role, unit=school.unit)
        for whose, which in ((person, role), (school[Role.AGREEMENT_HOLDER], Role.AGREEMENT_HOLDER)):
            with pytest.raises(NotAllowed):
                hand_over(whose, successor, person, role=which)

    def test_no_leader_of_another_unit(self, leader, successor):
        other = factories.user(role=Role.AGREEMENT_HOLDER, unit=factories.make_unit())
        with pytest.raises(NotAllowed):
            hand_over(leader, successor, other)

    def test_not_to_oneself_to_a_closed_account_or_to_who_has_it(self, school, leader, successor, administrator):
        with pytest.raises(CannotTakeOver):
            hand_over(leader, leader, administrator)
        closed = factories.user(is_active=False)
        with pytest.raises(CannotTakeOver):
            hand_over(leader, closed, administrator)
        factories.membership(successor, Role.AGREEMENT_HOLDER, unit=school.unit)
        with pytest.raises(RoleAlreadyHeld):
            hand_over(leader, successor, administrator)
        assert not Handover.objects.exists() and role_of(leader).ends_on is None

    def test_a_role_is_not_handed_over_twice(self, leader, successor, administrator):
        role = role_of(leader)
        hand_over(leader, successor, administrator, on=LATER)
        with pytest.raises(Conflict):
            hand_over_role(membership=role, to=factories.user(), on=TODAY, by=administrator, today=TODAY)


class TestThePage:
    def test_lists_what_goes_along_and_does_it(self, client, school, leader, successor):
        factories.minutes(meeting=factories.meeting(unit=school.unit, state=MeetingState.HELD, school_year="2025/2026"))
        client.force_login(leader)
        people = client.get(reverse("unit_people", kwargs=unit_url_kwargs(school.unit))).content.decode()
        page = reverse("unit_people_hand_over", kwargs={**unit_url_kwargs(school.unit), "pk": role_of(leader).pk})
        assert page in people
        shown = client.get(page).content.decode()
        assert "1 referat, der ikke er godkendt" in shown and "Du overdrager din egen rolle" in shown
        answer = client.post(page, {"email": "helt-ny@egenby.dk", "name": "Helt Ny", "on": "1.11.2026"})
        assert answer.status_code == 302
        handover = Handover.objects.get()
        assert (handover.begun.user.name, handover.on) == ("Helt Ny", LATER)
        assert AuditEvent.objects.filter(action="role.handed_over", actor=leader).count() == 1
        mails = {mail.to: mail for mail in queued_mails() if "overdrager" in mail.subject}
        assert set(mails) == {"helt-ny@egenby.dk", leader.email}
        first = mails["helt-ny@egenby.dk"].body.splitlines()[0].replace("\xa0", " ")
        assert first.startswith("Fra 1. november 2026 er du aftaleholder efter")
        assert "1 referat, der ikke er godkendt" in mails[leader.email].body

    def test_says_what_is_wrong_and_keeps_what_was_written(self, client, school, leader):
        client.force_login(leader)
        page = reverse("unit_people_hand_over", kwargs={**unit_url_kwargs(school.unit), "pk": role_of(leader).pk})
        answer = client.post(page, {"email": school[Role.CONSULTANT].email, "name": "", "on": "2026-09-01"})
        assert answer.status_code == 422 and "Den dag er forbi" in answer.content.decode()
        assert school[Role.CONSULTANT].email in answer.content.decode()

    def test_is_there_for_an_administrator_on_the_page_of_the_person(self, client, leader, successor, administrator):
        client.force_login(administrator)
        page = reverse("person_role_hand_over", args=[leader.pk, role_of(leader).pk])
        assert page in client.get(reverse("person", args=[leader.pk])).content.decode()
        sent = {"email": successor.email, "name": "", "on": "2026-10-01"}
        assert client.post(page, sent).status_code == 302 and role_of(successor)


def test_old_minutes_keep_the_old_name(successor, administrator):
    scene = minutes_scene.approved()
    before = ApprovalRecord.objects.values().get()
    hand_over(scene.leader, successor, administrator)
    assert ApprovalRecord.objects.values().get() == before
    assert scene.meeting.participants.filter(user=scene.leader).exists()
    assert access.of(successor, TODAY).may(Right.SEE_APPROVED_MINUTES, scene.meeting.unit)
