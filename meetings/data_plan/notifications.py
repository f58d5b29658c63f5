"""Mails to a person who is to gather data."""

from collections.abc import Sequence

from django.conf import settings

from accounts.user import User
from foundation.mail.enqueue_mail import enqueue_mail_from_template
from meetings.data_plan.addresses import fill_address
from meetings.data_plan.models import DataPlanLine

DUE_SOON = "meetings/data_plan/mail/due_soon"
GATHERER_TEMPLATE = "meetings/data_plan/mail/given"


def notify_gatherer(line: DataPlanLine, *, by: User, before: User | None) -> None:
    """Enqueue one mail to the line's gatherer, unless the person was the gatherer already or chose the line
    themselves."""
    person = line.gatherer
    if person is None or person in (before, by) or not person.is_active:
        return
    enqueue_mail_from_template(
        to=person.email,
        to_name=person.name,
        from_name=by.name,
        reply_to=by.email,
        template=GATHERER_TEMPLATE,
        context={
            "line": line,
            "meeting": line.meeting,
            "unit": line.meeting.unit,
            "by": by,
            "link": settings.BASE_URL + fill_address(line),
        },
    )


def remind_gatherer(lines: Sequence[DataPlanLine]) -> None:
    """Enqueue one mail about these lines, of one meeting and one gatherer, in the name of whoever convened."""
    meeting, person = lines[0].meeting, lines[0].gatherer
    if person is None:
        return
    slots = [{"line": line, "link": settings.BASE_URL + fill_address(line)} for line in lines]
    by = meeting.invited_by
    enqueue_mail_from_template(
        to=person.email,
        to_name=person.name,
        from_name=by.name if by else "",
        reply_to=by.email if by else "",
        template=DUE_SOON,
        context={
            "slots": slots,
            "unit": meeting.unit,
            "due": min(line.due_on for line in lines if line.due_on),
            "by": by,
        },
    )
