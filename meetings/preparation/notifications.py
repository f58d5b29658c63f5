"""Mails about the preparation meetings: one to each person, about all that changed, with their calendar entries."""

from collections.abc import Collection, Sequence

from django.conf import settings
from django.urls import reverse

from accounts.user import User
from foundation.mail.enqueue_mail import enqueue_mail_from_template
from meetings.meeting.pages import MeetingPage
from meetings.preparation.calendar_entries import entry
from meetings.preparation.changed_appointment import ChangedAppointment, people_of
from meetings.units.url_prefixes import meeting_url_kwargs

APPOINTMENTS = "meetings/preparation/mail/appointments"


def notify_people(
    meeting: MeetingPage, changed: Sequence[ChangedAppointment], by: User, *, told: Collection[int | None] = ()
) -> None:
    """Enqueue one mail to each person, but those in `told`, about their own of the changed appointments."""
    for person in people_of(changed).values():
        if person.pk in told:
            continue
        rows, calendars = of_person(meeting, changed, person)
        enqueue_mail_from_template(
            to=person.email,
            to_name=person.name,
            from_name=by.name,
            reply_to=by.email,
            template=APPOINTMENTS,
            language=person.language,
            context={
                "rows": rows,
                "unit": meeting.unit,
                "by": by,
                "is_off": not any(row["is_on"] for row in rows),
                "link": settings.BASE_URL + reverse("preparation", kwargs=meeting_url_kwargs(meeting)),
            },
            calendar=calendars[0],
            more_calendars=calendars[1:],
        )


def of_person(
    meeting: MeetingPage, changed: Sequence[ChangedAppointment], person: User | None
) -> tuple[list[dict[str, object]], list[str]]:
    """Return what `appointment_rows.txt` shows of the changes that concern `person`, and their calendar entries."""
    own = [change for change in changed if person in change.recipients()]
    rows = [
        {"change": one, "step": one.step, "before": one.before, "is_on": bool(person and one.is_on_for(person))}
        for one in own
    ]
    return rows, [
        entry(meeting, one.step, person, is_on=one.is_on_for(person), before=one.before) for one in own if person
    ]
