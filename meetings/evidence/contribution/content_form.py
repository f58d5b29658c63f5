"""The contribution form: files, texts, whether children can be recognised, and for leaders the agenda item. A story has
pieces instead of answers to questions.
"""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from foundation.cpr_forms.forms import Form
from foundation.forms.datalist_input import DatalistInput
from foundation.forms.notation_area import NotationArea
from media.enums import DepictsChildren
from media.kinds.registry import SPECS
from media.privacy.set_privacy import PrivacyAnswers
from meetings.evidence.contribution.required_on_share import ChoiceRequiredOnShare
from meetings.evidence.contribution.story_pieces import (
    FIRST_TEXT,
    MAX_PIECES,
    QUOTE,
    TEXT,
    StoryPiece,
    filled,
    sent_pieces,
)
from meetings.evidence.files.file_fields import FilesField, advice_of, label_of
from meetings.evidence.kind_specs import KindQuestion, spec_of

#: Short, as they stand beside each other on a phone.
CHILDREN_CHOICES = [
    (DepictsChildren.IDENTIFIABLE.value, _("Yes")),
    (DepictsChildren.NOT_IDENTIFIABLE.value, _("No")),
    (DepictsChildren.NONE.value, _("No children")),
]
QUOTE_QUESTION = KindQuestion("words", _("Quote"), _("Word for word. No names of children."), 3)
TEXT_PIECE_QUESTION = KindQuestion(
    "text", _("Text"), _("As long as you like: short pieces are read more easily."), 5, 12000
)
SPEAKER_QUESTION = KindQuestion("who", _("Who said it"), _("For example: a boy in grade 2, or a parent"), 1, 120)


class ContentForm(Form):
    """The files and questions of a kind of evidence. Nothing is required: a draft may lack anything.

    `accepts_files` is False for shared evidence, to which no files can be added. `asks_children` asks whether children
    can be recognised. `agenda`: titles by id to choose from, for those who place what they bring themselves.
    `pieces`: those of a story; a form that was sent has its own.
    """

    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        kind: str,
        accepts_files: bool = True,
        asks_children: bool = False,
        agenda: Mapping[str, str] | None = None,
        pieces: Sequence[StoryPiece] = (FIRST_TEXT,),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.shape = kind, spec_of(kind)
        self.stream = list(sent_pieces(self.data) if self.is_bound else pieces) if self.shape.is_stream else []
        self.initial = {
            **self.initial, **{piece.field(part): words for piece in pieces for part, words in piece.words.items()}
        }  # fmt: skip
        if accepts_files and self.shape.medium is not None:
            self._add_files()
        for question in () if self.shape.is_stream else self.shape.questions:
            self.fields[f"words-{question.name}"] = _text_field(question)
        for piece in self.stream:
            self._add_piece(piece)
        if asks_children:
            self.fields["depicts_children"] = ChoiceRequiredOnShare(
                label=_("Can children be recognised?"), choices=CHILDREN_CHOICES, widget=forms.RadioSelect,
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

    def _add_piece(self, piece: StoryPiece) -> None:
        (story,) = self.shape.questions
        if piece.kind == TEXT:
            asked = story if piece == self.stream[0] else TEXT_PIECE_QUESTION
            self.fields[piece.field("words")] = _text_field(asked, NotationArea({"rows": asked.rows}))
        elif piece.kind == QUOTE:
            self.fields[piece.field("words")] = _text_field(QUOTE_QUESTION)
            self.fields[piece.field("who")] = _text_field(SPEAKER_QUESTION)

    def clean(self) -> dict[str, object]:
        if len(self.stream) > MAX_PIECES:
            self.add_error(None, _("There is room for %(most)s pieces in a story.") % {"most": MAX_PIECES})
        return super().clean() or {}

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
    def answer_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("words-")]

    def fields_of(self, piece: StoryPiece) -> list[forms.BoundField]:
        return [self[name] for name in map(piece.field, ("words", "who")) if name in self.fields]

    @property
    def pieces(self) -> list[StoryPiece] | None:
        """The story as it is written; None for other kinds, and when no pieces were sent."""
        if not (self.shape.is_stream and "order" in self.data):
            return None
        return [filled(piece, self.cleaned_data) for piece in self.stream]

    @property
    def has_answers(self) -> bool:
        return any(self.cleaned_data[field.name] for field in self.answer_fields)

    @property
    def chosen_files(self) -> list[UploadedFile]:
        return [file for name in ("camera", "files") for file in self.cleaned_data.get(name) or []]

    @property
    def answers(self) -> dict[str, str] | None:
        """The answers to the questions; None for a story."""
        if self.shape.is_stream:
            return None
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
    def texts(kind: str, answers: Mapping[str, str], pieces: Sequence[StoryPiece]) -> dict[str, str]:
        """Return what is written, by label, to compare two versions; a story is one text."""
        shape = spec_of(kind)
        if shape.is_stream:
            return {str(shape.questions[0].label): "\n\n".join(piece.text for piece in pieces if piece.text)}
        return {str(question.label): answers[question.name] for question in shape.questions}

    @staticmethod
    def initial_of(answers: Mapping[str, str], expected_version: int) -> dict[str, object]:
        return {"seen": expected_version, **{f"words-{name}": text for name, text in answers.items()}}


def _text_field(question: KindQuestion, widget: forms.Widget | None = None) -> forms.CharField:
    if question.suggestions:
        widget = DatalistInput(question.suggestions)
    return forms.CharField(
        label=question.label,
        help_text=question.prompt,
        required=False,
        max_length=question.longest,
        widget=widget or (forms.TextInput() if question.rows == 1 else forms.Textarea({"rows": question.rows})),
        error_messages={"max_length": _("This is too long. Write at most %(limit_value)d characters.")},
    )
