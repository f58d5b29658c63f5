"""Fetching a document that was made, and asking how far it is."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_safe

from accounts.request_types import SignedInRequest
from accounts.second_factor.require_recent import always, require_recent_second_factor
from foundation import audit
from foundation.error_views import not_found
from media.serving.delivery import FileIsGone, deliver
from media.serving.headers import confine, protect
from media.serving.progress_view import MAX_KEYS, valid_keys
from meetings.exports.enums import DocumentSource, ExportState
from meetings.exports.making.hidden_content import with_hidden_content
from meetings.exports.making.sources import approved_minutes, may_have
from meetings.exports.models import Export
from meetings.exports.reading import kept_since, rows_of
from meetings.minutes.reading import log_reading_of_approved
from meetings.units import access


@login_required
@require_safe
@require_recent_second_factor(when=always)
def document_file(request: SignedInRequest, key: UUID) -> HttpResponseBase:
    """The file, to whoever had it made and may still see all that is in it; anything else is a 404.

    Each download is in the event log; of minutes it counts as reading them.
    """
    rows = access.visible_to(request.user, Export).filter(
        key=key, state=ExportState.READY, requested_at__gte=kept_since()
    )
    export = rows.select_related("meeting__unit", "example__unit", "note__area").first()
    if export is None or not may_have(export, request.user) or with_hidden_content([export], request.user):
        return protect(not_found(request))
    try:
        response = deliver(request, export.stored_file)
    except FileIsGone:
        return protect(not_found(request))
    if request.method == "GET":
        _log(export, request)
    return confine(protect(response), export.stored_file.content_type)


def _log(export: Export, request: SignedInRequest) -> None:
    audit.record("export.fetched", export, by=request.user, unit_id=getattr(export.place, "unit_id", None))
    if export.source == DocumentSource.MINUTES and export.meeting is not None:
        minutes = approved_minutes(request.user, export.meeting)
        if minutes is not None:
            log_reading_of_approved(minutes, request.user)


@login_required
@require_safe
def document_states(request: SignedInRequest) -> HttpResponseBase:
    """As `media_states` answers for files: {key, state, label, percent, done, refusal, thumb} for `?key=…`."""
    keys = valid_keys(request.GET.getlist("key")[:MAX_KEYS])
    exports = list(access.visible_to(request.user, Export).filter(key__in=keys)) if keys else []
    if not exports:
        raise Http404
    told = [
        {
            "key": row.key, "state": "waiting" if row.is_waiting else "ready", "label": row.label, "percent": None,
            "done": not row.is_waiting, "refusal": row.note if row.is_lost else "", "thumb": "",
        }
        for row in rows_of(exports, request.user)
    ]  # fmt: skip
    return protect(JsonResponse(told, safe=False))
