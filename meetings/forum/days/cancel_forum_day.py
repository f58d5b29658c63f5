"""Cancel a forum day."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import ReasonMissing
from meetings.forum.days.day_data import bump_day_version, require_planner
from meetings.forum.days.enums import OPEN_STATES, ForumDayState
from meetings.forum.days.inviting.notifications import notify_cancelled
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.signals import forum_day_changed


def cancel_forum_day(*, day: ForumDayPage, reason: str, expected_version: int, by: User) -> ForumDayPage:
    """Cancel the day. Whoever got the invitation gets the reason and a calendar cancellation.

    Raises NotAllowed, ReasonMissing, DayClosed, ChangedMeanwhile.
    """
    require_planner(by)
    if not reason.strip():
        raise ReasonMissing(_("Write why the day is cancelled. Those who are invited get the reason."), field="reason")
    with transaction.atomic():
        was_invited_to = ForumDayPage.objects.filter(pk=day.pk, state=ForumDayState.INVITED).exists()
        fresh = bump_day_version(
            day, expected_version=expected_version, states=OPEN_STATES, state=ForumDayState.CANCELLED,
            state_reason=reason.strip(), invitation_sequence=F("invitation_sequence") + 1,
        )  # fmt: skip
        if was_invited_to:
            notify_cancelled(fresh, by)
        audit.record("forum_day.cancelled", fresh, by=by, was_invited_to=was_invited_to)
        forum_day_changed.send(sender=ForumDayPage, day=fresh)
    return fresh
