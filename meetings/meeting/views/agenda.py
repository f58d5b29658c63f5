"""View where the unit changes its meeting's agenda."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.meeting.agenda import AgendaItem, agenda_of, planned_minutes
from meetings.meeting.breadcrumbs import breadcrumbs
from meetings.meeting.change_agenda import change_agenda
from meetings.meeting.enums import OPEN_STATES
from meetings.meeting.forms.agenda import AgendaForm
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.meeting.pages import MeetingPage
from meetings.meeting.pauses import pauses_of


@login_required
@require_http_methods(["GET", "POST"])
def meeting_agenda(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.SHAPE_AGENDA)
    if meeting.state not in OPEN_STATES and request.method != "POST":
        messages.info(request, _("The agenda can no longer be changed: the meeting is held or cancelled."))
        return redirect(meeting.url)
    items = agenda_of(meeting)
    form = AgendaForm(form_data(request), row=meeting, items=items, pauses=pauses_of(meeting))

    def act() -> FormResult:
        seen, by = form.cleaned_data["seen"], request.user
        change_agenda(meeting=meeting, changes=form.changes(), pauses=form.pauses(), expected_version=seen, by=by)
        message = _("The agenda is saved. Everybody who can see the meeting sees it like this now.")
        return FormResult(meeting.url, message)

    def show(form: AgendaForm, status: int) -> HttpResponse:
        return render(request, "meetings/meeting/agenda.html", _context(meeting, items, form), status=status)

    return handle_form(request, form, act, show)


def _context(meeting: MeetingPage, items: list[AgendaItem], form: AgendaForm) -> dict[str, object]:
    sum_of_items = planned_minutes(items)
    return {
        "meeting": meeting,
        "form": form,
        "rows": form.rows,
        "planned": sum_of_items,
        "in_pauses": sum(item.minutes or 0 for item in items if item.is_break),
        "left": meeting.total_minutes - sum_of_items,
        "meeting_url": meeting.url,
        "crumbs": breadcrumbs(meeting, _("Change the agenda")),
    }
