"""Base of the form of one section: what it contained when the form was shown, and what to do about two texts."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.cpr_forms.forms import Form
from meetings.minutes.writing.sections import Key, Values

if TYPE_CHECKING:
    from meetings.minutes.writing.save_sections import SectionConflict


class SeenForm(Form):
    """`base` is the fingerprint of the section as it was shown; `choice` is sent after two texts were shown, which only
    a form that was sent can lead to."""

    key: Key
    #: What somebody else saved in this section while it was written here.
    conflict_with: "SectionConflict | None" = None
    saved_text = my_text = ""
    #: Where earlier versions are, and what the section is called; empty when there is none.
    versions_url = title = ""

    base = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.fields["choice"] = _choice()

    @property
    def name(self) -> str:
        """The key as one word, for scripts."""
        return "/".join(self.key)

    def was_sent(self) -> bool:
        return self.add_prefix("base") in self.data

    def written_values(self) -> dict[str, object]:
        """The values as they are saved, by field."""
        return {"text": normalized(self.cleaned_data["text"])}

    def show_values(self, values: Values, data: QueryDict) -> None:
        """Show `values` in the fields instead of what was sent."""
        for name, value in (values or {}).items():
            if name in self.fields:
                data[self.add_prefix(name)] = "" if value is None else str(value)


def _choice() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("What should stand?"),
        choices=[
            ("both", _("Both: the saved text first, then mine")), ("mine", _("Mine")), ("saved", _("The saved one")),
        ],
        initial="both",
        required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip


def normalized(value: object) -> object:
    """Strip a string and replace the CRLF that browsers post by LF. Other values are unchanged."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
