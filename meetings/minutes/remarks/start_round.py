"""Send the draft of the minutes to the participants, for their remarks."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import Conflict, NotAllowed, Refusal
from meetings.meeting.enums import MeetingState
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.minutes.permissions import may_submit
from meetings.minutes.remarks.models import RemarkRound, RoundReader
from meetings.minutes.remarks.notifications import notify_started
from meetings.minutes.remarks.rounds import days_of, draft_readers, latest_round


class NoRoundNow(Refusal):
    """The minutes are no draft of a held meeting."""


class RoundRuns(Conflict):
    """A round runs already."""


class NoOtherParticipant(Refusal):
    """Nobody else took part."""


def start_round(*, minutes: MinutesPage, by: User, today: date) -> RemarkRound:
    """Give the participants but `by` the days of the template, and tell them: by account, or by link and code.

    Raises NotAllowed, NoRoundNow, RoundRuns, NoOtherParticipant.
    """
    if not may_submit(by, minutes):
        raise NotAllowed(
            _("The agreement holder sends the draft to the participants, or somebody they let send the minutes.")
        )
    with transaction.atomic():
        page = locked_draft(minutes)
        last = latest_round(page)
        if last is not None and last.runs_on(today):
            raise RoundRuns(_("The draft is already with the participants."))
        people = [one for one in draft_readers(page.meeting, today) if one.user_id != by.pk]
        if not people:
            raise NoOtherParticipant(_("Nobody else took part. Write why the round is left out instead."))
        ends_on = today + timedelta(days=days_of(page.meeting))
        remark_round = RemarkRound.objects.create(minutes=page, started_by=by, ends_on=ends_on)
        readers = [RoundReader(round=remark_round, participant=one) for one in people]
        RoundReader.objects.bulk_create(readers)
        audit.record("minutes.round_started", page, by=by, unit_id=page.unit_id, readers=len(readers))
        notify_started(remark_round, people)
    return remark_round


def locked_draft(minutes: MinutesPage) -> MinutesPage:
    """Return the minutes, locked. Raises NoRoundNow unless they are a draft of a held meeting."""
    rows = MinutesPage.objects.select_for_update(of=("self",))
    page = rows.select_related("unit__area", "meeting__unit", "meeting__cycle", "meeting__template_revision").get(
        pk=minutes.pk
    )
    if page.state != MinutesState.DRAFT:
        raise NoRoundNow(_("The minutes are no longer a draft: %(state)s.") % {"state": page.get_state_display()})
    if page.meeting.state != MeetingState.HELD:
        raise NoRoundNow(_("End the meeting first. Then the draft can be sent to the participants."))
    return page
