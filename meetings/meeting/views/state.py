"""Held, cancelled, taken up again: the agreement holder says so."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.roles import Right
from accounts.signed_in import SignedInRequest
from foundation.errors import Refusal
from meetings.meeting.address import address
from meetings.meeting.cancel import cancel
from meetings.meeting.enums import Attendance, MeetingState
from meetings.meeting.finding import meeting_or_404
from meetings.meeting.forms.state import AttendanceForm, ReasonForm
from meetings.meeting.hold import hold
from meetings.meeting.pages import MeetingPage
from meetings.meeting.reopen import reopen
from meetings.meeting.trail import crumbs


@login_required
@require_http_methods(["GET", "POST"])
def hold_meeting(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.HOLD)
    form = AttendanceForm(request.POST if request.method == "POST" else None, meeting=meeting)
    refused = ""
    if request.method == "POST" and form.is_valid():
        there = {row.pk for row in form.cleaned_data["present"]}
        attendance = {
            row.pk: Attendance.PRESENT if row.pk in there else Attendance.ABSENT for row in meeting.participants.all()
        }
        try:
            hold(meeting=meeting, attendance=attendance, by=request.user, now=timezone.now())
        except Refusal as refusal:
            refused = refusal.message
        else:
            messages.success(request, _("The meeting is held. Next come the minutes."))
            return redirect(address(meeting))
    today = timezone.localdate()
    convened = meeting.state in (MeetingState.INVITED, MeetingState.PREPARING)
    context = {
        "meeting": meeting,
        "form": form,
        "refused": refused,
        "is_convened": convened,
        "is_early": bool(convened and meeting.starts_at and timezone.localdate(meeting.starts_at) > today),
        "meeting_url": address(meeting),
        "crumbs": crumbs(meeting, _("The meeting is held")),
    }
    return render(request, "meetings/meeting/hold.html", context, status=422 if refused or form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def cancel_meeting(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.CANCEL)
    return _ask_why(
        request,
        meeting,
        act=cancel,
        template="meetings/meeting/cancel.html",
        here=_("Cancel the meeting"),
        done=_("The meeting is cancelled."),
        possible=meeting.state in (MeetingState.PLANNED, MeetingState.INVITED, MeetingState.PREPARING),
    )


@login_required
@require_http_methods(["GET", "POST"])
def reopen_meeting(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.CANCEL)
    return _ask_why(
        request,
        meeting,
        act=reopen,
        template="meetings/meeting/reopen.html",
        here=_("Take the meeting up again"),
        done=_("The meeting is taken up again."),
        possible=meeting.state in (MeetingState.HELD, MeetingState.CANCELLED),
    )


def _ask_why(
    request: SignedInRequest,
    meeting: MeetingPage,
    *,
    act: Callable[..., Any],
    template: str,
    here: str,
    done: str,
    possible: bool,
) -> HttpResponse:
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            act(meeting=meeting, reason=form.cleaned_data["reason"], by=request.user)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.message)
        else:
            messages.success(request, done)
            return redirect(address(meeting))
    context = {
        "meeting": meeting,
        "form": form,
        "possible": possible,
        "is_convened": meeting.is_convened,
        "people": meeting.participants.count(),
        "meeting_url": address(meeting),
        "crumbs": crumbs(meeting, here),
    }
    return render(request, template, context, status=422 if form.errors else 200)
