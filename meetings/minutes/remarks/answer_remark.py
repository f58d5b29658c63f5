"""Answer a remark, and say whether it was taken into the text."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import AnswerMissing, NotAllowed
from foundation.forms.optimistic_lock import bump_version
from meetings.minutes.remarks.models import Remark
from meetings.minutes.remarks.notifications import notify_answered
from meetings.minutes.remarks.rounds import RoundIsOver
from meetings.minutes.remarks.start_round import NoRoundNow, locked_draft
from meetings.units import access


def answer_remark(
    *, remark: Remark, is_taken_in: bool, answer: str, by: User, expected_version: int | None, today: date
) -> Remark:
    """Store the answer of the writers; a later one replaces it. The author is told, and may keep or withdraw it.

    `expected_version` is the version that the form showed. Raises NotAllowed, AnswerMissing, RoundIsOver,
    ChangedMeanwhile.
    """
    minutes, answer = remark.round.minutes, answer.strip()
    if not access.of(by).may(Right.WRITE_MINUTES, minutes.unit):
        raise NotAllowed(_("Only the unit's leadership and the consultant write the minutes."))
    if not is_taken_in and not answer:
        raise AnswerMissing(_("Write an answer to a remark that you do not take in."), field="answer")
    with transaction.atomic():
        try:
            locked_draft(minutes)
        except NoRoundNow as refusal:
            raise RoundIsOver(refusal.message) from None
        row = Remark.objects.filter(pk=remark.pk).select_related("participant__user", "round__minutes")
        changed: Remark = bump_version(
            row, expected_version, is_taken_in=is_taken_in, answer=answer, answered_at=timezone.now(), answered_by=by
        )
        audit.record("minutes.remark_answered", changed, by=by, unit_id=minutes.unit_id, is_taken_in=is_taken_in)
        notify_answered(changed, today)
    return changed
