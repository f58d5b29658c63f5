"""Views to submit, withdraw, approve and return minutes."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from accounts.second_factor.require_recent import is_post_from_new_browser, require_recent_second_factor
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import handle_form
from foundation.text.parsing import parse_int
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.minutes.approval.approve_minutes import approve_minutes
from meetings.minutes.approval.decisions import already_decided, may_decide
from meetings.minutes.approval.return_minutes import return_minutes
from meetings.minutes.approval.submit_minutes import submit_minutes
from meetings.minutes.approval.waiting_minutes import waiting_for
from meetings.minutes.approval.withdraw_submission import withdraw_submission
from meetings.minutes.document import ComparedMinutes
from meetings.minutes.enums import MinutesState
from meetings.minutes.get_or_404 import minutes_or_404, submitted_or_404
from meetings.minutes.page_urls import minutes_crumbs, minutes_page_url, minutes_url
from meetings.minutes.pages import MinutesPage
from meetings.minutes.permissions import may_submit
from meetings.minutes.reading import open_submission, sent_back_before
from meetings.minutes.remarks.rounds import latest_round
from meetings.units import access


class MinutesReasonForm(Form):
    """Why the minutes are sent back."""

    use_required_attribute = False

    reason = forms.CharField(
        label=gettext_lazy("What should be changed?"),
        help_text=gettext_lazy("The writers get your words in full."),
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": gettext_lazy("Write what should be changed, so that the writers know what to do.")},
    )


def _to_send_or_404(request: SignedInRequest, area: str, unit: str, year: int) -> MinutesPage:
    minutes = minutes_or_404(request.user, area, unit, year, right=Right.WRITE_MINUTES)
    if not may_submit(request.user, minutes):
        raise Http404
    return minutes


@login_required
@require_POST
def minutes_submit(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """Submit the minutes, from the button on the page where they are read."""
    minutes = _to_send_or_404(request, area, unit, year)
    reading_url = minutes_page_url(minutes.meeting)

    def act() -> FormResult:
        submit_minutes(minutes=minutes, expected_version=_version(request), by=request.user, today=timezone.localdate())
        message = _("The minutes are sent for approval. You will get a mail when they are approved or sent back.")
        return FormResult(reading_url, message)

    def show(form: Form, status: int) -> HttpResponse:
        if status == 409:
            return _too_late(request, minutes, form)
        for error in form.non_field_errors():
            messages.error(request, str(error))
        return redirect(reading_url)  # which lists what is missing

    return handle_form(request, Form(request.POST), act, show)


@login_required
@require_POST
def minutes_withdraw(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    minutes = _to_send_or_404(request, area, unit, year)

    def act() -> FormResult:
        withdraw_submission(
            minutes=minutes, expected_version=_version(request), by=request.user, today=timezone.localdate()
        )
        message = _("The minutes are a draft again. Send them for approval when they are ready.")
        return FormResult(minutes_url("minutes_write", minutes.meeting), message)

    def show(form: Form, status: int) -> HttpResponse:
        return _too_late(request, minutes, form, status)

    return handle_form(request, Form(request.POST), act, show)


@login_required
@require_http_methods(["GET", "POST"])
@require_recent_second_factor(when=is_post_from_new_browser)
def minutes_decide(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """Show the submitted minutes with two buttons; on POST approve or return them."""
    if request.method == "POST":
        return _decide(request, area, unit, year)
    minutes = minutes_or_404(request.user, area, unit, year, right=Right.SEE_SUBMITTED_MINUTES)
    if not may_decide(access.of(request.user), minutes.unit):
        raise Http404
    if not waiting_for(request.user).filter(pk=minutes.pk).exists():
        return redirect(minutes_page_url(minutes.meeting))
    return _show(request, minutes, MinutesReasonForm(), 200)


def _decide(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.SEE_SUBMITTED_MINUTES)
    if not may_decide(access.of(request.user), meeting.unit):
        raise Http404
    version = _version(request)
    minutes = submitted_or_404(request.user, area, unit, year, right=Right.SEE_SUBMITTED_MINUTES, version=version)
    approves = request.POST.get("do") == "approve"
    form = MinutesReasonForm(request.POST)
    form.fields["reason"].required = not approves
    today = timezone.localdate()

    def act() -> FormResult:
        if approves:
            seen = request.POST.get("content_hash", "")
            approved = approve_minutes(
                minutes=minutes, expected_version=version, content_hash=seen, by=request.user, today=today
            )
            if approved is None:
                return FormResult("/", _("The minutes are passed on. Whoever acts on the next step gets a mail."))
            message = _("The minutes are approved and locked. The unit has been told.")
            return FormResult(minutes_page_url(minutes.meeting), message)
        reason = form.cleaned_data["reason"]
        return_minutes(minutes=minutes, expected_version=version, reason=reason, by=request.user, today=today)
        return FormResult("/", _("The minutes are sent back with your reason. You get a mail when they come again."))

    def show(form: MinutesReasonForm, status: int) -> HttpResponse:
        if minutes.state != MinutesState.SUBMITTED and status != 409:
            form.refuse(already_decided(minutes, version))
            status = 409
        return _too_late(request, minutes, form) if status == 409 else _show(request, minutes, form, status)

    return handle_form(request, form, act, show)


def _show(request: SignedInRequest, minutes: MinutesPage, form: MinutesReasonForm, status: int) -> HttpResponse:
    submission = open_submission(minutes)
    before = sent_back_before(submission)
    context = {
        "minutes": minutes,
        "submission": submission,
        "round": latest_round(minutes),
        "before": before,
        "document": ComparedMinutes(submission.text, before.text if before else None),
        "form": form,
        "is_last_step": access.of(request.user).may(Right.APPROVE_MINUTES, minutes.unit),
        "crumbs": minutes_crumbs(minutes.meeting, _("Approve")),
    }
    return render(request, "meetings/minutes/decide.html", context, status=status)


def _too_late(request: SignedInRequest, minutes: MinutesPage, form: Form, status: int = 409) -> HttpResponse:
    """The page for a late decision: who decided first, the reason this person wrote, and a link back."""
    is_readable = access.may_see(request.user, MinutesPage.objects.get(pk=minutes.pk))
    context = {
        "messages_in_words": form.non_field_errors(),
        "is_readable": is_readable,
        "back_url": minutes_page_url(minutes.meeting) if is_readable else minutes.meeting.url,
        "reason": request.POST.get("reason", ""),
        "crumbs": minutes_crumbs(minutes.meeting, _("Too late")),
    }
    return render(request, "meetings/minutes/too_late.html", context, status=status)


def _version(request: SignedInRequest) -> int:
    version = parse_int(request.POST.get("version"), None)
    if version is None:
        raise BadRequest
    return version
