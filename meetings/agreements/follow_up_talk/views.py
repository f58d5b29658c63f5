"""Views of a meeting's follow-up talk: its page, on which two people write, and the form for its time."""

from collections.abc import Mapping
from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form, show_refusal_page
from meetings.agreements.follow_up_talk.forms import LinesForm
from meetings.agreements.follow_up_talk.hold_talk import hold_talk
from meetings.agreements.follow_up_talk.models import FollowUpTalk, TalkLine
from meetings.agreements.follow_up_talk.propose_talk import propose_talk
from meetings.agreements.follow_up_talk.reading import agreements_to_write_on, talks_of, time_words
from meetings.agreements.follow_up_talk.save_lines import save_lines
from meetings.agreements.follow_up_talk.set_talk import possible_people, set_talk, usual_people
from meetings.clashes.clashes import data_with_half_day, key_of, require_confirmed
from meetings.meeting.breadcrumbs import breadcrumbs
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.preparation.changed_appointment import people_of
from meetings.preparation.clashes_in_form import clashes_in_form
from meetings.preparation.forms import TimesForm
from meetings.preparation.planned import PlannedAppointment
from meetings.units.url_prefixes import meeting_url_kwargs, unit_url_kwargs


@login_required
@require_http_methods(["GET", "POST"])
def follow_up_talk(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """The open talk with a line for each agreement, and those that were held."""
    meeting = _meeting_or_404(request, area, unit, year)
    here = reverse("follow_up_talk", kwargs=meeting_url_kwargs(meeting))
    if "begin" in request.POST:
        return _begin(request, meeting, here)
    talk, held = talks_of(meeting)
    if talk is None:
        if request.method == "POST":
            return redirect(here)
        return render(request, "meetings/agreements/talk.html", _context(meeting, talk, held))
    lines = {line.agreement_id: line for line in talk.lines.select_related("written_by")}
    form = LinesForm(form_data(request), talk=talk, agreements=agreements_to_write_on(talk), lines=lines)
    today = timezone.localdate()

    def act() -> FormResult:
        count = save_lines(
            talk=talk, lines=form.written(), summary=form.summary_if_changed(),
            expected_version=form.cleaned_data["seen"], by=request.user, today=today,
        )  # fmt: skip
        if "hold" in request.POST:
            hold_talk(talk=talk, by=request.user, today=today)
            return FormResult(here, _("The follow-up is closed. What you wrote is the status of each agreement now."))
        message = ngettext("%(count)s line is saved.", "%(count)s lines are saved.", count) % {"count": count}
        return FormResult(here, message if count else _("It is saved."))

    def show(form: LinesForm, status: int) -> HttpResponse:
        context = _context(meeting, talk, held) | {"form": form, "keep": _kept_as(talk, lines)}
        return render(request, "meetings/agreements/talk.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_http_methods(["GET", "POST"])
def follow_up_talk_time(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """Set, move or call off the open talk."""
    meeting = _meeting_or_404(request, area, unit, year)
    here = reverse("follow_up_talk", kwargs=meeting_url_kwargs(meeting))
    talk = FollowUpTalk.objects.open().with_related().prefetch_related("people").filter(meeting=meeting).first()
    if talk is None:
        return redirect(here)
    now, today = timezone.now(), timezone.localdate()
    people, usual = list(possible_people(meeting.unit, today)), usual_people(meeting.unit, today)
    data = data_with_half_day(request)
    ticked = {} if talk.is_appointment else {talk.pk: usual}
    form = TimesForm(data, meeting=meeting, steps=[talk], people=people, usual=ticked)
    calls_off = "call_off" in request.POST
    latest = now + timedelta(days=365)
    clashes = [] if calls_off else clashes_in_form(form, meeting, request.user, now, latest=latest)
    asked = {
        "clashes": clashes,
        "anyway": key_of(clashes),
        "all_the_same": _("Save all the same"),
        "places": [row["key"] for row in form.rows],
    }
    if "ask" in request.POST:
        return render(request, "meetings/clashes/answer.html", asked)

    def act() -> FormResult:
        wanted = form.planned()[talk.pk]
        if calls_off:
            wanted = PlannedAppointment(day=talk.planned_on, place=wanted.place, seen=wanted.seen)
        else:
            require_confirmed(clashes, request.POST)
        change = set_talk(talk=talk, appointment=wanted, by=request.user, today=today)
        told = people_of([change] if change else [])
        message = ngettext(
            "It is saved. %(count)s person gets one mail.", "It is saved. %(count)s people get one mail.", len(told)
        ) % {"count": len(told)}
        return FormResult(here, message if told else _("It is saved. Nobody gets a mail."))

    def show(form: TimesForm, status: int) -> HttpResponse:
        context = _context(meeting, talk, [], _("When and where")) | asked
        context |= {"form": form, "back_url": here, "keep": f"follow-up-talk-{talk.pk}"}
        return render(request, "meetings/agreements/talk_time.html", context, status=status)

    return show(form, 200) if "take" in request.POST else handle_form(request, form, act, show)


def _kept_as(talk: FollowUpTalk, lines: Mapping[int, TalkLine]) -> str:
    """The name under which the browser keeps what is not saved; another one when somebody has saved meanwhile."""
    return f"talk-{talk.pk}-{talk.version}-{sum(line.version for line in lines.values())}"


def _begin(request: SignedInRequest, meeting: MeetingPage, here: str) -> HttpResponse:
    def act() -> FormResult:
        propose_talk(meeting=meeting, by=request.user, today=timezone.localdate())
        return FormResult(reverse("follow_up_talk_time", kwargs=meeting_url_kwargs(meeting)))

    return handle_form(request, Form(request.POST), act, show_refusal_page(request, here))


def _meeting_or_404(request: SignedInRequest, area: str, unit: str, year: int) -> MeetingPage:
    """The meeting, whose minutes are approved."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.FOLLOW_UP_TALK)
    if not MinutesPage.objects.filter(meeting=meeting, state=MinutesState.APPROVED).exists():
        raise Http404
    return meeting


def _context(
    meeting: MeetingPage, talk: FollowUpTalk | None, held: list[FollowUpTalk], here: str = ""
) -> dict[str, object]:
    trail = breadcrumbs(meeting, _("Follow-up"), *([here] if here else []))
    address = meeting_url_kwargs(meeting)
    if here:
        trail[-2]["url"] = reverse("follow_up_talk", kwargs=address)
    return {
        "meeting": meeting,
        "talk": talk,
        "held": held,
        "when": time_words(talk) if talk else "",
        "time_url": reverse("follow_up_talk_time", kwargs=address),
        "agreements_url": reverse("unit_agreements", kwargs=unit_url_kwargs(meeting.unit)),
        "crumbs": trail,
    }
