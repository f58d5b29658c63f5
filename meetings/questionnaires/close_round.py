"""Close a round. Without names, what joins person and answer is destroyed."""

import random
from datetime import date, timedelta

from django.db import transaction

from foundation import audit
from meetings.questionnaires.models import Answer, AnswerLink, AnswerRound, Respondent
from meetings.questionnaires.notifications import notify_closed


def close_round(answer_round: AnswerRound, today: date) -> bool:
    """Close it, if it is open, and notify the unit's leaders. Return whether it was closed now.

    Without names, the rows that say who was asked, with their links, are deleted, and the answers written anew: in
    random order, with new keys, without the day and the number of changes. All in one transaction, so that neither
    the rows nor their order, age or keys tell who answered what.
    """
    with transaction.atomic():
        row = AnswerRound.objects.select_for_update(of=("self",)).filter(pk=answer_round.pk, closed_on=None).first()
        if row is None:
            return False
        row.asked_count, row.answer_count = row.respondents.count(), row.answers.count()
        row.closed_on = today
        row.delete_after = today + timedelta(days=row.questionnaire.days_kept)
        row.save(update_fields=["asked_count", "answer_count", "closed_on", "delete_after"])
        if row.questionnaire.is_named:
            AnswerLink.objects.filter(respondent__round=row).delete()
        else:
            _destroy_names(row)
        audit.record(
            "questionnaire.closed", row, by=None, unit_id=row.meeting.unit_id, asked=row.asked_count,
            answered=row.answer_count,
        )  # fmt: skip
        notify_closed(row, today)
    return True


def _destroy_names(answer_round: AnswerRound) -> None:
    given = list(answer_round.answers.values_list("values", flat=True))
    random.SystemRandom().shuffle(given)
    Respondent.objects.filter(round=answer_round).delete()
    answer_round.answers.all().delete()
    Answer.objects.bulk_create(Answer(round=answer_round, values=values) for values in given)
