"""Intake rules per kind of item: what is checked during the request, and which maker prepares it afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext

from media.ingest.making import make_document, make_film, make_sound, render_photo
from media.ingest.making.make_image import make_image
from media.ingest.making.result import Maker, TellingMaker
from media.media_item import MediaItem
from media.models import Document, Film, Image, Sound


@dataclass(frozen=True)
class Intake:
    """Rules for one kind of item.

    `accepted`: detected file type -> permitted extensions. `smaller`: advice for a file larger than `most_bytes`.
    `advice`: what to choose instead. `make_telling` is the same maker when it reports progress. `lane`: the lane of
    settings.TASK_LANES in which its task waits.
    """

    make: Maker
    accepted: Mapping[str, frozenset[str]]
    advice: Callable[[], str]
    most_bytes: Callable[[], int]
    smaller: Callable[[], str]
    make_telling: TellingMaker | None = None
    lane: str = "default"


INTAKE: Mapping[type[MediaItem], Intake] = {
    Image: Intake(
        make=make_image,
        accepted=render_photo.ACCEPTED,
        advice=render_photo.advice,
        most_bytes=lambda: settings.IMAGE_MAX_BYTES,
        smaller=render_photo.advice,
    ),
    Film: Intake(
        make=make_film.make_film,
        accepted=make_film.ACCEPTED,
        advice=make_film.advice,
        most_bytes=lambda: settings.FILM_MAX_BYTES,
        smaller=lambda: gettext("Make it shorter, or save it in a lower resolution."),
        make_telling=make_film.make_film,
        lane="films",
    ),
    Sound: Intake(
        make=make_sound.make_sound,
        accepted=make_sound.ACCEPTED,
        advice=make_sound.advice,
        most_bytes=lambda: settings.SOUND_MAX_BYTES,
        smaller=lambda: gettext("Make it shorter, or save it as MP3."),
        lane="films",
    ),
    Document: Intake(
        make=make_document.make_document,
        accepted=make_document.ACCEPTED,
        advice=make_document.advice,
        most_bytes=lambda: settings.DOCUMENT_MAX_BYTES,
        smaller=lambda: gettext("Save it with smaller pictures, or divide it."),
    ),
}


def kind_called(name: str) -> type[MediaItem]:
    """Return the kind by its name in tasks and logs ("image"). Raises KeyError."""
    return {str(kind._meta.model_name): kind for kind in INTAKE}[name]
