"""View of the minutes awaiting approval."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.roles import Right
from foundation.breadcrumbs import from_front_page
from meetings.minutes.approval.waiting_minutes import waiting_for
from meetings.minutes.page_urls import minutes_url
from meetings.minutes.pages import MinutesPage
from meetings.moderation.tasks import ConsultantTask
from meetings.moderation.waiting import has_step
from meetings.units import access


@login_required
def minutes_waiting(request: HttpRequest) -> HttpResponse:
    """Submitted minutes that the user may approve, the longest waiting first."""
    person = access.of(request.user)
    reads = person.has(Right.READ_BEFORE_DECISION) and has_step(ConsultantTask, MinutesPage)
    if not (person.has(Right.APPROVE_MINUTES) or reads):
        raise Http404
    rows = [
        {"minutes": minutes, "url": minutes_url("minutes_decide", minutes.meeting)}
        for minutes in waiting_for(request.user)
    ]
    crumbs = from_front_page(_("Minutes for approval"))
    return render(request, "meetings/minutes/waiting.html", {"rows": rows, "crumbs": crumbs})
