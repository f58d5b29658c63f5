"""Talks that somebody is to set, come to, or write on."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.roles import Role
from meetings.agreements.follow_up_talk.models import FollowUpTalk
from meetings.agreements.models import Agreement
from meetings.units.access import Access

#: How long before its proposed day a time is to be set, and how long before its time it is on the front page.
SET_TALK_BEFORE = timedelta(weeks=4)
TALK_IS_NEAR = timedelta(days=7)


def talks_waiting_for(access: Access, today: date) -> QuerySet[FollowUpTalk]:
    """Return the talks that are near or past and not held, or have no time yet, of the two whose talk it is; a
    consultant has those to which they come. Only where agreements are open."""
    units = {one.unit_id for one in access.standings if one.role == Role.AGREEMENT_HOLDER}
    areas = {one.area_id for one in access.standings if one.role == Role.HEAD_OF_AREA}
    comes = FollowUpTalk.people.through.objects.filter(
        user=getattr(access.user, "pk", None), followuptalk=OuterRef("pk")
    )
    theirs = Q(meeting__unit__in=units) | Q(meeting__unit__area__in=areas)
    is_unset = Q(begins_at=None, planned_on__lte=today + SET_TALK_BEFORE)
    is_set = Q(begins_at__isnull=False, planned_on__lte=today + TALK_IS_NEAR)
    has_agenda = Exists(Agreement.objects.open().filter(unit=OuterRef("meeting__unit")).order_by())
    return FollowUpTalk.objects.open().filter(has_agenda, (theirs & (is_unset | is_set)) | (is_set & Q(Exists(comes))))
