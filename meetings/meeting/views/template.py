"""View of the changes from a meeting's edition of the template to the published one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from foundation.text.parsing import parse_int
from meetings.meeting.adopt_template_change import adopt_template_change
from meetings.meeting.breadcrumbs import breadcrumbs
from meetings.meeting.enums import MeetingState
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.meeting.meeting_versions import reload_meeting
from meetings.meeting.template_change import template_change


@login_required
@require_http_methods(["GET", "POST"])
def template_difference(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.SHAPE_AGENDA)

    def act() -> FormResult:
        seen = parse_int(request.POST.get("seen"), 0)
        adopt_template_change(meeting=meeting, by=request.user, expected_version=seen)
        return FormResult(meeting.url, _("The changes are adopted. Look through the agenda once more."))

    def show(form: Form, status: int) -> HttpResponse:
        now = reload_meeting(meeting) if status == 409 else meeting
        context = {
            "meeting": now,
            "form": form,
            "change": template_change(now),
            "may_take_over": now.state == MeetingState.PLANNED,
            "meeting_url": now.url,
            "crumbs": breadcrumbs(now, _("Changes of the template")),
        }
        return render(request, "meetings/meeting/template_difference.html", context, status=status)

    return handle_form(request, Form(form_data(request)), act, show)
