"""Send a file after access was granted: through Django, through the web server, or by a link to the object store."""

import io
from typing import Any, BinaryIO
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.http import content_disposition_header

from media.serving import byte_range
from media.stored_file import StoredFile

BLOCK_SIZE = 64 * 1024


class FileIsGone(Exception):
    """The row refers to a file that is not in storage."""


def deliver(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    """Return the response to a GET or HEAD for `file`. Raises FileIsGone.

    The bytes under a key never change, so a range is valid whatever `If-Range` says.
    """
    if file.content is None:
        if hasattr(default_storage, "signed_link"):
            return redirect_to_object_store(request, file)
        if settings.ACCEL_PREFIX:
            return accel_redirect(file)
    return stream_file(request, file)


def disposition(file: StoredFile) -> str:
    return content_disposition_header(file.as_attachment, file.download_name) or "inline"


def accel_redirect(file: StoredFile) -> HttpResponse:
    """Let nginx send the file from an `internal` location; it handles ranges and lengths itself."""
    response = HttpResponse(content_type=file.content_type)
    response["Content-Disposition"] = disposition(file)
    response["X-Accel-Redirect"] = settings.ACCEL_PREFIX.rstrip("/") + "/" + quote(file.path)
    del response["Content-Length"]
    return response


def redirect_to_object_store(request: HttpRequest, file: StoredFile) -> HttpResponse:
    """Redirect to a short-lived link. A HEAD is answered from the row, as the link is signed for GET only."""
    if request.method == "HEAD":
        response = HttpResponse(content_type=file.content_type)
        response["Content-Length"] = str(file.byte_size)
        response["Content-Disposition"] = disposition(file)
        return response
    storage: Any = default_storage
    return HttpResponseRedirect(
        storage.signed_link(
            file.path,
            seconds=file.link_seconds,
            content_type=file.content_type,
            disposition=disposition(file),
        )
    )


def stream_file(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    """Stream the file, or the one requested range, block by block."""
    source, size = open_file(file)
    try:
        span = byte_range.parse(request.headers.get("Range", ""), size)
    except byte_range.NotSatisfiable:
        source.close()
        refused = HttpResponse(status=416, content_type=file.content_type)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    length = size
    stream: object = source
    if span is not None:
        length = span.length
        stream = byte_range.RangeReader(source, span)
    if request.method == "HEAD":
        source.close()
        response: HttpResponseBase = HttpResponse(content_type=file.content_type)
    else:
        response = FileResponse(stream, content_type=file.content_type)
        response.block_size = BLOCK_SIZE
    if span is not None:
        response.status_code = 206
        response["Content-Range"] = span.content_range(size)
    response["Content-Length"] = str(length)
    response["Content-Disposition"] = disposition(file)
    response["Accept-Ranges"] = "bytes"
    return response


def open_file(file: StoredFile) -> tuple[BinaryIO, int]:
    if file.content is not None:
        return io.BytesIO(file.content), len(file.content)
    try:
        opened: Any = default_storage.open(file.path, "rb")
    except FileNotFoundError:
        raise FileIsGone(file.path) from None
    return opened.file, opened.size
