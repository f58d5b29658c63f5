"""Access rules of questionnaires. Answers and who gave them have none: nobody reads these rows as such."""

from django.db.models import Q

from accounts.roles import Right
from meetings.units import access
from meetings.units.access import Access


@access.rule("meetings.QuestionnaireIndexPage")
def questionnaire_index(person: Access) -> Q:
    """Editors. Others meet the questions at their own meeting."""
    return access.ALL_ROWS if person.has(Right.EDIT_TEMPLATES) else access.NO_ROWS


@access.rule("meetings.QuestionnairePage")
def questionnaire(person: Access) -> Q:
    return access.ALL_ROWS if person.has(Right.EDIT_TEMPLATES) else access.NO_ROWS


@access.rule("meetings.AnswerRound")
def answer_round(person: Access) -> Q:
    """Who may read what was answered at a meeting (`reading.round_results`): leaders of the unit, head of area and
    consultants. Not editors, who read across all meetings, and not those who were asked."""
    return person.units_q(Right.SEE_ANSWERS, "meeting__unit")
