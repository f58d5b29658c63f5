"""A preparation meeting as it is now, and as it was before a change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import NamedTuple

from accounts.user import User
from meetings.meeting.participant import AppointmentFields


class AppointmentTime(NamedTuple):
    """Day, beginning, end and place of a step. Without both times it is no appointment."""

    day: date | None
    begins_at: time | None
    ends_at: time | None
    place: str

    @classmethod
    def from_step(cls, step: AppointmentFields) -> "AppointmentTime":
        return cls(step.planned_on, step.begins_at, step.ends_at, step.place)


@dataclass(frozen=True)
class ChangedAppointment:
    """A step as it is now, and what it was before. Before and now it may be a day only, of which nobody is told."""

    step: AppointmentFields
    before: AppointmentTime
    was_appointment: bool
    people_before: tuple[User, ...]
    people: tuple[User, ...] = ()

    @classmethod
    def from_step(cls, step: AppointmentFields) -> "ChangedAppointment":
        """Return the step as it is before it is changed."""
        there = tuple(step.people.all())
        return cls(step, AppointmentTime.from_step(step), step.is_appointment, there, there)

    def with_people(self, people: Sequence[User]) -> "ChangedAppointment":
        return replace(self, people=tuple(people))

    def with_successor(self, before: User, after: User) -> "ChangedAppointment":
        """With `after` in the place of `before`."""
        others = [person for person in self.people if person.pk not in (before.pk, after.pk)]
        return self.with_people([*others, after])

    @property
    def is_change(self) -> bool:
        same_people = {one.pk for one in self.people} == {one.pk for one in self.people_before}
        return self.before != AppointmentTime.from_step(self.step) or not same_people

    @property
    def is_moved(self) -> bool:
        return self.was_appointment and self.before[:3] != AppointmentTime.from_step(self.step)[:3]

    def save(self) -> "ChangedAppointment":
        """Store the changed step, with the next version, and SEQUENCE where people have it in their calendars."""
        self.step.version += 1
        self.step.sequence += 1 if self.step.is_appointment or self.was_appointment else 0
        self.step.save()
        self.step.people.set(self.people)
        return self

    def recipients(self) -> list[User]:
        """Everybody who has it in the calendar, or is to have it now."""
        before = self.people_before if self.was_appointment else ()
        return [*before, *(self.people if self.step.is_appointment else ())]

    def is_on_for(self, person: User) -> bool:
        """Return whether the person takes part now; otherwise the entry is to go."""
        return self.step.is_appointment and person in self.people


def people_of(changes: Iterable[ChangedAppointment]) -> dict[int, User]:
    """Return everybody with an account in use whom one of the changes concerns, by primary key."""
    return {person.pk: person for change in changes for person in change.recipients() if person.is_active}
