"""Requests and responses of tus 1.0 (https://tus.io/protocols/resumable-upload): core, creation, termination,
expiration.
"""

import base64
import binascii
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from foundation.text.parsing import parse_int
from media.uploading.upload import Upload

VERSION = "1.0.0"
EXTENSIONS = "creation,termination,expiration"
UPLOAD_CONTENT_TYPE = "application/offset+octet-stream"
MAX_METADATA_LENGTH = 4096


class ProtocolError(Exception):
    """A header is missing or violates the protocol."""


def require_version(request: HttpRequest) -> HttpResponse | None:
    """Return the response to a client with another protocol version, or None."""
    if request.headers.get("Tus-Resumable") == VERSION:
        return None
    answer = tus_response(412, "Tus-Resumable: 1.0.0")
    answer["Tus-Version"] = VERSION
    return answer


def tus_response(status: int, text: str = "") -> HttpResponse:
    """Return a response with the version header that every response has."""
    answer = HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    answer["Tus-Resumable"] = VERSION
    answer["Cache-Control"] = "no-store"
    if not text:
        del answer["Content-Type"]
    return answer


def with_offset_headers(answer: HttpResponse, upload: Upload) -> HttpResponse:
    """Add offset and expiry of `upload` and, once it is finished, the key of the media item."""
    answer["Upload-Offset"] = str(upload.offset)
    answer["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    if upload.item_key:
        answer["Media-Key"] = str(upload.item_key)
    return answer


def options_response(largest: int) -> HttpResponse:
    answer = tus_response(204)
    answer["Tus-Version"] = VERSION
    answer["Tus-Extension"] = EXTENSIONS
    answer["Tus-Max-Size"] = str(largest)
    return answer


def byte_count(request: HttpRequest, header: str) -> int:
    """Return a header that is a number of bytes. Raises ProtocolError, also for signs, blanks and digits of other
    scripts."""
    found = parse_int(request.headers.get(header), None, digits=15)
    if found is None:
        raise ProtocolError(header)
    return found


def metadata(request: HttpRequest) -> dict[str, str]:
    """Parse Upload-Metadata: `key base64, key base64, key`. Raises ProtocolError."""
    header = request.headers.get("Upload-Metadata", "")
    if len(header) > MAX_METADATA_LENGTH:
        raise ProtocolError("Upload-Metadata")
    found: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        key, _blank, value = pair.partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise ProtocolError("Upload-Metadata") from error
    return found


def is_past(upload: Upload, now: datetime) -> bool:
    return upload.finished_at is None and upload.expires_at <= now
