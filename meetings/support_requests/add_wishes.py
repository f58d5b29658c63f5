"""Add wishes of a unit, each with the person who answers it and a day for the answer."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from accounts.user import User
from foundation import audit
from foundation.municipality import Municipality
from meetings.meeting.pages import MeetingPage
from meetings.support_requests.answerers import first_answerer
from meetings.support_requests.models import SupportRequest
from meetings.support_requests.notifications import notify_responsible


def add_wishes(*, meeting: MeetingPage, wishes: Sequence[SupportRequest], by: User) -> None:
    """Store `wishes`, which are new, from now on visible to the administration.

    Callers check the permission and hold the transaction of what the wishes are a part of.
    """
    if not wishes:
        return
    today = timezone.localdate()
    responsible = first_answerer(meeting.unit, today)
    answer_by = today + timedelta(days=Municipality.here().answer_wishes_days)
    for wish in wishes:
        wish.meeting, wish.created_by, wish.created_at = meeting, by, timezone.now()
        wish.responsible, wish.answer_by = responsible, answer_by
        wish.save()
        audit.record("wish.added", wish, by=by, unit_id=meeting.unit_id, origin=str(wish.origin))
        notify_responsible(wish, by=by)
