"""Attach captions to a film of a piece of evidence."""

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from accounts.user import User
from foundation.errors import NotAllowed, Refusal
from media.ingest.add_captions import add_captions
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from meetings.evidence.permissions import may_edit


class NotOfThisEvidence(Refusal):
    """The film belongs to another piece of evidence."""


def attach_captions(*, evidence: Evidence, film: MediaItem, upload: UploadedFile, by: User) -> MediaItem:
    """Replace the captions (WebVTT) of the film; whoever can see the film sees them at once.

    Raises NotAllowed, NotOfThisEvidence, UploadRefused.
    """
    if not may_edit(by, evidence):
        raise NotAllowed(_("Only the person who made this draft and the leaders can change it."))
    if film.evidence_id != evidence.pk:
        raise NotOfThisEvidence(_("The film belongs somewhere else."))
    return add_captions(film=film, upload=upload, by=by)
