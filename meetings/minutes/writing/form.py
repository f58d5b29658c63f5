"""The form for writing minutes: a form for each section, with what the section contained when the form was shown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from foundation.compiled_query import CompiledQuery
from foundation.cpr_forms.forms import Form
from foundation.forms.form_group import FormGroup
from foundation.forms.quick_select import SharedChoices
from meetings.meeting.pages import MeetingPage
from meetings.minutes.agreement_fields import by_day
from meetings.minutes.content import AgreementRow, Attendee, EarlierRow, MinutesContent, Section
from meetings.minutes.wish_fields import WishRow
from meetings.minutes.writing.owner_choices import owner_choices, with_stored_owner
from meetings.minutes.writing.row_forms import BaseRowFormSet, R, RowForm, RowFormSet, SectionRowFormSet
from meetings.minutes.writing.save_sections import SectionConflict, SectionInput
from meetings.minutes.writing.sections import (
    ATTENDANCE,
    REMARKS,
    Key,
    Values,
    fingerprint,
    section_as_text,
    sections_of,
)
from meetings.minutes.writing.seen_form import SeenForm
from snippets.models import Initiative

_initiatives = CompiledQuery(lambda: Initiative.objects.values_list("pk", "name", "is_active"))


class AttendanceSectionForm(SeenForm):
    """What the form showed of the attendance, which is one section of many rows."""

    key = ATTENDANCE


class AdjustmentForm(SeenForm):
    """One of the two texts on what to adjust."""

    LABELS = {
        "adjust_frame": (
            _("What should we adjust in the frame?"),
            _(
                "Time, place, participants, preparation, the order of the items. "
                "The editors of the template read it too, without your names."
            ),
        ),
        "adjust_content": (
            _("What should we adjust in the content?"),
            _("Topics, questions, data. The editors of the template read it too, without your names."),
        ),
    }

    def __init__(self, *args: object, name: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.key = (name, "")
        label, help_text = self.LABELS[name]
        widget = forms.Textarea({"rows": 3, "id": f"id_{name}"})
        self.fields["text"] = forms.CharField(label=label, help_text=help_text, required=False, widget=widget)


class WritingForm(FormGroup):
    """All forms of the page. `content` is what is saved. Sections that are not in `data` stay as they are."""

    every: Sequence[Form]

    def __init__(self, data: QueryDict | None = None, *, content: MinutesContent, meeting: MeetingPage) -> None:
        self.content_before = content
        #: One for all forms, which `show_saved` changes.
        self.data = data.copy() if data is not None else None
        stored = sections_of(content)
        self.attendance_seen = AttendanceSectionForm(
            self.data, prefix="attendance-seen", initial={"base": fingerprint(stored[ATTENDANCE])}
        )
        self.remarks = [
            AdjustmentForm(
                self.data, name=name, prefix=name,
                initial={"text": getattr(content, name), "base": fingerprint(stored[name, ""])},
            )
            for name in REMARKS
        ]  # fmt: skip
        self.attendance: BaseRowFormSet[Attendee] = RowFormSet(self.data, part="attendance", rows=content.attendance)
        self.earlier: BaseRowFormSet[EarlierRow] = SectionRowFormSet(self.data, part="earlier", rows=content.earlier)
        self.sections: BaseRowFormSet[Section] = SectionRowFormSet(self.data, part="sections", rows=content.sections)
        self.agreements: BaseRowFormSet[AgreementRow] = SectionRowFormSet(
            self.data, part="agreements", rows=content.agreements, new_row=AgreementRow
        )
        self.wishes: BaseRowFormSet[WishRow] = SectionRowFormSet(
            self.data, part="wishes", rows=content.wishes, new_row=WishRow
        )
        if self.agreements.forms or self.wishes.forms:
            self._offer_choices(meeting)
        self.formsets = (self.attendance, self.earlier, self.sections, self.agreements, self.wishes)
        rows = [form for formset in self.formsets for form in formset.forms]
        super().__init__([*rows, *self.remarks, self.attendance_seen], main=self.attendance_seen)

    def _offer_choices(self, meeting: MeetingPage) -> None:
        """Set the choices of owners and initiatives; retired initiatives only if the saved content has them."""
        before = self.content_before
        chosen = {row.initiative for row in before.agreements} | {row.initiative for row in before.wishes}
        active = [(pk, name) for pk, name, is_active in _initiatives.rows() if is_active or pk in chosen]
        initiatives = SharedChoices([("", _("None")), *active])
        if self.agreements.forms:
            owners = owner_choices(meeting)
            for form in self.agreements:
                form.fields["owner"].choices = with_stored_owner(owners, form.row, meeting.unit.title)
        for row in (*self.agreements, *self.wishes):
            row.fields["initiative"].choices = initiatives

    @property
    def errors(self) -> bool:
        return super().errors or any(formset.non_form_errors() for formset in self.formsets)

    @property
    def numbers_refused(self) -> bool:
        """Whether a value looks like a CPR number."""
        return any(form.numbers_refused for form in self.every)

    def is_valid(self) -> bool:
        return all([one.is_valid() for one in (*self.formsets, *self.remarks, self.attendance_seen)])

    def non_field_errors(self) -> list[str]:
        return [*super().non_field_errors(), *(str(error) for one in self.formsets for error in one.non_form_errors())]

    def section_forms(self) -> Iterator[SeenForm]:
        """The form that carries what was seen of each section on the page."""
        yield self.attendance_seen
        for formset in (self.earlier, self.sections, self.agreements, self.wishes):
            yield from cast("list[SeenForm]", formset.forms)
        yield from self.remarks

    def written(self) -> dict[Key, SectionInput]:
        """The sections that were sent and can be read."""
        found: dict[Key, SectionInput] = {}
        if any(formset.non_form_errors() for formset in self.formsets):
            return found
        for form in self.section_forms():
            if form.was_sent() and not form.errors:
                values = self._attendance() if form.key == ATTENDANCE else form.written_values()
                found[form.key] = SectionInput(values, form.cleaned_data["base"], form.cleaned_data["choice"])
        return found

    def _attendance(self) -> Values:
        return {str(row.id): row.attendance for row in self.attendance.written_rows() if row.attendance}

    def content(self) -> MinutesContent:
        """The content as written in the form, to be shown when it cannot be saved."""
        remarks: dict[str, Any] = {
            form.key[0]: form.written_values()["text"] for form in self.remarks if form.was_sent()
        }
        return replace(
            self.content_before,
            sections=self.sections.written_rows(),
            agreements=self.agreements.written_rows(),
            wishes=self.wishes.written_rows(),
            **remarks,
        )

    def show_saved(self, sections: Mapping[Key, Values], conflicts: Mapping[Key, SectionConflict]) -> None:
        """Show what the sections contain now. In conflict, one keeps its writer's words, with the saved ones beside."""
        for form in self.section_forms():
            if form.key not in sections or self.data is None:
                continue
            form.conflict_with = found = conflicts.get(form.key)
            if found:
                form.saved_text = section_as_text(form.key, found.saved, self.content_before)
                form.my_text = section_as_text(form.key, found.mine, self.content_before)
            self.data[form.add_prefix("base")] = fingerprint(sections[form.key])
            if form.conflict_with is None or form.conflict_with.mine is None:
                self._show_values(form, sections[form.key], self.data)

    def _show_values(self, form: SeenForm, values: Values, data: QueryDict) -> None:
        if form.key != ATTENDANCE:
            return form.show_values(values, data)
        for row in self.attendance:
            data[row.add_prefix("attendance")] = (values or {}).get(str(row.row.id), "")

    def earlier_with_facts(self) -> "Iterator[tuple[RowForm[EarlierRow], str]]":
        """Each form with a line of facts: »Skovskolen (Tom) · inden 1. februar 2027 · I gang · 2025/2026«."""
        for form in self.earlier:
            row = form.row
            owner = row.owner_in_words(self.content_before.meeting.unit)
            facts = [owner, by_day(row.due_on), row.extra_note(), row.status, row.school_year]
            yield form, " · ".join(filter(None, facts))

    def sections_with_rows(
        self,
    ) -> "Iterator[tuple[RowForm[Section], list[RowForm[AgreementRow]], list[RowForm[WishRow]]]]":
        """Each section with its agreements and wishes."""
        for form in self.sections:
            yield form, self._agreements.get(form.row.id, []), self._wishes.get(form.row.id, [])

    @cached_property
    def loose_agreements(self) -> "list[RowForm[AgreementRow]]":
        """The forms of agreements that belong to no section."""
        return self._loose(self._agreements)

    @cached_property
    def loose_wishes(self) -> "list[RowForm[WishRow]]":
        """The forms of wishes of the minutes as a whole."""
        return self._loose(self._wishes)

    @cached_property
    def _agreements(self) -> "dict[str, list[RowForm[AgreementRow]]]":
        return _by_section(self.agreements)

    @cached_property
    def _wishes(self) -> "dict[str, list[RowForm[WishRow]]]":
        return _by_section(self.wishes)

    def _loose(self, by_section: Mapping[str, list[RowForm[R]]]) -> list[RowForm[R]]:
        known = {form.row.id for form in self.sections}
        return [form for section, forms in by_section.items() if section not in known for form in forms]


def _by_section(forms: Iterable[RowForm[R]]) -> dict[str, list[RowForm[R]]]:
    """The forms of rows by the id of the section in which they are."""
    grouped: dict[str, list[RowForm[R]]] = {}
    for form in forms:
        grouped.setdefault(form["section"].value(), []).append(form)
    return grouped
