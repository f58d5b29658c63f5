"""The fields of an agreement, defined once for form, minutes, frozen record, pages, search and register.

To add an optional field: one line in `AgreementFacts`, with the next number as `since`, and a column of the same name
in `meetings.agreements.models.Agreement`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from foundation.forms.date_and_time_fields import DayField
from foundation.forms.quick_select import QuickSelect
from foundation.text import danish_formats
from meetings.minutes.row_fields import ContentRow, editable_field, read_only_field
from meetings.template.enums import ItemOwner

#: Between the owner and who in particular, in the form.
SEPARATOR = "|"


@dataclass(frozen=True)
class AgreementFacts(ContentRow):
    """The fields that the minutes and the Agreement model share: what was agreed, by whom and by when."""

    id: str  # of the block in the minutes where it was made
    text: str = editable_field(
        forms.CharField(label=gettext_lazy("What did you agree?"), widget=forms.Textarea({"rows": 3})),
        since=1,
        missing=gettext_lazy("Agreement %(number)s: write what you agreed."),
    )
    owner: str = editable_field(
        forms.ChoiceField(label=gettext_lazy("Who owns it?"), widget=QuickSelect),
        since=1,
        missing=gettext_lazy("Agreement %(number)s: say who owns it."),
    )
    owner_detail: str = editable_field(
        forms.CharField(label=gettext_lazy("Who in particular"), max_length=150), since=1
    )
    due_on: date | None = editable_field(
        DayField(label=gettext_lazy("By when?")),
        since=1,
        default=None,
        block=blocks.DateBlock(required=False),
        missing=gettext_lazy("Agreement %(number)s: say by when."),
    )

    def owner_in_words(self, unit: str = "") -> str:
        """The owner as text: »Skovskolen (Tom Tang)«, »Forvaltningen«, or empty. `unit` is the unit's name."""
        if not self.owner:
            return self.owner_detail
        owner = unit if unit and self.owner == ItemOwner.UNIT else str(ItemOwner(self.owner).label)
        return f"{owner} ({self.owner_detail})" if self.owner_detail else owner

    def further_parts(self) -> list[tuple[str, str]]:
        """Label and value of each non-empty field in FURTHER_FIELDS."""
        return [
            (self.described()[name].label, value)
            for name in FURTHER_FIELDS
            if (value := str(getattr(self, name) or ""))
        ]

    def extra_note(self, initiative: str = "") -> str:
        """The text shown beside owner and date: the name of the initiative, and the further parts."""
        return " · ".join(filter(None, [initiative, *(": ".join(part) for part in self.further_parts())]))

    def all_texts(self) -> list[str]:
        """The values of the free-text fields, for the search."""
        return [getattr(self, name) for name in TEXT_FIELDS]


@dataclass(frozen=True)
class AgreementRow(AgreementFacts):
    """An agreement made at the meeting, in one section of its minutes."""

    section: str = editable_field(forms.CharField(widget=forms.HiddenInput), since=1)
    initiative: int | None = editable_field(
        forms.TypedChoiceField(label=gettext_lazy("Initiative"), coerce=int, empty_value=None, widget=QuickSelect),
        since=1,
        default=None,
        block=SnippetChooserBlock("snippets.Initiative", required=False),
    )
    initiative_name: str = read_only_field(since=1, is_stored=False)

    @classmethod
    def form_fields(cls) -> dict[str, forms.Field]:
        """Owner and who in particular are one choice (writing/owner_choices.py)."""
        return {name: one for name, one in super().form_fields().items() if name != "owner_detail"}

    @classmethod
    def form_values(cls, values: Mapping[str, object]) -> dict[str, object]:
        owner = join_owner(str(values.get("owner") or ""), str(values.get("owner_detail") or ""))
        return {name: value for name, value in values.items() if name != "owner_detail"} | {"owner": owner}

    def with_written(self, values: Mapping[str, Any]) -> "AgreementRow":
        if "owner" not in values:
            return super().with_written(values)
        owner, _separator, detail = values["owner"].partition(SEPARATOR)
        return super().with_written({**values, "owner": owner, "owner_detail": detail})

    def note(self) -> str:
        """The text shown beside owner and date."""
        return self.extra_note(self.initiative_name)

    def heading(self) -> str:
        return _("Agreement: %(text)s") % {"text": self.text or _("not written yet")}

    def summary(self) -> str:
        parts = [self.text, self.owner_in_words(), by_day(self.due_on), self.note()]
        return "\n".join(part for part in parts if part)


#: Names of the fields that minutes and Agreement share.
SHARED_FIELDS = tuple(AgreementFacts.described())
#: Those that are shown in a list with their label, not in a fixed place.
FURTHER_FIELDS = tuple(name for name in SHARED_FIELDS if name not in {"text", "owner", "owner_detail", "due_on"})
#: Those with free text.
TEXT_FIELDS = tuple(
    name for name, one in AgreementFacts.described().items() if isinstance(one.form_field, forms.CharField)
)


def join_owner(owner: str, detail: str) -> str:
    """Join owner and who in particular as one value of the form: »unit«, »unit|Tom Tang«."""
    return f"{owner}{SEPARATOR}{detail}" if detail else str(owner)


def by_day(day: date | None) -> str:
    """Return »inden 1. februar 2027«; empty without a date."""
    return _("by %(day)s") % {"day": danish_formats.format_date(day)} if day else ""
