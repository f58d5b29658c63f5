"""Ask the people of a meeting: all who took part, when it was held; the leadership team, before the initial meeting."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q

from accounts.user import User
from foundation import audit
from meetings.meeting.enums import Attendance
from meetings.meeting.pages import MeetingPage
from meetings.questionnaires.enums import Purpose
from meetings.questionnaires.models import AnswerRound, Respondent
from meetings.questionnaires.notifications import notify_wanted
from meetings.questionnaires.pages import QuestionnairePage
from meetings.questionnaires.rounds import (
    ASKED_IN,
    RIGHT_OF_LEADERSHIP,
    last_day_of_evaluation,
    last_day_of_preparation,
    respondents,
    right_to_answer,
)
from meetings.units.right_holders import right_holders


def open_evaluations(meeting: MeetingPage, *, by: User | None, today: date) -> None:
    """In the transaction that holds the meeting: ask all participants who were not absent, those with an account only
    while they have a role. A meeting that was reopened and is held again asks those who are new."""
    for questionnaire in _questionnaires(meeting, Purpose.EVALUATION):
        may = right_holders(right_to_answer(questionnaire), meeting.unit, today)
        people = meeting.participants.exclude(attendance=Attendance.ABSENT).filter(Q(user=None) | Q(user__in=may))
        asked = [Respondent(participant=one, user_id=one.user_id) for one in people]
        _open(questionnaire, meeting, asked, last_day_of_evaluation(questionnaire, today), by=by, today=today)


def open_preparations(meeting: MeetingPage, *, today: date) -> None:
    """Ask the leadership team until the day of the initial meeting. Does nothing when that has passed."""
    last = last_day_of_preparation(meeting)
    if last is None or last < today or meeting.state not in ASKED_IN[Purpose.PREPARATION]:
        return
    for questionnaire in _questionnaires(meeting, Purpose.PREPARATION):
        team = right_holders(RIGHT_OF_LEADERSHIP, meeting.unit, today, in_the_unit_only=True)
        with transaction.atomic():
            _open(questionnaire, meeting, [Respondent(user=one) for one in team], last, by=None, today=today)


def _questionnaires(meeting: MeetingPage, purpose: Purpose) -> Iterable[QuestionnairePage]:
    return QuestionnairePage.objects.filter(live=True, purpose=purpose, for_template=meeting.cycle.template_id)


def _open(
    questionnaire: QuestionnairePage, meeting: MeetingPage, people: list[Respondent], last: date, *, by: User | None,
    today: date,
) -> None:  # fmt: skip
    """Open the round, or let one that is open follow the new day, and tell those who were not asked before."""
    answer_round, is_new = AnswerRound.objects.get_or_create(
        questionnaire=questionnaire, meeting=meeting, defaults={"opened_on": today, "closes_on": last}
    )
    if answer_round.is_closed:
        return
    if answer_round.closes_on != last:
        AnswerRound.objects.filter(pk=answer_round.pk, closed_on=None).update(closes_on=last)
    before = set(answer_round.respondents.values_list("user", "participant"))
    new = [one for one in people if (one.user_id, one.participant_id) not in before]
    for one in new:
        one.round = answer_round
        one.save()
    if is_new:
        audit.record("questionnaire.opened", answer_round, by=by, unit_id=meeting.unit_id, asked=len(new))
    if new:
        notify_wanted(list(respondents().filter(pk__in=[one.pk for one in new])), by)
