"""The clashes of head of area and consultants with the meeting as the form has it, and with what moves with it."""

from datetime import datetime

from django.utils import timezone

from accounts.user import User
from foundation.text.danish_formats import weekday_and_date
from meetings.clashes.busy_times import people_of_area
from meetings.clashes.clashes import Clash, ProposedTime, find_clashes, is_asked_about
from meetings.convening.forms import ConveneForm
from meetings.meeting.agenda import ends_at
from meetings.meeting.calendar_objects import moment_of
from meetings.meeting.participants.participant_choices import ParticipantChoices
from meetings.preparation.move_appointments import moved_day

MEETING_KEY = "meeting"


def clashes_in_form(form: ConveneForm, invitees: ParticipantChoices, user: User, now: datetime) -> list[Clash]:
    """Return the clashes of those who are ticked; of an unbound form, with the meeting as it is stored."""
    meeting, steps, today = invitees.meeting, [], timezone.localdate(now)
    begins, chosen = meeting.starts_at, [one.user_id for one in invitees.would_come]
    if form.is_bound:
        form.is_valid()
        begins, chosen, steps = form.starts_at, list(form.chosen()[0]), form.cleaned_data.get("steps", [])
    ends = ends_at(meeting, begins) if is_asked_about(begins, now) else None
    if begins is None or ends is None:
        return []
    known = people_of_area(meeting.unit, today)
    wanted = [
        ProposedTime(
            MEETING_KEY, begins, ends, {pk: who for pk, who in known.items() if pk in chosen}, ("day", "clock")
        )
    ]
    for step in form.ahead:
        day = moved_day(step, meeting.starts_at, begins, today)
        if step.pk in steps and day and step.begins_at and step.ends_at:
            people = {person.pk: known[person.pk] for person in step.people.all() if person.pk in known}
            title = f"{step.title}, {weekday_and_date(day)}"
            times = moment_of(day, step.begins_at), moment_of(day, step.ends_at)
            wanted.append(ProposedTime(MEETING_KEY, *times, people, title=title))
    return find_clashes(wanted, meeting=meeting, user=user, now=now)
