"""Who takes part in the preparation of a meeting."""

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
    """Those who gather or prepare: the unit's leaders and staff representatives, and the consultants of its area."""
    return right_holders(Right.ADD_EVIDENCE, meeting.unit, today) | right_holders(Right.PREPARE, meeting.unit, today)


def usual_people(step: PreparationStep, meeting: MeetingPage, today: date) -> list[User]:
    """Those who are expected at a step for which nobody was chosen yet."""
    roles = _INITIAL if step.kind == StepKind.INITIAL else _USUAL
    reach = Q(unit=meeting.unit_id) | Q(area=meeting.unit.area_id)
    current = Membership.objects.current(today).filter(reach, role__in=roles)
    return list(User.objects.filter(is_active=True, pk__in=current.values("user")).order_by("name", "pk"))
