"""What a round for remarks asks of people, as conditions of a query: the front page asks nothing of its own for it."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from meetings.meeting.enums import Attendance
from meetings.minutes.enums import MinutesState
from meetings.minutes.record import SubmittedVersion
from meetings.minutes.remarks.enums import AuthorChoice
from meetings.minutes.remarks.models import Remark, RemarkRound, RoundReader


def asks_to_read(user_id: int, today: date, meeting: str = "pk") -> Exists:
    """Return an expression: the person has a draft to read: neither remarked, nor said that they have no remarks.
    `meeting` is the key of the meeting in the query's rows."""
    readers = RoundReader.objects.filter(
        _running(today, "round__"), round__minutes__meeting=OuterRef(meeting), participant__user=user_id, done_at=None
    ).exclude(participant__attendance=Attendance.ABSENT)
    remarked = Remark.objects.filter(round=OuterRef("round"), participant=OuterRef("participant"))
    return Exists(readers.filter(~Exists(remarked)))


def had_round(meeting: str = "pk") -> Q:
    """There was a round, or the minutes were submitted before there were any."""
    sent = SubmittedVersion.objects.filter(minutes__meeting=OuterRef(meeting))
    return Exists(RemarkRound.objects.filter(minutes__meeting=OuterRef(meeting))) | Exists(sent)


def round_runs(today: date, meeting: str = "pk") -> Exists:
    return Exists(RemarkRound.objects.filter(_running(today), minutes__meeting=OuterRef(meeting)))


def has_unanswered(meeting: str = "pk") -> Exists:
    remarks = Remark.objects.filter(round__minutes__meeting=OuterRef(meeting), answered_at=None)
    return Exists(remarks.exclude(choice=AuthorChoice.WITHDRAWN))


def _running(today: date, prefix: str = "") -> Q:
    return Q(
        **{
            f"{prefix}ended_at": None,
            f"{prefix}ends_on__gte": today,
            f"{prefix}minutes__state": MinutesState.DRAFT,
        }
    )
