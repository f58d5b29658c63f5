"""Forms about agreements."""

from collections.abc import Iterable, Sequence

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


class AgreementFilterForm(forms.Form):
    """Parse the query parameters enhed, status, ansvar and frist; invalid values are ignored, never an error."""

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
        cleaned = self.cleaned_data
        unit, status = cleaned.get("enhed"), cleaned.get("status") or OPEN
        return AgreementFilter(
            unit=int(unit) if unit else None,
            status="" if status == "alle" else status,
            owner=cleaned.get("ansvar", ""),
            overdue=cleaned.get("frist") == "over",
        )


class FollowUpForm(ChangeForm[Agreement]):
    """A status, which is the button that one presses; with it a note, what shows it, and a new date, which needs a
    reason. Carrying over is decided at a meeting."""

    status = forms.ChoiceField(
        label=_("How is it going?"), error_messages={"required": _("Press the button that says how it is going.")}
    )
    note = forms.CharField(
        label=_("What has happened, and what comes next?"),
        help_text=_("An agreement that is dropped needs the reason."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence = forms.TypedMultipleChoiceField(
        label=_("What shows it?"),
        help_text=_("What the unit has shared with its meetings. It is seen by those who see it there."),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    new_due_on = DayField(
        label=_("New date"), required=False,
        help_text=_("Only if the date is another. Write the reason in the note."),
    )  # fmt: skip

    def __init__(
        self, data: QueryDict | None = None, *, agreement: Agreement, evidence: Sequence[tuple[int, str]] = ()
    ) -> None:
        """`evidence`: primary key and title of what can be shown with the status."""
        super().__init__(data, row=agreement)
        self.fields["evidence"].choices = list(evidence)
        self.fields["status"].choices = [
            (value, _("Still in progress") if value == agreement.status == AgreementStatus.IN_PROGRESS else label)
            for value, label in AgreementStatus.choices
            if value != AgreementStatus.CARRIED_OVER or agreement.status == value
        ]

    @staticmethod
    def initial_from(row: Agreement) -> dict[str, object]:
        return {"status": row.status}

    def stands_now(self, row: Agreement) -> dict[str, object]:
        """The present status and the latest note."""
        return {"status": row.status, "note": row.follow_ups.values_list("note", flat=True).first()}
