"""Views that convene a meeting, announce changes to it, and serve its calendar file."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from accounts.user import User
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from foundation.text.parsing import parse_int
from meetings.clashes.clashes import data_with_half_day, key_of, require_confirmed
from meetings.convening.announced_agenda import has_unannounced_changes
from meetings.convening.calendar_file import download
from meetings.convening.clashes_in_form import MEETING_KEY, clashes_in_form
from meetings.convening.convene import AlreadyConvened, convene
from meetings.convening.forms import ConveneForm
from meetings.convening.notifications import preview_invitation, preview_of_new_agenda
from meetings.convening.requirements import unmet_requirements_with
from meetings.convening.requirements_in_form import add_unmet_requirements
from meetings.convening.send_update import send_update
from meetings.meeting.breadcrumbs import breadcrumbs
from meetings.meeting.enums import OPEN_STATES, MeetingState
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.meeting.meeting_versions import reload_meeting
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.meeting.participants.participant_choices import ParticipantChoices, participant_choices
from meetings.meeting.participants.participant_rules import in_role_order
from meetings.meeting.participants.set_participants import set_participants
from meetings.meeting.set_appointment import set_appointment
from meetings.preparation.move_appointments import appointments_ahead
from meetings.units.url_prefixes import meeting_url_kwargs


@login_required
@require_http_methods(["GET", "POST"])
def convene_meeting(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """Set time, place and participants, and convene (*Indkald til mødet*) or change a convened meeting."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.CONVENE)
    if meeting.state not in OPEN_STATES and request.method != "POST":
        messages.info(request, _("Time and place can no longer be changed: the meeting is held or cancelled."))
        return redirect(meeting.url)
    now = timezone.now()
    invitees = participant_choices(meeting, timezone.localdate(now))
    ahead = appointments_ahead(meeting, timezone.localdate(now)) if meeting.starts_at else []
    ticked = {"people": invitees.ticked}
    data = data_with_half_day(request)
    form = ConveneForm(data, row=meeting, ahead=ahead, initial=ticked, invitees=invitees)
    clashes = clashes_in_form(form, invitees, request.user, now)
    is_planned = meeting.state == MeetingState.PLANNED
    asked = {
        "clashes": clashes,
        "places": [MEETING_KEY],
        "anyway": key_of(clashes) if form.is_bound else "",
        "all_the_same": _("Convene all the same") if is_planned else _("Save all the same"),
        "usual_act": "convene" if is_planned else "save",
    }
    if "ask" in request.POST:
        return render(request, "meetings/clashes/answer.html", asked)
    wants = request.POST.get("act") == "convene" or (is_planned and "anyway" in request.POST)
    sends = wants and is_planned and "take" not in request.POST

    def act() -> FormResult:
        if wants and not sends:
            raise AlreadyConvened(_("The meeting is already convened, or it is cancelled. No more mails were sent."))
        if sends or (meeting.is_convened and {"day", "clock", "people"} & set(form.changed_data)):
            require_confirmed(clashes, request.POST)
        message = _carry_out(request, meeting, form, now, sends=sends)
        here = reverse("convene", kwargs=meeting_url_kwargs(meeting))
        return FormResult(meeting.url if sends or meeting.is_convened else here, message)

    def show(form: ConveneForm, status: int) -> HttpResponse:
        there = participant_choices(reload_meeting(meeting), timezone.localdate(now)) if status == 409 else invitees
        if form.errors and sends:
            add_unmet_requirements(form, there, now)
        context = _context(request, form, there, now) | asked
        return render(request, "meetings/convening/convene.html", context, status=status)

    return show(form, 200) if "take" in request.POST else handle_form(request, form, act, show)


def _carry_out(request: SignedInRequest, meeting: MeetingPage, form: ConveneForm, now: datetime, *, sends: bool) -> str:
    """Save appointment and participants, convene when it `sends`, and return the message for the user.

    Runs in the transaction of `handle_form`, so that all of it happens or nothing.
    """
    data = form.cleaned_data
    by: User = request.user
    set_appointment(
        meeting=meeting,
        starts_at=form.starts_at,
        room=data["room"],
        by=by,
        now=now,
        expected_version=data["seen"],
        outside_year=data["outside_year"],
        steps=data["steps"],
    )
    people, guests = form.chosen()
    listed = set_participants(meeting=meeting, people=people, guests=guests, by=by, today=timezone.localdate(now))
    if not sends:
        return _saved(meeting)
    convene(meeting=meeting, by=by, now=now, board_has_nobody=data["board_has_nobody"])
    message = ngettext(
        "The meeting is convened. %(count)s participant gets a mail with a calendar file.",
        "The meeting is convened. %(count)s participants get a mail with a calendar file.",
        len(listed),
    )
    return message % {"count": len(listed)}


def _saved(meeting: MeetingPage) -> str:
    return (
        _("It is saved. Everybody affected by the change gets a mail.")
        if meeting.is_convened
        else _("It is saved. Nobody has been invited yet.")
    )


def _context(
    request: SignedInRequest, form: ConveneForm, invitees: ParticipantChoices, now: datetime
) -> dict[str, object]:
    meeting = invitees.meeting
    coming = invitees.would_come
    shows_mail = bool(meeting.starts_at and meeting.room and coming)
    return {
        "meeting": meeting,
        "form": form,
        "is_convened": meeting.is_convened,
        "missing": [] if form.is_bound else unmet_requirements_with(invitees, coming, now),
        "coming": len(coming),
        "guests": sum(person.user_id is None for person in coming),
        "asks_about_board": invitees.board_has_a_right and not invitees.board_has_somebody and not meeting.is_convened,
        "mail": preview_invitation(meeting, _reader(invitees, request.user), request.user, coming)
        if shows_mail
        else None,
        "meeting_url": meeting.url,
        "crumbs": breadcrumbs(meeting, _("Time, place and people") if meeting.is_convened else _("Convene")),
    }


@login_required
@require_http_methods(["GET", "POST"])
def meeting_update(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """Preview and send the mail about all changes of the agenda since the last mail."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.CONVENE)

    def act() -> FormResult:
        seen = parse_int(request.POST.get("seen"), 0)
        count = send_update(meeting=meeting, by=request.user, expected_version=seen)
        message = ngettext("%(count)s participant gets the mail.", "%(count)s participants get the mail.", count)
        return FormResult(meeting.url, message % {"count": count})

    def show(form: Form, status: int) -> HttpResponse:
        now = reload_meeting(meeting)
        people = in_role_order(now.participants.all())
        if status == 422 or not has_unannounced_changes(now) or not people:
            messages.info(request, _("The participants have the current agenda."))
            return redirect(now.url)
        reader = next((one for one in people if one.user_id != request.user.pk), people[0])
        context = {
            "meeting": now,
            "form": form,
            "people": len(people),
            "mail": preview_of_new_agenda(now, reader, request.user),
            "meeting_url": now.url,
            "crumbs": breadcrumbs(now, _("Tell the participants")),
        }
        return render(request, "meetings/convening/update.html", context, status=status)

    return handle_form(request, Form(form_data(request)), act, show)


def _reader(invitees: ParticipantChoices, by: User) -> Participant:
    """Return whose mail is previewed: preferably a required participant with an account who is not the sender."""
    coming = invitees.would_come
    others = [one for one in coming if one.user_id != by.pk]
    return next((one for one in others if one.user_id and one.requirement == "must"), (others or coming)[0])


@login_required
@require_safe
def meeting_calendar(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """Serve the meeting as a calendar file, for the user's own calendar."""
    meeting = meeting_or_404(request.user, area, unit, year)
    if meeting.starts_at is None or meeting.state == MeetingState.CANCELLED:
        raise Http404
    name = f"dialogmoede-{meeting.unit.slug}-{meeting.slug}.ics"
    return HttpResponse(
        download(meeting),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
