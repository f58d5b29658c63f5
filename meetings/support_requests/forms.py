"""Forms about wishes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.user import User
from foundation.forms.change_form import ChangeForm
from foundation.forms.date_and_time_fields import DayField
from foundation.text.parsing import parse_int
from meetings.support_requests.enums import SupportRequestState
from meetings.support_requests.listing import NONE, OWN, WishFilter
from meetings.support_requests.models import SupportRequest
from meetings.units.pages import UnitPage
from snippets.models import Initiative

MAX_TEXT_LENGTH = 5000


class WishFilterForm(forms.Form):
    """Parse the query parameters enhed, tema, tilstand, hvis and orden; invalid values are ignored, never an error."""

    orden = forms.ChoiceField(label=_("Sorted by"), required=False, choices=[("", _("Theme")), ("dato", _("Date"))])
    enhed = forms.ChoiceField(label=_("Unit"), required=False)
    tema = forms.ChoiceField(label=_("Theme"), required=False)
    tilstand = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[("", _("Open")), *SupportRequestState.choices, ("alle", _("All"))],
    )  # fmt: skip
    hvis = forms.ChoiceField(
        label=_("Who answers"), required=False, choices=[("", _("Everybody")), ("mine", _("I do"))]
    )

    def __init__(self, data: QueryDict, units: Iterable[UnitPage], *, answers: bool) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["enhed"].choices = [("", _("All")), *((str(unit.pk), unit.title) for unit in units)]
        names = Initiative.objects.filter(is_active=True).values_list("pk", "name")
        fields["tema"].choices = [
            ("", _("All")), *((str(pk), name) for pk, name in names), (OWN, _("The units' own initiatives")),
            (NONE, _("On no initiative")),
        ]  # fmt: skip
        if not answers:
            del self.fields["hvis"]

    def wanted(self) -> WishFilter:
        self.is_valid()
        self.errors.clear()
        cleaned = self.cleaned_data
        state = cleaned.get("tilstand") or "open"
        return WishFilter(
            unit=parse_int(cleaned.get("enhed") or "", 0) or None,
            state="" if state == "alle" else state,
            theme=cleaned.get("tema", ""),
            is_mine=cleaned.get("hvis") == "mine",
            by_theme=cleaned.get("orden") != "dato",
        )


class WishAnswerForm(ChangeForm[SupportRequest]):
    use_required_attribute = False

    answer = forms.CharField(
        label=_("What do you answer?"), max_length=MAX_TEXT_LENGTH, widget=forms.Textarea({"rows": 6}),
        help_text=_("The unit's leaders read it. Say what you offer, when, and who does it."),
    )  # fmt: skip

    @staticmethod
    def initial_from(row: SupportRequest) -> dict[str, object]:
        return {"answer": row.answer}


class OutcomeForm(ChangeForm[SupportRequest]):
    use_required_attribute = False

    outcome = forms.CharField(
        label=_("What came of it?"), max_length=MAX_TEXT_LENGTH, widget=forms.Textarea({"rows": 6}),
        help_text=_("The unit's leaders read it. The wish is closed with it."),
    )  # fmt: skip

    @staticmethod
    def initial_from(row: SupportRequest) -> dict[str, object]:
        return {"outcome": row.outcome}


class AssignForm(ChangeForm[SupportRequest]):
    """`people`: those who may answer the wishes of the unit."""

    responsible_id = forms.TypedChoiceField(
        label=_("Who answers?"), coerce=int, empty_value=None, widget=forms.RadioSelect
    )
    answer_by = DayField(label=_("The answer comes by"))

    def __init__(self, data: QueryDict | None = None, *, row: SupportRequest, people: Iterable[User]) -> None:
        super().__init__(data, row=row)
        self.fields["responsible_id"].choices = [(one.pk, one.name) for one in people]

    @staticmethod
    def initial_from(row: SupportRequest) -> dict[str, object]:
        return {"responsible_id": row.responsible_id, "answer_by": row.answer_by}
