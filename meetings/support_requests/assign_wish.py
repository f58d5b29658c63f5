"""Give a wish to another person in the administration, or another day for the answer."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import Conflict, Refusal, Refusals
from meetings.support_requests.answerers import answerers
from meetings.support_requests.lock_wish import lock_wish
from meetings.support_requests.models import SupportRequest
from meetings.support_requests.notifications import notify_responsible


class WishAnswered(Conflict):
    """Whose it is and by when is of no use after the answer."""


class CannotAnswer(Refusal):
    """The person has no role in which one answers the wishes of the unit."""


class DayHasPassed(Refusal):
    """The new day lies before today."""


def assign_wish(
    *,
    wish: SupportRequest,
    responsible_id: int | None,
    answer_by: date,
    by: User,
    today: date,
    expected_version: int | None = None,
) -> SupportRequest:
    """Set who answers by when. Another person is told; the day may stay in the past, but not be moved there.

    Raises WishAnswered, CannotAnswer, DayHasPassed, and what `lock_wish` raises.
    """
    with transaction.atomic():
        row = lock_wish(wish=wish, by=by, expected_version=expected_version)
        if not row.is_unanswered:
            raise WishAnswered(_("The wish is answered already. You can change the answer."))
        chosen = next((one for one in answerers(row.meeting.unit, today) if one.pk == responsible_id), None)
        wrong = Refusals()
        if chosen is None:
            wrong.add(CannotAnswer(_("Choose a consultant or the head of the area."), field="responsible_id"))
        if answer_by < today and answer_by != row.answer_by:
            wrong.add(DayHasPassed(_("The date has passed. Choose a later one."), field="answer_by"))
        wrong.raise_any()
        is_another = row.responsible_id != responsible_id
        if is_another or row.answer_by != answer_by:
            row.reminded_at = None
        row.responsible, row.answer_by = chosen, answer_by
        row.save()
        audit.record("wish.assigned", row, by=by, unit_id=row.meeting.unit_id, responsible=responsible_id)
        if is_another:
            notify_responsible(row, by=by)
    return row
