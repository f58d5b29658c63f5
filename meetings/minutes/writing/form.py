"""The form for writing minutes: remarks, and a formset for each part with rows."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from foundation.cpr_check.forms import Form
from foundation.forms.form_group import FormGroup
from meetings.minutes.agreement_fields import by_day, owner_choices
from meetings.minutes.content import AgreementRow, Attendee, EarlierRow, MinutesContent, Section
from meetings.minutes.writing.merging import Fingerprints, fingerprints
from meetings.minutes.writing.row_forms import BaseRowFormSet, RowForm, RowFormSet, normalized
from snippets.models import Initiative

SALT = "minutes.base"


class RemarksForm(Form):
    """What to adjust, and what the form showed: the page's version, and a signed fingerprint of each row."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    base = forms.CharField(widget=forms.HiddenInput, required=False)
    adjust_frame = forms.CharField(
        label=_("What should we adjust in the frame?"),
        help_text=_("Time, place, participants, preparation, the order of the items."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    adjust_content = forms.CharField(
        label=_("What should we adjust in the content?"),
        help_text=_("Topics, questions, data."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WritingForm(FormGroup):
    """All forms of the page. `content` is the saved content, `version` that of the page."""

    every: Sequence[Form]

    def __init__(self, data: Mapping[str, str] | None = None, *, content: MinutesContent, version: int) -> None:
        self.content_before = content
        self.seen = _seen(data)
        self.remarks = RemarksForm(
            data,
            initial={
                "version": version,
                "base": signing.dumps(fingerprints(content), salt=SALT),
                "adjust_frame": content.adjust_frame,
                "adjust_content": content.adjust_content,
            },
        )
        self.attendance: BaseRowFormSet[Attendee] = RowFormSet(data, part="attendance", rows=content.attendance)
        self.earlier: BaseRowFormSet[EarlierRow] = RowFormSet(data, part="earlier", rows=content.earlier)
        self.sections: BaseRowFormSet[Section] = RowFormSet(data, part="sections", rows=content.sections)
        self.agreements: BaseRowFormSet[AgreementRow] = RowFormSet(
            data, part="agreements", rows=content.agreements, new_row=self._new_agreement
        )
        self._offer_choices()
        self.formsets = (self.attendance, self.earlier, self.sections, self.agreements)
        rows = [form for formset in self.formsets for form in formset.forms]
        super().__init__([*rows, self.remarks], main=self.remarks)

    def _new_agreement(self, row_id: str) -> AgreementRow:
        """A new row; an id that we did not sign gets replaced, as it could be that of another unit's agreement."""
        is_ours = row_id in self.seen.get("agreements", {})
        return AgreementRow(row_id if is_ours else str(uuid.uuid4()))

    def _offer_choices(self) -> None:
        """Set the choices of owners and initiatives; retired initiatives only if the saved content has them."""
        chosen = {row.initiative for row in self.content_before.agreements}
        found = Initiative.objects.all() if self.agreements.forms else ()
        self.initiatives = {one.pk: one.name for one in found if one.is_active or one.pk in chosen}
        for form in self.agreements:
            form.fields["owner"].choices = owner_choices(self.content_before.meeting.unit)
            form.fields["initiative"].choices = [("", _("None")), *self.initiatives.items()]

    @property
    def errors(self) -> bool:
        return super().errors or any(formset.non_form_errors() for formset in self.formsets)

    @property
    def numbers_refused(self) -> bool:
        """Whether a value looks like a CPR number."""
        return any(form.numbers_refused for form in self.every)

    def is_valid(self) -> bool:
        return all([one.is_valid() for one in (*self.formsets, self.remarks)])

    def non_field_errors(self) -> list[str]:
        return [*super().non_field_errors(), *(str(error) for one in self.formsets for error in one.non_form_errors())]

    @property
    def seen_version(self) -> int:
        """The version that the form showed. Version 0, unsaved minutes, counts as version 1."""
        return max(self.remarks.cleaned_data["version"], 1)

    def content(self) -> MinutesContent:
        """The content as written in the form."""
        return replace(
            self.content_before,
            attendance=self.attendance.written_rows(),
            earlier=self.earlier.written_rows(),
            sections=self.sections.written_rows(),
            agreements=tuple(
                replace(row, initiative_name=self.initiatives[row.initiative] if row.initiative else "")
                for row in self.agreements.written_rows()
            ),
            adjust_frame=normalized(self.remarks.cleaned_data["adjust_frame"]),
            adjust_content=normalized(self.remarks.cleaned_data["adjust_content"]),
        )

    def earlier_with_facts(self) -> "Iterator[tuple[RowForm[EarlierRow], str]]":
        """Each form with a line of facts: »Skovskolen (Tom) · inden 1. februar 2027 · I gang · 2025/2026«."""
        for form in self.earlier:
            row = form.row
            owner = row.owner_in_words(self.content_before.meeting.unit)
            facts = [owner, by_day(row.due_on), row.extra_note(), row.status, row.school_year]
            yield form, " · ".join(filter(None, facts))

    def sections_with_agreements(self) -> "Iterator[tuple[RowForm[Section], list[RowForm[AgreementRow]]]]":
        for form in self.sections:
            yield form, [one for one in self.agreements if one["section"].value() == form.row.id]

    def loose_agreements(self) -> "list[RowForm[AgreementRow]]":
        """The forms of agreements that belong to no section."""
        known = {form.row.id for form in self.sections}
        return [one for one in self.agreements if one["section"].value() not in known]


def _seen(data: Mapping[str, str] | None) -> Fingerprints:
    """The signed fingerprints of the rows when the form was opened; empty if missing or tampered with."""
    try:
        return signing.loads(data.get("base", ""), salt=SALT) if data else {}
    except signing.BadSignature:
        return {}
