"""View where the participants are set."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.meeting.breadcrumbs import breadcrumbs
from meetings.meeting.enums import OPEN_STATES
from meetings.meeting.forms.people import PeopleForm
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participants.participant_choices import ParticipantChoices, participant_choices
from meetings.meeting.participants.set_participants import set_participants


@login_required
@require_http_methods(["GET", "POST"])
def participants(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.CONVENE)
    if meeting.state not in OPEN_STATES and request.method != "POST":
        messages.info(request, _("The participants can no longer be changed: the meeting is held or cancelled."))
        return redirect(meeting.url)
    today = timezone.localdate()
    invitees = participant_choices(meeting, today)
    form = PeopleForm(form_data(request), row=meeting, initial={"people": invitees.ticked}, invitees=invitees)

    def act() -> FormResult:
        people, guests = form.chosen()
        seen, by = form.cleaned_data["seen"], request.user
        set_participants(meeting=meeting, people=people, guests=guests, by=by, today=today, expected_version=seen)
        return FormResult(meeting.url, _saved(meeting.is_convened))

    def show(form: PeopleForm, status: int) -> HttpResponse:
        context = _context(meeting, form, invitees)
        return render(request, "meetings/meeting/participants.html", context, status=status)

    return handle_form(request, form, act, show)


def _saved(convened: bool) -> str:
    return (
        _("The list is saved. New participants get an invitation, and removed ones are notified.")
        if convened
        else _("The list of participants is saved.")
    )


def _context(meeting: MeetingPage, form: PeopleForm, invitees: ParticipantChoices) -> dict[str, object]:
    return {
        "meeting": meeting,
        "form": form,
        "board_has_a_right": invitees.board_has_a_right,
        "meeting_url": meeting.url,
        "crumbs": breadcrumbs(meeting, _("Participants")),
    }
