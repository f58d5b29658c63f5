"""Submitting, taking back, approving and sending back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.roles import Right
from accounts.signed_in import SignedInRequest
from foundation.errors import Conflict
from foundation.no_cpr.forms import Form
from foundation.written_number import whole_number
from meetings.minutes.addresses import address, crumbs, reading_address
from meetings.minutes.approve_minutes import approve_minutes
from meetings.minutes.document import document
from meetings.minutes.enums import MinutesState
from meetings.minutes.finding import minutes_or_404
from meetings.minutes.pages import MinutesPage
from meetings.minutes.reading import open_submission, sent_back_before
from meetings.minutes.return_minutes import return_minutes
from meetings.minutes.submit_minutes import Incomplete, submit_minutes
from meetings.minutes.withdraw_submission import withdraw_submission


class ReasonForm(Form):
    """Why the minutes are sent back."""

    use_required_attribute = False

    reason = forms.CharField(
        label=gettext_lazy("What should be changed?"),
        help_text=gettext_lazy("The writers get your words in full."),
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": gettext_lazy("Write what should be changed, so that the writers know what to do.")},
    )


@login_required
@require_POST
def minutes_submit(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """From the page where the writer has just read the whole."""
    minutes = minutes_or_404(request.user, area, unit, year, right=Right.SUBMIT_MINUTES)
    back = redirect(reading_address(minutes.meeting))
    try:
        submit_minutes(minutes=minutes, seen_version=_version(request), by=request.user, today=timezone.localdate())
    except Incomplete as refusal:
        messages.error(request, refusal.message)  # the page names each thing
        return back
    except Conflict as conflict:
        return _too_late(request, minutes, conflict)
    messages.success(request, _("The minutes are sent for approval. You will get a mail when they are decided about."))
    return back


@login_required
@require_POST
def minutes_withdraw(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    minutes = minutes_or_404(request.user, area, unit, year, right=Right.SUBMIT_MINUTES)
    try:
        withdraw_submission(minutes=minutes, version=_version(request), by=request.user, today=timezone.localdate())
    except Conflict as conflict:
        return _too_late(request, minutes, conflict)
    messages.success(request, _("The minutes are a draft again. Send them for approval when they are ready."))
    return redirect(address("minutes_write", minutes.meeting))


@login_required
@require_http_methods(["GET", "POST"])
def minutes_decide(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """The minutes as they were submitted, and two buttons."""
    minutes = minutes_or_404(request.user, area, unit, year, right=Right.APPROVE_MINUTES)
    if request.method == "POST":
        return _decide(request, minutes)
    if minutes.state != MinutesState.SUBMITTED:
        return redirect(reading_address(minutes.meeting))
    return _show(request, minutes)


def _decide(request: SignedInRequest, minutes: MinutesPage) -> HttpResponse:
    today = timezone.localdate()
    try:
        if request.POST.get("do") == "approve":
            said_hash = request.POST.get("content_hash", "")
            approve_minutes(
                minutes=minutes, version=_version(request), content_hash=said_hash, by=request.user, today=today
            )
            messages.success(request, _("The minutes are approved and locked. The unit has been told."))
            return redirect(reading_address(minutes.meeting))
        version, form = _version(request), ReasonForm(request.POST)
        if not form.is_valid():
            if minutes.state != MinutesState.SUBMITTED:
                return redirect(reading_address(minutes.meeting))
            return _show(request, minutes, form, status=422)
        reason = form.cleaned_data["reason"]
        return_minutes(minutes=minutes, version=version, reason=reason, by=request.user, today=today)
    except Conflict as conflict:
        return _too_late(request, minutes, conflict)
    messages.success(request, _("The minutes are sent back with your reason. You get a mail when they come again."))
    return redirect("/")


def _show(
    request: SignedInRequest, minutes: MinutesPage, form: ReasonForm | None = None, *, status: int = 200
) -> HttpResponse:
    submission = open_submission(minutes)
    before = sent_back_before(submission)
    context = {
        "minutes": minutes,
        "submission": submission,
        "before": before,
        "document": document(submission.content, before.content if before else None),
        "form": form or ReasonForm(),
        "crumbs": crumbs(minutes.meeting, _("Approve")),
    }
    return render(request, "meetings/minutes/decide.html", context, status=status)


def _too_late(request: SignedInRequest, minutes: MinutesPage, conflict: Conflict) -> HttpResponse:
    context: dict[str, Any] = {
        "conflict": conflict,
        "reading_url": reading_address(minutes.meeting),
        "reason": request.POST.get("reason", ""),
        "crumbs": crumbs(minutes.meeting, _("Too late")),
    }
    return render(request, "meetings/minutes/too_late.html", context, status=409)


def _version(request: SignedInRequest) -> int:
    version = whole_number(request.POST.get("version"), None)
    if version is None:
        raise BadRequest
    return version
