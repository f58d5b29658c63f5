"""Copy a questionnaire to another template, such as next year's."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from meetings.questionnaires.pages import Question, QuestionnaireIndexPage, QuestionnairePage
from meetings.template.pages import TemplatePage
from meetings.units import access

COPIED_FIELDS = ("purpose", "is_named", "introduction", "days_open", "days_kept", "minimum_count")
COPIED_OF_QUESTIONS = (
    "sort_order", "clean_name", "label", "field_type", "required", "choices", "help_text", "about",
)  # fmt: skip


def copy_questionnaire(*, source: QuestionnairePage, template: TemplatePage, by: User) -> QuestionnairePage:
    """Make a draft for `template` from the newest revision of `source`, published or not. Answers are not copied.

    Agenda items keep their block ids from template to template, so what a question is about is kept too. Raises
    NotAllowed.
    """
    if not access.of(by).has(Right.EDIT_TEMPLATES):
        raise NotAllowed(_("Only central editors write questionnaires."))
    newest = source.get_latest_revision_as_object()
    fields = {name: getattr(newest, name) for name in COPIED_FIELDS}
    page = QuestionnairePage(title=newest.title, for_template=template, live=False, owner=by, **fields)
    page.questions = [
        Question(**{name: getattr(one, name) for name in COPIED_OF_QUESTIONS}) for one in newest.questions.all()
    ]
    with transaction.atomic():
        index = QuestionnaireIndexPage.objects.select_for_update().get()
        index.add_child(instance=page)
        page.save_revision(user=by, log_action="wagtail.create", clean=False)
        audit.record("questionnaire.copied", page, by=by, source=source.pk)
    return page
