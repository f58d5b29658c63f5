"""How long a meeting takes evidence: at the meeting too, and until its minutes are sent for approval."""

from django.db.models import Q

from meetings.meeting.enums import GATHERING_STATES, MeetingState

#: The state of minutes that are not sent: a value of MinutesState in `meetings.minutes`, which imports this package.
NOT_SENT = "draft"


def takes_evidence_q(prefix: str = "") -> Q:
    """Return the meetings that take evidence; `prefix` leads to the meeting, as in "meeting__"."""
    is_not_sent = Q(**{f"{prefix}minutes_page": None}) | Q(**{f"{prefix}minutes_page__state": NOT_SENT})
    held = Q(**{f"{prefix}state": MeetingState.HELD}) & is_not_sent
    return Q(**{f"{prefix}state__in": GATHERING_STATES}) | held
