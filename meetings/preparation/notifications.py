"""Mails about the preparation meetings: one to each person, about all that changed, with a calendar file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from django.conf import settings
from django.urls import reverse

from accounts.user import User
from foundation.mail.enqueue_mail import enqueue_mail_from_template
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import PreparationStep
from meetings.preparation.calendar_entries import entries
from meetings.units.url_prefixes import meeting_url_kwargs

APPOINTMENTS = "meetings/preparation/mail/appointments"

When = tuple[date | None, time | None, time | None, str]


@dataclass(frozen=True)
class ChangedAppointment:
    """A step as it is now, and what it was before. Before and now it may be a day only, of which nobody is told."""

    step: PreparationStep
    before: When
    was_appointment: bool
    people_before: tuple[User, ...]
    people: tuple[User, ...] = ()

    @classmethod
    def of(cls, step: PreparationStep) -> "ChangedAppointment":
        """Return the step as it is before it is changed."""
        there = tuple(step.people.all())
        return cls(step, _when(step), step.is_appointment, there, there)

    def with_people(self, people: Sequence[User]) -> "ChangedAppointment":
        return replace(self, people=tuple(people))

    @property
    def is_change(self) -> bool:
        same_people = {one.pk for one in self.people} == {one.pk for one in self.people_before}
        return self.before != _when(self.step) or not same_people

    @property
    def is_moved(self) -> bool:
        return self.was_appointment and self.before[:3] != _when(self.step)[:3]

    def recipients(self) -> list[User]:
        """Everybody who has it in the calendar, or is to have it now."""
        before = self.people_before if self.was_appointment else ()
        return [*before, *(self.people if self.step.is_appointment else ())]

    def is_on_for(self, person: User) -> bool:
        """Whether the person takes part now; otherwise the entry is to go."""
        return self.step.is_appointment and person in self.people


def _when(step: PreparationStep) -> When:
    return step.planned_on, step.begins_at, step.ends_at, step.place


def notify_people(meeting: MeetingPage, changed: Sequence[ChangedAppointment], by: User) -> int:
    """Enqueue one mail to each person, about their own of the changed appointments. Returns the number of mails."""
    everybody = {person.pk: person for change in changed for person in change.recipients() if person.is_active}
    for person in everybody.values():
        own = [change for change in changed if person in change.recipients()]
        rows: list[dict[str, Any]] = [
            {"change": change, "step": change.step, "before": change.before, "is_on": change.is_on_for(person)}
            for change in own
        ]
        enqueue_mail_from_template(
            to=person.email,
            to_name=person.name,
            from_name=by.name,
            reply_to=by.email,
            template=APPOINTMENTS,
            context={
                "rows": rows,
                "unit": meeting.unit,
                "by": by,
                "is_off": not any(row["is_on"] for row in rows),
                "link": settings.BASE_URL + reverse("preparation", kwargs=meeting_url_kwargs(meeting)),
            },
            calendar=entries(meeting, [(change.step, change.is_on_for(person), change.before) for change in own], by),
        )
    return len(everybody)
