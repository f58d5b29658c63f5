"""Access rules of minutes, and of rounds for remarks on their drafts."""

from django.db.models import Exists, OuterRef, Q

from accounts.roles import Right
from meetings.meeting.enums import Attendance, MeetingState
from meetings.minutes.enums import MinutesState
from meetings.minutes.remarks.models import Remark, RoundReader
from meetings.minutes.remarks.rounds import DRAFT_READABLE_AFTER_ROUND
from meetings.units import access
from meetings.units.access import Access


@access.rule("meetings.MinutesPage")
def minutes(access: Access) -> Q:
    """Writers read drafts, the head of area also submitted minutes, holders of SEE_APPROVED_MINUTES approved ones."""
    return (
        access.units_q(Right.WRITE_MINUTES, "unit")
        | Q(state=MinutesState.SUBMITTED) & access.units_q(Right.SEE_SUBMITTED_MINUTES, "unit")
        | Q(state=MinutesState.APPROVED) & access.units_q(Right.SEE_APPROVED_MINUTES, "unit")
    )


@access.rule("meetings.RemarkRound")
def remark_round(access: Access) -> Q:
    """Writers, and its readers while it is open to them (`rounds.is_open_to`): with a right in the unit today, and
    present at the meeting."""
    me = getattr(access.user, "pk", None)
    reads = RoundReader.objects.filter(round=OuterRef("pk"), participant__user=me)
    remarked = Remark.objects.filter(round__minutes=OuterRef("minutes"), participant__user=me)
    runs = Q(ended_at=None, ends_on__gte=access.today)
    return access.units_q(Right.WRITE_MINUTES, "minutes__unit") | (
        access.units_q(Right.SEE_APPROVED_MINUTES, "minutes__unit")
        & Q(minutes__state=MinutesState.DRAFT, minutes__meeting__state=MeetingState.HELD)
        & Exists(reads.exclude(participant__attendance=Attendance.ABSENT))
        & (runs | Q(ends_on__gte=access.today - DRAFT_READABLE_AFTER_ROUND) & Exists(remarked))
    )


@access.rule("meetings.Remark")
def remark(access: Access) -> Q:
    """Writers, and the author while they have a right in the unit. Others see what stands beside the approved text."""
    is_mine = Q(participant__user=getattr(access.user, "pk", None) or 0)
    return access.units_q(Right.WRITE_MINUTES, "round__minutes__unit") | (
        is_mine & access.units_q(Right.SEE_APPROVED_MINUTES, "round__minutes__unit")
    )
