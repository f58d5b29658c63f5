"""Set when, where and with whom the preparation meetings of a meeting are."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusals
from foundation.forms.optimistic_lock import require_version
from meetings.meeting.enums import OPEN_STATES
from meetings.meeting.meeting_versions import StateHasChanged
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import PreparationStep
from meetings.meeting.states.begin_preparation import begin_preparation
from meetings.preparation.changed_appointment import ChangedAppointment
from meetings.preparation.notifications import notify_people
from meetings.preparation.people import possible_people, usual_people
from meetings.preparation.planned import NotEligible, PlannedAppointment, TimesDoNotFit, require_fitting, store_planned
from meetings.units import access

__all__ = ["NotEligible", "PlannedAppointment", "PreparationOver", "TimesDoNotFit", "plan_appointments"]


class PreparationOver(StateHasChanged):
    """The meeting has been held or is cancelled."""


def plan_appointments(
    *, meeting: MeetingPage, planned: Mapping[int, PlannedAppointment], by: User, today: date
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
                require_fitting(step, wanted, possible)
                usual = partial(lambda step: usual_people([step], fresh, today)[step.pk], step)
                if change := store_planned(step, wanted, usual):
                    changed.append(change)
        refusals.raise_any()
        if changed:
            begin_preparation(meeting=fresh, by=by)
            audit.record("meeting.appointments_planned", fresh, by=by, unit_id=fresh.unit_id, steps=len(changed))
            notify_people(fresh, changed, by)
    return changed
