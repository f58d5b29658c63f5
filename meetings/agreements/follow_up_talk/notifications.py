"""Mails about a follow-up talk, with its calendar entry: sent at once, as invitations are (decision 0034)."""

from django.conf import settings
from django.urls import reverse

from accounts.user import User
from foundation.mail.enqueue_mail import enqueue_mail_from_template
from meetings.agreements.follow_up_talk.models import FollowUpTalk
from meetings.agreements.models import Agreement
from meetings.preparation.calendar_entries import entry
from meetings.preparation.changed_appointment import ChangedAppointment, people_of
from meetings.units.url_prefixes import meeting_url_kwargs

TALK = "meetings/agreements/mail/talk"


def notify_of_change(talk: FollowUpTalk, change: ChangedAppointment, by: User) -> None:
    """Enqueue one mail to each person who is to come, or has it in the calendar: invited, moved, or called off."""
    meeting = talk.meeting
    count = Agreement.objects.open().filter(unit=meeting.unit_id).count()
    for person in people_of([change]).values():
        is_on = change.is_on_for(person)
        enqueue_mail_from_template(
            to=person.email,
            to_name=person.name,
            from_name=by.name,
            reply_to=by.email,
            template=TALK,
            language=person.language,
            context={
                "talk": talk,
                "before": change.before,
                "is_on": is_on,
                "is_moved": change.is_moved,
                "people": change.people,
                "unit": meeting.unit,
                "count": count,
                "by": by,
                "link": settings.BASE_URL + reverse("follow_up_talk", kwargs=meeting_url_kwargs(meeting)),
            },
            calendar=entry(
                meeting, talk, person, is_on=is_on, before=change.before, kind="opfoelgning", route="follow_up_talk"
            ),
        )
