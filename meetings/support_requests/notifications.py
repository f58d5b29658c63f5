"""What people are told about wishes. The mails name unit and initiative, not what was written."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Right
from accounts.user import User
from meetings.notifications.kinds import Message, news, obligation
from meetings.notifications.models import Notification
from meetings.notifications.notify import notify
from meetings.support_requests.enums import SupportRequestState
from meetings.support_requests.models import SupportRequest
from meetings.units.right_holders import right_holders

ANSWERER_REASON = _("You get this mail because you answer wishes to the administration.")
WISHER_REASON = _("You get this mail because you lead the unit.")


@obligation("meetings/support_requests/mail/yours", Right.ANSWER_WISHES, reason=ANSWERER_REASON)
def yours(notification: Notification) -> Message | None:
    return _owed(notification)


@obligation("meetings/support_requests/mail/late", Right.ANSWER_WISHES, reason=ANSWERER_REASON)
def late(notification: Notification) -> Message | None:
    message = _owed(notification)
    return message if message and message.due and message.due < timezone.localdate() else None


@news("meetings/support_requests/mail/answered", Right.SEE_WISHES, reason=WISHER_REASON)
def answered(notification: Notification) -> Message | None:
    wish = _wish(notification)
    is_answered = wish is not None and wish.state == SupportRequestState.ANSWERED
    return _message(wish, notification) if wish and is_answered else None


@news("meetings/support_requests/mail/closed", Right.SEE_WISHES, reason=WISHER_REASON)
def closed(notification: Notification) -> Message | None:
    wish = _wish(notification)
    is_closed = wish is not None and wish.state == SupportRequestState.CLOSED
    return _message(wish, notification) if wish and is_closed else None


def notify_responsible(wish: SupportRequest, *, by: User) -> None:
    """Tell the person whose the wish is now."""
    if wish.responsible is not None:
        notify(yours, wish.pk, [wish.responsible], by=by)


def notify_late(wish: SupportRequest) -> None:
    if wish.responsible is not None:
        notify(late, wish.pk, [wish.responsible], by=None)


def notify_answered(wish: SupportRequest, *, by: User) -> None:
    notify(answered, wish.pk, _leaders(wish), by=by)


def notify_closed(wish: SupportRequest, *, by: User) -> None:
    notify(closed, wish.pk, _leaders(wish), by=by)


def _leaders(wish: SupportRequest) -> list[User]:
    return list(right_holders(Right.SEE_WISHES, wish.meeting.unit, timezone.localdate(), in_the_unit_only=True))


def _owed(notification: Notification) -> Message | None:
    """None when it is answered, or another's."""
    wish = _wish(notification)
    if wish is None or not wish.is_unanswered or wish.responsible_id != notification.recipient_id:
        return None
    return _message(wish, notification)


def _wish(notification: Notification) -> SupportRequest | None:
    found: SupportRequest | None = (
        SupportRequest.objects.select_related("meeting__unit", "meeting__cycle").filter(pk=notification.about).first()
    )
    return found


def _message(wish: SupportRequest, notification: Notification) -> Message:
    return Message(
        wish.meeting.unit,
        reverse("wish", args=[wish.pk]),
        notification.by,
        due=wish.answer_by if wish.is_unanswered else None,
        facts={"year": wish.meeting.school_year, "about": wish.initiative_name},
    )
