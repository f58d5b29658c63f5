"""Note answers that were given by phone or in the corridor."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from meetings.convening.replies.links import waits_for_replies
from meetings.convening.replies.reply_to_invitation import NothingToAnswer
from meetings.convening.replies.store_replies import store_replies
from meetings.meeting.pages import MeetingPage
from meetings.units import access


def record_replies(*, meeting: MeetingPage, replies: Mapping[int, str], by: User, now: datetime) -> int:
    """Store a Reply, or "" for none, for participants by their id. Returns how many changed.

    Raises NotAllowed and NothingToAnswer.
    """
    if not access.of(by).may(Right.CONVENE, meeting.unit):
        raise NotAllowed(_("Only the agreement holder notes the answers."))
    if not waits_for_replies(meeting, now):
        raise NothingToAnswer(_("The meeting no longer waits for answers."))
    with transaction.atomic():
        changed = store_replies(meeting.participants.all(), replies, now)
        for row in changed:
            facts = {"unit_id": meeting.unit_id, "participant": row.pk, "reply": row.reply}
            audit.record("meeting.reply_noted", meeting, by=by, **facts)
    return len(changed)
