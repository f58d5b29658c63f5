"""The data plan: read by all who see the meeting, written in place by leaders and consultant."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Right
from accounts.signed_in import SignedInRequest
from foundation.errors import Conflict, Refusal
from foundation.written_number import whole_number
from meetings.data_plan.add_line import add_line
from meetings.data_plan.addresses import plan_address
from meetings.data_plan.agreed import gathers
from meetings.data_plan.change_line import change_line
from meetings.data_plan.confirm_plan import confirm_plan
from meetings.data_plan.forms import LineForm
from meetings.data_plan.frozen import content_of, facts_of
from meetings.data_plan.models import DataPlanLine
from meetings.data_plan.reading import plan_context
from meetings.data_plan.remove_line import remove_line
from meetings.data_plan.sides import may_change
from meetings.data_plan.writing import LineChangedMeanwhile
from meetings.meeting.finding import meeting_or_404
from meetings.meeting.pages import MeetingPage
from meetings.meeting.trail import crumbs


@login_required
@require_safe
def data_plan(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year)
    return _show(request, meeting)


@login_required
@require_http_methods(["GET", "POST"])
def data_plan_add(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """The plan with an empty line open at its end."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.PREPARE)
    if not may_change(request.user, meeting):
        return _closed(request, meeting)
    today = timezone.localdate()
    people = gathers(meeting, today)
    form = LineForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            line = add_line(meeting=meeting, agreed=form.agreed(), by=request.user, today=today)
        except Refusal as refusal:
            form.add_error(_on_form(form, refusal), refusal.message)
        else:
            messages.success(request, _said(line))
            return redirect(plan_address(meeting, line))
    return _show(request, meeting, form=form, adds=True)


@login_required
@require_http_methods(["GET", "POST"])
def data_plan_line(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    """The plan with one line open for writing."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.PREPARE)
    line = _line_or_404(meeting, pk)
    if not may_change(request.user, meeting):
        return _closed(request, meeting)
    today = timezone.localdate()
    people = gathers(meeting, today)
    if request.method == "GET":
        return _show(request, meeting, form=LineForm(people=people, line=line, initial=LineForm.initial_of(line)))
    form = LineForm(request.POST, people=people, line=line)
    theirs: list[dict[str, str]] = []
    if form.is_valid():
        try:
            seen = form.cleaned_data["seen"] or 0
            saved = change_line(line=line, agreed=form.agreed(), seen=seen, by=request.user, today=today)
        except LineChangedMeanwhile as conflict:
            form, theirs = _met(request, form, people, conflict)
        except Refusal as refusal:
            form.add_error(_on_form(form, refusal), refusal.message)
        else:
            messages.success(request, _said(saved))
            return redirect(plan_address(meeting, saved))
    return _show(request, meeting, form=form, theirs=theirs)


@login_required
@require_http_methods(["GET", "POST"])
def data_plan_remove(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.PREPARE)
    line = _line_or_404(meeting, pk)
    refused, status = "", 200
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            remove_line(line=line, seen=whole_number(seen, 0), by=request.user)
        except Refusal as refusal:
            refused, status = refusal.message, 409 if isinstance(refusal, Conflict) else 422
            line = _line_or_404(meeting, pk)
        else:
            messages.success(request, _("“%(data)s” is taken out of the plan.") % {"data": line.what})
            return redirect(plan_address(meeting))
    context = {
        "meeting": meeting,
        "line": line,
        "refused": refused,
        "plan_url": plan_address(meeting),
        "crumbs": crumbs(meeting, _("Data plan"), _("Take out")),
    }
    return render(request, "meetings/data_plan/remove.html", context, status=status)


@login_required
@require_POST
def data_plan_confirm(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.PREPARE)
    try:
        confirm_plan(meeting=meeting, seen_hash=request.POST.get("seen", ""), by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("You have confirmed the plan. What is changed from now on is shown as a change."))
    return redirect(plan_address(meeting))


def _line_or_404(meeting: MeetingPage, pk: int) -> DataPlanLine:
    line = get_object_or_404(DataPlanLine.objects.select_related("gatherer", "data_type"), pk=pk, meeting=meeting)
    line.meeting = meeting
    return line


def _closed(request: SignedInRequest, meeting: MeetingPage) -> HttpResponse:
    messages.info(request, _("The plan can no longer be changed: the meeting is held or cancelled."))
    return redirect(plan_address(meeting))


def _said(line: DataPlanLine) -> str:
    if line.gatherer:
        return _("The plan is saved. %(name)s gathers “%(data)s”.") % {"name": line.who, "data": line.what}
    return _("The plan is saved.")


def _on_form(form: LineForm, refusal: Refusal) -> str | None:
    return refusal.field if refusal.field in form.fields else None


def _met(
    request: SignedInRequest, form: LineForm, people: Any, conflict: LineChangedMeanwhile
) -> tuple[LineForm, list[dict[str, str]]]:
    """The own answers, which stand when they are sent again, and beside them what stands there now."""
    if conflict.current is None:
        form.add_error(None, conflict.message)
        return form, []
    data = request.POST.copy()
    data["seen"] = str(conflict.current.version)
    again = LineForm(data, people=people, line=conflict.current)
    again.add_error(None, conflict.message)
    facts = facts_of(content_of([conflict.current])[0])
    return again, [{"term": label, "value": text} for label, text in facts if text]


def _show(
    request: SignedInRequest,
    meeting: MeetingPage,
    *,
    form: LineForm | None = None,
    adds: bool = False,
    theirs: list[dict[str, str]] | None = None,
) -> HttpResponse:
    context = plan_context(meeting, request.user, timezone.localdate())
    context |= {
        "form": form,
        "open_line": form.line.pk if form is not None and form.line is not None else None,
        "adds": adds,
        "theirs": theirs or [],
        "plan_url": plan_address(meeting),
        "keep": _keep(meeting, form) if form is not None else "",
    }
    status = 409 if theirs else 422 if form is not None and form.errors else 200
    return render(request, "meetings/data_plan/plan.html", context, status=status)


def _keep(meeting: MeetingPage, form: LineForm) -> str:
    return f"data-plan-{form.line.pk}-{form.line.version}" if form.line else f"data-plan-{meeting.pk}-new"
