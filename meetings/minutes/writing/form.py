"""The form in which minutes are written: one field for each thing of the content, however many there are."""

import uuid
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from foundation.cpr_check.forms import Form
from foundation.forms.date_and_time_fields import DayField
from meetings.meeting.enums import Attendance
from meetings.minutes.approval.canonical_content import Content
from meetings.minutes.enums import EarlierOutcome
from meetings.minutes.formatting import day_of, owner_of
from meetings.minutes.writing.merging import Fingerprints, fingerprints
from meetings.template.enums import ItemOwner
from snippets.models import Initiative

#: More agreements than this come from no meeting.
MOST_AGREEMENTS = 60
CARDS = "agreement"  # the hidden fields that name the cards, in their order
SALT = "minutes.base"
NOTED = [(value, label) for value, label in Attendance.choices if value != Attendance.UNKNOWN]


class WritingForm(Form):
    """Made from `content` (see canonical.py) as it is saved; `version` is that of the page.

    A draft may lack anything, so no field is required; what a field holds must still make sense (a date is a date).
    """

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

    def __init__(self, data: Any = None, *, content: Content, version: int) -> None:
        self.content_before = content
        self.cards = self._cards(data, content)
        super().__init__(data, initial=self._initial(content, version))
        self._add_attendance(content)
        self._add_earlier(content)
        self._add_sections(content)
        self._add_agreements(content)
        self.order_fields([name for name in self.fields if not name.startswith("adjust_")])

    # What the form holds ---------------------------------------------------------------------------------------------

    @property
    def seen_version(self) -> int:
        """The version that the writer's form showed. Empty minutes that nobody has saved are the same as version 1."""
        return max(self.cleaned_data["version"], 1)

    @property
    def seen(self) -> Fingerprints:
        """How each part stood when the form was opened, signed by us; anything else is as good as nothing."""
        try:
            return signing.loads(self.cleaned_data["base"], salt=SALT)
        except signing.BadSignature:
            return {}

    def content(self, *, without: str = "", extra: Content | None = None) -> Content:
        """What was written. `without` leaves out the card of that id, `extra` adds one."""
        said = self.cleaned_data
        cards = [self._agreement(card) for card in self.cards if card != without]
        return {
            **self.content_before,
            "attendance": [
                {**row, "attendance": said[f"attendance-{row['id']}"] or row["attendance"]}
                for row in self.content_before["attendance"]
            ],
            "earlier": [self._earlier_row(row) for row in self.content_before["earlier"]],
            "sections": [
                {**row, "text": _plain(said[f"section-{row['id']}"])} for row in self.content_before["sections"]
            ],
            "agreements": [*cards, extra] if extra else cards,
            "adjust_frame": _plain(said["adjust_frame"]),
            "adjust_content": _plain(said["adjust_content"]),
        }

    # For the template ------------------------------------------------------------------------------------------------

    def attendance_fields(self) -> list[dict[str, Any]]:
        return [{"row": row, "field": self[f"attendance-{row['id']}"]} for row in self.content_before["attendance"]]

    def earlier_fields(self) -> list[dict[str, Any]]:
        names = ("outcome", "new_due_on", "note")
        return [
            {
                "row": row,
                "owner": owner_of(row, self.content_before["meeting"]["unit"]),
                "when": day_of(row["due_on"]),
                **{name: self[f"earlier-{row['id']}-{name}"] for name in names},
            }
            for row in self.content_before["earlier"]
        ]

    def section_fields(self) -> list[dict[str, Any]]:
        return [
            {"row": row, "field": self[f"section-{row['id']}"], "cards": self._cards_in(row["id"])}
            for row in self.content_before["sections"]
        ]

    def loose_cards(self) -> list[dict[str, Any]]:
        """Cards that belong to no section."""
        known = {row["id"] for row in self.content_before["sections"]}
        return [card for card in map(self._card, self.cards) if card["section"].value() not in known]

    def _cards_in(self, section: str) -> list[dict[str, Any]]:
        return [card for card in map(self._card, self.cards) if card["section"].value() == section]

    def _card(self, card: str) -> dict[str, Any]:
        names = ("section", "text", "owner", "owner_detail", "due_on", "initiative")
        fields = {name: self[f"agreement-{card}-{name}"] for name in names}
        return {"id": card, "number": self.cards.index(card) + 1, **fields}

    # How it is made --------------------------------------------------------------------------------------------------

    @staticmethod
    def _cards(data: Any, content: Content) -> list[str]:
        if data is None:
            return [row["id"] for row in content["agreements"]]
        return list(dict.fromkeys(filter(_is_id, data.getlist(CARDS))))[:MOST_AGREEMENTS]

    @staticmethod
    def _initial(content: Content, version: int) -> dict[str, Any]:
        initial: dict[str, Any] = {
            "version": version,
            "base": signing.dumps(fingerprints(content), salt=SALT),
            "adjust_frame": content["adjust_frame"],
            "adjust_content": content["adjust_content"],
        }
        for row in content["attendance"]:
            initial[f"attendance-{row['id']}"] = row["attendance"]
        for row in content["sections"]:
            initial[f"section-{row['id']}"] = row["text"]
        for part, kind in (("earlier", "earlier"), ("agreements", "agreement")):
            for row in content[part]:
                initial |= {f"{kind}-{row['id']}-{name}": value for name, value in row.items()}
        return initial

    def _add_attendance(self, content: Content) -> None:
        for row in content["attendance"]:
            self.fields[f"attendance-{row['id']}"] = forms.ChoiceField(
                label=row["name"], choices=NOTED, required=False, widget=forms.RadioSelect
            )

    def _add_earlier(self, content: Content) -> None:
        for row in content["earlier"]:
            name = f"earlier-{row['id']}"
            choices = [("", _("Choose")), *EarlierOutcome.choices]
            self.fields[f"{name}-outcome"] = forms.ChoiceField(
                label=_("What happens to it?"), choices=choices, required=False
            )
            self.fields[f"{name}-new_due_on"] = DayField(label=_("New date, if it is carried over"), required=False)
            self.fields[f"{name}-note"] = forms.CharField(
                label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    def _add_sections(self, content: Content) -> None:
        for row in content["sections"]:
            self.fields[f"section-{row['id']}"] = forms.CharField(
                label=_("What we talked about"), required=False, widget=forms.Textarea(attrs={"rows": 8})
            )

    def _add_agreements(self, content: Content) -> None:
        unit = content["meeting"]["unit"]
        owners = [
            ("", _("Choose")),
            *((value, unit if value == ItemOwner.UNIT else label) for value, label in ItemOwner.choices),
        ]
        initiatives: list[tuple[str, Any]] = [("", _("None"))]
        if self.cards:
            initiatives += [(str(pk), name) for pk, name in self._initiatives(content)]
        for card in self.cards:
            name = f"agreement-{card}"
            self.fields[f"{name}-section"] = forms.CharField(required=False, widget=forms.HiddenInput)
            self.fields[f"{name}-text"] = forms.CharField(
                label=_("What did you agree?"), required=False, widget=forms.Textarea(attrs={"rows": 3})
            )
            self.fields[f"{name}-owner"] = forms.ChoiceField(label=_("Who owns it?"), choices=owners, required=False)
            self.fields[f"{name}-owner_detail"] = forms.CharField(
                label=_("Who in particular"), max_length=150, required=False
            )
            self.fields[f"{name}-due_on"] = DayField(label=_("By when?"), required=False)
            self.fields[f"{name}-initiative"] = forms.ChoiceField(
                label=_("Initiative"), choices=initiatives, required=False
            )

    @staticmethod
    def _initiatives(content: Content) -> list[tuple[int, str]]:
        """Those that can be chosen, and those that were chosen before they were retired."""
        chosen = {row["initiative"] for row in content["agreements"] if row["initiative"]}
        return [
            (initiative.pk, initiative.name)
            for initiative in Initiative.objects.all()
            if initiative.is_active or initiative.pk in chosen
        ]

    def _agreement(self, card: str) -> Content:
        said = {name: self.cleaned_data[f"agreement-{card}-{name}"] for name in _CARD_FIELDS}
        field = self.fields[f"agreement-{card}-initiative"]
        names = {value: str(label) for value, label in field.choices}  # type: ignore[attr-defined]
        return {
            "id": card if card in self._given_out() else str(uuid.uuid4()),
            "section": said["section"],
            "text": _plain(said["text"]),
            "owner": said["owner"],
            "owner_detail": said["owner_detail"],
            "due_on": said["due_on"].isoformat() if said["due_on"] else "",
            "initiative": int(said["initiative"]) if said["initiative"] else None,
            "initiative_name": names[said["initiative"]] if said["initiative"] else "",
        }

    def _given_out(self) -> set[str]:
        """Ids of cards that come from us. Any other could be that of another unit's agreement."""
        seen = {key.removeprefix("agreement-") for key in self.seen}
        return seen | {row["id"] for row in self.content_before["agreements"]}

    def _earlier_row(self, row: Content) -> Content:
        said = self.cleaned_data
        name = f"earlier-{row['id']}"
        new_due_on = said[f"{name}-new_due_on"]
        return {
            **row,
            "outcome": said[f"{name}-outcome"],
            "new_due_on": new_due_on.isoformat() if new_due_on else "",
            "note": _plain(said[f"{name}-note"]),
        }


_CARD_FIELDS = ("section", "text", "owner", "owner_detail", "due_on", "initiative")


def empty_card(section: str) -> Content:
    """A new agreement made in `section`, to be filled in."""
    return {
        "id": str(uuid.uuid4()),
        "section": section,
        "text": "",
        "owner": "",
        "owner_detail": "",
        "due_on": "",
        "initiative": None,
        "initiative_name": "",
    }


def _plain(text: str) -> str:
    """Browsers send line breaks as two characters; kept text has one."""
    return text.replace("\r\n", "\n").strip()


def _is_id(value: str) -> bool:
    try:
        return str(uuid.UUID(value)) == value
    except ValueError:
        return False
