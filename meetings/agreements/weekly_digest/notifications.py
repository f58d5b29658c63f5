"""The digest as a message: written when it is mailed, and left out when there is nothing to say."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Right
from meetings.agreements.weekly_digest.reading import digest_of
from meetings.notifications.kinds import Message, news
from meetings.notifications.models import Notification


@news(
    "meetings/agreements/mail/digest",
    Right.FOLLOW_UP,
    reason=_("You get the digest on Mondays because you follow up on agreements."),
    is_weekly=True,
)
def digest(notification: Notification) -> Message | None:
    """Return `about` is nothing: the digest is about the recipient."""
    today = timezone.localdate()
    found = digest_of(notification.recipient, today)
    if not found:
        return None
    waiting = sum(section.count for section in found if section.is_waiting)
    facts = {"sections": found, "week": today.isocalendar().week, "waiting": waiting}
    return Message(None, "/", facts=facts)
