"""When and where an appointment is to be, as written in a form, and how it is stored."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _

from accounts.user import User
from foundation.errors import Refusal
from meetings.meeting.participant import AppointmentFields
from meetings.preparation.changed_appointment import ChangedAppointment


@dataclass(frozen=True)
class PlannedAppointment:
    """When and where a step is. Without times it is a day only, of which nobody is told.

    `people` are primary keys; None leaves them as they are, or takes the usual ones. `seen` is the version of the step
    that the form showed.
    """

    day: date | None = None
    begins_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    people: Sequence[int] | None = None
    seen: int | None = None


class TimesDoNotFit(Refusal):
    """A beginning without a day or an end, or an end before the beginning."""


class NotEligible(Refusal):
    """A person neither gathers nor prepares for the unit."""


def require_fitting(step: AppointmentFields, appointment: PlannedAppointment, possible: Collection[int]) -> None:
    """Raise TimesDoNotFit or NotEligible; the field is `<name>-<primary key of the step>`. `possible` are the primary
    keys of those who can take part."""
    has_time = appointment.begins_at or appointment.ends_at
    if has_time and not appointment.day:
        raise TimesDoNotFit(_("Choose which day it is too."), field=f"day-{step.pk}")
    if has_time and not (appointment.begins_at and appointment.ends_at):
        name = "ends_at" if appointment.begins_at else "begins_at"
        raise TimesDoNotFit(_("Write both when it begins and when it ends."), field=f"{name}-{step.pk}")
    if appointment.begins_at and appointment.ends_at and appointment.ends_at <= appointment.begins_at:
        raise TimesDoNotFit(_("It ends before it begins. Choose a later end."), field=f"ends_at-{step.pk}")
    there = {person.pk for person in step.people.all()}
    if set(appointment.people or ()) - set(possible) - there:
        raise NotEligible(_("Choose among those who gather or prepare for the unit."), field=f"people-{step.pk}")


def store_planned(
    step: AppointmentFields, appointment: PlannedAppointment, usual: Callable[[], Iterable[User]]
) -> ChangedAppointment | None:
    """Store the step if something changed, and return the change. `usual` finds who comes where nobody was chosen."""
    before = ChangedAppointment.from_step(step)
    step.planned_on, step.begins_at, step.ends_at = appointment.day, appointment.begins_at, appointment.ends_at
    step.place = appointment.place.strip()
    people = (
        before.people_before if appointment.people is None else tuple(User.objects.filter(pk__in=appointment.people))
    )
    if step.is_appointment and not people and appointment.people is None:
        people = tuple(usual())
    change = before.with_people(people)
    return change.save() if change.is_change else None
