"""Form of a questionnaire in the Wagtail admin."""

from copy import copy
from typing import Any

from django import forms
from django.forms.models import construct_instance
from django.utils.translation import gettext_lazy as _

from foundation.editor.forms import EditorPageForm
from meetings.questionnaires.building.fixed_parts import refused_changes
from meetings.questionnaires.enums import SCALE_LEVELS, WITH_CHOICES, QuestionType

MAX_CHOICES = 12


class QuestionnairePageForm(EditorPageForm):
    """Names what is wrong with a question beside it. Drafts too: a preview shows the form that people would get."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        """The newest template is proposed: a questionnaire is mostly made for the coming year."""
        super().__init__(*args, **kwargs)
        templates: Any = self.fields["for_template"]
        templates.empty_label = None
        templates.queryset = templates.queryset.order_by("-school_year")
        if self.instance.pk is None:
            self.initial["for_template"] = self.initial.get("for_template") or templates.queryset.first()

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if not self.is_deferred_validation:
            for one in self._questions():
                _check_choices(one)
            if not self._questions():
                self.add_error(None, _("Write at least one question."))
            self._compare_with_what_was_asked()
        return cleaned

    def _compare_with_what_was_asked(self) -> None:
        if self.errors or not all(one.is_valid() for one in self._questions()):
            return
        page = construct_instance(self, copy(self.instance))
        for refused in refused_changes(page, [one.instance for one in self._questions()]):
            self.add_error(refused.field if refused.field in self.fields else None, refused.message)

    def _questions(self) -> list[forms.ModelForm]:
        """The forms of the questions that stay."""
        formset = self.formsets.get("questions")
        forms_of_questions = formset.forms if formset is not None else []
        filled = [one for one in forms_of_questions if not one.is_valid() or one.cleaned_data]
        return [one for one in filled if not _is_deleted(one)]


def _is_deleted(form: forms.Form) -> bool:
    return bool(getattr(form, "cleaned_data", {}).get("DELETE"))


def _check_choices(form: forms.ModelForm) -> None:
    """Add an error where the choices do not fit the type."""
    if not form.is_valid():
        return
    kind = form.cleaned_data.get("field_type")
    lines = [line.strip() for line in form.cleaned_data.get("choices", "").splitlines() if line.strip()]
    if kind in WITH_CHOICES and not 2 <= len(lines) <= MAX_CHOICES:
        form.add_error("choices", _("Write the choices, one in each line: at least two and at most twelve."))
    elif kind == QuestionType.SCALE and len(lines) not in (0, 2, len(SCALE_LEVELS)):
        form.add_error("choices", _("Write two lines, what 1 and 5 mean, or five lines, or none."))
    elif len(set(lines)) < len(lines):
        form.add_error("choices", _("Two choices are the same."))
