"""Answer a wish."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import AnswerMissing
from meetings.support_requests.enums import SupportRequestState
from meetings.support_requests.lock_wish import lock_wish
from meetings.support_requests.models import SupportRequest
from meetings.support_requests.notifications import notify_answered


def answer_wish(*, wish: SupportRequest, answer: str, by: User, expected_version: int | None = None) -> SupportRequest:
    """Store the answer, or another one; the unit's leaders are told. Whoever answers may be another than the
    responsible person.

    Raises AnswerMissing, and what `lock_wish` raises.
    """
    with transaction.atomic():
        row = lock_wish(wish=wish, by=by, expected_version=expected_version)
        if not answer.strip():
            raise AnswerMissing(_("Write what you answer."), field="answer")
        row.answer, row.answered_text = answer.strip(), row.text
        row.answered_at, row.answered_by = timezone.now(), by
        if row.is_unanswered:
            row.state = SupportRequestState.ANSWERED
        row.save()
        audit.record("wish.answered", row, by=by, unit_id=row.meeting.unit_id)
        notify_answered(row, by=by)
    return row
