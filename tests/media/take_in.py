"""Upload helpers: receive an upload and run its task, or leave it waiting."""

from typing import Any

import pytest

from media.ingest import receive as receiving
from media.ingest.receive import receive
from media.ingest.refusals import UploadRefused
from media.kinds.enums import MediaKind


def take_in(kind: MediaKind, upload: Any, evidence: Any, by: Any) -> Any:
    """Return the ready item. Raises UploadRefused, whether it was refused on upload or by its task."""
    item = receive(kind=kind, upload=upload, evidence=evidence, by=by)
    item.refresh_from_db()
    if item.refusal:
        raise UploadRefused(item.refusal)
    return item


class Later:
    """Stands in for the task: it is enqueued but not run."""

    def __init__(self) -> None:
        self.enqueued: list[tuple[str, ...]] = []

    def using(self, **options: str) -> "Later":
        return self

    def enqueue(self, *args: str) -> None:
        self.enqueued.append(args)


def received(upload: Any, evidence: Any, by: Any, kind: Any = MediaKind.IMAGE, form_key: str = "") -> Any:
    """Return an item whose task has not run yet."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(receiving, "prepare_media", Later())
        return receive(kind=kind, upload=upload, evidence=evidence, by=by, form_key=form_key)
