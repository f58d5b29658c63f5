"""Write what came of a wish."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import Refusal
from meetings.support_requests.enums import SupportRequestState
from meetings.support_requests.lock_wish import lock_wish
from meetings.support_requests.models import SupportRequest
from meetings.support_requests.notifications import notify_closed


class WishUnanswered(Refusal):
    """The wish has no answer yet."""


class OutcomeMissing(Refusal):
    """Nothing is written."""


def close_wish(*, wish: SupportRequest, outcome: str, by: User, expected_version: int | None = None) -> SupportRequest:
    """Store what came of it, or another text; the wish is closed, and the unit's leaders are told.

    Raises WishUnanswered, OutcomeMissing, and what `lock_wish` raises.
    """
    with transaction.atomic():
        row = lock_wish(wish=wish, by=by, expected_version=expected_version)
        if row.is_unanswered:
            raise WishUnanswered(_("Answer the wish first. Then you can write what came of it."))
        if not outcome.strip():
            raise OutcomeMissing(_("Write what came of it, also if it was nothing."), field="outcome")
        row.outcome, row.state = outcome.strip(), SupportRequestState.CLOSED
        row.closed_at, row.closed_by = timezone.now(), by
        row.save()
        audit.record("wish.closed", row, by=by, unit_id=row.meeting.unit_id)
        notify_closed(row, by=by)
    return row
