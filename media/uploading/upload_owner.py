"""Interface to the app that owns the evidence: the module named by `settings.MEDIA_UPLOADS`."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from django.conf import settings
from django.db.models import Model

from accounts.user import AnyUser
from media.media_item import MediaItem


class WholeFile:
    """A completely received file with the interface of Django's uploaded files, linked where possible, else read.

    The file stays until the upload has been recorded as finished. `name` is only a claim by the client; `chosen_order`
    is its place among the chosen files.
    """

    def __init__(self, path: Path, name: str, size: int, chosen_order: int = 0) -> None:
        self._path = path
        self.name = name
        self.size = size
        self.chosen_order = chosen_order

    def temporary_file_path(self) -> str:
        return str(self._path)

    def seek(self, _position: int) -> None:
        """Do nothing: `chunks` always starts at the beginning."""

    def chunks(self, size: int) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            while block := file.read(size):
                yield block


class UploadOwner(Protocol):
    def may_upload(self, user: AnyUser) -> bool:
        """Whether this person may upload anywhere; checked before a large body is read."""

    def evidence_for(self, user: AnyUser, evidence_id: int, kind: str) -> Model | None:
        """Return it if this person may add to it, else None. Raises Refusal when it takes no such file now."""

    def take(self, user: AnyUser, evidence_id: int, kind: str, file: WholeFile) -> MediaItem:
        """Put the file on the evidence. Checks everything again, as the upload may have taken hours. Raises Refusal."""


def upload_owner_module() -> UploadOwner:
    return cast(UploadOwner, import_module(settings.MEDIA_UPLOADS))
