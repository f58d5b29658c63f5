"""What the app that owns the pages answers about uploads: the module that `settings.MEDIA_UPLOADS` names."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from django.conf import settings

from accounts.user import AnyUser
from media.media_item import MediaItem


class WholeFile:
    """A file that has come in whole, as ingest takes Django's uploaded files: linked where it can be, else read. The
    file itself stays until the upload knows that it was taken in. `name` is the person's own, and only a claim;
    `chosen_order` says where it stood among what was chosen."""

    def __init__(self, path: Path, name: str, size: int, chosen_order: int = 0) -> None:
        self._path = path
        self.name = name
        self.size = size
        self.chosen_order = chosen_order

    def temporary_file_path(self) -> str:
        return str(self._path)

    def seek(self, _position: int) -> None:
        """`chunks` begins at the beginning."""

    def chunks(self, size: int) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            while block := file.read(size):
                yield block


class Owner(Protocol):
    def may_upload(self, user: AnyUser) -> bool:
        """Whether this person brings files anywhere at all; asked before a large body is read."""

    def page_for(self, user: AnyUser, page_id: int, kind: str) -> Any | None:
        """The page, when it is there for this person to add to; None for everybody else. Raises Refusal in words when
        just now it takes no such file."""

    def take(self, user: AnyUser, page_id: int, kind: str, file: WholeFile) -> MediaItem:
        """Puts the file on the page. Asks everything again, for the file may have taken hours. Raises Refusal."""


def owner() -> Owner:
    return cast(Owner, import_module(settings.MEDIA_UPLOADS))
