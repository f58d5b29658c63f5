"""What should stand, for each row that two people changed at once."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.minutes.writing.merging import Choice, Difference, Key

LABELS = {
    Choice.BOTH: _("Both: the saved text first, then mine"),
    Choice.MINE: _("Mine"),
    Choice.SAVED: _("The saved one"),
}


class ChoiceForm(forms.Form):
    """A field for each of `differences` that needs a choice, in their order. Of texts both can be kept."""

    use_required_attribute = False

    def __init__(self, differences: Sequence[Difference], data: Mapping[str, str] | None = None) -> None:
        super().__init__(data, prefix="choice")
        self.asked = [one for one in differences if one.needs_choice]
        for number, one in enumerate(self.asked):
            self.fields[str(number)] = forms.ChoiceField(
                label=_("What should stand?"),
                choices=[pair for pair in LABELS.items() if one.is_text or pair[0] != Choice.BOTH],
                initial=one.default,
                widget=forms.RadioSelect,
            )

    def chosen(self) -> dict[Key, str]:
        """What makes no sense is left out."""
        self.is_valid()
        said = zip(self.asked, map(self.cleaned_data.get, self.fields), strict=True)
        return {one.key: choice for one, choice in said if choice}
