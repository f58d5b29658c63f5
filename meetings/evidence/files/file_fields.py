"""Form fields for one or several files."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from media.ingest.incoming_file import IncomingFile
from media.ingest.making import make_film, make_sound, render_photo
from meetings.evidence.kind_specs import Medium

#: For `<input accept>`: what the browser offers to choose. What a file really is, ingest detects.
ACCEPT = {
    Medium.PHOTO: render_photo.ACCEPT,
    Medium.FILM: make_film.ACCEPT,
    Medium.SOUND: make_sound.ACCEPT,
    Medium.DOCUMENT: ".pdf,.docx,.xlsx,.pptx",
}
CAMERA: dict[Medium, Promise] = {Medium.PHOTO: _("Take a photo now"), Medium.FILM: _("Film now")}
CHOOSE: dict[Medium, Promise] = {
    Medium.PHOTO: _("Choose photos"),
    Medium.FILM: _("Choose a film"),
    Medium.SOUND: _("Choose sound recordings"),
    Medium.DOCUMENT: _("Choose documents"),
}
ADVICE: dict[Medium, Promise] = {
    Medium.PHOTO: _("JPEG, PNG, WebP or HEIC. We remove place, time and other hidden information from them."),
    Medium.FILM: _("MP4, MOV or WebM. We remove place, time and other hidden information from it."),
    Medium.SOUND: _("M4A or MP3, for example from your phone's recorder. We remove hidden information from them."),
    Medium.DOCUMENT: _(
        "PDF, Word, Excel or PowerPoint. We remove names of authors, comments, tracked changes, hidden text, sheets "
        "and slides, and say what we removed."
    ),
}


#: Labels for kinds of evidence that take several kinds of file, by the kinds.
CHOOSE_AMONG: dict[tuple[Medium, ...], Promise] = {
    (Medium.PHOTO, Medium.SOUND): _("Choose drawings, photos or sound"),
    (Medium.PHOTO, Medium.FILM, Medium.SOUND): _("Choose photos, film or sound"),
}
ADVICE_AMONG = _("We remove place, time and other hidden information from them.")


def label_of(media: tuple[Medium, ...]) -> Promise:
    return CHOOSE_AMONG[media] if len(media) > 1 else CHOOSE[media[0]]


def advice_of(media: tuple[Medium, ...]) -> Promise:
    return ADVICE_AMONG if len(media) > 1 else ADVICE[media[0]]


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Cleans to a list of uploaded files, empty when none was chosen. An empty file is refused later, by ingest."""

    def __init__(self, *, media: tuple[Medium, ...], several: bool, from_camera: bool = False, **options: Any) -> None:
        attrs = {"accept": ",".join(ACCEPT[medium] for medium in media)}
        if from_camera:
            attrs["capture"] = "environment"  # the back camera; a computer without one offers its files
        widget = SeveralFilesInput(attrs) if several and not from_camera else forms.FileInput(attrs)
        super().__init__(widget=widget, required=False, allow_empty_file=True, **options)

    def clean(self, data: Any, initial: Any = None) -> list[IncomingFile]:
        chosen = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in chosen if one]
