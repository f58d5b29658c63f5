"""Mails about minutes, enqueued in the transaction of the action."""

from collections.abc import Iterable
from datetime import date
from typing import cast

from accounts.roles import Right
from accounts.user import User
from foundation.mail.enqueue_mail import enqueue_mail_from_template
from meetings.minutes.addresses import absolute_url, address, reading_address
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import Addendum, ApprovalRecord, SubmittedVersion
from meetings.units import access
from meetings.units.right_holders import right_holders


def notify_submitted(submission: SubmittedVersion, today: date) -> None:
    """Mail everybody who may approve: the heads of the unit's area."""
    minutes = submission.minutes
    to = right_holders(Right.APPROVE_MINUTES, minutes.unit, today)
    _notify(
        "meetings/minutes/mail/submitted",
        to,
        minutes,
        submission.submitted_by,
        link=address("minutes_decide", minutes.meeting),
    )


def notify_returned(submission: SubmittedVersion, today: date) -> None:
    """Mail the person who submitted and the leadership of the unit, with the full reason."""
    minutes = submission.minutes
    to = {submission.submitted_by, *right_holders(Right.WRITE_MINUTES, minutes.unit, today, in_the_unit_only=True)}
    link = address("minutes_write", minutes.meeting)
    by = cast(User, submission.decided_by)  # not None by the constraint a_decision_has_a_person_and_a_time
    _notify("meetings/minutes/mail/returned", to, minutes, by, link=link, reason=submission.reason)


def notify_approved(record: ApprovalRecord, submission: SubmittedVersion, today: date) -> None:
    """Mail the person who submitted, and all of the unit or the meeting who may read approved minutes."""
    to = {submission.submitted_by, *_readers(record.minutes, today)}
    _notify(
        "meetings/minutes/mail/approved",
        to,
        record.minutes,
        record.approved_by,
        agreements=len(record.text.agreements),
    )


def notify_addendum(addendum: Addendum, today: date) -> None:
    """Mail those who may read the approved minutes and the person who approved them, with the full text."""
    minutes = addendum.minutes
    to = {minutes.approval.approved_by, *_readers(minutes, today)}
    _notify("meetings/minutes/mail/addendum", to, minutes, addendum.author, text=addendum.text)


def _readers(minutes: MinutesPage, today: date) -> set[User]:
    """Those who may read approved minutes: of the unit, and of the meeting (consultant, head of area)."""
    own = set(right_holders(Right.SEE_APPROVED_MINUTES, minutes.unit, today, in_the_unit_only=True))
    took_part = minutes.meeting.participants.values("user")
    return own | set(right_holders(Right.SEE_APPROVED_MINUTES, minutes.unit, today).filter(pk__in=took_part))


def _notify(
    template: str, to: Iterable[User], minutes: MinutesPage, by: User, *, link: str = "", **context: object
) -> None:
    people = sorted(set(to) - {by}, key=lambda user: user.pk)
    rights = access.of_each(person.pk for person in people)
    for person in people:
        if person.pk not in rights or not rights[person.pk].may(Right.SEE_APPROVED_MINUTES, minutes.unit):
            continue  # they have lost the role meanwhile
        enqueue_mail_from_template(
            to=person.email,
            to_name=person.name,
            from_name=by.name,
            reply_to=by.email,
            template=template,
            context={
                "person": person,
                "by": by,
                "minutes": minutes,
                "unit": minutes.unit.title,
                "year": minutes.meeting.school_year,
                "link": absolute_url(link or reading_address(minutes.meeting)),
                **context,
            },
        )
