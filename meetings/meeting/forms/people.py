"""Form for a meeting's participants."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import Role
from foundation.errors import Conflict, Refusal
from foundation.forms.change_form import ChangeForm
from foundation.mail.mail_address import MailAddressField
from meetings.meeting.forms.choice_label import person_choice_label
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participants.participant_choices import GUEST, participant_choices
from meetings.meeting.participants.participant_rules import PARTICIPANT_ROLES
from meetings.meeting.participants.set_participants import Guest

if TYPE_CHECKING:
    from meetings.meeting.participants.participant_choices import ParticipantChoices

#: People without an account that can be added per submission.
GUEST_ROWS = 6


class PeopleForm(ChangeForm[MeetingPage]):
    """Choices of people with a role and of listed guests (people without an account), and rows for new guests."""

    use_required_attribute = False
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Tick those who take part"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, invitees: "ParticipantChoices", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known, listed, notes = invitees.known, invitees.listed, invitees.notes
        self.guests = {f"{GUEST}{row.pk}": row for row in listed if row.user_id is None}
        candidates = {one.user.pk for one in known}
        still_listed = [row for row in listed if row.user_id and row.user_id not in candidates]
        rows = [
            (str(one.user.pk), person_choice_label(one.user.name, one.role, notes.get(one.role, ""))) for one in known
        ]
        rows += [
            (str(row.user_id), person_choice_label(row.name, Role(row.role), _("no longer has a role here")))
            for row in still_listed
        ]
        rows += [
            (key, person_choice_label(row.name, Role(row.role), _("without an account")))
            for key, row in self.guests.items()
        ]
        self.fields["people"].choices = rows
        for number in range(1, GUEST_ROWS + 1):
            self.fields |= dict(zip(_names_of_row(number), _fields_of_row(number), strict=True))

    @property
    def guest_rows(self) -> list[dict[str, object]]:
        """The bound fields of each row, and whether it has input or errors (`is_used`)."""
        rows = []
        for number in range(1, GUEST_ROWS + 1):
            name, email, role = (self[field] for field in _names_of_row(number))
            is_used = bool(name.value() or email.value() or name.errors or email.errors or role.errors)
            rows.append({"number": number, "fields": [name, email, role], "is_used": is_used})
        return rows

    @property
    def has_more_guests(self) -> bool:
        """Whether a row after the first is used."""
        return any(row["is_used"] for row in self.guest_rows[1:])

    @staticmethod
    def initial_from(row: MeetingPage) -> dict[str, object]:
        """Return nothing: the view passes who is ticked (`ParticipantChoices.ticked`)."""
        return {}

    def stands_now(self, row: MeetingPage) -> dict[str, object]:
        """Return the values of the current participants, and add new ones to the form's choices."""
        now = participant_choices(row, timezone.localdate())
        field = self.fields["people"]
        known = dict(field.choices)
        for one in now.listed:
            value = str(one.user_id) if one.user_id else f"{GUEST}{one.pk}"
            known.setdefault(value, person_choice_label(one.name, Role(one.role), ""))
        field.choices = list(known.items())
        return {"people": now.ticked}

    def add_refusal(self, refusal: Refusal) -> None:
        """Show a refusal at the guest's fields, or else at the list of people."""
        named = {"name": "guest_name", "email": "guest_email"}.get(refusal.field, refusal.field)
        refusal.field = named if named in self.fields or isinstance(refusal, Conflict) else "people"
        super().add_refusal(refusal)

    def clean(self) -> dict[str, object] | None:
        cleaned = super().clean() or {}
        seen = {row.email.casefold() for key, row in self.guests.items() if key in cleaned.get("people", [])}
        for number in range(1, GUEST_ROWS + 1):
            name, email, _role = _names_of_row(number)
            if cleaned.get(name) and not cleaned.get(email) and email not in self.errors:
                self.add_error(email, _("Write the e-mail address that the invitation goes to."))
            if cleaned.get(email) and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Write the person's name."))
            address = (cleaned.get(email) or "").casefold()
            if address in seen:
                self.add_error(email, _("%(email)s is already on the list.") % {"email": cleaned[email]})
            seen |= {address} - {""}
        return cleaned

    def chosen(self) -> tuple[list[int], list[Guest]]:
        """Return `people` and `guests` for set_participants; from a form with errors, its valid values."""
        ticked = self.cleaned_data.get("people", [])
        people = [int(value) for value in ticked if not value.startswith(GUEST)]
        guests = [Guest(row.name, row.email, Role(row.role)) for key, row in self.guests.items() if key in ticked]
        for number in range(1, GUEST_ROWS + 1):
            name, email, role = (self.cleaned_data.get(field, "") for field in _names_of_row(number))
            if email:
                guests.append(Guest(name, email, Role(role or Role.BOARD_REPRESENTATIVE)))
        return people, guests


def _names_of_row(number: int) -> tuple[str, str, str]:
    """Return the field names of a row: guest_name, guest_email, guest_role; guest_name_2 … in the second."""
    after = "" if number == 1 else f"_{number}"
    return f"guest_name{after}", f"guest_email{after}", f"guest_role{after}"


def _fields_of_row(number: int) -> tuple[forms.Field, forms.Field, forms.Field]:
    """Return the fields of a row. From the second on, labels name the row, for lists of errors and screen readers."""
    labels = [_("Name"), _("E-mail"), _("Takes part as")]
    if number > 1:
        labels = [_("%(field)s, person %(number)s") % {"field": label, "number": number} for label in labels]
    return (
        forms.CharField(label=labels[0], max_length=150, required=False),
        MailAddressField(label=labels[1], required=False),
        forms.ChoiceField(
            label=labels[2],
            choices=[(role.value, role.label) for role in PARTICIPANT_ROLES],
            initial=Role.BOARD_REPRESENTATIVE,
            required=False,
        ),
    )
