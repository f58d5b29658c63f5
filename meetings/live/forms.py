"""Forms of the meeting on its screen."""

import uuid
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.cpr_forms.forms import Form
from foundation.forms.notation_area import NotationArea
from meetings.meeting.pages import MeetingPage
from meetings.minutes.content import AgreementRow
from meetings.minutes.wish_fields import WishRow
from meetings.minutes.writing.owner_choices import owner_choices
from meetings.minutes.writing.row_forms import RowForm
from meetings.minutes.writing.seen_form import normalized
from meetings.support_requests.enums import Origin
from snippets.models import Initiative


class Command(models.TextChoices):
    """What the chair's buttons do."""

    GO = "go"
    PAUSE = "pause"
    RESUME = "resume"
    MORE = "more"
    SHOW = "show"
    END = "end"


class CommandForm(Form):
    """One button of the chair: a Command, and after a colon the agenda item to go to or the contribution to show."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    command = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        name, _colon, argument = data.get("command", "").partition(":")
        data |= {"command": name, "block_id": None, "evidence_id": None}
        try:
            data["command"] = Command(name)
            if name == Command.GO:
                data["block_id"] = uuid.UUID(argument)
            elif name == Command.SHOW and argument:
                data["evidence_id"] = forms.IntegerField(min_value=1, max_value=2**62).clean(argument)
        except (ValueError, forms.ValidationError) as error:
            raise forms.ValidationError(_("This button is not known. Open the page again.")) from error
        return data


class BeginForm(Form):
    is_confirmed = forms.BooleanField(
        label=_("Yes, the meeting begins now, although it is on another day"), required=False
    )


class ChairForm(Form):
    leader = forms.TypedChoiceField(
        label=_("Who leads the meeting?"), coerce=int, empty_value=None, required=False,
        help_text=_("You can always lead it yourself."),
    )  # fmt: skip

    def __init__(self, *args: Any, names: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leader"].choices = [("", _("Only me")), *names.items()]


class NotesForm(Form):
    """The notes of one agenda item; `version` and `seen_text` are what the form showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    seen_text = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    text = forms.CharField(
        label=_("Notes"), required=False, widget=NotationArea({"rows": 10}),
        help_text=_("They become the minutes on this item."),
    )  # fmt: skip

    def clean_text(self) -> str:
        return str(normalized(self.cleaned_data["text"]))

    def clean_seen_text(self) -> str | None:
        """None when the form was sent without it."""
        if self.add_prefix("seen_text") not in self.data:
            return None
        return str(normalized(self.cleaned_data["seen_text"]))


def agreement_form(data: QueryDict | None, *, meeting: MeetingPage, section: str) -> RowForm[AgreementRow]:
    """Return the form of one new agreement under an agenda item, with the fields that the minutes have."""
    form = RowForm(data, row=AgreementRow(str(uuid.uuid4()), section=section), prefix="agreement-0")
    form.fields["owner"].choices = owner_choices(meeting)
    form.fields["text"].required = True
    for name in ("id", "section", "initiative"):
        del form.fields[name]
    return form


def wish_form(data: QueryDict | None, *, meeting: MeetingPage, section: str) -> RowForm[WishRow]:
    """Return the form of one new wish under an agenda item."""
    form = RowForm(data, row=WishRow(str(uuid.uuid4()), section=section, origin=Origin.MEETING), prefix="wish-0")
    initiatives = Initiative.objects.filter(is_active=True).values_list("pk", "name")
    form.fields["initiative"].choices = [("", _("None")), *initiatives]
    form.fields["text"].required = True
    for name in ("id", "section"):
        del form.fields[name]
    return form
