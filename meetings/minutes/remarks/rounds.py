"""Which round minutes have, who reads in it, and how long it is open to each."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.roles import Right
from foundation.errors import Conflict
from meetings.meeting.enums import Attendance, MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.minutes.remarks.models import Remark, RemarkRound, RoundReader
from meetings.units import access
from meetings.units.right_holders import right_holders

#: So long after the round its authors can read the answers to their remarks by their link, unless the minutes are
#: submitted before.
DRAFT_READABLE_AFTER_ROUND = timedelta(days=14)


class RoundIsOver(Conflict):
    """The round has ended, or the minutes are no longer a draft."""


def latest_round(minutes: MinutesPage) -> RemarkRound | None:
    return RemarkRound.objects.filter(minutes=minutes).last()


def days_of(meeting: MeetingPage) -> int:
    """Return how many days the template of the meeting gives for remarks."""
    return meeting.template_revision.as_object().remark_days


def draft_readers(meeting: MeetingPage, today: date) -> QuerySet[Participant]:
    """Return the participants who get the draft: all who were not absent; those with an account only while they have a
    role.

    Taking part gives no rights: who has an account reads with the rights of today.
    """
    may_read = right_holders(Right.SEE_APPROVED_MINUTES, meeting.unit, today)
    people = meeting.participants.exclude(attendance=Attendance.ABSENT)
    return people.filter(Q(user=None) | Q(user__in=may_read)).select_related("user")


def is_open_to(reader: RoundReader, today: date) -> bool:
    """Return whether the reader may still see the draft: while the round runs, and authors of remarks for two weeks
    more.

    `reader` has round, participant, minutes and meeting loaded.
    """
    remark_round, person = reader.round, reader.participant
    minutes = remark_round.minutes
    if minutes.state != MinutesState.DRAFT or minutes.meeting.state != MeetingState.HELD:
        return False
    if person.attendance == Attendance.ABSENT or remark_round.ends_on is None:
        return False
    if person.user is not None and not access.of(person.user, today).may(Right.SEE_APPROVED_MINUTES, minutes.unit):
        return False
    if remark_round.runs_on(today):
        return True
    return today <= remark_round.ends_on + DRAFT_READABLE_AFTER_ROUND and remarks_by(reader).exists()


def readers() -> QuerySet[RoundReader]:
    return RoundReader.objects.select_related(
        "round__minutes__unit__area", "round__minutes__meeting__unit", "round__minutes__meeting__cycle",
        "participant__user",
    )  # fmt: skip


def remarks_by(reader: RoundReader) -> QuerySet[Remark]:
    """Return the remarks of the reader on these minutes, also those of an earlier round."""
    return Remark.objects.filter(round__minutes=reader.round.minutes_id, participant=reader.participant_id)


def silent_readers(remark_round: RemarkRound) -> QuerySet[RoundReader]:
    """Return those who have neither remarked in the round nor said that they have no remarks."""
    remarked = Remark.objects.filter(round=remark_round)
    return readers().filter(round=remark_round, done_at=None).exclude(participant__in=remarked.values("participant"))


def lock_round(of: RoundReader, today: date, *, must_run: bool) -> RoundReader:
    """Return the reader as stored now, with the minutes locked, so that no round ends and nobody submits meanwhile.

    `must_run`: for what is said only while the round runs. Raises RoundIsOver. Requires a transaction.
    """
    MinutesPage.objects.select_for_update(of=("self",)).get(pk=of.round.minutes_id)
    reader = readers().filter(pk=of.pk).first()
    if reader is None or not is_open_to(reader, today) or (must_run and not reader.round.runs_on(today)):
        raise RoundIsOver(_("The round for remarks is over."))
    return reader


def unanswered(minutes: MinutesPage) -> int:
    """Return how many remarks wait for an answer of the writers."""
    return sum(row.waits_for_answer for row in Remark.objects.filter(round__minutes=minutes))
