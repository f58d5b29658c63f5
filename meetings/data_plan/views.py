"""Views of the data plan: read by all who see the meeting, edited in place by leaders and consultant."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form, show_refusal_page
from foundation.text.parsing import parse_int
from meetings.data_plan.add_line import add_line
from meetings.data_plan.change_line import change_line
from meetings.data_plan.confirm_plan import confirm_plan
from meetings.data_plan.delimit import delimit
from meetings.data_plan.forms import DelimitationForm, LineForm
from meetings.data_plan.line_values import possible_gatherers
from meetings.data_plan.models import DataPlanLine, Delimitation
from meetings.data_plan.page_urls import plan_url
from meetings.data_plan.reading import delimitation_of, plan_context
from meetings.data_plan.remove_line import remove_line
from meetings.data_plan.sides import may_change
from meetings.meeting.breadcrumbs import breadcrumbs
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.meeting.pages import MeetingPage


@login_required
@require_safe
def data_plan(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year)
    return _show(request, meeting, status=200)


@login_required
@require_http_methods(["GET", "POST"])
def data_plan_delimit(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """The plan with the form for what is investigated at its head."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.PREPARE)
    if request.method != "POST" and not may_change(request.user, meeting):
        return _closed(request, meeting)
    form = DelimitationForm(form_data(request), row=delimitation_of(meeting) or Delimitation(version=0))

    def act() -> FormResult:
        delimit(meeting=meeting, agreed=form.agreed(), expected_version=form.cleaned_data["seen"], by=request.user)
        return FormResult(plan_url(meeting), _("It is saved. Both of you confirm it together with the plan."))

    def show(form: DelimitationForm, status: int) -> HttpResponse:
        return _show(request, meeting, delimits=form, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_http_methods(["GET", "POST"])
def data_plan_add(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """The plan with an empty form after the last line."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.PREPARE)
    if request.method != "POST" and not may_change(request.user, meeting):
        return _closed(request, meeting)
    today = timezone.localdate()
    people = possible_gatherers(meeting, today)
    delimitation = delimitation_of(meeting)
    due = {"due_on": delimitation.due_on} if delimitation else {}
    form = LineForm(form_data(request), people=people, initial=due)

    def act() -> FormResult:
        line = add_line(meeting=meeting, agreed=form.agreed(), by=request.user, today=today)
        return FormResult(plan_url(meeting, line), _said(line))

    def show(form: LineForm, status: int) -> HttpResponse:
        return _show(request, meeting, form=form, adds=True, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_http_methods(["GET", "POST"])
def data_plan_line(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    """The plan with the form for one line."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.PREPARE)
    line = _line_or_404(meeting, pk)
    if request.method != "POST" and not may_change(request.user, meeting):
        return _closed(request, meeting)
    today = timezone.localdate()
    people = possible_gatherers(meeting, today)
    form = LineForm(form_data(request), people=people, line=line)

    def act() -> FormResult:
        seen = form.cleaned_data["seen"]
        saved = change_line(line=line, agreed=form.agreed(), expected_version=seen, by=request.user, today=today)
        return FormResult(plan_url(meeting, saved), _said(saved))

    def show(form: LineForm, status: int) -> HttpResponse:
        if status == 409:
            _line_or_404(meeting, pk)  # 404 when the line was removed
        return _show(request, meeting, form=form, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_http_methods(["GET", "POST"])
def data_plan_remove(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.PREPARE)
    line = _line_or_404(meeting, pk)

    def act() -> FormResult:
        remove_line(line=line, expected_version=parse_int(request.POST.get("seen"), 0), by=request.user)
        return FormResult(plan_url(meeting), _("“%(data)s” is taken out of the plan.") % {"data": line.what})

    def show(form: Form, status: int) -> HttpResponse:
        now = line if status == 200 else DataPlanLine.objects.filter(pk=pk, meeting=meeting).first()
        if now is None:
            return show_refusal_page(request, plan_url(meeting))(form, status)
        context = {
            "meeting": meeting,
            "line": now,
            "form": form,
            "plan_url": plan_url(meeting),
            "crumbs": breadcrumbs(meeting, _("Data plan"), _("Take out")),
        }
        return render(request, "meetings/data_plan/remove.html", context, status=status)

    return handle_form(request, Form(form_data(request)), act, show)


@login_required
@require_POST
def data_plan_confirm(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.PREPARE)

    def act() -> FormResult:
        confirm_plan(meeting=meeting, expected_hash=request.POST.get("seen", ""), by=request.user, now=timezone.now())
        message = _("You have confirmed the plan. What is changed from now on is shown as a change.")
        return FormResult(plan_url(meeting), message)

    return handle_form(request, Form(request.POST), act, show_refusal_page(request, plan_url(meeting)))


def _line_or_404(meeting: MeetingPage, pk: int) -> DataPlanLine:
    line = get_object_or_404(DataPlanLine.objects.select_related("gatherer", "data_type"), pk=pk, meeting=meeting)
    line.meeting = meeting
    return line


def _closed(request: SignedInRequest, meeting: MeetingPage) -> HttpResponse:
    messages.info(request, _("The plan can no longer be changed: the meeting is held or cancelled."))
    return redirect(plan_url(meeting))


def _said(line: DataPlanLine) -> str:
    if line.gatherer:
        return _("The plan is saved. %(name)s gathers “%(data)s”.") % {"name": line.who, "data": line.what}
    return _("The plan is saved.")


def _show(
    request: SignedInRequest,
    meeting: MeetingPage,
    *,
    status: int,
    form: LineForm | None = None,
    delimits: DelimitationForm | None = None,
    adds: bool = False,
) -> HttpResponse:
    context = plan_context(meeting, request.user, timezone.localdate())
    context |= {
        "form": form,
        "delimits": delimits,
        "keep_delimits": f"delimitation-{meeting.pk}",
        "open_line": form.line.pk if form is not None and form.line is not None else None,
        "adds": adds,
        "plan_url": plan_url(meeting),
        "keep": _keep(meeting, form) if form is not None else "",
    }
    return render(request, "meetings/data_plan/plan.html", context, status=status)


def _keep(meeting: MeetingPage, form: LineForm) -> str:
    return f"data-plan-{form.line.pk}-{form.line.version}" if form.line else f"data-plan-{meeting.pk}-new"
