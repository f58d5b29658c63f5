"""Forms of a round: remark, answer, code, and leaving it out."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.cpr_forms.forms import Form
from foundation.forms.change_form import ChangeForm
from meetings.minutes.remarks.models import Remark

MAX_REMARK_LENGTH = 3000

TAKEN_IN, NOT_TAKEN_IN = "yes", "no"


class RemarkForm(ChangeForm[Remark]):
    """A new remark on the item with a block id, or the changed words of `row`."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("Your remark"),
        max_length=MAX_REMARK_LENGTH,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Write your remark.")},
    )

    def __init__(self, data: QueryDict | None = None, *, key: str, row: Remark | None = None) -> None:
        super().__init__(data, row=row, auto_id=f"id_{key}_%s")

    @staticmethod
    def initial_from(row: Remark) -> dict[str, object]:
        return {"text": row.text}


class AuthorChoiceForm(ChangeForm[Remark]):
    """The version that the author saw when they keep or withdraw the remark."""

    def __init__(self, data: QueryDict | None = None, *, key: str, row: Remark) -> None:
        super().__init__(data, row=row, auto_id=f"id_{key}_%s")

    @staticmethod
    def initial_from(row: Remark) -> dict[str, object]:
        return {}


class RemarkAnswerForm(ChangeForm[Remark]):
    """The answer of the writers."""

    use_required_attribute = False
    taken_in = forms.ChoiceField(
        label=_("What do you do with it?"),
        choices=[(TAKEN_IN, _("We have changed the text")), (NOT_TAKEN_IN, _("The text stays as it is"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether you have changed the text.")},
    )
    answer = forms.CharField(
        label=_("Answer to the author"),
        max_length=MAX_REMARK_LENGTH,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, data: QueryDict | None = None, *, key: str, row: Remark) -> None:
        super().__init__(data, row=row, auto_id=f"id_{key}_%s")

    @staticmethod
    def initial_from(row: Remark) -> dict[str, object]:
        taken_in = TAKEN_IN if row.is_taken_in else NOT_TAKEN_IN
        return {"answer": row.answer, "taken_in": taken_in if row.answered_at else ""}

    @property
    def is_taken_in(self) -> bool:
        """Whether the remark is taken in; of a valid form."""
        return bool(self.cleaned_data["taken_in"] == TAKEN_IN)


class CodeForm(Form):
    """The code from the mail; with or without a space."""

    use_required_attribute = False
    code = forms.CharField(
        label=_("The code from the mail"),
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": _("Write the six digits from the mail.")},
    )


class RoundReasonForm(Form):
    """Why there is no round, or why it ends early."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("The head of the area reads it with the minutes."),
        max_length=MAX_REMARK_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Write why. The head of the area reads it with the minutes.")},
    )
