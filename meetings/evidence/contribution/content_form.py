"""Step 2 of the contribution form: files and texts."""

import secrets
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.cpr_check.forms import Form
from foundation.forms.datalist_input import DatalistInput
from media.kinds.registry import SPECS
from meetings.evidence.files.file_fields import FilesField, advice_of, label_of
from meetings.evidence.kind_specs import Question, spec_of


class ContentForm(Form):
    """The files and questions of a kind of evidence. Nothing is required: a draft may lack anything.

    `takes_files` is False for shared evidence, to which no files can be added.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, kind: str, takes_files: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shape = spec_of(kind)
        if takes_files and self.shape.medium is not None:
            self._add_files()
        for question in self.shape.questions:
            self.fields[f"words-{question.name}"] = _text_field(question, optional=self.shape.main)
        self.fields["seen"] = forms.IntegerField(required=False, widget=forms.HiddenInput)
        self.fields["form_key"] = forms.SlugField(required=False, max_length=40, widget=forms.HiddenInput)
        self.fields["item"] = forms.UUIDField(required=False, widget=forms.HiddenInput)
        self.fields["slot"] = forms.IntegerField(required=False, widget=forms.HiddenInput)
        self.fields["form_key"].initial = secrets.token_hex(6)

    def _add_files(self) -> None:
        medium = self.shape.medium
        if medium is None:
            return
        if camera := SPECS[medium].camera:
            self.fields["camera"] = FilesField(media=(medium,), several=False, from_camera=True, label=camera)
        media = self.shape.media
        self.fields["files"] = FilesField(
            media=media, several=self.shape.several, label=label_of(media), help_text=advice_of(media)
        )

    @property
    def files_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("camera", "files") if name in self.fields]

    @property
    def words_fields(self) -> list[forms.BoundField]:
        return [self[f"words-{question.name}"] for question in self.shape.questions]

    @property
    def chosen_files(self) -> list[Any]:
        return [file for name in ("camera", "files") for file in self.cleaned_data.get(name) or []]

    @property
    def words(self) -> dict[str, str]:
        return {question.name: self.cleaned_data[f"words-{question.name}"] for question in self.shape.questions}

    @staticmethod
    def initial_of(words: Mapping[str, str], seen: int) -> dict[str, Any]:
        return {"seen": seen, **{f"words-{name}": text for name, text in words.items()}}


def _text_field(question: Question, *, optional: bool) -> forms.CharField:
    widget: forms.Widget = forms.TextInput() if question.rows == 1 else forms.Textarea({"rows": question.rows})
    if question.suggestions:
        widget = DatalistInput(question.suggestions)
    return forms.CharField(
        label=question.label,
        help_text=question.prompt,
        required=False,
        max_length=question.longest,
        widget=widget,
        error_messages={"max_length": _("This is too long. Write at most %(limit_value)d characters.")},
    )
