"""Views where the agreement holder marks a meeting as held, cancels it or reopens it."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.meeting.breadcrumbs import breadcrumbs
from meetings.meeting.enums import Attendance, MeetingState
from meetings.meeting.forms.state import AttendanceForm, MeetingReasonForm
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.meeting.pages import MeetingPage
from meetings.meeting.states.cancel_meeting import cancel_meeting
from meetings.meeting.states.hold_meeting import hold_meeting
from meetings.meeting.states.reopen_meeting import reopen_meeting


@login_required
@require_http_methods(["GET", "POST"])
def meeting_hold(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.HOLD)
    form = AttendanceForm(form_data(request), meeting=meeting)

    def act() -> FormResult:
        there = {row.pk for row in form.cleaned_data["present"]}
        attendance = {
            row.pk: Attendance.PRESENT if row.pk in there else Attendance.ABSENT for row in meeting.participants.all()
        }
        hold_meeting(meeting=meeting, attendance=attendance, by=request.user, now=timezone.now())
        return FormResult(meeting.url, _("The meeting is held. Next come the minutes."))

    def show(form: AttendanceForm, status: int) -> HttpResponse:
        convened = meeting.state in (MeetingState.INVITED, MeetingState.PREPARING)
        day = timezone.localdate(meeting.starts_at) if meeting.starts_at else None
        context = {
            "meeting": meeting,
            "form": form,
            "is_convened": convened,
            "is_early": bool(convened and day and day > timezone.localdate()),
            "meeting_url": meeting.url,
            "crumbs": breadcrumbs(meeting, _("The meeting is held")),
        }
        return render(request, "meetings/meeting/hold.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_http_methods(["GET", "POST"])
def meeting_cancel(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.CANCEL)
    return _ask_why(
        request,
        meeting,
        act=cancel_meeting,
        template="meetings/meeting/cancel.html",
        here=_("Cancel the meeting"),
        done=_("The meeting is cancelled."),
        possible=meeting.state in (MeetingState.PLANNED, MeetingState.INVITED, MeetingState.PREPARING),
    )


@login_required
@require_http_methods(["GET", "POST"])
def meeting_reopen(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.CANCEL)
    return _ask_why(
        request,
        meeting,
        act=reopen_meeting,
        template="meetings/meeting/reopen.html",
        here=_("Reopen the meeting"),
        done=_("The meeting is reopened."),
        possible=meeting.state in (MeetingState.HELD, MeetingState.CANCELLED),
    )


def _ask_why(
    request: SignedInRequest,
    meeting: MeetingPage,
    *,
    act: Callable[..., MeetingPage],
    template: str,
    here: str,
    done: str,
    possible: bool,
) -> HttpResponse:
    form = MeetingReasonForm(form_data(request))

    def carry_out() -> FormResult:
        act(meeting=meeting, reason=form.cleaned_data["reason"], by=request.user)
        return FormResult(meeting.url, done)

    def show(form: MeetingReasonForm, status: int) -> HttpResponse:
        context = {
            "meeting": meeting,
            "form": form,
            "possible": possible,
            "is_convened": meeting.is_convened,
            "people": meeting.participants.count(),
            "meeting_url": meeting.url,
            "crumbs": breadcrumbs(meeting, here),
        }
        return render(request, template, context, status=status)

    return handle_form(request, form, carry_out, show)
