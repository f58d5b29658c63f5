"""Answer a questionnaire, or change one's answer until it closes."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from foundation import audit
from foundation.errors import Refusal
from foundation.forms.optimistic_lock import bump_version, changed_meanwhile
from meetings.questionnaires.models import Answer, AnswerRound, Respondent
from meetings.questionnaires.rounds import may_answer, respondents


class RoundIsClosed(Refusal):
    """The questionnaire is closed, or the person is no longer asked."""


def give_answer(
    *, respondent: Respondent, values: Mapping[str, object], expected_version: int | None, today: date
) -> Answer:
    """Store the one answer of this person. `expected_version`: what the form showed; -1 for a first answer.

    The event log has answers with names only: its time and person would join an answer without names to somebody.
    Raises RoundIsClosed, ChangedMeanwhile.
    """
    with transaction.atomic():
        AnswerRound.objects.select_for_update(of=("self",)).get(pk=respondent.round_id)
        row = respondents().filter(pk=respondent.pk).first()
        if row is None or not may_answer(row, today):
            raise RoundIsClosed(_("The questionnaire is closed, so your answer cannot be saved."))
        answer = row.answer
        if answer is None:
            answer = Answer.objects.create(round=row.round, values=dict(values), answered_on=today)
            Respondent.objects.filter(pk=row.pk).update(answer=answer)
        elif answer.values == dict(values):
            return answer  # sent twice
        elif expected_version is not None and answer.version != expected_version:
            raise changed_meanwhile(answer, who=row.name)
        else:
            answer = bump_version(
                Answer.objects.filter(pk=answer.pk), expected_version, values=dict(values), answered_on=today
            )
        if row.round.questionnaire.is_named:
            audit.record(
                "questionnaire.answered", row.round, by=row.user, unit_id=row.round.meeting.unit_id, respondent=row.pk
            )
    return answer
