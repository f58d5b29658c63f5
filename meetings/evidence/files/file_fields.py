"""Form fields for one or several files."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from media.kinds.enums import MediaKind
from media.kinds.registry import SPECS

#: What is said where several kinds of file go together, by the kinds.
CHOOSE_AMONG: dict[tuple[MediaKind, ...], Promise] = {
    (MediaKind.IMAGE, MediaKind.SOUND): _("Choose drawings, photos or sound"),
    (MediaKind.IMAGE, MediaKind.FILM, MediaKind.SOUND): _("Choose photos, film or sound"),
}
ADVICE_AMONG = _("We remove place, time and other hidden information from them.")


def label_of(media: tuple[MediaKind, ...]) -> Promise | str:
    return CHOOSE_AMONG[media] if len(media) > 1 else SPECS[media[0]].choose


def advice_of(media: tuple[MediaKind, ...]) -> Promise | str:
    return ADVICE_AMONG if len(media) > 1 else SPECS[media[0]].cleaned


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Cleans to a list of uploaded files, empty when none was chosen. An empty file is refused later, by ingest."""

    def __init__(self, *, media: Sequence[MediaKind], several: bool, from_camera: bool = False, **options: Any) -> None:
        attrs = {"accept": ",".join(SPECS[kind].accept for kind in media)}
        if from_camera:
            attrs["capture"] = "environment"  # the camera on the back; a computer without one shows its files
        widget = SeveralFilesInput(attrs) if several and not from_camera else forms.FileInput(attrs)
        super().__init__(widget=widget, required=False, allow_empty_file=True, **options)

    def clean(self, data: object, initial: object = None) -> list[UploadedFile]:
        chosen = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in chosen if one]
