"""What people are told about minutes."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from accounts.roles import Right
from accounts.user import User
from meetings.minutes.enums import MinutesState
from meetings.minutes.page_urls import minutes_page_url, minutes_url
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import Addendum, ApprovalRecord, SubmittedVersion
from meetings.moderation.tasks import ConsultantTask
from meetings.moderation.waiting import pages_at
from meetings.notifications.kinds import Message, news, obligation
from meetings.notifications.models import Notification
from meetings.notifications.notify import notify
from meetings.units.membership import Membership
from meetings.units.right_holders import holding_memberships, right_holders

READER_REASON = _("You get this mail because you can read the approved minutes of the unit.")


@obligation(
    "meetings/minutes/mail/submitted",
    Right.APPROVE_MINUTES,
    reason=_("You get this mail because you approve the minutes of the area."),
)
def submitted(notification: Notification) -> Message | None:
    minutes = _minutes(notification.about)
    if minutes is None or minutes.state != MinutesState.SUBMITTED:
        return None
    return _message(minutes, notification, minutes_url("minutes_decide", minutes.meeting))


@obligation(
    "meetings/minutes/mail/to_read",
    Right.READ_BEFORE_DECISION,
    reason=_("You get this mail because you read the minutes of the area before the decision."),
)
def to_read(notification: Notification) -> Message | None:
    minutes = _minutes(notification.about)
    at_step = MinutesPage.objects.filter(pk__in=pages_at(ConsultantTask, MinutesPage), state=MinutesState.SUBMITTED)
    if minutes is None or not at_step.filter(pk=minutes.pk).exists():
        return None
    return _message(minutes, notification, minutes_url("minutes_decide", minutes.meeting))


@obligation(
    "meetings/minutes/mail/returned",
    Right.WRITE_MINUTES,
    reason=_("You get this mail because you write the minutes of the unit."),
)
def returned(notification: Notification) -> Message | None:
    minutes = _minutes(notification.about)
    if minutes is None or minutes.state != MinutesState.DRAFT or not minutes.return_reason:
        return None  # sent again
    return _message(minutes, notification, minutes_url("minutes_write", minutes.meeting), reason=minutes.return_reason)


@obligation(
    "meetings/minutes/mail/sender",
    Right.WRITE_MINUTES,
    reason=_("You get this mail because the agreement holder lets you send the minutes."),
)
def sender(notification: Notification) -> Message | None:
    minutes = _minutes(notification.about)
    if minutes is None or minutes.state != MinutesState.DRAFT or minutes.sender_id != notification.recipient_id:
        return None
    return _message(minutes, notification, minutes_page_url(minutes.meeting))


@news("meetings/minutes/mail/approved", Right.SEE_APPROVED_MINUTES, reason=READER_REASON)
def approved(notification: Notification) -> Message | None:
    record = ApprovalRecord.objects.filter(minutes=notification.about).first()
    minutes = _minutes(notification.about)
    if record is None or minutes is None:
        return None
    return _message(
        minutes, notification, minutes_page_url(minutes.meeting), agreements=len(record.text.agreements), by_link=False
    )


@news("meetings/minutes/mail/addendum", Right.SEE_APPROVED_MINUTES, reason=READER_REASON)
def added(notification: Notification) -> Message | None:
    addendum = Addendum.objects.filter(pk=notification.about).first()
    minutes = _minutes(addendum.minutes_id) if addendum else None
    if addendum is None or minutes is None:
        return None
    return _message(minutes, notification, minutes_page_url(minutes.meeting), text=addendum.text)


def _minutes(pk: int) -> MinutesPage | None:
    return MinutesPage.objects.select_related("unit", "meeting__unit", "meeting__cycle").filter(pk=pk).first()


def _message(minutes: MinutesPage, notification: Notification, path: str, **facts: object) -> Message:
    return Message(minutes.unit, path, notification.by, facts={"year": minutes.meeting.school_year, **facts})


def notify_waiting(submission: SubmittedVersion, step: TaskState, by: User, today: date) -> None:
    """Tell everybody who may act on `step`: the heads of the unit's area, or its consultants."""
    task = step.task.specific_deferred
    kind = submitted if task.decides else to_read
    notify(kind, submission.minutes_id, right_holders(task.right, submission.minutes.unit, today), by=by)


def notify_sender(minutes: MinutesPage, *, by: User) -> None:
    """Tell the person whom the agreement holder lets send the minutes."""
    if minutes.sender is not None:
        notify(sender, minutes.pk, [minutes.sender], by=by)


def notify_returned(submission: SubmittedVersion, today: date) -> None:
    """Tell the person who submitted and the leadership of the unit, with the full reason."""
    minutes = submission.minutes
    to = {submission.submitted_by, *right_holders(Right.WRITE_MINUTES, minutes.unit, today, in_the_unit_only=True)}
    notify(returned, minutes.pk, to, by=submission.decided_by)


def notify_approved(record: ApprovalRecord, submission: SubmittedVersion, readers: Iterable[Membership]) -> None:
    """Tell the person who submitted, and of `readers` all of the unit or the meeting."""
    notify(
        approved, record.minutes_id, {submission.submitted_by, *_told(record.minutes, readers)}, by=record.approved_by
    )


def notify_addendum(addendum: Addendum, today: date) -> None:
    """Tell those who may read the approved minutes and the person who approved them, with the full text."""
    minutes = addendum.minutes
    notify(
        added,
        addendum.pk,
        {minutes.approval.approved_by, *_told(minutes, reader_memberships(minutes, today))},
        by=addendum.author,
    )


def reader_memberships(minutes: MinutesPage, today: date) -> QuerySet[Membership]:
    """Return the memberships by which people may read the approved minutes: role, unit and person."""
    return (
        holding_memberships(Right.SEE_APPROVED_MINUTES, minutes.unit, today)
        .select_related("user")
        .only("role", "unit", "user__name")
    )


def _told(minutes: MinutesPage, readers: Iterable[Membership]) -> set[User]:
    """Of those who may read the minutes all of the unit; of the area who took part (consultant, head of area)."""
    took_part = {person.user_id for person in minutes.meeting.participants.all()}
    return {row.user for row in readers if row.unit_id or row.user_id in took_part}
