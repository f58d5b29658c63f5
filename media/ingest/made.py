"""What a maker has made of an upload: clean files, and what is known of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol


@dataclass(frozen=True)
class Made:
    """`fields` are set on the row when it becomes ready; `files` are stored under its key (file name -> where it lies
    now)."""

    fields: dict[str, Any]
    files: dict[str, Path]


class Maker(Protocol):
    """Cleans the upload at `source`, called `name` on somebody's phone, and writes what it makes into `folder`.

    It knows no database and no request. Raises UploadRefused with a sentence that says what to do.
    """

    def __call__(self, *, source: Path, name: str, folder: Path) -> Made: ...
