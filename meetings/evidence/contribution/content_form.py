"""The contribution form: files, texts, whether children can be recognised, and for leaders the agenda item."""

import secrets
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.cpr_check.forms import Form
from foundation.forms.datalist_input import DatalistInput
from media.enums import DepictsChildren
from media.kinds.registry import SPECS
from media.privacy.set_privacy import PrivacyAnswers
from meetings.evidence.contribution.required_on_share import ChoiceRequiredOnShare
from meetings.evidence.files.file_fields import FilesField, advice_of, label_of
from meetings.evidence.kind_specs import Question, spec_of

#: Short, as they stand beside each other on a phone.
CHILDREN = [
    (DepictsChildren.IDENTIFIABLE.value, _("Yes")),
    (DepictsChildren.NOT_IDENTIFIABLE.value, _("No")),
    (DepictsChildren.NONE.value, _("No children")),
]


class ContentForm(Form):
    """The files and questions of a kind of evidence. Nothing is required: a draft may lack anything.

    `takes_files` is False for shared evidence, to which no files can be added. `asks_children` asks whether children
    can be recognised. `agenda`: titles by id to choose from, for those who place what they bring themselves.
    """

    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        kind: str,
        takes_files: bool = True,
        asks_children: bool = False,
        agenda: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.shape = spec_of(kind)
        if takes_files and self.shape.medium is not None:
            self._add_files()
        for question in self.shape.questions:
            self.fields[f"words-{question.name}"] = _text_field(question, optional=self.shape.main)
        if asks_children:
            self.fields["depicts_children"] = ChoiceRequiredOnShare(
                label=_("Can children be recognised?"), choices=CHILDREN, widget=forms.RadioSelect,
                initial=DepictsChildren.IDENTIFIABLE,
            )  # fmt: skip
        self.fields["seen"] = forms.IntegerField(required=False, widget=forms.HiddenInput)
        self.fields["form_key"] = forms.SlugField(required=False, max_length=40, widget=forms.HiddenInput)
        self.fields["item"] = forms.UUIDField(required=False, widget=forms.HiddenInput)
        self.asks_item = bool(agenda)
        if agenda:
            self.fields["item"] = ChoiceRequiredOnShare(
                label=_("Which agenda item does it belong to?"), choices=agenda.items(), widget=forms.RadioSelect
            )
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

    @property
    def questions(self) -> list[forms.BoundField]:
        """The short questions below the text."""
        asked = {"depicts_children": "depicts_children" in self.fields, "item": self.asks_item}
        return [self[name] for name, is_asked in asked.items() if is_asked]

    @property
    def privacy(self) -> PrivacyAnswers | None:
        """The answer about children; None when it was not asked, or not answered, which leaves the careful one."""
        said = self.cleaned_data.get("depicts_children")
        return PrivacyAnswers(depicts_children=said) if said else None

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
