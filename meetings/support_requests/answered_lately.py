"""Wishes that got an answer or came to something lately, as a column of a query of meetings: the front page asks
nothing of its own for it."""

from datetime import date, timedelta

from django.db.models import Count, OuterRef, Q, Subquery

from meetings.meeting.current_meetings import start_of
from meetings.support_requests.enums import SupportRequestState
from meetings.support_requests.models import SupportRequest

#: So long an answer is news.
ANSWERED_WITHIN_DAYS = 14


def answered_lately(today: date, meeting: str = "pk") -> Subquery:
    """Return how many of the meeting's wishes were answered lately; None for none. `meeting` is the key of the meeting
    in the query's rows."""
    since = start_of(today - timedelta(days=ANSWERED_WITHIN_DAYS))
    news = SupportRequest.objects.filter(Q(answered_at__gte=since) | Q(closed_at__gte=since), meeting=OuterRef(meeting))
    of_meeting = news.exclude(state=SupportRequestState.WITHDRAWN).order_by().values("meeting")
    return Subquery(of_meeting.annotate(count=Count("pk")).values("count"))
