"""Which rounds are open, and to whom."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.roles import Right
from meetings.meeting.enums import Attendance, MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.questionnaires.enums import Purpose
from meetings.questionnaires.models import AnswerLink, AnswerRound, Respondent
from meetings.questionnaires.pages import QuestionnairePage
from meetings.template.enums import StepKind
from meetings.units import access

#: The leadership team, who answer before the meeting. It is also what they need to be asked.
RIGHT_OF_LEADERSHIP = Right.WRITE_STATEMENTS
#: States of a meeting in which each kind is asked.
ASKED_IN = {
    Purpose.EVALUATION: (MeetingState.HELD,),
    Purpose.PREPARATION: (MeetingState.INVITED, MeetingState.PREPARING),
}


def rounds() -> QuerySet[AnswerRound]:
    return AnswerRound.objects.select_related("questionnaire", "meeting__unit__area", "meeting__cycle")


def respondents() -> QuerySet[Respondent]:
    return Respondent.objects.select_related(
        "round__questionnaire", "round__meeting__unit__area", "round__meeting__cycle", "participant", "user", "answer"
    )


def can_answer_q(today: date) -> Q:
    """Filter on respondents whose round is open to them, apart from the rights of those with an account."""
    by_purpose = Q()
    for purpose, states in ASKED_IN.items():
        by_purpose |= Q(round__questionnaire__purpose=purpose, round__meeting__state__in=states)
    there = Q(participant=None) | ~Q(participant__attendance=Attendance.ABSENT)
    return by_purpose & there & Q(round__closed_on=None, round__closes_on__gte=today)


def right_to_answer(questionnaire: QuestionnairePage) -> Right:
    """Return what somebody with an account needs in the unit to be asked."""
    return Right.SEE_MEETING if questionnaire.is_evaluation else RIGHT_OF_LEADERSHIP


def may_answer(respondent: Respondent, today: date) -> bool:
    """Return whether the round is open to this person today. Taking part gives no rights: roles do, to those who have
    them."""
    if not Respondent.objects.filter(can_answer_q(today), pk=respondent.pk).exists():
        return False
    answer_round = respondent.round
    right = right_to_answer(answer_round.questionnaire)
    return respondent.user is None or access.of(respondent.user, today).may(right, answer_round.meeting.unit)


def respondent_of_link(token: str, today: date) -> Respondent | None:
    """Return the person with this link, while they can answer; else None."""
    link = AnswerLink.of_token(token)
    found = respondents().filter(pk=link.respondent_id).first() if link is not None else None
    return found if found is not None and may_answer(found, today) else None


def last_day_of_preparation(meeting: MeetingPage) -> date | None:
    """Return the day of the initial meeting, or without one that of the meeting; None while no day is known."""
    step = meeting.preparation_steps.filter(kind=StepKind.INITIAL, planned_on__isnull=False).first()
    if step is not None:
        return step.planned_on
    return timezone.localdate(meeting.starts_at) if meeting.starts_at else None


def last_day_of_evaluation(questionnaire: QuestionnairePage, today: date) -> date:
    return today + timedelta(days=questionnaire.days_open)
