"""Answer an invitation."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from foundation import audit
from foundation.errors import Refusal
from foundation.mail.mail_address import validate_mail_address
from meetings.convening.calendar_file import is_required
from meetings.convening.notifications import notify_of_reply
from meetings.convening.replies.links import waits_for_replies
from meetings.meeting.enums import Reply
from meetings.meeting.participant import Participant


@dataclass(frozen=True)
class Substitute:
    """Who comes instead; both empty for nobody."""

    name: str = ""
    email: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.email)


class NothingToAnswer(Refusal):
    """The meeting is held, cancelled or over."""


class BadSubstitute(Refusal):
    """A substitute without a name or an address, or of somebody who comes or need not."""


def reply_to_invitation(
    *, participant: Participant, reply: Reply, note: str = "", substitute: Substitute | None = None, now: datetime
) -> Participant:
    """Store the answer that `participant` gives by their own link; a later one replaces it.

    Whoever convened the meeting gets a mail when somebody who must take part cannot come. Raises NothingToAnswer and
    BadSubstitute.
    """
    instead = substitute or Substitute()
    with transaction.atomic():
        row = Participant.objects.select_for_update(of=["self"]).select_related("meeting").get(pk=participant.pk)
        if not waits_for_replies(row.meeting, now):
            raise NothingToAnswer(_("The meeting no longer waits for answers."))
        if instead:
            _check(row, reply, instead)
        news = (row.reply, row.substitute_email) != (reply, instead.email)
        row.reply, row.reply_note, row.replied_at = reply, note.strip(), now
        row.substitute_name, row.substitute_email = instead.name.strip(), instead.email.strip()
        row.save(update_fields=["reply", "reply_note", "replied_at", "substitute_name", "substitute_email"])
        audit.record(
            "meeting.reply", row.meeting, by=row.user, unit_id=row.meeting.unit_id, participant=row.pk, reply=reply,
            substitute=bool(instead),
        )  # fmt: skip
        if news and reply == Reply.NOT_COMING and is_required(row):
            notify_of_reply(row)
    return row


def _check(row: Participant, reply: Reply, instead: Substitute) -> None:
    if reply != Reply.NOT_COMING or not is_required(row):
        raise BadSubstitute(
            _("A substitute comes only for a person who must take part and cannot come."), field="reply"
        )
    if not instead.name.strip():
        raise BadSubstitute(_("Write the person's name."), field="substitute_name")
    try:
        validate_mail_address(instead.email.strip())
    except ValidationError as error:
        raise BadSubstitute(" ".join(error.messages), field="substitute_email") from None
