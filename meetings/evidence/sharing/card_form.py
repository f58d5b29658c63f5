"""The form of one card on the page of what is handed in."""

from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.cpr_forms.forms import Form
from foundation.errors import Refusal
from media.media_item import MediaItem
from media.protected import PRIVACY_FIELDS
from meetings.evidence.contribution.required_on_share import (
    ChoiceRequiredOnShare,
    DayRequiredOnShare,
    TextRequiredOnShare,
)
from meetings.evidence.files.file_descriptions import DescriptionRefused
from meetings.evidence.files.media_forms import BASIS, CHILDREN
from meetings.evidence.sharing.proposal import MAX_ALT_TEXT_LENGTH, Proposal
from meetings.evidence.sharing.readiness import agenda_choices, agenda_item_id
from meetings.template.enums import Perspective

PRIVACY = tuple(name for name in PRIVACY_FIELDS if name != "purpose")


class CardForm(Form):
    """Place, alternative texts and privacy of one piece; `share` says whether it is shared now."""

    use_required_attribute = False

    share = forms.BooleanField(label=_("Share this one"), required=False)
    agenda_item = ChoiceRequiredOnShare(label=_("Agenda item"))
    perspective = forms.ChoiceField(label=_("Perspective"), required=False)
    depicts_children = forms.ChoiceField(label=_("Can children be recognised?"), choices=CHILDREN)
    legal_basis = forms.ChoiceField(label=_("Why may we use it?"), choices=BASIS)
    consent_note = forms.CharField(
        label=_("Who gave consent, when and for what?"),
        required=False,
        max_length=300,
        help_text=_("For example: parents, September 2026, for the dialogue meeting. No names and no CPR numbers."),
    )
    delete_after = DayRequiredOnShare(label=_("Deleted after"))
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, proposal: Proposal) -> None:
        evidence = proposal.evidence
        super().__init__(data, prefix=str(evidence.pk))
        self.proposal = proposal
        items = agenda_choices(evidence.meeting, evidence.unit)
        self.fields["agenda_item"].choices = [("", _("Choose")), *items.items()]
        self.fields["perspective"].choices = [("", _("None in particular")), *Perspective.choices]
        describe = proposal.to_describe
        for number, item in enumerate(describe, start=1):
            label = _("What does the picture show?")
            self.fields[_name(item.key)] = TextRequiredOnShare(
                label=label if len(describe) == 1 else f"{label} ({number})",
                max_length=MAX_ALT_TEXT_LENGTH,
                widget=forms.Textarea({"rows": 2}),
            )
        self.initial = {
            "agenda_item": agenda_item_id(evidence),
            "perspective": evidence.perspective,
            "seen": evidence.version,
            **proposal.privacy(),
            **{_name(item.key): proposal.alt_text(item) for item in describe},
        }

    @property
    def is_chosen(self) -> bool:
        return bool(self["share"].value())

    @property
    def alt_texts(self) -> dict[UUID, str]:
        return {item.key: self.cleaned_data[_name(item.key)] for item in self.proposal.to_describe}

    @property
    def pictures(self) -> list[tuple[MediaItem, forms.BoundField]]:
        return [(item, self[_name(item.key)]) for item in self.proposal.to_describe]

    @property
    def privacy_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in PRIVACY]

    @property
    def has_privacy_errors(self) -> bool:
        return any(self[name].errors for name in PRIVACY)

    def set_version(self, version: int) -> None:
        """Sent again, it is about this version, which it saved itself."""
        self._send_again("seen", version)

    def add_refusal(self, refusal: Refusal) -> None:
        """A refusal of a file's description belongs to its alternative text, or to the answer for all files."""
        if isinstance(refusal, DescriptionRefused) and refusal.field == "alt_text":
            self.add_error(_name(refusal.key), refusal.message)
        else:
            super().add_refusal(refusal)


def _name(key: UUID) -> str:
    return f"alt-{key}"
