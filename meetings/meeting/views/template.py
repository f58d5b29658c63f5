"""The difference between the meeting's edition of the template and the one that is published now."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.roles import Right
from accounts.signed_in import SignedInRequest
from foundation.errors import Conflict, Refusal
from foundation.written_number import whole_number
from meetings.meeting.address import address
from meetings.meeting.adopt_template_change import adopt_template_change
from meetings.meeting.enums import MeetingState
from meetings.meeting.finding import meeting_or_404
from meetings.meeting.template_change import template_change
from meetings.meeting.trail import crumbs


@login_required
@require_http_methods(["GET", "POST"])
def template_difference(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.SHAPE_AGENDA)
    refused = ""
    status = 200
    if request.method == "POST":
        seen = whole_number(request.POST.get("seen"), 0)
        try:
            adopt_template_change(meeting=meeting, by=request.user, seen_version=seen)
        except Refusal as refusal:
            refused = refusal.message
            status = 409 if isinstance(refusal, Conflict) else 422
        else:
            messages.success(request, _("The changes are taken over. Look the agenda through once more."))
            return redirect(address(meeting))
    context = {
        "meeting": meeting,
        "change": template_change(meeting),
        "may_take_over": meeting.state == MeetingState.PLANNED,
        "refused": refused,
        "meeting_url": address(meeting),
        "crumbs": crumbs(meeting, _("Changes of the template")),
    }
    return render(request, "meetings/meeting/template_difference.html", context, status=status)
