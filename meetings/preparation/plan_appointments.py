"""Set when, where and with whom the preparation meetings of a meeting are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal, Refusals
from foundation.forms.optimistic_lock import require_version
from meetings.meeting.enums import OPEN_STATES
from meetings.meeting.meeting_versions import StateHasChanged
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import PreparationStep
from meetings.meeting.states.begin_preparation import begin_preparation
from meetings.preparation.changed_appointment import ChangedAppointment
from meetings.preparation.notifications import notify_people
from meetings.preparation.people import possible_people, usual_people
from meetings.units import access


@dataclass(frozen=True)
class Planned:
    """When and where a step is. Without times it is a day only, of which nobody is told.

    `people` are primary keys; None leaves them as they are, or takes the usual ones. `seen` is the version of the step
    that the form showed.
    """

    day: date | None = None
    begins_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    people: Sequence[int] | None = field(default=None)
    seen: int | None = None


class PreparationOver(StateHasChanged):
    """The meeting has been held or is cancelled."""


class TimesDoNotFit(Refusal):
    """A beginning without a day or an end, or an end before the beginning, or a day after the meeting."""


class NotEligible(Refusal):
    """A person neither gathers nor prepares for the unit."""


def plan_appointments(
    *, meeting: MeetingPage, planned: Mapping[int, Planned], by: User, today: date
) -> list[ChangedAppointment]:
    """Store `planned` by the primary key of the step, and send each person one mail about all that changed.

    A refusal's field is `<name>-<primary key of the step>`.
    Raises NotAllowed, PreparationOver, TimesDoNotFit, NotEligible, ChangedMeanwhile.
    """
    if not access.of(by).may(Right.PREPARE, meeting.unit):
        raise NotAllowed(_("Only the unit's leaders and the consultant plan the preparation."))
    with transaction.atomic():
        fresh = MeetingPage.objects.select_for_update(of=("self",)).select_related("unit", "cycle").get(pk=meeting.pk)
        if fresh.state not in OPEN_STATES:
            raise PreparationOver(_("The preparation is over: the meeting is held or cancelled."), fresh)
        steps = PreparationStep.objects.filter(meeting=fresh, pk__in=planned).prefetch_related("people")
        possible = set(possible_people(fresh, today).values_list("pk", flat=True))
        refusals, changed = Refusals(), list[ChangedAppointment]()
        for step in steps:
            wanted = planned[step.pk]
            require_version(step, wanted.seen)
            with refusals.collect():
                _refuse(step, wanted, fresh, possible)
                if change := _store(step, wanted, fresh, today):
                    changed.append(change)
        refusals.raise_any()
        if changed:
            begin_preparation(meeting=fresh, by=by)
            audit.record("meeting.appointments_planned", fresh, by=by, unit_id=fresh.unit_id, steps=len(changed))
            notify_people(fresh, changed, by)
    return changed


def _refuse(step: PreparationStep, wanted: Planned, meeting: MeetingPage, possible: set[int]) -> None:
    has_time = wanted.begins_at or wanted.ends_at
    if has_time and not wanted.day:
        raise TimesDoNotFit(_("Choose which day it is too."), field=f"day-{step.pk}")
    if has_time and not (wanted.begins_at and wanted.ends_at):
        name = "ends_at" if wanted.begins_at else "begins_at"
        raise TimesDoNotFit(_("Write both when it begins and when it ends."), field=f"{name}-{step.pk}")
    if wanted.begins_at and wanted.ends_at and wanted.ends_at <= wanted.begins_at:
        raise TimesDoNotFit(_("It ends before it begins. Choose a later end."), field=f"ends_at-{step.pk}")
    there = {person.pk for person in step.people.all()}
    if set(wanted.people or ()) - possible - there:
        raise NotEligible(_("Choose among those who gather or prepare for the unit."), field=f"people-{step.pk}")


def _store(step: PreparationStep, wanted: Planned, meeting: MeetingPage, today: date) -> ChangedAppointment | None:
    """Store the step if something changed, and return the change."""
    before = ChangedAppointment.of(step)
    step.planned_on, step.begins_at, step.ends_at = wanted.day, wanted.begins_at, wanted.ends_at
    step.place = wanted.place.strip()
    people = before.people_before if wanted.people is None else tuple(User.objects.filter(pk__in=wanted.people))
    if step.is_appointment and not people and wanted.people is None:
        people = tuple(usual_people([step], meeting, today)[step.pk])
    change = before.with_people(people)
    return change.save() if change.is_change else None
