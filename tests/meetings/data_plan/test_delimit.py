"""Unit and consultant agree what to investigate; it stands at the head of the plan and of the presentation."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import ChangedMeanwhile
from meetings.data_plan.canonical_content import content_hash_of, plan_content
from meetings.data_plan.confirm_plan import confirm_plan
from meetings.data_plan.delimit import DeadlineAfterMeeting, DelimitationValues, delimit
from meetings.data_plan.differences import plan_agreement
from meetings.data_plan.enums import Side
from meetings.data_plan.locking import PlanClosed
from meetings.data_plan.models import Delimitation
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.units import access
from meetings.units.url_prefixes import meeting_url_kwargs
from tests import factories

pytestmark = pytest.mark.django_db

AGREED = DelimitationValues(["figures", "pictures"], ["Hvem står alene?", " ", "Hvornår?"], None)


@pytest.fixture
def meeting(school):
    return factories.meeting(unit=school.unit, state=MeetingState.PREPARING)


@pytest.fixture
def consultant(school):
    return school[Role.CONSULTANT]


def agree(meeting, by, *, agreed=AGREED, seen=0):
    return delimit(meeting=meeting, agreed=agreed, expected_version=seen, by=by)


def content(meeting):
    return plan_content([], Delimitation.objects.filter(meeting=meeting).first())


def confirm(meeting, person):
    return confirm_plan(meeting=meeting, expected_hash=content_hash_of(content(meeting)), by=person, now=timezone.now())


def read(client, person, meeting, name="data_plan"):
    client.force_login(person)
    return client.get(reverse(name, kwargs=meeting_url_kwargs(meeting)))


def test_both_sides_confirm_the_delimitation_with_the_plan_and_see_what_changed(meeting, holder, consultant):
    agree(meeting, consultant)
    confirm(meeting, consultant)
    assert plan_agreement(meeting, content(meeting), None).agree == {Side.CONSULTANT}
    confirm(meeting, holder)
    assert plan_agreement(meeting, content(meeting), None).is_confirmed
    agree(meeting, holder, agreed=DelimitationValues(["figures"], ["Hvem står alene?"], None), seen=1)
    after = plan_agreement(meeting, content(meeting), Side.CONSULTANT)
    assert not after.agree
    (entry,) = after.changes
    assert entry.title == "Det undersøger vi"
    assert [(line.before, line.after) for line in entry.lines] == [
        ("Tal\nBilleder og film", "Tal"), ("Hvem står alene?\nHvornår?", "Hvem står alene?")
    ]  # fmt: skip


def test_an_empty_one_leaves_confirmed_plans_as_they_were(meeting, holder):
    line = factories.plan_line(meeting)
    assert plan_content([line], Delimitation(meeting=meeting)) == plan_content([line], None)


@pytest.mark.parametrize("role", [Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE, Role.HEAD_OF_AREA])
def test_others_may_not_write_it(client, meeting, school, role):
    with pytest.raises(NotAllowed):
        agree(meeting, school[role])
    assert read(client, school[role], meeting, "data_plan_delimit").status_code == 404


def test_leaders_of_other_units_neither_write_nor_see_it(meeting, holder, daycare):
    agree(meeting, holder)
    stranger = daycare[Role.AGREEMENT_HOLDER]
    with pytest.raises(NotAllowed):
        agree(meeting, stranger, seen=1)
    assert not access.visible_to(stranger, Delimitation).exists()


def test_the_board_sees_it_once_the_meeting_is_convened(meeting, holder, school):
    agree(meeting, holder)
    board = school[Role.BOARD_REPRESENTATIVE]
    assert access.visible_to(board, Delimitation).exists()
    MeetingPage.objects.update(state=MeetingState.PLANNED)
    assert not access.visible_to(board, Delimitation).exists()
    assert access.visible_to(school[Role.STAFF_REPRESENTATIVE], Delimitation).exists()


def test_of_two_writers_of_the_delimitation_the_second_is_told(meeting, holder, consultant):
    agree(meeting, holder)
    with pytest.raises(ChangedMeanwhile) as told:
        agree(meeting, consultant)
    assert told.value.current.questions == "Hvem står alene?\nHvornår?" and holder.name in told.value.message


def test_the_delimitation_is_closed_with_the_meeting_and_due_before_it(meeting, holder):
    late = timezone.localdate(meeting.starts_at) + timedelta(days=1)
    with pytest.raises(DeadlineAfterMeeting) as refused:
        agree(meeting, holder, agreed=DelimitationValues([], [], late))
    assert refused.value.field == "due_on"
    MeetingPage.objects.update(state=MeetingState.HELD)
    with pytest.raises(PlanClosed):
        agree(meeting, holder)


def test_the_delimitation_is_written_at_the_head_of_the_plan_and_shown_on_the_screen(
    client, meeting, school, consultant
):
    url = reverse("data_plan_delimit", kwargs=meeting_url_kwargs(meeting))
    assert 'name="questions"' in read(client, consultant, meeting, "data_plan_delimit").content.decode()
    sent = {"seen": 0, "kinds": ["figures"], "questions": "Hvem står alene?", "due_on": "2026-10-12"}
    assert client.post(url, sent)["Location"] == reverse("data_plan", kwargs=meeting_url_kwargs(meeting))
    assert Delimitation.objects.get().due_on == date(2026, 10, 12)
    for role in (Role.AGREEMENT_HOLDER, Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE, Role.CONSULTANT):
        for name in ("data_plan", "presentation"):
            page = read(client, school[role], meeting, name).content.decode()
            assert "Det undersøger vi" in page and "Hvem står alene?" in page
        assert ("Ret, hvad I undersøger" in read(client, school[role], meeting).content.decode()) == (
            role in (Role.AGREEMENT_HOLDER, Role.CONSULTANT)
        )


def test_the_deadline_is_the_day_of_all_lines_without_another(client, meeting, holder):
    deadline, moved, own = date(2026, 10, 8), date(2026, 10, 9), date(2026, 10, 5)
    factories.plan_line(meeting, "Fotos")
    factories.plan_line(meeting, "Fravær", due_on=own)
    agree(meeting, holder, agreed=DelimitationValues([], [], deadline))
    assert "8. oktober 2026" in read(client, holder, meeting).content.decode().replace("\xa0", " ")
    assert 'value="2026-10-08"' in read(client, holder, meeting, "data_plan_add").content.decode()
    agree(meeting, holder, agreed=DelimitationValues([], [], moved), seen=1)
    assert list(meeting.data_plan_lines.values_list("due_on", "version")) == [(moved, 3), (own, 1)]
