"""Who takes part in the preparation of a meeting."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from accounts.roles import Right, Role
from accounts.user import User
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import PreparationStep
from meetings.template.enums import StepKind
from meetings.units.membership import Membership
from meetings.units.right_holders import right_holders

#: Who comes by default: at the initial meeting, and at the others.
_INITIAL = [Role.AGREEMENT_HOLDER, Role.CONSULTANT]
_USUAL = [*_INITIAL, Role.LEADERSHIP_TEAM]


def possible_people(meeting: MeetingPage, today: date) -> QuerySet[User]:
    """Return those who gather or prepare: the unit's leaders and staff representatives, and the consultants of its
    area."""
    return right_holders(Right.ADD_EVIDENCE, meeting.unit, today) | right_holders(Right.PREPARE, meeting.unit, today)


def usual_people(steps: Iterable[PreparationStep], meeting: MeetingPage, today: date) -> dict[int, list[User]]:
    """Return those who are expected at steps for which nobody was chosen yet, by the step's primary key. One query."""
    reach = Q(unit=meeting.unit_id) | Q(area=meeting.unit.area_id)
    current = Membership.objects.current(today).filter(reach, role__in=_USUAL, user__is_active=True)
    rows = list(current.select_related("user").order_by("user__name", "user"))
    usual: dict[int, list[User]] = {}
    for step in steps:
        roles = _INITIAL if step.kind == StepKind.INITIAL else _USUAL
        usual[step.pk] = list({row.user.pk: row.user for row in rows if row.role in roles}.values())
    return usual
