"""Type of the files that ingest takes."""

from collections.abc import Iterator
from typing import Any, Protocol


class IncomingFile(Protocol):
    """Django's UploadedFile, or another object with a claimed name, a size in bytes and its content in chunks."""

    @property
    def name(self) -> str | None: ...

    @property
    def size(self) -> Any: ...  # always an int, but Django's types allow None

    def seek(self, position: int, /) -> object: ...

    def chunks(self, size: int, /) -> Iterator[bytes]: ...
