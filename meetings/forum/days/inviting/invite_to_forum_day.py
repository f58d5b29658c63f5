"""Send the invitation to a forum day."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import Refusal, Refusals
from meetings.forum.days.day_data import bump_day_version, require_planner
from meetings.forum.days.enums import ForumDayState
from meetings.forum.days.inviting.notifications import send_day_invitations
from meetings.forum.days.pages import ForumDayPage


class ForumDayNotReady(Refusal):
    """Nobody is invited, or the day is over."""


def invite_to_forum_day(*, day: ForumDayPage, expected_version: int | None, by: User, now: datetime) -> ForumDayPage:
    """Mail everybody on the list, with a calendar file; from now on the forum sees the day.

    Raises NotAllowed, ForumDayNotReady, DayClosed, ChangedMeanwhile.
    """
    require_planner(by)
    with transaction.atomic():
        fresh = bump_day_version(
            day, expected_version=expected_version, states=(ForumDayState.PLANNED,), state=ForumDayState.INVITED,
            invited_by=by, invited_at=now, invitation_sequence=F("invitation_sequence") + 1,
        )  # fmt: skip
        wrong = Refusals()
        if fresh.starts_at < now:
            wrong.add(ForumDayNotReady(_("The day is over. Choose another date first.")))
        people = list(fresh.invitees.all())
        if not people:
            wrong.add(ForumDayNotReady(_("Choose first who is invited.")))
        wrong.raise_any()
        fresh.invitees.update(invited_at=now)
        send_day_invitations(fresh, by, people)
        audit.record("forum_day.invited", fresh, by=by, invitees=len(people))
    return fresh
