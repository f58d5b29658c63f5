"""What the owners of an agreement are told about its date."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Right
from meetings.agreements.models import Agreement
from meetings.notifications.kinds import Message, obligation
from meetings.notifications.models import Notification

OWNER_REASON = _("You get this mail because the agreement is yours to follow up on.")
#: How long before its date the owners are reminded.
OWNERS_REMINDED_BEFORE = timedelta(days=7)


@obligation("meetings/agreements/mail/due_soon", Right.FOLLOW_UP, reason=OWNER_REASON)
def due_soon(notification: Notification) -> Message | None:
    return _message(notification, is_past=False)


@obligation("meetings/agreements/mail/past", Right.FOLLOW_UP, reason=OWNER_REASON)
def past(notification: Notification) -> Message | None:
    return _message(notification, is_past=True)


def _message(notification: Notification, *, is_past: bool) -> Message | None:
    """None when it is closed, or when its date was moved."""
    row, today = (
        Agreement.objects.open().filter(pk=notification.about).select_related("unit").first(),
        timezone.localdate(),
    )
    if row is None or (row.due_on < today) != is_past or row.due_on > today + OWNERS_REMINDED_BEFORE:
        return None
    facts = {"text": row.text, "status": row.get_status_display().lower()}
    return Message(row.unit, reverse("agreement_follow_up", args=[row.pk]), due=row.due_on, facts=facts)
