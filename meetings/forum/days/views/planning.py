"""Views that plan a forum day: what it is, its programme, cancelling it, and what was shown."""

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
from meetings.forum.days.cancel_forum_day import cancel_forum_day
from meetings.forum.days.change_forum_day import change_forum_day
from meetings.forum.days.enums import OPEN_STATES, ForumDayState
from meetings.forum.days.forms import DayForm, HeldForm
from meetings.forum.days.hold_forum_day import hold_forum_day
from meetings.forum.days.page_urls import DAYS, day_url, forum_day_crumbs
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.plan_forum_day import plan_forum_day
from meetings.forum.days.programme import programme_of
from meetings.forum.days.programme_form import ProgrammeForm
from meetings.forum.days.set_programme import set_programme
from meetings.forum.days.views.planner_view import form_of_day, planner_view
from meetings.forum.forms import ExampleStepBackForm
from meetings.units.get_or_404 import right_or_404


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: SignedInRequest) -> HttpResponse:
    right_or_404(request.user, Right.PLAN_FORUM_DAYS)
    form = DayForm(form_data(request), row=None)

    def act() -> FormResult:
        day = plan_forum_day(data=form.day_data(), by=request.user, now=timezone.now())
        return FormResult(day_url("forum_day_programme", day), _("The day is planned. Now put the programme together."))

    def show(form: DayForm, status: int) -> HttpResponse:
        context = {"form": form, "crumbs": forum_day_crumbs(_("Plan a forum day")), "day_url": DAYS}
        return render(request, "meetings/forum/days/day_form.html", context, status=status)

    return handle_form(request, form, act, show)


@planner_view(*OPEN_STATES)
def edit(request: SignedInRequest, day: ForumDayPage) -> HttpResponse:
    form = DayForm(form_data(request), row=day)

    def act() -> FormResult:
        seen = form.cleaned_data["seen"]
        change_forum_day(day=day, data=form.day_data(), expected_version=seen, by=request.user, now=timezone.now())
        told = day.is_invited_to and {"day", "clock", "place"} & set(form.changed_data)
        message = _("It is saved, and everybody who is invited gets a mail.") if told else _("It is saved.")
        return FormResult(day_url("forum_day", day), message)

    return handle_form(request, form, act, form_of_day(request, day, "meetings/forum/days/day_form.html", _("Change")))


@planner_view(*OPEN_STATES)
def programme(request: SignedInRequest, day: ForumDayPage) -> HttpResponse:
    """Each button saves the whole programme; all but the last come back here."""
    form = ProgrammeForm(form_data(request), row=day, points=programme_of(day, request.user), by=request.user)

    def act() -> FormResult:
        button = request.POST.get("act", "save")
        set_programme(day=day, points=form.points(button), expected_version=form.cleaned_data["seen"], by=request.user)
        if button == "save":
            return FormResult(day_url("forum_day", day), _("The programme is saved."))
        return FormResult(f"{request.path}#program", "")

    return handle_form(
        request, form, act, form_of_day(request, day, "meetings/forum/days/programme.html", _("Programme"))
    )


@planner_view(*OPEN_STATES)
def cancel(request: SignedInRequest, day: ForumDayPage) -> HttpResponse:
    form = ExampleStepBackForm(form_data(request), row=day)

    def act() -> FormResult:
        data = form.cleaned_data
        cancel_forum_day(day=day, reason=data["reason"], expected_version=data["seen"], by=request.user)
        return FormResult(day_url("forum_day", day), _("The day is cancelled. Those who were invited have been told."))

    return handle_form(request, form, act, form_of_day(request, day, "meetings/forum/days/cancel.html", _("Cancel")))


@planner_view(ForumDayState.INVITED)
def held(request: SignedInRequest, day: ForumDayPage) -> HttpResponse:
    """Note what was shown; the examples say so from then on."""
    if timezone.now() < day.starts_at and request.method == "GET":
        messages.info(request, _("The day has not begun. Note it when it is over."))
        return redirect(day_url("forum_day", day))
    form = HeldForm(form_data(request), row=day, points=programme_of(day, request.user))

    def act() -> FormResult:
        data = form.cleaned_data
        shown = [int(pk) for pk in data.get("shown", ())]
        hold_forum_day(day=day, shown_points=shown, expected_version=data["seen"], by=request.user, now=timezone.now())
        return FormResult(day_url("forum_day", day), _("It is noted. The examples say that they were shown here."))

    return handle_form(
        request, form, act, form_of_day(request, day, "meetings/forum/days/held.html", _("What was shown"))
    )
