"""The mail to a person who is to gather data."""

from django.conf import settings

from accounts.user import User
from foundation.mail.enqueue_mail import enqueue_mail_from_template
from meetings.data_plan.addresses import fill_address
from meetings.data_plan.models import DataPlanLine

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
