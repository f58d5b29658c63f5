"""The form of a questionnaire, made from its questions."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import FormBuilder

from foundation.forms.change_form import ChangeForm
from meetings.questionnaires.enums import TEXT_TYPES, QuestionType
from meetings.questionnaires.models import Answer
from meetings.questionnaires.pages import Question

MAX_ANSWER_LENGTHS = {QuestionType.SINGLE_LINE: 255, QuestionType.MULTI_LINE: 3000}


class QuestionnaireAnswerForm(ChangeForm[Answer]):
    """What one person answers. Somebody without an account cannot confirm that a number is no CPR number."""

    can_confirm = False
    use_required_attribute = False

    @staticmethod
    def initial_from(row: Answer) -> dict[str, object]:
        return dict(row.values)

    @property
    def values(self) -> dict[str, object]:
        """Of a valid form: what was answered, by the name of the question, as it is stored."""
        given = self.cleaned_data.items()
        return {name: value for name, value in given if name != "seen" and value not in ("", [], None)}


class QuestionnaireFormBuilder(FormBuilder):
    """Wagtail's builder with our types of questions; the fields are named by the key of the question."""

    @property
    def formfields(self) -> dict[str, forms.Field]:
        made = {}
        for question in self.fields:
            create = self.get_create_field_function(question.field_type)
            made[question.name] = create(question, self.get_field_options(question))
        return made

    def get_field_options(self, field: Question) -> dict[str, object]:
        options: dict[str, object] = super().get_field_options(field)
        del options["initial"]
        if field.field_type in TEXT_TYPES:
            options["max_length"] = MAX_ANSWER_LENGTHS[QuestionType(field.field_type)]
            message = _("Write an answer.")
        else:
            message = _("Choose an answer.")
        return {**options, "error_messages": {"required": message}}

    def get_formatted_field_choices(self, field: Question) -> list[tuple[str, str]]:
        return field.options

    def create_singleline_field(self, field: Question, options: dict[str, Any]) -> forms.Field:
        return forms.CharField(**options)

    def create_multiline_field(self, field: Question, options: dict[str, Any]) -> forms.Field:
        return forms.CharField(widget=forms.Textarea({"rows": 4}), **options)

    def create_checkboxes_field(self, field: Question, options: dict[str, Any]) -> forms.Field:
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=self.get_formatted_field_choices(field), widget=widget, **options)

    def create_scale_field(self, field: Question, options: dict[str, Any]) -> forms.Field:
        return self.create_radio_field(field, options)

    def create_yesno_field(self, field: Question, options: dict[str, object]) -> forms.Field:
        return self.create_radio_field(field, options)

    def get_form_class(self) -> type[QuestionnaireAnswerForm]:
        return type("QuestionnaireForm", (QuestionnaireAnswerForm,), self.formfields)


def form_class(questions: Iterable[Question]) -> type[QuestionnaireAnswerForm]:
    return QuestionnaireFormBuilder(list(questions)).get_form_class()
