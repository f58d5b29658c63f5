"""Interface to the app that owns the evidence: the module named by `settings.MEDIA_UPLOADS`."""

from collections.abc import Iterator
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings
from django.db.models import Model

from accounts.user import AnyUser
from media.media_item import MediaItem
from media.uploading.upload import Upload


class WholeFile:
    """A completely received file with the interface of Django's uploaded files.

    It stays until the upload has been recorded as finished. `name` is only a claim by the client; `chosen_order` is its
    place among the chosen files, and `upload_key` becomes the key of the item.
    """

    def __init__(self, upload: Upload) -> None:
        self.name = upload.name
        self.size = upload.length
        self.chosen_order = upload.chosen_order
        self.upload_key = upload.key

    def seek(self, _position: int) -> None:
        """Do nothing: `chunks` always starts at the beginning."""

    def chunks(self, size: int) -> Iterator[bytes]:
        raise NotImplementedError


class UploadOwner(Protocol):
    def may_upload(self, user: AnyUser) -> bool:
        """Return whether this person may upload anywhere; checked before a large body is read."""

    def evidence_for(self, user: AnyUser, evidence_id: int, kind: str) -> Model | None:
        """Return it if this person may add to it, else None. Raises Refusal when it takes no such file now."""

    def add_file(self, user: AnyUser, evidence_id: int, kind: str, file: WholeFile) -> MediaItem:
        """Put the file on the evidence. Checks everything again, as the upload may have taken hours. Raises Refusal."""


def upload_owner_module() -> UploadOwner:
    return cast(UploadOwner, import_module(settings.MEDIA_UPLOADS))
