"""Context of the unit page: its years, open agreements, people and examples."""

from django.http import HttpRequest
from django.utils import timezone

from accounts.roles import Right
from foundation.pages import page_context
from home.main_meeting import years_of_unit
from home.year_row import with_year_columns, year_rows
from meetings.agreements.models import Agreement
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from meetings.meeting.pages import MeetingPage
from meetings.units import access
from meetings.units.membership import Membership
from meetings.units.pages import UnitPage
from meetings.units.people.assignable_roles import assignable_roles

LATEST = 5


@page_context("meetings.UnitPage")
def unit_context(unit: UnitPage, request: HttpRequest) -> dict[str, object]:
    """Return everything of `unit` that the user may see; the number of queries does not grow with the years."""
    user = request.user
    today = timezone.localdate()
    person = access.of(user)
    years = years_of_unit(
        list(year_rows(with_year_columns(access.visible_to(user, MeetingPage).filter(unit=unit)))), today
    )
    agreements = access.visible_to(user, Agreement, Agreement.objects.open()).filter(unit=unit).order_by("due_on")
    people = Membership.objects.current(today).filter(unit=unit).select_related("user").order_by("role", "user__name")
    examples = access.visible_to(user, ExamplePage).filter(unit=unit, state=ExampleState.CLEARED)
    return {
        "now": years.leading if years else None,
        "steps": years.leading.steps(today) if years else [],
        "later": years.later if years else [],
        "earlier": years.earlier if years else [],
        "agreements": list(agreements[:LATEST]),
        "today": today,
        "people": list(people),
        "examples": list(examples.order_by("-cleared_at")[:3]) if person.has(Right.SEE_FORUM) else [],
        "sees_wishes": person.may(Right.SEE_WISHES, unit),
        "may_edit": person.may(Right.EDIT_PROFILE, unit),
        "may_manage_people": bool(assignable_roles(user, unit)),
    }
