"""A forum day with a programme and invitees."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from accounts.roles import Role
from meetings.forum.days.enums import ForumDayState
from meetings.forum.days.pages import ForumDayPage, ForumDaysPage
from tests import factories

_numbers = count(1)


def forum_day(*, state: ForumDayState | str = ForumDayState.INVITED, **fields: Any) -> ForumDayPage:
    """A forum day in two weeks; `examples` are in its programme, 20 minutes each, and `people` are invited."""
    number = next(_numbers)
    examples, people = fields.pop("examples", ()), fields.pop("people", ())
    planner = fields.pop("planned_by", None) or factories.user(role=Role.CONSULTANT)
    told = {} if state == ForumDayState.PLANNED else {"invited_by": planner, "invited_at": timezone.now()}
    factories.forum()
    day = ForumDayPage(
        title=fields.pop("title", f"Forumdag {number}"), slug=f"forumdag-{number}", state=state, planned_by=planner,
        **{"starts_at": timezone.now() + timedelta(days=14), "place": "Rådhuset", **told, **fields},
    )  # fmt: skip
    factories.grow(ForumDaysPage.objects.get(), day)
    for position, shown in enumerate(examples):
        day.points.create(kind="example", example=shown, position=position, minutes=20)
    for person in people:
        day.invitees.create(user=person, name=person.name, email=person.email, invited_at=timezone.now())
    return day
