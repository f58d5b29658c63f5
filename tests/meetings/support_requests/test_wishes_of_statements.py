"""A wish that a unit brings: who is to answer it by when, and what stays when the unit writes its statement anew."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from foundation.municipality import Municipality
from meetings.initiatives.reading import statements_by_item
from meetings.support_requests.enums import Origin, SupportRequestState
from meetings.support_requests.models import SupportRequest
from meetings.units.membership import Membership
from tests import factories
from tests.meetings.initiatives import scene
from tests.meetings.initiatives.scene import OWN, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(school):
    return scene.meeting(school.unit)


def wished(meeting, holder, text="Sparring"):
    write(meeting, OWN, "ny", holder, title="Leg", new_wish=text)
    return SupportRequest.objects.get()


def key_of(wish):
    return str(wish.statement_id)


def test_the_consultant_of_the_area_answers_within_four_weeks(meeting, school, holder):
    wish = wished(meeting, holder)
    assert wish.responsible == school[Role.CONSULTANT]
    assert wish.answer_by == timezone.localdate() + timedelta(days=28)
    assert (wish.meeting, wish.origin, wish.state) == (meeting, Origin.BROUGHT, SupportRequestState.WISHED)
    assert list(SupportRequest.objects.unanswered()) == [wish]


def test_without_a_consultant_it_is_the_head_s_and_the_municipality_chooses_the_days(meeting, school, holder):
    Membership.objects.filter(user=school[Role.CONSULTANT]).update(ends_on=date(2021, 1, 1))
    settings = Municipality.here()
    settings.answer_wishes_days = 14
    settings.save()
    wish = wished(meeting, holder)
    assert wish.responsible == school[Role.HEAD_OF_AREA]
    assert wish.answer_by == timezone.localdate() + timedelta(days=14)


def test_an_answered_wish_that_the_unit_changes_keeps_its_answer_and_what_was_answered(meeting, holder):
    wish = wished(meeting, holder)
    SupportRequest.objects.update(
        state=SupportRequestState.ANSWERED, answer="Ja", answered_at=timezone.now(), answered_text="Sparring"
    )
    write(meeting, OWN, key_of(wish), holder, seen=1, title="Leg", wishes={wish.pk: "Et kursus"})
    after = SupportRequest.objects.get()
    assert (after.text, after.answer, after.answered_text) == ("Et kursus", "Ja", "Sparring")
    assert after.version == wish.version + 1


def test_an_answered_wish_that_is_taken_away_stays_as_withdrawn_and_is_gone_from_the_statement(meeting, holder):
    wish = wished(meeting, holder)
    SupportRequest.objects.update(state=SupportRequestState.ANSWERED, answer="Ja", answered_at=timezone.now())
    texts = {"learning": "Ro"}
    write(meeting, OWN, key_of(wish), holder, seen=1, title="Leg", texts=texts, wishes={wish.pk: ""})
    after = SupportRequest.objects.get()
    assert (after.text, after.answer, after.state) == ("Sparring", "Ja", SupportRequestState.WITHDRAWN)
    (statement,) = statements_by_item(scene.fresh(meeting))[OWN["id"]]
    assert statement.wishes == ()


def test_one_whose_person_left_the_administration_is_left_alone(meeting, school, holder):
    wish = wished(meeting, holder)
    today = timezone.localdate()
    assert not SupportRequest.objects.left_alone(today).exists()
    Membership.objects.filter(user=wish.responsible).update(ends_on=today)
    assert list(SupportRequest.objects.left_alone(today)) == [wish]
    factories.wish(meeting, responsible=None)
    assert SupportRequest.objects.left_alone(today).count() == 2
