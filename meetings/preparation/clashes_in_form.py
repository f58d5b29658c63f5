"""The clashes of head of area and consultants with the preparation meetings as they stand in the form."""

from datetime import datetime

from django.utils import timezone

from accounts.user import User
from meetings.clashes.busy_times import people_of_area
from meetings.clashes.clashes import Clash, ProposedTime, find_clashes, is_asked_about
from meetings.meeting.calendar_objects import moment_of
from meetings.meeting.pages import MeetingPage
from meetings.preparation.forms import TimesForm


def clashes_in_form(
    form: TimesForm, meeting: MeetingPage, user: User, now: datetime, *, latest: datetime | None
) -> list[Clash]:
    """Return the clashes of the steps whose time or people are changed in a bound form; none of an unbound one. Free
    half days are proposed until `latest`."""
    if not form.is_bound:
        return []
    form.is_valid()
    known, wanted = people_of_area(meeting.unit, timezone.localdate(now)), []
    for step, day, from_clock, to_clock, people in form.changed_times():
        begins, ends = moment_of(day, from_clock), moment_of(day, to_clock)
        if begins < ends and is_asked_about(begins, now):
            fields = [f"{name}-{step.pk}" for name in ("day", "begins_at", "ends_at")]
            taking_part = {pk: who for pk, who in known.items() if pk in people}
            wanted.append(ProposedTime(str(step.pk), begins, ends, taking_part, fields, latest=latest))
    return find_clashes(wanted, meeting=meeting, user=user, now=now)
