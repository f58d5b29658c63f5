"""Who takes part."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import Role
from foundation.change_form import ChangeForm
from foundation.errors import Conflict, Refusal
from foundation.mail_address import MailAddressField
from meetings.meeting.forms.choice import choice
from meetings.meeting.invitees import GUEST, invitees_of
from meetings.meeting.inviting import PARTICIPANT_ROLES, Candidate
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.meeting.set_participants import Guest


class PeopleForm(ChangeForm):
    """Those who hold a role, those without an account who are on the list, and one more of the latter."""

    use_required_attribute = False
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Tick those who take part"), required=False, widget=forms.CheckboxSelectMultiple
    )
    guest_name = forms.CharField(label=gettext_lazy("Name"), max_length=150, required=False)
    guest_email = MailAddressField(label=gettext_lazy("E-mail"), required=False)
    guest_role = forms.ChoiceField(
        label=gettext_lazy("Takes part as"),
        choices=[(role.value, role.label) for role in PARTICIPANT_ROLES],
        initial=Role.BOARD_REPRESENTATIVE,
        required=False,
    )

    def __init__(
        self, *args: Any, known: list[Candidate], listed: list[Participant], notes: dict[Role, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.guests = {f"{GUEST}{row.pk}": row for row in listed if row.user_id is None}
        candidates = {one.user.pk for one in known}
        still_listed = [row for row in listed if row.user_id and row.user_id not in candidates]
        rows = [(str(one.user.pk), choice(one.user.name, one.role, notes.get(one.role, ""))) for one in known]
        rows += [
            (str(row.user_id), choice(row.name, Role(row.role), _("has no role here any more"))) for row in still_listed
        ]
        rows += [(key, choice(row.name, Role(row.role), _("without an account"))) for key, row in self.guests.items()]
        self.fields["people"].choices = rows  # type: ignore[attr-defined]

    @staticmethod
    def of(row: MeetingPage) -> dict[str, Any]:
        """Whoever fills the form says who is ticked (`Invitees.ticked`)."""
        return {}

    def stands_now(self, row: MeetingPage) -> dict[str, Any]:
        """Who is on the list now, as they are named on the form; the form then knows those who are new."""
        now = invitees_of(row, timezone.localdate())
        field: Any = self.fields["people"]
        known = dict(field.choices)
        for one in now.listed:
            value = str(one.user_id) if one.user_id else f"{GUEST}{one.pk}"
            known.setdefault(value, choice(one.name, Role(one.role), ""))
        field.choices = list(known.items())
        return {"people": now.ticked}

    def refuse(self, refusal: Refusal) -> None:
        """A refusal about the list stands beside the list."""
        named = {"name": "guest_name", "email": "guest_email"}.get(refusal.field, refusal.field)
        refusal.field = named if named in self.fields or isinstance(refusal, Conflict) else "people"
        super().refuse(refusal)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if cleaned.get("guest_name") and not cleaned.get("guest_email") and "guest_email" not in self.errors:
            self.add_error("guest_email", _("Write the e-mail address that the invitation goes to."))
        if cleaned.get("guest_email") and not cleaned.get("guest_name"):
            self.add_error("guest_name", _("Write the person's name."))
        return cleaned

    def chosen(self) -> tuple[list[int], list[Guest]]:
        """The arguments of set_participants: `people` and `guests`."""
        ticked = self.cleaned_data["people"]
        people = [int(value) for value in ticked if not value.startswith(GUEST)]
        guests = [Guest(row.name, row.email, Role(row.role)) for key, row in self.guests.items() if key in ticked]
        if self.cleaned_data["guest_email"]:
            role = Role(self.cleaned_data["guest_role"] or Role.BOARD_REPRESENTATIVE)
            guests.append(Guest(self.cleaned_data["guest_name"], self.cleaned_data["guest_email"], role))
        return people, guests
