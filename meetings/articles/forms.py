"""Forms about the editors' own files."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.cpr_forms.forms import Form
from foundation.forms.date_and_time_fields import DayField
from foundation.translation.in_danish import in_danish
from media.enums import DepictsChildren, LegalBasis, ObjectionKind, Objector
from media.kinds.enums import MediaKind
from media.kinds.registry import SPECS
from media.media_item import MediaItem
from media.privacy.record_objection import ObjectionDetails
from meetings.articles.files.describe_file import FileAnswers

CHILDREN = [
    (DepictsChildren.IDENTIFIABLE.value, gettext_lazy("Yes, children can be recognised")),
    (DepictsChildren.NOT_IDENTIFIABLE.value, gettext_lazy("Children are in it, but cannot be recognised")),
    (DepictsChildren.NONE.value, gettext_lazy("No children are in it")),
]
#: Nothing is chosen beforehand: an article is no documentation of a unit's work, so there is no usual basis.
BASIS = [
    ("", gettext_lazy("I do not know yet (then it cannot be shown)")),
    (LegalBasis.NO_PERSONS.value, gettext_lazy("No persons can be recognised")),
    (LegalBasis.CONSENT.value, gettext_lazy("We have been given consent")),
    (LegalBasis.PUBLIC_TASK.value, gettext_lazy("It is part of our task as an authority to show it to these readers")),
]


class ArticleFileForm(Form):
    """What it shows, and why we may show it until when."""

    use_required_attribute = False

    words = forms.CharField(
        label=gettext_lazy("What does it show, or what is it called?"),
        help_text=gettext_lazy("A picture's words are read aloud to those who cannot see it. No names of children."),
        required=False,
        max_length=150,
    )
    depicts_children = forms.ChoiceField(
        label=gettext_lazy("Can children be recognised?"), choices=CHILDREN, widget=forms.RadioSelect,
        initial=DepictsChildren.IDENTIFIABLE.value,
    )  # fmt: skip
    legal_basis = forms.ChoiceField(
        label=gettext_lazy("Why may we show it?"),
        help_text=gettext_lazy("This is called the legal basis. Without one, no article shows it."),
        choices=BASIS, widget=forms.RadioSelect, required=False,
    )  # fmt: skip
    consent_note = forms.CharField(
        label=gettext_lazy("Who gave consent, when and for what?"),
        help_text=gettext_lazy(
            "For example: parents, September 2026, for news on this site. No names and no CPR numbers."
        ),
        required=False,
        max_length=300,
    )
    delete_after = DayField(
        label=gettext_lazy("Deleted after"),
        help_text=gettext_lazy("On that day it is deleted by itself, from all articles."),
    )

    @staticmethod
    def initial_from(item: MediaItem) -> dict[str, object]:
        words = item.alt_text if item.kind == MediaKind.IMAGE else item.title
        return {
            "words": words, "depicts_children": item.depicts_children, "legal_basis": item.legal_basis,
            "consent_note": item.consent_note, "delete_after": item.delete_after,
        }  # fmt: skip

    @in_danish()  # the purpose is stored
    def answers(self) -> FileAnswers:
        data = self.cleaned_data
        return FileAnswers(
            words=data["words"], depicts_children=data["depicts_children"], legal_basis=data["legal_basis"],
            consent_note=data["consent_note"], delete_after=data["delete_after"], purpose=_("News and guidance"),
        )  # fmt: skip


class NewFileForm(ArticleFileForm):
    file = forms.FileField(
        label=gettext_lazy("The picture or document"),
        widget=forms.FileInput(
            attrs={"accept": ",".join(SPECS[kind].accept for kind in (MediaKind.IMAGE, MediaKind.DOCUMENT))}
        ),
        error_messages={"required": gettext_lazy("Choose the picture or document first.")},
    )
    field_order = ("file",)


class HideForm(Form):
    """An objection, or a consent that was taken back."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=gettext_lazy("What has come in?"),
        choices=[(one.value, one.label) for one in (ObjectionKind.OBJECTION, ObjectionKind.CONSENT)],
        widget=forms.RadioSelect,
    )
    objector = forms.ChoiceField(
        label=gettext_lazy("Who did it come from?"), choices=Objector.choices, widget=forms.RadioSelect
    )

    def details(self) -> ObjectionDetails:
        return ObjectionDetails(kind=self.cleaned_data["kind"], objector=self.cleaned_data["objector"])


class ShowAgainForm(Form):
    restore_reason = forms.CharField(
        label=gettext_lazy("Why may it be shown again?"), help_text=gettext_lazy("Do not name anybody."), max_length=300
    )
