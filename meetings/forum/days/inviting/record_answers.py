"""Note answers to the invitation to a forum day that were given by phone or in the corridor."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from meetings.convening.replies.reply_to_invitation import NothingToAnswer
from meetings.convening.replies.store_replies import store_replies
from meetings.forum.days.day_data import require_planner
from meetings.forum.days.inviting.links import waits_for_answers
from meetings.forum.days.pages import ForumDayPage


def record_answers(*, day: ForumDayPage, replies: Mapping[int, str], by: User, now: datetime) -> int:
    """Store a Reply, or "" for none, for invitees by their id. Returns how many changed. Raises NotAllowed and
    NothingToAnswer."""
    require_planner(by)
    with transaction.atomic():
        fresh = ForumDayPage.objects.select_for_update(of=("self",)).get(pk=day.pk)
        if not waits_for_answers(fresh, now):
            raise NothingToAnswer(_("The forum day no longer waits for answers."))
        changed = store_replies(fresh.invitees.all(), replies, now)
        for row in changed:
            audit.record("forum_day.reply_noted", fresh, by=by, invitee=row.pk, reply=row.reply)
    return len(changed)
