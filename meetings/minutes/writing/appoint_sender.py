"""Let somebody else send the minutes for approval besides the agreement holder."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from meetings.minutes.enums import MinutesState
from meetings.minutes.notifications import notify_sender
from meetings.minutes.pages import MinutesPage
from meetings.minutes.writing.save_sections import NotADraft
from meetings.units import access
from meetings.units.right_holders import right_holders


class NotAWriter(Refusal):
    """The person does not write the minutes of the unit."""


def possible_senders(minutes: MinutesPage, today: date) -> dict[int, str]:
    """Return the names, by account, of those who write the minutes and may not send them by their role. Two queries."""
    writers = right_holders(Right.WRITE_MINUTES, minutes.unit, today)
    holders = right_holders(Right.SUBMIT_MINUTES, minutes.unit, today)
    return dict(writers.exclude(pk__in=holders).values_list("pk", "name"))


def appoint_sender(*, minutes: MinutesPage, sender_id: int | None, by: User, today: date) -> MinutesPage:
    """Let a writer of the minutes send them too; None takes that back. Raises NotAllowed, NotAWriter, NotADraft."""
    if not access.of(by).may(Right.SUBMIT_MINUTES, minutes.unit):
        raise NotAllowed(_("Only the agreement holder says who sends the minutes."))
    if sender_id is not None and sender_id not in possible_senders(minutes, today):
        raise NotAWriter(_("Choose somebody who writes the minutes."), field="sender")
    with transaction.atomic():
        open_minutes = MinutesPage.objects.filter(pk=minutes.pk).exclude(state=MinutesState.APPROVED)
        if not open_minutes.update(sender=sender_id):
            raise NotADraft(_("The minutes are approved. Nothing is changed."))
        page = MinutesPage.objects.select_related("unit", "sender").get(pk=minutes.pk)
        audit.record("minutes.sender_named", page, by=by, unit_id=page.unit_id, sender=sender_id)
        if sender_id is not None and sender_id != minutes.sender_id:
            notify_sender(page, by=by)
    return page
