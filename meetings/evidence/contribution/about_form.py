"""Step 3 of the contribution form, second half: which agenda item, data plan line and so on the evidence belongs to."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from foundation.cpr_forms.forms import Form
from foundation.forms.date_and_time_fields import DayField
from foundation.forms.model_choice_field import ModelChoiceByIdField
from meetings.data_plan.models import DataPlanLine
from meetings.evidence.contribution.required_on_share import ChoiceRequiredOnShare
from meetings.evidence.contribution.save_evidence import EvidenceFacts
from meetings.evidence.contribution.titles import own_title
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.readiness import agenda_choices, agenda_item_id
from meetings.meeting.item import item_of
from meetings.template.enums import Perspective
from snippets.models import Goal, Initiative


class AboutForm(Form):
    """Facts of a piece of evidence. Everything is optional in a draft; what is filled in must be valid."""

    use_required_attribute = False

    agenda_item = ChoiceRequiredOnShare(
        label=_("Which agenda item does it belong to?"),
        widget=forms.RadioSelect,
        help_text=_("Where you will talk about it."),
    )
    perspective = forms.ChoiceField(
        label=_("Whose perspective is it?"), choices=Perspective.choices, required=False, widget=forms.RadioSelect
    )
    slot = ModelChoiceByIdField(
        DataPlanLine.objects.none(), label=_("Does it belong to the data plan?"), required=False,
        empty_label=_("No, it is something else"), help_text=_("What you have agreed to gather for the meeting."),
    )  # fmt: skip
    title = forms.CharField(label=_("Heading"), required=False, max_length=200)
    initiative = ModelChoiceByIdField(
        Initiative.objects.none(), label=_("Initiative"), required=False, empty_label=_("None in particular")
    )
    goal = ModelChoiceByIdField(
        Goal.objects.none(), label=_("Goal or theme"), required=False, empty_label=_("None in particular")
    )
    source = forms.CharField(
        label=_("Where is it from?"),
        required=False,
        max_length=200,
        help_text=_("A class, a room or a group, for example 3.B. No names of children."),
    )
    observed_on = DayField(label=_("When was it?"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, evidence: Evidence, suggestion: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = evidence.meeting
        choices = agenda_choices(evidence.meeting, evidence.unit)
        self.fields["agenda_item"].choices = list(choices.items())
        self.fields["slot"].queryset = DataPlanLine.objects.filter(meeting=evidence.meeting_id)
        initiatives = Initiative.objects.filter(is_active=True)
        if evidence.initiative_id:
            initiatives = initiatives | Initiative.objects.filter(pk=evidence.initiative_id)
        self.fields["initiative"].queryset = initiatives.order_by("-is_strategic", "name")
        goals = Goal.objects.filter(Q(is_active=True) | Q(pk=evidence.goal_id)).order_by("kind", "name")
        self.fields["goal"].queryset = goals
        self.fields["title"].help_text = _("Leave it empty, and we call it “%(title)s”.") % {
            "title": escape(suggestion)  # help texts are rendered as HTML
        }
        self.initial = {
            "agenda_item": agenda_item_id(evidence),
            "perspective": evidence.perspective,
            "slot": evidence.slot_id,
            "title": own_title(evidence),
            "initiative": evidence.initiative_id,
            "goal": evidence.goal_id,
            "source": evidence.source,
            "observed_on": evidence.observed_on,
            "seen": evidence.version,
            **self.initial,
        }

    @property
    def has_plan(self) -> bool:
        """Whether there is a data plan line to choose."""
        return self.fields["slot"].queryset.exists()

    @property
    def has_initiatives(self) -> bool:
        """Whether there is an initiative to choose."""
        return self.fields["initiative"].queryset.exists()

    @property
    def has_goals(self) -> bool:
        """Whether there is a goal to choose."""
        return self.fields["goal"].queryset.exists()

    @property
    def more_is_open(self) -> bool:
        """Whether an optional field is filled in or has an error. The date does not count, as it is always filled
        in.
        """
        names = ("title", "source", "initiative", "goal")
        return any(self[name].value() for name in names) or any(self[name].errors for name in (*names, "observed_on"))

    @property
    def about(self) -> EvidenceFacts:
        data = self.cleaned_data
        return EvidenceFacts(
            title=data["title"],
            item=item_of(self.meeting, data["agenda_item"]),
            perspective=data["perspective"],
            slot_id=data["slot"].pk if data["slot"] else None,
            initiative_id=data["initiative"].pk if data["initiative"] else None,
            goal_id=data["goal"].pk if data["goal"] else None,
            source=data["source"],
            observed_on=data["observed_on"],
        )
