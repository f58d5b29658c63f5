"""What makers return, and their interface."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

#: Progress callback, called now and then with the percentage done.
ReportProgress = Callable[[int], None]


@dataclass(frozen=True)
class IngestResult:
    """Result of a maker: `fields` to set on the row when it becomes ready, and `files` to store under its key (name ->
    path).
    """

    fields: dict[str, Any]
    files: dict[str, Path]


class Maker(Protocol):
    """Cleans the upload at `source`, named `name` by its uploader, and writes its results into `folder`.

    It knows no database and no request; one whose work takes long says with `report` how far it is. Raises
    UploadRefused with a sentence that says what to do.
    """

    def __call__(self, *, source: Path, name: str, folder: Path, report: ReportProgress) -> IngestResult: ...


def ignore_progress(_percent: int) -> None:
    """Progress callback that does nothing."""
