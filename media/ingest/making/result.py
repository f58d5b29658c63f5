"""What a maker has made of an upload: clean files, and what is known of them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

#: Hears how many percent of the work are done, now and then.
Tell = Callable[[int], None]


@dataclass(frozen=True)
class IngestResult:
    """`fields` are set on the row when it becomes ready; `files` are stored under its key (file name -> where it lies
    now)."""

    fields: dict[str, Any]
    files: dict[str, Path]


class Maker(Protocol):
    """Cleans the upload at `source`, called `name` on somebody's phone, and writes what it makes into `folder`.

    It knows no database and no request; one whose work takes long says with `tell` how far it is. Raises UploadRefused
    with a sentence that says what to do.
    """

    def __call__(self, *, source: Path, name: str, folder: Path, tell: Tell) -> IngestResult: ...


def nobody_asks(_percent: int) -> None:
    """A `Tell` for those who do not wait."""
