"""The form in which two people write a line on each agreement."""

from collections.abc import Mapping, Sequence

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.cpr_forms.forms import Form
from foundation.forms.change_form import display_value
from foundation.forms.date_and_time_fields import DayField
from meetings.agreements.enums import AgreementStatus
from meetings.agreements.follow_up_talk.models import FollowUpTalk, TalkLine
from meetings.agreements.follow_up_talk.save_lines import LineInput
from meetings.agreements.listing import date_text
from meetings.agreements.models import Agreement

LINE_FIELDS = ("note", "status", "new_due_on")


class LinesForm(Form):
    """The fields of each agreement, named `note-<primary key>` and so on, and the summary of the talk.

    The page carries what each field showed, so that only what was changed is stored: two people who write on different
    agreements at once do not meet.
    """

    use_required_attribute = False
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    summary = forms.CharField(required=False, show_hidden_initial=True, widget=forms.Textarea({"rows": 3}))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        talk: FollowUpTalk,
        agreements: Sequence[Agreement],
        lines: Mapping[int, TalkLine],
    ) -> None:
        self.agreements, self.lines = agreements, lines
        super().__init__(data, initial={"seen": talk.version, "summary": talk.summary})
        self.fields["summary"].label = _("What else did you talk about?")
        for agreement in agreements:
            self._add_agreement(agreement, lines.get(agreement.pk))

    def _add_agreement(self, agreement: Agreement, line: TalkLine | None) -> None:
        statuses = [
            (value, label)
            for value, label in AgreementStatus.choices
            if value != AgreementStatus.CARRIED_OVER or agreement.status == value
        ]
        made: dict[str, tuple[forms.Field, object]] = {
            "seen": (forms.IntegerField(widget=forms.HiddenInput, required=False), line.version if line else 0),
            "note": (
                forms.CharField(
                    label=_("What do you say about it?"), required=False,
                    widget=forms.Textarea({"rows": 2}), show_hidden_initial=True,
                ),
                line.note if line else "",
            ),
            "status": (
                forms.ChoiceField(
                    label=_("How is it going?"), choices=statuses, show_hidden_initial=True
                ),
                line.status if line else agreement.status,
            ),
            "new_due_on": (
                DayField(label=_("New date"), required=False, show_hidden_initial=True),
                line.new_due_on if line else None,
            ),
        }  # fmt: skip
        for name, (field, initial) in made.items():
            self.fields[f"{name}-{agreement.pk}"] = field
            self.initial[f"{name}-{agreement.pk}"] = initial

    @property
    def rows(self) -> list[dict[str, object]]:
        """Each agreement with its bound fields, its line, and its latest status."""
        today = timezone.localdate()
        return [
            {
                "agreement": one,
                "owner": one.facts.owner_in_words(one.unit.title),
                "when": date_text(one, today),
                "line": self.lines.get(one.pk),
                "latest": next(iter(one.follow_ups.all()), None),
                **{name: self[f"{name}-{one.pk}"] for name in LINE_FIELDS},
            }
            for one in self.agreements
        ]

    def written(self) -> dict[int, LineInput]:
        """What was changed, by the primary key of the agreement."""
        return {
            one.pk: LineInput(
                **{name: self.cleaned_data[f"{name}-{one.pk}"] for name in LINE_FIELDS},
                seen=self.cleaned_data[f"seen-{one.pk}"] or 0,
            )
            for one in self.agreements
            if any(f"{name}-{one.pk}" in self.changed_data for name in LINE_FIELDS)
        }

    def summary_if_changed(self) -> str | None:
        return self.cleaned_data["summary"] if "summary" in self.changed_data else None

    def _overwrite_next_time(self, current: TalkLine | FollowUpTalk) -> None:
        """After a conflict about a line, or about the summary of the talk: both texts are shown."""
        self.current = current
        line = current if isinstance(current, TalkLine) else None
        key = f"-{line.agreement_id}" if line else ""
        self._send_again(f"seen{key}", current.version)
        names = LINE_FIELDS if line else ("summary",)
        about = f"{line.agreement} – " if line else ""
        pairs = [
            {
                "label": f"{about}{self.fields[f'{name}{key}'].label}",
                "now": display_value(self.fields[f"{name}{key}"], getattr(current, name)),
                "mine": display_value(self.fields[f"{name}{key}"], self.cleaned_data[f"{name}{key}"]),
            }
            for name in names
        ]
        self.differences = [pair for pair in pairs if pair["now"] != pair["mine"]]
