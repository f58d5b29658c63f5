"""Access rules of questionnaires. Answers and who gave them have none: nobody reads these rows as such."""

from django.db.models import Q

from accounts.roles import Right
from meetings.units import access
from meetings.units.access import ALL_ROWS, NO_ROWS, Access


@access.rule("meetings.QuestionnaireIndexPage")
def questionnaire_index(access: Access) -> Q:
    """Editors. Others meet the questions at their own meeting."""
    return ALL_ROWS if access.has(Right.EDIT_TEMPLATES) else NO_ROWS


@access.rule("meetings.QuestionnairePage")
def questionnaire(access: Access) -> Q:
    return ALL_ROWS if access.has(Right.EDIT_TEMPLATES) else NO_ROWS


@access.rule("meetings.AnswerRound")
def answer_round(access: Access) -> Q:
    """Who may read what was answered at a meeting (`reading.round_results`): leaders of the unit, head of area and
    consultants. Not editors, who read across all meetings, and not those who were asked."""
    return access.units_q(Right.SEE_ANSWERS, "meeting__unit")
