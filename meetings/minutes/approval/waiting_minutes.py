"""Minutes awaiting approval."""

from django.db.models import QuerySet

from accounts.user import AnyUser
from meetings.meeting.list_columns import COLUMNS
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.moderation.waiting import waiting_for_q
from meetings.units import access


def waiting_for(user: AnyUser) -> QuerySet[MinutesPage]:
    """Return submitted minutes on whose present step `user` may act, the longest waiting first, with what a list says
    of them."""
    mine = waiting_for_q(access.of(user), MinutesPage)
    rows = MinutesPage.objects.filter(mine, state=MinutesState.SUBMITTED)
    rows = rows.select_related("meeting__cycle", "meeting__unit", "submitted_by")
    columns = ("submitted_at", "submitted_by__name", "submitted_by__email", *(f"meeting__{name}" for name in COLUMNS))
    return rows.only(*columns).order_by("submitted_at", "pk")
