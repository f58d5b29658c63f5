"""Answer the invitation to a forum day."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from foundation import audit
from meetings.convening.replies.reply_to_invitation import NothingToAnswer
from meetings.forum.days.inviting.links import waits_for_answers
from meetings.forum.days.models import ForumInvitee
from meetings.meeting.enums import Reply


def reply_to_forum_day(*, invitee: ForumInvitee, reply: Reply, note: str = "", now: datetime) -> ForumInvitee:
    """Store the answer of the invitee, whose link or account it came by; a later one replaces it. Raises
    NothingToAnswer."""
    with transaction.atomic():
        row = ForumInvitee.objects.select_for_update(of=["self"]).select_related("day").get(pk=invitee.pk)
        if not waits_for_answers(row.day, now):
            raise NothingToAnswer(_("The forum day no longer waits for answers."))
        row.reply, row.reply_note, row.replied_at = reply, note.strip(), now
        row.save(update_fields=["reply", "reply_note", "replied_at"])
        audit.record("forum_day.reply", row.day, by=row.user, invitee=row.pk, reply=reply.value)
    return row
