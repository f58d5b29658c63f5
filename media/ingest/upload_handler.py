"""Upload handler that writes large files into our quarantine instead of /tmp."""

import os
import tempfile
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class QuarantinedUpload(TemporaryUploadedFile):
    """Temporary file that is deleted when the request ends; what a killed process leaves, the next ingest deletes."""

    def __init__(
        self, name: str | None, content_type: str | None, size: int, charset: str | None, extra: dict[str, bytes] | None
    ) -> None:
        os.makedirs(settings.QUARANTINE_DIR, mode=0o700, exist_ok=True)
        file = tempfile.NamedTemporaryFile(suffix=".upload", dir=settings.QUARANTINE_DIR)  # noqa: SIM115
        super(TemporaryUploadedFile, self).__init__(file, name, content_type, size, charset, extra)


class QuarantineUploadHandler(TemporaryFileUploadHandler):
    """Write files larger than FILE_UPLOAD_MAX_MEMORY_SIZE to disk (the handler before this one takes smaller ones).

    Of a file above every limit only the beginning is written, but all of it is counted: the disk is protected, and
    ingest can still state the size.
    """

    received = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super(TemporaryFileUploadHandler, self).new_file(*args, **kwargs)
        self.received = 0
        self.file = QuarantinedUpload(self.file_name, self.content_type, 0, self.charset, self.content_type_extra)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > settings.FILM_MAX_BYTES:
            return
        try:
            super().receive_data_chunk(raw_data, start)
            self.file.flush()
        except OSError:
            self._delete_partial_file()
            raise

    def _delete_partial_file(self) -> None:
        """Delete the file at once instead of when the error has been handled: the disk may be full."""
        os.unlink(self.file.temporary_file_path())
        with suppress(OSError):  # what could not be written before can't be now
            self.file.close()
