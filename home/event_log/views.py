"""The page of the event log, and its rows as a file. Looking at it is an act too, and is logged."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from accounts.second_factor.recent import always, require_recent_second_factor
from foundation import audit
from foundation.audit import AuditEvent
from foundation.audit_seal.state import log_state
from foundation.text.parsing import parse_int
from home.event_log.forms import LogFilter
from home.event_log.reading import as_lines, log_page, log_rows
from meetings.questionnaires.export import CONTENT_TYPES, WRITERS
from meetings.units.get_or_404 import right_or_404

#: Rows of a file; who needs more narrows the days.
MOST = 10_000


@login_required
@require_safe
def event_log(request: SignedInRequest) -> HttpResponse:
    """The newest rows first; with `?foer=` the primary key of a row, those older than it."""
    right_or_404(request.user, Right.SEE_EVENT_LOG)
    form = LogFilter(request.GET)
    rows, older = log_page(request.user, form, before=parse_int(request.GET.get("foer"), None))
    _note("log.read", request, form)
    kept = {name: value for name, value in request.GET.items() if name in form.fields and value}
    context = {
        "form": form,
        "rows": rows,
        "columns": [
            {"label": label} for label in (_("When it happened"), _("Person"), _("Act"), _("About"), _("Unit"))
        ],
        "older_url": f"?{urlencode({**kept, 'foer': older})}" if older else "",
        "newest_url": f"?{urlencode(kept)}" if "foer" in request.GET else "",
        "reset_url": reverse("event_log") if form.is_filtered else "",
        "files": [
            {"label": label, "url": f"{reverse('event_log_file')}?{urlencode({**kept, 'som': kind})}"}
            for kind, label in (("xlsx", _("Fetch as Excel")), ("csv", _("Fetch as CSV")))
        ],
        "state": log_state(timezone.now()),
        "most": MOST,
        "crumbs": [{"label": _("Front page"), "url": "/"}, {"label": _("Event log"), "url": ""}],
    }
    return render(request, "home/event_log.html", context)


@login_required
@require_safe
@require_recent_second_factor(when=always)
def event_log_file(request: SignedInRequest) -> HttpResponse:
    """The same rows, at most MOST, as CSV or with `?som=xlsx` as a workbook."""
    right_or_404(request.user, Right.SEE_EVENT_LOG)
    form = LogFilter(request.GET)
    kind = "xlsx" if request.GET.get("som") == "xlsx" else "csv"
    body = WRITERS[kind](list(as_lines(log_rows(request.user, form, most=MOST))))
    _note("log.exported", request, form)
    name = f"haendelseslog-{timezone.localdate():%Y-%m-%d}.{kind}"
    headers = {"Content-Disposition": content_disposition_header(True, name) or ""}
    return HttpResponse(body, content_type=CONTENT_TYPES[kind], headers=headers)


def _note(action: str, request: SignedInRequest, form: LogFilter) -> None:
    """Who looked, at which log, and by what it was filtered; not the name that was searched for."""
    asked: dict[str, Any] = form.asked
    unit = asked["enhed"].pk if asked["enhed"] else None
    filters = sorted(name for name, value in asked.items() if value and name != "log")
    audit.record(action, AuditEvent(pk=0), by=request.user, unit_id=unit, log=form.kind, filters=filters)
