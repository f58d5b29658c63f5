"""Create and update agreements when minutes are approved, inside the transaction of the approval."""

from contextlib import suppress
from datetime import date

from django.dispatch import receiver

import meetings.agreements.agreements_from_earlier_years  # noqa: F401 — registers a provider of earlier agreements
from accounts.user import User
from foundation.errors import NotAllowed
from meetings.agreements.apply_outcomes import apply_outcomes
from meetings.agreements.follow_up_talk.models import FollowUpTalk
from meetings.agreements.follow_up_talk.propose_talk import NothingToFollowUp, propose_talk
from meetings.agreements.make_agreements import make_agreements
from meetings.minutes.record import ApprovalRecord
from meetings.minutes.signals import minutes_approved


@receiver(minutes_approved, dispatch_uid="agreements_of_approved_minutes")
def create_agreements_of_minutes(*, record: ApprovalRecord, today: date, **_signal: object) -> None:
    make_agreements(record=record)
    apply_outcomes(record=record, today=today)


@receiver(minutes_approved, dispatch_uid="follow_up_talk_of_approved_minutes")
def propose_talk_of_minutes(*, record: ApprovalRecord, by: User, today: date, **_signal: object) -> None:
    """Propose the talk about what was agreed. It replaces one of an earlier meeting that never got a time."""
    meeting = record.minutes.meeting
    earlier = FollowUpTalk.objects.open().filter(meeting__unit=meeting.unit_id, begins_at=None, lines=None, summary="")
    earlier.exclude(meeting=meeting).delete()
    with suppress(NothingToFollowUp, NotAllowed):
        propose_talk(meeting=meeting, by=by, today=today)
