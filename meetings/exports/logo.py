"""The municipality's logo: taken in like a photo, and kept as a small PNG in the row of the settings."""

import hashlib
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.editor.forms import EditorForm
from media.ingest.processing import render_photo
from media.ingest.refusals import UploadRefused
from meetings.exports.pdf.typeset import temporary_root

MAX_SIDE_PIXELS = 800  # pixels on the longest side
MAX_BYTES = 800 * 1024  # the whole form is 1 MB at most


class LogoField(forms.FileField):
    """A new logo, or none."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Logo"),
            help_text=gettext_lazy("PNG or JPEG of at most 800 KB. It is shown at the top of pages and documents."),
            required=False,
            widget=forms.FileInput(attrs={"accept": render_photo.ACCEPT}),
        )

    def clean(self, data: object, initial: object = None) -> bytes:
        """The logo as PNG, decoded in a process of its own; empty when none was chosen."""
        chosen = super().clean(data, initial)
        if not chosen:
            return b""
        if chosen.size > MAX_BYTES:
            raise forms.ValidationError(_("The logo is too large. Choose one of at most 800 KB."))
        try:
            return clean_logo(chosen)
        except UploadRefused as refused:
            raise forms.ValidationError(refused.message) from refused


class LogoForm(EditorForm):
    """The form of DocumentSettings: a new logo, or none."""

    logo_file = LogoField()
    without_logo = forms.BooleanField(label=gettext_lazy("Remove the logo"), required=False)

    def save(self, commit: bool = True) -> Model:
        if self.cleaned_data["without_logo"]:
            self.instance.logo = b""
        elif self.cleaned_data["logo_file"]:
            self.instance.logo = self.cleaned_data["logo_file"]
        return super().save(commit)


def logo_version(logo: bytes) -> str:
    """Return a text that differs for each logo; empty without one."""
    return hashlib.sha256(logo).hexdigest()[:16] if logo else ""


def clean_logo(upload: UploadedFile) -> bytes:
    """Return the picture made anew as PNG, without metadata. Raises UploadRefused."""
    from PIL import Image  # most processes never open a picture

    with TemporaryDirectory(prefix="logo-", dir=temporary_root()) as path:
        folder = Path(path)
        source = folder / "upload"
        source.write_bytes(upload.read())
        name = str(upload.name or "logo")
        made: dict[str, object] = render_photo.prepare_photo(
            source, name=name, folder=folder, renditions={"logo": MAX_SIDE_PIXELS}
        )
        with Image.open(folder / f"logo.{made['extension']}") as picture:
            out = io.BytesIO()
            picture.save(out, "PNG")
    return out.getvalue()
