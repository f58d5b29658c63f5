"""The mail to a person who is to gather data."""

from django.conf import settings

from accounts.user import User
from foundation.mail.enqueue_mail import enqueue_mail_from_template
from meetings.data_plan.addresses import to_fill
from meetings.data_plan.models import DataPlanLine

GIVEN = "meetings/data_plan/mail/given"


def tell_who_gathers(line: DataPlanLine, *, by: User, before: User | None) -> None:
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
        template=GIVEN,
        context={
            "line": line,
            "meeting": line.meeting,
            "unit": line.meeting.unit,
            "by": by,
            "link": settings.BASE_URL + to_fill(line),
        },
    )
