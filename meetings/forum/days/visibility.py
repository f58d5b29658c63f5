"""Who sees forum days, and which examples their invitees see."""

from django.db.models import Exists, OuterRef, Q

from accounts.roles import Right
from meetings.forum.days.enums import ANNOUNCED_STATES, SHOWING_STATES
from meetings.forum.days.models import ForumInvitee, ProgrammePoint
from meetings.units import access
from meetings.units.access import ALL_ROWS, NO_ROWS, Access


@access.rule("meetings.ForumDaysPage")
def forum_days(access: Access) -> Q:
    if access.has(Right.SEE_FORUM) or access.has(Right.SEE_FORUM_DAYS):
        return ALL_ROWS
    if not access.is_somebody or access.user is None:
        return NO_ROWS
    return Q(Exists(ForumInvitee.objects.filter(user=access.user.pk, day__state__in=ANNOUNCED_STATES)))


@access.rule("meetings.ForumDayPage")
def forum_day(access: Access) -> Q:
    """Who plans days sees all of them. From the invitation on, everybody in the lederforum does, and whoever is
    invited, with any role."""
    if access.has(Right.PLAN_FORUM_DAYS):
        return ALL_ROWS
    announced = Q(state__in=ANNOUNCED_STATES)
    if access.has(Right.SEE_FORUM):
        return announced
    if not access.is_somebody or access.user is None:
        return NO_ROWS
    return announced & Q(pk__in=ForumInvitee.objects.filter(user=access.user.pk).values("day"))


def on_days_invited_to(access: Access, example: str = "pk") -> Q:
    """A filter on examples (or, with the lookup `example`, on rows about them): those in the programme of a day to
    which the person is invited."""
    if not access.is_somebody or access.user is None:
        return NO_ROWS
    days = ForumInvitee.objects.filter(user=access.user.pk, day__state__in=SHOWING_STATES).values("day")
    return Q(**{f"{example}__in": ProgrammePoint.objects.filter(day__in=days, example__isnull=False).values("example")})


def is_on_a_day(example: str = "pk") -> Exists:
    """Return whether invitees of a forum day see the example at the lookup `example`."""
    return Exists(ProgrammePoint.objects.filter(example=OuterRef(example), day__state__in=SHOWING_STATES))
