"""What a questionnaire asks of a person, as conditions of a query: the front page asks nothing of its own for it."""

from datetime import date

from django.db.models import OuterRef, Subquery

from meetings.questionnaires.models import Respondent
from meetings.questionnaires.rounds import can_answer_q


def to_answer(user_id: int, today: date, column: str, meeting: str = "pk") -> Subquery:
    """`column` of the open round that the person has not answered and that closes first, as Respondent's lookup.
    `meeting` is the key of the meeting in the query's rows."""
    rows = Respondent.objects.filter(can_answer_q(today), round__meeting=OuterRef(meeting), user=user_id, answer=None)
    return Subquery(rows.order_by("round__closes_on", "round").values(column)[:1])
