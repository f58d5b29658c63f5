"""Step 3 of the contribution form, first half: what the files show, their legal basis and date of deletion."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.cpr_forms.forms import Form
from foundation.forms.date_and_time_fields import DayField
from foundation.translation.in_danish import in_danish
from media.enums import DepictsChildren, LegalBasis
from media.media_item import MediaItem
from media.privacy.set_privacy import PrivacyAnswers
from media.protected import PRIVACY_FIELDS, ProtectedModel
from meetings.evidence.body import PlacedFile
from meetings.evidence.contribution.required_on_share import (
    ChoiceRequiredOnShare,
    DayRequiredOnShare,
    TextRequiredOnShare,
)
from meetings.evidence.files.file_descriptions import Description
from meetings.evidence.models import Evidence
from meetings.evidence.retention.text_privacy import is_deleted_with_files

CHILDREN = [
    (DepictsChildren.IDENTIFIABLE.value, _("Yes, children can be recognised")),
    (DepictsChildren.NOT_IDENTIFIABLE.value, _("Children are in it, but cannot be recognised")),
    (DepictsChildren.NONE.value, _("No children are in it")),
]
BASIS = [
    (LegalBasis.PUBLIC_TASK.value, _("It shows our educational work, and that is our task (the usual choice)")),
    (LegalBasis.CONSENT.value, _("We have been given consent")),
    (LegalBasis.NO_PERSONS.value, _("No persons can be recognised")),
]
TEXT_CHILDREN_CHOICES = [
    (DepictsChildren.IDENTIFIABLE.value, _("Yes, a child can be recognised")),
    (DepictsChildren.NOT_IDENTIFIABLE.value, _("It is about children, but nobody can be recognised")),
    (DepictsChildren.NONE.value, _("It is not about children")),
]
SAME_AS_ALL = [("", _("As for all of them, above"))]


@in_danish()
def usual_purpose() -> str:
    """Return what the form proposes, and stores unless somebody writes another."""
    return gettext("To show our work at the dialogue meeting")


class PrivacyFieldsForm(Form):
    """Privacy fields that are the same for a file and for a contribution."""

    use_required_attribute = False
    field_order = PRIVACY_FIELDS

    consent_note = forms.CharField(
        label=_("Who gave consent, when and for what?"),
        required=False,
        max_length=300,
        help_text=_("For example: parents, September 2026, for the dialogue meeting. No names and no CPR numbers."),
    )
    purpose = forms.CharField(
        label=_("What do we use it for?"),
        required=False,
        max_length=300,
        help_text=_("The leader forum is another purpose: somebody decides on that when an example is proposed."),
    )


class PrivacyForm(PrivacyFieldsForm):
    """Children, legal basis and date of deletion, of one file or of all at once.

    Datatilsynet, August 2022: a legal basis and a date, rather than a mere tick for consent.
    """

    depicts_children = forms.ChoiceField(
        label=_("Can children be recognised?"), choices=CHILDREN, widget=forms.RadioSelect
    )
    legal_basis = forms.ChoiceField(
        label=_("Why may we use it?"),
        choices=BASIS,
        widget=forms.RadioSelect,
        help_text=_("This is called the legal basis. Ask your leader if you are in doubt."),
    )
    delete_after = DayRequiredOnShare(
        label=_("Deleted after"), help_text=_("On that day it is deleted by itself, wherever it is shown.")
    )

    def __init__(self, *args: Any, item: MediaItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = privacy_of(item)


class ContributionPrivacyForm(PrivacyFieldsForm):
    """Privacy of the contribution itself.

    Where there are files, their answers apply to the text too and only the date is asked; where the files are the main
    content, not even that.
    """

    depicts_children = ChoiceRequiredOnShare(
        label=_("Can a child be recognised from it?"),
        choices=TEXT_CHILDREN_CHOICES,
        widget=forms.RadioSelect,
        help_text=_("Without a name too: by an illness, a family, an event that everybody knows of."),
    )
    legal_basis = ChoiceRequiredOnShare(
        label=_("Why may we use it?"),
        choices=BASIS,
        widget=forms.RadioSelect,
        help_text=_("This is called the legal basis. Ask your leader if you are in doubt."),
    )
    delete_after = DayRequiredOnShare(
        label=_("All of it is deleted after"),
        help_text=_("The words too, wherever they are shown. A month before, your leader sees it on a list."),
    )

    def __init__(self, *args: Any, evidence: Evidence, files: Sequence[object], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if files:
            for name in PRIVACY_FIELDS[:-1]:
                del self.fields[name]
        if is_deleted_with_files(evidence, files):
            del self.fields["delete_after"]
        self.initial = privacy_of(evidence)

    def said(self, of_files: Mapping[str, object] | None) -> PrivacyAnswers:
        """Return the answers; an empty one leaves a field unchanged. `of_files` are the answers for all files, if there
        are any.
        """
        answers = {name: value for name, value in self.cleaned_data.items() if name in PRIVACY_FIELDS}
        if of_files is not None:
            answers = {name: of_files.get(name) for name in PRIVACY_FIELDS[:-1]} | answers
        for name in ("legal_basis", "depicts_children"):
            answers[name] = answers.get(name) or None
        return PrivacyAnswers(**{name: answers.get(name) for name in PRIVACY_FIELDS})


class FilePrivacyForm(Form):
    """The same questions for one file among several; an empty answer means "as for all of them"."""

    use_required_attribute = False

    depicts_children = forms.ChoiceField(
        label=_("Can children be recognised?"), choices=SAME_AS_ALL + CHILDREN, required=False
    )
    legal_basis = forms.ChoiceField(label=_("Why may we use it?"), choices=SAME_AS_ALL + BASIS, required=False)
    consent_note = forms.CharField(label=_("Who gave consent, when and for what?"), required=False, max_length=300)
    purpose = forms.CharField(label=_("What do we use it for?"), required=False, max_length=300)
    delete_after = DayField(label=_("Deleted after"), required=False)

    def __init__(self, *args: Any, item: MediaItem, shared: dict[str, object], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = privacy_of(item)
        if item.legal_basis:
            self.initial = {name: own[name] for name in PRIVACY_FIELDS if own[name] != shared[name]}


class FileDescriptionForm(Form):
    """What one file shows. The fields depend on the kind of file."""

    use_required_attribute = False

    def __init__(self, *args: Any, item: MediaItem, caption: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in item.spec.questions:
            field = TextRequiredOnShare if question.name in item.spec.required else forms.CharField
            self.fields[question.name] = field(
                label=question.label,
                required=False,
                max_length=question.max_length,
                widget=forms.Textarea({"rows": question.rows}),
                help_text=question.help_text,
            )
        self.fields["caption"] = forms.CharField(label=item.spec.caption_label, required=False, max_length=300)
        if item.spec.accepts_captions:
            self.fields["captions"] = forms.FileField(
                label=_("Captions"),
                required=False,
                help_text=_("A file with subtitles (.vtt). With it, everybody can follow the film."),
                widget=forms.FileInput({"accept": ".vtt,text/vtt"}),
            )
        self.initial = {"alt_text": item.alt_text, "caption": caption, "transcript": item.transcript}


class FileForms:
    """The forms of one file."""

    def __init__(
        self, placed: PlacedFile, item: MediaItem, description: FileDescriptionForm, own: FilePrivacyForm | None
    ) -> None:
        self.placed, self.item, self.description, self.own = placed, item, description, own

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """Fields that are always visible; the caption is in the part that can be opened."""
        return [field for field in self.description if field.name != "caption" or not self.caption_waits]

    @property
    def caption_waits(self) -> bool:
        return bool(self.item.spec.questions)

    @property
    def more_is_open(self) -> bool:
        """Whether there is a caption, an answer that differs from those for all files, or an error."""
        own = self.own is not None and bool(self.own.errors or any(self.own.initial.values()))
        return own or bool(self.description["caption"].value() or self.description["caption"].errors)


class MediaForms:
    """The forms of all files of one piece of evidence.

    With several files the privacy questions are asked once for all, and each file can differ; with one file they are
    asked for it.
    """

    def __init__(
        self, files: Iterable[tuple[PlacedFile, MediaItem]], data: QueryDict | None = None,
        uploads: "MultiValueDict[str, UploadedFile] | None" = None,
    ) -> None:  # fmt: skip
        found = list(files)
        self.bound = data is not None
        self.privacy: PrivacyForm | None = None
        self.files: list[FileForms] = []
        if not found:
            return
        self.privacy = PrivacyForm(data, prefix="all", item=found[0][1])
        for placed, item in found:
            prefix = str(item.key)
            description = FileDescriptionForm(data, uploads, prefix=prefix, item=item, caption=placed.caption)
            own = None
            if len(found) > 1:
                own = FilePrivacyForm(data, prefix=f"{prefix}-own", item=item, shared=dict(self.privacy.initial))
            self.files.append(FileForms(placed, item, description, own))

    @property
    def forms(self) -> list[forms.Form]:
        every: list[forms.Form] = [
            form for file in self.files for form in (file.description, file.own) if form is not None
        ]
        return [self.privacy, *every] if self.privacy is not None else every

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in self.forms])

    def descriptions(self) -> dict[UUID, Description]:
        """Return the description of each file by key. Call it after `is_valid`."""
        return {file.item.key: self._description(file) for file in self.files}

    def uploads(self) -> list[tuple[MediaItem, UploadedFile]]:
        """Return the uploaded caption files as pairs of (film, upload)."""
        return [
            (file.item, file.description.cleaned_data["captions"])
            for file in self.files
            if file.description.cleaned_data.get("captions")
        ]

    def refuse(self, key: UUID, field: str, message: str) -> None:
        """Add the refusal of an action to the field it is about."""
        file = next(file for file in self.files if file.item.key == key)
        own = file.own if file.own is not None and file.own.cleaned_data.get(field) else None
        for form in (file.description, own, self.privacy):
            if form is not None and field in form.fields:
                form.add_error(field, message)
                return

    def _description(self, file: FileForms) -> Description:
        said = {name: self.privacy.cleaned_data.get(name) for name in PRIVACY_FIELDS} if self.privacy else {}
        if file.own is not None:
            said |= {name: value for name in PRIVACY_FIELDS if (value := file.own.cleaned_data.get(name))}
        description = file.description.cleaned_data
        return Description(
            alt_text=description.get("alt_text"),
            caption=description.get("caption"),
            transcript=description.get("transcript"),
            **said,
        )


def privacy_of(item: ProtectedModel) -> dict[str, object]:
    """Return the privacy of the item, or of a whole contribution, with the usual legal basis where none was chosen."""
    return {
        "depicts_children": item.depicts_children,
        "legal_basis": item.legal_basis or LegalBasis.PUBLIC_TASK.value,
        "consent_note": item.consent_note,
        "purpose": item.purpose or usual_purpose(),
        "delete_after": item.delete_after,
    }
