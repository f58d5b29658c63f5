"""Forms about agreements."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.forms.change_form import ChangeForm
from foundation.forms.date_and_time_fields import DayField
from meetings.agreements.enums import AgreementStatus
from meetings.agreements.listing import AgreementFilter
from meetings.agreements.models import Agreement
from meetings.template.enums import ItemOwner
from meetings.units.pages import UnitPage

OPEN, CLOSED = "open", "closed"


class FilterForm(forms.Form):
    """Words of the address: enhed, status, ansvar, frist. Whatever makes no sense is left out, never an error."""

    enhed = forms.ChoiceField(label=_("Unit"), required=False)
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[(OPEN, _("Open")), (CLOSED, _("Closed")), ("alle", _("All")), *AgreementStatus.choices],
    )
    ansvar = forms.ChoiceField(label=_("Who owns it"), required=False, choices=[("", _("All")), *ItemOwner.choices])
    frist = forms.ChoiceField(
        label=_("Deadline"), required=False, choices=[("", _("All")), ("over", _("Past its date"))]
    )

    def __init__(self, data: QueryDict, units: Iterable[UnitPage]) -> None:
        super().__init__(data)
        self.fields["enhed"].choices = [("", _("All")), *((str(unit.pk), unit.title) for unit in units)]  # type: ignore[attr-defined]

    def wanted(self) -> AgreementFilter:
        self.is_valid()
        self.errors.clear()
        said = self.cleaned_data
        unit, status = said.get("enhed"), said.get("status") or OPEN
        return AgreementFilter(
            unit=int(unit) if unit else None,
            status="" if status == "alle" else status,
            owner=said.get("ansvar", ""),
            overdue=said.get("frist") == "over",
        )


class FollowUpForm(ChangeForm):
    """A new status with a note, and with a reason another date. That it is carried over is decided at a meeting."""

    status = forms.ChoiceField(label=_("How is it going?"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note"),
        help_text=_("What has happened, and what comes next? An agreement that is dropped needs the reason."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    new_due_on = DayField(
        label=_("New date"), required=False,
        help_text=_("Only if the date is another. Write the reason in the note."),
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, *, agreement: Agreement) -> None:
        super().__init__(data, row=agreement)
        self.fields["status"].choices = [  # type: ignore[attr-defined]
            (value, label)
            for value, label in AgreementStatus.choices
            if value != AgreementStatus.CARRIED_OVER or agreement.status == value
        ]

    @staticmethod
    def of(row: Agreement) -> dict[str, object]:
        return {"status": row.status}

    def stands_now(self, row: Agreement) -> dict[str, object]:
        """The status, and what was noted last."""
        return {"status": row.status, "note": row.follow_ups.values_list("note", flat=True).first()}
