"""Forms for notes of an area."""

from collections.abc import Iterable

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.cpr_forms.forms import Form
from foundation.forms.change_form import ChangeForm
from foundation.forms.model_choice_field import ModelChoiceByIdField
from meetings.insights.across.reading import MAX_TICKED
from meetings.insights.area_note.enums import Clearance
from meetings.insights.area_note.note_pieces import HEADING, NotePiece, pieces_of, sent_pieces, with_words
from meetings.insights.area_note.pages import AreaNotePage, QuotedPassage

MAX_TEXT_LENGTH = 10000


class CollectForm(Form):
    """Into which note the ticked passages go."""

    note = ModelChoiceByIdField(
        AreaNotePage.objects.none(), label=_("Into which note?"), required=False, empty_label=_("A new note")
    )
    title = forms.CharField(
        label=_("Title of a new note"), max_length=200, required=False, help_text=_("You can change it later.")
    )

    def __init__(self, data: QueryDict | None = None, *, drafts: QuerySet[AreaNotePage]) -> None:
        super().__init__(data)
        self.fields["note"].queryset = drafts
        self.keys = data.getlist("passage")[: MAX_TICKED + 1] if data is not None else []

    def clean(self) -> dict[str, object] | None:
        if len(self.keys) > MAX_TICKED:
            self.add_error(None, _("Take at most %(most)s passages at a time.") % {"most": MAX_TICKED})
        return super().clean()


class NoteForm(ChangeForm[AreaNotePage]):
    """The title of a note, and its headings and own words in their order. Bound, it has the pieces that were sent."""

    use_required_attribute = False
    title = forms.CharField(label=_("Title"), max_length=200, required=False)

    def __init__(self, data: QueryDict | None = None, *, row: AreaNotePage, quoted: dict[int, QuotedPassage]) -> None:
        super().__init__(data, row=row)
        stored = pieces_of(row.body, quoted)
        self.pieces = stored if data is None else sent_pieces(data.get("order", "").split(), stored)
        self.order = " ".join(piece.sent for piece in self.pieces)
        for piece in self.pieces:
            if piece.is_written:
                self.fields[piece.field] = _field(piece)

    @staticmethod
    def initial_from(row: AreaNotePage) -> dict[str, object]:
        written = {piece.field: piece.words for piece in pieces_of(row.body, {}) if piece.is_written}
        return {"title": row.title, **written}

    def written_pieces(self) -> list[NotePiece]:
        return [with_words(piece, self.cleaned_data.get(piece.field, "")) for piece in self.pieces]

    def rows(self) -> Iterable[tuple[NotePiece, forms.BoundField | None]]:
        return [(piece, self[piece.field] if piece.is_written else None) for piece in self.pieces]


def _field(piece: NotePiece) -> forms.CharField:
    if piece.kind == HEADING:
        return forms.CharField(label=piece.label, max_length=200, required=False)
    area = forms.Textarea({"rows": 5})
    return forms.CharField(label=piece.label, max_length=MAX_TEXT_LENGTH, required=False, widget=area)


class VersionForm(ChangeForm[AreaNotePage]):
    """A button that acts on the version of the note that was read."""

    @staticmethod
    def initial_from(row: AreaNotePage) -> dict[str, object]:
        return {}


class NoteDecisionForm(VersionForm):
    reason = forms.CharField(
        label=_("What should be changed?"), widget=forms.Textarea({"rows": 4}), max_length=2000, required=False
    )


class ClearanceForm(ChangeForm[QuotedPassage]):
    """May the unit's words stand in the note?"""

    answer = forms.ChoiceField(
        label=_("May your words be quoted in the note?"),
        choices=[
            ("yes", _("Yes, they may be quoted there as they are shown here")),
            ("no", _("No, leave our words out")),
        ],
        widget=forms.RadioSelect,
    )

    @staticmethod
    def initial_from(row: QuotedPassage) -> dict[str, object]:
        return {"answer": row.clearing if row.clearing in (Clearance.YES, Clearance.NO) else ""}
