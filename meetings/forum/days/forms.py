"""Forms of a forum day. They parse input; the actions enforce the rules."""

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from foundation.forms.change_form import ChangeForm
from foundation.forms.date_and_time_fields import ClockField, DayField
from meetings.forum.days.day_data import DayData
from meetings.forum.days.inviting.invitee_groups import InviteeGroup
from meetings.forum.days.inviting.set_invitees import NamedInvitee
from meetings.forum.days.models import ForumInvitee
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.programme import Point
from meetings.meeting.forms.appointment import AppointmentForm

_BETWEEN_WORDS = re.compile(r"[\s<>,;()\"]+")


class DayForm(ChangeForm[ForumDayPage], AppointmentForm):
    """What the day is, when and where."""

    field_order = ("title", "is_learning_community", "day", "clock", "place", "about")
    room = outside_year = None  # type: ignore[assignment]  # fields of a meeting

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    is_learning_community = forms.BooleanField(
        label=gettext_lazy("A professional learning community (PLF), with department leaders"), required=False
    )
    day = DayField(label=gettext_lazy("Date"))
    clock = ClockField(label=gettext_lazy("Begins at"))
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200)
    about = forms.CharField(
        label=gettext_lazy("What the day is about"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}), help_text=gettext_lazy("Those who are invited read it."),
    )  # fmt: skip

    @staticmethod
    def initial_from(row: ForumDayPage) -> dict[str, object]:
        local = timezone.localtime(row.starts_at)
        return {
            "title": row.title, "is_learning_community": row.is_learning_community, "day": local.date(),
            "clock": local.time(), "place": row.place, "about": row.about,
        }  # fmt: skip

    def day_data(self) -> DayData:
        """Of a valid form."""
        data = self.cleaned_data
        assert self.starts_at is not None  # noqa: S101 - day and clock are required
        return DayData(data["title"], self.starts_at, data["place"], data["about"], data["is_learning_community"])


class InviteesForm(ChangeForm[ForumDayPage]):
    """Groups and persons to add, and invitees to take off."""

    groups = forms.MultipleChoiceField(
        label=gettext_lazy("Invite everybody among"), required=False, widget=forms.CheckboxSelectMultiple
    )
    people = forms.CharField(
        label=gettext_lazy("Other people"), required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("One on each line: Anna Holm, anna@example.dk. They need no account."),
    )  # fmt: skip
    without = forms.MultipleChoiceField(
        label=gettext_lazy("Take off the list"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, groups: list[InviteeGroup], invitees: list[ForumInvitee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].choices = [(group.key, _labelled(group)) for group in groups]
        self.fields["without"].choices = [(str(one.pk), f"{one.name}, {one.email}") for one in invitees]

    @staticmethod
    def initial_from(row: ForumDayPage) -> dict[str, object]:
        """Nothing: a form adds and takes off."""
        return {}

    def chosen_people(self) -> list[NamedInvitee]:
        """Of each line the address, and what else stands there as the name."""
        people = []
        for line in self.cleaned_data["people"].splitlines():
            if not line.strip():
                continue
            words = [word for word in _BETWEEN_WORDS.split(line) if word]
            address = next((word for word in words if "@" in word), "")
            people.append(NamedInvitee(" ".join(word for word in words if word != address)[:150], address))
        return people


def _labelled(group: InviteeGroup) -> str:
    people = ngettext("%(count)s person", "%(count)s persons", group.count) % {"count": group.count}
    return f"{group.label} ({people})"


class HeldForm(ChangeForm[ForumDayPage]):
    """Which examples and notes were shown."""

    shown = forms.MultipleChoiceField(
        label=gettext_lazy("What did you show?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, points: list[Point], **kwargs: Any) -> None:
        choices = [(str(point.row.pk), f"{point.title} ({point.whose})") for point in points if point.whose]
        kwargs["initial"] = {"shown": [key for key, _label in choices]}
        super().__init__(*args, **kwargs)
        self.fields["shown"].choices = choices
        if not choices:
            del self.fields["shown"]

    @staticmethod
    def initial_from(row: ForumDayPage) -> dict[str, object]:
        return {}


class InviteForm(ChangeForm[ForumDayPage]):
    """A button, with the version of the day that the page showed."""

    @staticmethod
    def initial_from(row: ForumDayPage) -> dict[str, object]:
        return {}
