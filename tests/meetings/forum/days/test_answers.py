"""Answers to the invitation to a forum day that come by Outlook, and those that are noted for others."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Right, Role, roles_with
from foundation.errors import NotAllowed
from meetings.convening.replies.reply_to_invitation import NothingToAnswer
from meetings.convening.replies.store_calendar_reply import store_calendar_reply
from meetings.forum.days.inviting.calendar_file import uid
from meetings.forum.days.inviting.record_answers import record_answers
from meetings.forum.days.pages import ForumDayPage
from meetings.meeting.enums import Reply
from tests import factories
from tests.meetings.convening.answer_mail import answer_mail
from tests.meetings.forum.days.made import forum_day

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_queue")]


def invited(**fields):
    guest = factories.user(role=Role.DEPARTMENT_LEADER, email="ane@egenby.dk")
    return forum_day(people=[guest], invitation_sequence=2, **fields)


def test_an_answer_from_outlook_is_noted_for_whoever_sent_it() -> None:
    day, now = invited(), timezone.now()
    for mail in (
        answer_mail(uid(day), 1, "ane@egenby.dk"),
        answer_mail(uid(day), 2, "ane@egenby.dk", sender="fremmed@egenby.dk"),
        answer_mail(uid(day), 2, "fremmed@egenby.dk"),
        answer_mail(uid(day).replace("forumdag", "dialogmoede"), 2, "ane@egenby.dk"),
        answer_mail(uid(day).replace("forumdag", "brandoevelse"), 2, "ane@egenby.dk"),
    ):
        assert not store_calendar_reply(mail, now=now) and not day.invitees.get().reply
    assert store_calendar_reply(answer_mail(uid(day), 2, "ane@egenby.dk", "DECLINED"), now=now)
    assert day.invitees.get().reply == Reply.NOT_COMING


@pytest.mark.parametrize("fields", [{"state": "planned"}, {"state": "cancelled"}, {"state": "held"}])
def test_a_day_that_waits_for_no_answers_takes_none(fields) -> None:
    day = invited(**fields)
    assert not store_calendar_reply(answer_mail(uid(day), 2, "ane@egenby.dk"), now=timezone.now())
    with pytest.raises(NothingToAnswer):
        record_answers(day=day, replies={}, by=day.planned_by, now=timezone.now())


def test_a_day_that_is_over_takes_no_answers() -> None:
    day = invited()
    assert not store_calendar_reply(answer_mail(uid(day), 2, "ane@egenby.dk"), now=timezone.now() + timedelta(days=15))


def test_who_plans_notes_what_is_said_by_phone_and_overwrites_no_answer_given_meanwhile(client: Client) -> None:
    day = invited()
    day.invitees.create(name="Bo Holm", email="bo@egenby.dk")
    called, writes = day.invitees.order_by("email")
    client.force_login(day.planned_by)
    page = reverse("forum_day_replies", args=[day.slug])
    assert "2 personer har ikke svaret" in client.get(page).content.decode()
    seen = {f"initial-reply_{one.pk}": "none" for one in (called, writes)}
    day.invitees.filter(pk=writes.pk).update(reply=Reply.COMING, reply_note="Glæder mig")
    client.post(page, {**seen, f"reply_{called.pk}": "not_sure", f"reply_{writes.pk}": "none"})
    assert sorted(day.invitees.values_list("reply", flat=True)) == [Reply.COMING, Reply.NOT_SURE]


@pytest.mark.parametrize("role", [role for role in Role if role not in roles_with(Right.PLAN_FORUM_DAYS)])
def test_others_note_no_answers(role: Role) -> None:
    day = invited()
    with pytest.raises(NotAllowed):
        record_answers(day=day, replies={}, by=factories.user(role=role), now=timezone.now())
    assert ForumDayPage.objects.get().version == day.version
