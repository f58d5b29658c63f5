"""The mail to a unit when its year has begun."""

from datetime import date

from django.conf import settings
from django.urls import reverse

from accounts.roles import Right
from accounts.user import User
from foundation.mail.enqueue_mail import enqueue_mail_from_template
from meetings.meeting.pages import MeetingPage
from meetings.units import access
from meetings.units.right_holders import right_holders
from meetings.units.url_prefixes import meeting_url_kwargs


def notify_year_started(meeting: MeetingPage, by: User, today: date) -> None:
    """Enqueue one mail to each of the unit's own leaders, with the first step. Call it in the transaction that
    created the meeting."""
    leaders = list(right_holders(Right.PREPARE, meeting.unit, today, in_the_unit_only=True))
    rights = access.of_each((leader.pk for leader in leaders), today)
    for leader in leaders:
        convenes = rights[leader.pk].may(Right.CONVENE, meeting.unit)
        where = reverse("convene", kwargs=meeting_url_kwargs(meeting)) if convenes else ""
        enqueue_mail_from_template(
            to=leader.email,
            to_name=leader.name,
            from_name=by.name,
            reply_to=by.email,
            template="meetings/board/mail/year_begun",
            context={
                "leader": leader,
                "unit": meeting.unit,
                "year": meeting.school_year,
                "by": by,
                "convenes": convenes,
                "link": settings.BASE_URL + where if where else meeting.full_url,
            },
        )
