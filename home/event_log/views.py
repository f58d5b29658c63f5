"""The page of the event log, and its rows as a file. Looking at it is an act too, and is logged."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from accounts.second_factor.require_recent import always, require_recent_second_factor
from foundation import audit
from foundation.audit import AuditEvent
from foundation.audit_seal.state import log_state
from foundation.breadcrumbs import from_front_page
from foundation.text.parsing import parse_int
from foundation.text.spreadsheet import CSV, XLSX, spreadsheet_response
from foundation.translation.in_danish import in_danish
from home.event_log.forms import LogFilter
from home.event_log.reading import as_lines, columns, log_page, log_rows
from meetings.units.get_or_404 import right_or_404

#: Rows of a file; who needs more narrows the days.
MAX_FILE_ROWS = 10_000


@login_required
@require_safe
def event_log(request: SignedInRequest) -> HttpResponse:
    """The newest rows first; with `?foer=` the primary key of a row, those older than it."""
    right_or_404(request.user, Right.SEE_EVENT_LOG)
    form = LogFilter(request.GET)
    rows, older = log_page(request.user, form, before=parse_int(request.GET.get("foer"), None))
    _record_access("log.read", request, form)
    kept = {name: value for name, value in request.GET.items() if name in form.fields and value}
    context = {
        "form": form,
        "rows": rows,
        "columns": columns(),
        "older_url": f"?{urlencode({**kept, 'foer': older})}" if older else "",
        "newest_url": f"?{urlencode(kept)}" if "foer" in request.GET else "",
        "reset_url": reverse("event_log") if form.is_filtered else "",
        "files": [
            {"label": label, "url": f"{reverse('event_log_file')}?{urlencode({**kept, 'som': kind})}"}
            for kind, label in (("xlsx", _("Fetch as Excel")), ("csv", _("Fetch as CSV")))
        ],
        "state": log_state(timezone.now()),
        "most": MAX_FILE_ROWS,
        "crumbs": from_front_page(_("Event log")),
    }
    return render(request, "home/event_log.html", context)


@login_required
@require_safe
@require_recent_second_factor(when=always)
@in_danish()
def event_log_file(request: SignedInRequest) -> HttpResponse:
    """The same rows, at most MAX_FILE_ROWS, as CSV or with `?som=xlsx` as a workbook."""
    right_or_404(request.user, Right.SEE_EVENT_LOG)
    form = LogFilter(request.GET)
    kind = XLSX if request.GET.get("som") == XLSX else CSV
    rows = list(as_lines(log_rows(request.user, form, maximum=MAX_FILE_ROWS)))
    _record_access("log.exported", request, form)
    name = f"haendelseslog-{timezone.localdate():%Y-%m-%d}"
    return spreadsheet_response(rows, kind=kind, name=name, title=_("Event log"))


def _record_access(action: str, request: SignedInRequest, form: LogFilter) -> None:
    """Who looked, at which log, and by what it was filtered; not the name that was searched for."""
    filters = form.filters
    unit = filters["enhed"].pk if filters["enhed"] else None
    names = sorted(name for name, value in filters.items() if value and name != "log")
    audit.record(action, AuditEvent(pk=0), by=request.user, unit_id=unit, log=form.kind, filters=names)
