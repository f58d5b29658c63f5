"""The form of one change to the frame."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.forms.change_form import ChangeForm
from meetings.insights.frame_changes.enums import ChangeState
from meetings.insights.frame_changes.models import FrameChange
from meetings.insights.frame_changes.save_change import WrittenChange


class FrameChangeForm(ChangeForm[FrameChange]):
    """`titles`: the items that it can be about, by block id."""

    text = forms.CharField(
        label=_("The proposal in your own words"),
        help_text=_("The units read it if you put it off or decline it. Name no unit and no person."),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
    )
    item = forms.ChoiceField(label=_("What is it about?"), required=False)
    state = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[
            (ChangeState.TAKEN, _("Take it: the change is made in the template")),
            (ChangeState.PUT_OFF, _("Put it off: it is carried over to the next template")),
            (ChangeState.DECLINED, _("Decline it")),
            (ChangeState.PROPOSED, _("Decide later")),
        ],
        initial=ChangeState.PROPOSED,
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Your answer to the units"),
        help_text=_("If you take it: what you have changed. If you put it off or decline it: why."),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
    )

    def __init__(
        self, data: QueryDict | None = None, *, row: FrameChange | None, titles: dict[str, str], **kwargs: object
    ) -> None:
        super().__init__(data, row=row, **kwargs)
        known = {**titles, **({str(row.block_id): row.item_title} if row and row.block_id else {}), **titles}
        self.fields["item"].choices = [("", _("The meeting as a whole")), *known.items()]

    @staticmethod
    def initial_from(row: FrameChange) -> dict[str, object]:
        return {"text": row.text, "item": str(row.block_id or ""), "state": row.state, "answer": row.answer}

    def written(self) -> WrittenChange:
        data = self.cleaned_data
        return WrittenChange(data["text"], data["item"], ChangeState(data["state"]), data["answer"])
