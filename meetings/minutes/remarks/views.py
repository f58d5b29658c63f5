"""Views of a round for remarks: sending the draft, and its page for readers and writers."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState
from meetings.minutes.get_or_404 import minutes_or_404
from meetings.minutes.page_urls import minutes_crumbs, minutes_page_url, minutes_url
from meetings.minutes.permissions import may_submit
from meetings.minutes.remarks.forms import RoundReasonForm
from meetings.minutes.remarks.leave_out_round import leave_out_round
from meetings.minutes.remarks.models import RemarkRound
from meetings.minutes.remarks.page_forms import handle_page
from meetings.minutes.remarks.reading import RoundPage
from meetings.minutes.remarks.rounds import days_of, draft_readers, is_open_to, latest_round, readers
from meetings.minutes.remarks.start_round import start_round
from meetings.minutes.writing.draft_content import draft_content
from meetings.minutes.writing.requirements import missing_in_minutes
from meetings.units import access


@login_required
@require_http_methods(["GET", "POST"])
def minutes_round(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """Send the draft to the participants, or leave the round out with a reason."""
    minutes = minutes_or_404(request.user, area, unit, year, right=Right.WRITE_MINUTES)
    if not may_submit(request.user, minutes):
        raise Http404
    meeting, today, page_url = minutes.meeting, timezone.localdate(), minutes_page_url(minutes.meeting)
    if minutes.state != MinutesState.DRAFT:
        return redirect(page_url)
    leaves_out = request.POST.get("do") == "leave_out"
    form = RoundReasonForm(form_data(request)) if leaves_out else Form(form_data(request))

    def act() -> FormResult:
        if leaves_out:
            leave_out_round(minutes=minutes, reason=form.cleaned_data["reason"], by=request.user, today=today)
            return FormResult(page_url, _("Your reason is kept. The minutes can be sent for approval."))
        start_round(minutes=minutes, by=request.user, today=today)
        return FormResult(page_url, _("The draft is sent to the participants. You hear of their remarks."))

    def show(form: Form, status: int) -> HttpResponse:
        last = latest_round(minutes)
        days = days_of(meeting)
        context = {
            "minutes": minutes,
            "form": form,
            "reason": form if leaves_out else RoundReasonForm(),
            "round": last,
            "runs": last is not None and last.runs_on(today),
            "days": days,
            "ends_on": today + timedelta(days=days),
            "people": [one for one in draft_readers(meeting, today) if one.user_id != request.user.pk],
            "missing": missing_in_minutes(draft_content(minutes)),
            "write_url": minutes_url("minutes_write", meeting),
            "reading_url": page_url,
            "crumbs": minutes_crumbs(meeting, _("Send to the participants")),
        }
        return render(request, "meetings/minutes/remarks/send.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_http_methods(["GET", "POST"])
def minutes_remarks(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """The draft with the remarks of the person, or all of them for those who write."""
    meeting, today = meeting_or_404(request.user, area, unit, year), timezone.localdate()
    rounds = RemarkRound.objects.select_related(
        "minutes__unit__area", "minutes__meeting__unit", "minutes__meeting__cycle"
    )
    remark_round = access.visible_to(request.user, RemarkRound, rounds).filter(minutes__meeting=meeting).last()
    if remark_round is None:
        raise Http404
    if request.method == "GET" and remark_round.minutes.state != MinutesState.DRAFT:
        return redirect(minutes_page_url(meeting))
    reader = readers().filter(round=remark_round, participant__user=request.user).first()
    writes = access.of(request.user).may(Right.WRITE_MINUTES, remark_round.minutes.unit)
    page = RoundPage(
        remark_round,
        reader if reader is not None and is_open_to(reader, today) else None,
        request.user if writes else None,
        today,
    )

    def show(status: int) -> HttpResponse:
        context = page.context() | {
            "crumbs": _crumbs(meeting, writes=writes),
            "reading_url": minutes_page_url(meeting) if writes else "",
            "round_url": minutes_url("minutes_round", meeting),
            "may_send": may_submit(request.user, remark_round.minutes),
            "by_link": False,
        }
        return render(request, "meetings/minutes/remarks/remarks.html", context, status=status)

    return handle_page(request, page, show)


def _crumbs(meeting: MeetingPage, *, writes: bool) -> list[dict[str, str]]:
    """Readers of the round have no page of the draft to go back to."""
    trail = minutes_crumbs(meeting, _("Remarks"))
    return trail if writes else [*trail[:-2], trail[-1]]
