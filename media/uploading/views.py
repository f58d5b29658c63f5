"""Endpoints for tus clients. An upload of somebody else gives 404."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.user import AnyUser
from foundation.error_views import not_found
from foundation.errors import Refusal
from foundation.middleware.body_limit import accepts_files
from foundation.text.parsing import parse_int
from media.ingest.refusals import StoreUnavailable, UploadRefused
from media.uploading import tus_protocol
from media.uploading.abandon import abandon
from media.uploading.append import RefusedWhenComplete, UploadTooLong, append
from media.uploading.begin import TooManyAtOnce, UploadTooLarge, begin
from media.uploading.limits import largest_of_all
from media.uploading.refusals import UploadBusy, UploadGone, WrongOffset
from media.uploading.request_body import read_while_it_comes
from media.uploading.upload import Upload
from media.uploading.upload_owner import upload_owner_module

#: HTTP status of each refusal. A client tries 409, 423 and 5xx again and gives up at the others.
STATUS_OF_REFUSAL: dict[type[Refusal], int] = {
    UploadBusy: 423,
    UploadGone: 410,
    WrongOffset: 409,
    UploadTooLong: 413,
    UploadTooLarge: 413,
    TooManyAtOnce: 429,
    StoreUnavailable: 503,
    RefusedWhenComplete: 422,
    UploadRefused: 422,
}


def may_upload(user: AnyUser) -> bool:
    return upload_owner_module().may_upload(user)


@require_http_methods(["GET", "POST", "OPTIONS"])
def uploads(request: HttpRequest) -> HttpResponseBase:
    """OPTIONS describes the server, POST begins an upload.

    GET ?evidence= lists the person's own uploads under way there, for a page that was reloaded; not part of tus.
    """
    if not may_upload(request.user):
        return not_found(request)
    if request.method == "OPTIONS":
        return tus_protocol.options_response(largest_of_all())
    if request.method == "GET":
        return _list(request)
    return tus_protocol.require_version(request) or _answer(_begin, request)


@accepts_files(may=may_upload, max_bytes=largest_of_all)
@require_http_methods(["HEAD", "PATCH", "DELETE", "OPTIONS"])
def upload(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """HEAD tells the offset, PATCH appends, DELETE cancels."""
    if not may_upload(request.user):
        return not_found(request)
    if request.method == "OPTIONS":
        return tus_protocol.options_response(largest_of_all())
    if answer := tus_protocol.require_version(request):
        return answer
    found = Upload.objects.filter(key=key, by=request.user.pk).first()
    if found is None:
        return not_found(request)
    if tus_protocol.is_past(found, timezone.now()):
        return tus_protocol.tus_response(410)
    act = {"HEAD": _report_offset, "PATCH": _append, "DELETE": _abandon}[request.method or ""]
    return _answer(act, request, found)


def _answer(act: Callable[..., HttpResponse], request: HttpRequest, *words: object) -> HttpResponse:
    try:
        return act(request, *words)
    except tus_protocol.ProtocolError as error:
        return tus_protocol.tus_response(400, f"{error}?")
    except Refusal as refusal:
        status = next((status for said, status in STATUS_OF_REFUSAL.items() if isinstance(refusal, said)), 422)
        return tus_protocol.tus_response(status, refusal.message)


def _begin(request: HttpRequest) -> HttpResponse:
    length = tus_protocol.byte_count(request, "Upload-Length")
    said = tus_protocol.metadata(request)
    evidence_id, kind = said.get("evidence", ""), said.get("kind", "")
    number = parse_int(evidence_id, None)
    evidence = upload_owner_module().evidence_for(request.user, number, kind) if number is not None else None
    if evidence is None:
        return not_found(request)
    begun = begin(
        evidence=evidence,
        kind=kind,
        name=said.get("filename", ""),
        fingerprint=said.get("fingerprint", "")[:64],
        chosen_order=parse_int(said.get("order"), 0, digits=16),
        length=length,
        by=request.user,  # type: ignore[arg-type]  # nobody else may upload
        now=timezone.now(),
    )
    answer = tus_protocol.with_offset_headers(tus_protocol.tus_response(201), begun)
    answer["Location"] = reverse("upload", args=[begun.key])
    return answer


def _list(request: HttpRequest) -> JsonResponse:
    asked = request.GET.get("evidence", "")
    rows = Upload.objects.filter(by=request.user.pk).under_way(timezone.now())
    found = rows.filter(evidence_id=int(asked)) if asked.isascii() and asked.isdigit() else rows.none()
    return JsonResponse(
        {
            "uploads": [
                {
                    "url": reverse("upload", args=[row.key]),
                    "name": row.name,
                    "fingerprint": row.fingerprint,
                    "length": row.length,
                    "offset": row.offset,
                }
                for row in found
            ]
        }
    )


def _report_offset(request: HttpRequest, upload: Upload) -> HttpResponse:
    answer = tus_protocol.with_offset_headers(tus_protocol.tus_response(200), upload)
    answer["Upload-Length"] = str(upload.length)
    return answer


def _append(request: HttpRequest, upload: Upload) -> HttpResponse:
    if request.content_type != tus_protocol.UPLOAD_CONTENT_TYPE:
        return tus_protocol.tus_response(415, tus_protocol.UPLOAD_CONTENT_TYPE)
    offset, announced = (
        tus_protocol.byte_count(request, "Upload-Offset"),
        tus_protocol.byte_count(request, "Content-Length"),
    )
    if upload.finished_at is not None:
        # The response to the last part was lost; everything is stored.
        if offset == upload.length and not announced:
            return tus_protocol.with_offset_headers(tus_protocol.tus_response(204), upload)
        raise WrongOffset(f"We have {upload.offset} bytes.")
    with read_while_it_comes(request) as read:
        now_at = append(upload=upload, offset=offset, announced=announced, read=read, now=timezone.now())
    return tus_protocol.with_offset_headers(tus_protocol.tus_response(204), now_at)


def _abandon(request: HttpRequest, upload: Upload) -> HttpResponse:
    abandon(upload=upload)
    return tus_protocol.tus_response(204)
