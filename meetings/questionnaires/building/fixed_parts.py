"""What of a questionnaire stays as it was once people have been asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from meetings.questionnaires.pages import Question, QuestionnairePage


@dataclass(frozen=True)
class RefusedChange:
    """`field` of the page's form; empty for a question."""

    message: str
    field: str = ""


def refused_changes(page: "QuestionnairePage", questions: "Sequence[Question]") -> list[RefusedChange]:
    """Compare `page` and its `questions`, as they would be published, with what is stored and was asked at a meeting.

    Removing, rewording or retyping a question, or taking a choice from it, would give answers another meaning; names
    and purpose are what people were promised. Empty while nobody was asked.
    """
    if not page.was_asked:
        return []
    stored = type(page).objects.get(pk=page.pk)
    found = []
    if stored.is_named != page.is_named:
        text = _("People have been asked, and were told whether their names are seen. That cannot be changed.")
        found.append(RefusedChange(text, "is_named"))
    if stored.purpose != page.purpose or stored.for_template_id != page.for_template_id:
        text = _("People have been asked. Make another questionnaire for another purpose or another year.")
        found.append(RefusedChange(text, "purpose" if stored.purpose != page.purpose else "for_template"))
    if page.minimum_count < stored.minimum_count:
        text = _("People have been asked. The minimum can be raised, not lowered.")
        found.append(RefusedChange(text, "minimum_count"))
    now = {question.key: question for question in questions}
    for asked in stored.questions.all():
        question = now.get(asked.key)
        if question is None:
            text = _("“%(question)s” has been asked and cannot be removed. Put it back, or make a new questionnaire.")
            found.append(RefusedChange(text % {"question": asked.label}))
        elif (question.field_type, question.label) != (asked.field_type, asked.label):
            text = _(
                "“%(question)s” has been asked, and its words and type stay. Add a new question, or write in the "
                "help text."
            )
            found.append(RefusedChange(text % {"question": asked.label}))
        elif question.options[: len(asked.options)] != asked.options:
            text = _("The choices of “%(question)s” have been asked. Add new ones at the end; the others stay.")
            found.append(RefusedChange(text % {"question": asked.label}))
        elif question.required and not asked.required:
            text = _("“%(question)s” could be left out, and some have done so. It stays so.")
            found.append(RefusedChange(text % {"question": asked.label}))
    return found
