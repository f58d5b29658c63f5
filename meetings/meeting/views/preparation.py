"""The plan of the preparation, read by all who see the meeting, written by leaders and consultant."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Right
from accounts.signed_in import SignedInRequest
from foundation.errors import Refusal
from meetings.meeting.address import address
from meetings.meeting.agenda import agenda_of
from meetings.meeting.enums import OPEN_STATES
from meetings.meeting.finding import meeting_or_404
from meetings.meeting.forms.preparation import StepForm
from meetings.meeting.participant import PreparationStep
from meetings.meeting.record_preparation import WrittenMeanwhile, record_preparation
from meetings.meeting.trail import crumbs
from meetings.units import access
from meetings.units.addresses import of_meeting


@login_required
@require_safe
def preparation(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year)
    steps = list(meeting.preparation_steps.select_related("done_by"))
    items = agenda_of(meeting)
    context = {
        "meeting": meeting,
        "steps": steps,
        "next": next((step for step in steps if not step.done_at), None),
        "required": [item for item in items if item.read.required_data],
        "focus": [topic.text for item in items for topic in item.read.focus],
        "may_write": access.of(request.user).may(Right.PREPARE, meeting.unit) and meeting.state in OPEN_STATES,
        "meeting_url": address(meeting),
        "crumbs": crumbs(meeting, _("Preparation")),
    }
    return render(request, "meetings/meeting/preparation.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def preparation_step(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.PREPARE)
    step = get_object_or_404(PreparationStep, pk=pk, meeting=meeting)
    if meeting.state not in OPEN_STATES:
        messages.info(request, _("The preparation is over: the meeting is held or cancelled."))
        return redirect("preparation", **of_meeting(meeting))
    form = StepForm(request.POST if request.method == "POST" else None, initial=StepForm.of(step))
    theirs = ""
    if request.method == "POST" and form.is_valid():
        try:
            record_preparation(
                step=step, planned_on=form.cleaned_data["planned_on"], decided=form.cleaned_data["decided"],
                done=form.cleaned_data["done"], by=request.user, seen_decided=form.cleaned_data["seen"],
            )  # fmt: skip
        except WrittenMeanwhile as conflict:
            theirs = conflict.theirs
            data = request.POST.copy()
            data["seen"] = theirs
            form = StepForm(data)
            form.add_error("decided", conflict.message)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.message)
        else:
            messages.success(request, _("It is written down."))
            return redirect("preparation", **of_meeting(meeting))
    return _answer(request, {"meeting": meeting, "step": step, "form": form, "theirs": theirs})


def _answer(request: SignedInRequest, context: dict[str, Any]) -> HttpResponse:
    meeting, step, form = context["meeting"], context["step"], context["form"]
    context["keep"] = f"preparation-{step.pk}"
    context["crumbs"] = crumbs(meeting, _("Preparation"), step.title)
    status = 409 if context["theirs"] else 422 if form.errors else 200
    return render(request, "meetings/meeting/preparation_step.html", context, status=status)
