"""Propose a day for the follow-up talk of a meeting."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Exists
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from meetings.agreements.follow_up_talk.models import FollowUpTalk
from meetings.agreements.models import Agreement
from meetings.meeting.pages import MeetingPage
from meetings.meeting.working_days import working_day_by
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.units import access

#: How long after the approval of the minutes the talk is proposed.
PROPOSED_AFTER_APPROVAL = relativedelta(months=3)


class NothingToFollowUp(Refusal):
    """The minutes are not approved, or the unit has no open agreements."""


def propose_talk(*, meeting: MeetingPage, by: User, today: date) -> FollowUpTalk:
    """Return the open talk of the meeting; a new one is proposed for the working day three months from `today`.

    Raises NotAllowed, NothingToFollowUp.
    """
    if not access.of(by).may(Right.FOLLOW_UP_TALK, meeting.unit):
        raise NotAllowed(_("Agreement holder, head of area and consultant set the follow-up talk."))
    with transaction.atomic():
        MeetingPage.objects.select_for_update(of=("self",)).only("pk").get(pk=meeting.pk)
        if found := FollowUpTalk.objects.open().filter(meeting=meeting).first():
            return found
        still_open = Agreement.objects.open().filter(unit=meeting.unit_id)
        approved = MinutesPage.objects.filter(meeting=meeting, state=MinutesState.APPROVED)
        if not approved.filter(Exists(still_open)).exists():
            raise NothingToFollowUp(_("There is nothing to follow up: the unit has no open agreements."))
        talk = FollowUpTalk.objects.create(meeting=meeting, planned_on=working_day_by(today + PROPOSED_AFTER_APPROVAL))
        audit.record("follow_up_talk.proposed", talk, by=by, unit_id=meeting.unit_id)
    return talk
