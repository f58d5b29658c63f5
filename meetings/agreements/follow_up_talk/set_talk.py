"""Set when, where and with whom the follow-up talk is, move it, or call its time off."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.roles import Right, Role
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import already_done, require_version
from meetings.agreements.follow_up_talk.models import FollowUpTalk
from meetings.agreements.follow_up_talk.notifications import notify_of_change
from meetings.preparation.changed_appointment import ChangedAppointment
from meetings.preparation.planned import PlannedAppointment, TimesDoNotFit, require_fitting, store_planned
from meetings.units import access
from meetings.units.pages import UnitPage
from meetings.units.right_holders import right_holders


def set_talk(
    *, talk: FollowUpTalk, appointment: PlannedAppointment, by: User, today: date
) -> ChangedAppointment | None:
    """Store `appointment` and mail everybody whom the change concerns. Without times the appointment is called off.

    A refusal's field is `<name>-<primary key of the talk>`. Returns None when nothing is changed.
    Raises NotAllowed, TimesDoNotFit, NotEligible, AlreadyDone, ChangedMeanwhile.
    """
    if not access.of(by).may(Right.FOLLOW_UP_TALK, talk.meeting.unit):
        raise NotAllowed(_("Agreement holder, head of area and consultant set the follow-up talk."))
    with transaction.atomic():
        fresh = FollowUpTalk.objects.select_for_update(of=("self",)).with_related().get(pk=talk.pk)
        if fresh.held_on:
            raise already_done(fresh, _("the talk is held"))
        require_version(fresh, appointment.seen)
        if appointment.day is None:
            raise TimesDoNotFit(_("Choose a day."), field=f"day-{fresh.pk}")
        unit = fresh.meeting.unit
        possible = set(possible_people(unit, today).values_list("pk", flat=True))
        require_fitting(fresh, appointment, possible)
        change = store_planned(fresh, appointment, lambda: usual_people(unit, today))
        if change:
            audit.record("follow_up_talk.set", fresh, by=by, unit_id=unit.pk)
            notify_of_change(fresh, change, by)
    return change


def possible_people(unit: UnitPage, today: date) -> QuerySet[User]:
    """Return agreement holder, head of area, and consultants."""
    return right_holders(Right.FOLLOW_UP_TALK, unit, today)


def usual_people(unit: UnitPage, today: date) -> list[User]:
    """Return the two whose talk it is: agreement holder and head of area."""
    ours = possible_people(unit, today).filter(memberships__role__in=(Role.AGREEMENT_HOLDER, Role.HEAD_OF_AREA))
    return list(ours.distinct())
