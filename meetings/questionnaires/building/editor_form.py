"""Form of a questionnaire in the Wagtail admin."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.editor.forms import EditorPageForm
from meetings.questionnaires.building.fixed_parts import refused_changes
from meetings.questionnaires.enums import LEVELS, WITH_CHOICES, QuestionType

MOST_CHOICES = 12


class QuestionnairePageForm(EditorPageForm):
    """Names what is wrong with a question beside it. Drafts too: a preview shows the form that people would get."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        formset = self.formsets.get("questions")
        if formset is None or self.is_deferred_validation:
            return cleaned
        kept = [one for one in formset.forms if one.is_valid() and one.cleaned_data and not _is_deleted(one)]
        for one in kept:
            _check_choices(one)
        if not any(not _is_deleted(one) for one in formset.forms):
            self.add_error(None, _("Write at least one question."))
        if all(one.is_valid() for one in kept) and not self.errors:
            for refused in refused_changes(self.instance, [one.instance for one in kept]):
                self.add_error(refused.field if refused.field in self.fields else None, refused.message)
        return cleaned


def _is_deleted(form: forms.Form) -> bool:
    return bool(form.cleaned_data.get("DELETE")) if hasattr(form, "cleaned_data") else False


def _check_choices(form: Any) -> None:
    kind = form.cleaned_data.get("field_type")
    lines = [line.strip() for line in form.cleaned_data.get("choices", "").splitlines() if line.strip()]
    if kind in WITH_CHOICES and not 2 <= len(lines) <= MOST_CHOICES:
        form.add_error("choices", _("Write the choices, one in each line: at least two and at most twelve."))
    elif kind == QuestionType.SCALE and len(lines) not in (0, 2, len(LEVELS)):
        form.add_error("choices", _("Write two lines, what 1 and 5 mean, or five lines, or none."))
    elif len(set(lines)) < len(lines):
        form.add_error("choices", _("Two choices are the same."))
