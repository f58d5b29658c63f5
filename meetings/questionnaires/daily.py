"""What happens to questionnaires by itself: preparations open, people are reminded, rounds close, answers go."""

from datetime import date, timedelta

from django.db import transaction
from django_tasks import task

from foundation import audit
from meetings.meeting.pages import MeetingPage
from meetings.questionnaires.close_round import close_round
from meetings.questionnaires.enums import Purpose
from meetings.questionnaires.models import Answer, Respondent
from meetings.questionnaires.notifications import notify_ends_soon
from meetings.questionnaires.open_round import open_preparations
from meetings.questionnaires.pages import QuestionnairePage
from meetings.questionnaires.rounds import ASKED_IN, can_answer_q, respondents, rounds

#: The reminder that goes by itself, to those who have not answered.
DAYS_BEFORE = 2


@task(queue_name="nightly")
def follow_questionnaires(day: str) -> int:
    """Close what has passed its last day, open preparations, and remind. `day` is an ISO date. Returns the number of
    rounds that were closed."""
    today = date.fromisoformat(day)
    asked = QuestionnairePage.objects.filter(live=True, purpose=Purpose.PREPARATION).values("for_template")
    meetings = MeetingPage.objects.filter(state__in=ASKED_IN[Purpose.PREPARATION], cycle__template__in=asked)
    for meeting in meetings.select_related("unit__area", "cycle"):
        open_preparations(meeting, today=today)
    closed = sum(close_round(one, today) for one in rounds().filter(closed_on=None, closes_on__lt=today))
    for one in rounds().filter(closed_on=None, closes_on=today + timedelta(days=DAYS_BEFORE), opened_on__lt=today):
        with transaction.atomic():
            silent = respondents().filter(can_answer_q(today), round=one, answer=None)
            notify_ends_soon(list(silent))
    return closed


@task(queue_name="nightly")
def delete_old_answers(day: str) -> int:
    """Delete answers whose date has passed; the round stays, with the number of its answers. Returns their number."""
    today, count = date.fromisoformat(day), 0
    for one in rounds().filter(delete_after__lt=today, answers__isnull=False).distinct():
        with transaction.atomic():
            Respondent.objects.filter(round=one).delete()
            number, _by_model = Answer.objects.filter(round=one).delete()
            audit.record("questionnaire.answers_deleted", one, by=None, unit_id=one.meeting.unit_id, answers=number)
        count += number
    return count
