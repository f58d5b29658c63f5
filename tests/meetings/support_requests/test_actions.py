"""What the administration does with a wish, who may, and who is told."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from foundation.errors import AnswerMissing, NotAllowed
from foundation.forms.optimistic_lock import ChangedMeanwhile
from home.front_page import tasks_for
from meetings.meeting.enums import MeetingState
from meetings.notifications.models import Notification
from meetings.support_requests.answer_wish import answer_wish
from meetings.support_requests.assign_wish import CannotAnswer, DayHasPassed, WishAnswered, assign_wish
from meetings.support_requests.close_wish import OutcomeMissing, WishUnanswered, close_wish
from meetings.support_requests.enums import SupportRequestState
from meetings.support_requests.lock_wish import WishWithdrawn
from meetings.support_requests.models import SupportRequest
from meetings.support_requests.remind_late_answers import remind_late_answers
from meetings.units.membership import Membership
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2026, 10, 1)
LEADERS = (Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM)


@pytest.fixture
def consultant(school):
    return school[Role.CONSULTANT]


@pytest.fixture
def wish(school, consultant):
    meeting = factories.meeting(unit=school.unit, state=MeetingState.PREPARING)
    return factories.wish(meeting, responsible=consultant, created_by=school[Role.AGREEMENT_HOLDER])


def told(kind=""):
    rows = Notification.objects.filter(kind__endswith=kind)
    return {person.recipient for person in rows.select_related("recipient")}


def assign(wish, by, to, day=TODAY + timedelta(days=9), **more):
    return assign_wish(wish=wish, responsible_id=to and to.pk, answer_by=day, by=by, today=TODAY, **more)


def test_a_wish_is_answered_and_closed_and_the_leaders_of_the_unit_are_told(school, wish, consultant):
    answer_wish(wish=wish, answer=" Ja, i marts. ", by=consultant, expected_version=1)
    wish.refresh_from_db()
    assert (wish.state, wish.answer, wish.answered_by) == (SupportRequestState.ANSWERED, "Ja, i marts.", consultant)
    assert told("answered") == {school[role] for role in LEADERS}
    close_wish(wish=wish, outcome="To møder", by=school[Role.HEAD_OF_AREA], expected_version=2)
    wish.refresh_from_db()
    assert (wish.state, wish.outcome) == (SupportRequestState.CLOSED, "To møder")
    assert told("closed") == {school[role] for role in LEADERS}
    answer_wish(wish=wish, answer="Ja, i april.", by=consultant, expected_version=3)
    wish.refresh_from_db()
    assert wish.state == SupportRequestState.CLOSED, "correcting the answer does not open it again"


@pytest.mark.parametrize("act", [answer_wish, close_wish, assign])
def test_only_those_who_answer_for_the_area_act_on_it(school, daycare, wish, act):
    field = {answer_wish: {"answer": "Ja"}, close_wish: {"outcome": "Ja"}, assign: {"to": None}}[act]
    wide = [factories.user(role=role) for role in (Role.CENTRAL_EDITOR, Role.ADMINISTRATOR)]
    others = [one for role, one in school.people.items() if role not in (Role.HEAD_OF_AREA, Role.CONSULTANT)]
    for person in [*others, daycare[Role.CONSULTANT], daycare[Role.AGREEMENT_HOLDER], *wide]:
        with pytest.raises(NotAllowed):
            act(wish=wish, by=person, **field)
    assert SupportRequest.objects.get().version == 1


def test_a_wish_is_given_to_another_with_another_day(school, wish, consultant):
    head = school[Role.HEAD_OF_AREA]
    SupportRequest.objects.update(reminded_at=timezone.now())
    assign(wish, consultant, head)
    wish.refresh_from_db()
    assert (wish.responsible, wish.answer_by, wish.reminded_at) == (head, date(2026, 10, 10), None)
    assert told("yours") == {head}


def test_a_wish_is_given_to_nobody_else_and_not_into_the_past(school, daycare, wish, consultant):
    for person in (None, school[Role.AGREEMENT_HOLDER], daycare[Role.CONSULTANT]):
        with pytest.raises(CannotAnswer):
            assign(wish, consultant, person)
    with pytest.raises(DayHasPassed):
        assign(wish, consultant, consultant, TODAY - timedelta(days=1))
    SupportRequest.objects.update(answer_by=TODAY - timedelta(days=5))
    assign(wish, consultant, school[Role.HEAD_OF_AREA], TODAY - timedelta(days=5))


def test_what_is_empty_comes_too_early_or_too_late_is_refused(wish, consultant):
    with pytest.raises(AnswerMissing):
        answer_wish(wish=wish, answer=" ", by=consultant)
    with pytest.raises(WishUnanswered):
        close_wish(wish=wish, outcome="Intet", by=consultant)
    answer_wish(wish=wish, answer="Ja", by=consultant)
    with pytest.raises(OutcomeMissing):
        close_wish(wish=wish, outcome=" ", by=consultant)
    with pytest.raises(WishAnswered):
        assign(wish, consultant, consultant)
    with pytest.raises(ChangedMeanwhile):
        close_wish(wish=wish, outcome="Intet", by=consultant, expected_version=1)
    SupportRequest.objects.update(state=SupportRequestState.WITHDRAWN)
    with pytest.raises(WishWithdrawn):
        close_wish(wish=wish, outcome="Intet", by=consultant)


def test_whoever_owes_an_answer_is_reminded_once_when_its_day_has_passed(wish, consultant):
    day = wish.answer_by
    assert remind_late_answers.func(day.isoformat()) == 0
    after = (day + timedelta(days=1)).isoformat()
    assert [remind_late_answers.func(after) for _again in range(2)] == [1, 0]
    assert told("late") == {consultant}
    SupportRequest.objects.update(reminded_at=None)
    answer_wish(wish=wish, answer="Ja", by=consultant)
    assert remind_late_answers.func(after) == 0


def titles(person):
    return [(task.title, task.detail) for task in tasks_for(person, TODAY) if "ønske" in task.title.lower()]


def test_unanswered_wishes_lead_the_front_page_of_whose_they_are(school, daycare, wish, consultant):
    factories.wish(wish.meeting, text="Haster", responsible=consultant, answer_by=date(2026, 9, 1))
    factories.wish(wish.meeting, text="Besvaret", responsible=consultant, state="answered")
    found = tasks_for(consultant, TODAY)
    assert [task.title for task in found[:2]] == ["Svar på ønsket: Haster", f"Svar på ønsket: {wish.text}"]
    others = [school[Role.HEAD_OF_AREA], school[Role.AGREEMENT_HOLDER], daycare[Role.CONSULTANT]]
    assert not any(titles(person) for person in others)


def test_a_wish_that_nobody_has_stands_with_all_who_could_answer_it(school, daycare, wish, consultant):
    Membership.objects.filter(user=consultant).update(ends_on=date(2026, 1, 1))
    (task,) = titles(school[Role.HEAD_OF_AREA])
    assert "ingen har det endnu" in task[1]
    assert not titles(consultant) and not titles(daycare[Role.CONSULTANT])


def test_many_are_behind_one_link(wish, consultant):
    for _number in range(5):
        factories.wish(wish.meeting, responsible=consultant)
    assert len(titles(consultant)) == 5
    assert titles(consultant)[-1][0] == "2 ønsker mere venter på svar"
