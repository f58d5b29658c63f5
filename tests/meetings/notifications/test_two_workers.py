"""Two workers at once send a person one mail; on SQLite and on PostgreSQL."""

import pytest

from accounts.roles import Role
from meetings.data_plan.notifications import notify_gatherer
from meetings.meeting.enums import MeetingState
from meetings.notifications.mail_waiting import mail_waiting
from meetings.notifications.models import Notification
from tests import factories
from tests.meetings.minutes.test_race import at_once
from tests.queued_mails import mail_tasks

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_workers_send_each_person_one_mail() -> None:
    meeting = factories.meeting(state=MeetingState.PREPARING)
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=meeting.unit)
    for _number in range(5):
        teacher = factories.user(role=Role.STAFF_REPRESENTATIVE, unit=meeting.unit)
        for what in ("Fotos", "Trivsel"):
            notify_gatherer(factories.plan_line(meeting, what, gatherer=teacher), by=leader, before=None)
    counts = at_once(mail_waiting.call, mail_waiting.call, mail_waiting.call)
    assert sum(counts) == 5 == mail_tasks().count(), counts
    assert not Notification.objects.exists()
