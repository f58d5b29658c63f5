"""Close a follow-up talk: what is written on each agreement becomes its status."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal, Refusals
from foundation.forms.optimistic_lock import already_done
from meetings.agreements.enums import AgreementStatus
from meetings.agreements.follow_up_talk.models import FollowUpTalk, TalkLine
from meetings.agreements.models import Agreement
from meetings.agreements.save_follow_up import save_follow_up
from meetings.units import access


class AgreementMovedOn(Refusal):
    """An agreement has got another status since its line was written."""


def hold_talk(*, talk: FollowUpTalk, by: User, today: date) -> int:
    """Write a status for each line that says something, in the name of whoever wrote it last; return how many.

    A refusal's field is `note-<primary key of the agreement>`. Raises NotAllowed, AgreementMovedOn, AlreadyDone.
    """
    if not access.of(by).may(Right.FOLLOW_UP_TALK, talk.meeting.unit):
        raise NotAllowed(_("Agreement holder, head of area and consultant write in the follow-up talk."))
    with transaction.atomic():
        fresh = FollowUpTalk.objects.select_for_update(of=("self",)).with_related().get(pk=talk.pk)
        if fresh.held_on:
            raise already_done(fresh, _("the talk is held"))
        lines = {line.agreement_id: line for line in fresh.lines.select_related("written_by")}
        wrong, count = Refusals(), 0
        for agreement in Agreement.objects.select_for_update().filter(pk__in=lines).order_by("pk"):
            with wrong.collect():
                count += _status_of(agreement, lines[agreement.pk], fresh, today)
        wrong.raise_any()
        fresh.held_on, fresh.held_by, fresh.version = today, by, fresh.version + 1
        fresh.save(update_fields=["held_on", "held_by", "version"])
        fresh.lines.all().delete()
        audit.record("follow_up_talk.held", fresh, by=by, unit_id=fresh.meeting.unit_id, statuses=count)
    return count


def _status_of(agreement: Agreement, line: TalkLine, talk: FollowUpTalk, today: date) -> bool:
    """Return whether the line says something. The action that stored it has checked it against this version."""
    if agreement.version != line.agreement_version:
        text = _("The agreement has got another status since this was written. Look at it, change the line, and close.")
        raise AgreementMovedOn(text, field=f"note-{agreement.pk}")
    if line.status == agreement.status and not (line.note or line.new_due_on):
        return False
    moved = None if line.new_due_on == agreement.due_on else line.new_due_on
    save_follow_up(
        agreement, status=AgreementStatus(line.status), note=line.note, author=line.written_by, on=today,
        new_due_on=moved, talk=talk,
    )  # fmt: skip
    return True
