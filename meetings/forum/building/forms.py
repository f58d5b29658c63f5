"""The form of ticks."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.cpr_forms.forms import Form
from meetings.forum.building.selectable_sources import SourceGroup


class BuildForm(Form):
    """A title, and a box for each thing that may be used."""

    title = forms.CharField(label=_("Title"), max_length=120, help_text=_("What others should remember."))
    ticked = forms.MultipleChoiceField(
        label=_("What the example is built from"),
        error_messages={
            "required": _("Tick what the example is built from."),
            "invalid_choice": _(
                "Something you ticked can't be used any more. Look through the list, and make the draft again."
            ),
        },
    )

    def __init__(
        self, data: QueryDict | None, *, groups: list[SourceGroup], beforehand: list[str], **kwargs: Any
    ) -> None:
        keys = [one.key for group in groups for one in group.items]
        super().__init__(data, initial={"ticked": [key for key in beforehand if key in keys]}, **kwargs)
        self.fields["ticked"].choices = [(key, key) for key in keys]

    @property
    def chosen(self) -> list[str]:
        """The keys whose boxes are ticked when the page is shown."""
        return list(self["ticked"].value() or [])
