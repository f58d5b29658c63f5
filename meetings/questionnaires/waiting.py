"""What a questionnaire asks of a person, as part of a query: the front page asks nothing of its own for it.

The unit's people have it from `home.unit_years`; heads of area and consultants are told by mail.
"""

from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from foundation.my_task import MyTask
from meetings.questionnaires.models import Respondent
from meetings.questionnaires.rounds import can_answer_q


def to_answer(user_id: int, today: date, column: str, meeting: str = "pk") -> Subquery:
    """Return `column` of the open round that the person has not answered and that closes first, as Respondent's lookup.
    `meeting` is the key of the meeting in the query's rows."""
    rows = Respondent.objects.filter(can_answer_q(today), round__meeting=OuterRef(meeting), user=user_id, answer=None)
    return Subquery(rows.order_by("round__closes_on", "round").values(column)[:1])


def task_to_answer(meeting_url: str, round_id: int, due: date, unit: str) -> MyTask:
    """Return the task for a row of `to_answer`."""
    return MyTask(
        title=_("Answer a few questions about the dialogue meeting"),
        action=_("Answer"),
        url=f"{meeting_url}spoergeskema/{round_id}/",
        detail=unit,
        due=due,
    )
