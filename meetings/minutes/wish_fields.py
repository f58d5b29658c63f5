"""The fields of a wish to the administration in the minutes, defined once for form, minutes and frozen record."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.snippets.blocks import SnippetChooserBlock

from foundation.forms.quick_select import QuickSelect
from meetings.minutes.row_fields import ContentRow, editable_field, read_only_field


@dataclass(frozen=True)
class WishRow(ContentRow):
    """A wish made at the meeting or while its minutes were written; on no section for the minutes as a whole.

    `origin` is a value of `Origin`; empty for one that was made while the minutes were written.
    """

    id: str  # of the block; the SupportRequest made of it has the same
    text: str = editable_field(
        forms.CharField(
            label=gettext_lazy("What do you wish from the administration?"), widget=forms.Textarea({"rows": 3}),
            help_text=gettext_lazy("Do not name any child."),
        ),
        since=4,
        missing=gettext_lazy("Wish %(number)s: write what you wish, or take it out."),
    )  # fmt: skip
    section: str = editable_field(forms.CharField(widget=forms.HiddenInput), since=4)
    initiative: int | None = editable_field(
        forms.TypedChoiceField(label=gettext_lazy("Initiative"), coerce=int, empty_value=None, widget=QuickSelect),
        since=4,
        default=None,
        block=SnippetChooserBlock("snippets.Initiative", required=False),
    )
    initiative_name: str = read_only_field(since=4, is_stored=False)
    origin: str = read_only_field(since=4)

    def heading(self) -> str:
        return _("Wish: %(text)s") % {"text": self.text or _("not written yet")}

    def summary(self) -> str:
        return "\n".join(part for part in (self.text, self.initiative_name) if part)
