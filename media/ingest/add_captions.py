"""Add captions to a film."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext

from accounts.user import User
from foundation import audit
from media.ingest import original_name, refuse_cpr, size_limit, webvtt
from media.ingest.refusals import UploadRefused
from media.media_item import MediaItem


def add_captions(*, film: MediaItem, upload: UploadedFile, by: User) -> MediaItem:
    """Replace the captions of the film by those of `upload` (WebVTT).

    The calling action checks whether `by` may. Raises UploadRefused; the film is unchanged then.
    """
    advice = gettext("Choose a captions file in the format WebVTT (.vtt).")
    size_limit.require_size(upload, webvtt.MAX_BYTES, advice)
    if original_name.extension(upload.name) not in {"vtt", ""}:
        raise UploadRefused(
            gettext("The file is called .%(extension)s.") % {"extension": original_name.extension(upload.name)[:10]}
            + f" {advice}"
        )
    upload.seek(0)
    captions = webvtt.clean_captions(upload.read())
    refuse_cpr.refuse_in_text(captions)
    film.captions = captions
    with transaction.atomic():
        film.save(update_fields=["captions"])
        audit.record("media.captions", film, by=by)
    return film
