"""Leave out the round for remarks, or end it before its day, with a reason."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import Conflict, NotAllowed, ReasonMissing
from meetings.minutes.pages import MinutesPage
from meetings.minutes.permissions import may_submit
from meetings.minutes.remarks.models import RemarkRound
from meetings.minutes.remarks.rounds import latest_round
from meetings.minutes.remarks.start_round import locked_draft


class NothingToLeaveOut(Conflict):
    """The round is over, or was left out before."""


def leave_out_round(*, minutes: MinutesPage, reason: str, by: User, today: date) -> RemarkRound:
    """Keep the `reason`, which the head of area reads with the minutes. A round that runs ends now.

    Raises NotAllowed, ReasonMissing, NoRoundNow, NothingToLeaveOut.
    """
    if not may_submit(by, minutes):
        raise NotAllowed(
            _("The agreement holder decides about the round for remarks, or somebody they let send the minutes.")
        )
    reason = reason.strip()
    if not reason:
        raise ReasonMissing(_("Write why. The head of the area reads it with the minutes."), field="reason")
    with transaction.atomic():
        page = locked_draft(minutes)
        last = latest_round(page)
        if last is None:
            last = RemarkRound(minutes=page, started_by=by)
        elif not last.runs_on(today):
            raise NothingToLeaveOut(_("The round for remarks is over already."))
        last.reason, last.ended_at = reason, timezone.now()
        last.save()
        audit.record("minutes.round_left_out", page, by=by, unit_id=page.unit_id, had_begun=not last.was_left_out)
    return last
