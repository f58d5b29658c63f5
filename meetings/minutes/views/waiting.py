"""View of the minutes awaiting approval."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.roles import Right
from meetings.minutes.addresses import address
from meetings.minutes.approval.waiting_minutes import waiting_for
from meetings.units.get_or_404 import right_or_404


@login_required
def minutes_waiting(request: HttpRequest) -> HttpResponse:
    """Submitted minutes that the user may approve, the longest waiting first."""
    right_or_404(request.user, Right.APPROVE_MINUTES)
    rows = [
        {"minutes": minutes, "url": address("minutes_decide", minutes.meeting)} for minutes in waiting_for(request.user)
    ]
    crumbs = [{"label": _("Front page"), "url": "/"}, {"label": _("Minutes for approval"), "url": ""}]
    return render(request, "meetings/minutes/waiting.html", {"rows": rows, "crumbs": crumbs})
