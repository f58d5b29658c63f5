"""The names in storage of the documents that were made (settings.STORED_FILES)."""

from collections.abc import Iterator

from meetings.exports.enums import ExportState
from meetings.exports.models import Export


def names_of_exports() -> Iterator[str]:
    for export in Export.objects.filter(state=ExportState.READY).iterator(chunk_size=500):
        yield export.path
